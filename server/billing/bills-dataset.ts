import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { type BusinessDate, daysBetween, todayIn } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import {
  changedSince,
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type ReadOnlyDataset,
  refuseUnknownFilters,
} from '../ledger/dataset.ts';
import { monthOf, textOf } from './dataset-filters.ts';

interface BillRow {
  id: string;
  number: string;
  customer: string;
  customer_name: string;
  period_start: string;
  issue_date: string;
  due_date: string;
  currency: string;
  total: string;
  allocated: string;
  credited: string;
  community: string | null;
  status: 'LIVE' | 'VOID';
}

/** Where a bill stands for a person: what is paid of it, and whether its due date has passed. */
export type BillState = 'OPEN' | 'PARTLY_PAID' | 'PAID' | 'OVERDUE' | 'VOID';

/** The state of a bill as of a day. Overdue means unpaid, in part or whole, after the due date; that comes first. */
export function billState(
  bill: { status: string; total: Decimal; allocated: Decimal; dueDate: BusinessDate },
  today: BusinessDate,
): BillState {
  if (bill.status === 'VOID') return 'VOID';
  if (bill.allocated.gte(bill.total)) return 'PAID';
  if (bill.dueDate < today) return 'OVERDUE';
  return bill.allocated.isZero() ? 'OPEN' : 'PARTLY_PAID';
}

/** How long what is open of a bill has been due; `SETTLED` where nothing is open. */
export type AgeingBucket = 'SETTLED' | 'NOT_DUE' | 'D1_30' | 'D31_60' | 'D61_90' | 'D91';

/**
 * The ageing bucket of a bill.
 * @param daysOverdue whole days after its due date; 0 or less while it is not past
 */
export function ageingBucket(open: Decimal, daysOverdue: number): AgeingBucket {
  if (open.isZero()) return 'SETTLED';
  if (daysOverdue <= 0) return 'NOT_DUE';
  if (daysOverdue <= 30) return 'D1_30';
  if (daysOverdue <= 60) return 'D31_60';
  return daysOverdue <= 90 ? 'D61_90' : 'D91';
}

/** The same rule as a condition on a bill `b`, so that a filter needs no row that it does not show. */
function hasState(state: string, today: BusinessDate): RawBuilder<boolean> {
  const unpaid = sql`b.status = 'LIVE' and b.allocated < b.total`;
  switch (state) {
    case 'VOID':
      return sql`b.status = 'VOID'`;
    case 'PAID':
      return sql`b.status = 'LIVE' and b.allocated >= b.total`;
    case 'OVERDUE':
      return sql`${unpaid} and b.due_date < ${today}::date`;
    case 'OPEN':
      return sql`${unpaid} and b.due_date >= ${today}::date and b.allocated = 0`;
    case 'PARTLY_PAID':
      return sql`${unpaid} and b.due_date >= ${today}::date and b.allocated <> 0`;
    default:
      throw new Refusal('value.not_allowed', 'status is OPEN, PARTLY_PAID, PAID, OVERDUE or VOID', { field: 'status' });
  }
}

/** Bills by number. A void one leaves the sheet. */
export const bills: ReadOnlyDataset = {
  name: 'BILLS',
  async page(db: Db, books: Books, request: PageRequest) {
    const { filter, sinceFeedNo } = request;
    refuseUnknownFilters(filter, ['month', 'status', 'customer']);
    const month = monthOf(filter);
    const status = textOf(filter, 'status');
    const customer = textOf(filter, 'customer');
    const after = request.after ? decodeCursor(request.after, 1)[0] : null;
    const { rows } = await sql<BillRow>`
      select b.id, b.number, c.code as customer, c.name as customer_name, b.period_start, b.issue_date, b.due_date,
        b.currency, b.total, b.allocated, b.credited, b.status,
        (select string_agg(distinct p.name, '、') from charge x join premise p on p.tenant_id = x.tenant_id and p.id = x.community_id
         where x.tenant_id = b.tenant_id and x.bill_id = b.id) as community
      from bill b join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id
      where b.tenant_id = ${books.tenant.id}
        and ${sinceFeedNo === null ? (status === 'VOID' ? sql`true` : sql`b.status = 'LIVE'`) : await changedBill(db, books, sinceFeedNo)}
        and ${month ? sql`b.period_start = ${month}::date` : sql`true`}
        and ${status && sinceFeedNo === null ? hasState(status, books.today) : sql`true`}
        and ${customer ? sql`c.code = ${customer}` : sql`true`}
        and ${after ? sql`b.number > ${after}` : sql`true`}
      order by b.number limit ${request.first + 1}`.execute(db);
    return pageOf(
      rows,
      request.first,
      (row) => billRow(row, books, status),
      (row) => encodeCursor([row.number]),
    );
  },
};

/**
 * Bills that a refresh must show again: those that changed, and after midnight also those that are past due, whose state
 * and days overdue moved without anybody changing them.
 */
async function changedBill(db: Db, books: Books, feedNo: string): Promise<RawBuilder<boolean>> {
  const changed = changedSince(books, sql.ref('b.change_id'), feedNo);
  const { rows } = await sql<{
    at: string;
  }>`select to_char(at at time zone ${books.tenant.timeZone}, 'YYYY-MM-DD') as at
    from change_feed where tenant_id = ${books.tenant.id} and feed_no = ${feedNo}::bigint`.execute(db);
  if (rows[0]?.at === todayIn(books.tenant.timeZone)) return changed;
  return sql<boolean>`(${changed} or (b.status = 'LIVE' and b.allocated < b.total and b.due_date < ${books.today}::date))`;
}

/** A row that no longer fits the filter leaves the sheet, as a void one does. */
function billRow(row: BillRow, books: Books, wanted: string | null) {
  const money = (value: Decimal) => moneyText(value, row.currency);
  const total = new Decimal(row.total);
  const allocated = new Decimal(row.allocated);
  const state = billState({ status: row.status, total, allocated, dueDate: row.due_date }, books.today);
  const open = state === 'VOID' ? new Decimal(0) : total.minus(allocated);
  return {
    id: row.id,
    version: 0,
    archived: wanted === null ? state === 'VOID' : state !== wanted,
    cells: {
      number: row.number,
      customer: row.customer,
      customerName: row.customer_name,
      month: row.period_start.slice(0, 7),
      issueDate: row.issue_date,
      dueDate: row.due_date,
      currency: row.currency,
      total: money(total),
      allocated: money(allocated.minus(row.credited)),
      credited: money(new Decimal(row.credited)),
      open: money(open),
      status: state,
      daysOverdue: state === 'OVERDUE' ? String(daysBetween(row.due_date, books.today)) : '0',
      ageing: ageingBucket(open, daysBetween(row.due_date, books.today)),
      community: row.community,
    },
  };
}
