import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
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

interface PaymentRow {
  id: string;
  number: string;
  customer: string;
  customer_name: string;
  received_on: string;
  channel: string;
  amount: string;
  allocated: string;
  refunded: string;
  currency: string;
  reference: string;
  taken_by: string | null;
  status: string;
}

/** Payments, newest number first. A reversed payment leaves the sheet. */
export const payments: ReadOnlyDataset = {
  name: 'PAYMENTS',
  async page(db: Db, books: Books, request: PageRequest) {
    refuseUnknownFilters(request.filter, []);
    const after = request.after ? decodeCursor(request.after, 1)[0] : null;
    const { rows } = await sql<PaymentRow>`
      select p.id, p.number, c.code as customer, c.name as customer_name, p.received_on, p.channel, p.amount, p.allocated, p.refunded,
        p.currency, p.reference, p.status, o.name as taken_by
      from payment p join customer c on (c.tenant_id, c.id) = (p.tenant_id, p.customer_id)
      left join operator o on (o.tenant_id, o.id) = (p.tenant_id, p.taken_by)
      where p.tenant_id = ${books.tenant.id}
        and ${request.sinceFeedNo === null ? sql`p.status = 'LIVE'` : changedSince(books, sql.ref('p.change_id'), request.sinceFeedNo)}
        and ${after ? sql`p.number < ${after}` : sql`true`}
      order by p.number desc limit ${request.first + 1}`.execute(db);
    return pageOf(rows, request.first, toRow, (row) => encodeCursor([row.number]));
  },
};

function toRow(row: PaymentRow) {
  const money = (value: Decimal) => moneyText(value, row.currency);
  const amount = new Decimal(row.amount);
  return {
    id: row.id,
    version: 0,
    archived: row.status !== 'LIVE',
    cells: {
      number: row.number,
      customer: row.customer,
      customerName: row.customer_name,
      receivedOn: row.received_on,
      channel: row.channel,
      amount: money(amount),
      allocated: money(new Decimal(row.allocated)),
      refunded: money(new Decimal(row.refunded)),
      unallocated: money(amount.minus(row.allocated).minus(row.refunded)),
      reference: row.reference || null,
      takenBy: row.taken_by,
      month: row.received_on.slice(0, 7),
      currency: row.currency,
    },
  };
}
