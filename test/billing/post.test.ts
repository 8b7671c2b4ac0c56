import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { settleBackground } from '../../server/billing/background.ts';
import { explainCharge } from '../../server/billing/explain.ts';
import { cancelBillingRun, pauseBillingRun, postBillingRun, postRun, resumeRuns } from '../../server/billing/post.ts';
import { previewBillingRun, previewRun } from '../../server/billing/preview.ts';
import { type Run, requireRun, runExceptions, runTotals } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { journalEntries, trialBalance } from '../../server/ledger/queries.ts';
import { write } from '../../server/ledger/unit-of-work.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

interface BillRow {
  number: string;
  customer: string;
  due: string;
  total: string;
}

const preview = (f: Fixture, month = '2026-10') =>
  previewRun(f.books, { key: newId(), month, scope: { kind: 'ALL' }, issueDate: '2026-10-31' });

const inputOf = (run: Run) => ({ key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });

const billsOf = (f: Fixture): Promise<BillRow[]> =>
  f.query<BillRow>(
    `select b.number, c.code as customer, b.due_date as due, b.total from bill b
     join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id order by b.number`,
  );

describe('Posting a run', () => {
  let f: Fixture;

  beforeEach(async () => {
    f = await fixture();
    await f.taxCode('VAT6', '0.06');
    await f.feeItem('MGMT', { tax_code_id: f.id('VAT6') });
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2.85' });
    for (const [customer, area] of [
      ['C-1', '88.50'],
      ['C-2', '100'],
      ['C-3', '120.20'],
    ] as const) {
      await f.customer(customer);
      await f.premise(`R-${customer}`, { area });
      await f.binding(`B-${customer}`, customer, 'MGMT', {
        quantity_source: 'AREA',
        premise_id: f.id(`R-${customer}`),
      });
    }
  });

  afterEach(async () => {
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    await f.close();
    assert.ok(ok, laws.flatMap(({ law, problems }) => problems.map((problem) => `${law}: ${problem}`)).join('\n'));
  });

  /** So many more customers that posting takes several chunks. */
  async function manyCustomers(count: number): Promise<void> {
    for (let i = 10; i < 10 + count; i++) {
      await f.customer(`C-${i}`);
      await f.binding(`B-${i}`, `C-${i}`, 'MGMT', { quantity: String(i), quantity_source: 'FIXED' });
    }
  }

  it('writes bills with their due dates, and books them', async () => {
    await f.change('customer', f.id('C-2'), { payment_days: 30 });
    await f.contract('K-1', 'C-3', { payment_days: 45 });
    await f.change('binding', f.id('B-C-3'), { contract_id: f.id('K-1') });
    await f.change('customer', f.id('C-3'), { payment_days: 10 });
    const run = await postRun(f.books, inputOf(await preview(f)));
    assert.deepEqual([run.status, run.postedCount], ['POSTED', 3]);
    assert.deepEqual(await billsOf(f), [
      { number: 'B-000001', customer: 'C-1', due: '2026-11-15', total: '252.23' },
      { number: 'B-000002', customer: 'C-2', due: '2026-11-30', total: '285' },
      { number: 'B-000003', customer: 'C-3', due: '2026-12-15', total: '342.57' },
    ]);
    const balances = await trialBalance(f.books);
    assert.deepEqual(
      balances.map(({ code, debit, credit }) => [code, debit, credit]),
      [
        ['1122', '879.80', '0'],
        // 14.28 + 16.13 + 19.39
        ['2221', '0', '49.80'],
        ['6001', '0', '830.00'],
      ],
    );
    assert.deepEqual(await trialBalance(f.books, '2026-10-30'), [], 'nothing before the issue date');
  });

  it('can explain each charge and show its entries', async () => {
    await postRun(f.books, inputOf(await preview(f)));
    const [charge] = await f.query<{ id: string; bill_id: string; amount: string }>(
      `select x.id, x.bill_id, x.amount from charge x join bill b on b.id = x.bill_id where b.number = 'B-000001'`,
    );
    assert.ok(charge);
    const explained = await explainCharge(f.books, charge.id);
    assert.equal(explained?.recomputed, charge.amount);
    const [entry] = await journalEntries(f.books, charge.bill_id);
    assert.deepEqual(
      [entry?.kind, entry?.postingDate, entry?.transfers.map(({ creditAccount, amount }) => [creditAccount, amount])],
      [
        'BILL',
        '2026-10-31',
        [
          ['6001', '237.95'],
          ['2221', '14.28'],
        ],
      ],
    );
    assert.equal(await explainCharge(f.books, newId()), null);
  });

  it('books what is billed for months ahead, deposits and late fees to accounts of their own', async () => {
    await f.feeItem('QUARTER', { cycle: 'QUARTERLY', timing: 'ADVANCE' });
    await f.price('QUARTER', { model: 'FIXED', amount: '900' });
    await f.feeItem('DEPOSIT', { cycle: 'ONE_OFF', category: 'DEPOSIT' });
    await f.price('DEPOSIT', { model: 'FIXED', amount: '500' });
    await f.feeItem('LATE', { cycle: 'ONE_OFF', category: 'PENALTY' });
    await f.price('LATE', { model: 'FIXED', amount: '7' });
    for (const code of ['QUARTER', 'DEPOSIT', 'LATE']) await f.binding(`X-${code}`, 'C-1', code);
    await postRun(f.books, inputOf(await preview(f)));
    const balances = new Map((await trialBalance(f.books)).map(({ code, credit }) => [code, Number(credit)]));
    assert.deepEqual([balances.get('2205'), balances.get('2241.01'), balances.get('6301')], [900, 500, 7]);
    const due = await f.query(`select sum(amount)::float as due from rollup_delta`);
    assert.deepEqual(due, [{ due: 1779.8 }], 'deposits and late fees are no part of the KPIs');
  });

  it('refuses another hash, a run that is not previewed, one that was cancelled, and one with nothing to bill', async () => {
    const run = await preview(f);
    await assert.rejects(postRun(f.books, { ...inputOf(run), contentHash: 'f'.repeat(64) }), {
      code: 'billing.hash_mismatch',
    });
    assert.equal((await cancelBillingRun(f.books, run.id)).status, 'CANCELLED');
    await assert.rejects(postRun(f.books, inputOf(run)), { code: 'billing.wrong_state', message: /preview a new run/ });
    await assert.rejects(cancelBillingRun(f.books, run.id), { code: 'billing.wrong_state' });
    const empty = await preview(f, '2026-09');
    await assert.rejects(postRun(f.books, inputOf(empty)), { code: 'billing.nothing_to_post' });
    await assert.rejects(postRun(f.books, { ...inputOf(run), runId: newId() }), { code: 'billing.run_unknown' });
    assert.deepEqual(await billsOf(f), []);
  });

  it('names what changed since the preview, and only what the run used', async () => {
    const changes: [string, () => Promise<unknown>][] = [
      ['price of MGMT', () => f.price('MGMT', { model: 'FIXED', amount: '1' }, '2010-01-01', '2019-01-01')],
      ['fee item MGMT', () => f.change('fee_item', f.id('MGMT'), { note: 'x' })],
      ['tax rate of VAT6', () => f.taxCode('VAT6', '0.09', '2010-01-01', '2019-01-01')],
      ['customer C-2', () => f.change('customer', f.id('C-2'), { payment_days: 3 })],
      ['premise R-C-1', () => f.change('premise', f.id('R-C-1'), { area: '99' })],
      ['binding B-NEW', () => f.binding('B-NEW', 'C-1', 'MGMT')],
    ];
    for (const [name, change] of changes) {
      const run = await preview(f);
      await change();
      await assert.rejects(postRun(f.books, inputOf(run)), {
        code: 'billing.input_changed',
        message: new RegExp(name),
      });
    }
    const run = await preview(f);
    await f.customer('C-9');
    await f.feeItem('OTHER');
    await f.price('OTHER', { model: 'FIXED', amount: '1' });
    await f.binding('B-LATER', 'C-9', 'OTHER', { start_date: '2026-12-01' });
    assert.equal((await postRun(f.books, inputOf(run))).status, 'POSTED');
  });

  it('refuses when a reading of its meters, or a bill of its cycles, came meanwhile', async () => {
    await f.feeItem('WATER');
    await f.price('WATER', { model: 'PER_UNIT', unitPrice: '5' });
    await f.meter('M-1', 'R-C-1');
    await f.reading('M-1', '2026-10-01', '10');
    await f.reading('M-1', '2026-10-30', '12');
    await f.binding('B-W', 'C-1', 'WATER', { quantity_source: 'METER', meter_id: f.id('M-1') });
    const run = await preview(f);
    await f.reading('M-1', '2026-11-01', '13');
    await assert.rejects(postRun(f.books, inputOf(run)), { code: 'billing.input_changed', message: /reading of M-1/ });
    const [one, two] = [await preview(f), await preview(f)];
    await postRun(f.books, inputOf(one));
    await assert.rejects(postRun(f.books, inputOf(two)), {
      code: 'billing.input_changed',
      message: /cycle billed meanwhile B-/,
    });
  });

  it('bills once when it is asked twice, whatever the key', async () => {
    const run = await preview(f);
    const input = inputOf(run);
    await postRun(f.books, input);
    await postRun(f.books, input);
    assert.equal((await postRun(f.books, inputOf(run))).status, 'POSTED');
    assert.equal((await billsOf(f)).length, 3);
    assert.equal((await preview(f)).lineCount, 0, 'and the next run finds nothing to bill');
  });

  it('bills once when two servers post it at the same moment', async () => {
    await manyCustomers(20);
    const run = await preview(f);
    const other = await f.elsewhere();
    const done = await Promise.all([f.books, other].map((books) => postRun(books, inputOf(run), 3)));
    assert.deepEqual(
      done.map(({ status }) => status),
      ['POSTED', 'POSTED'],
    );
    await assertWhole(f, run, 23);
  });

  it('lets one of two overlapping runs win, also when both start at the same moment', async () => {
    await manyCustomers(10);
    const [one, two] = [await preview(f), await preview(f)];
    const other = await f.elsewhere();
    const results = await Promise.allSettled([postRun(f.books, inputOf(one), 3), postRun(other, inputOf(two), 3)]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    const loser = results.find((result) => result.status === 'rejected');
    const { code } = (loser as PromiseRejectedResult).reason as { code: string };
    assert.match(code, /^billing\.(other_run_posting|input_changed)$/);
    assert.equal((await billsOf(f)).length, 13);
  });

  it('ends in the same state when it is killed in the middle and started again', async () => {
    await manyCustomers(40);
    const run = await preview(f);
    const script = join(import.meta.dirname, '../faults/post-process.ts');
    const args = [script, f.serverUrl, run.id, run.contentHash ?? '', '4'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const exit = once(child, 'exit');
    while ((await requireRun(f.books, run.id)).postedCount === 0) {
      assert.equal(child.exitCode, null, 'it must not end before it is killed');
      await sleep(1);
    }
    child.kill('SIGKILL');
    await exit;
    const left = await requireRun(f.books, run.id);
    assert.equal(left.status, 'POSTING');
    assert.ok(left.postedCount > 0 && left.postedCount < 43, `killed after ${left.postedCount} bills`);
    await resumeRuns(f.books);
    await settleBackground();
    await assertWhole(f, run, 43);
  });

  it('stops after the chunk under way, and the next run bills what it left out', async () => {
    await manyCustomers(10);
    const run = await preview(f);
    const posting = postRun(f.books, inputOf(run), 2);
    while ((await requireRun(f.books, run.id)).postedCount === 0) await sleep(1);
    const other = await f.elsewhere();
    assert.equal((await cancelBillingRun(other, run.id)).status, 'STOPPED');
    assert.equal((await posting).status, 'STOPPED');
    const rest = await preview(f);
    assert.equal(rest.customerCount, 13 - (await requireRun(f.books, run.id)).postedCount);
    await postRun(f.books, inputOf(rest));
    assert.equal((await billsOf(f)).length, 13);
  });

  it('waits where it is told to, says how far it is, and goes on when it is posted again', async () => {
    await manyCustomers(40);
    const run = await preview(f);
    const posting = postRun(f.books, inputOf(run), 2);
    while ((await requireRun(f.books, run.id)).secondsLeft === null) await sleep(1);
    const other = await f.elsewhere();
    const paused = await pauseBillingRun(other, run.id);
    assert.deepEqual([paused.status, paused.failure, paused.secondsLeft], ['PAUSED', null, null]);
    assert.equal((await posting).status, 'PAUSED');
    await assert.rejects(pauseBillingRun(other, run.id), { code: 'billing.wrong_state', message: /resume/ });
    await postRun(f.books, inputOf(run));
    await assertWhole(f, run, 43);
  });

  it('refuses a closed accounting period', async () => {
    await f.insert('accounting_period', [
      { id: newId(), month: '2026-10-01', status: 'CLOSED', closed_at: '2026-11-05T00:00:00Z' },
    ]);
    await assert.rejects(postRun(f.books, inputOf(await preview(f))), { code: 'ledger.period_closed' });
    const later = await previewRun(f.books, {
      key: newId(),
      month: '2026-10',
      scope: { kind: 'ALL' },
      issueDate: '2026-11-01',
    });
    assert.equal((await postRun(f.books, inputOf(later))).status, 'POSTED');
  });

  it('pauses when its period is closed under it, and goes on when that is open again', async () => {
    await manyCustomers(40);
    const run = await preview(f);
    const posting = postRun(f.books, inputOf(run), 2);
    while ((await requireRun(f.books, run.id)).postedCount === 0) await sleep(1);
    const [month] = await f.query<{ id: string }>(`select id from accounting_period where month = '2026-10-01'`);
    // Two chunks in turn always hold the month: whoever does not lock the table waits for the end of the run.
    await write(f.books, 'test.close', async (work) => {
      await sql`lock table accounting_period in exclusive mode`.execute(work.db);
      await sql`update accounting_period set status = 'CLOSED', closed_at = now(), change_id = ${work.changeId}
        where tenant_id = ${work.tenantId}`.execute(work.db);
      work.audit({ noun: 'AccountingPeriod', rowId: month?.id ?? '', action: 'CLOSED' });
    });
    await assert.rejects(posting, { code: 'ledger.period_closed' });
    assert.equal((await requireRun(f.books, run.id)).status, 'PAUSED');
    await f.change('accounting_period', month?.id ?? '', { status: 'OPEN', closed_at: null });
    await postRun(f.books, inputOf(run));
    await assertWhole(f, run, 43);
  });

  it('answers at once and goes on in the background', async () => {
    const started = await previewBillingRun(f.books, {
      key: newId(),
      month: '2026-10',
      scope: { kind: 'CUSTOMER', code: 'C-2' },
    });
    assert.deepEqual([started.status, started.scopeCode, started.issueDate], ['PREVIEWING', 'C-2', '2026-11-05']);
    await settleBackground();
    const run = await requireRun(f.books, started.id);
    assert.equal(run.status, 'PREVIEWED');
    assert.equal((await postBillingRun(f.books, inputOf(run))).status, 'POSTING');
    await settleBackground();
    assert.equal((await requireRun(f.books, run.id)).status, 'POSTED');
    assert.deepEqual(await runTotals(f.books, run.id), [
      { feeItem: 'MGMT', nameZh: 'MGMT', nameEn: 'MGMT', count: 1, amount: '285', previousAmount: '0' },
    ]);
    assert.deepEqual(await runExceptions(f.books, run.id, 10), []);
  });

  it('cancels a preview that a killed process left', async () => {
    const run = await preview(f);
    await f.change('billing_run', run.id, { status: 'PREVIEWING' });
    await resumeRuns(f.books);
    assert.equal((await requireRun(f.books, run.id)).status, 'CANCELLED');
    assert.deepEqual(await f.query('select 1 from billing_run_line'), []);
  });

  it('holds a credit that is more than there is to charge until a later bill', async () => {
    await f.feeItem('WATER');
    await f.price('WATER', { model: 'GRADUATED', reset: 'YEAR', tiers: [{ upTo: null, unitPrice: '5' }] });
    await f.customer('C-W');
    await f.meter('M-1', 'R-C-1');
    await f.reading('M-1', '2026-08-01', '0');
    await f.reading('M-1', '2026-08-30', '100');
    await f.binding('B-W', 'C-W', 'WATER', {
      quantity_source: 'METER',
      meter_id: f.id('M-1'),
      start_date: '2026-08-01',
    });
    await postRun(f.books, inputOf(await preview(f, '2026-08')));
    // The reading was 10 and not 100: August is 450 too high, September uses 20 and October 100.
    const [wrong] = await f.query<{ id: string }>('select id from meter_reading where value = 100');
    await f.change('meter_reading', wrong?.id ?? '', { value: '10' });
    await f.reading('M-1', '2026-10-01', '30');
    const september = await preview(f, '2026-09');
    assert.deepEqual(
      (await runExceptions(f.books, september.id, 10)).map(({ code }) => code),
      ['billing.credit_held'],
    );
    await f.reading('M-1', '2026-11-01', '130');
    const october = await previewRun(f.books, {
      key: newId(),
      month: '2026-10',
      scope: { kind: 'CUSTOMER', code: 'C-W' },
    });
    assert.equal(october.total, '150', '(20 − 90) × 5 + 100 × 5');
    await postRun(f.books, inputOf(october));
    const receivable = (await trialBalance(f.books)).find(({ code }) => code === '1122');
    assert.equal(Number(receivable?.debit) - Number(receivable?.credit), 500 + 150);
  });
});

/** A posted run: one bill for each customer, numbers without a gap, everything in the ledger and in the roll-ups. */
async function assertWhole(f: Fixture, run: Run, count: number): Promise<void> {
  const { status, postedCount, total } = await requireRun(f.books, run.id);
  assert.deepEqual([status, postedCount], ['POSTED', count]);
  const bills = await billsOf(f);
  assert.deepEqual(
    bills.map(({ number }) => number),
    Array.from({ length: count }, (_, i) => `B-${String(i + 1).padStart(6, '0')}`),
  );
  assert.equal(new Set(bills.map(({ customer }) => customer)).size, count);
  const [sums] = await f.query<Record<string, string>>(
    `select (select sum(total) from bill) as bills, (select sum(amount) from charge) as charges,
      (select sum(amount) from transfer) as transfers, (select sum(amount) from rollup_delta) as due`,
  );
  assert.deepEqual(Object.values(sums ?? {}).map(Number), [total, total, total, total].map(Number));
}
