import assert from 'node:assert/strict';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { type CheckCode, closingChecklist } from '../../server/closing/checklist.ts';
import { journal, trialBalance } from '../../server/closing/datasets.ts';
import { accountingPeriods, closeAccountingPeriod, reopenAccountingPeriod } from '../../server/closing/periods.ts';
import { releaseRevenue } from '../../server/closing/release.ts';
import { voucherExport, voucherLines } from '../../server/closing/vouchers.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { type Books, read } from '../../server/ledger/books.ts';
import type { ReadOnlyDataset } from '../../server/ledger/dataset.ts';
import { creditBill } from '../../server/payments/credits/credit-note.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

describe('Closing a month', () => {
  let f: Fixture;
  let one: Books;
  let two: Books;

  beforeEach(async () => {
    f = await fixture('2026-11-05');
    await f.taxCode('VAT6', '0.06');
    await f.feeItem('MGMT', { tax_code_id: f.id('VAT6') });
    await f.price('MGMT', { model: 'FIXED', amount: '106' });
    await f.feeItem('YEAR', { cycle: 'YEARLY', timing: 'ADVANCE', tax_code_id: f.id('VAT6') });
    await f.price('YEAR', { model: 'FIXED', amount: '1000' });
    await f.customer('C-1');
    await f.binding('M-1', 'C-1', 'MGMT', { quantity: '1', start_date: '2026-09-01', anchor: '2026-09-01' });
    await f.binding('Y-1', 'C-1', 'YEAR', { quantity: '1', start_date: '2026-09-16', anchor: '2026-09-16' });
    const as = async (login: string): Promise<Books> => {
      const id = newId();
      const roles = ['APPROVER'] as const;
      await f.insert('operator', [
        { id, login, name: login, password_hash: 'x', roles: [...roles], language: 'ZH', active: true, version: 1 },
      ]);
      return { ...f.books, operator: { id, name: login, roles } };
    };
    one = await as('one');
    two = await as('two');
    await bill('2026-09', '2026-09-30');
    await bill('2026-10', '2026-10-31');
  });

  afterEach(async () => {
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    await f.close();
    assert.ok(ok, laws.flatMap(({ law, problems }) => problems.map((problem) => `${law}: ${problem}`)).join('\n'));
  });

  async function bill(month: string, issueDate: string): Promise<void> {
    const run = await previewRun(f.books, { key: newId(), month, scope: { kind: 'ALL' }, issueDate });
    await postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
  }

  const release = (month: string, books = f.books) => releaseRevenue(books, { key: newId(), month });
  const close = (month: string, acknowledged: readonly string[] = [], books = one) =>
    closeAccountingPeriod(books, { key: newId(), month, acknowledged });
  const reopen = (month: string, books: Books) =>
    reopenAccountingPeriod(books, { key: newId(), month, reason: 'a late invoice' });

  const failing = async (month: string): Promise<CheckCode[]> =>
    (await closingChecklist(f.books, month)).filter(({ count }) => count > 0).map(({ code }) => code);

  const cells = async (dataset: ReadOnlyDataset, filter: Record<string, string>) =>
    (
      await read(f.books, (db) => dataset.page(db, f.books, { filter, sinceFeedNo: null, after: null, first: 500 }))
    ).rows.map((row) => row.cells);

  it('goes in the order of months, after what is in the way was solved', async () => {
    assert.deepEqual(await failing('2026-10'), ['EARLIER_OPEN', 'REVENUE_UNRELEASED']);
    await assert.rejects(close('2026-10'), { code: 'closing.blocked', message: /EARLIER_OPEN \(1\)/ });
    await release('2026-09');
    await close('2026-09');
    await release('2026-10');
    await close('2026-10');
    await assert.rejects(close('2026-10'), { code: 'closing.closed_already' });
    await assert.rejects(close('2026-11'), { code: 'closing.blocked', message: /MONTH_NOT_OVER/ });
    const periods = await accountingPeriods(f.books);
    assert.deepEqual(
      periods.map(({ month, status, closedBy }) => [month, status, closedBy]),
      [
        ['2026-11', 'OPEN', null],
        ['2026-10', 'CLOSED', 'one'],
        ['2026-09', 'CLOSED', 'one'],
      ].filter(([month]) => periods.some((period) => period.month === month)),
    );
  });

  it('asks to look at what is not done, and lets it be once somebody said so', async () => {
    await release('2026-09');
    await f.binding('M-2', 'C-1', 'MGMT', {
      quantity: '1',
      start_date: '2025-09-01',
      anchor: '2025-09-01',
      end_date: '2025-10-01',
    });
    await previewRun(f.books, { key: newId(), month: '2026-09', scope: { kind: 'ALL' }, issueDate: '2026-09-30' });
    assert.deepEqual(await failing('2026-09'), ['RUNS_PREVIEWED', 'CYCLES_UNBILLED']);
    await assert.rejects(close('2026-09', ['RUNS_PREVIEWED']), {
      code: 'closing.not_acknowledged',
      message: /CYCLES_UNBILLED \(1\)/,
    });
    assert.equal(await close('2026-09', ['RUNS_PREVIEWED', 'CYCLES_UNBILLED']), '2026-09');
  });

  it('keeps entries out, in months before it too, and lets corrections count today', async () => {
    await release('2026-09');
    await close('2026-09');
    await release('2026-10');
    await close('2026-10');
    for (const issueDate of ['2026-10-31', '2026-08-31']) {
      await f.binding(`X-${issueDate}`, 'C-1', 'MGMT', {
        quantity: '1',
        start_date: issueDate === '2026-10-31' ? '2024-01-01' : '2024-02-01',
        end_date: issueDate === '2026-10-31' ? '2024-02-01' : '2024-03-01',
        anchor: issueDate === '2026-10-31' ? '2024-01-01' : '2024-02-01',
      });
      await assert.rejects(bill('2026-10', issueDate), { code: 'ledger.period_closed' });
    }
    await assert.rejects(release('2026-09'), { code: 'ledger.period_closed' });
    const [first] = await f.query<{ id: string }>(`select id from bill where number = 'B-000001'`);
    await creditBill(one, { key: newId(), billId: first?.id ?? '', reason: 'goodwill', amount: '10' });
    const [entry] = await f.query(`select posting_date from journal_entry where kind = 'CREDIT_NOTE'`);
    assert.deepEqual(entry, { posting_date: '2026-11-05' });
  });

  it('is undone by somebody else, the last month first', async () => {
    await release('2026-09');
    await close('2026-09');
    await release('2026-10');
    await close('2026-10');
    await assert.rejects(reopen('2026-10', one), { code: 'closing.second_person' });
    await assert.rejects(reopen('2026-09', two), { code: 'closing.later_closed' });
    await reopen('2026-10', two);
    await reopen('2026-09', two);
    await assert.rejects(reopen('2026-09', two), { code: 'closing.not_closed' });
    await close('2026-09', [], two);
  });

  it('makes revenue of a year billed in advance day by day, to the cent, and takes back what was credited', async () => {
    // 1,000.00 with tax are 943.40 without; 2026-09-16 until 2027-09-16 are 365 days.
    const [charge] = await f.query<{ id: string; bill_id: string }>(
      `select c.id, c.bill_id from charge c join fee_item i on i.id = c.fee_item_id where i.code = 'YEAR'`,
    );
    const releasedIn = async (month: string) => {
      const [row] = await f.query<{ amount: number }>(
        `select coalesce(sum(amount), 0)::float as amount from revenue_release where month = $1`,
        `${month}-01`,
      );
      return row?.amount;
    };
    assert.equal(await release('2026-09'), 1);
    assert.equal(await release('2026-09'), 0, 'once');
    await release('2026-10');
    assert.deepEqual([await releasedIn('2026-09'), await releasedIn('2026-10')], [38.77, 80.12]);
    await creditBill(one, {
      key: newId(),
      billId: charge?.bill_id ?? '',
      reason: 'ended early',
      lines: [{ chargeId: charge?.id ?? '', amount: '500' }],
    });
    const months = [
      '2026-11',
      '2026-12',
      '2027-01',
      '2027-02',
      '2027-03',
      '2027-04',
      '2027-05',
      '2027-06',
      '2027-07',
      '2027-08',
      '2027-09',
    ];
    for (const month of months) await release(month, f.on('2027-09-30'));
    const [sums] = await f.query<{ released: string; net: string }>(
      `select (select sum(amount) from revenue_release) as released,
        (select c.net - (select sum(net) from credit_note_line l where l.charge_id = c.id) from charge c where c.id = $1) as net`,
      charge?.id,
    );
    assert.ok(new Decimal(sums?.released ?? 0).eq(sums?.net ?? 1), `${sums?.released} of ${sums?.net}`);
    await assert.rejects(release('2027-10', f.on('2027-09-30')), { code: 'closing.month_ahead' });
  });

  it('keeps a trial balance that verify finds again, and names one that was changed', async () => {
    await release('2026-09');
    await close('2026-09');
    const { Client } = await import('pg');
    const admin = new Client({ connectionString: f.adminUrl });
    await admin.connect();
    const change = (from: string, to: string) =>
      admin.query(`update accounting_period set trial_balance = replace(trial_balance::text, $1, $2)::jsonb`, [
        from,
        to,
      ]);
    await change('"1122"', '"1123"');
    const broken = await verifyDatabase(f.serverUrl);
    assert.match(JSON.stringify(broken.laws), /accounting period 2026-09 was closed with/);
    await change('"1123"', '"1122"');
    await admin.end();
  });

  it('shows the month in sheets, and gives vouchers that balance, in the codes of the own chart', async () => {
    await release('2026-09');
    const rows = await cells(trialBalance, { month: '2026-09' });
    const sum = (column: string) =>
      rows.reduce((total, row) => total.plus(row[column] ?? 0), new Decimal(0)).toNumber();
    assert.deepEqual([sum('opening'), sum('debit') - sum('credit'), sum('closing')], [0, 0, 0]);
    assert.deepEqual(
      (await cells(journal, { month: '2026-09' }))
        .map((row) => String(row['kind']))
        .toSorted((a, b) => a.localeCompare(b)),
      ['BILL', 'BILL', 'BILL', 'BILL', 'RELEASE'],
    );
    const vouchers = await voucherLines(f.books, '2026-09');
    for (const lines of Map.groupBy(vouchers, ({ voucher }) => voucher).values()) {
      const of = (side: 'debit' | 'credit') => lines.reduce((total, line) => total.plus(line[side]), new Decimal(0));
      assert.ok(of('debit').eq(of('credit')));
    }
    const [receivable] = await f.query<{ id: string }>(`select id from account where code = '1122'`);
    await f.change('account', receivable?.id ?? '', { external_code: '=1131', external_name: 'AR, trade' });
    await assert.rejects(voucherExport(f.books, '2026-09'), { code: 'closing.account_unmapped' });
    for (const code of ['2221', '6001', '2205']) {
      const [account] = await f.query<{ id: string }>(`select id from account where code = $1`, code);
      await f.change('account', account?.id ?? '', { external_code: `X${code}` });
    }
    const { content, fileName } = await voucherExport(f.books, '2026-09');
    assert.equal(fileName, 'vouchers-test-2026-09.csv');
    assert.ok(content.startsWith('\uFEFF日期,凭证字,凭证号'));
    assert.match(content, /,'=1131,"AR, trade",CNY,/);
  });
});
