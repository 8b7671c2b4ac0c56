/**
 * Decides what a statement line is, by asking the rules in their order. Steps of matching give candidates with a score from
 * 0 to 100 and a sentence; the best one at or above its threshold is applied, unless another is as good: a tie is never
 * applied. A rule that books is asked where the rules before it found nothing; it ends the asking. Behind a rule that
 * leaves lines, everything found waits for a person.
 */
import type { IndexOfBills } from './index-of-bills.ts';
import { billsKey, type LineToMatch } from './line.ts';
import { isBookAction, isMatchStep, type MatchingRule, SHIPPED_RULES } from './rules.ts';
import { AskedLine, type Candidate, EXACT, isGuess, MOST_CANDIDATES, onlyHints, STEPS } from './steps.ts';

export type { LineToMatch } from './line.ts';
export type { Candidate } from './steps.ts';

/** A candidate with the rule that found it. */
export interface FoundCandidate extends Candidate {
  by: MatchingRule;
}

export interface Decision {
  /** The candidate to apply, or null where a person must decide. */
  applied: FoundCandidate | null;
  /** Candidates to choose from, best first, at most five. */
  suggested: FoundCandidate[];
  /** The rule by which the line is booked as something that pays no bill; applied where the rule is automatic. */
  booked: MatchingRule | null;
  /** The rule that left the line to a person. */
  left: MatchingRule | null;
}

/**
 * Decides one line. What is applied is taken from the index, so that the next line sees what is left.
 * @param threshold score from which a match is applied by itself, where its rule has none of its own
 */
export function decide(
  line: LineToMatch,
  index: IndexOfBills,
  threshold: number,
  rules: readonly MatchingRule[] = SHIPPED_RULES,
): Decision {
  const asked = new AskedLine(line, index);
  const { candidates, heldBack, booked, left } = ask(asked, rules, threshold);
  if (booked) return { applied: null, suggested: [], booked, left };
  const ordered = withoutRepeats(candidates).toSorted((a, b) => b.score - a.score);
  const [best, second] = ordered;
  const clear = best && mayApply(best, threshold) && (!second || second.score < best.score);
  if (clear && !heldBack.has(best) && !contradicts(asked, candidates)) {
    index.pay(best.bills, line.amount.plus(best.difference));
    return { applied: best, suggested: [], booked: null, left: null };
  }
  return { applied: null, suggested: ordered.slice(0, MOST_CANDIDATES), booked: null, left };
}

const mayApply = ({ by, score }: FoundCandidate, threshold: number) =>
  by.automatic && !onlyHints(by.action) && score >= (by.threshold ?? threshold);

/** What the rules say of a line, in their order, until one is certain: nothing that could follow would be as good. */
function ask(asked: AskedLine, rules: readonly MatchingRule[], threshold: number) {
  const { line } = asked;
  const candidates: FoundCandidate[] = [];
  const heldBack = new Set<FoundCandidate>();
  let sure = 0;
  let left: MatchingRule | null = null;
  for (const rule of rules) {
    if (rule.holds !== null && !rule.holds(line)) continue;
    if (isMatchStep(rule.action)) {
      const guess = isGuess(rule.action);
      if (guess && sure > 0) continue;
      for (const each of STEPS[rule.action](asked, rule, candidates)) {
        if (line.rejectedBills?.has(billsKey(each.bills))) continue;
        const found = { ...each, by: rule };
        candidates.push(found);
        if (left) heldBack.add(found);
        else if (found.score === EXACT && mayApply(found, threshold))
          return { candidates, heldBack, booked: null, left };
        if (!guess) sure += 1;
      }
    } else if (isBookAction(rule.action)) {
      if (candidates.length > 0 || line.rejectedRules?.has(rule.id)) continue;
      return { candidates, heldBack, booked: left ? { ...rule, automatic: false } : rule, left };
    } else {
      left ??= rule;
    }
  }
  return { candidates, heldBack, booked: null, left };
}

/**
 * Whether what the payer wrote and what the amount says point to different bills: a bill paid twice, or a part payment
 * that happens to be what another bill costs. A person decides then.
 */
function contradicts({ named }: AskedLine, candidates: readonly FoundCandidate[]): boolean {
  if (named.length === 0) return false;
  if (candidates.some(({ rule, score }) => rule === 'reference' && score === EXACT)) return false;
  const written = new Set(named.map((bill) => bill.id));
  return candidates.some(({ rule, bills }) => rule === 'payer_amount' && bills.some((bill) => !written.has(bill.id)));
}

/**
 * Decides many lines, the certain ones first.
 * @returns a decision per line, in the order of the lines
 */
export function decideAll(
  lines: readonly LineToMatch[],
  index: IndexOfBills,
  threshold: number,
  rules: readonly MatchingRule[] = SHIPPED_RULES,
): Decision[] {
  const decisions = new Map<string, Decision>();
  for (const line of certainFirst(lines, index, rules)) decisions.set(line.id, decide(line, index, threshold, rules));
  return lines.map((line) => decisions.get(line.id) as Decision);
}

/** Lines in the order in which they are decided: one that names its bill comes before one that merely fits it. */
export function certainFirst<L extends LineToMatch>(
  lines: readonly L[],
  index: IndexOfBills,
  rules: readonly MatchingRule[],
): L[] {
  const naming = rules.filter(({ action }) => action === 'REFERENCE');
  const names = (line: L) =>
    naming.some(
      (rule) =>
        (rule.holds === null || rule.holds(line)) && STEPS.REFERENCE(new AskedLine(line, index), rule, []).length > 0,
    );
  const named = new Set(lines.filter(names));
  return [...named, ...lines.filter((line) => !named.has(line))];
}

/** Of candidates for the same bills the first stays: the rule that comes earlier finds them. */
function withoutRepeats(candidates: readonly FoundCandidate[]): FoundCandidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ bills }) => {
    const key = billsKey(bills);
    return !seen.has(key) && seen.add(key);
  });
}
