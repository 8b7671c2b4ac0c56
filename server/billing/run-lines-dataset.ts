import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { parseId } from '../kernel/ids.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import {
  changedSince,
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type ReadOnlyDataset,
  type RowPage,
  refuseUnknownFilters,
} from '../ledger/dataset.ts';
import { textOf } from './dataset-filters.ts';

const NO_RUN = '00000000-0000-0000-0000-000000000000';

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

/** What a run computed, in its own order. */
export const runLines: ReadOnlyDataset = {
  name: 'RUN_LINES',
  page: (db, books, request) => linesPage(db, books, request, sql`true`),
};

/** What a run could not price or does not bill, and why. */
export const runExceptions: ReadOnlyDataset = {
  name: 'RUN_EXCEPTIONS',
  page: (db, books, request) => linesPage(db, books, request, sql`l.exception_code is not null`),
};

/** Lines never change, so a refresh gives all of a run that moved, else none. */
async function linesPage(db: Db, books: Books, request: PageRequest, wanted: RawBuilder<unknown>): Promise<RowPage> {
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
        and ${after ? sql`l.seq > ${after}::int` : sql`true`} and ${wanted}
      order by l.seq limit ${request.first + 1}`.execute(db);
  return pageOf(rows, request.first, lineRow, (row) => encodeCursor([String(row.seq)]));
}

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
