/** Bills and charges as the API shows them. */
import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/dates.ts';
import { monthPeriod } from '../kernel/dates.ts';
import { Decimal, plain } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import { decodeCursor, encodeCursor } from '../ledger/dataset.ts';

/** A bill; its customer and charges are read when somebody asks for them. */
export interface BillView {
  id: string;
  number: string;
  customerId: string;
  periodStart: BusinessDate;
  periodEnd: BusinessDate;
  issueDate: BusinessDate;
  dueDate: BusinessDate;
  currency: string;
  total: string;
  taxTotal: string;
  /** Paid. */
  allocated: string;
  credited: string;
  open: string;
  status: string;
}

/** A charge as a bill lists it. */
export interface ChargeView {
  id: string;
  billId: string;
  feeItem: string;
  periodStart: BusinessDate;
  periodEnd: BusinessDate;
  quantity: string;
  gross: string;
  discount: string;
  amount: string;
  net: string;
  tax: string;
}

/** Which bills to list; all conditions hold together. */
export interface BillFilter {
  number?: string | null;
  /** Code of the customer. */
  customer?: string | null;
  /** `YYYY-MM` that was billed. */
  month?: string | null;
  openOnly?: boolean | null;
}

/** A page of bills in the order of their numbers. */
export interface BillPage {
  nodes: BillView[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

interface BillRow {
  id: string;
  number: string;
  customer_id: string;
  period_start: string;
  period_end: string;
  issue_date: string;
  due_date: string;
  currency: string;
  total: string;
  tax_total: string;
  allocated: string;
  credited: string;
  status: string;
}

/**
 * Bills by number.
 * @param first at most 500 are given
 * @throws Refusal `value.not_a_month`, `sync.bad_cursor`
 */
export async function listBills(
  books: Books,
  filter: BillFilter,
  first: number,
  after: string | null,
): Promise<BillPage> {
  const count = Math.min(Math.max(first, 0), 500);
  const month = filter.month ? monthPeriod(filter.month, 'month').start : null;
  const from = after ? decodeCursor(after, 1)[0] : null;
  const rows = await read(books, async (db) => {
    const found = await sql<BillRow>`
      select b.id, b.number, b.customer_id, b.period_start, b.period_end, b.issue_date, b.due_date, b.currency, b.total,
        b.tax_total, b.allocated, b.credited, b.status
      from bill b where b.tenant_id = ${books.tenant.id}
        and ${filter.number ? sql`b.number = ${filter.number}` : sql`true`}
        and ${filter.customer ? sql`b.customer_id = (select id from customer c where c.tenant_id = b.tenant_id and c.code = ${filter.customer})` : sql`true`}
        and ${month ? sql`b.period_start = ${month}::date` : sql`true`}
        and ${filter.openOnly ? sql`b.status = 'LIVE' and b.allocated < b.total` : sql`true`}
        and ${from ? sql`b.number > ${from}` : sql`true`}
      order by b.number limit ${count + 1}`.execute(db);
    return found.rows;
  });
  const shown = rows.slice(0, count);
  const last = shown.at(-1);
  return {
    nodes: shown.map(billOf),
    pageInfo: { hasNextPage: rows.length > count, endCursor: last ? encodeCursor([last.number]) : null },
  };
}

/** Bills by their ids; those that are not there are left out. */
export async function billsById(books: Books, ids: readonly string[]): Promise<Map<string, BillView>> {
  const rows = await read(books, async (db) => {
    const found = await sql<BillRow>`
      select id, number, customer_id, period_start, period_end, issue_date, due_date, currency, total, tax_total, allocated, credited, status
      from bill where tenant_id = ${books.tenant.id} and id = any(${[...ids]}::uuid[])`.execute(db);
    return found.rows;
  });
  return new Map(rows.map((row) => [row.id, billOf(row)]));
}

function billOf(row: BillRow): BillView {
  return {
    id: row.id,
    number: row.number,
    customerId: row.customer_id,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    issueDate: row.issue_date,
    dueDate: row.due_date,
    currency: row.currency,
    total: row.total,
    taxTotal: row.tax_total,
    allocated: plain(new Decimal(row.allocated).minus(row.credited)),
    credited: row.credited,
    open: row.status === 'LIVE' ? plain(new Decimal(row.total).minus(row.allocated)) : '0',
    status: row.status,
  };
}

/** The charges of bills, in the order of the bills asked for; each list in the order of periods and fee items. */
export async function chargesOfBills(books: Books, billIds: readonly string[]): Promise<ChargeView[][]> {
  const rows = await selectCharges(books, sql`c.bill_id = any(${[...billIds]}::uuid[])`);
  const byBill = Map.groupBy(rows, ({ billId }) => billId);
  return billIds.map((id) => byBill.get(id) ?? []);
}

/** A charge with its explanation; null when there is none of that id. */
export async function findCharge(books: Books, id: string): Promise<(ChargeView & { explanation: unknown }) | null> {
  return (await selectCharges(books, sql`c.id = ${id}`))[0] ?? null;
}

function selectCharges(books: Books, condition: ReturnType<typeof sql>) {
  return read(books, async (db) => {
    const { rows } = await sql<ChargeView & { explanation: unknown }>`
      select c.id, c.bill_id as "billId", f.code as "feeItem", c.period_start as "periodStart", c.period_end as "periodEnd",
        c.quantity, c.gross, c.discount, c.amount, c.net, c.tax, c.explanation
      from charge c join fee_item f on f.tenant_id = c.tenant_id and f.id = c.fee_item_id
      where c.tenant_id = ${books.tenant.id} and ${condition}
      order by c.period_start, f.code, c.id`.execute(db);
    return rows;
  });
}
