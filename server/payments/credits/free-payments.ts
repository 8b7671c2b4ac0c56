/** Money that paid what a credit takes back becomes free again, and goes to what is left of the bill. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain, ZERO } from '../../kernel/money.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import { allocateWaiting, type WaitingPayment } from '../book-payments.ts';
import { type AllocatedLine, liveLines, takeBack } from '../take-back.ts';
import type { CreditLine } from './rules.ts';

/** Payments whose money was freed, oldest first, with how much of each. */
export type Freed = WaitingPayment[];

/**
 * Takes allocations of a bill back, newest first, until no charge has more paid than is left of it after the credit.
 * @param lines what the credit takes back
 */
export async function freePayments(work: Work, billId: string, lines: readonly CreditLine[]): Promise<Freed> {
  const allocated = await liveLines(work, sql`a.bill_id = ${billId}`);
  const taken = linesToTakeBack(allocated, lines);
  if (taken.length === 0) return [];
  await takeBack(work, taken, 'credit note');
  return moveBack(work, taken);
}

/** Whole allocations, newest first, until every credited charge is paid no further than it stands. */
function linesToTakeBack(allocated: readonly AllocatedLine[], lines: readonly CreditLine[]): AllocatedLine[] {
  const over = new Map<string, Decimal>();
  for (const { charge, amount } of lines) {
    over.set(charge.id, charge.creditedAmount.plus(amount).minus(charge.amount));
  }
  for (const line of allocated) {
    const sum = over.get(line.charge_id);
    if (sum) over.set(line.charge_id, sum.plus(line.amount));
  }
  const taken: AllocatedLine[] = [];
  for (const group of Map.groupBy(allocated, (line) => line.allocation_id).values()) {
    if ([...over.values()].every((sum) => sum.lte(0))) break;
    taken.push(...group);
    for (const line of group) {
      const sum = over.get(line.charge_id);
      if (sum) over.set(line.charge_id, sum.minus(line.amount));
    }
  }
  return taken;
}

async function moveBack(work: Work, taken: readonly AllocatedLine[]): Promise<Freed> {
  const sums = new Map<string, Decimal>();
  for (const { payment_id: id, amount } of taken) sums.set(id, (sums.get(id) ?? ZERO).plus(amount));
  const freed: Freed = [];
  // Payments are locked in the order of their ids, as everywhere.
  for (const id of [...sums.keys()].toSorted()) {
    const rest = sums.get(id) as Decimal;
    const { rows } = await sql<{
      number: string;
      customer_id: string;
      currency: string;
      channel: WaitingPayment['channel'];
    }>`
      update payment set allocated = allocated - ${plain(rest)}, version = version + 1, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${id} returning number, customer_id, currency, channel`.execute(
      work.db,
    );
    const { number, customer_id: customerId, currency, channel } = rows[0] as (typeof rows)[number];
    if (channel === 'WRITE_OFF') {
      // No money came that could wait with the customer.
      const message = 'a part of this bill was written off; take the write-off back first';
      throw new Refusal('credits.written_off', message, { field: 'billId' });
    }
    work.audit({ noun: 'Payment', rowId: id, action: 'FREED', after: { number, amount: plain(rest) } });
    freed.push({ id, number, customerId, currency, channel, rest });
  }
  return freed;
}

/** Puts freed money back to what is open of the bill; what is more waits for the customer. */
export async function payAgain(work: Work, billId: string, freed: Freed): Promise<void> {
  await allocateWaiting(
    work,
    freed.map((payment) => ({ payment, billIds: [billId] })),
  );
}
