/** The steps of matching: what each can say of a line. Pure; what is open comes from the index. */
import { type Decimal, moneyText, ZERO } from '../../kernel/money.ts';
import type { IndexOfBills, MatchableBill, Payers } from './index-of-bills.ts';
import type { LineToMatch } from './line.ts';
import type { MatchingRule, MatchStep, RuleAction } from './rules.ts';
import { onlySubset } from './subset.ts';

/** One way to read a line. */
export interface Candidate {
  rule:
    | 'reference'
    | 'payer_amount'
    | 'payer_all_open'
    | 'payer_subset'
    | 'several_lines'
    | 'pinyin_amount'
    | 'pinyin'
    | 'amount'
    | 'payer';
  score: number;
  reason: string;
  customerId: string;
  bills: MatchableBill[];
  /** What the bills come to beyond the line's amount, booked to payment differences; mostly zero. */
  difference: Decimal;
}

/** At most so many candidates are shown, and looked for by the amount alone. */
export const MOST_CANDIDATES = 5;
/** Score of a line that names its bills and pays them exactly. */
export const EXACT = 100;
const BILL_NUMBER = /B-\d{6,}/gi;

/** Numbers of bills that a line names, in capitals, each once. */
export function numbersNamed(line: Pick<LineToMatch, 'reference' | 'text'>): string[] {
  const found = `${line.reference} ${line.text}`.match(BILL_NUMBER) ?? [];
  return [...new Set(found.map((number) => number.toUpperCase()))];
}

/** A line with what several steps ask of it, found out once. */
export class AskedLine {
  readonly line: LineToMatch;
  readonly index: IndexOfBills;
  #named: MatchableBill[] | undefined;
  #payers: Payers | undefined;
  readonly #openBills = new Map<string, MatchableBill[]>();

  constructor(line: LineToMatch, index: IndexOfBills) {
    this.line = line;
    this.index = index;
  }

  /** Bills that the line names, paid ones too. */
  get named(): MatchableBill[] {
    this.#named ??= numbersNamed(this.line)
      .map((number) => this.index.bill(number))
      .filter((bill) => bill !== undefined);
    return this.#named;
  }

  /** Who the payer may be. */
  get payers(): Payers {
    this.#payers ??= this.index.payers(this.line.payerName, this.line.payerAccount);
    return this.#payers;
  }

  /** Open bills of a customer in the line's currency, the oldest first. */
  openBills(customerId: string): MatchableBill[] {
    const known = this.#openBills.get(customerId);
    if (known) return known;
    const open = this.index.openBills(customerId, this.line.currency);
    this.#openBills.set(customerId, open);
    return open;
  }
}

type Step = (asked: AskedLine, rule: MatchingRule, found: readonly Candidate[]) => Candidate[];

/** What each step says of a line; `found` is what rules before it have said. */
export const STEPS: Record<MatchStep, Step> = {
  REFERENCE: (asked, { tolerance }) => byReference(asked, tolerance),
  PAYER_AMOUNT: (asked, { tolerance }) => byPayerAndAmount(asked, tolerance),
  PAYER_OLDEST: (asked) => byOldestBills(asked),
  PAYER_SUBSET: (asked, _rule, found) => bySeveralBills(asked, found),
  // Lines are asked one by one here; what several pay together is found when all are decided: `together.ts`.
  SEVERAL_LINES: () => [],
  PAYER_PINYIN: (asked) => bySound(asked),
  PAYER: (asked) => byPayer(asked),
  AMOUNT: (asked) => byAmount(asked),
};

/** Steps that only guess: they are asked where nothing else was found. */
export const isGuess = (action: MatchStep): boolean =>
  action === 'PAYER' || action === 'PAYER_PINYIN' || action === 'AMOUNT';

/** Steps of which nothing is ever applied by itself, whatever threshold somebody sets. */
export const onlyHints = (action: RuleAction): boolean => action === 'PAYER_PINYIN';

/** The line names bills by number. */
function byReference({ line, named }: AskedLine, tolerance: Decimal): Candidate[] {
  const open = named.filter((bill) => bill.open.gt(0) && bill.currency === line.currency);
  const [first] = open;
  if (!first) return [];
  const numbers = open.map((bill) => bill.number).join(', ');
  if (open.some((bill) => bill.customerId !== first.customerId)) {
    return [candidate('reference', 70, `names ${numbers}, which are owed by different customers`, [first])];
  }
  const over = sumOf(open).minus(line.amount);
  if (over.isZero()) return [candidate('reference', EXACT, `names ${numbers} and pays them exactly`, open)];
  const gap = moneyText(over.abs(), line.currency);
  const how = over.gt(0) ? `pays them except for ${gap}` : `pays ${gap} more`;
  const reason = `names ${numbers} and ${how}`;
  if (over.abs().gt(tolerance)) return [candidate('reference', 95, reason, open)];
  return [candidate('reference', 98, `${reason}, which is within the tolerance`, open, over)];
}

/** The payer is known, and one open bill has the amount. */
function byPayerAndAmount(asked: AskedLine, tolerance: Decimal): Candidate[] {
  const { line } = asked;
  return eachPayer(asked, (open, who, score) =>
    open.flatMap((bill) => {
      if (bill.open.eq(line.amount)) {
        const reason = `${who}, and ${bill.number} is open with exactly this amount`;
        return [candidate('payer_amount', score, reason, [bill])];
      }
      if (tolerance.isZero()) return [];
      const over = bill.open.minus(line.amount);
      if (over.abs().gt(tolerance)) return [];
      const gap = `${moneyText(over.abs(), line.currency)} ${over.gt(0) ? 'more' : 'less'}`;
      const reason = `${who}, and ${bill.number} is open with ${gap}, which is within the tolerance`;
      return [candidate('payer_amount', score - 2, reason, [bill], over)];
    }),
  );
}

/** The payer is known, and the oldest open bills in order sum to the amount. */
function byOldestBills(asked: AskedLine): Candidate[] {
  return eachPayer(asked, (open, who, score) => {
    const oldest = oldestThatSumTo(asked.line.amount, open);
    if (oldest.length < 2) return [];
    const reason = `${who}, and the ${oldest.length} oldest open bills sum to exactly this amount`;
    return [candidate('payer_all_open', score - 10, reason, oldest)];
  });
}

/** The payer is known, and one set of open bills alone comes to the amount; not searched where the oldest ones do. */
function bySeveralBills(asked: AskedLine, found: readonly Candidate[]): Candidate[] {
  return eachPayer(asked, (open, who, score, customerId) => {
    if (found.some((each) => each.rule === 'payer_all_open' && each.customerId === customerId)) return [];
    const several = severalThatSumTo(asked.line.amount, open);
    if (several.length < 2) return [];
    const numbers = several.map((bill) => bill.number).join(', ');
    const reason = `${who}, and of the open bills only ${numbers} together come to exactly this amount`;
    return [candidate('payer_subset', score - 20, reason, several)];
  });
}

/** Nothing but the payer is known. */
function byPayer(asked: AskedLine): Candidate[] {
  return asked.payers.customers.flatMap((customer) => {
    const open = asked.openBills(customer.id);
    const reason = `the payer is known and owes ${open.length} bills; the amount fits none of them exactly`;
    return open.length > 0 ? [candidate('payer', 40, reason, open.slice(0, 12))] : [];
  });
}

/** The payer's name in Latin letters may be that of a customer in Chinese; known payers need no hint. */
function bySound(asked: AskedLine): Candidate[] {
  const { line, index, payers } = asked;
  if (payers.customers.length > 0) return [];
  return index.soundingLike(line.payerName).flatMap(({ id, name }) => {
    const who = `${line.payerName} may be how ${name} is written in Latin letters`;
    const open = asked.openBills(id);
    const exact = open.filter((bill) => bill.open.eq(line.amount));
    if (exact.length > 0) {
      return exact.map((bill) => {
        const reason = `${who}, and ${bill.number} is open with exactly this amount`;
        return candidate('pinyin_amount', BY_SOUND, reason, [bill]);
      });
    }
    if (open.length === 0) return [];
    const reason = `${who}, who owes ${open.length} bills; the amount fits none of them exactly`;
    return [candidate('pinyin', BY_SOUND_ALONE, reason, open.slice(0, 12))];
  });
}

/** Nothing but the amount fits. */
function byAmount({ line, index }: AskedLine): Candidate[] {
  return index
    .billsOver(line.amount, line.currency)
    .slice(0, MOST_CANDIDATES)
    .map((bill) => candidate('amount', 50, `${bill.number} is open with exactly this amount`, [bill]));
}

/** Score of a payer who is guessed from the sound of a name, with and without the amount. */
const BY_SOUND = 60;
const BY_SOUND_ALONE = 35;

/** Score of a payer known by account; by name; by an account that several customers are known to pay from. */
const BY_ACCOUNT = 97;
const BY_NAME = 92;
const BY_SHARED_ACCOUNT = 85;

type OfPayer = (open: MatchableBill[], who: string, score: number, customerId: string) => Candidate[];

function eachPayer(asked: AskedLine, say: OfPayer): Candidate[] {
  const { customers, by, shared } = asked.payers;
  if (customers.length === 0) return [];
  const { payerName, payerAccount } = asked.line;
  const who =
    by === 'name'
      ? `the name ${payerName} is the payer's`
      : `the account ${payerAccount} is ${shared ? `one that ${customers.length} customers pay from` : "the payer's"}`;
  const score = by === 'name' ? BY_NAME : shared ? BY_SHARED_ACCOUNT : BY_ACCOUNT;
  return customers.flatMap(({ id }) => say(asked.openBills(id), who, score, id));
}

const sumOf = (bills: readonly MatchableBill[]): Decimal => bills.reduce((sum, bill) => sum.plus(bill.open), ZERO);

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

function candidate(
  rule: Candidate['rule'],
  score: number,
  reason: string,
  bills: MatchableBill[],
  difference: Decimal = ZERO,
): Candidate {
  return { rule, score, reason, customerId: (bills[0] as MatchableBill).customerId, bills, difference };
}
