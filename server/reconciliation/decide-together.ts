/** What a person decides about several lines at once: that they pay the same bills together. */
import { Refusal } from '../kernel/errors.ts';
import { newId, parseId } from '../kernel/ids.ts';
import { type Decimal, moneyText, ZERO } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { learnAccount } from './learnt-accounts.ts';
import { type HeldLine, holdWaiting, retireSuggestions } from './lines.ts';
import { targetOf } from './match-target.ts';
import { applyMatches, type MatchToWrite } from './write-matches.ts';

/** At most so many lines are decided together. */
const MOST_LINES = 50;

/** A decision: these lines pay these bills, in the order of their days, or wait as money of a customer. */
export interface MatchTogether {
  key: string;
  lineIds: readonly string[];
  bills: readonly string[];
  customer?: string | null;
  /** The suggestion of one of the lines that is confirmed for all of them. */
  candidate?: string | null;
}

/**
 * Ties waiting lines to bills of one customer together. Each line becomes a payment of its own that pays what the ones
 * before it left open; what is too much waits with the customer.
 * @returns ids of the lines, in the order in which they pay
 * @throws Refusal `reconciliation.lines_needed`, `reconciliation.too_many_lines`, `reconciliation.line_not_waiting`,
 *   `reconciliation.not_incoming`, `reconciliation.currency_differs`, `reconciliation.bills_of_several_customers`,
 *   `reconciliation.no_target`, `reconciliation.suggestion_gone`, `payments.bill_not_open`, `value.unknown_code`
 */
export function matchLinesTogether(books: Books, { key, ...input }: MatchTogether): Promise<string[]> {
  return writeOnce(books, { key, operation: 'match.together', input }, async (work) => {
    const lines = await waitingLinesOf(work, input.lineIds);
    const target = await targetOf(work, lines[0] as HeldLine, input);
    const open = target.bills.reduce<Decimal>((sum, bill) => sum.plus(bill.open), ZERO);
    const said = input.candidate
      ? await confirmedGroup(work, lines, input.candidate, open, target.bills)
      : byHand(books);
    const groupId = newId();
    for (const line of lines) await retireSuggestions(work, line.id);
    const matches = lines.map((line) => ({
      line,
      candidate: { ...said(line, lines), ...target, difference: ZERO, confirmed: true, groupId },
    }));
    const ids = await applyMatches(work, matches);
    for (const [i, line] of lines.entries()) {
      await learnAccount(work, { id: ids[i] as string, customerId: target.customerId }, line.payerAccount);
      const after = { bills: [...input.bills], together: lines.length };
      work.audit({ noun: 'StatementLine', rowId: line.id, action: 'MATCHED', after });
    }
    return lines.map(({ id }) => id);
  });
}

/** The lines, held in the order of their ids as everybody does, then sorted by day. */
async function waitingLinesOf(work: Work, lineIds: readonly string[]): Promise<HeldLine[]> {
  const ids = [...new Set(lineIds.map((id) => parseId(id, 'lineIds')))].toSorted();
  const place = { field: 'lineIds' };
  if (ids.length < 2) throw new Refusal('reconciliation.lines_needed', 'choose two lines or more', place);
  if (ids.length > MOST_LINES) {
    const message = `at most ${MOST_LINES} lines are matched together; these are ${ids.length}`;
    throw new Refusal('reconciliation.too_many_lines', message, place);
  }
  const lines: HeldLine[] = [];
  for (const id of ids) lines.push(await holdWaiting(work, id));
  const [first] = lines as [HeldLine, ...HeldLine[]];
  const foreign = lines.find(({ currency }) => currency !== first.currency);
  if (foreign) {
    const message = `lines in ${first.currency} and in ${foreign.currency} cannot be matched together`;
    throw new Refusal('reconciliation.currency_differs', message, place);
  }
  return lines.toSorted((a, b) => (a.bookedOn === b.bookedOn ? 0 : a.bookedOn < b.bookedOn ? -1 : 1));
}

type Said = (line: HeldLine, lines: readonly HeldLine[]) => Pick<MatchToWrite, 'rule' | 'score' | 'reason' | 'by'>;

const byHand =
  ({ operator }: Books): Said =>
  (line, lines) => {
    const others = lines.filter((each) => each !== line);
    const named = others.map(({ bookedOn, amount, currency }) => `${bookedOn} (${moneyText(amount, currency)})`);
    const who = operator ? `matched by ${operator.name}` : 'matched by hand';
    return { rule: 'manual', score: 100, reason: `${who} with the lines of ${named.join(', ')}`, by: null };
  };

/** What the suggestions said that a person confirms. @throws Refusal `reconciliation.suggestion_gone` */
async function confirmedGroup(
  work: Work,
  lines: readonly HeldLine[],
  candidate: string,
  open: Decimal,
  bills: readonly { id: string }[],
): Promise<Said> {
  const chosen = work.db
    .selectFrom('match')
    .select('group_id')
    .where('tenant_id', '=', work.tenantId)
    .where('id', '=', parseId(candidate, 'candidate'));
  const rows = await work.db
    .selectFrom('match')
    .select(['statement_line_id', 'rule', 'score', 'reason', 'matching_rule_id', 'bill_ids'])
    .where('tenant_id', '=', work.tenantId)
    .where('group_id', '=', chosen)
    .where('state', '=', 'SUGGESTED')
    .execute();
  const byLine = new Map(rows.map((row) => [row.statement_line_id, row]));
  const paid = lines.reduce<Decimal>((sum, { amount }) => sum.plus(amount), ZERO);
  const stands =
    rows.length === lines.length &&
    paid.eq(open) &&
    lines.every(({ id }) => byLine.has(id)) &&
    bills.every(({ id }) => rows[0]?.bill_ids.includes(id));
  if (!stands) {
    const message = 'this suggestion does not stand any more; look at the lines again and choose what they pay';
    throw new Refusal('reconciliation.suggestion_gone', message, { field: 'candidate' });
  }
  const who = work.books.operator ? `, confirmed by ${work.books.operator.name}` : ', confirmed';
  return ({ id }) => {
    const row = byLine.get(id) as (typeof rows)[number];
    const by = row.matching_rule_id ? { id: row.matching_rule_id, name: '' } : null;
    return { rule: row.rule, score: row.score, reason: `${row.reason}${who}`, by };
  };
}
