/**
 * Decides what a statement line pays, from certain to guessed. Each step gives candidates with a rule, a score from 0 to
 * 100 and a sentence; the best one at or above the tenant's threshold is applied, unless another is as good: a tie is
 * never applied.
 */
import { type Decimal, moneyText, ZERO } from '../../kernel/money.ts';
import type { IndexOfBills, MatchableBill } from './index-of-bills.ts';
import { onlySubset } from './subset.ts';

/** What a rule looks at. */
export interface LineToMatch {
  id: string;
  amount: Decimal;
  currency: string;
  payerName: string;
  payerAccount: string;
  reference: string;
  text: string;
}

/** One way to read a line. */
export interface Candidate {
  rule: 'reference' | 'payer_amount' | 'payer_all_open' | 'payer_subset' | 'amount' | 'payer';
  score: number;
  reason: string;
  customerId: string;
  bills: MatchableBill[];
}

export interface Decision {
  /** The candidate to apply, or null where a person must decide. */
  applied: Candidate | null;
  /** Candidates to choose from, best first, at most five. */
  suggested: Candidate[];
}

const MOST_CANDIDATES = 5;
const EXACT = 100;
const BILL_NUMBER = /B-\d{6,}/gi;

/** Numbers of bills that a line names, in capitals, each once. */
export function numbersNamed(line: Pick<LineToMatch, 'reference' | 'text'>): string[] {
  const found = `${line.reference} ${line.text}`.match(BILL_NUMBER) ?? [];
  return [...new Set(found.map((number) => number.toUpperCase()))];
}

const billsNamed = (line: LineToMatch, index: IndexOfBills): MatchableBill[] =>
  numbersNamed(line)
    .map((number) => index.bill(number))
    .filter((bill) => bill !== undefined);

/** Step 1: the line names bills by number. */
export function byReference(line: LineToMatch, index: IndexOfBills): Candidate[] {
  const open = billsNamed(line, index).filter((bill) => bill.open.gt(0) && bill.currency === line.currency);
  const [first] = open;
  if (!first) return [];
  const numbers = open.map((bill) => bill.number).join(', ');
  const sum = open.reduce((total, bill) => total.plus(bill.open), ZERO);
  if (open.some((bill) => bill.customerId !== first.customerId)) {
    return [candidate('reference', 70, `names ${numbers}, which are owed by different customers`, [first])];
  }
  if (sum.eq(line.amount)) return [candidate('reference', EXACT, `names ${numbers} and pays them exactly`, open)];
  const difference = moneyText(sum.minus(line.amount).abs(), line.currency);
  const how = sum.gt(line.amount) ? `pays them except for ${difference}` : `pays ${difference} more`;
  return [candidate('reference', 95, `names ${numbers} and ${how}`, open)];
}

/** Step 2: the payer is known and the amount fits open bills of that payer. */
export function byPayerAndAmount(line: LineToMatch, index: IndexOfBills): Candidate[] {
  const { customers, by } = index.payers(line.payerName, line.payerAccount);
  const who = by === 'account' ? `the account ${line.payerAccount}` : `the name ${line.payerName}`;
  const score = by === 'account' ? 97 : 92;
  const found: Candidate[] = [];
  for (const customer of customers) {
    const open = index.openBills(customer.id, line.currency);
    for (const bill of open.filter((one) => one.open.eq(line.amount))) {
      const reason = `${who} is the payer's, and ${bill.number} is open with exactly this amount`;
      found.push(candidate('payer_amount', score, reason, [bill]));
    }
    const oldest = oldestThatSumTo(line.amount, open);
    if (oldest.length > 1) {
      const reason = `${who} is the payer's, and the ${oldest.length} oldest open bills sum to exactly this amount`;
      found.push(candidate('payer_all_open', score - 10, reason, oldest));
    } else {
      const several = severalThatSumTo(line.amount, open);
      if (several.length > 1) {
        const numbers = several.map((bill) => bill.number).join(', ');
        const reason = `${who} is the payer's, and of the open bills only ${numbers} together come to exactly this amount`;
        found.push(candidate('payer_subset', score - 20, reason, several));
      }
    }
  }
  return found;
}

/** Step 3: nothing but the amount fits. */
export function byAmount(line: LineToMatch, index: IndexOfBills): Candidate[] {
  return index
    .billsOver(line.amount, line.currency)
    .slice(0, MOST_CANDIDATES)
    .map((bill) => candidate('amount', 50, `${bill.number} is open with exactly this amount`, [bill]));
}

/** Step 4: nothing but the payer is known. */
export function byPayer(line: LineToMatch, index: IndexOfBills): Candidate[] {
  const { customers } = index.payers(line.payerName, line.payerAccount);
  return customers.flatMap((customer) => {
    const open = index.openBills(customer.id, line.currency);
    const reason = `the payer is known and owes ${open.length} bills; the amount fits none of them exactly`;
    return open.length > 0 ? [candidate('payer', 40, reason, open.slice(0, 12))] : [];
  });
}

/**
 * Decides one line. What is applied is taken from the index, so that the next line sees what is left.
 * @param threshold score from which a match is applied by itself
 */
export function decide(line: LineToMatch, index: IndexOfBills, threshold: number): Decision {
  const named = byReference(line, index);
  const fitting = byPayerAndAmount(line, index);
  const candidates = [...named, ...fitting];
  if (candidates.length === 0) candidates.push(...byPayer(line, index), ...byAmount(line, index));
  const ordered = withoutRepeats(candidates).toSorted((a, b) => b.score - a.score);
  const [best, second] = ordered;
  const clear = best && best.score >= threshold && (!second || second.score < best.score);
  if (clear && !contradicts(line, index, named, fitting)) {
    index.pay(best.bills, line.amount);
    return { applied: best, suggested: [] };
  }
  return { applied: null, suggested: ordered.slice(0, MOST_CANDIDATES) };
}

/**
 * Whether what the payer wrote and what the amount says point to different bills: a bill paid twice, or a part payment
 * that happens to be what another bill costs. A person decides then.
 */
function contradicts(
  line: LineToMatch,
  index: IndexOfBills,
  named: readonly Candidate[],
  fitting: readonly Candidate[],
): boolean {
  if (named[0]?.score === EXACT) return false;
  const written = new Set(billsNamed(line, index).map((bill) => bill.id));
  if (written.size === 0) return false;
  return fitting.some(({ rule, bills }) => rule === 'payer_amount' && bills.some((bill) => !written.has(bill.id)));
}

/**
 * Decides many lines, the certain ones first: a line that names its bill comes before one that merely fits it.
 * @returns a decision per line, in the order of the lines
 */
export function decideAll(lines: readonly LineToMatch[], index: IndexOfBills, threshold: number): Decision[] {
  const decisions = new Map<string, Decision>();
  const named = lines.filter((line) => byReference(line, index).length > 0);
  for (const line of named) decisions.set(line.id, decide(line, index, threshold));
  for (const line of lines) if (!decisions.has(line.id)) decisions.set(line.id, decide(line, index, threshold));
  return lines.map((line) => decisions.get(line.id) as Decision);
}

/** The oldest bills in order whose open amounts sum to exactly the amount; empty when none do. */
function oldestThatSumTo(amount: Decimal, bills: readonly MatchableBill[]): MatchableBill[] {
  let sum: Decimal = ZERO;
  for (const [i, bill] of bills.entries()) {
    sum = sum.plus(bill.open);
    if (sum.eq(amount)) return bills.slice(0, i + 1);
    if (sum.gt(amount)) return [];
  }
  return [];
}

/** The only bills that together come to the amount; empty when none do, or different ones. */
function severalThatSumTo(amount: Decimal, bills: readonly MatchableBill[]): MatchableBill[] {
  const places = onlySubset(
    bills.map(({ open }) => open),
    amount,
  );
  return (places ?? []).map((place) => bills[place] as MatchableBill);
}

function withoutRepeats(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ bills }) => {
    const key = bills.map((bill) => bill.id).join();
    return !seen.has(key) && seen.add(key);
  });
}

function candidate(rule: Candidate['rule'], score: number, reason: string, bills: MatchableBill[]): Candidate {
  return { rule, score, reason, customerId: (bills[0] as MatchableBill).customerId, bills };
}
