/** Releases a deposit: what was held becomes money of the customer, for bills or to be given back. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { Decimal, moneyText, parseDecimal } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import { bookPayments } from '../book-payments.ts';
import { lockBill } from '../credits/creditable-bill.ts';
import { billsByNumber, payable } from '../record-payment.ts';
import { type Deposit, deposits } from './held.ts';

/** What is asked for. */
export interface ReleaseDeposit {
  key: string;
  /** The deposit's charge. */
  chargeId: string;
  /** Default: all that is held. */
  amount?: string | null;
  /** Numbers of the customer's bills that it pays, in order; none: it waits, to be given back or used later. */
  bills?: readonly string[] | null;
  /** Why; stands beside the payment. */
  reason: string;
}

/**
 * Releases a deposit as a payment of channel DEPOSIT: deposits held / unallocated, and on to the bills named. Taking that
 * payment back holds the deposit again.
 * @returns id of the payment
 * @throws Refusal `deposits.unknown`, `deposits.taxed`, `deposits.not_held`, `deposits.reason_missing`,
 *   `payments.amount_not_positive`, `value.too_many_decimals`, and those of `billsByNumber`
 */
export function releaseDeposit(books: Books, { key, ...input }: ReleaseDeposit): Promise<string> {
  return writeOnce(books, { key, operation: 'deposit.release', input }, async (work) => {
    const { deposit, accountId } = await lockDeposit(work, input.chargeId);
    const reason = input.reason.trim();
    if (reason === '' || reason.length > 200) {
      throw new Refusal('deposits.reason_missing', 'say why in 1 to 200 characters', { field: 'reason' });
    }
    const amount = releasable(deposit, input.amount ?? deposit.held);
    const id = newId();
    await bookPayments(work, [
      {
        id,
        customerId: deposit.customerId,
        amount,
        currency: deposit.currency,
        receivedOn: work.today,
        channel: 'DEPOSIT',
        from: { accountId },
        externalId: null,
        reference: reason,
        depositChargeId: deposit.id,
        billIds: input.bills?.length ? await billsByNumber(work, input.bills, deposit.customerId) : [],
      },
    ]);
    return id;
  });
}

/** The deposit as it stands under the lock of its bill, and the account that holds it. */
async function lockDeposit(work: Work, chargeId: string): Promise<{ deposit: Deposit; accountId: string }> {
  const [found] = await deposits(work.db, work.tenantId, sql`c.id = ${chargeId}::uuid`);
  const unknown = () => new Refusal('deposits.unknown', 'no deposit that stands has this id', { field: 'chargeId' });
  if (!found) throw unknown();
  const bill = await lockBill(work, found.billId);
  const [deposit] = await deposits(work.db, work.tenantId, sql`c.id = ${chargeId}::uuid`);
  const accountId = bill.facts.get(chargeId)?.incomeAccountId;
  if (!deposit || !accountId) throw unknown();
  if (new Decimal(deposit.tax).isZero()) return { deposit, accountId };
  const message = `${deposit.feeItem} is taxed, and a deposit is not: credit bill ${deposit.bill} and bill it anew without tax`;
  throw new Refusal('deposits.taxed', message, { field: 'chargeId' });
}

function releasable({ currency, held, bill }: Deposit, text: string): Decimal {
  const most = new Decimal(held);
  if (most.lte(0) || parseDecimal(text, 'amount').gt(most)) {
    const message = `of the deposit on bill ${bill}, ${moneyText(most, currency)} is held; release no more than that`;
    throw new Refusal('deposits.not_held', message, { field: 'amount' });
  }
  return payable(text, currency);
}
