import assert from 'node:assert/strict';
import fc from 'fast-check';
import { settleBackground } from '../../server/billing/background.ts';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { requireRun } from '../../server/billing/runs.ts';
import { splitTax } from '../../server/catalog/tax.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal, ZERO } from '../../server/kernel/money.ts';
import type { Books } from '../../server/ledger/books.ts';
import { trialBalance } from '../../server/ledger/queries.ts';
import { creditBill } from '../../server/payments/credits/credit-note.ts';
import { reverseBill, reverseBillingRun } from '../../server/payments/credits/reversal.ts';
import { type CreditableCharge, creditLines } from '../../server/payments/credits/rules.ts';
import { decideWaiver, requestWaiver } from '../../server/payments/credits/waivers.ts';
import { customerStatement } from '../../server/payments/customer-statement.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { allRows } from '../support/publishing.ts';
import { type BillRow, type SmallBooks, smallBooks, TODAY } from '../support/small-books.ts';

describe('What a credit takes back of a charge', () => {
  it('ends at exactly its net and tax, in whatever parts it is taken back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 500_000 }),
        fc.constantFrom('0', '0.03', '0.06', '0.09', '0.13'),
        fc.array(fc.integer({ min: 1, max: 100_000 }), { maxLength: 8 }),
        (cents, rate, parts) => {
          const amount = new Decimal(cents).div(100);
          const taxRate = new Decimal(rate);
          const whole = splitTax(amount, taxRate, 'CNY');
          const charge: CreditableCharge = {
            id: 'a',
            amount,
            ...whole,
            taxRate,
            creditedAmount: ZERO,
            creditedNet: ZERO,
          };
          let tax = ZERO;
          const take = (wanted: Parameters<typeof creditLines>[1]) => {
            const [line] = creditLines([charge], wanted, { currency: 'CNY', rounding: 'HALF_UP' });
            assert.ok(line && line.net.plus(line.tax).eq(line.amount));
            charge.creditedAmount = charge.creditedAmount.plus(line.amount);
            charge.creditedNet = charge.creditedNet.plus(line.net);
            tax = tax.plus(line.tax);
          };
          for (const part of parts) {
            const left = charge.amount.minus(charge.creditedAmount);
            if (left.gt(Decimal.div(part, 100))) take({ amount: new Decimal(part).div(100) });
          }
          take({ full: true });
          assert.deepEqual(
            [charge.creditedNet.toFixed(2), tax.toFixed(2)],
            [whole.net.toFixed(2), whole.tax.toFixed(2)],
          );
          assert.throws(() => take({ full: true }), { code: 'credits.nothing_left' });
        },
      ),
    );
  });
});

describe('Credit notes', () => {
  let f: SmallBooks;
  let clerk: Books;
  let approver: Books;

  beforeEach(async () => {
    f = await smallBooks();
    const as = async (login: string, roles: readonly ('FINANCE' | 'APPROVER')[]): Promise<Books> => {
      const id = newId();
      await f.insert('operator', [
        { id, login, name: login, password_hash: 'x', roles: [...roles], language: 'ZH', active: true, version: 1 },
      ]);
      return { ...f.books, operator: { id, name: login, roles } };
    };
    clerk = await as('clerk', ['FINANCE']);
    approver = await as('approver', ['APPROVER', 'FINANCE']);
  });

  afterEach(async () => {
    await f.clean();
    await f.close();
  });

  const chargesOf = (bill: BillRow) =>
    f.query<{ id: string; amount: string; feeItem: string }>(
      `select c.id, trim_scale(c.amount)::text as amount, i.code as "feeItem" from charge c
       join fee_item i on i.id = c.fee_item_id where c.bill_id = $1 order by i.code`,
      bill.id,
    );

  const settledOf = async (number: string) => {
    const [row] = await f.query<Record<string, unknown>>(
      `select total::float, allocated::float, credited::float, status from bill where number = $1`,
      number,
    );
    return row;
  };

  const waitingOf = async (customer: string) => {
    const [row] = await f.query<{ waiting: number }>(
      `select coalesce(sum(p.amount - p.allocated), 0)::float as waiting from payment p
       join customer c on c.id = p.customer_id where c.code = $1 and p.status = 'LIVE'`,
      customer,
    );
    return row?.waiting;
  };

  const credit = (bill: BillRow, rest: Partial<Parameters<typeof creditBill>[1]> = {}) =>
    creditBill(clerk, { key: newId(), billId: bill.id, reason: 'lift out of order', ...rest });

  it('leave less open of their charges, as the sheet of charges shows it', async () => {
    const bill = await f.bill('B-000001');
    const [, parking] = await chargesOf(bill);
    await credit(bill, { lines: [{ chargeId: parking?.id ?? '', amount: '100' }] });
    const shown = (await allRows(f.books, 'CHARGES')).find(({ id }) => id === parking?.id);
    assert.equal(Number(shown?.cells['open']), Number(parking?.amount) - 100);
  });

  it('take a bill back in full, in part and by line, once each, and never more than is left', async () => {
    const bill = await f.bill('B-000001');
    const key = newId();
    const id = await credit(bill, { key, amount: '52.23' });
    assert.equal(await credit(bill, { key, amount: '52.23' }), id, 'the same key is the same credit note');
    assert.deepEqual(await settledOf(bill.number), {
      total: 552.23,
      allocated: 52.23,
      credited: 52.23,
      status: 'LIVE',
    });
    const [mgmt, parking] = await chargesOf(bill);
    await credit(bill, { lines: [{ chargeId: parking?.id ?? '', amount: '100' }] });
    await assert.rejects(credit(bill, { amount: '400.01' }), { code: 'credits.too_much', message: /400\.00 CNY/ });
    await assert.rejects(credit(bill, { lines: [{ chargeId: mgmt?.id ?? '', amount: '300' }] }), {
      code: 'credits.too_much',
      field: 'lines',
    });
    await assert.rejects(credit(bill, { amount: '-1' }), { code: 'credits.not_positive' });
    await assert.rejects(credit(bill, { reason: '  ' }), { code: 'credits.reason_missing', field: 'reason' });
    await credit(bill);
    assert.deepEqual(await settledOf(bill.number), {
      total: 552.23,
      allocated: 552.23,
      credited: 552.23,
      status: 'LIVE',
    });
    await assert.rejects(credit(bill), { code: 'credits.nothing_left' });
    const numbers = await f.query<{ number: string }>('select number from credit_note order by number');
    assert.deepEqual(
      numbers.map(({ number }) => number),
      ['CN-000001', 'CN-000002', 'CN-000003'],
    );
  });

  it('give the money of a paid bill free, as far as it paid what is taken back', async () => {
    const bill = await f.bill('B-000001');
    await f.pay({ customer: 'C-1', amount: '552.23', bills: [bill.number] });
    const [, parking] = await chargesOf(bill);
    await credit(bill, { lines: [{ chargeId: parking?.id ?? '', amount: '120' }] });
    assert.deepEqual(await settledOf(bill.number), { total: 552.23, allocated: 552.23, credited: 120, status: 'LIVE' });
    assert.equal(await waitingOf('C-1'), 120);
  });

  it('reach the books, the KPIs and what the customer is told', async () => {
    const before = await trialBalance(f.books);
    const bill = await f.bill('B-000002');
    await credit(bill);
    const balanceOf = (rows: typeof before, code: string) => {
      const row = rows.find((each) => each.code === code);
      return new Decimal(row?.debit ?? 0).minus(row?.credit ?? 0);
    };
    const after = await trialBalance(f.books);
    const moved = (code: string) => balanceOf(after, code).minus(balanceOf(before, code)).toNumber();
    const [sums] = await f.query<{ net: number; tax: number }>(
      'select sum(net)::float as net, sum(tax)::float as tax from charge where bill_id = $1',
      bill.id,
    );
    assert.deepEqual([moved('1122'), moved('6001'), moved('2221')], [-285, sums?.net, sums?.tax]);
    const [due] = await f.query<{ due: number }>(
      `select sum(amount)::float as due from (select measure, due_date, amount from rollup union all
        select measure, due_date, amount from rollup_delta) x where measure = 'DUE' and due_date = $1`,
      bill.due,
    );
    const [billed] = await f.query<{ total: number }>(
      'select sum(total)::float as total from bill where due_date = $1',
      bill.due,
    );
    assert.equal(due?.due, (billed?.total ?? 0) - 285);
    const { lines } = await customerStatement(f.books, { customer: 'C-2', from: '2026-11-01', to: '2026-11-30' });
    assert.deepEqual(
      lines.filter(({ kind }) => kind === 'CREDIT_NOTE').map(({ number, amount }) => [number, amount]),
      [['CN-000001', '-285.00']],
    );
  });

  it('count as waivers only once somebody else approves them', async () => {
    const bill = await f.bill('B-000001');
    const ask = (key = newId()) => requestWaiver(clerk, { key, billId: bill.id, reason: 'hardship', amount: '50' });
    const [first, second] = [await ask(), await ask()];
    assert.equal((await settledOf(bill.number))?.['credited'], 0);
    const decide = (books: Books, creditNoteId: string, approve: boolean) =>
      decideWaiver(books, { key: newId(), creditNoteId, approve });
    await assert.rejects(decide(clerk, first, true), { code: 'credits.own_request' });
    await decide(approver, first, true);
    await decide(approver, second, false);
    await assert.rejects(decide(approver, second, true), { code: 'credits.decided', message: /REJECTED/ });
    assert.equal((await settledOf(bill.number))?.['credited'], 50);
  });

  it('refuse a waiver of what was taken back meanwhile', async () => {
    const bill = await f.bill('B-000002');
    const waiver = await requestWaiver(clerk, { key: newId(), billId: bill.id, reason: 'hardship', amount: '200' });
    await credit(bill, { amount: '100' });
    await assert.rejects(decideWaiver(approver, { key: newId(), creditNoteId: waiver, approve: true }), {
      code: 'credits.too_much',
    });
  });

  it('void a reversed bill, and its cycles are billed again, once', async () => {
    const bill = (await f.bills()).findLast(({ customer }) => customer === 'C-1') as BillRow;
    await f.pay({ customer: 'C-1', amount: bill.total, bills: [bill.number] });
    await credit(bill, { amount: '10' });
    await reverseBill(clerk, { key: newId(), billId: bill.id, reason: 'wrong area' });
    const settled = await settledOf(bill.number);
    assert.deepEqual([settled?.['status'], settled?.['credited']], ['VOID', Number(bill.total)]);
    assert.equal(await waitingOf('C-1'), Number(bill.total));
    await assert.rejects(credit(bill), { code: 'credits.bill_void' });
    await assert.rejects(reverseBill(clerk, { key: newId(), billId: bill.id, reason: 'again' }), {
      code: 'credits.bill_void',
    });
    const [billed] = await f.query<{ month: string }>(
      `select to_char(period_start, 'YYYY-MM') as month from bill where number = $1`,
      bill.number,
    );
    const preview = () =>
      previewRun(f.books, { key: newId(), month: billed?.month ?? '', scope: { kind: 'ALL' }, issueDate: TODAY });
    const again = await preview();
    assert.deepEqual([again.customerCount, Number(again.total)], [1, Number(bill.total)]);
    await postRun(f.books, { key: newId(), runId: again.id, contentHash: again.contentHash ?? '' });
    assert.equal((await preview()).lineCount, 0);
  });

  it('refuse to void a bill that later bills build on, and say which one comes first', async () => {
    await f.feeItem('WATER');
    await f.price('WATER', {
      model: 'GRADUATED',
      reset: 'YEAR',
      tiers: [
        { upTo: '15', unitPrice: '2' },
        { upTo: null, unitPrice: '5' },
      ],
    });
    await f.customer('C-W');
    await f.premise('R-W');
    await f.meter('M-W', 'R-W');
    await f.reading('M-W', '2026-09-01', '0');
    await f.reading('M-W', '2026-10-01', '10');
    await f.reading('M-W', '2026-11-01', '20');
    const metered = { quantity_source: 'METER', meter_id: f.id('M-W'), start_date: '2026-09-01', anchor: '2026-09-01' };
    await f.binding('B-W', 'C-W', 'WATER', metered);
    const bill = async (month: string) => {
      const scope = { kind: 'CUSTOMER', code: 'C-W' } as const;
      const run = await previewRun(f.books, { key: newId(), month, scope, issueDate: TODAY });
      await postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
      return (await f.bills()).at(-1) as BillRow;
    };
    const [september, october] = [await bill('2026-09'), await bill('2026-10')];
    assert.deepEqual([september.total, october.total], ['20', '35'], 'ten at 2, then five at 2 and five at 5');
    const reverse = (each: BillRow) => reverseBill(clerk, { key: newId(), billId: each.id, reason: 'wrong meter' });
    await assert.rejects(reverse(september), { code: 'credits.read_on', message: new RegExp(october.number) });
    await reverse(october);
    await reverse(september);
    const again = await bill('2026-10');
    assert.equal(again.total, '55', 'both months, and the year climbs its ladder once');
  });

  it('reverse a whole run, and say so in the run', async () => {
    const [row] = await f.query<{ id: string; period_end: string }>(
      'select id, period_end from billing_run order by number desc limit 1',
    );
    const run = await reverseBillingRun(clerk, { runId: row?.id ?? '', reason: 'wrong price' });
    await settleBackground();
    assert.equal((await requireRun(f.books, run.id)).status, 'REVERSED');
    const left = await f.query(`select 1 from bill where run_id = $1 and status = 'LIVE'`, run.id);
    assert.deepEqual(left, []);
    await assert.rejects(reverseBillingRun(clerk, { runId: run.id, reason: 'again' }), { code: 'billing.wrong_state' });
  });

  it('are named by verify when a superuser breaks them', async () => {
    const bill = await f.bill('B-000001');
    await credit(bill, { amount: '100' });
    const { Client } = await import('pg');
    const admin = new Client({ connectionString: f.adminUrl });
    await admin.connect();
    await admin.query('update bill set credited = credited - 1 where number = $1', [bill.number]);
    const broken = await verifyDatabase(f.serverUrl);
    assert.match(JSON.stringify(broken.laws), /bill B-000001 says 99.* credited, its credit notes say 100/);
    await admin.query('update bill set credited = credited + 1 where number = $1', [bill.number]);
    await admin.end();
  });
});
