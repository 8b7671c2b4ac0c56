/**
 * Lines that pay bills together: instalments, or a bill paid by two people. Only lines are looked at that nothing else
 * matched, of one account of ours and one customer, at most eight within 35 days. A set of lines is offered where it alone
 * comes to what a bill, or all bills of the customer, are open with; it is applied only where all lines name these bills.
 */
import { addDays } from '../../kernel/dates.ts';
import { type Decimal, moneyText, ZERO } from '../../kernel/money.ts';
import type { FoundCandidate } from './decide.ts';
import type { IndexOfBills, MatchableBill } from './index-of-bills.ts';
import { billsKey, type LineToMatch } from './line.ts';
import type { MatchingRule } from './rules.ts';
import { AskedLine, EXACT } from './steps.ts';
import { setsWithLast, unitsOf } from './sums.ts';

/** Lines that pay together lie within so many days. */
export const LONGEST_SPAN = 35;
/** At most so many ways are shown for one customer. */
const MOST_GROUPS = 3;
/** Score where the payer is known by account; by name or by what lines say. */
const BY_ACCOUNT = 80;
const BY_NAME = 75;

/** A line that nothing else matched. */
export interface WaitingAlone<L extends LineToMatch = LineToMatch> {
  line: L;
  /** Whether it is new to the rules now; a group needs one that is. */
  fresh: boolean;
  /** Whether a person undid a match of it, so that it is never applied by itself. */
  undone: boolean;
}

/** Lines that pay bills together; each has a candidate that names the others. */
export interface Group<L extends LineToMatch = LineToMatch> {
  members: { line: L; candidate: FoundCandidate }[];
  /** Whether it is applied without asking. */
  applied: boolean;
}

/** What is known of who paid a line. */
interface Paid<L extends LineToMatch = LineToMatch> extends WaitingAlone<L> {
  customerId: string;
  by: 'account' | 'name' | 'reference';
  named: readonly MatchableBill[];
}

/**
 * Finds lines that pay bills together. What is applied is taken from the index.
 * @param threshold score from which a match is applied by itself, where its rule has none of its own
 */
export function payTogether<L extends LineToMatch>(
  waiting: readonly WaitingAlone<L>[],
  index: IndexOfBills,
  threshold: number,
  rules: readonly MatchingRule[],
): Group<L>[] {
  const place = rules.findIndex(({ action }) => action === 'SEVERAL_LINES');
  const rule = rules[place];
  if (rule === undefined) return [];
  const leaving = rules.slice(0, place).filter(({ action }) => action === 'LEAVE');
  const asked = waiting.filter(({ line }) => line.bookedOn && line.account && (rule.holds?.(line) ?? true));
  const groups: Group<L>[] = [];
  for (const paid of byCustomer(asked, index).values()) {
    if (paid.length < 2 || !paid.some(({ fresh }) => fresh)) continue;
    const found = waysToPay(paid, index).slice(0, MOST_GROUPS);
    const [only, another] = found;
    const certain = only !== undefined && another === undefined && isNamedByAll(only) && rule.automatic;
    const free = only?.lines.every(
      ({ line, undone }) => !undone && !leaving.some((each) => each.holds?.(line) ?? true),
    );
    const applied = certain && free === true && EXACT >= (rule.threshold ?? threshold);
    groups.push(...found.map((way) => groupOf(way, rule, applied)));
    if (applied) index.pay(only.bills, sumOf(only.lines.map(({ line }) => line.amount)));
  }
  return groups;
}

/** Lines by our account, currency and the customer who paid; lines of nobody known are left out. */
function byCustomer<L extends LineToMatch>(
  waiting: readonly WaitingAlone<L>[],
  index: IndexOfBills,
): Map<string, Paid<L>[]> {
  const told = waiting.map((each) => ({ each, payer: payerOf(each.line, index) }));
  // What one line says of an account holds for the others that came from it.
  const accounts = new Map<string, Set<string>>();
  for (const { each, payer } of told) {
    const { payerAccount } = each.line;
    if (!payer || !payerAccount) continue;
    accounts.set(payerAccount, (accounts.get(payerAccount) ?? new Set()).add(payer.customerId));
  }
  const paid = told.flatMap(({ each, payer }): Paid<L>[] => {
    if (payer) return [{ ...each, ...payer }];
    const [customerId, another] = accounts.get(each.line.payerAccount) ?? [];
    return customerId && !another ? [{ ...each, customerId, by: 'account', named: [] }] : [];
  });
  return Map.groupBy(paid, ({ line, customerId }) => `${line.account} ${line.currency} ${customerId}`);
}

/** Whose line it is: of the bills that it names, else of its account or name; null where that is not one customer. */
function payerOf(line: LineToMatch, index: IndexOfBills): Pick<Paid, 'customerId' | 'by' | 'named'> | null {
  const { named, payers } = new AskedLine(line, index);
  const [first] = named;
  if (first) {
    const one = named.every((bill) => bill.customerId === first.customerId);
    return one ? { customerId: first.customerId, by: 'reference', named } : null;
  }
  const [only, another] = payers.customers;
  return only && !another ? { customerId: only.id, by: payers.by, named } : null;
}

/** A set of lines with the bills that it pays exactly. */
interface Way<L extends LineToMatch = LineToMatch> {
  lines: readonly Paid<L>[];
  bills: MatchableBill[];
}

/** Every bill, or all of them, that one set of lines alone comes to. */
function waysToPay<L extends LineToMatch>(paid: readonly Paid<L>[], index: IndexOfBills): Way<L>[] {
  const [{ line, customerId }] = paid as [Paid<L>, ...Paid<L>[]];
  const open = index.openBills(customerId, line.currency);
  if (open.length === 0) return [];
  const targets = [...open.map((bill) => [bill]), ...(open.length > 1 ? [open] : [])];
  const ordered = paid.toSorted((a, b) => ((a.line.bookedOn ?? '') < (b.line.bookedOn ?? '') ? -1 : 1));
  const sets = setsThatPay(
    ordered,
    targets.map((bills) => sumOf(bills.map((bill) => bill.open))),
  );
  return targets.flatMap((bills, i) => {
    const [lines, another] = sets[i] as Paid<L>[][];
    if (!lines || another || !lines.some(({ fresh }) => fresh)) return [];
    const key = billsKey(bills);
    if (lines.some((each) => each.line.rejectedBills?.has(key) || namesOthers(each, bills))) return [];
    return [{ lines, bills }];
  });
}

/** Of each sum, at most two sets of lines that come to it; none at all where a window holds too many lines to be sure. */
function setsThatPay<L extends LineToMatch>(paid: readonly Paid<L>[], sums: readonly Decimal[]): Paid<L>[][][] {
  const units = unitsOf([...sums, ...paid.map(({ line }) => line.amount)]);
  const wanted = units.slice(0, sums.length);
  const amounts = units.slice(sums.length);
  const bySum = new Map(wanted.map((sum) => [sum, [] as Paid<L>[][]]));
  const sought = new Set(wanted);
  for (const [last, { line }] of paid.entries()) {
    const begin = addDays(line.bookedOn ?? '', -LONGEST_SPAN);
    const first = paid.findIndex((each) => (each.line.bookedOn ?? '') >= begin);
    const searched = setsWithLast(amounts.slice(first, last + 1), sought, (sum, places) => {
      const sets = bySum.get(sum) as Paid<L>[][];
      if (sets.length < 2) sets.push(places.map((place) => paid[first + place] as Paid<L>));
    });
    if (!searched) return wanted.map(() => []);
  }
  return wanted.map((sum) => bySum.get(sum) as Paid<L>[][]);
}

/** What a line says goes before what it comes to. */
const namesOthers = ({ named }: Paid, bills: readonly MatchableBill[]): boolean =>
  named.length > 0 && !named.some((bill) => bills.includes(bill));

/** Whether every line names bills, and all of them together just these. */
function isNamedByAll({ lines, bills }: Way): boolean {
  const named = new Set(lines.flatMap((each) => each.named));
  return (
    lines.every((each) => each.named.length > 0) && named.size === bills.length && bills.every((b) => named.has(b))
  );
}

function groupOf<L extends LineToMatch>(way: Way<L>, rule: MatchingRule, applied: boolean): Group<L> {
  const { lines, bills } = way;
  const score = isNamedByAll(way) ? EXACT : lines.every(({ by }) => by !== 'name') ? BY_ACCOUNT : BY_NAME;
  const numbers = bills.map(({ number }) => number).join(', ');
  const pays = bills.length === 1 ? `bill ${numbers}` : `all open bills (${numbers})`;
  const members = lines.map(({ line }) => {
    const others = lines.filter((each) => each.line !== line).map((each) => saidOf(each.line));
    const reason = `with the ${others.length === 1 ? 'line' : 'lines'} of ${others.join(', ')} it pays ${pays} exactly`;
    const customerId = (bills[0] as MatchableBill).customerId;
    return {
      line,
      candidate: { rule: 'several_lines' as const, score, reason, customerId, bills, difference: ZERO, by: rule },
    };
  });
  return { members, applied };
}

const saidOf = ({ bookedOn, amount, currency }: LineToMatch) => `${bookedOn} (${moneyText(amount, currency)})`;

const sumOf = (amounts: readonly Decimal[]): Decimal => amounts.reduce((sum, each) => sum.plus(each), ZERO);
