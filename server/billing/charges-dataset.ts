import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
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
import { monthOf, textOf } from './dataset-filters.ts';

interface ChargeRow {
  id: string;
  bill: string;
  customer: string;
  premise: string | null;
  fee_item: string;
  fee_item_name: string;
  kind: string;
  period_start: string;
  period_end: string;
  quantity: string;
  amount: string;
  net: string;
  tax: string;
  paid: string;
  credited: string;
  currency: string;
  month: string;
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
        select x.id, b.number as bill, b.status, b.period_start as billed from charge x join bill b on b.tenant_id = x.tenant_id and b.id = x.bill_id
        where x.tenant_id = ${books.tenant.id}
          and ${sinceFeedNo === null ? sql`x.live and b.status = 'LIVE'` : changedCharge(books, sinceFeedNo)}
          and ${month ? sql`b.period_start = ${month}::date` : sql`true`}
          and ${number ? sql`b.number = ${number}` : sql`true`}
          and ${afterId ? sql`(b.number, x.id) > (${afterBill}, ${afterId}::uuid)` : sql`true`}
        order by b.number, x.id limit ${request.first + 1}
      )
      select x.id, page.bill, c.code as customer, p.code as premise, f.code as fee_item, f.name_zh as fee_item_name, x.kind,
        x.period_start, x.period_end, x.quantity, x.amount, x.net, x.tax, x.currency, page.billed as month, x.live and page.status = 'LIVE' as live,
        coalesce((select sum(l.amount) from allocation_line l where l.tenant_id = x.tenant_id and l.charge_id = x.id), 0) as paid,
        coalesce((select sum(l.amount) from credit_note_line l
          join credit_note n on n.tenant_id = l.tenant_id and n.id = l.credit_note_id and n.status = 'POSTED'
          where l.tenant_id = x.tenant_id and l.charge_id = x.id), 0) as credited
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
      kind: row.kind,
      periodStart: row.period_start,
      periodEnd: row.period_end,
      quantity: plain(new Decimal(row.quantity)),
      amount: money(amount),
      net: money(new Decimal(row.net)),
      tax: money(new Decimal(row.tax)),
      open: money(row.live ? amount.minus(row.paid).minus(row.credited) : new Decimal(0)),
      month: row.month.slice(0, 7),
      currency: row.currency,
    },
  };
}
