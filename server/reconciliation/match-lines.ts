/** Matches statement lines in a unit of work: loads what is open, decides by the rules, books what is certain. */
import { sql } from 'kysely';
import { newId } from '../kernel/ids.ts';
import { Decimal } from '../kernel/money.ts';
import { insertRows } from '../ledger/bulk.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { bookPayments } from '../payments/book-payments.ts';
import { lockBills } from '../payments/open-items.ts';
import type { BankChannel, LineStatus } from './entities.ts';
import { type Candidate, type Decision, decide, decideAll, type LineToMatch, numbersNamed } from './matching/decide.ts';
import { IndexOfBills, type MatchableBill, type MatchableCustomer } from './matching/index-of-bills.ts';

/** A line to match with what its payment will say. */
export interface IncomingLine extends LineToMatch {
  bookedOn: string;
  channel: BankChannel;
  bankReference: string;
}

/** A score that no candidate reaches. */
const NEVER = 101;

/**
 * Matches incoming lines: applies what is certain, stores candidates for the rest, sets the lines' status.
 * @returns how many were applied
 */
export async function matchLines(work: Work, lines: readonly IncomingLine[]): Promise<number> {
  if (lines.length === 0) return 0;
  const decisions = await decideOnLockedBills(work, lines);
  await applyMatches(
    work,
    lines.flatMap((line, i) => {
      const { applied } = decisions[i] as Decision;
      return applied ? [{ line, candidate: applied }] : [];
    }),
  );
  await suggest(work, lines, decisions);
  return decisions.filter(({ applied }) => applied !== null).length;
}

/**
 * Matches all lines that wait, of one statement or of all: bills were posted since, or paid ones are open again. A line whose
 * match a person undid gets suggestions alone.
 * @returns how many lines were matched
 */
export async function matchWaiting(work: Work, statementId: string | null = null): Promise<number> {
  const lines = await waitingLines(work, statementId);
  await work.db
    .updateTable('match')
    .set({ state: 'REJECTED', change_id: work.changeId })
    .where('tenant_id', '=', work.tenantId)
    .where('state', '=', 'SUGGESTED')
    .where('statement_line_id', 'in', (from) =>
      from
        .selectFrom('statement_line')
        .select('id')
        .where('tenant_id', '=', work.tenantId)
        .where('status', '=', 'SUGGESTED')
        .$if(statementId !== null, (query) => query.where('statement_id', '=', statementId as string)),
    )
    .execute();
  const matched = await matchLines(
    work,
    lines.filter((line) => !line.undone),
  );
  await suggestAgain(
    work,
    lines.filter((line) => line.undone),
  );
  work.audit({ noun: 'Statement', rowId: statementId ?? work.tenantId, action: 'MATCHED_AGAIN', after: { matched } });
  return matched;
}

/** Lines that may pay bills and wait, held, in the order of their files. */
async function waitingLines(work: Work, statementId: string | null): Promise<(IncomingLine & { undone: boolean })[]> {
  const { rows } = await sql<Omit<IncomingLine, 'amount'> & { amount: string; undone: boolean }>`
    select l.id, l.amount, l.currency, l.payer_name as "payerName", l.payer_account as "payerAccount", l.reference, l.text,
      l.booked_on as "bookedOn", b.channel, l.bank_reference as "bankReference", exists (
        select 1 from match m where (m.tenant_id, m.statement_line_id) = (l.tenant_id, l.id) and m.state = 'UNDONE') as undone
    from statement_line l join bank_account b on (b.tenant_id, b.id) = (l.tenant_id, l.bank_account_id)
    where l.tenant_id = ${work.tenantId} and l.status in ('UNMATCHED', 'SUGGESTED') and l.direction = 'IN'
      and l.kind in ('PAYMENT', 'OTHER') and ${statementId ? sql`l.statement_id = ${statementId}` : sql`true`}
    order by l.booked_on, l.statement_id, l.line_no for update of l`.execute(work.db);
  return rows.map((row) => ({ ...row, amount: new Decimal(row.amount) }));
}

/** Stores fresh candidates for lines that a person set free. Nothing is applied, however certain: that was undone. */
export async function suggestAgain(work: Work, lines: readonly IncomingLine[]): Promise<void> {
  if (lines.length === 0) return;
  const index = new IndexOfBills(await loadBills(work, lines), await loadCustomers(work));
  await suggest(
    work,
    lines,
    lines.map((line) => decide(line, index, NEVER)),
  );
}

/**
 * Decides, locks the bills that will be paid, and decides again where one of them was paid in between; so that what is
 * applied is what the rules say of the bills as they are, and money never lands beside a bill that was open a moment ago.
 */
async function decideOnLockedBills(work: Work, lines: readonly IncomingLine[]): Promise<Decision[]> {
  const customers = await loadCustomers(work);
  for (;;) {
    const bills = await loadBills(work, lines);
    const openBefore = new Map(bills.map((bill) => [bill.id, bill.open]));
    const decisions = decideAll(lines, new IndexOfBills(bills, customers), work.books.tenant.matchThreshold);
    const toPay = decisions.flatMap(({ applied }) => applied?.bills.map((bill) => bill.id) ?? []);
    const locked = await lockBills(work, toPay);
    if (toPay.every((id) => locked.get(id)?.open.eq(openBefore.get(id) ?? -1))) return decisions;
  }
}

/** Books a payment for each line and ties them by an applied match. */
export async function applyMatches(
  work: Work,
  matches: readonly { line: IncomingLine; candidate: Omit<Candidate, 'rule'> & { rule: string } }[],
): Promise<void> {
  const planned = matches.map((match) => ({ ...match, paymentId: newId() }));
  await bookPayments(
    work,
    planned.map(({ line, candidate, paymentId }) => ({
      id: paymentId,
      customerId: candidate.customerId,
      amount: line.amount,
      currency: line.currency,
      receivedOn: line.bookedOn,
      channel: line.channel,
      from: 'SUSPENSE',
      externalId: line.bankReference || null,
      reference: (line.reference || line.text).slice(0, 200),
      billIds: candidate.bills.map((bill) => bill.id),
    })),
  );
  await insertRows(
    work.db,
    'match',
    planned.map(({ line, candidate, paymentId }) => matchRow(work, line.id, candidate, 'APPLIED', paymentId)),
  );
  await setStatus(
    work,
    planned.map(({ line }) => line.id),
    'MATCHED',
  );
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

type AnyCandidate = Omit<Candidate, 'rule'> & { rule: string };

const matchRow = (work: Work, lineId: string, match: AnyCandidate, state: string, paymentId: string | null) => ({
  tenant_id: work.tenantId,
  id: newId(),
  statement_line_id: lineId,
  customer_id: match.customerId,
  bill_ids: match.bills.map((bill) => bill.id),
  payment_id: paymentId,
  rule: match.rule,
  score: match.score,
  reason: match.reason,
  state,
  matched_by: work.books.operator?.id ?? null,
  change_id: work.changeId,
});

/** Moves lines to a status; sheets see the change. */
export async function setStatus(work: Work, lineIds: readonly string[], status: LineStatus): Promise<void> {
  if (lineIds.length === 0) return;
  await sql`update statement_line set status = ${status}, version = version + 1, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and id = any(${[...lineIds]}::uuid[])`.execute(work.db);
}

/** All open bills of the lines' currencies, and the paid ones that a line names; the longest due first. */
async function loadBills(work: Work, lines: readonly LineToMatch[]): Promise<MatchableBill[]> {
  const currencies = [...new Set(lines.map((line) => line.currency))];
  const bills = await sql<{
    id: string;
    number: string;
    customer_id: string;
    currency: string;
    due_date: string;
    open: string;
  }>`select id, number, customer_id, currency, due_date, total - allocated as open from bill
    where tenant_id = ${work.tenantId} and status = 'LIVE'
      and (allocated < total and currency = any(${currencies}::text[]) or number = any(${lines.flatMap(numbersNamed)}::text[]))
    order by due_date, number`.execute(work.db);
  return bills.rows.map((row) => ({
    id: row.id,
    number: row.number,
    customerId: row.customer_id,
    currency: row.currency,
    dueDate: row.due_date,
    open: new Decimal(row.open),
  }));
}

async function loadCustomers(work: Work): Promise<MatchableCustomer[]> {
  const customers = await work.db
    .selectFrom('customer')
    .select(['id', 'name', 'bank_account'])
    .where('tenant_id', '=', work.tenantId)
    .execute();
  return customers.map((row) => ({ id: row.id, name: row.name, bankAccount: row.bank_account }));
}
