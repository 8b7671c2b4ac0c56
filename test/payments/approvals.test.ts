import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createOperator } from '../../server/access/operators.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import type { Books } from '../../server/ledger/books.ts';
import { trialBalance } from '../../server/ledger/queries.ts';
import { allocatePayment } from '../../server/payments/allocate-payment.ts';
import { decideRefund, requestRefund, reverseRefund } from '../../server/payments/approvals/refunds.ts';
import { listRefunds, refundById, writeOffById } from '../../server/payments/approvals/views.ts';
import { decideWriteOff, requestWriteOff, reverseWriteOff } from '../../server/payments/approvals/write-offs.ts';
import { creditBill } from '../../server/payments/credits/credit-note.ts';
import { customerStatement } from '../../server/payments/customer-statement.ts';
import { paymentReceipt } from '../../server/payments/documents/receipt.ts';
import { paymentById } from '../../server/payments/views.ts';
import { voidPayment } from '../../server/payments/void-payment.ts';
import { unmatchLine } from '../../server/reconciliation/decide-by-hand.ts';
import { bookLine } from '../../server/reconciliation/line-bookings.ts';
import { listLines } from '../../server/reconciliation/views.ts';
import { kpis } from '../../server/reports/kpis.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

// C-1 owes B-000001, B-000004 and B-000007 of 552.23 each; C-2 owes 285.00 thrice; C-3 492.57 thrice.
describe('What a second person approves', () => {
  let b: SmallBooks;
  let clerk: Books;
  let boss: Books;

  beforeEach(async () => {
    b = await smallBooks();
    const person = async (login: string): Promise<Books> => {
      const id = await createOperator(b.books, {
        login,
        name: login,
        password: 'a long enough password',
        roles: ['FINANCE', 'APPROVER'],
      });
      return { ...b.books, operator: { id, name: login, roles: ['FINANCE', 'APPROVER'] } };
    };
    [clerk, boss] = [await person('clerk'), await person('boss')];
  });

  afterEach(async () => {
    try {
      await b.clean();
    } finally {
      await b.close();
    }
  });

  const balanceOf = async (code: string) => {
    const row = (await trialBalance(b.books, '2026-12-31')).find((each) => each.code === code);
    return row ? new Decimal(row.credit).minus(row.debit).toFixed() : '0';
  };
  const approve = (id: string) => ({ key: newId(), id, approve: true });
  const lines = async () => (await listLines(b.books, {}, 10, null)).nodes;

  describe('as a refund', () => {
    /** C-2 pays 1000 for 855: 145 wait. */
    const overpaid = async () => paymentById(b.books, await b.pay({ customer: 'C-2', amount: '1000' }));
    const ask = (payment: string, more: object = {}) =>
      requestRefund(clerk, { key: newId(), payment, method: 'CASH', reason: 'paid too much', ...more });

    it('moves nothing while it waits, and pays cash out once somebody else approves it', async () => {
      const payment = await overpaid();
      const id = await ask(payment.number);
      assert.deepEqual([await balanceOf('2203'), await balanceOf('1001')], ['145', '-1000']);
      await refused(decideRefund(clerk, approve(id)), 'approvals.own_request');
      await decideRefund(boss, approve(id));
      assert.deepEqual([await balanceOf('2203'), await balanceOf('1001')], ['0', '-855']);
      const refund = await refundById(clerk, id);
      assert.deepEqual(
        [refund.number, refund.status, refund.amount, refund.requestedBy, refund.decidedBy],
        ['RF-000001', 'PAID', '145.00', 'clerk', 'boss'],
      );
      assert.equal((await paymentById(b.books, payment.id)).refunded, '145.00');
      await refused(decideRefund(boss, approve(id)), 'approvals.decided', /PAID already/);
    });

    it('is rejected with a word, and may be asked for again', async () => {
      const { number } = await overpaid();
      const id = await ask(number);
      await refused(decideRefund(boss, { ...approve(id), approve: false }), 'approvals.note_missing');
      await decideRefund(boss, { ...approve(id), approve: false, note: 'it is for November' });
      assert.equal((await refundById(boss, id)).note, 'it is for November');
      await decideRefund(boss, approve(await ask(number, { amount: '45' })));
      assert.equal(await balanceOf('2203'), '100');
    });

    it('is not approved when its money was used since', async () => {
      const { number } = await overpaid();
      await b.pay({ customer: 'C-2', amount: '5', bills: [] });
      const id = await ask(number);
      const { id: billId } = await b.bill('B-000002');
      await creditBill(b.books, { key: newId(), billId, reason: 'one flat less', amount: '10' });
      const again = await ask(number, { amount: '140' });
      await decideRefund(boss, approve(again));
      await refused(decideRefund(boss, approve(id)), 'refunds.nothing_waits');
    });

    it('by the bank is owed until the statement shows it, which is known by amount and account', async () => {
      const { number } = await overpaid();
      const id = await ask(number, { method: 'BANK', payeeAccount: '6222 0000 0000 0009', payeeName: '李娜' });
      await decideRefund(boss, approve(id));
      assert.deepEqual([await balanceOf('2203'), await balanceOf('2241.03')], ['0', '145']);
      assert.equal((await refundById(boss, id)).status, 'APPROVED');
      await b.importMoves([
        { amount: new Decimal('145'), direction: 'OUT', payerName: '别人', payerAccount: '6222000000000001' },
        { amount: new Decimal('145'), direction: 'OUT', payerName: '李娜', payerAccount: '6222000000000009' },
      ]);
      assert.equal((await refundById(boss, id)).status, 'PAID');
      assert.equal(await balanceOf('2241.03'), '0');
      const paid = (await lines()).filter(({ status }) => status === 'MATCHED');
      assert.deepEqual(
        paid.map(({ payerName }) => payerName),
        ['李娜'],
      );
      await refused(
        reverseRefund(clerk, { key: newId(), id, reason: 'no' }),
        'refunds.not_to_reverse',
        /undo that line/,
      );

      await unmatchLine(b.books, { key: newId(), lineId: paid[0]?.id ?? '' });
      assert.deepEqual([(await refundById(boss, id)).status, await balanceOf('2241.03')], ['APPROVED', '145']);
      const other = (await lines()).find(({ payerName }) => payerName === '别人');
      await bookLine(b.books, { key: newId(), lineId: other?.id ?? '', kind: 'REFUND', refund: 'RF-000001' });
      assert.equal((await refundById(boss, id)).status, 'PAID');
    });

    it('is left to a person where two refunds or two lines fit', async () => {
      const { number } = await overpaid();
      const to = { method: 'BANK', payeeAccount: '6222000000000009', amount: '50' };
      const ids = [await ask(number, to), await ask(number, to)];
      for (const id of ids) await decideRefund(boss, approve(id));
      await b.importMoves([
        { amount: new Decimal('50'), direction: 'OUT', payerName: '李娜', payerAccount: '6222000000000009' },
      ]);
      assert.deepEqual(
        (await listRefunds(boss, {}, 10)).map(({ status }) => status),
        ['APPROVED', 'APPROVED'],
      );
      const [line] = await lines();
      await refused(
        bookLine(b.books, { key: newId(), lineId: line?.id ?? '', kind: 'REFUND', refund: 'RF-000009' }),
        'refunds.unknown',
      );
      await bookLine(b.books, { key: newId(), lineId: line?.id ?? '', kind: 'REFUND', refund: 'RF-000002' });
      await reverseRefund(clerk, { key: newId(), id: ids[0] as string, reason: 'the customer stays' });
      assert.deepEqual([await balanceOf('2241.03'), await balanceOf('2203')], ['0', '95']);
    });

    it('needs money that waits, an account to pay to, and a reason', async () => {
      const { number } = await overpaid();
      await refused(ask('P-999999'), 'value.unknown_code');
      await refused(ask(number, { amount: '145.01' }), 'refunds.nothing_waits', /145\.00 waits/);
      await refused(ask(number, { amount: '0' }), 'payments.amount_not_positive');
      await refused(ask(number, { amount: '1.001' }), 'value.too_many_decimals');
      await b.change('customer', b.id('C-2'), { bank_account: '' });
      await refused(ask(number, { method: 'BANK' }), 'refunds.payee_missing');
      await refused(ask(number, { reason: ' ' }), 'credits.reason_missing');
    });

    it('keeps every cent: what was paid is on bills, waits, or went back', async () => {
      const cents = fc.integer({ min: 1, max: 20_000 }).map((n) => new Decimal(n).div(100).toFixed(2));
      const step = fc.record({ amount: cents, approved: fc.boolean(), reversed: fc.boolean() });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
          const { number, id: paymentId } = await overpaid();
          for (const { amount, approved, reversed } of steps) {
            const id = await ask(number, { amount }).catch(() => null);
            if (id === null || !approved) continue;
            await decideRefund(boss, approve(id)).catch(() => undefined);
            if (reversed) await reverseRefund(clerk, { key: newId(), id, reason: 'again' }).catch(() => undefined);
          }
          const payment = await paymentById(b.books, paymentId);
          const back = (await listRefunds(boss, { of: number }, 50)).filter(({ status }) => status === 'PAID');
          const sum = back.reduce((total, { amount }) => total.plus(amount), new Decimal(0));
          assert.equal(sum.toFixed(2), payment.refunded);
          assert.ok(sum.plus(payment.allocated).lte(payment.amount));
        }),
        { numRuns: 6 },
      );
    });
  });

  describe('as a write-off', () => {
    const ask = async (number: string, more: object = {}) =>
      requestWriteOff(clerk, { key: newId(), billId: (await b.bill(number)).id, reason: 'moved away', ...more });
    const due = async () => {
      const [row] = await kpis(b.books, { fromMonth: '2026-09', toMonth: '2026-09' });
      return [row?.due, row?.collected].map((each) => new Decimal(each ?? 0).toFixed(2));
    };

    it('settles the bill, stays due and is never collected', async () => {
      const before = await due();
      const id = await ask('B-000001');
      await refused(decideWriteOff(clerk, approve(id)), 'approvals.own_request');
      await decideWriteOff(boss, approve(id));
      assert.equal((await b.bill('B-000001')).allocated, '552.23');
      assert.equal(await balanceOf('6702'), '-552.23');
      assert.deepEqual(await due(), before);
      assert.equal((await writeOffById(boss, id)).status, 'POSTED');
      const statement = await customerStatement(b.books, { customer: 'C-1', from: '2026-11-01', to: '2026-11-30' });
      assert.deepEqual(
        statement.lines.map(({ kind, amount }) => [kind, amount]),
        [['WRITE_OFF', '-552.23']],
      );
    });

    it('is taken back when the money comes after all', async () => {
      const id = await ask('B-000001', { amount: '500' });
      await decideWriteOff(boss, approve(id));
      await reverseWriteOff(clerk, { key: newId(), id, reason: 'paid in court' });
      assert.deepEqual([await balanceOf('6702'), (await b.bill('B-000001')).allocated], ['0', '0']);
      await b.pay({ customer: 'C-1', amount: '552.23', bills: ['B-000001'] });
      await refused(reverseWriteOff(clerk, { key: newId(), id, reason: 'twice' }), 'write_offs.not_posted');
    });

    it('is no money: it has no receipt, is not voided, given back or put to another bill', async () => {
      await decideWriteOff(boss, approve(await ask('B-000001')));
      const number = 'P-000001';
      await refused(paymentReceipt(b.books, number, null), 'payments.no_receipt');
      await refused(voidPayment(b.books, { key: newId(), payment: number, reason: 'x' }), 'payments.written_off');
      await refused(
        requestRefund(clerk, { key: newId(), payment: number, method: 'CASH', reason: 'x' }),
        'value.unknown_code',
      );
      await refused(allocatePayment(b.books, { key: newId(), payment: number }), 'payments.nothing_waits');
      const { id: billId } = await b.bill('B-000001');
      await refused(creditBill(b.books, { key: newId(), billId, reason: 'too much' }), 'credits.written_off');
    });

    it('is not more than is open, neither when it is asked for nor when it is approved', async () => {
      await refused(ask('B-000002', { amount: '285.01' }), 'write_offs.not_open', /285\.00 is open/);
      const id = await ask('B-000002');
      await b.pay({ customer: 'C-2', amount: '1', bills: ['B-000002'] });
      await refused(decideWriteOff(boss, approve(id)), 'write_offs.not_open', /284\.00 is open/);
      await b.pay({ customer: 'C-2', amount: '284', bills: ['B-000002'] });
      await refused(ask('B-000002'), 'write_offs.not_open');
    });
  });
});
