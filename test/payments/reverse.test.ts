import assert from 'node:assert/strict';
import { journalEntries, trialBalance } from '../../server/ledger/queries.ts';
import { write } from '../../server/ledger/unit-of-work.ts';
import { reversePayment } from '../../server/payments/reverse-payment.ts';
import { paymentById } from '../../server/payments/views.ts';
import { type SmallBooks, smallBooks } from '../support/small-books.ts';

describe('Reversing a payment', () => {
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

  const reverse = (id: string, books = b.books) => write(books, 'payment.reverse', (work) => reversePayment(work, id));
  const net = async () =>
    (await trialBalance(b.books)).map(({ code, debit, credit }) => [code, (Number(debit) - Number(credit)).toFixed(2)]);

  it('opens its bills again, leaves every balance as it was and keeps what was written', async () => {
    const before = await net();
    const id = await b.pay({ customer: 'C-1', amount: '2000' });
    await reverse(id);
    assert.deepEqual(
      (await net()).filter(([, balance]) => balance !== '0.00'),
      before,
    );
    assert.ok((await b.bills()).every(({ allocated }) => allocated === '0'));
    assert.equal((await paymentById(b.books, id)).allocated, '0.00');
    const entries = await journalEntries(b.books, id);
    assert.deepEqual(
      entries.map(({ kind, transfers }) => [kind, transfers[0]?.debitAccount, transfers[0]?.creditAccount]),
      [
        ['PAYMENT', '1001', '2203'],
        ['REVERSAL', '2203', '1001'],
      ],
    );
    const twins = await b.query<{ n: string; sum: string }>(
      'select count(*) as n, sum(amount)::text as sum from allocation',
    );
    assert.deepEqual([twins[0]?.n, Number(twins[0]?.sum)], ['6', 0]);
  });

  it('is posted today although the payment lies in a month that was closed since', async () => {
    const id = await b.pay({ customer: 'C-2', amount: '285', receivedOn: '2026-10-20' });
    await b.closeMonth('2026-10');
    await reverse(id);
    const [, reversal] = await journalEntries(b.books, id);
    assert.equal(reversal?.postingDate, '2026-11-05');
  });

  it('happens once', async () => {
    const id = await b.pay({ customer: 'C-2', amount: '285' });
    const elsewhere = await b.elsewhere();
    const outcomes = await Promise.allSettled([reverse(id), reverse(id, elsewhere)]);
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    await assert.rejects(reverse(id), /not live/);
  });

  it('goes on beside payments of the same bills, in whatever order these are named', async () => {
    const elsewhere = await b.elsewhere();
    for (let round = 0; round < 5; round += 1) {
      const id = await b.pay({ customer: 'C-2', amount: '700' });
      await Promise.all([
        reverse(id),
        b.pay({ customer: 'C-2', amount: '1', bills: null }, elsewhere),
        b.pay({ customer: 'C-2', amount: '2', bills: ['B-000008'] }),
      ]);
    }
    const paid = (await b.bills())
      .filter(({ customer }) => customer === 'C-2')
      .map(({ allocated }) => Number(allocated));
    assert.equal(
      paid.reduce((sum, each) => sum + each, 0),
      15,
    );
  });
});
