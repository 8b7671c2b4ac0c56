import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../server/kernel/errors.ts';
import { newId } from '../../server/kernel/ids.ts';
import { write } from '../../server/ledger/unit-of-work.ts';
import { rerunJob, runScheduleNow } from '../../server/schedules/ask-for-jobs.ts';
import { tick } from '../../server/schedules/tick.ts';
import { listSchedules } from '../../server/schedules/views.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { all, counting, hoursAgo, instead, jobs, schedule, serve, until } from './support.ts';

describe('Schedules that are run', () => {
  let f: Fixture;
  let stops: (() => Promise<void>)[];
  const started = async (...args: Parameters<typeof serve>) => {
    const stop = await serve(...args);
    stops.push(stop);
  };

  beforeEach(async () => {
    f = await fixture();
    stops = [];
  });

  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await f.close();
  });

  it('catch up every time that passed while no server ran, in order and each once', async () => {
    await schedule(f, {}, hoursAgo(5));
    const { begun, actions } = counting();
    await started(f, { actions });
    const found = await until(f, all('DONE', 5));
    assert.equal(found.length, 5);
    assert.deepEqual(begun, found.map(({ id }) => id).toReversed(), 'the oldest first');
    const hours = found.map(({ dueAt }) => new Date(dueAt).toISOString().slice(0, 13));
    assert.equal(new Set(hours).size, 5, 'each hour has its job');
    assert.deepEqual(found[0]?.result, { counted: true });
    assert.equal(found[0]?.requestedBy, null);
  });

  it('catch up the last time alone where they are told to, and list the others as skipped', async () => {
    await schedule(f, { catchUp: 'LATEST' }, hoursAgo(4));
    await tick(f.books, new Date());
    const found = await jobs(f);
    assert.deepEqual(
      found.map(({ status }) => status),
      ['WAITING', 'SKIPPED', 'SKIPPED', 'SKIPPED'],
    );
    assert.equal(found[1]?.errorCode, 'schedule.later_time_due');
    const { begun, actions } = counting();
    await started(f, { actions });
    await until(f, ([latest]) => latest?.status === 'DONE');
    await rerunJob(f.books, { key: newId(), jobId: found[3]?.id ?? '' });
    await until(f, (now) => now[3]?.status === 'DONE');
    assert.deepEqual(begun, [found[0]?.id, found[3]?.id], 'what was skipped can be asked for');
  });

  it('have a pace where very much is to be caught up', async () => {
    await schedule(f, { catchUp: 'LATEST' }, hoursAgo(300));
    assert.equal(await tick(f.books, new Date()), 200);
    const [half] = await listSchedules(f.books);
    assert.ok(new Date(half?.nextRunAt ?? '') < new Date(), 'the rest is due');
    assert.equal(await tick(f.books, new Date()), 100);
    const statuses = await f.query<{ status: string; n: number }>(
      'select status, count(*)::int as n from scheduled_job group by status order by status',
    );
    assert.deepEqual(statuses, [
      { status: 'SKIPPED', n: 299 },
      { status: 'WAITING', n: 1 },
    ]);
    assert.equal(await tick(f.books, new Date()), 0);
  });

  it('run once on several servers', async () => {
    for (let n = 1; n <= 4; n += 1) await schedule(f, { code: `S-${n}` }, hoursAgo(5));
    const one = counting();
    const two = counting();
    await Promise.all([started(f, { actions: one.actions }), started(f, { actions: two.actions })]);
    await until(f, all('DONE', 20));
    const begun = [...one.begun, ...two.begun];
    assert.equal(begun.length, 20);
    assert.equal(new Set(begun).size, 20);
    assert.ok(one.begun.length > 0 && two.begun.length > 0, 'the servers share the work');
  });

  it('try again what failed, then give it up with its reason until somebody runs it again', async () => {
    await schedule(f, {}, hoursAgo(1));
    let broken = true;
    const logged: string[] = [];
    const { begun, actions } = counting(async () => {
      if (broken) throw new Refusal('source.unreachable', 'the source does not answer');
    });
    await started(f, { actions, mostAttempts: 2, log: (line) => logged.push(line) });
    const [failed] = await until(f, ([job]) => job?.status === 'FAILED');
    assert.deepEqual([failed?.attempts, failed?.errorCode], [1, 'source.unreachable']);
    const [given] = await until(f, ([job]) => job?.status === 'GIVEN_UP');
    assert.deepEqual(
      [given?.attempts, given?.errorCode, given?.errorMessage],
      [2, 'source.unreachable', 'the source does not answer'],
    );
    assert.match(logged.join('\n'), /EACH-HOUR of test failed \(source\.unreachable.*\); it will be tried again/);
    assert.match(logged.join('\n'), /given up/);
    assert.deepEqual(await f.query('select id from graphile_worker._private_jobs'), [], 'nothing is left in the queue');
    broken = false;
    await rerunJob(f.books, { key: newId(), jobId: given?.id ?? '' });
    const [done] = await until(f, ([job]) => job?.status === 'DONE');
    assert.deepEqual([done?.errorCode, done?.attempts], [null, 1]);
    assert.equal(begun.length, 3);
    await assert.rejects(rerunJob(f.books, { key: newId(), jobId: given?.id ?? '' }), {
      code: 'schedule.job_not_failed',
    });
  });

  it('go on after a server was killed in the middle of a job', async () => {
    await schedule(f, {}, hoursAgo(1));
    const child = spawn(process.execPath, [join(import.meta.dirname, 'worker-process.ts'), f.serverUrl], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const { begun, actions } = counting();
    await started(f, { actions, orphanAfterSeconds: 0 });
    await sleep(1_000);
    assert.deepEqual(
      [(await jobs(f))[0]?.status, begun.length],
      ['RUNNING', 0],
      'nobody takes it from a server that lives',
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [done] = await until(f, ([job]) => job?.status === 'DONE');
    assert.equal(done?.attempts, 2);
    assert.equal(begun.length, 1);
  });

  it('give up a job that has killed too many servers', async () => {
    await schedule(f, {}, hoursAgo(1));
    await tick(f.books, new Date());
    await write(f.books, 'test', ({ db }) =>
      db.updateTable('scheduled_job').set({ status: 'RUNNING', attempts: 3 }).execute(),
    );
    const { begun, actions } = counting();
    await started(f, { actions, mostAttempts: 3 });
    const [given] = await until(f, ([job]) => job?.status === 'GIVEN_UP');
    assert.equal(given?.errorCode, 'schedule.server_died');
    assert.equal(begun.length, 0);
  });

  it('end with the job that is under way', async () => {
    await schedule(f, {}, hoursAgo(1));
    const { actions } = counting(() => sleep(700));
    const stop = await serve(f, { actions });
    await until(f, ([job]) => job?.status === 'RUNNING');
    await stop();
    assert.equal((await jobs(f))[0]?.status, 'DONE');
  });

  it('are run when somebody asks for it, beside their times', async () => {
    await schedule(f, { kind: 'MONTHLY', monthDay: 31, time: '02:30', cron: null });
    const before = await listSchedules(f.books);
    await started(f, { actions: instead(async ({ dueOn }) => ({ dueOn })) });
    const key = newId();
    const asked = await runScheduleNow(f.books, { key, code: 'EACH-HOUR' });
    assert.equal(await runScheduleNow(f.books, { key, code: 'EACH-HOUR' }), asked);
    const found = await until(f, all('DONE', 1));
    assert.equal(found.length, 1);
    assert.deepEqual(found[0]?.result, { dueOn: '2026-11-05' }, 'a tenant that stays on a day stays on it');
    assert.deepEqual(await listSchedules(f.books), before);
  });
});
