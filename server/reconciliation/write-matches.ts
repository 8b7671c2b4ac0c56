/** Writes matches of lines: applied ones with their payments, and such as wait for a person. */
import { newId } from '../kernel/ids.ts';
import { plain } from '../kernel/money.ts';
import { insertRows } from '../ledger/bulk.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { bookPayments } from '../payments/book-payments.ts';
import { setStatus } from './lines.ts';
import type { IncomingLine } from './match-lines.ts';
import type { Candidate } from './matching/decide.ts';
import type { MatchingRule } from './matching/rules.ts';

/** A candidate of a rule, or of a person. */
export interface MatchToWrite extends Omit<Candidate, 'rule'> {
  rule: string;
  /** The rule that found it; none for what a person thought of. */
  by?: Pick<MatchingRule, 'id' | 'name'> | null;
  /** Whether a person decided it. */
  confirmed?: boolean;
  /** What it has in common with the matches of lines that pay the same bills together. */
  groupId?: string | null;
}

/** Books a payment for each line and ties them by an applied match. @returns ids of the matches, in their order */
export async function applyMatches(
  work: Work,
  matches: readonly { line: IncomingLine; candidate: MatchToWrite }[],
): Promise<string[]> {
  if (matches.length === 0) return [];
  const planned = matches.map((match) => ({ ...match, paymentId: newId() }));
  await bookPayments(
    work,
    planned.map(({ line, candidate, paymentId }) => ({
      id: paymentId,
      customerId: candidate.customerId,
      amount: line.amount.plus(candidate.difference),
      difference: candidate.difference,
      currency: line.currency,
      receivedOn: line.bookedOn,
      channel: line.channel,
      from: 'SUSPENSE',
      externalId: line.bankReference || null,
      reference: (line.reference || line.text).slice(0, 200),
      billIds: candidate.bills.map((bill) => bill.id),
    })),
  );
  const rows = planned.map(({ line, candidate, paymentId }) =>
    matchRow(work, line.id, candidate, 'APPLIED', paymentId),
  );
  await insertRows(work.db, 'match', rows);
  await setStatus(
    work,
    planned.map(({ line }) => line.id),
    'MATCHED',
  );
  return rows.map(({ id }) => id);
}

/** Stores matches that wait for somebody to confirm them. */
export async function suggestMatches(
  work: Work,
  waiting: readonly { line: IncomingLine; candidate: MatchToWrite }[],
): Promise<void> {
  await insertRows(
    work.db,
    'match',
    waiting.map(({ line, candidate }) => matchRow(work, line.id, candidate, 'SUGGESTED', null)),
  );
  await setStatus(work, [...new Set(waiting.map(({ line }) => line.id))], 'SUGGESTED');
}

const matchRow = (work: Work, lineId: string, match: MatchToWrite, state: string, paymentId: string | null) => ({
  tenant_id: work.tenantId,
  id: newId(),
  statement_line_id: lineId,
  customer_id: match.customerId,
  bill_ids: match.bills.map((bill) => bill.id),
  payment_id: paymentId,
  rule: match.rule,
  score: match.score,
  reason: match.by?.name ? `${match.reason} (rule “${match.by.name}”)` : match.reason,
  state,
  matched_by: work.books.operator?.id ?? null,
  matching_rule_id: match.by?.id ?? null,
  difference: plain(match.difference),
  group_id: match.groupId ?? null,
  confirmed: match.confirmed ?? false,
  change_id: work.changeId,
});
