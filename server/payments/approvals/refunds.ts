/** Money that waits with its payer and goes back: asked for by one person, approved by another. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { Decimal, moneyText, plain } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import { bookMirror } from '../../ledger/mirror.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import { reasonOf } from '../credits/credit-note.ts';
import { payable } from '../record-payment.ts';
import { takeBonusBack } from '../reverse-payment.ts';
import type { RefundMethod, RefundStatus } from './entities.ts';
import { checkDecision, type Decision, moveRequest, saveRequest } from './second-person.ts';

/** What is asked for. */
export interface RefundRequest {
  key: string;
  /** Number of the payment whose money waits. */
  payment: string;
  /** Default: all that waits. */
  amount?: string | null;
  method: RefundMethod;
  /** Whom the bank pays; for BANK. Default: the account that the payment's customer has. */
  payeeName?: string | null;
  payeeAccount?: string | null;
  reason: string;
}

/**
 * Asks for a refund; nothing moves until somebody else approves it.
 * @returns id of the refund
 * @throws Refusal `value.unknown_code`, `refunds.nothing_waits`, `refunds.payee_missing`, `credits.reason_missing`,
 *   `payments.amount_not_positive`, `value.too_many_decimals`
 */
export function requestRefund(books: Books, { key, ...input }: RefundRequest): Promise<string> {
  return writeOnce(books, { key, operation: 'refund.request', input }, async (work) => {
    const payment = await lockPayment(
      work,
      sql`p.number = ${input.payment} and p.channel not in ('WRITE_OFF', 'BONUS')`,
    );
    if (!payment) {
      const message = `there is no live payment “${input.payment.slice(0, 40)}”`;
      throw new Refusal('value.unknown_code', message, { field: 'payment' });
    }
    const amount = payable(input.amount ?? plain(payment.rest), payment.currency);
    requireRest(payment, amount);
    const id = newId();
    await saveRequest(work, 'refund', {
      id,
      payment_id: payment.id,
      customer_id: payment.customerId,
      amount: plain(amount),
      currency: payment.currency,
      method: input.method,
      ...payeeOf(input, payment),
      reason: reasonOf(input.reason),
    });
    return id;
  });
}

interface WaitingMoney {
  id: string;
  number: string;
  channel: string;
  customerId: string;
  currency: string;
  customerName: string;
  bankAccount: string;
  rest: Decimal;
}

async function lockPayment(work: Work, which: ReturnType<typeof sql>): Promise<WaitingMoney | null> {
  const { rows } = await sql<Omit<WaitingMoney, 'rest'> & { rest: string }>`
    select p.id, p.number, p.channel, p.customer_id as "customerId", p.currency, c.name as "customerName",
      c.bank_account as "bankAccount", p.amount - p.allocated - p.refunded as rest
    from payment p join customer c on (c.tenant_id, c.id) = (p.tenant_id, p.customer_id)
    where p.tenant_id = ${work.tenantId} and p.status = 'LIVE' and ${which} for update of p`.execute(work.db);
  return rows[0] ? { ...rows[0], rest: new Decimal(rows[0].rest) } : null;
}

function requireRest({ number, rest, currency }: WaitingMoney, amount: Decimal): void {
  if (amount.lte(rest)) return;
  const message = `of payment ${number}, ${moneyText(rest, currency)} waits; give back no more than that, or take it off its bills first`;
  throw new Refusal('refunds.nothing_waits', message, { field: 'amount' });
}

function payeeOf(
  { method, payeeName, payeeAccount }: Omit<RefundRequest, 'key'>,
  { customerName, bankAccount }: WaitingMoney,
) {
  if (method === 'CASH') return { payee_name: payeeName?.trim() || customerName, payee_account: '' };
  const account = payeeAccount?.trim() || bankAccount;
  if (account) return { payee_name: payeeName?.trim() || customerName, payee_account: account.slice(0, 100) };
  const message = 'name the account that the bank pays to; the customer has none';
  throw new Refusal('refunds.payee_missing', message, { field: 'payeeAccount' });
}

interface StoredRefund {
  id: string;
  number: string;
  payment_id: string;
  customer_id: string;
  amount: string;
  currency: string;
  method: RefundMethod;
  status: RefundStatus;
  requested_by: string | null;
}

async function lockRefund(work: Work, id: string): Promise<StoredRefund> {
  const { rows } = await sql<StoredRefund>`
    select id, number, payment_id, customer_id, amount, currency, method, status, requested_by from refund
    where tenant_id = ${work.tenantId} and id = ${id} for update`.execute(work.db);
  if (rows[0]) return rows[0];
  throw new Refusal('refunds.unknown', 'there is no such refund', { field: 'id' });
}

/**
 * Approves or rejects a refund. Approved, its money waits no more: cash is paid out, a transfer is owed until the bank's
 * statement shows it.
 * @returns its id
 * @throws Refusal `refunds.unknown`, `refunds.nothing_waits` where it was used since, and those of `checkDecision`
 */
export function decideRefund(books: Books, { key, ...input }: Decision): Promise<string> {
  return writeOnce(books, { key, operation: 'refund.decide', input }, async (work) => {
    const refund = await lockRefund(work, input.id);
    checkDecision(work, refund, input);
    const decision = { note: input.note ?? null, decided: true };
    if (!input.approve) {
      await moveRequest(work, 'refund', refund, { status: 'REJECTED', ...decision });
      return refund.id;
    }
    const payment = await lockPayment(work, sql`p.id = ${refund.payment_id}`);
    const amount = new Decimal(refund.amount);
    if (!payment) throw new Refusal('refunds.nothing_waits', 'the payment was taken back since', { field: 'id' });
    requireRest(payment, amount);
    await moveRefunded(work, refund.payment_id, amount);
    await moveRequest(work, 'refund', refund, { status: refund.method === 'CASH' ? 'PAID' : 'APPROVED', ...decision });
    work.book({
      kind: 'REFUND',
      documentDate: work.today,
      sourceId: refund.id,
      description: refund.number,
      transfers: [
        {
          debit: 'UNALLOCATED',
          credit: refund.method === 'CASH' ? 'CASH' : 'REFUNDS_PAYABLE',
          amount,
          currency: refund.currency,
          customerId: refund.customer_id,
          paymentId: refund.payment_id,
        },
      ],
    });
    return refund.id;
  });
}

/** A refund or a write-off to take back, and why. */
export interface Reversal {
  key: string;
  id: string;
  reason: string;
}

/**
 * Takes a refund back that was paid in cash, or approved and not paid: its money waits with the customer again.
 * @returns its id
 * @throws Refusal `refunds.unknown`, `refunds.not_to_reverse`, `credits.reason_missing`
 */
export function reverseRefund(books: Books, { key, ...input }: Reversal): Promise<string> {
  return writeOnce(books, { key, operation: 'refund.reverse', input }, async (work) => {
    const refund = await lockRefund(work, input.id);
    const note = reasonOf(input.reason);
    if (refund.status !== 'APPROVED' && !(refund.status === 'PAID' && refund.method === 'CASH')) {
      const message =
        refund.status === 'PAID'
          ? `${refund.number} left with a line of a statement; undo that line first`
          : `${refund.number} is ${refund.status}; there is nothing to take back`;
      throw new Refusal('refunds.not_to_reverse', message, { field: 'id' });
    }
    await moveRefunded(work, refund.payment_id, new Decimal(refund.amount).negated());
    await bookMirror(work, refund.id, ['REFUND'], refund.number);
    await moveRequest(work, 'refund', refund, { status: 'REVERSED', note });
    return refund.id;
  });
}

/**
 * Adds to what was given back of a payment (negative: takes back). Who gets money of a prepayment back has not prepaid: its bonus
 * is taken back whole, and stays so.
 */
export async function moveRefunded(work: Work, paymentId: string, amount: Decimal): Promise<void> {
  if (amount.gt(0)) await takeBonusBack(work, paymentId, 'money of the prepayment was given back');
  await sql`update payment set refunded = refunded + ${amount.toFixed()}, version = version + 1, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and id = ${paymentId}`.execute(work.db);
}

/** An approved refund that a line pays. @throws Refusal `refunds.unknown`, `refunds.not_to_pay` where amount or currency differ */
export async function refundToPay(
  work: Work,
  number: string,
  line: { amount: Decimal; currency: string },
): Promise<StoredRefund> {
  const { rows } = await sql<StoredRefund>`
    select id, number, payment_id, customer_id, amount, currency, method, status, requested_by from refund
    where tenant_id = ${work.tenantId} and number = ${number} for update`.execute(work.db);
  const [refund] = rows;
  const place = { field: 'refund' };
  if (!refund) throw new Refusal('refunds.unknown', `there is no refund “${number.slice(0, 40)}”`, place);
  const fits = refund.status === 'APPROVED' && line.amount.eq(refund.amount) && line.currency === refund.currency;
  if (fits) return refund;
  const due = moneyText(new Decimal(refund.amount), refund.currency);
  const message = `${number} is ${refund.status} over ${due} ${refund.currency}; choose one that is approved and of this amount`;
  throw new Refusal('refunds.not_to_pay', message, place);
}

/** A line paid an approved refund, or does so no more. */
export async function markPaid(work: Work, refund: Pick<StoredRefund, 'id' | 'number' | 'status'>): Promise<void> {
  await moveRequest(work, 'refund', refund, { status: 'PAID' });
}

/** The line that paid a refund was undone: it is owed again. */
export async function markUnpaid(work: Work, id: string): Promise<void> {
  await moveRequest(work, 'refund', await lockRefund(work, id), { status: 'APPROVED' });
}
