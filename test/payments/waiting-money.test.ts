import '../../server/wiring.ts';
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { reverseBill } from '../../server/payments/credits/reversal.ts';
import { paymentById } from '../../server/payments/views.ts';
import { billMonth } from '../support/bill-month.ts';
import { type SmallBooks, smallBooks } from '../support/small-books.ts';

// C-1 is billed 552.23 a month, C-2 285.00, C-3 492.57; three months of each are open.
describe('Money that waits with a customer who lets it pay new bills', () => {
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

  const agree = async (...codes: string[]) => {
    for (const code of codes) await b.change('customer', b.id(code), { waiting_money: 'USE' });
  };
  const billed = async (code: string) => {
    const [row] = await b.query<{ number: string; total: string; allocated: string }>(
      `select b.number, trim_scale(b.total)::text as total, trim_scale(b.allocated)::text as allocated from bill b
       join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id
       where c.code = '${code}' and b.period_start = '2026-11-01'`,
    );
    assert.ok(row, `${code} has a bill of November`);
    return row;
  };
  const november = () => billMonth(b.on('2026-11-30'), '2026-11');

  it('pays the next bill in the moment it is posted, the oldest money first', async () => {
    await agree('C-2');
    const first = await b.pay({ customer: 'C-2', amount: '955' });
    const second = await b.pay({ customer: 'C-2', amount: '100' });
    const third = await b.pay({ customer: 'C-2', amount: '500' });
    await november();
    assert.deepEqual(await billed('C-2'), { number: 'B-000011', total: '285', allocated: '285' });
    const used = await Promise.all([first, second, third].map((id) => paymentById(b.books, id)));
    assert.deepEqual(
      used.map(({ allocated }) => allocated),
      ['955.00', '100.00', '85.00'],
    );
  });

  it('stays where it is with a customer who did not agree', async () => {
    await agree('C-1');
    await b.pay({ customer: 'C-2', amount: '1000' });
    await november();
    assert.equal((await billed('C-2')).allocated, '0');
  });

  it('counts from the day of the bill where that is still to come', async () => {
    await agree('C-2');
    await b.pay({ customer: 'C-2', amount: '1000' });
    await billMonth(b.on('2026-11-12'), '2026-11');
    const days = await b.query<{ day: string }>(
      `select distinct posting_date::text as day from journal_entry where kind in ('BILL', 'ALLOCATION') and posting_date > '2026-11-05'`,
    );
    assert.deepEqual(days, [{ day: '2026-11-30' }]);
  });

  it('waits again when the bill is taken back', async () => {
    await agree('C-2');
    const id = await b.pay({ customer: 'C-2', amount: '1000' });
    await november();
    assert.equal((await paymentById(b.books, id)).allocated, '1000.00');
    const { id: billId } = await b.bill('B-000011');
    await reverseBill(b.on('2026-11-30'), { key: newId(), billId, reason: 'wrong flat' });
    assert.equal((await paymentById(b.books, id)).allocated, '855.00');
  });

  it('is never more than there is, nor more than is billed', async () => {
    const amount = fc.integer({ min: 1, max: 200_000 }).map((cents) => new Decimal(cents).div(100).toFixed(2));
    await fc.assert(
      fc.asyncProperty(fc.array(amount, { maxLength: 4 }), fc.boolean(), async (amounts, agreed) => {
        const own = await smallBooks();
        try {
          if (agreed) await own.change('customer', own.id('C-3'), { waiting_money: 'USE' });
          for (const each of amounts) await own.pay({ customer: 'C-3', amount: each });
          await billMonth(own.on('2026-11-30'), '2026-11');
          const [row] = await own.query<{ paid: string }>(
            `select sum(b.allocated)::text as paid from bill b join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id
             where c.code = 'C-3'`,
          );
          const open = new Decimal('492.57').times(agreed ? 4 : 3);
          const money = amounts.reduce((sum, each) => sum.plus(each), new Decimal(0));
          assert.equal(new Decimal(row?.paid ?? 0).toFixed(2), Decimal.min(open, money).toFixed(2));
          await own.clean();
        } finally {
          await own.close();
        }
      }),
      { numRuns: 3 },
    );
  });
});
