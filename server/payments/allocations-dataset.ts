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

interface AllocationRow {
  id: string;
  payment: string;
  bill: string;
  customer: string;
  customer_name: string;
  allocated_on: string;
  amount: string;
  currency: string;
}

/** How much of which payment pays which bill; what was taken back stands there with its negative twin. */
export const allocations: ReadOnlyDataset = {
  name: 'ALLOCATIONS',
  async page(db: Db, books: Books, request: PageRequest) {
    refuseUnknownFilters(request.filter, []);
    const [payment, id] = request.after ? decodeCursor(request.after, 2) : [null, null];
    const { rows } = await sql<AllocationRow>`
      select a.id, p.number as payment, b.number as bill, c.code as customer, c.name as customer_name, a.allocated_on, a.amount, b.currency
      from allocation a
      join payment p on (p.tenant_id, p.id) = (a.tenant_id, a.payment_id)
      join bill b on (b.tenant_id, b.id) = (a.tenant_id, a.bill_id)
      join customer c on (c.tenant_id, c.id) = (p.tenant_id, p.customer_id)
      where a.tenant_id = ${books.tenant.id}
        and ${request.sinceFeedNo === null ? sql`true` : changedSince(books, sql.ref('a.change_id'), request.sinceFeedNo)}
        and ${payment ? sql`(p.number < ${payment} or (p.number = ${payment} and a.id > ${id}::uuid))` : sql`true`}
      order by p.number desc, a.id limit ${request.first + 1}`.execute(db);
    return pageOf(rows, request.first, toRow, (row) => encodeCursor([row.payment, row.id]));
  },
};

const toRow = (row: AllocationRow) => ({
  id: row.id,
  version: 0,
  archived: false,
  cells: {
    payment: row.payment,
    bill: row.bill,
    customer: row.customer,
    customerName: row.customer_name,
    allocatedOn: row.allocated_on,
    amount: moneyText(new Decimal(row.amount), row.currency),
  },
});
