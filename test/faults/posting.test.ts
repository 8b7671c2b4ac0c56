import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { settleBackground } from '../../server/billing/background.ts';
import { postRun, resumeRuns } from '../../server/billing/post.ts';
import { requireRun } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { reverseRun } from '../../server/payments/credits/reversal.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import {
  type Copy,
  CUSTOMERS,
  faultyWorld,
  LINES_A_CHUNK,
  poster,
  reverser,
  untilPosted,
  untilReversed,
  type World,
} from './world.ts';

/** Everything that a posted run says of the world, without ids and times. */
const STATE = `
  select (select string_agg(concat_ws(' ', b.number, c.code, b.total, b.tax_total, b.due_date), ';' order by b.number)
      from bill b join customer c on c.id = b.customer_id) as bills,
    (select string_agg(concat_ws(' ', g.code, x.cycle, x.part, x.amount, x.net, x.tax), ';' order by g.code)
      from charge x join binding g on g.id = x.binding_id) as charges,
    (select string_agg(concat_ws(' ', d.code, k.code, s.amount, s.count), ';' order by d.code, k.code) from (
      select debit_account_id, credit_account_id, sum(amount) as amount, count(*) as count from transfer group by 1, 2) s
      join account d on d.id = s.debit_account_id join account k on k.id = s.credit_account_id) as transfers,
    (select sum(amount) from rollup_delta) as due,
    (select concat_ws(' ', status, posted_count) from billing_run) as run`;

/** The same of a reversed run: each bill with the document that took it back. */
const REVERSED = `
  select (select string_agg(concat_ws(' ', b.number, b.status, n.number, n.status, n.total), ';' order by b.number)
      from bill b left join credit_note n on n.bill_id = b.id) as bills,
    (select count(*) from charge where live) as live,
    (select string_agg(concat_ws(' ', a.code, s.balance), ';' order by a.code) from (
      select account_id, sum(amount) as balance from (
        select debit_account_id as account_id, amount from transfer union all select credit_account_id, -amount from transfer) t
      group by account_id) s join account a on a.id = s.account_id) as balances,
    (select sum(amount) from rollup_delta) as due,
    (select status from billing_run) as run`;

describe('Posting a run, whatever happens', function () {
  this.timeout(180_000);
  let world: World;
  let undisturbed: unknown;

  before(async () => {
    world = await faultyWorld();
    const copy = await world.copy();
    await postRun(
      copy.books,
      { key: newId(), runId: world.run.id, contentHash: world.run.contentHash ?? '' },
      LINES_A_CHUNK,
    );
    undisturbed = await stateOf(copy);
    await copy.close();
  });

  after(() => world.end());

  /** Goes on where a fault left the run, as a server does when it starts. */
  async function resume(copy: Copy): Promise<void> {
    await resumeRuns(copy.books);
    await settleBackground();
    const run = await requireRun(copy.books, world.run.id);
    if (run.status === 'PAUSED' || run.status === 'PREVIEWED') {
      await postRun(copy.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' }, LINES_A_CHUNK);
    }
  }

  /** The same as if nothing had happened, and every law holds. */
  async function assertWhole(copy: Copy): Promise<void> {
    assert.deepEqual(await stateOf(copy), undisturbed);
    const { ok, laws } = await verifyDatabase(copy.serverUrl);
    assert.ok(ok, laws.flatMap(({ law, problems }) => problems.map((problem) => `${law}: ${problem}`)).join('\n'));
  }

  it('ends as if nothing had happened when the server is killed at eleven moments', async () => {
    let halfway = 0;
    for (let trial = 0; trial < 11; trial += 1) {
      const copy = await world.copy();
      const { child, ended } = poster(copy, world.run);
      // The first moment lies before the first bill; the others anywhere between two bills or inside a transaction.
      await untilPosted(copy, trial === 0 ? 0 : randomInt(1, CUSTOMERS - 30), child);
      await sleep(randomInt(0, 12));
      child.kill('SIGKILL');
      await ended;
      const { postedCount } = await requireRun(copy.books, world.run.id);
      if (postedCount > 0 && postedCount < CUSTOMERS) halfway += 1;
      await resume(copy);
      await assertWhole(copy);
      await copy.close();
    }
    assert.ok(halfway >= 8, `rows were being written at ${halfway} of 11 moments`);
  });

  it('goes on by itself when a process of PostgreSQL is killed at five moments', async () => {
    for (let trial = 0; trial < 5; trial += 1) {
      const copy = await world.copy();
      const { child, ended } = poster(copy, world.run);
      const posted = await untilPosted(copy, randomInt(1, CUSTOMERS - 60), child);
      assert.ok(posted < CUSTOMERS, 'it must not end before the fault');
      // PostgreSQL ends all its processes then, and recovers.
      process.kill(await busyBackend(copy), 'SIGKILL');
      assert.equal(await ended, 0);
      await assertWhole(copy);
      await copy.close();
    }
  });

  it('goes on when PostgreSQL itself is killed at four moments and started again', async () => {
    for (let trial = 0; trial < 4; trial += 1) {
      const copy = await world.copy();
      const { child, ended } = poster(copy, world.run);
      const posted = await untilPosted(copy, randomInt(1, CUSTOMERS - 60), child);
      assert.ok(posted < CUSTOMERS, 'it must not end before the fault');
      process.kill(world.postmaster(), 'SIGKILL');
      await world.restart();
      assert.equal(await ended, 0);
      await assertWhole(copy);
      await copy.close();
    }
  });

  it('goes on when its connections are cut again and again', async () => {
    const copy = await world.copy();
    const { child, ended } = poster(copy, world.run);
    for (let cut = 1; cut <= 4; cut += 1) {
      await untilPosted(copy, cut * 40, child);
      await asSuperuser(
        copy,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      );
    }
    assert.equal(await ended, 0);
    await assertWhole(copy);
    await copy.close();
  });

  it('bills once when two servers post the same run and one of them is killed', async () => {
    for (const killed of [0, 1]) {
      const copy = await world.copy();
      const servers = [poster(copy, world.run), poster(copy, world.run)] as const;
      await untilPosted(copy, randomInt(1, CUSTOMERS - 60), servers[0].child);
      servers[killed]?.child.kill('SIGKILL');
      const codes = await Promise.all(servers.map(({ ended }) => ended));
      assert.equal(codes[1 - killed], 0, 'the other one brings it to its end');
      await assertWhole(copy);
      await copy.close();
    }
  });

  it('is reversed as if nothing had happened when that is killed at three moments', async () => {
    const posted = { key: newId(), runId: world.run.id, contentHash: world.run.contentHash ?? '' };
    const reversed = async (copy: Copy) => {
      await reverseRun(copy.books, await requireRun(copy.books, world.run.id), 'the wrong price');
      return (await asSuperuser(copy, REVERSED))[0];
    };
    let wanted: unknown = null;
    for (let trial = 0; trial < 4; trial += 1) {
      const copy = await world.copy();
      await postRun(copy.books, posted);
      if (trial > 0) {
        const { child, ended } = reverser(copy, world.run);
        const found = await untilReversed(copy, randomInt(1, CUSTOMERS - 60), child);
        assert.ok(found < CUSTOMERS, 'it must not end before the fault');
        if (trial % 2 === 0) process.kill(await busyBackend(copy), 'SIGKILL');
        else child.kill('SIGKILL');
        await ended;
      }
      const state = await reversed(copy);
      wanted ??= state;
      assert.deepEqual(state, wanted);
      assert.ok((await verifyDatabase(copy.serverUrl)).ok);
      await copy.close();
    }
  });

  it('is not confused by a clock that jumps back', async () => {
    const copy = await world.copy();
    assert.equal(await poster(copy, world.run, 'back').ended, 0);
    await assertWhole(copy);
    await copy.close();
  });
});

async function stateOf(copy: Copy): Promise<unknown> {
  return (await asSuperuser(copy, STATE))[0];
}

async function asSuperuser(copy: Copy, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: copy.adminUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A process of PostgreSQL that works for the copy's server at this moment. */
async function busyBackend(copy: Copy): Promise<number> {
  for (;;) {
    const rows = (await asSuperuser(
      copy,
      `select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and state in ('active', 'idle in transaction') order by random() limit 1`,
    )) as { pid: number }[];
    if (rows[0]) return rows[0].pid;
  }
}
