/** Tries a rule on past lines, on the books as they were when each was decided. Reads, and changes nothing. */
import { setImmediate as letOthers } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import { parseDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { parseId } from '../../kernel/ids.ts';
import { moneyText } from '../../kernel/money.ts';
import { type Books, read } from '../../ledger/books.ts';
import { type BookingTargets, fits, loadTargets } from '../book-by-rules.ts';
import { knownAccounts, loadCustomers } from '../matchable.ts';
import { certainFirst, type Decision, decide } from '../matching/decide.ts';
import { IndexOfBills, type KnownAccount, type MatchableCustomer } from '../matching/index-of-bills.ts';
import { isMatchStep } from '../matching/rules.ts';
import { numbersNamed } from '../matching/steps.ts';
import { type BooksHistory, BooksThen, loadHistory } from './books-then.ts';
import { checkRule, type RuleInput } from './check-rule.ts';
import { loadPastLines, type PastLine } from './past-lines.ts';
import { loadRules, type ReadyRule, readyRule, readyRules } from './stored-rules.ts';
import { type Judged, judge, type Outcome, type Verdict } from './verdicts.ts';

/** A rule to try. */
export interface TrialInput {
  /** The rule that it takes the place of; none for a new one, which comes first. */
  id?: string | null | undefined;
  rule: RuleInput;
  /** Days of booking, both inclusive. */
  from: string;
  to: string;
}

/** Bounds of a trial, for tests to narrow. */
export interface TrialBounds {
  mostLines?: number;
  longestMs?: number;
  /** Ends the trial when whoever asked has gone. */
  signal?: AbortSignal | undefined;
}

export interface TrialLineView {
  lineId: string;
  bookedOn: string;
  direction: string;
  amount: string;
  currency: string;
  payerName: string;
  said: string;
  verdict: Verdict;
  was: OutcomeView;
  would: OutcomeView;
}

interface OutcomeView extends Omit<Outcome, 'customerId' | 'billIds'> {
  bills: string[];
  customer: string | null;
}

export interface TrialView {
  lines: number;
  cut: boolean;
  holds: number;
  agrees: number;
  agreesWithPeople: number;
  disagrees: number;
  disagreesWithPeople: number;
  fresh: number;
  suggests: number;
  holdsBack: number;
  examples: TrialLineView[];
}

const MOST_LINES = 20_000;
const MOST_EXAMPLES = 100;
const LONGEST_MS = 30_000;
/** So many lines are decided before others get a turn. */
const LINES_A_TURN = 100;
/** Those that speak against a rule come first. */
const ORDER: readonly Verdict[] = ['DISAGREES', 'HOLDS_BACK', 'NEW', 'SUGGESTS', 'AGREES'];
const DRAFT = 'draft';

/**
 * Tries a rule.
 * @throws Refusal those of `checkRule`, `matching.unknown_rule`, `matching.trial_too_long`, `matching.trial_cancelled`
 */
export async function tryRule(books: Books, input: TrialInput, bounds: TrialBounds = {}): Promise<TrialView> {
  const material = await read(books, (db) => loadMaterial(db, books, input, bounds.mostLines ?? MOST_LINES));
  const judged = await judgeLines(material, books.tenant.matchThreshold, bounds);
  const worst = judged.filter(({ verdict }) => verdict !== null).toSorted((a, b) => placeOf(a) - placeOf(b));
  const count = (verdict: Verdict, people?: boolean) =>
    judged.filter((each) => each.verdict === verdict && (people === undefined || each.byPerson === people)).length;
  const { holds } = material.draft;
  return {
    lines: material.lines.length,
    cut: material.cut,
    holds: holds === null ? material.lines.length : material.lines.filter(holds).length,
    agrees: count('AGREES'),
    agreesWithPeople: count('AGREES', true),
    disagrees: count('DISAGREES'),
    disagreesWithPeople: count('DISAGREES', true),
    fresh: count('NEW'),
    suggests: count('SUGGESTS'),
    holdsBack: count('HOLDS_BACK'),
    examples: await exampleViews(books, worst.slice(0, MOST_EXAMPLES), material.customers),
  };
}

const placeOf = ({ verdict }: Judged) => ORDER.indexOf(verdict as Verdict);

interface Material {
  rules: ReadyRule[];
  draft: ReadyRule;
  lines: PastLine[];
  cut: boolean;
  history: BooksHistory;
  customers: MatchableCustomer[];
  known: KnownAccount[];
  targets: BookingTargets;
}

/** Everything that a trial looks at, in one snapshot. */
async function loadMaterial(db: Db, books: Books, input: TrialInput, mostLines: number): Promise<Material> {
  const tenantId = books.tenant.id;
  const { rules, draft } = await rulesWith(db, tenantId, input);
  const days = { from: parseDate(input.from, 'from'), to: parseDate(input.to, 'to') };
  const { lines, cut } = await loadPastLines(db, tenantId, days, mostLines);
  const points = lines.map(({ decidedAt }) => decidedAt).filter((point) => point !== null);
  const since = points.length > 0 ? points.reduce((a, b) => Math.min(a, b)) : null;
  const currencies = [...new Set(lines.map(({ currency }) => currency))];
  const history = await loadHistory(db, tenantId, currencies, since, [...new Set(lines.flatMap(numbersNamed))]);
  const [customers, known] = [await loadCustomers({ db, tenantId }), await knownAccounts({ db, tenantId })];
  return { rules, draft, lines, cut, history, customers, known, targets: await loadTargets(db, tenantId) };
}

/** The tenant's rules with the draft in its place, switched on. */
async function rulesWith(
  db: Db,
  tenantId: string,
  input: TrialInput,
): Promise<{ rules: ReadyRule[]; draft: ReadyRule }> {
  const stored = await loadRules(db, tenantId);
  const content = await checkRule(db, tenantId, input.rule);
  if (content.action === 'SEVERAL_LINES') {
    const message = 'a trial looks at lines one by one; let the rule suggest instead, and look at what it suggests';
    throw new Refusal('matching.not_tried', message, { field: 'action' });
  }
  const id = input.id ? parseId(input.id, 'id') : DRAFT;
  const draft = await readyRule({ ...content, id, enabled: true, version: 0 });
  if (id === DRAFT) return { draft, rules: [draft, ...(await readyRules(stored))] };
  if (!stored.some((rule) => rule.id === id)) {
    throw new Refusal('matching.unknown_rule', 'there is no such rule; somebody may have removed it', { field: 'id' });
  }
  const others = await readyRules(stored.filter((rule) => rule.id !== id));
  const rules = stored.flatMap((rule) => (rule.id === id ? [draft] : others.filter((each) => each.id === rule.id)));
  return { draft, rules };
}

/** Decides the lines point by point, each on the books just before it was decided; those that wait on the books of today. */
async function judgeLines(material: Material, threshold: number, bounds: TrialBounds): Promise<Judged[]> {
  const { rules, draft, lines, targets } = material;
  const pause = pauses(bounds);
  const then = new BooksThen(material.history, material.customers, material.known);
  const booking = rules.filter(({ action }) => !isMatchStep(action));
  const nothingOpen = new IndexOfBills([], []);
  const judged: Judged[] = [];
  const groups = [...Map.groupBy(lines, ({ decidedAt }) => decidedAt)].toSorted(
    ([a], [b]) => (a ?? Number.POSITIVE_INFINITY) - (b ?? Number.POSITIVE_INFINITY),
  );
  for (const [point, group] of groups) {
    then.goTo(point);
    await then.index.tryOut(async () => {
      for (const line of certainFirst(group, then.index, rules)) {
        await pause();
        const decision = line.mayPay
          ? decide(line, then.index, threshold, rules)
          : decide(line, nothingOpen, threshold, booking);
        judged.push(judge(line, withoutMisfit(line, decision, targets), draft));
      }
    });
  }
  return judged;
}

/** What cannot be booked in the line's currency is not booked. */
const withoutMisfit = (line: PastLine, decision: Decision, targets: BookingTargets): Decision =>
  decision.booked && !fits(line, decision.booked as ReadyRule, targets) ? { ...decision, booked: null } : decision;

/** Lets others have a turn from time to time, and ends what takes too long or is asked for no more. */
function pauses({ longestMs = LONGEST_MS, signal }: TrialBounds): () => Promise<void> {
  const began = performance.now();
  let done = 0;
  return async () => {
    done += 1;
    if (done % LINES_A_TURN !== 0) return;
    await letOthers();
    if (signal?.aborted) throw new Refusal('matching.trial_cancelled', 'the trial was cancelled');
    if (performance.now() - began > longestMs) {
      const message = `after ${Math.round(longestMs / 1000)} seconds ${done} lines were tried; choose fewer days`;
      throw new Refusal('matching.trial_too_long', message, { field: 'from' });
    }
  };
}

async function exampleViews(
  books: Books,
  judged: readonly Judged[],
  customers: readonly MatchableCustomer[],
): Promise<TrialLineView[]> {
  const ids = [...new Set(judged.flatMap(({ was, would }) => [...was.billIds, ...would.billIds]))];
  const { rows } = await read(books, (db) =>
    sql<{ id: string; number: string }>`
      select id, number from bill where tenant_id = ${books.tenant.id} and id = any(${ids}::uuid[])`.execute(db),
  );
  const numbers = new Map(rows.map(({ id, number }) => [id, number]));
  const names = new Map(customers.map(({ id, name }) => [id, name]));
  const view = ({ billIds, customerId, ...rest }: Outcome): OutcomeView => ({
    ...rest,
    bills: billIds.map((id) => numbers.get(id) ?? ''),
    customer: customerId && (names.get(customerId) ?? null),
  });
  return judged.map(({ line, verdict, was, would }) => ({
    lineId: line.id,
    bookedOn: line.bookedOn,
    direction: line.direction,
    amount: moneyText(line.amount, line.currency),
    currency: line.currency,
    payerName: line.payerName,
    said: [line.reference, line.text].filter(Boolean).join(' · ').slice(0, 200),
    verdict: verdict as Verdict,
    was: view(was),
    would: view(would),
  }));
}
