import assert from 'node:assert/strict';
import { newId } from '../../server/kernel/ids.ts';
import { journalEntries } from '../../server/ledger/queries.ts';
import { paymentById } from '../../server/payments/views.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

// C-1 owes B-000001, B-000004 and B-000007 of 552.23 each; C-2 owes 285.00 thrice; C-3 492.57 thrice.
describe('A payment at the counter', () => {
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

  const allocated = async (...numbers: string[]) =>
    (await b.bills()).filter(({ number }) => numbers.includes(number)).map((bill) => bill.allocated);

  it('pays the oldest bills first, each in full before the next', async () => {
    const id = await b.pay({ customer: 'C-1', amount: '600' });
    assert.deepEqual(await allocated('B-000001', 'B-000004', 'B-000007'), ['552.23', '47.77', '0']);
    const payment = await paymentById(b.books, id);
    assert.deepEqual(
      [payment.number, payment.amount, payment.allocated, payment.receivedOn],
      ['P-000001', '600.00', '600.00', '2026-11-05'],
    );
  });

  it('pays the bills named, in the order named', async () => {
    await b.pay({ customer: 'C-1', amount: '600', bills: ['B-000007', 'B-000001'] });
    assert.deepEqual(await allocated('B-000001', 'B-000004', 'B-000007'), ['47.77', '0', '552.23']);
  });

  it('lets what is too much wait unallocated', async () => {
    const id = await b.pay({ customer: 'C-2', amount: '1000' });
    assert.equal((await paymentById(b.books, id)).allocated, '855.00');
    const named = await b.pay({ customer: 'C-3', amount: '500', bills: ['B-000006'] });
    assert.equal((await paymentById(b.books, named)).allocated, '492.57', 'other open bills were not asked for');
    const nothing = await b.pay({ customer: 'C-2', amount: '5' });
    assert.equal((await paymentById(b.books, nothing)).allocated, '0.00');
  });

  it('spreads a part payment over the charges of a bill in proportion, to the cent', async () => {
    const shares = () =>
      b.query<{ fee: string; amount: string }>(
        `select f.code as fee, trim_scale(l.amount)::text as amount from allocation_line l
         join charge c on c.tenant_id = l.tenant_id and c.id = l.charge_id
         join fee_item f on f.tenant_id = c.tenant_id and f.id = c.fee_item_id order by f.code, l.amount, l.id`,
      );
    await b.pay({ customer: 'C-3', amount: '100', bills: ['B-000003'] });
    // 342.57 : 150.00 of 492.57
    assert.deepEqual(await shares(), [
      { fee: 'MGMT', amount: '69.55' },
      { fee: 'PARK', amount: '30.45' },
    ]);
    await b.pay({ customer: 'C-3', amount: '0.01', bills: ['B-000003'] });
    await b.pay({ customer: 'C-3', amount: '392.56', bills: ['B-000003'] });
    assert.deepEqual(await allocated('B-000003'), ['492.57']);
  });

  it('is booked from cash or bank to the bills, over the customer’s unallocated money', async () => {
    const id = await b.pay({ customer: 'C-2', amount: '285', channel: 'POS', bills: ['B-000002'] });
    const [entry] = await journalEntries(b.books, id);
    assert.deepEqual(
      entry?.transfers.map(({ debitAccount, creditAccount, amount }) => [debitAccount, creditAccount, amount]),
      [['1002', '2203', '285']],
    );
    const [allocation] = await b.query<{ id: string }>('select id from allocation');
    const [shares] = await journalEntries(b.books, allocation?.id ?? '');
    assert.deepEqual(
      shares?.transfers.map(({ debitAccount, creditAccount, amount }) => [debitAccount, creditAccount, amount]),
      [['2203', '1122', '285']],
    );
  });

  it('refuses what it cannot book, naming the field, and writes nothing', async () => {
    await b.pay({ customer: 'C-2', amount: '285', bills: ['B-000002'] });
    const attempts = [
      [{ customer: 'C-9', amount: '5' }, 'value.unknown_code', 'customer'],
      [{ customer: 'C-1', amount: '0' }, 'payments.amount_not_positive', 'amount'],
      [{ customer: 'C-1', amount: '-5' }, 'payments.amount_not_positive', 'amount'],
      [{ customer: 'C-1', amount: '5.001' }, 'value.too_many_decimals', 'amount'],
      [{ customer: 'C-1', amount: '1e3' }, 'value.not_a_number', 'amount'],
      [{ customer: 'C-1', amount: '#N/A' }, 'value.not_a_number', 'amount'],
      [{ customer: 'C-1', amount: '5', receivedOn: '2026-11-06' }, 'value.in_the_future', 'receivedOn'],
      [{ customer: 'C-1', amount: '5', receivedOn: '2026-02-30' }, 'value.not_a_date', 'receivedOn'],
      [{ customer: 'C-1', amount: '5', channel: 'WECHAT' }, 'payments.channel_not_manual', 'channel'],
      [{ customer: 'C-1', amount: '5', bills: ['B-999999'] }, 'value.unknown_code', 'bills'],
      [{ customer: 'C-1', amount: '5', bills: ['B-000001', 'B-000003'] }, 'payments.bill_of_another_customer', 'bills'],
      [{ customer: 'C-2', amount: '5', bills: ['B-000002'] }, 'payments.bill_not_open', 'bills'],
      [{ customer: 'C-1', amount: '5', reference: 'a\u0000b' }, 'value.not_text', undefined],
    ] as const;
    for (const [input, code, field] of attempts) {
      const refusal = await refused(b.pay(input), code);
      assert.equal(refusal.field, field, code);
    }
    const [count] = await b.query<{ n: string }>('select count(*) as n from payment');
    assert.equal(count?.n, '1');
    assert.equal((await paymentById(b.books, await b.pay({ customer: 'C-1', amount: '1' }))).number, 'P-000002');
  });

  it('happens once for a key, and a key is not for two payments', async () => {
    const key = newId();
    const first = await b.pay({ key, customer: 'C-1', amount: '600', bills: ['B-000001'] });
    assert.equal(await b.pay({ key, customer: 'C-1', amount: '600', bills: ['B-000001'] }), first);
    await refused(b.pay({ key, customer: 'C-1', amount: '601', bills: ['B-000001'] }), 'request.key_reused');
    assert.deepEqual(await allocated('B-000001'), ['552.23']);
  });

  it('happens once when the same request comes many times at the same moment, and all get the answer', async () => {
    const elsewhere = await b.elsewhere();
    const key = newId();
    const input = { key, customer: 'C-1', amount: '552.23', bills: ['B-000001'] };
    const ids = await Promise.all(Array.from({ length: 8 }, (_, i) => b.pay(input, i % 2 === 0 ? b.books : elsewhere)));
    assert.equal(new Set(ids).size, 1);
    assert.deepEqual(await allocated('B-000001'), ['552.23']);
  });

  it('never pays a bill twice when two come at the same moment', async () => {
    const elsewhere = await b.elsewhere();
    const both = await Promise.allSettled([
      b.pay({ customer: 'C-1', amount: '552.23', bills: ['B-000001'] }),
      b.pay({ customer: 'C-1', amount: '552.23', bills: ['B-000001'] }, elsewhere),
    ]);
    const second = both.find((each) => each.status === 'rejected');
    assert.equal((second?.reason as { code?: string })?.code, 'payments.bill_not_open', 'the second is told so');
    assert.deepEqual(await allocated('B-000001'), ['552.23']);
  });

  it('shares what is open between many that come at the same moment', async () => {
    const elsewhere = await b.elsewhere();
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, i) =>
        b.pay({ customer: 'C-2', amount: '100' }, i % 2 === 0 ? b.books : elsewhere),
      ),
    );
    const payments = await Promise.all(ids.map((id) => paymentById(b.books, id)));
    const sum = payments.reduce((total, { allocated: each }) => total + Math.round(Number(each) * 100), 0);
    assert.equal(sum, 85_500, 'all three bills are paid, not a cent more');
    assert.deepEqual(
      payments
        .map(({ number }) => number)
        .toSorted()
        .at(-1),
      'P-000012',
      'numbers without a gap',
    );
  });

  it('counts from today when its own month is closed, and is refused when this month is closed too', async () => {
    await b.pay({ customer: 'C-2', amount: '1', receivedOn: '2026-10-02' });
    await b.closeMonth('2026-10');
    const id = await b.pay({ customer: 'C-2', amount: '285', receivedOn: '2026-10-20' });
    const [entry] = await journalEntries(b.books, id);
    assert.deepEqual([entry?.documentDate, entry?.postingDate], ['2026-10-20', '2026-11-05']);
    await b.closeMonth('2026-11');
    await refused(b.pay({ customer: 'C-2', amount: '1' }), 'ledger.period_closed', /2026-11/);
  });
});
