/** What a person decides about a line: tie it to bills, or undo a match. */
import { Refusal } from '../kernel/errors.ts';
import { parseId } from '../kernel/ids.ts';
import { Decimal, ZERO } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { learnAccount } from './learnt-accounts.ts';
import { holdLine, holdWaiting, retireSuggestions } from './lines.ts';
import { type IncomingLine, matchWaiting } from './match-lines.ts';
import { targetOf } from './match-target.ts';
import { undoBooking } from './undo-booking.ts';
import { holdGroup, undoMatches } from './undo-matches.ts';
import { applyMatches } from './write-matches.ts';

/** A decision: the line pays these bills in this order, or waits as money of a customer. */
export interface MatchByHand {
  key: string;
  lineId: string;
  bills: readonly string[];
  customer?: string | null;
  /** The suggestion that is confirmed: its rule, its sentence and its difference stay with the match. */
  candidate?: string | null;
}

/**
 * Ties a waiting line to bills of one customer; what is left over waits unallocated with that customer.
 * @throws Refusal `reconciliation.line_not_waiting`, `reconciliation.not_incoming`, `payments.bill_not_open`,
 *   `reconciliation.currency_differs`, `reconciliation.bills_of_several_customers`, `value.unknown_code`,
 *   `reconciliation.suggestion_gone`
 */
export function matchLine(books: Books, { key, ...input }: MatchByHand): Promise<string> {
  return writeOnce(books, { key, operation: 'match.by_hand', input }, async (work) => {
    const line = await holdWaiting(work, input.lineId);
    const target = await targetOf(work, line, input);
    const confirmed = input.candidate ? await confirmedCandidate(work, line, input.candidate, target) : null;
    await retireSuggestions(work, line.id);
    const reason = books.operator ? `matched by ${books.operator.name}` : 'matched by hand';
    const byHand = { rule: 'manual', score: 100, reason, difference: ZERO };
    const candidate = { ...byHand, ...confirmed, ...target, confirmed: true };
    const [matchId] = await applyMatches(work, [{ line, candidate }]);
    await learnAccount(work, { id: matchId as string, customerId: target.customerId }, line.payerAccount);
    work.audit({ noun: 'StatementLine', rowId: line.id, action: 'MATCHED', after: { bills: [...input.bills] } });
    return line.id;
  });
}

/**
 * Matches waiting lines anew. Nothing that a person undid is applied again by itself.
 * @returns how many were matched
 */
export function matchAgain(books: Books, input: { key: string; statementId?: string | null }): Promise<number> {
  const statementId = input.statementId ? parseId(input.statementId, 'statementId') : null;
  const request = { key: input.key, operation: 'match.again', input: { statementId } };
  return writeOnce(books, request, (work) => matchWaiting(work, statementId));
}

/** A decision to take back. */
export interface Unmatch {
  key: string;
  lineId: string;
  /** Whether the matches of lines that pay the same bills together are undone as well. */
  together?: boolean;
}

/**
 * Undoes what a line was decided to be: its match, by reversing the payment, or its booking. The line waits again, with
 * fresh candidates, of which none is applied by itself.
 * @throws Refusal `reconciliation.line_not_matched`
 */
export function unmatchLine(books: Books, { key, lineId, together = false }: Unmatch): Promise<string> {
  const input = { lineId, ...(together ? { together } : {}) };
  return writeOnce(books, { key, operation: 'match.undo', input }, async (work) => {
    if (together) await holdGroup(work, lineId);
    const line = await holdLine(work, lineId);
    if (!(await undoBooking(work, line))) await undoMatches(work, line, together);
    return line.id;
  });
}

/** What a suggestion said that a person confirms. @throws Refusal `reconciliation.suggestion_gone` */
async function confirmedCandidate(
  work: Work,
  line: IncomingLine,
  id: string,
  target: Awaited<ReturnType<typeof targetOf>>,
) {
  const found = await work.db
    .selectFrom('match')
    .select(['rule', 'score', 'reason', 'difference', 'matching_rule_id', 'bill_ids'])
    .where('tenant_id', '=', work.tenantId)
    .where('id', '=', parseId(id, 'candidate'))
    .where('statement_line_id', '=', line.id)
    .where('state', '=', 'SUGGESTED')
    .executeTakeFirst();
  const difference = new Decimal(found?.difference ?? 0);
  const open = target.bills.reduce((sum, bill) => sum.plus(bill.open), ZERO);
  const stands =
    found &&
    (difference.isZero() || open.minus(line.amount).eq(difference)) &&
    target.bills.every((bill) => found.bill_ids.includes(bill.id));
  if (!stands) {
    const message = 'this suggestion does not stand any more; look at the line again and choose what it pays';
    throw new Refusal('reconciliation.suggestion_gone', message, { field: 'candidate' });
  }
  const { rule, score, reason, matching_rule_id: ruleId } = found;
  const who = work.books.operator ? `, confirmed by ${work.books.operator.name}` : ', confirmed';
  return { rule, score, difference, reason: `${reason}${who}`, by: ruleId ? { id: ruleId, name: '' } : null };
}
