/** Lines that pay bills together: found among those that nothing else matched, applied or suggested each with its match. */
import { sql } from 'kysely';
import { newId } from '../kernel/ids.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { retireSuggestions } from './lines.ts';
import type { IncomingLine } from './match-lines.ts';
import { type Decision, decide } from './matching/decide.ts';
import type { IndexOfBills } from './matching/index-of-bills.ts';
import { isMatchStep, type MatchingRule } from './matching/rules.ts';
import { isGuess } from './matching/steps.ts';
import { type Group, payTogether, type WaitingAlone } from './matching/together.ts';
import type { WaitingLine } from './waiting-lines.ts';
import { applyMatches, suggestMatches } from './write-matches.ts';

/** A score that no candidate reaches. */
const NEVER = 101;

/**
 * Groups among lines that were decided and those that wait beside them.
 * @param decisions of `lines`, in their order; what they apply is taken from the index
 */
export function groupsOf(
  lines: readonly IncomingLine[],
  decisions: readonly Decision[],
  beside: readonly WaitingLine[],
  index: IndexOfBills,
  threshold: number,
  rules: readonly MatchingRule[],
): Group<IncomingLine>[] {
  const fresh = lines.flatMap((line, i): WaitingAlone<IncomingLine>[] =>
    isAlone(decisions[i] as Decision) ? [{ line, fresh: true, undone: false }] : [],
  );
  if (fresh.length === 0 || !rules.some(({ action }) => action === 'SEVERAL_LINES')) return [];
  const waiting = beside.map((line) => ({ line, fresh: false, undone: line.undone }));
  const found = payTogether([...fresh, ...waiting], index, threshold, rules);
  // What waits beside was decided on other books; only those that would pay together are asked again.
  const old = new Set<IncomingLine>(beside);
  return found.filter(({ members }) =>
    members.every(({ line }) => !old.has(line) || isAlone(decide(line, index, NEVER, rules))),
  );
}

/** Whether nothing matched a line by itself: what names its bill without paying it, or only guesses, is no match. */
const isAlone = ({ applied, booked, suggested }: Decision): boolean =>
  applied === null &&
  booked === null &&
  suggested.every(({ rule, by }) => rule === 'reference' || (isMatchStep(by.action) && isGuess(by.action)));

/** Books the groups that are certain. @returns ids of their lines */
export async function applyGroups(work: Work, groups: readonly Group<IncomingLine>[]): Promise<Set<string>> {
  const matches = groups.filter(({ applied }) => applied).flatMap(withGroup);
  for (const { line } of matches) await retireSuggestions(work, line.id);
  await applyMatches(work, matches);
  return new Set(matches.map(({ line }) => line.id));
}

/** Stores a suggestion for each line of the groups that a person must confirm; earlier ones with others are forgotten. */
export async function suggestGroups(work: Work, groups: readonly Group<IncomingLine>[]): Promise<void> {
  const waiting = groups.filter(({ applied }) => !applied);
  if (waiting.length === 0) return;
  const lineIds = [...new Set(waiting.flatMap(({ members }) => members.map(({ line }) => line.id)))];
  await sql`update match set state = 'REJECTED', change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and statement_line_id = any(${lineIds}::uuid[]) and state = 'SUGGESTED'
      and rule = 'several_lines'`.execute(work.db);
  await suggestMatches(work, waiting.flatMap(withGroup));
}

/** Members with what their matches have in common. */
function withGroup({ members }: Group<IncomingLine>) {
  const groupId = newId();
  return members.map(({ line, candidate }) => ({ line, candidate: { ...candidate, groupId } }));
}
