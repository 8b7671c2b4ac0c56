/** Matches statement lines in a unit of work: loads what is open, decides by the rules, books what is certain. */
import { sql } from 'kysely';
import { newId } from '../kernel/ids.ts';
import { plain } from '../kernel/money.ts';
import { insertRows } from '../ledger/bulk.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { bookPayments } from '../payments/book-payments.ts';
import { lockBills } from '../payments/open-items.ts';
import { withoutRefunds } from './approved-refunds.ts';
import { bookByRules } from './book-by-rules.ts';
import type { BankChannel } from './entities.ts';
import { setStatus } from './lines.ts';
import { knownAccounts, loadBills, loadCustomers } from './matchable.ts';
import { type Candidate, type Decision, decide, decideAll, type LineToMatch } from './matching/decide.ts';
import { IndexOfBills } from './matching/index-of-bills.ts';
import { isMatchStep, type MatchingRule } from './matching/rules.ts';
import { type ReadyRule, readyRules, writtenRules } from './rules/stored-rules.ts';
import { waitingLines } from './waiting-lines.ts';

/** A line with what its payment or booking will say. */
export interface IncomingLine extends LineToMatch {
  direction: 'IN' | 'OUT';
  bookedOn: string;
  account: string;
  channel: BankChannel;
  bankReference: string;
  /** Whether a person undid what it was booked as, so that no rule books it by itself again. */
  unbooked?: boolean;
}

/** A score that no candidate reaches. */
const NEVER = 101;

/**
 * Asks the tenant's rules of lines: applies what is certain, stores candidates for the rest, sets the lines' status.
 * @param lines money that came in and may pay bills
 * @param others lines that pay none, which only rules of booking are asked of
 * @returns how many were matched or booked
 */
export async function matchLines(
  work: Work,
  lines: readonly IncomingLine[],
  others: readonly IncomingLine[] = [],
): Promise<number> {
  if (lines.length + others.length === 0) return 0;
  const rules = await readyRules(await writtenRules(work));
  const decisions = await decideOnLockedBills(work, lines, rules);
  const applied = lines.flatMap((line, i) => {
    const candidate = (decisions[i] as Decision).applied;
    return candidate ? [{ line, candidate }] : [];
  });
  await applyMatches(work, applied);
  await suggest(work, lines, decisions);
  const booked = lines.flatMap((line, i) => withRule(line, (decisions[i] as Decision).booked));
  return applied.length + (await bookByRules(work, [...booked, ...bookingsOf(others, rules)]));
}

const withRule = (line: IncomingLine, rule: MatchingRule | null) =>
  rule ? [{ line, rule: rule as ReadyRule, automatic: rule.automatic && !line.unbooked }] : [];

/** What rules say of lines that pay no bill. */
function bookingsOf(lines: readonly IncomingLine[], rules: readonly ReadyRule[]) {
  const booking = rules.filter(({ action }) => !isMatchStep(action));
  if (booking.length === 0) return [];
  const nothingOpen = new IndexOfBills([], []);
  return lines.flatMap((line) => withRule(line, decide(line, nothingOpen, NEVER, booking).booked));
}

/**
 * Asks the rules of all lines that wait, of one statement or of all: bills were posted since, paid ones are open again, or
 * rules have changed. A line whose match a person undid gets suggestions alone.
 * @returns how many lines were matched or booked
 */
export async function matchWaiting(work: Work, statementId: string | null = null): Promise<number> {
  const all = await waitingLines(work, statementId);
  await retireWaiting(work, statementId);
  const paying = all.filter((line) => line.mayPay);
  const matched = await matchLines(
    work,
    paying.filter((line) => !line.undone),
    await withoutRefunds(
      work,
      all.filter((line) => !line.mayPay),
    ),
  );
  await suggestAgain(
    work,
    paying.filter((line) => line.undone),
  );
  work.audit({ noun: 'Statement', rowId: statementId ?? work.tenantId, action: 'MATCHED_AGAIN', after: { matched } });
  return matched;
}

/** What was suggested is forgotten, to be found anew. */
async function retireWaiting(work: Work, statementId: string | null): Promise<void> {
  for (const table of [sql.table('match'), sql.table('line_booking')]) {
    await sql`update ${table} x set state = 'REJECTED', change_id = ${work.changeId}
      from statement_line l
      where x.tenant_id = ${work.tenantId} and x.state = 'SUGGESTED' and (l.tenant_id, l.id) = (x.tenant_id, x.statement_line_id)
        and l.status = 'SUGGESTED' and ${statementId ? sql`l.statement_id = ${statementId}` : sql`true`}`.execute(
      work.db,
    );
  }
}

/** Stores fresh candidates for lines that a person set free. Nothing is applied, however certain: that was undone. */
export async function suggestAgain(work: Work, lines: readonly IncomingLine[]): Promise<void> {
  if (lines.length === 0) return;
  const rules = (await readyRules(await writtenRules(work))).map((rule) => ({ ...rule, automatic: false }));
  const [bills, customers, known] = [
    await loadBills(work, lines),
    await loadCustomers(work),
    await knownAccounts(work),
  ];
  const index = new IndexOfBills(bills, customers, known);
  const decisions = lines.map((line) => decide(line, index, NEVER, rules));
  await suggest(work, lines, decisions);
  await bookByRules(
    work,
    lines.flatMap((line, i) => withRule(line, (decisions[i] as Decision).booked)),
  );
}

/**
 * Decides, locks the bills that will be paid, and decides again where one of them was paid in between; so that what is
 * applied is what the rules say of the bills as they are, and money never lands beside a bill that was open a moment ago.
 */
async function decideOnLockedBills(
  work: Work,
  lines: readonly IncomingLine[],
  rules: readonly MatchingRule[],
): Promise<Decision[]> {
  if (lines.length === 0) return [];
  const customers = await loadCustomers(work);
  const known = await knownAccounts(work);
  const { matchThreshold } = work.books.tenant;
  for (;;) {
    const bills = await loadBills(work, lines);
    const openBefore = new Map(bills.map((bill) => [bill.id, bill.open]));
    const decisions = decideAll(lines, new IndexOfBills(bills, customers, known), matchThreshold, rules);
    const toPay = decisions.flatMap(({ applied }) => applied?.bills.map((bill) => bill.id) ?? []);
    const locked = await lockBills(work, toPay);
    if (toPay.every((id) => locked.get(id)?.open.eq(openBefore.get(id) ?? -1))) return decisions;
  }
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

async function suggest(work: Work, lines: readonly IncomingLine[], decisions: readonly Decision[]): Promise<void> {
  const waiting = lines.flatMap((line, i) =>
    (decisions[i] as Decision).suggested.map((candidate) => ({ line, candidate })),
  );
  await insertRows(
    work.db,
    'match',
    waiting.map(({ line, candidate }) => matchRow(work, line.id, candidate, 'SUGGESTED', null)),
  );
  await setStatus(work, [...new Set(waiting.map(({ line }) => line.id))], 'SUGGESTED');
}

/** A candidate of a rule, or of a person. */
export interface MatchToWrite extends Omit<Candidate, 'rule'> {
  rule: string;
  /** The rule that found it; none for what a person thought of. */
  by?: Pick<MatchingRule, 'id' | 'name'> | null;
  /** Whether a person decided it. */
  confirmed?: boolean;
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
  confirmed: match.confirmed ?? false,
  change_id: work.changeId,
});
