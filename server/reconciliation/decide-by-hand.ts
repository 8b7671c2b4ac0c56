/** What a person decides about a line: tie it to bills, or undo a match. */
import { Refusal } from '../kernel/errors.ts';
import { parseId } from '../kernel/ids.ts';
import { Decimal, ZERO } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { lockBills } from '../payments/open-items.ts';
import { billsByNumber } from '../payments/record-payment.ts';
import { reversePayment } from '../payments/reverse-payment.ts';
import { learnAccount, undoMatchOf } from './learnt-accounts.ts';
import { holdLine, refuseDecided, retireSuggestions, setStatus } from './lines.ts';
import { applyMatches, type IncomingLine, matchWaiting, suggestAgain } from './match-lines.ts';
import { undoBooking } from './undo-booking.ts';

/** A decision: the line pays these bills in this order, or waits as money of a customer. */
export interface MatchByHand {
  key: string;
  lineId: string;
  bills: readonly string[];
  customer?: string | null;
  /** The suggestion that is confirmed: its rule, its sentence and its difference stay with the match. */
  candidate?: string | null;
}

/**
 * Ties a waiting line to bills of one customer; what is left over waits unallocated with that customer.
 * @throws Refusal `reconciliation.line_not_waiting`, `reconciliation.not_incoming`, `payments.bill_not_open`,
 *   `reconciliation.currency_differs`, `reconciliation.bills_of_several_customers`, `value.unknown_code`,
 *   `reconciliation.suggestion_gone`
 */
export function matchLine(books: Books, { key, ...input }: MatchByHand): Promise<string> {
  return writeOnce(books, { key, operation: 'match.by_hand', input }, async (work) => {
    const line = await waitingLine(work, input.lineId);
    const target = await targetOf(work, line, input);
    const confirmed = input.candidate ? await confirmedCandidate(work, line, input.candidate, target) : null;
    await retireSuggestions(work, line.id);
    const reason = books.operator ? `matched by ${books.operator.name}` : 'matched by hand';
    const byHand = { rule: 'manual', score: 100, reason, difference: ZERO };
    const candidate = { ...byHand, ...confirmed, ...target, confirmed: true };
    const [matchId] = await applyMatches(work, [{ line, candidate }]);
    await learnAccount(work, { id: matchId as string, customerId: target.customerId }, line.payerAccount);
    work.audit({ noun: 'StatementLine', rowId: line.id, action: 'MATCHED', after: { bills: [...input.bills] } });
    return line.id;
  });
}

/**
 * Matches waiting lines anew. Nothing that a person undid is applied again by itself.
 * @returns how many were matched
 */
export function matchAgain(books: Books, input: { key: string; statementId?: string | null }): Promise<number> {
  const statementId = input.statementId ? parseId(input.statementId, 'statementId') : null;
  const request = { key: input.key, operation: 'match.again', input: { statementId } };
  return writeOnce(books, request, (work) => matchWaiting(work, statementId));
}

/**
 * Undoes what a line was decided to be: its match, by reversing the payment, or its booking. The line waits again, with
 * fresh candidates, of which none is applied by itself.
 * @throws Refusal `reconciliation.line_not_matched`
 */
export function unmatchLine(books: Books, { key, lineId }: { key: string; lineId: string }): Promise<string> {
  return writeOnce(books, { key, operation: 'match.undo', input: { lineId } }, async (work) => {
    const line = await holdLine(work, lineId);
    if (await undoBooking(work, line)) return line.id;
    const match = await work.db
      .selectFrom('match')
      .select(['payment_id', 'rule'])
      .where('tenant_id', '=', work.tenantId)
      .where('statement_line_id', '=', line.id)
      .where('state', '=', 'APPLIED')
      .executeTakeFirst();
    if (!match?.payment_id) {
      throw new Refusal('reconciliation.line_not_matched', 'this line is not matched, so there is nothing to undo', {
        field: 'lineId',
      });
    }
    await reversePayment(work, match.payment_id);
    await undoMatchOf(work, match.payment_id);
    await setStatus(work, [line.id], 'UNMATCHED');
    await suggestAgain(work, [line]);
    work.audit({ noun: 'StatementLine', rowId: line.id, action: 'UNMATCHED', before: { rule: match.rule } });
    return line.id;
  });
}

async function waitingLine(work: Work, lineId: string) {
  const line = await holdLine(work, lineId);
  if (line.direction !== 'IN') {
    throw new Refusal('reconciliation.not_incoming', 'money that went out pays no bill', { field: 'lineId' });
  }
  refuseDecided(line);
  return line;
}

/** What a suggestion said that a person confirms. @throws Refusal `reconciliation.suggestion_gone` */
async function confirmedCandidate(
  work: Work,
  line: IncomingLine,
  id: string,
  target: Awaited<ReturnType<typeof targetOf>>,
) {
  const found = await work.db
    .selectFrom('match')
    .select(['rule', 'score', 'reason', 'difference', 'matching_rule_id', 'bill_ids'])
    .where('tenant_id', '=', work.tenantId)
    .where('id', '=', parseId(id, 'candidate'))
    .where('statement_line_id', '=', line.id)
    .where('state', '=', 'SUGGESTED')
    .executeTakeFirst();
  const difference = new Decimal(found?.difference ?? 0);
  const open = target.bills.reduce((sum, bill) => sum.plus(bill.open), ZERO);
  const stands =
    found &&
    (difference.isZero() || open.minus(line.amount).eq(difference)) &&
    target.bills.every((bill) => found.bill_ids.includes(bill.id));
  if (!stands) {
    const message = 'this suggestion does not stand any more; look at the line again and choose what it pays';
    throw new Refusal('reconciliation.suggestion_gone', message, { field: 'candidate' });
  }
  const { rule, score, reason, matching_rule_id: ruleId } = found;
  const who = work.books.operator ? `, confirmed by ${work.books.operator.name}` : ', confirmed';
  return { rule, score, difference, reason: `${reason}${who}`, by: ruleId ? { id: ruleId, name: '' } : null };
}

async function targetOf(work: Work, line: IncomingLine, input: { bills: readonly string[]; customer?: string | null }) {
  const bills = await lockBills(work, input.bills.length > 0 ? await billsByNumber(work, input.bills) : []);
  const ordered = input.bills
    .map((number) => [...bills.values()].find((bill) => bill.number === number))
    .filter((b) => b !== undefined);
  const place = { field: 'bills' };
  const customers = new Set(ordered.map((bill) => bill.customerId));
  if (customers.size > 1) {
    const message = 'the bills are owed by different customers; match one customer at a time';
    throw new Refusal('reconciliation.bills_of_several_customers', message, place);
  }
  const foreign = ordered.find((bill) => bill.currency !== line.currency);
  if (foreign) {
    const message = `bill ${foreign.number} is in ${foreign.currency}, the line in ${line.currency}`;
    throw new Refusal('reconciliation.currency_differs', message, place);
  }
  const [customerId] = customers;
  return { customerId: customerId ?? (await customerByCode(work, input.customer, line.currency)), bills: ordered };
}

async function customerByCode(work: Work, code: string | null | undefined, currency: string): Promise<string> {
  const place = { field: 'customer' };
  if (!code) throw new Refusal('reconciliation.no_target', 'name the bills that the line pays, or the customer', place);
  const customer = await work.db
    .selectFrom('customer')
    .select(['id', 'currency'])
    .where('tenant_id', '=', work.tenantId)
    .where('code', '=', code)
    .executeTakeFirst();
  if (!customer) throw new Refusal('value.unknown_code', `there is no customer “${code}”`, place);
  if (customer.currency !== currency) {
    const message = `the customer's account is in ${customer.currency}, the line in ${currency}`;
    throw new Refusal('reconciliation.currency_differs', message, place);
  }
  return customer.id;
}
