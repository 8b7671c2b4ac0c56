/** What happens to money between the bank and the bills, told as finance people tell it. */
import assert from 'node:assert/strict';
import { wechatBill } from '../../server/demo/statement-files.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { trialBalance } from '../../server/ledger/queries.ts';
import { allocatePayment } from '../../server/payments/allocate-payment.ts';
import { paymentByNumber } from '../../server/payments/views.ts';
import { matchLine, unmatchLine } from '../../server/reconciliation/decide-by-hand.ts';
import { type BookLineInput, bookLine } from '../../server/reconciliation/line-bookings.ts';
import { bookingsOfLines, type LineView, listLines, matchesOfLines } from '../../server/reconciliation/views.ts';
import { camtOf, MERCHANT, movement, refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

const money = (text: string) => new Decimal(text);

describe('Money between the bank and the bills', () => {
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

  const lines = async () => (await listLines(b.books, {}, 500, null)).nodes;
  /** The line of an amount; the newest, where there are several. */
  const lineOf = async (amount: string, direction = 'IN'): Promise<LineView> =>
    (await lines()).find((line) => line.amount === amount && line.direction === direction) as LineView;
  const bookingOf = async (line: LineView) => (await bookingsOfLines(b.books, [line.id]))[0];
  const book = (line: LineView, kind: BookLineInput['kind'], more: object = {}) =>
    bookLine(b.books, { key: newId(), lineId: line.id, kind, ...more });
  const allocated = async (number: string) => (await b.bill(number)).allocated;
  const balanceOf = async (code: string) => {
    const row = (await trialBalance(b.books, '2026-11-30')).find((each) => each.code === code);
    return row ? money(row.debit).minus(row.credit).toFixed() : '0';
  };
  const paymentOf = async (number: string) => {
    const { amount, allocated: used, refunded } = (await paymentByNumber(b.books, number)) ?? {};
    return { amount, used, refunded };
  };

  it('Wang Wei overpays: the rest waits with him, pays his next bill, and what is left goes back', async () => {
    await b.importMoves([{ amount: money('600'), payerName: '王伟', payerAccount: '6222020200001', text: 'B-000001' }]);
    assert.equal(await allocated('B-000001'), '552.23');
    assert.deepEqual(await paymentOf('P-000001'), { amount: '600.00', used: '552.23', refunded: '0.00' });

    await allocatePayment(b.books, { key: newId(), payment: 'P-000001' });
    assert.equal(await allocated('B-000004'), '47.77');
    await refused(allocatePayment(b.books, { key: newId(), payment: 'P-000001' }), 'payments.nothing_waits');

    await b.importMoves([
      { amount: money('700'), text: 'B-000004' },
      { amount: money('195.54'), direction: 'OUT', payerName: '王伟' },
    ]);
    assert.equal(await allocated('B-000004'), '552.23');
    const out = await lineOf('195.54', 'OUT');
    await refused(book(out, 'REFUND', { payment: 'P-000001' }), 'payments.rest_too_small', /undo what it pays first/);
    await book(out, 'REFUND', { payment: 'P-000002' });
    assert.deepEqual(await paymentOf('P-000002'), { amount: '700.00', used: '504.46', refunded: '195.54' });
    assert.match((await bookingOf(out))?.reason ?? '', /refund of 195\.54 of payment P-000002/);

    await refused(unmatchLine(b.books, { key: newId(), lineId: (await lineOf('700.00')).id }), 'payments.refunded');
    await unmatchLine(b.books, { key: newId(), lineId: out.id });
    assert.equal((await paymentOf('P-000002')).refunded, '0.00');
  });

  it('Li Na pays a bill twice: the second payment is not put to another bill by itself', async () => {
    const paid = { amount: money('285'), payerName: '李娜', payerAccount: '6222020200002', text: 'B-000002' };
    await b.importMoves([paid]);
    assert.equal(await allocated('B-000002'), '285');
    await b.importMoves([{ ...paid, on: '2026-11-05' }]);
    const [second] = (await lines()).filter((line) => line.status !== 'MATCHED');
    assert.equal(second?.status, 'SUGGESTED');
    await matchLine(b.books, { key: newId(), lineId: second?.id ?? '', bills: [], customer: 'C-2' });
    assert.deepEqual(await paymentOf('P-000002'), { amount: '285.00', used: '0.00', refunded: '0.00' });
    assert.equal(await allocated('B-000005'), '0');
  });

  it('Acme’s payment bounces: the bill is open again, and neither line waits', async () => {
    await b.importMoves([{ amount: money('492.57'), payerName: 'Acme Co., Ltd.', text: 'B-000003' }]);
    assert.equal(await allocated('B-000003'), '492.57');
    await b.importMoves([{ amount: money('492.57'), direction: 'OUT', payerName: 'ACME CO LTD', text: 'returned' }]);
    const returned = await lineOf('492.57', 'OUT');
    await book(returned, 'BOUNCE');
    assert.equal(await allocated('B-000003'), '0');
    assert.deepEqual(
      (await lines()).map(({ status }) => status),
      ['MATCHED', 'MATCHED'],
    );
    assert.equal(await balanceOf('2241.02'), '0');
    const [first] = await matchesOfLines(b.books, [(await lineOf('492.57')).id]);
    assert.deepEqual(first, []);

    await unmatchLine(b.books, { key: newId(), lineId: returned.id });
    assert.deepEqual(new Set((await lines()).map(({ status }) => status)), new Set(['SUGGESTED', 'UNMATCHED']));
  });

  it('A bounced payment that cannot be told is asked for, with those that there are', async () => {
    await b.importMoves([
      { amount: money('285'), payerName: '李娜', text: 'B-000002' },
      { amount: money('285'), payerName: '李娜', text: 'B-000005' },
      { amount: money('285'), direction: 'OUT', payerName: '李娜' },
      { amount: money('77'), direction: 'OUT' },
    ]);
    const out = await lineOf('285.00', 'OUT');
    await refused(book(out, 'BOUNCE'), 'reconciliation.no_payment_to_take_back', /P-000002.*P-000001/);
    await refused(
      book(await lineOf('77.00', 'OUT'), 'BOUNCE'),
      'reconciliation.no_payment_to_take_back',
      /cannot have bounced/,
    );
    await book(out, 'BOUNCE', { payment: 'P-000002' });
    assert.deepEqual([await allocated('B-000002'), await allocated('B-000005')], ['285', '0']);
    await refused(book(out, 'FEE'), 'reconciliation.line_not_waiting');
  });

  it('One transfer pays two of three open bills: only these come to the amount, so they are offered together', async () => {
    await b.pay({ customer: 'C-1', amount: '100', bills: ['B-000004'] });
    await b.pay({ customer: 'C-1', amount: '1', bills: ['B-000007'] });
    await b.importMoves([{ amount: money('452.23').plus('551.23'), payerName: '王伟', payerAccount: '6222020200001' }]);
    const line = await lineOf('1003.46');
    const [matches] = await matchesOfLines(b.books, [line.id]);
    assert.deepEqual(matches?.map(({ rule, score }) => [rule, score])[0], ['payer_subset', 77]);
    await matchLine(b.books, { key: newId(), lineId: line.id, bills: ['B-000004', 'B-000007'] });
    assert.deepEqual(
      [await allocated('B-000001'), await allocated('B-000004'), await allocated('B-000007')],
      ['0', '552.23', '552.23'],
    );
  });

  it('One transfer pays for three flats at once: the oldest open bills in order, offered as one match', async () => {
    await b.importMoves([{ amount: money('855'), payerName: '李娜', payerAccount: '6222020200002', text: '3 flats' }]);
    const line = await lineOf('855.00');
    const [matches] = await matchesOfLines(b.books, [line.id]);
    assert.deepEqual([matches?.[0]?.rule, matches?.[0]?.billIds.length], ['payer_all_open', 3]);
    await matchLine(b.books, { key: newId(), lineId: line.id, bills: ['B-000002', 'B-000005', 'B-000008'] });
    assert.deepEqual(await paymentOf('P-000001'), { amount: '855.00', used: '855.00', refunded: '0.00' });
  });

  describe('WeChat pays out net of its fees', () => {
    const day = (on: string, ...amounts: string[]) =>
      amounts.map((amount) => movement({ on, amount: money(amount), payerName: '李娜', text: 'x' }));

    beforeEach(async () => {
      const trades = [...day('2026-11-01', '285', '100'), ...day('2026-11-02', '50'), ...day('2026-11-03', '200.05')];
      await b.importFile(wechatBill(MERCHANT, trades));
    });

    it('and the payout is known by its name and to the cent, with its trades', async () => {
      // 285 + 100 − 1.71 − 0.60
      await b.importMoves([
        { on: '2026-11-04', amount: money('382.69'), payerName: '财付通支付科技有限公司', text: '结算款' },
      ]);
      const line = await lineOf('382.69');
      const booking = await bookingOf(line);
      assert.deepEqual([line.status, booking?.kind, booking?.trades], ['MATCHED', 'PAYOUT', 2]);
      assert.equal(await balanceOf('6603'), '3.81');
      // 50 − 0.30 + 200.05 − 1.20 is what WeChat still has.
      assert.equal(await balanceOf('1012.01'), '248.55');
      await unmatchLine(b.books, { key: newId(), lineId: line.id });
      assert.equal(await balanceOf('1012.01'), '631.24');
    });

    it('and one that fits no run of days is booked by hand, and says so', async () => {
      await b.importMoves([{ amount: money('300'), payerName: '财付通', text: '结算款' }]);
      const line = await lineOf('300.00');
      assert.notEqual(line.status, 'MATCHED');
      await refused(book(line, 'PAYOUT', { channelAccount: 'ICBC' }), 'reconciliation.no_channel', /WX/);
      await book(line, 'PAYOUT', { channelAccount: 'WX' });
      assert.match((await bookingOf(line))?.reason ?? '', /no run of its trades/);
    });

    it('and the next payout begins where the last one ended', async () => {
      await b.importMoves([
        { amount: money('382.69'), payerName: '财付通' },
        { amount: money('248.55'), payerName: '财付通' },
      ]);
      assert.deepEqual(
        await Promise.all(['382.69', '248.55'].map(async (amount) => (await bookingOf(await lineOf(amount)))?.trades)),
        [2, 2],
      );
      assert.equal(await balanceOf('1012.01'), '0');
    });
  });

  it('The bank’s own charges are booked as fees when the file says so, and by hand otherwise', async () => {
    const mt =
      ':20:1\n:25:0200001009020112345\n:28C:1/1\n:60F:C261101CNY0,00\n:61:2611021102D12,50NCHGNONREF\n:61:2611021102D3,NTRFX\n:62F:D261102CNY15,50\n-\n';
    await b.importFile(mt);
    const [fee, other] = [await lineOf('12.50', 'OUT'), await lineOf('3.00', 'OUT')];
    assert.deepEqual([fee.status, (await bookingOf(fee))?.kind, other.status], ['MATCHED', 'FEE', 'UNMATCHED']);
    await book(other, 'FEE');
    assert.equal(await balanceOf('6603'), '15.5');
  });

  it('A fee finer than the currency is refused with its line, and nothing of the file goes in', async () => {
    const bill = wechatBill(MERCHANT, [movement({ amount: money('100') })]).replace('`0.60000', '`0.60100');
    await refused(b.importFile(bill), 'value.too_many_decimals', /0\.601/);
    assert.deepEqual(await lines(), []);
  });

  it('A file imported again books nothing twice', async () => {
    const file = camtOf([{ amount: money('285'), payerName: '李娜', payerAccount: '6222020200002', text: 'B-000002' }]);
    await b.importFile(file);
    const again = await b.importFile(file);
    assert.equal(again.knownLines, 1);
    assert.equal(await allocated('B-000002'), '285');
  });
});
