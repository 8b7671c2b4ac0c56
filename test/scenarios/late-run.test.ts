import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { settleBackground } from '../../server/billing/background.ts';
import { postRun, resumeRuns } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { runComparison } from '../../server/billing/run-summary.ts';
import { type Run, requireRun, runExceptions } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { creditBill } from '../../server/payments/credits/credit-note.ts';
import { reverseBill } from '../../server/payments/credits/reversal.ts';
import { recordPayment } from '../../server/payments/record-payment.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

describe('A run that is late, killed, resumed and corrected', () => {
  let f: Fixture;
  let run: Run;

  before(async () => {
    f = await fixture('2026-11-20');
    await f.taxCode('VAT6', '0.06');
    await f.feeItem('MGMT', { tax_code_id: f.id('VAT6') });
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2.50' });
    for (let i = 1; i <= 60; i += 1) {
      const code = String(i).padStart(3, '0');
      await f.customer(`C-${code}`);
      await f.premise(`R-${code}`, { area: i === 7 ? null : '100' });
      await f.binding(`M-${code}`, `C-${code}`, 'MGMT', {
        quantity_source: 'AREA',
        premise_id: f.id(`R-${code}`),
        start_date: '2026-09-01',
        anchor: '2026-09-01',
      });
    }
  });

  after(() => f.close());

  const post = (each: Run) => postRun(f.books, { key: newId(), runId: each.id, contentHash: each.contentHash ?? '' });

  const totals = async () => {
    const [row] = await f.query(
      `select count(*)::int as bills, sum(total - allocated)::float as open from bill where status = 'LIVE'`,
    );
    return row;
  };

  it('is late: nobody billed September, so the run of October catches up on it, and says so', async () => {
    run = await previewRun(f.books, { key: newId(), month: '2026-10', scope: { kind: 'ALL' } });
    assert.deepEqual([run.status, run.lineCount, run.total], ['PREVIEWED', 118, '29500']);
    const { caughtUpCount, caughtUpAmount } = await runComparison(f.books, run);
    assert.deepEqual([caughtUpCount, caughtUpAmount], [59, '14750']);
  });

  it('leaves out what it cannot price, with the reason, and never at zero', async () => {
    const exceptions = await runExceptions(f.books, run.id, 10);
    assert.deepEqual(
      exceptions.map(({ customer, code }) => [customer, code]),
      [
        ['C-007', 'billing.no_area'],
        ['C-007', 'billing.no_area'],
      ],
    );
  });

  it('is killed in the middle of posting', async () => {
    const script = join(import.meta.dirname, '../faults/post-process.ts');
    const args = [script, f.serverUrl, run.id, run.contentHash ?? '', '6'];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    const exit = once(child, 'exit');
    while ((await requireRun(f.books, run.id)).postedCount === 0) await sleep(1);
    child.kill('SIGKILL');
    await exit;
    const { status, postedCount } = await requireRun(f.books, run.id);
    assert.equal(status, 'POSTING');
    assert.ok(postedCount > 0 && postedCount < 59, `killed after ${postedCount} bills`);
  });

  it('is resumed by the next server, and bills everybody once', async () => {
    await resumeRuns(f.books);
    await settleBackground();
    assert.equal((await requireRun(f.books, run.id)).status, 'POSTED');
    assert.deepEqual(await totals(), { bills: 59, open: 29_500 });
    const [numbers] = await f.query(
      `select min(number) as first, max(number) as last, count(distinct number)::int as count from bill`,
    );
    assert.deepEqual(numbers, { first: 'B-000001', last: 'B-000059', count: 59 });
  });

  it('is corrected: a bill that was paid is credited, another one voided and billed anew, the missing area entered', async () => {
    const idOf = async (customer: string) => {
      const [row] = await f.query<{ id: string }>(
        `select b.id from bill b join customer c on c.id = b.customer_id where c.code = $1 and b.status = 'LIVE'`,
        customer,
      );
      return row?.id ?? '';
    };
    await recordPayment(f.books, {
      key: newId(),
      customer: 'C-001',
      amount: '500',
      receivedOn: '2026-11-20',
      channel: 'CASH',
    });
    await creditBill(f.books, {
      key: newId(),
      billId: await idOf('C-001'),
      reason: 'lift out of order',
      amount: '120',
    });
    const [waiting] = await f.query(`select sum(amount - allocated)::float as waiting from payment`);
    assert.deepEqual(waiting, { waiting: 120 });
    await reverseBill(f.books, { key: newId(), billId: await idOf('C-002'), reason: 'wrong area' });
    await f.change('premise', f.id('R-002'), { area: '90' });
    await f.change('premise', f.id('R-007'), { area: '80' });
    const correction = await previewRun(f.books, { key: newId(), month: '2026-10', scope: { kind: 'ALL' } });
    assert.deepEqual([correction.lineCount, correction.total, correction.exceptionCount], [4, '850', 0]);
    await post(correction);
    // 59 bills of 500 less the paid and the void one, then 450 and 400.
    assert.deepEqual(await totals(), { bills: 60, open: 57 * 500 + 850 });
  });

  it('leaves books on which every law holds', async () => {
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    assert.ok(ok, laws.flatMap(({ law, problems }) => problems.map((problem) => `${law}: ${problem}`)).join('\n'));
  });
});
