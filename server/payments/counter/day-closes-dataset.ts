import { sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import type { Books } from '../../ledger/books.ts';
import {
  changedSince,
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type ReadOnlyDataset,
  refuseUnknownFilters,
} from '../../ledger/dataset.ts';
import { type DayCloseView, selectCloses } from './views.ts';

/** Day closes, newest first; one that was taken back stays, beside its counter-close. */
export const dayCloses: ReadOnlyDataset = {
  name: 'DAY_CLOSES',
  async page(db: Db, books: Books, request: PageRequest) {
    refuseUnknownFilters(request.filter, []);
    const after = request.after ? decodeCursor(request.after, 1)[0] : null;
    const since = request.sinceFeedNo;
    // A close that was taken back is as it was written, and yet its row says something else.
    const changed =
      since === null
        ? sql`true`
        : sql`(${changedSince(books, sql.ref('k.change_id'), since)} or ${changedSince(books, sql.ref('r.change_id'), since)})`;
    const which = sql`${changed} and ${after ? sql`k.number < ${after}` : sql`true`}`;
    const rows = await selectCloses(db, books.tenant.id, which, request.first + 1);
    return pageOf(rows, request.first, toRow, (row) => encodeCursor([row.number]));
  },
};

const toRow = (row: DayCloseView) => ({
  id: row.id,
  version: 0,
  archived: false,
  cells: {
    number: row.number,
    closedOn: row.closedOn,
    cashier: row.cashier,
    channel: row.channel,
    payments: String(row.paymentCount),
    booked: row.booked,
    counted: row.counted,
    difference: row.difference,
    explanation: row.explanation || null,
    closedBy: row.closedBy,
    reverses: row.reverses,
    reversedBy: row.reversedBy,
    currency: row.currency,
  },
});
