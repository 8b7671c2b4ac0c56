/** What to look at before a month is closed. */
import { type RawBuilder, sql } from 'kysely';
import { countDueCycles } from '../billing/due-count.ts';
import type { Db } from '../database/orm.ts';
import { addMonths, type BusinessDate, monthPeriod } from '../kernel/dates.ts';
import { type Books, read } from '../ledger/books.ts';
import { releaseRows } from './release-rows.ts';

export type CheckCode =
  | 'MONTH_NOT_OVER'
  | 'EARLIER_OPEN'
  | 'RUNS_POSTING'
  | 'REVENUE_UNRELEASED'
  | 'BOOKS_OFF'
  | 'RUNS_PREVIEWED'
  | 'CYCLES_UNBILLED'
  | 'LINES_UNMATCHED'
  | 'PAYMENTS_WAITING'
  | 'WAIVERS_WAITING';

/** What must be solved first; the others can be acknowledged. */
const BLOCKING: ReadonlySet<CheckCode> = new Set([
  'MONTH_NOT_OVER',
  'EARLIER_OPEN',
  'RUNS_POSTING',
  'REVENUE_UNRELEASED',
  'BOOKS_OFF',
]);

export interface Check {
  code: CheckCode;
  /** How many there are; 0 is well. */
  count: number;
  /** Whether the month cannot be closed while there are any. */
  blocking: boolean;
}

/** The checks of a month, in the order in which one would go through them. @throws Refusal `value.not_a_month` */
export function closingChecklist(books: Books, month: string): Promise<Check[]> {
  const { start } = monthPeriod(month, 'month');
  return read(books, (db) => checklist(db, books, start));
}

/** @param month first day of the month */
export async function checklist(db: Db, books: Books, month: BusinessDate): Promise<Check[]> {
  const end = addMonths(month, 1);
  const counts: [CheckCode, number][] = [
    ['MONTH_NOT_OVER', books.today < end ? 1 : 0],
    ...(await counted(db, books, month, end)),
    ['CYCLES_UNBILLED', await countDueCycles(db, books, end)],
  ];
  return counts.map(([code, count]) => ({ code, count, blocking: BLOCKING.has(code) }));
}

/** Everything that a count of rows tells, in one statement. */
async function counted(db: Db, books: Books, month: BusinessDate, end: BusinessDate): Promise<[CheckCode, number][]> {
  const tenant = books.tenant.id;
  const queries: Record<string, RawBuilder<unknown>> = {
    EARLIER_OPEN: sql`from accounting_period where tenant_id = ${tenant} and month < ${month}::date and status = 'OPEN'`,
    RUNS_POSTING: sql`from billing_run where tenant_id = ${tenant} and status in ('POSTING', 'PAUSED') and issue_date < ${end}::date`,
    REVENUE_UNRELEASED: sql`from ${await releaseRows(db, tenant, month)} x`,
    BOOKS_OFF: booksOff(tenant),
    RUNS_PREVIEWED: sql`from billing_run where tenant_id = ${tenant} and status = 'PREVIEWED' and issue_date < ${end}::date`,
    LINES_UNMATCHED: sql`from statement_line where tenant_id = ${tenant} and status <> 'MATCHED' and booked_on < ${end}::date`,
    PAYMENTS_WAITING: sql`from payment where tenant_id = ${tenant} and status = 'LIVE' and amount > allocated + refunded
      and received_on < ${end}::date`,
    WAIVERS_WAITING: sql`from credit_note where tenant_id = ${tenant} and status = 'REQUESTED'`,
  };
  const columns = Object.entries(queries).map(
    ([code, from]) => sql`(select count(*)::int ${from}) as ${sql.ref(code)}`,
  );
  const { rows } = await sql<Record<CheckCode, number>>`select ${sql.join(columns)}`.execute(db);
  return Object.keys(queries).map((code) => [code as CheckCode, rows[0]?.[code as CheckCode] ?? 0]);
}

/** Currencies in which open bills, or waiting payments, are not what their accounts hold. `verify` says where. */
const booksOff = (tenant: string) => sql`from (
    select k.currency,
      (select coalesce(sum(total - allocated), 0) from bill
        where tenant_id = ${tenant} and status = 'LIVE' and currency = k.currency) as open,
      (select coalesce(sum(amount - allocated - refunded), 0) from payment
        where tenant_id = ${tenant} and status = 'LIVE' and currency = k.currency) as waiting,
      ${balance(tenant, 'RECEIVABLE')} as receivable, ${balance(tenant, 'UNALLOCATED')} as unallocated
    from (select distinct currency from account where tenant_id = ${tenant}) k) b
  where b.open <> b.receivable or b.waiting <> -b.unallocated`;

const balance = (tenant: string, role: string) => sql`(
  select coalesce(sum(case when t.debit_account_id = a.id then t.amount else -t.amount end), 0)
  from account a join transfer t on t.tenant_id = a.tenant_id and a.id in (t.debit_account_id, t.credit_account_id)
  where a.tenant_id = ${tenant} and a.role = ${role} and a.currency = k.currency)`;
