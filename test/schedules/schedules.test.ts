import assert from 'node:assert/strict';
import { cancelBillingRun } from '../../server/billing/post.ts';
import { newId } from '../../server/kernel/ids.ts';
import { ACTIONS, type Occasion } from '../../server/schedules/actions.ts';
import { runScheduleNow } from '../../server/schedules/ask-for-jobs.ts';
import { removeSchedule, type ScheduleInput, saveSchedule } from '../../server/schedules/schedules.ts';
import { listSchedules, type ScheduleView } from '../../server/schedules/views.ts';
import { openTestApp, operatorWithRole, type TestApp } from '../support/app.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';
import { hoursAgo, jobs, schedule } from './support.ts';

describe('Schedules that are kept', () => {
  let f: Fixture;
  const now = new Date('2026-10-20T08:00:00Z');
  const monthly: Omit<ScheduleInput, 'key'> = {
    code: 'MONTH-END',
    name: 'Preview',
    kind: 'MONTHLY',
    monthDay: 31,
    time: '02:30',
    timeZone: 'Asia/Shanghai',
    action: 'PREVIEW_RUN',
    arguments: { month: 'CURRENT' },
  };
  const save = (over: Partial<ScheduleInput> = {}, at = now) =>
    saveSchedule(f.books, { key: newId(), ...monthly, ...over }, at);
  const only = async (): Promise<ScheduleView> => {
    const [found, another] = await listSchedules(f.books);
    assert.ok(found && !another);
    return found;
  };

  beforeEach(async () => {
    f = await fixture();
  });

  afterEach(() => f.close());

  it('are made and changed, and know when they are due next', async () => {
    await save();
    const made = await only();
    assert.deepEqual(
      [made.version, made.catchUp, made.enabled, new Date(made.nextRunAt ?? '').toISOString(), made.lastRunAt],
      [1, 'ALL', true, '2026-10-30T18:30:00.000Z', null],
    );
    await save({ kind: 'WEEKLY', weekdays: [3], version: 1 });
    const changed = await only();
    assert.deepEqual([changed.version, changed.monthDay, changed.weekdays], [2, null, [3]]);
    assert.equal(new Date(changed.nextRunAt ?? '').toISOString(), '2026-10-20T18:30:00.000Z');
    await save({ enabled: false, version: 2 });
    assert.equal((await only()).nextRunAt, null);
  });

  it('are not changed over the head of somebody else, nor made twice', async () => {
    await save();
    await refused(save(), 'schedule.code_taken');
    await save({ name: 'Another', version: 1 });
    await refused(save({ version: 1 }), 'schedule.changed_meanwhile');
    await refused(save({ code: 'OTHER', version: 1 }), 'schedule.unknown');
    await refused(save({ code: 'no spaces' }), 'value.bad_code');
  });

  it('are removed, and their code may be used again', async () => {
    await save();
    await removeSchedule(f.books, { key: newId(), code: 'MONTH-END' });
    assert.deepEqual(await listSchedules(f.books), []);
    await refused(removeSchedule(f.books, { key: newId(), code: 'MONTH-END' }), 'schedule.unknown');
    await refused(runScheduleNow(f.books, { key: newId(), code: 'MONTH-END' }), 'schedule.unknown');
    await save();
    assert.equal((await only()).enabled, true);
  });

  it('keep the times that came before they were changed, in their old form', async () => {
    await schedule(f, {}, hoursAgo(2));
    await schedule(f, { action: 'MATCH_STATEMENTS', cron: '0 0 1 1 *', version: 1 });
    assert.deepEqual(
      (await jobs(f)).map(({ action, status }) => [action, status]),
      [
        ['FOLD_ROLLUPS', 'WAITING'],
        ['FOLD_ROLLUPS', 'WAITING'],
      ],
    );
  });

  it('are refused what their action cannot do', async () => {
    await refused(save({ action: 'POST_RUN' }), 'schedule.unknown_action');
    await refused(save({ arguments: { month: 'LAST' } }), 'schedule.bad_arguments');
    await refused(save({ arguments: { community: 'X' } }), 'schedule.bad_arguments', /community/);
    await refused(save({ action: 'PULL_USAGE', arguments: {} }), 'schedule.bad_arguments');
    await refused(save({ action: 'PULL_USAGE', arguments: { source: 'NOWHERE' } }), 'source.unknown');
    await save({ arguments: {} });
    assert.deepEqual(
      (await only()).arguments,
      { month: 'PREVIOUS' },
      'the month that has just ended, unless said otherwise',
    );
  });
});

describe('What schedules do', () => {
  let b: SmallBooks;

  before(async () => {
    b = await smallBooks();
  });

  after(() => b.close());

  const act = (action: string, occasion: Partial<Occasion>) =>
    ACTIONS[action]?.run({ books: b.books, arguments: {}, jobId: newId(), dueOn: '2026-11-30', ...occasion });
  const runs = () =>
    b.query<{ number: string; month: string; status: string }>(
      `select number, to_char(period_start, 'YYYY-MM') as month, status from billing_run where status <> 'POSTED' order by number`,
    );

  it('is a preview that waits for a person, once however often the job is run', async () => {
    const occasion = { arguments: { month: 'CURRENT' }, jobId: newId() };
    const first = await act('PREVIEW_RUN', occasion);
    assert.deepEqual([first?.['status'], first?.['customers']], ['PREVIEWED', 3]);
    assert.deepEqual(await act('PREVIEW_RUN', occasion), first);
    const [run, another] = await runs();
    assert.deepEqual([run?.month, run?.status, another], ['2026-11', 'PREVIEWED', undefined]);
  });

  it('is a preview of the month seen from the day it was due, and a new one where the last was cancelled', async () => {
    const jobId = newId();
    const occasion = { arguments: { month: 'NEXT' }, jobId, dueOn: '2026-10-31' };
    const first = await act('PREVIEW_RUN', occasion);
    const [{ id } = { id: '' }] = await b.query<{ id: string }>(
      'select id from billing_run where number = $1',
      first?.['run'],
    );
    await cancelBillingRun(b.books, id);
    const second = await act('PREVIEW_RUN', occasion);
    assert.notEqual(second?.['run'], first?.['run']);
    assert.equal((await runs()).filter(({ status }) => status === 'PREVIEWED').length, 2);
  });

  it('matches what waits, and folds what reports add up', async () => {
    await b.importMoves([{}]);
    assert.deepEqual(await act('MATCH_STATEMENTS', {}), { matched: 0 });
    const folded = await act('FOLD_ROLLUPS', {});
    assert.ok(Number(folded?.['folded']) > 0);
    await b.clean();
  });
});

describe('Schedules over HTTP', () => {
  let app: TestApp;

  before(async () => {
    app = await openTestApp();
    await operatorWithRole(app.books, 'ADMIN');
  });

  after(() => app.close());

  it('are made, run and looked at', async () => {
    const headers = await app.signIn('admin');
    const ask = async (query: string, variables: object = {}) => {
      const { data, errors } = await app.ask(query, { variables, headers });
      assert.deepEqual(errors, []);
      return data as Record<string, never>;
    };
    const input = {
      key: newId(),
      code: 'FOLD',
      kind: 'DAILY',
      time: '03:00',
      timeZone: 'Europe/Berlin',
      action: 'FOLD_ROLLUPS',
      arguments: {},
    };
    const saved = await ask(
      'mutation ($input: SaveScheduleInput!) { saveSchedule(input: $input) { schedule { code time nextRunAt lastJob { id } version } } }',
      { input },
    );
    assert.partialDeepStrictEqual(saved, {
      saveSchedule: { schedule: { code: 'FOLD', time: '03:00', lastJob: null, version: 1 } },
    });
    await ask('mutation ($input: RunScheduleNowInput!) { runScheduleNow(input: $input) { job { id } } }', {
      input: { key: newId(), code: 'FOLD' },
    });
    const seen = await ask(
      '{ schedules { code } scheduledJobs(statuses: [WAITING]) { schedule status requestedBy dueAt result } }',
    );
    assert.partialDeepStrictEqual(seen, {
      schedules: [{ code: 'FOLD' }],
      scheduledJobs: [{ schedule: 'FOLD', status: 'WAITING', requestedBy: 'ADMIN', result: null }],
    });
    await ask('mutation ($input: RemoveScheduleInput!) { removeSchedule(input: $input) { code } }', {
      input: { key: newId(), code: 'FOLD' },
    });
  });
});
