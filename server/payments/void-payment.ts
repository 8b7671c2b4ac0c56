/** Voids a payment that was entered by hand, by entries that mirror it; what came with a statement is undone at its line. */
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { PaymentChannel } from './entities.ts';
import { reversePayment } from './reverse-payment.ts';

const BY_HAND: ReadonlySet<PaymentChannel> = new Set(['CASH', 'POS', 'CHEQUE', 'DEPOSIT']);

/** What is to be voided. */
export interface VoidPayment {
  key: string;
  /** Its number; it is never used again. */
  payment: string;
  /** Why; stays in the audit trail. */
  reason: string;
}

/**
 * Takes a payment back: its bills are open again, money out of a deposit is held again.
 * @returns id of the payment
 * @throws Refusal `value.unknown_code`, `payments.void_already`, `payments.with_statement`, `payments.reason_missing`,
 *   `payments.refunded`,
 *   `payments.written_off`, `payments.bonus`, `deposits.released`
 */
export function voidPayment(books: Books, { key, ...input }: VoidPayment): Promise<string> {
  return writeOnce(books, { key, operation: 'payment.void', input }, async (work) => {
    const payment = await work.db
      .selectFrom('payment')
      .select(['id', 'number', 'channel', 'status', 'external_id'])
      .where('tenant_id', '=', work.tenantId)
      .where('number', '=', input.payment)
      .forUpdate()
      .executeTakeFirst();
    const place = { field: 'payment' };
    if (!payment) throw new Refusal('value.unknown_code', `there is no payment “${input.payment}”`, place);
    if (payment.status !== 'LIVE') {
      throw new Refusal('payments.void_already', `payment ${payment.number} is void already`, place);
    }
    if (payment.channel === 'BONUS') {
      const message = `${payment.number} is the bonus of a prepayment; void that payment, and the bonus goes with it`;
      throw new Refusal('payments.bonus', message, place);
    }
    if (payment.channel === 'WRITE_OFF') {
      const message = `${payment.number} is a write-off; take that back instead`;
      throw new Refusal('payments.written_off', message, place);
    }
    if (!BY_HAND.has(payment.channel) || payment.external_id !== null) {
      const message = `payment ${payment.number} came with a statement; undo the match of its line`;
      throw new Refusal('payments.with_statement', message, place);
    }
    const reason = input.reason.trim();
    if (reason === '' || reason.length > 200) {
      throw new Refusal('payments.reason_missing', 'say why in 1 to 200 characters', { field: 'reason' });
    }
    await reversePayment(work, payment.id, reason);
    return payment.id;
  });
}
