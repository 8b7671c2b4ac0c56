import assert from 'node:assert/strict';
import { translator } from '../../addin/i18n/translate.ts';
import { SyncError } from '../../addin/sync/issues.ts';
import { ApiError } from '../../addin/taskpane/api.ts';
import { Activities } from '../../addin/taskpane/shell/activities.ts';
import { errorText } from '../../addin/taskpane/shell/errors.ts';

const words = { summary: (n: number) => `${n} rows`, explain: (error: unknown) => `because ${String(error)}` };

describe('activities', () => {
  it('show progress while they run and a summary afterwards', async () => {
    const activities = new Activities();
    const seen: string[] = [];
    activities.subscribe(() =>
      seen.push(
        activities
          .all()
          .map((a) => `${a.state} ${a.done}/${a.total}`)
          .join(),
      ),
    );
    await activities.run(
      'Publish',
      ({ progress }) => {
        progress(1, 2);
        return Promise.resolve(2);
      },
      words,
    );
    assert.ok(seen.includes('running 1/2'));
    const [activity] = activities.all();
    assert.deepEqual([activity?.state, activity?.summary], ['done', '2 rows']);
    assert.notEqual(activity?.endedAt, null);
  });

  it('say why they failed, and still fail', async () => {
    const activities = new Activities();
    await assert.rejects(
      activities.run('Open', () => Promise.reject<number>(new Error('no')), words),
      /no/,
    );
    assert.equal(activities.all()[0]?.state, 'failed');
    assert.equal(activities.all()[0]?.summary, 'because Error: no');
  });

  it('can be cancelled', async () => {
    const activities = new Activities();
    const work = activities.run(
      'Open',
      ({ signal }) =>
        new Promise<number>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new DOMException('stop', 'AbortError')));
        }),
      words,
    );
    activities.all()[0]?.cancel();
    await assert.rejects(work, { name: 'AbortError' });
    assert.equal(activities.all()[0]?.state, 'cancelled');
  });

  it('keep the newest fifty', async () => {
    const activities = new Activities();
    for (let i = 0; i < 55; i++) await activities.run(String(i), () => Promise.resolve(i), words);
    assert.equal(activities.all().length, 50);
    assert.equal(activities.all()[0]?.title, '54');
  });
});

describe('an error in words', () => {
  const zh = translator('zh');

  it('is translated by its code, with the server’s sentence beneath and the line of the file', () => {
    const error = new ApiError('refused', 'statement.mixed_file', 'the file mixes A and B', { line: 12 });
    assert.deepEqual(errorText(error, zh), {
      text: '文件中混有不属于一起的对账单。 (文件第 12 行)',
      detail: 'the file mixes A and B',
      again: false,
    });
    assert.equal(errorText(error, translator('en')).detail, null);
  });

  it('has no English beneath where the translation names all that the server names', () => {
    const cut = new ApiError('refused', 'statement.cut_file', 'the file ends in row 12', { line: 12 });
    assert.equal(errorText(cut, zh).detail, null);
    const params = { column: '金额', text: 'x' };
    const amount = new ApiError('refused', 'statement.amount_invalid', '金额 “x” is not a number.', {
      line: 3,
      params,
    });
    assert.deepEqual(errorText(amount, zh), {
      text: '“金额”一栏的“x”不是数字。 (文件第 3 行)',
      detail: null,
      again: false,
    });
    const older = new ApiError('refused', 'statement.amount_invalid', '金额 “x” is not a number.', { line: 3 });
    assert.equal(errorText(older, zh).detail, '金额 “x” is not a number.');
  });

  it('invites to try again where that can help', () => {
    assert.equal(errorText(new ApiError('network', 'network.unreachable', ''), zh).again, true);
    assert.equal(errorText(new SyncError('sheet.no_base', 'x'), zh).again, false);
  });

  it('is calm about what nobody foresaw', () => {
    const { text, detail } = errorText(new TypeError('x is undefined'), zh);
    assert.match(text, /意外错误/);
    assert.equal(detail, 'x is undefined');
  });
});
