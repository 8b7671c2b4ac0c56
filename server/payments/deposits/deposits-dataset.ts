import { sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import { Decimal, moneyText } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import {
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type ReadOnlyDataset,
  refuseUnknownFilters,
} from '../../ledger/dataset.ts';
import { type Deposit, deposits as depositsOf } from './held.ts';

/**
 * Deposits with what was paid, released and is held, newest bill first. Read whole each time: what is held changes with
 * payments, and its row does not.
 */
export const deposits: ReadOnlyDataset = {
  name: 'DEPOSITS',
  async page(db: Db, books: Books, request: PageRequest) {
    refuseUnknownFilters(request.filter, []);
    const after = request.after ? decodeCursor(request.after, 2) : null;
    const rows = await depositsOf(
      db,
      books.tenant.id,
      after ? sql`(b.number < ${after[0]} or (b.number = ${after[0]} and c.id > ${after[1]}::uuid))` : sql`true`,
      sql`limit ${request.first + 1}`,
    );
    return pageOf(rows, request.first, toRow, (row) => encodeCursor([row.bill, row.id]));
  },
};

function toRow(row: Deposit) {
  const money = (text: string) => moneyText(new Decimal(text), row.currency);
  return {
    id: row.id,
    version: 0,
    archived: false,
    cells: {
      bill: row.bill,
      billedOn: row.billedOn,
      customer: row.customer,
      customerName: row.customerName,
      premise: row.premise,
      feeItem: row.feeItem,
      amount: money(row.amount),
      paid: money(row.paid),
      released: money(row.released),
      held: money(row.held),
      currency: row.currency,
    },
  };
}
