/** A deposit from the day it is billed to the day it goes back, told as finance people tell it. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { trialBalance } from '../../server/ledger/queries.ts';
import { creditBill } from '../../server/payments/credits/credit-note.ts';
import { reverseBill } from '../../server/payments/credits/reversal.ts';
import { releaseDeposit } from '../../server/payments/deposits/release-deposit.ts';
import { depositsOfBill } from '../../server/payments/deposits/views.ts';
import { paymentById } from '../../server/payments/views.ts';
import { voidPayment } from '../../server/payments/void-payment.ts';
import { bookLine } from '../../server/reconciliation/line-bookings.ts';
import { listLines } from '../../server/reconciliation/views.ts';
import { kpis } from '../../server/reports/kpis.ts';
import { billMonth } from '../support/bill-month.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

describe('A deposit', () => {
  let b: SmallBooks;

  beforeEach(async () => {
    b = await smallBooks();
    await b.feeItem('DEP', { category: 'DEPOSIT', cycle: 'ONE_OFF' });
    await b.price('DEP', { model: 'FIXED', amount: '2000' });
    await b.binding('D-1', 'C-1', 'DEP', { premise_id: b.id('R-C-1'), start_date: '2026-11-01' });
    await billMonth(b.on('2026-11-30'), '2026-11');
  });

  afterEach(async () => {
    try {
      await b.clean();
    } finally {
      await b.close();
    }
  });

  /** The bill of November, in which the deposit stands beside management fee and parking. */
  const NUMBER = 'B-000010';
  const deposit = async () => {
    const [found] = await depositsOfBill(b.books, NUMBER);
    assert.ok(found, `bill ${NUMBER} has a deposit`);
    return found;
  };
  const standing = async () => {
    const { paid, released, held } = await deposit();
    return { paid, released, held };
  };
  const release = async (amount: string | null, bills: string[] = [], reason = 'moved out') =>
    paymentById(
      b.books,
      await releaseDeposit(b.books, { key: newId(), chargeId: (await deposit()).id, amount, bills, reason }),
    );
  const balanceOf = async (code: string) => {
    const row = (await trialBalance(b.books, '2026-12-31')).find((each) => each.code === code);
    return row ? new Decimal(row.credit).minus(row.debit).toFixed() : '0';
  };

  it('is taken with the bill, pays what is broken, and the rest goes back through the bank', async () => {
    const billed = await b.bill(NUMBER);
    assert.equal(billed.total, '2552.23');
    assert.deepEqual(await standing(), { paid: '0.00', released: '0.00', held: '0.00' });
    await refused(release(null), 'deposits.not_held', /0\.00 is held/);

    await b.pay({ customer: 'C-1', amount: '2552.23', bills: [NUMBER] });
    assert.deepEqual(await standing(), { paid: '2000.00', released: '0.00', held: '2000.00' });
    assert.equal(await balanceOf('2241.01'), '2000');

    // Two months were never paid: they come out of the deposit.
    const applied = await release('1104.46', ['B-000001', 'B-000004'], 'two months in arrears');
    assert.deepEqual([applied.channel, applied.allocated], ['DEPOSIT', '1104.46']);
    assert.equal((await b.bill('B-000004')).allocated, '552.23');
    const rest = await release(null);
    assert.deepEqual([rest.amount, rest.allocated], ['895.54', '0.00']);
    assert.deepEqual(await standing(), { paid: '2000.00', released: '2000.00', held: '0.00' });
    assert.equal(await balanceOf('2241.01'), '0');
    assert.equal(await balanceOf('2203'), '895.54', 'it waits with the customer');

    await b.importMoves([{ amount: new Decimal('895.54'), direction: 'OUT', payerName: '王伟' }]);
    const { nodes } = await listLines(b.books, {}, 10, null);
    const line = nodes.find(({ direction }) => direction === 'OUT');
    await bookLine(b.books, { key: newId(), lineId: line?.id ?? '', kind: 'REFUND', payment: rest.number });
    assert.equal(await balanceOf('2203'), '0');
    await refused(voidPayment(b.books, { key: newId(), payment: rest.number, reason: 'no' }), 'payments.refunded');
  });

  it('counts in no KPI, though what it pays does', async () => {
    const month = async () => {
      const [row] = await kpis(b.books, { fromMonth: '2026-09', toMonth: '2026-09' });
      return [row?.due, row?.collected].map((each) => new Decimal(each ?? 0).toFixed(2));
    };
    await b.pay({ customer: 'C-1', amount: '2552.23', bills: [NUMBER] });
    const [due, before] = await month();
    await release('552.23', ['B-000001']);
    assert.deepEqual(await month(), [due, new Decimal(before ?? 0).plus('552.23').toFixed(2)]);
  });

  it('is held again when its release is taken back', async () => {
    await b.pay({ customer: 'C-1', amount: '2552.23', bills: [NUMBER] });
    const { number } = await release('552.23', ['B-000001']);
    await refused(voidPayment(b.books, { key: newId(), payment: number, reason: ' ' }), 'payments.reason_missing');
    await voidPayment(b.books, { key: newId(), payment: number, reason: 'wrong flat' });
    assert.equal((await standing()).held, '2000.00');
    assert.equal((await b.bill('B-000001')).allocated, '0');
    await refused(voidPayment(b.books, { key: newId(), payment: number, reason: 'again' }), 'payments.void_already');
  });

  it('cannot lose the money behind it while it is released', async () => {
    const paid = await b.pay({ customer: 'C-1', amount: '2552.23', bills: [NUMBER] });
    const { number } = await paymentById(b.books, paid);
    const { number: released } = await release('1500');
    const why = { key: newId(), reason: 'cheque bounced' };
    await refused(voidPayment(b.books, { ...why, payment: number }), 'deposits.released', new RegExp(released));
    const { id } = await b.bill(NUMBER);
    await refused(reverseBill(b.books, { key: newId(), billId: id, reason: 'never moved in' }), 'deposits.released');
    const lines = [{ chargeId: (await deposit()).id, amount: '600' }];
    await refused(creditBill(b.books, { key: newId(), billId: id, reason: 'too high', lines }), 'deposits.released');
    await creditBill(b.books, {
      key: newId(),
      billId: id,
      reason: 'too high',
      lines: [{ ...lines[0], amount: '500' } as (typeof lines)[number]],
    });
    assert.deepEqual(await standing(), { paid: '1500.00', released: '1500.00', held: '0.00' });
  });

  it('pays no bill of others, nothing below zero or finer than the currency, and never twice for one key', async () => {
    await b.pay({ customer: 'C-1', amount: '2552.23', bills: [NUMBER] });
    await refused(release('100', ['B-000002']), 'payments.bill_of_another_customer');
    await refused(release('-1'), 'payments.amount_not_positive');
    await refused(release('0.001'), 'value.too_many_decimals');
    await refused(release('2000.01'), 'deposits.not_held', /2000\.00 is held/);
    await refused(release('1', [], ''), 'deposits.reason_missing');
    const input = { key: newId(), chargeId: (await deposit()).id, amount: '10', bills: [], reason: 'once' };
    assert.equal(await releaseDeposit(b.books, input), await releaseDeposit(b.books, input));
    assert.equal((await standing()).released, '10.00');
    const other = { ...input, key: newId(), chargeId: newId() };
    await refused(releaseDeposit(b.books, other), 'deposits.unknown');
  });

  it('never gives more than was paid, whatever order things happen in', async () => {
    const step = fc.record({
      kind: fc.constantFrom('pay', 'release', 'void', 'credit'),
      amount: fc.integer({ min: 1, max: 150_000 }).map((cents) => new Decimal(cents).div(100).toFixed(2)),
      which: fc.nat(20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
        const payments: string[] = [];
        const { id } = await b.bill(NUMBER);
        for (const { kind, amount, which } of steps) {
          const payment = payments[which % Math.max(payments.length, 1)] ?? '';
          const doing = {
            pay: async () => {
              payments.push(
                (await paymentById(b.books, await b.pay({ customer: 'C-1', amount, bills: [NUMBER] }))).number,
              );
            },
            release: async () => void payments.push((await release(amount, which % 2 ? [NUMBER] : [])).number),
            void: () => voidPayment(b.books, { key: newId(), payment, reason: 'wrong' }),
            credit: async () =>
              creditBill(b.books, {
                key: newId(),
                billId: id,
                reason: 'less',
                lines: [{ chargeId: (await deposit()).id, amount }],
              }),
          };
          await doing[kind]().catch((error: unknown) => {
            if ((error as { code?: string }).code === undefined) throw error;
          });
          const { paid, released, held } = await deposit();
          assert.ok(
            new Decimal(held).gte(0) && new Decimal(paid).minus(released).eq(held),
            `${kind} ${amount}: ${held}`,
          );
        }
        await b.clean();
      }),
      { numRuns: 4 },
    );
  });
});
