import '../../server/wiring.ts';
import assert from 'node:assert/strict';
import { createOperator } from '../../server/access/operators.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { trialBalance } from '../../server/ledger/queries.ts';
import { allocatePayment } from '../../server/payments/allocate-payment.ts';
import { decideRefund, requestRefund } from '../../server/payments/approvals/refunds.ts';
import { paymentReceipt } from '../../server/payments/documents/receipt.ts';
import { packagesOnSale } from '../../server/payments/prepayments/packages.ts';
import { recordPayment } from '../../server/payments/record-payment.ts';
import { paymentById, paymentByNumber } from '../../server/payments/views.ts';
import { voidPayment } from '../../server/payments/void-payment.ts';
import type { PublishedRow } from '../../server/sync/answers.ts';
import { billMonth } from '../support/bill-month.ts';
import { added, adding, allRows, changed, publishing, summary } from '../support/publishing.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

// C-2 is billed 285.00 a month.
describe('A prepayment package', () => {
  let b: SmallBooks;

  beforeEach(async () => {
    b = await smallBooks();
    await adding(b.books, 'PREPAYMENT_PACKAGES', { code: 'P500', name: '存五百送五十', price: '500', bonus: '50' });
  });

  afterEach(async () => {
    try {
      await b.clean();
    } finally {
      await b.close();
    }
  });

  const sell = async (more: object = {}) =>
    paymentById(
      b.books,
      await recordPayment(b.books, {
        key: newId(),
        customer: 'C-2',
        channel: 'CASH',
        amount: '500',
        package: 'P500',
        ...more,
      }),
    );
  const balanceOf = async (code: string) => {
    const row = (await trialBalance(b.books, '2026-12-31')).find((each) => each.code === code);
    return row ? new Decimal(row.credit).minus(row.debit).toFixed() : '0';
  };
  const bonus = async () => {
    const found = await paymentByNumber(b.books, 'P-000002');
    assert.ok(found);
    return found;
  };

  it('waits with its bonus and pays the bills to come, what was paid before what was given', async () => {
    const sale = await sell();
    assert.deepEqual([sale.allocated, (await bonus()).amount, (await bonus()).channel], ['0.00', '50.00', 'BONUS']);
    assert.deepEqual([await balanceOf('2203'), await balanceOf('6601.01')], ['550', '-50']);
    await billMonth(b.on('2026-11-30'), '2026-11');
    assert.equal((await b.bill('B-000011')).allocated, '285');
    await billMonth(b.on('2026-12-31'), '2026-12');
    assert.equal((await b.bill('B-000014')).allocated, '265');
    assert.deepEqual([(await paymentById(b.books, sale.id)).allocated, (await bonus()).allocated], ['500.00', '50.00']);
  });

  it('costs its price, is for no open bill, and is sold on its days', async () => {
    await refused(sell({ amount: '499' }), 'payments.package_price', /costs 500\.00/);
    await refused(sell({ bills: ['B-000002'] }), 'payments.package_bills');
    await refused(sell({ package: 'P9' }), 'value.unknown_code');
    assert.deepEqual(
      (await packagesOnSale(b.books)).map(({ code, price }) => [code, price]),
      [['P500', '500.00']],
    );
    const [stored] = await b.query<{ id: string }>('select id from prepayment_package');
    await b.change('prepayment_package', stored?.id ?? '', { valid_to: '2026-11-01' });
    await refused(sell(), 'payments.package_not_sold');
    assert.deepEqual(await packagesOnSale(b.books), []);
  });

  it('takes its bonus back when the sale is void, and the bonus alone is neither void, given back nor receipted', async () => {
    const { number } = await sell();
    await paymentReceipt(b.books, number, 'ZH');
    const why = { key: newId(), reason: 'wrong customer' };
    await refused(voidPayment(b.books, { ...why, payment: 'P-000002' }), 'payments.bonus');
    await refused(paymentReceipt(b.books, 'P-000002', null), 'payments.no_receipt');
    await refused(
      requestRefund(b.books, { key: newId(), payment: 'P-000002', method: 'CASH', reason: 'x' }),
      'value.unknown_code',
    );
    await allocatePayment(b.books, { key: newId(), payment: 'P-000002' });
    await voidPayment(b.books, { ...why, payment: number });
    assert.deepEqual([await balanceOf('2203'), await balanceOf('6601.01')], ['0', '0']);
    assert.equal((await b.bill('B-000002')).allocated, '0', 'what the bonus paid is open again');
  });

  it('takes its bonus back when money of it is given back', async () => {
    const { number } = await sell();
    const person = async (login: string) => {
      const id = await createOperator(b.books, {
        login,
        name: login,
        password: 'a long enough password',
        roles: ['FINANCE'],
      });
      return { ...b.books, operator: { id, name: login, roles: ['FINANCE' as const] } };
    };
    const request = { key: newId(), payment: number, amount: '500', method: 'CASH' as const, reason: 'moves away' };
    const id = await requestRefund(await person('asks'), request);
    await decideRefund(await person('decides'), { key: newId(), id, approve: true });
    assert.deepEqual([await balanceOf('2203'), await balanceOf('6601.01')], ['0', '0']);
  });

  it('keeps its figures once it was sold, and they are whole cents', async () => {
    await sell();
    const [stored] = await allRows(b.books, 'PREPAYMENT_PACKAGES');
    const codes = async (...rows: PublishedRow[]) =>
      (await publishing(b.books, 'PREPAYMENT_PACKAGES', rows)).map(summary);
    assert.deepEqual(
      await codes(
        changed(stored as DatasetRow, { price: '600' }),
        added({ code: 'P1', name: 'x', price: '1.001', bonus: '0' }),
        added({ code: 'P2', name: 'x', price: '0', bonus: '-1' }),
        added({ code: 'P3', name: 'x', price: '1', bonus: '0', validFrom: '2026-02-01', validTo: '2026-02-01' }),
      ),
      [
        'REFUSED price: payments.package_sold',
        'REFUSED price: value.too_many_decimals',
        'REFUSED price: value.out_of_range, bonus: value.out_of_range',
        'REFUSED validTo: value.dates_reversed',
      ],
    );
  });
});
