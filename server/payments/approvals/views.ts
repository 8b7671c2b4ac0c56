/** Refunds and write-offs as the API and sheets show them. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import { Decimal, moneyText } from '../../kernel/money.ts';
import { type Books, read } from '../../ledger/books.ts';
import {
  changedSince,
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type ReadOnlyDataset,
  refuseUnknownFilters,
} from '../../ledger/dataset.ts';
import type { RefundMethod, RefundStatus, WriteOffStatus } from './entities.ts';

/** What both have. */
interface RequestView {
  id: string;
  number: string;
  customerId: string;
  amount: string;
  currency: string;
  reason: string;
  note: string;
  requestedBy: string | null;
  requestedOn: string;
  decidedBy: string | null;
  decidedOn: string | null;
  /** Whether the operator who looks asked for it, and so may not decide it. */
  own: boolean;
}

export interface RefundView extends RequestView {
  /** Number of the payment. */
  payment: string;
  method: RefundMethod;
  payeeName: string;
  payeeAccount: string;
  status: RefundStatus;
}

export interface WriteOffView extends RequestView {
  /** Number of the bill. */
  bill: string;
  status: WriteOffStatus;
}

type Named<T> = T & { customer: string; customerName: string };

/** Which ones; all conditions hold together. */
export interface RequestFilter<Status> {
  status?: Status | null;
  /** Number of the payment, or of the bill. */
  of?: string | null;
}

const common = (books: Books) => sql`
  r.id, r.number, r.customer_id as "customerId", r.amount, r.currency, r.reason, r.note, r.status, asked.name as "requestedBy",
  r.requested_on as "requestedOn", decided.name as "decidedBy", r.decided_on as "decidedOn", c.code as customer,
  c.name as "customerName", r.requested_by is not distinct from ${books.operator?.id ?? null}::uuid as own`;

const people = sql`
  join customer c on (c.tenant_id, c.id) = (r.tenant_id, r.customer_id)
  left join operator asked on (asked.tenant_id, asked.id) = (r.tenant_id, r.requested_by)
  left join operator decided on (decided.tenant_id, decided.id) = (r.tenant_id, r.decided_by)`;

const shown = <T extends RequestView>(rows: T[]): T[] =>
  rows.map((row) => ({ ...row, amount: moneyText(new Decimal(row.amount), row.currency) }));

async function selectRefunds(db: Db, books: Books, which: RawBuilder<unknown>, count: number) {
  const { rows } = await sql<Named<RefundView>>`
    select ${common(books)}, p.number as payment, r.method, r.payee_name as "payeeName", r.payee_account as "payeeAccount"
    from refund r join payment p on (p.tenant_id, p.id) = (r.tenant_id, r.payment_id) ${people}
    where r.tenant_id = ${books.tenant.id} and ${which} order by r.number desc limit ${count}`.execute(db);
  return shown(rows);
}

async function selectWriteOffs(db: Db, books: Books, which: RawBuilder<unknown>, count: number) {
  const { rows } = await sql<Named<WriteOffView>>`
    select ${common(books)}, b.number as bill
    from write_off r join bill b on (b.tenant_id, b.id) = (r.tenant_id, r.bill_id) ${people}
    where r.tenant_id = ${books.tenant.id} and ${which} order by r.number desc limit ${count}`.execute(db);
  return shown(rows);
}

const limited = (first: number) => Math.min(Math.max(first, 0), 500);

/** Refunds, newest first, at most 500. */
export function listRefunds(books: Books, filter: RequestFilter<RefundStatus>, first: number): Promise<RefundView[]> {
  const which = sql`${filter.status ? sql`r.status = ${filter.status}` : sql`true`}
    and ${filter.of ? sql`p.number = ${filter.of}` : sql`true`}`;
  return read(books, (db) => selectRefunds(db, books, which, limited(first)));
}

/** Write-offs, newest first, at most 500. */
export function listWriteOffs(
  books: Books,
  filter: RequestFilter<WriteOffStatus>,
  first: number,
): Promise<WriteOffView[]> {
  const which = sql`${filter.status ? sql`r.status = ${filter.status}` : sql`true`}
    and ${filter.of ? sql`b.number = ${filter.of}` : sql`true`}`;
  return read(books, (db) => selectWriteOffs(db, books, which, limited(first)));
}

/** A refund that is known to be there. */
export function refundById(books: Books, id: string): Promise<RefundView> {
  return read(books, async (db) => (await selectRefunds(db, books, sql`r.id = ${id}`, 1))[0] as RefundView);
}

/** A write-off that is known to be there. */
export function writeOffById(books: Books, id: string): Promise<WriteOffView> {
  return read(books, async (db) => (await selectWriteOffs(db, books, sql`r.id = ${id}`, 1))[0] as WriteOffView);
}

/** Refunds, newest number first. */
export const refunds: ReadOnlyDataset = {
  name: 'REFUNDS',
  async page(db, books, request) {
    const rows = await selectRefunds(db, books, afterCursor(books, request), request.first + 1);
    return pageOf(
      rows,
      request.first,
      (row) => toRow(row, refundCells(row)),
      (row) => encodeCursor([row.number]),
    );
  },
};

/** Write-offs, newest number first. */
export const writeOffs: ReadOnlyDataset = {
  name: 'WRITE_OFFS',
  async page(db, books, request) {
    const rows = await selectWriteOffs(db, books, afterCursor(books, request), request.first + 1);
    return pageOf(
      rows,
      request.first,
      (row) => toRow(row, { bill: row.bill }),
      (row) => encodeCursor([row.number]),
    );
  },
};

function afterCursor(books: Books, request: PageRequest): RawBuilder<unknown> {
  refuseUnknownFilters(request.filter, []);
  const after = request.after ? decodeCursor(request.after, 1)[0] : null;
  const since = request.sinceFeedNo;
  return sql`${since === null ? sql`true` : changedSince(books, sql.ref('r.change_id'), since)}
    and ${after ? sql`r.number < ${after}` : sql`true`}`;
}

const refundCells = ({ payment, method, payeeName, payeeAccount }: RefundView) => ({
  payment,
  method,
  payeeName: payeeName || null,
  payeeAccount: payeeAccount || null,
});

const toRow = (row: Named<RequestView> & { status: string }, cells: Record<string, string | null>) => ({
  id: row.id,
  version: 0,
  archived: false,
  cells: {
    number: row.number,
    customer: row.customer,
    customerName: row.customerName,
    amount: row.amount,
    currency: row.currency,
    status: row.status,
    reason: row.reason,
    note: row.note || null,
    requestedBy: row.requestedBy,
    requestedOn: row.requestedOn,
    decidedBy: row.decidedBy,
    decidedOn: row.decidedOn,
    ...cells,
  },
});
