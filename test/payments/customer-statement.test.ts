import assert from 'node:assert/strict';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { write } from '../../server/ledger/unit-of-work.ts';
import { allocatePayment } from '../../server/payments/allocate-payment.ts';
import { customerStatement } from '../../server/payments/customer-statement.ts';
import { reversePayment } from '../../server/payments/reverse-payment.ts';
import { unmatchLine } from '../../server/reconciliation/decide-by-hand.ts';
import { bookLine } from '../../server/reconciliation/line-bookings.ts';
import { allRows } from '../support/publishing.ts';
import { refused, type SmallBooks, smallBooks, TODAY } from '../support/small-books.ts';

// C-1 owes 552.23, C-2 285.00 and C-3 492.57 thrice, issued on 2026-08-31, 2026-09-30 and 2026-10-31.
describe('A customer’s statement', () => {
  let b: SmallBooks;

  beforeEach(async () => {
    b = await smallBooks();
  });

  afterEach(async () => {
    try {
      await b.clean();
    } finally {
      await b.close();
    }
  });

  const statement = (customer: string, from = '2026-11-01', to = '2026-11-30') =>
    customerStatement(b.books, { customer, from, to });
  type Shown = Awaited<ReturnType<typeof statement>>;
  const linesOf = ({ lines }: Shown) =>
    lines.map(({ date, kind, number, amount, balance }) => [date, kind, number, amount, balance]);
  const allocationsOf = ({ allocations }: Shown) =>
    allocations.map(({ date, payment, bill, amount }) => [date, payment, bill, amount]);
  const endsOf = ({ opening, closing, unallocated }: Shown) => [opening, closing, unallocated];

  /** Gives waiting money of a payment back by the bank. @returns id of the line */
  async function refund(payment: string, amount: string): Promise<string> {
    await b.importMoves([{ amount: new Decimal(amount), direction: 'OUT', payerName: 'Nobody' }]);
    const [line] = await b.query<{ id: string }>(
      `select id from statement_line where direction = 'OUT' and status <> 'MATCHED' and amount = ${amount}`,
    );
    return bookLine(b.books, { key: newId(), lineId: line?.id ?? '', kind: 'REFUND', payment });
  }

  it('shows what was owed before, then bills and payments by day with what is owed after each', async () => {
    await b.pay({ customer: 'C-1', amount: '600', receivedOn: '2026-09-15' });
    const shown = await statement('C-1', '2026-09-01', '2026-10-31');
    assert.deepEqual(linesOf(shown), [
      ['2026-09-15', 'PAYMENT', 'P-000001', '-600.00', '-47.77'],
      ['2026-09-30', 'BILL', 'B-000004', '552.23', '504.46'],
      ['2026-10-31', 'BILL', 'B-000007', '552.23', '1056.69'],
    ]);
    assert.deepEqual(endsOf(shown), ['552.23', '1056.69', '0.00']);
    assert.equal(shown.currency, 'CNY');
  });

  it('has its first and its last day, and a day without documents', async () => {
    const day = await statement('C-2', '2026-09-30', '2026-09-30');
    assert.deepEqual(linesOf(day), [['2026-09-30', 'BILL', 'B-000005', '285.00', '570.00']]);
    assert.deepEqual(endsOf(await statement('C-2', '2026-10-01', '2026-10-01')), ['570.00', '570.00', '0.00']);
    assert.deepEqual(endsOf(await statement('C-2', '2026-01-01', '2026-08-30')), ['0.00', '0.00', '0.00']);
  });

  it('shows money that waits as a balance below zero, and opens with it the next time', async () => {
    await b.pay({ customer: 'C-2', amount: '1000' });
    const shown = await statement('C-2');
    assert.deepEqual(linesOf(shown), [[TODAY, 'PAYMENT', 'P-000001', '-1000.00', '-145.00']]);
    assert.deepEqual(endsOf(shown), ['855.00', '-145.00', '145.00']);
    assert.deepEqual(endsOf(await statement('C-2', '2026-12-01', '2026-12-31')), ['-145.00', '-145.00', '145.00']);
  });

  it('tells which bill a part of a payment was put to', async () => {
    await b.pay({ customer: 'C-3', amount: '100', bills: ['B-000003'] });
    await b.pay({ customer: 'C-3', amount: '500', bills: ['B-000003', 'B-000006'] });
    const shown = await statement('C-3');
    assert.deepEqual(allocationsOf(shown), [
      [TODAY, 'P-000001', 'B-000003', '100.00'],
      [TODAY, 'P-000002', 'B-000003', '392.57'],
      [TODAY, 'P-000002', 'B-000006', '107.43'],
    ]);
    assert.deepEqual(endsOf(shown), ['1477.71', '877.71', '0.00']);
  });

  it('lists what was put to bills later in the later period, without moving what is owed', async () => {
    await b.pay({ customer: 'C-2', amount: '300', receivedOn: '2026-10-20', bills: ['B-000002'] });
    await allocatePayment(b.books, { key: newId(), payment: 'P-000001' });
    const october = await statement('C-2', '2026-10-01', '2026-10-31');
    assert.deepEqual(allocationsOf(october), [['2026-10-20', 'P-000001', 'B-000002', '285.00']]);
    assert.deepEqual(endsOf(october), ['570.00', '555.00', '15.00']);
    const november = await statement('C-2');
    assert.deepEqual(linesOf(november), []);
    assert.deepEqual(allocationsOf(november), [[TODAY, 'P-000001', 'B-000005', '15.00']]);
    assert.deepEqual(endsOf(november), ['555.00', '555.00', '0.00']);
  });

  it('adds money given back on the day it went out, and no more when that is undone', async () => {
    await b.pay({ customer: 'C-2', amount: '1000', receivedOn: '2026-11-02' });
    const lineId = await refund('P-000001', '45');
    const shown = await statement('C-2');
    assert.deepEqual(linesOf(shown), [
      ['2026-11-02', 'PAYMENT', 'P-000001', '-1000.00', '-145.00'],
      ['2026-11-04', 'REFUND', 'P-000001', '45.00', '-100.00'],
    ]);
    assert.deepEqual(endsOf(shown), ['855.00', '-100.00', '100.00']);
    assert.deepEqual(endsOf(await statement('C-2', '2026-11-01', '2026-11-03')), ['855.00', '-145.00', '145.00']);
    assert.deepEqual(endsOf(await statement('C-2', '2026-11-05')), ['-100.00', '-100.00', '100.00']);
    await unmatchLine(b.books, { key: newId(), lineId });
    assert.deepEqual(endsOf(await statement('C-2')), ['855.00', '-145.00', '145.00']);
  });

  it('leaves a reversed payment out, and what it had paid', async () => {
    const id = await b.pay({ customer: 'C-2', amount: '1000' });
    await write(b.books, 'payment.reverse', (work) => reversePayment(work, id));
    const shown = await statement('C-2');
    assert.deepEqual([linesOf(shown), allocationsOf(shown)], [[], []]);
    assert.deepEqual(endsOf(shown), ['855.00', '855.00', '0.00']);
  });

  it('closes with the customer’s receivable less what waits unallocated, as the ledger has them', async () => {
    await b.pay({ customer: 'C-1', amount: '600', receivedOn: '2026-10-02' });
    await b.pay({ customer: 'C-2', amount: '1000' });
    await refund('P-000002', '45');
    await b.pay({ customer: 'C-3', amount: '500', bills: ['B-000006'] });
    const held = await b.query<{ customer: string; role: string; sum: string }>(
      `select c.code as customer, a.role, sum(s.amount)::text as sum from transfer t
       cross join lateral (values (t.debit_account_id, t.amount), (t.credit_account_id, -t.amount)) s(account_id, amount)
       join account a on a.tenant_id = t.tenant_id and a.id = s.account_id and a.role in ('RECEIVABLE', 'UNALLOCATED')
       join customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id group by c.code, a.role`,
    );
    for (const customer of ['C-1', 'C-2', 'C-3']) {
      const of = (role: string) => held.find((row) => row.customer === customer && row.role === role)?.sum ?? '0';
      const { closing, unallocated } = await statement(customer);
      assert.equal(unallocated, new Decimal(of('UNALLOCATED')).negated().plus(0).toFixed(2), customer);
      assert.equal(closing, new Decimal(of('RECEIVABLE')).minus(unallocated).toFixed(2), customer);
    }
  });

  it('refuses days in the wrong order, days that do not exist and customers that nobody knows', async () => {
    const attempts = [
      [['C-1', '2026-11-02', '2026-11-01'], 'value.dates_reversed', 'to'],
      [['C-1', '2026-02-30', '2026-11-01'], 'value.not_a_date', 'from'],
      [['C-1', '2026-11-01', 'today'], 'value.not_a_date', 'to'],
      [['C-9', '2026-11-01', '2026-11-30'], 'value.unknown_code', 'customer'],
    ] as const;
    for (const [[customer, from, to], code, field] of attempts) {
      assert.equal((await refused(statement(customer, from, to), code)).field, field);
    }
  });
});

describe('A customer’s statement as a sheet', () => {
  let b: SmallBooks;

  beforeEach(async () => {
    b = await smallBooks();
  });

  afterEach(async () => {
    try {
      await b.clean();
    } finally {
      await b.close();
    }
  });

  const rows = async (filter: Record<string, string>) =>
    (await allRows(b.books, 'CUSTOMER_STATEMENT', 2, filter)).map(({ cells }) =>
      ['date', 'kind', 'number', 'charged', 'paid', 'balance', 'pays'].map((column) => cells[column] ?? ''),
    );

  it('opens and closes with what is owed, and says of each payment what it was put to', async () => {
    await b.pay({ customer: 'C-1', amount: '600', receivedOn: '2026-09-15' });
    assert.deepEqual(await rows({ customer: 'C-1', from: '2026-09-01', to: '2026-09-30' }), [
      ['2026-09-01', 'OPENING', '', '', '', '552.23', ''],
      ['2026-09-15', 'PAYMENT', 'P-000001', '', '600.00', '-47.77', 'B-000001 552.23, B-000004 47.77'],
      ['2026-09-30', 'BILL', 'B-000004', '552.23', '', '504.46', ''],
      ['2026-09-30', 'CLOSING', '', '', '', '504.46', ''],
      ['2026-09-30', 'WAITING', '', '', '0.00', '504.46', ''],
    ]);
  });

  it('is of the last twelve months unless days are named, and of no customer never', async () => {
    const [opening] = await rows({ customer: 'C-2' });
    assert.deepEqual(opening?.slice(0, 2), ['2025-12-01', 'OPENING']);
    await refused(rows({}), 'sync.filter_missing');
    await refused(rows({ customer: 'C-9' }), 'value.unknown_code');
    await refused(rows({ customer: 'C-2', from: '2026-02-30' }), 'value.not_a_date');
  });
});
