/** Credit notes as the API and sheets show them. */
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
import type { CreditKind, CreditStatus } from './entities.ts';

/** A credit note; its bill is read when somebody asks for it. */
export interface CreditNoteView {
  id: string;
  number: string;
  billId: string;
  kind: CreditKind;
  status: CreditStatus;
  reason: string;
  issueDate: string;
  currency: string;
  total: string;
  taxTotal: string;
  requestedBy: string | null;
  decidedBy: string | null;
}

type Row = CreditNoteView & { customer: string; customer_name: string; bill: string };

/** Which credit notes; all conditions hold together. */
export interface CreditNoteFilter {
  status?: CreditStatus | null;
  /** Number of the bill. */
  bill?: string | null;
}

/** A page of credit notes, newest first. */
export interface CreditNotePage {
  nodes: CreditNoteView[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function select(db: Db, books: Books, condition: RawBuilder<unknown>, count: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select n.id, n.number, n.bill_id as "billId", n.kind, n.status, n.reason, n.issue_date as "issueDate", n.currency, n.total,
      n.tax_total as "taxTotal", asked.name as "requestedBy", decided.name as "decidedBy", c.code as customer,
      c.name as customer_name, b.number as bill
    from credit_note n
    join bill b on (b.tenant_id, b.id) = (n.tenant_id, n.bill_id)
    join customer c on (c.tenant_id, c.id) = (n.tenant_id, n.customer_id)
    left join operator asked on (asked.tenant_id, asked.id) = (n.tenant_id, n.requested_by)
    left join operator decided on (decided.tenant_id, decided.id) = (n.tenant_id, n.decided_by)
    where n.tenant_id = ${books.tenant.id} and ${condition}
    order by n.number desc limit ${count}`.execute(db);
  return rows.map((row) => ({
    ...row,
    total: moneyText(new Decimal(row.total), row.currency),
    taxTotal: moneyText(new Decimal(row.taxTotal), row.currency),
  }));
}

/** A credit note that is known to be there. */
export function creditNoteById(books: Books, id: string): Promise<CreditNoteView> {
  return read(books, async (db) => (await select(db, books, sql`n.id = ${id}`, 1))[0] as CreditNoteView);
}

/**
 * Credit notes, newest first.
 * @param first at most 500 are given
 * @throws Refusal `sync.bad_cursor`
 */
export async function listCreditNotes(
  books: Books,
  filter: CreditNoteFilter,
  first: number,
  after: string | null,
): Promise<CreditNotePage> {
  const count = Math.min(Math.max(first, 0), 500);
  const from = after ? decodeCursor(after, 1)[0] : null;
  const condition = sql`${filter.status ? sql`n.status = ${filter.status}` : sql`true`}
    and ${filter.bill ? sql`b.number = ${filter.bill}` : sql`true`} and ${from ? sql`n.number < ${from}` : sql`true`}`;
  const rows = await read(books, (db) => select(db, books, condition, count + 1));
  const nodes = rows.slice(0, count);
  const last = nodes.at(-1);
  return {
    nodes,
    pageInfo: { hasNextPage: rows.length > count, endCursor: last ? encodeCursor([last.number]) : null },
  };
}

/** Credit notes, waivers and reversals, newest first. */
export const creditNotes: ReadOnlyDataset = {
  name: 'CREDIT_NOTES',
  async page(db: Db, books: Books, request: PageRequest) {
    refuseUnknownFilters(request.filter, []);
    const after = request.after ? decodeCursor(request.after, 1)[0] : null;
    const since = request.sinceFeedNo;
    const condition = sql`${since === null ? sql`true` : changedSince(books, sql.ref('n.change_id'), since)}
      and ${after ? sql`n.number < ${after}` : sql`true`}`;
    const rows = await select(db, books, condition, request.first + 1);
    return pageOf(rows, request.first, toRow, (row) => encodeCursor([row.number]));
  },
};

const toRow = (row: Row) => ({
  id: row.id,
  version: 0,
  archived: false,
  cells: {
    number: row.number,
    bill: row.bill,
    customer: row.customer,
    customerName: row.customer_name,
    kind: row.kind,
    status: row.status,
    issueDate: row.issueDate,
    total: row.total,
    tax: row.taxTotal,
    reason: row.reason,
    requestedBy: row.requestedBy,
    decidedBy: row.decidedBy,
  },
});
