/** Puts money that waits with a customer to bills. */
import { Refusal } from '../kernel/errors.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import { allocateWaiting } from './book-payments.ts';
import { oldestOpenBills } from './open-items.ts';
import { billsByNumber } from './record-payment.ts';

/** Money of a payment for bills; none named: the oldest open ones. */
export interface AllocatePayment {
  key: string;
  payment: string;
  bills?: readonly string[] | null;
}

/**
 * Allocates what waits of a payment.
 * @returns id of the payment
 * @throws Refusal `value.unknown_code`, `payments.nothing_waits`, `payments.no_open_bill`, and those of `billsByNumber`
 */
export function allocatePayment(books: Books, { key, ...input }: AllocatePayment): Promise<string> {
  return writeOnce(books, { key, operation: 'payment.allocate', input }, async (work) => {
    const payment = await work.db
      .selectFrom('payment')
      .selectAll()
      .where('tenant_id', '=', work.tenantId)
      .where('number', '=', input.payment)
      .where('status', '=', 'LIVE')
      .forUpdate()
      .executeTakeFirst();
    const place = { field: 'payment' };
    if (!payment) throw new Refusal('value.unknown_code', `there is no live payment “${input.payment}”`, place);
    const rest = new Decimal(payment.amount).minus(payment.allocated).minus(payment.refunded);
    if (rest.lte(0)) {
      throw new Refusal('payments.nothing_waits', `all money of payment ${payment.number} is used`, place);
    }
    const { id, number, currency, channel, customer_id: customerId } = payment;
    const bills = input.bills?.length
      ? await billsByNumber(work, input.bills, customerId)
      : await oldestOpenBills(work, customerId, currency);
    const allocated = await allocateWaiting(work, [
      { payment: { id, number, customerId, currency, channel, rest }, billIds: bills },
    ]);
    if (allocated.isZero()) {
      throw new Refusal(
        'payments.no_open_bill',
        `the customer of payment ${number} has no open bill in ${currency}`,
        place,
      );
    }
    return id;
  });
}
