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

interface ReceiptRow {
  id: string;
  account: string;
  booked_on: string;
  days: number;
  amount: string;
  currency: string;
  payer_name: string;
  payer_account: string;
  reference: string;
  text: string;
  candidates: number;
  waits: boolean;
}

/** Money that came in and waits for somebody who knows whose it is (待认领款), the longest waiting first. */
export const unidentifiedReceipts: ReadOnlyDataset = {
  name: 'UNIDENTIFIED_RECEIPTS',
  async page(db: Db, books: Books, request: PageRequest) {
    refuseUnknownFilters(request.filter, []);
    const [day, id] = request.after ? decodeCursor(request.after, 2) : [null, null];
    const { rows } = await sql<ReceiptRow>`
      select l.id, a.code as account, l.booked_on, ${books.today}::date - l.booked_on as days, l.amount, l.currency, l.payer_name,
        l.payer_account, l.reference, l.text, l.status <> 'MATCHED' as waits,
        (select count(*)::int from match m where (m.tenant_id, m.statement_line_id) = (l.tenant_id, l.id) and m.state = 'SUGGESTED') as candidates
      from statement_line l join bank_account a on (a.tenant_id, a.id) = (l.tenant_id, l.bank_account_id)
      where l.tenant_id = ${books.tenant.id} and l.direction = 'IN'
        and ${request.sinceFeedNo === null ? sql`l.status <> 'MATCHED'` : changedSince(books, sql.ref('l.change_id'), request.sinceFeedNo)}
        and ${day ? sql`(l.booked_on, l.id) > (${day}::date, ${id}::uuid)` : sql`true`}
      order by l.booked_on, l.id limit ${request.first + 1}`.execute(db);
    return pageOf(rows, request.first, toRow, (row) => encodeCursor([row.booked_on, row.id]));
  },
};

const toRow = (row: ReceiptRow) => ({
  id: row.id,
  version: 0,
  archived: !row.waits,
  cells: {
    account: row.account,
    bookedOn: row.booked_on,
    days: String(row.days),
    amount: moneyText(new Decimal(row.amount), row.currency),
    currency: row.currency,
    payerName: row.payer_name || null,
    payerAccount: row.payer_account || null,
    reference: row.reference || null,
    text: row.text || null,
    candidates: String(row.candidates),
  },
});
