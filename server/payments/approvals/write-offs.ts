/** Debts that are given up: asked for by one person, approved by another, and taken back where the money comes after all. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { Decimal, moneyText, plain } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import { bookPayments } from '../book-payments.ts';
import { reasonOf } from '../credits/credit-note.ts';
import { lockBills, type OpenBill } from '../open-items.ts';
import { payable } from '../record-payment.ts';
import { reversePayment } from '../reverse-payment.ts';
import type { WriteOffStatus } from './entities.ts';
import type { Reversal } from './refunds.ts';
import { checkDecision, type Decision, moveRequest, saveRequest } from './second-person.ts';

/** What is asked for. */
export interface WriteOffRequest {
  key: string;
  billId: string;
  /** Default: all that is open. */
  amount?: string | null;
  reason: string;
}

/**
 * Asks for a bill to be written off; nothing changes until somebody else approves it.
 * @returns id of the write-off
 * @throws Refusal `credits.bill_unknown`, `write_offs.not_open`, `credits.reason_missing`, `payments.amount_not_positive`,
 *   `value.too_many_decimals`
 */
export function requestWriteOff(books: Books, { key, ...input }: WriteOffRequest): Promise<string> {
  return writeOnce(books, { key, operation: 'write_off.request', input }, async (work) => {
    const bill = await lockOpen(work, input.billId);
    requireOpen(bill, bill.open);
    const amount = payable(input.amount ?? plain(bill.open), bill.currency);
    requireOpen(bill, amount);
    const id = newId();
    await saveRequest(work, 'write_off', {
      id,
      bill_id: bill.id,
      customer_id: bill.customerId,
      amount: plain(amount),
      currency: bill.currency,
      reason: reasonOf(input.reason),
    });
    return id;
  });
}

async function lockOpen(work: Work, billId: string): Promise<OpenBill> {
  const bill = (await lockBills(work, [billId])).get(billId);
  if (bill) return bill;
  throw new Refusal('credits.bill_unknown', 'there is no such live bill', { field: 'billId' });
}

function requireOpen({ number, open, currency }: OpenBill, amount: Decimal): void {
  if (open.gt(0) && amount.lte(open)) return;
  const message = `of bill ${number}, ${moneyText(open, currency)} is open; write off no more than that`;
  throw new Refusal('write_offs.not_open', message, { field: 'amount' });
}

interface StoredWriteOff {
  id: string;
  number: string;
  bill_id: string;
  amount: string;
  currency: string;
  reason: string;
  status: WriteOffStatus;
  requested_by: string | null;
}

async function lockWriteOff(work: Work, id: string): Promise<StoredWriteOff> {
  const { rows } = await sql<StoredWriteOff>`
    select id, number, bill_id, amount, currency, reason, status, requested_by from write_off
    where tenant_id = ${work.tenantId} and id = ${id} for update`.execute(work.db);
  if (rows[0]) return rows[0];
  throw new Refusal('write_offs.unknown', 'there is no such write-off', { field: 'id' });
}

/**
 * Approves or rejects a write-off. Approved, bad debt pays the bill.
 * @returns its id
 * @throws Refusal `write_offs.unknown`, `write_offs.not_open` where it was paid since, and those of `checkDecision`
 */
export function decideWriteOff(books: Books, { key, ...input }: Decision): Promise<string> {
  return writeOnce(books, { key, operation: 'write_off.decide', input }, async (work) => {
    const request = await lockWriteOff(work, input.id);
    checkDecision(work, request, input);
    const decision = { note: input.note ?? null, decided: true };
    if (!input.approve) {
      await moveRequest(work, 'write_off', request, { status: 'REJECTED', ...decision });
      return request.id;
    }
    const bill = await lockOpen(work, request.bill_id);
    const amount = new Decimal(request.amount);
    requireOpen(bill, amount);
    await bookPayments(work, [
      {
        // One of the same id: whoever has one of the two has the other.
        id: request.id,
        customerId: bill.customerId,
        amount,
        currency: bill.currency,
        receivedOn: work.today,
        channel: 'WRITE_OFF',
        from: 'BAD_DEBT',
        externalId: null,
        reference: request.number,
        billIds: [bill.id],
      },
    ]);
    await moveRequest(work, 'write_off', request, { status: 'POSTED', ...decision });
    return request.id;
  });
}

/**
 * Takes a write-off back, because the money comes after all: its bill is open again.
 * @returns its id
 * @throws Refusal `write_offs.unknown`, `write_offs.not_posted`, `credits.reason_missing`
 */
export function reverseWriteOff(books: Books, { key, ...input }: Reversal): Promise<string> {
  return writeOnce(books, { key, operation: 'write_off.reverse', input }, async (work) => {
    const request = await lockWriteOff(work, input.id);
    const note = reasonOf(input.reason);
    if (request.status !== 'POSTED') {
      const message = `${request.number} is ${request.status}; only one that counts is taken back`;
      throw new Refusal('write_offs.not_posted', message, { field: 'id' });
    }
    await reversePayment(work, request.id, note);
    await moveRequest(work, 'write_off', request, { status: 'REVERSED', note });
    return request.id;
  });
}
