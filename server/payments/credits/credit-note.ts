/** Takes a bill back, in part or whole, by a document of its own and new transfers; the bill stays as it was written. */
import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { Decimal, parseDecimal, plain, ZERO } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import { insertRows } from '../../ledger/bulk.ts';
import { writeOnce } from '../../ledger/idempotency.ts';
import type { TransferInput } from '../../ledger/journal.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import { requireHeld } from '../deposits/held.ts';
import { type CreditableBill, lockBill } from './creditable-bill.ts';
import type { CreditKind, CreditStatus } from './entities.ts';
import { freePayments, payAgain } from './free-payments.ts';
import { type CreditLine, creditLines, type Wanted } from './rules.ts';

/** What is asked for: all that is left unless an amount or charges are named. */
export interface CreditRequest {
  key: string;
  billId: string;
  reason: string;
  /** Tax included. */
  amount?: string | null;
  lines?: readonly { chargeId: string; amount: string }[] | null;
}

/**
 * Credits a bill. Money that paid what is taken back waits with the customer, or goes to what is left of the bill.
 * @returns id of the credit note
 * @throws Refusal `credits.bill_unknown`, `credits.bill_void`, `credits.reason_missing`, `value.not_a_number`, and those of `creditLines`
 */
export function creditBill(books: Books, { key, ...input }: CreditRequest): Promise<string> {
  return writeOnce(books, { key, operation: 'bill.credit', input }, async (work) => {
    const bill = await lockBill(work, input.billId);
    const lines = linesOf(work, bill, input);
    const id = await writeNote(work, bill, { kind: 'CREDIT', status: 'POSTED', reason: reasonOf(input.reason), lines });
    await settle(work, bill, id, lines);
    return id;
  });
}

/** The reason that every taking back needs. @throws Refusal `credits.reason_missing` */
export function reasonOf(reason: string): string {
  const text = reason.trim();
  if (text !== '' && text.length <= 500) return text;
  throw new Refusal('credits.reason_missing', 'say why in 1 to 500 characters', { field: 'reason' });
}

/** @throws Refusal `value.not_a_number` and those of `creditLines` */
export function linesOf(
  work: Work,
  bill: CreditableBill,
  input: Pick<CreditRequest, 'amount' | 'lines'>,
): CreditLine[] {
  const { rounding } = work.books.tenant;
  return creditLines(bill.charges, wantedOf(input), { currency: bill.currency, rounding });
}

function wantedOf({ amount, lines }: Pick<CreditRequest, 'amount' | 'lines'>): Wanted {
  if (lines) {
    return { lines: lines.map((line) => ({ chargeId: line.chargeId, amount: parseDecimal(line.amount, 'lines') })) };
  }
  return amount ? { amount: parseDecimal(amount, 'amount') } : { full: true };
}

interface NewNote {
  kind: CreditKind;
  status: CreditStatus;
  reason: string;
  lines: readonly CreditLine[];
}

const sumOf = (lines: readonly CreditLine[], of: (line: CreditLine) => Decimal) =>
  lines.reduce((sum, line) => sum.plus(of(line)), ZERO);

/** Writes the document alone. @returns its id */
export async function writeNote(
  work: Work,
  bill: CreditableBill,
  { kind, status, reason, lines }: NewNote,
): Promise<string> {
  const id = newId();
  const number = `CN-${String(await work.takeNumbers('CN', 1)).padStart(6, '0')}`;
  const total = plain(sumOf(lines, ({ amount }) => amount));
  const own = { tenant_id: work.tenantId };
  await insertRows(work.db, 'credit_note', [
    {
      ...own,
      id,
      number,
      bill_id: bill.id,
      customer_id: bill.customerId,
      kind,
      status,
      reason,
      issue_date: work.today,
      currency: bill.currency,
      total,
      tax_total: plain(sumOf(lines, ({ tax }) => tax)),
      requested_by: work.books.operator?.id ?? null,
      decided_by: null,
      version: 1,
      change_id: work.changeId,
    },
  ]);
  await insertRows(
    work.db,
    'credit_note_line',
    lines.map(({ charge, amount, net, tax }) => ({
      ...own,
      id: newId(),
      credit_note_id: id,
      charge_id: charge.id,
      amount: plain(amount),
      net: plain(net),
      tax: plain(tax),
    })),
  );
  work.audit({
    noun: 'CreditNote',
    rowId: id,
    action: status,
    after: { number, kind, bill: bill.number, total, reason },
  });
  return id;
}

/** Lets a credit note count: payments are freed, the bill owes less, books and KPIs follow. */
export async function settle(
  work: Work,
  bill: CreditableBill,
  noteId: string,
  lines: readonly CreditLine[],
  status: 'LIVE' | 'VOID' = 'LIVE',
): Promise<void> {
  const freed = await freePayments(work, bill.id, lines);
  const total = plain(sumOf(lines, ({ amount }) => amount));
  await sql`update bill set allocated = allocated + ${total}, credited = credited + ${total}, status = ${status},
    version = version + 1, change_id = ${work.changeId} where tenant_id = ${work.tenantId} and id = ${bill.id}`.execute(
    work.db,
  );
  work.book({
    kind: 'CREDIT_NOTE',
    documentDate: work.today,
    sourceId: noteId,
    description: `Credit of ${bill.number}`,
    transfers: lines.flatMap((line) => transfersOf(bill, line)),
  });
  work.addFacts(
    lines
      .filter(({ charge }) => bill.facts.get(charge.id)?.counts)
      .map(({ charge, amount }) => ({
        measure: 'DUE',
        dueDate: bill.dueDate,
        postingDate: work.today,
        feeItemId: bill.facts.get(charge.id)?.feeItemId as string,
        communityId: bill.facts.get(charge.id)?.communityId ?? null,
        currency: bill.currency,
        amount: amount.negated(),
      })),
  );
  if (status === 'LIVE') await payAgain(work, bill.id, freed);
  await requireHeld(
    work,
    bill.charges.map(({ id }) => id),
  );
}

/** Income and output tax / receivable, on the accounts that the charge was booked to; what was negative goes the other way. */
function transfersOf(bill: CreditableBill, { charge, net, tax }: CreditLine): TransferInput[] {
  const facts = bill.facts.get(charge.id);
  if (!facts) throw new Error(`charge ${charge.id} is not of bill ${bill.number}`);
  const move = (account: TransferInput['debit'], amount: Decimal): TransferInput => ({
    debit: amount.isNegative() ? 'RECEIVABLE' : account,
    credit: amount.isNegative() ? account : 'RECEIVABLE',
    amount: amount.abs(),
    currency: bill.currency,
    customerId: bill.customerId,
    billId: bill.id,
    chargeId: charge.id,
    feeItemId: facts.feeItemId,
  });
  const moves = [move('OUTPUT_TAX', tax)];
  if (!net.isZero()) moves.unshift(move({ accountId: facts.incomeAccountId as string }, net));
  return moves;
}
