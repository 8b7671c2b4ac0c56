/** Matches statement lines in a unit of work: loads what is open, decides by the rules, books what is certain. */
import { sql } from 'kysely';
import type { Work } from '../ledger/unit-of-work.ts';
import { lockBills } from '../payments/open-items.ts';
import { withoutRefunds } from './approved-refunds.ts';
import { bookByRules } from './book-by-rules.ts';
import type { BankChannel } from './entities.ts';
import { linesBeside } from './lines-beside.ts';
import { applyGroups, groupsOf, suggestGroups } from './match-groups.ts';
import { knownAccounts, loadBills, loadCustomers } from './matchable.ts';
import { type Decision, decide, decideAll, type LineToMatch } from './matching/decide.ts';
import { IndexOfBills } from './matching/index-of-bills.ts';
import { isMatchStep, type MatchingRule } from './matching/rules.ts';
import type { Group } from './matching/together.ts';
import { type ReadyRule, readyRules, writtenRules } from './rules/stored-rules.ts';
import { type WaitingLine, waitingLines } from './waiting-lines.ts';
import { applyMatches, suggestMatches } from './write-matches.ts';

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

/** Nothing is left to say of a line that pays together with others. */
const NOTHING: Decision = { applied: null, suggested: [], booked: null, left: null };

/** A score that no candidate reaches. */
const NEVER = 101;

/**
 * Asks the tenant's rules of lines: applies what is certain, stores candidates for the rest, sets the lines' status.
 * @param lines money that came in and may pay bills
 * @param others lines that pay none, which only rules of booking are asked of
 * @param beside lines that wait already and may pay bills together with these
 * @returns how many were matched or booked
 */
export async function matchLines(
  work: Work,
  lines: readonly IncomingLine[],
  others: readonly IncomingLine[] = [],
  beside: readonly WaitingLine[] = [],
): Promise<number> {
  if (lines.length + others.length === 0) return 0;
  const rules = await readyRules(await writtenRules(work));
  const { decisions, groups } = await decideOnLockedBills(work, lines, beside, rules);
  const applied = lines.flatMap((line, i) => {
    const candidate = (decisions[i] as Decision).applied;
    return candidate ? [{ line, candidate }] : [];
  });
  await applyMatches(work, applied);
  const together = await applyGroups(work, groups);
  const alone = lines.map((line, i) => (together.has(line.id) ? NOTHING : (decisions[i] as Decision)));
  await suggest(work, lines, alone);
  await suggestGroups(work, groups);
  const booked = lines.flatMap((line, i) => withRule(line, (decisions[i] as Decision).booked));
  return applied.length + together.size + (await bookByRules(work, [...booked, ...bookingsOf(others, rules)]));
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
    statementId ? await linesBeside(work, paying) : [],
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
  const beside = await linesBeside(work, lines);
  const index = new IndexOfBills(bills, customers, known);
  const decisions = lines.map((line) => decide(line, index, NEVER, rules));
  await suggest(work, lines, decisions);
  await suggestGroups(work, groupsOf(lines, decisions, beside, index, NEVER, rules));
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
  beside: readonly WaitingLine[],
  rules: readonly MatchingRule[],
): Promise<{ decisions: Decision[]; groups: Group<IncomingLine>[] }> {
  if (lines.length === 0) return { decisions: [], groups: [] };
  const customers = await loadCustomers(work);
  const known = await knownAccounts(work);
  const { matchThreshold } = work.books.tenant;
  for (;;) {
    const bills = await loadBills(work, [...lines, ...beside]);
    const openBefore = new Map(bills.map((bill) => [bill.id, bill.open]));
    const index = new IndexOfBills(bills, customers, known);
    const decisions = decideAll(lines, index, matchThreshold, rules);
    const groups = groupsOf(lines, decisions, beside, index, matchThreshold, rules);
    const paying = [
      ...decisions.map(({ applied }) => applied),
      ...groups.map(({ applied, members }) => (applied ? members[0]?.candidate : null)),
    ];
    const toPay = paying.flatMap((candidate) => candidate?.bills.map((bill) => bill.id) ?? []);
    const locked = await lockBills(work, toPay);
    if (toPay.every((id) => locked.get(id)?.open.eq(openBefore.get(id) ?? -1))) return { decisions, groups };
  }
}

const suggest = (work: Work, lines: readonly IncomingLine[], decisions: readonly Decision[]): Promise<void> =>
  suggestMatches(
    work,
    lines.flatMap((line, i) => (decisions[i] as Decision).suggested.map((candidate) => ({ line, candidate }))),
  );
