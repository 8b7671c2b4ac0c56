/** Run lines, bills and charges as sheets show them. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { type BusinessDate, daysBetween, monthPeriod, todayIn } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { parseId } from '../kernel/ids.ts';
import { Decimal, moneyText, plain } from '../kernel/money.ts';
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

const NO_RUN = '00000000-0000-0000-0000-000000000000';

/** A filter's text; null where it is not set. @throws Refusal `value.not_text` */
function textOf(filter: PageRequest['filter'], name: string): string | null {
  const value = filter[name] ?? null;
  if (value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw new Refusal('value.not_text', `the filter “${name}” must be a text`, { field: name });
}

/** @throws Refusal `value.not_a_month` */
function monthOf(filter: PageRequest['filter']): BusinessDate | null {
  const month = textOf(filter, 'month');
  return month === null ? null : monthPeriod(month, 'month').start;
}

interface LineRow {
  id: string;
  seq: number;
  customer: string;
  customer_name: string;
  premise: string | null;
  binding: string;
  fee_item: string;
  fee_item_name: string;
  period_start: string;
  period_end: string;
  quantity: string | null;
  unit_price: string | null;
  gross: string | null;
  discount: string | null;
  amount: string | null;
  net: string | null;
  tax: string | null;
  previous_amount: string | null;
  currency: string;
  exception_code: string | null;
  exception_message: string | null;
}

/** What a run computed, in its own order. Lines never change, so a refresh gives all of a run that moved, else none. */
export const runLines: ReadOnlyDataset = {
  name: 'RUN_LINES',
  async page(db: Db, books: Books, request: PageRequest) {
    refuseUnknownFilters(request.filter, ['runId']);
    const runId = textOf(request.filter, 'runId');
    const after = request.after ? decodeCursor(request.after, 1)[0] : null;
    const { rows } = await sql<LineRow>`
      select l.id, l.seq, c.code as customer, c.name as customer_name, p.code as premise, b.code as binding,
        f.code as fee_item, f.name_zh as fee_item_name, l.period_start, l.period_end, l.quantity, l.unit_price, l.gross,
        l.discount, l.amount, l.net, l.tax, l.previous_amount, l.currency, l.exception_code, l.exception_message
      from billing_run_line l
      join billing_run r on r.tenant_id = l.tenant_id and r.id = l.run_id
      join customer c on c.tenant_id = l.tenant_id and c.id = l.customer_id
      join binding b on b.tenant_id = l.tenant_id and b.id = l.binding_id
      join fee_item f on f.tenant_id = l.tenant_id and f.id = l.fee_item_id
      left join premise p on p.tenant_id = l.tenant_id and p.id = l.premise_id
      where l.tenant_id = ${books.tenant.id} and l.run_id = ${runId === null ? NO_RUN : parseId(runId, 'runId')}
        and ${request.sinceFeedNo === null ? sql`true` : changedSince(books, sql.ref('r.change_id'), request.sinceFeedNo)}
        and ${after ? sql`l.seq > ${after}::int` : sql`true`}
      order by l.seq limit ${request.first + 1}`.execute(db);
    return pageOf(rows, request.first, lineRow, (row) => encodeCursor([String(row.seq)]));
  },
};

function lineRow(row: LineRow) {
  const money = (text: string | null) => text && moneyText(new Decimal(text), row.currency);
  return {
    id: row.id,
    version: 0,
    archived: false,
    cells: {
      customer: row.customer,
      customerName: row.customer_name,
      premise: row.premise,
      binding: row.binding,
      feeItem: row.fee_item,
      feeItemName: row.fee_item_name,
      periodStart: row.period_start,
      periodEnd: row.period_end,
      quantity: row.quantity,
      unitPrice: row.unit_price,
      gross: money(row.gross),
      discount: money(row.discount),
      amount: money(row.amount),
      net: money(row.net),
      tax: money(row.tax),
      previousAmount: money(row.previous_amount),
      exception: row.exception_code,
      message: row.exception_message,
    },
  };
}

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
        b.currency, b.total, b.allocated, b.status
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
      allocated: money(allocated),
      open: money(open),
      status: state,
      daysOverdue: state === 'OVERDUE' ? String(daysBetween(row.due_date, books.today)) : '0',
    },
  };
}

interface ChargeRow {
  id: string;
  bill: string;
  customer: string;
  premise: string | null;
  fee_item: string;
  fee_item_name: string;
  period_start: string;
  period_end: string;
  quantity: string;
  amount: string;
  net: string;
  tax: string;
  paid: string;
  currency: string;
  live: boolean;
}

/** Charges by bill number; what is open of them follows the allocations. */
export const charges: ReadOnlyDataset = {
  name: 'CHARGES',
  async page(db: Db, books: Books, request: PageRequest) {
    const { filter, sinceFeedNo } = request;
    refuseUnknownFilters(filter, ['month', 'billNumber']);
    const month = monthOf(filter);
    const number = textOf(filter, 'billNumber');
    const [afterBill = null, afterId = null] = request.after ? decodeCursor(request.after, 2) : [];
    const { rows } = await sql<ChargeRow>`
      with page as (
        select x.id, b.number as bill, b.status from charge x join bill b on b.tenant_id = x.tenant_id and b.id = x.bill_id
        where x.tenant_id = ${books.tenant.id}
          and ${sinceFeedNo === null ? sql`x.live and b.status = 'LIVE'` : changedCharge(books, sinceFeedNo)}
          and ${month ? sql`b.period_start = ${month}::date` : sql`true`}
          and ${number ? sql`b.number = ${number}` : sql`true`}
          and ${afterId ? sql`(b.number, x.id) > (${afterBill}, ${afterId}::uuid)` : sql`true`}
        order by b.number, x.id limit ${request.first + 1}
      )
      select x.id, page.bill, c.code as customer, p.code as premise, f.code as fee_item, f.name_zh as fee_item_name,
        x.period_start, x.period_end, x.quantity, x.amount, x.net, x.tax, x.currency, x.live and page.status = 'LIVE' as live,
        coalesce((select sum(l.amount) from allocation_line l where l.tenant_id = x.tenant_id and l.charge_id = x.id), 0) as paid
      from page
      join charge x on x.tenant_id = ${books.tenant.id} and x.id = page.id
      join customer c on c.tenant_id = x.tenant_id and c.id = x.customer_id
      join fee_item f on f.tenant_id = x.tenant_id and f.id = x.fee_item_id
      left join premise p on p.tenant_id = x.tenant_id and p.id = x.premise_id
      order by page.bill, x.id`.execute(db);
    return pageOf(rows, request.first, chargeRow, (row) => encodeCursor([row.bill, row.id]));
  },
};

function changedCharge(books: Books, feedNo: string): RawBuilder<boolean> {
  const own = changedSince(books, sql.ref('x.change_id'), feedNo);
  return sql<boolean>`(${own} or ${changedSince(books, sql.ref('b.change_id'), feedNo)})`;
}

function chargeRow(row: ChargeRow) {
  const money = (value: Decimal) => moneyText(value, row.currency);
  const amount = new Decimal(row.amount);
  return {
    id: row.id,
    version: 0,
    archived: !row.live,
    cells: {
      bill: row.bill,
      customer: row.customer,
      premise: row.premise,
      feeItem: row.fee_item,
      feeItemName: row.fee_item_name,
      periodStart: row.period_start,
      periodEnd: row.period_end,
      quantity: plain(new Decimal(row.quantity)),
      amount: money(amount),
      net: money(new Decimal(row.net)),
      tax: money(new Decimal(row.tax)),
      open: money(row.live ? amount.minus(row.paid) : new Decimal(0)),
    },
  };
}
