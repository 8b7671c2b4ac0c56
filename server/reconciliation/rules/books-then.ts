/**
 * The bills as they were at earlier points of the change feed, so that a rule can be tried on what was open when a line was
 * decided. What is open now is taken back to the first point and moved on from there, by what was billed, paid and credited.
 */
import { sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import { Decimal, ZERO } from '../../kernel/money.ts';
import {
  IndexOfBills,
  type KnownAccount,
  type MatchableBill,
  type MatchableCustomer,
} from '../matching/index-of-bills.ts';

interface Move {
  billId: string;
  feedNo: number;
  /** What it adds to what is open. */
  amount: Decimal;
}

/** Everything that `BooksThen` walks through, read in one snapshot. */
export interface BooksHistory {
  bills: MatchableBill[];
  moves: Move[];
}

/**
 * Reads bills with what moved since a point.
 * @param since feed number; null where only the books as they are now are asked for
 * @param named numbers of bills that lines name, which are loaded although they are paid
 */
export async function loadHistory(
  db: Db,
  tenantId: string,
  currencies: readonly string[],
  since: number | null,
  named: readonly string[],
): Promise<BooksHistory> {
  const moves = since === null ? [] : await loadMoves(db, tenantId, since);
  const { rows } = await sql<Omit<MatchableBill, 'open'> & { open: string }>`
    select id, number, customer_id as "customerId", currency::text as currency, due_date as "dueDate",
      case status when 'LIVE' then total - allocated else 0 end as open
    from bill where tenant_id = ${tenantId} and currency = any(${[...currencies]}::text[])
      and (status = 'LIVE' and allocated < total or number = any(${[...named]}::text[])
        or id = any(${[...new Set(moves.map(({ billId }) => billId))]}::uuid[]))
    order by due_date, number`.execute(db);
  return { bills: rows.map((row) => ({ ...row, open: new Decimal(row.open) })), moves };
}

async function loadMoves(db: Db, tenantId: string, since: number): Promise<Move[]> {
  const { rows } = await sql<{ bill: string; feed: string; amount: string }>`
    with change as (select id, feed_no from change_feed where tenant_id = ${tenantId} and feed_no >= ${since})
    select b.id as bill, c.feed_no as feed, b.total as amount from change c
    join journal_entry e on e.tenant_id = ${tenantId} and e.change_id = c.id and e.kind = 'BILL'
    join bill b on (b.tenant_id, b.id) = (e.tenant_id, e.source_id)
    union all
    select a.bill_id, c.feed_no, -a.amount from change c join allocation a on a.tenant_id = ${tenantId} and a.change_id = c.id
    union all
    select n.bill_id, c.feed_no, -n.total from change c
    join credit_note n on n.tenant_id = ${tenantId} and n.change_id = c.id and n.status = 'POSTED'
    order by feed`.execute(db);
  return rows.map(({ bill, feed, amount }) => ({ billId: bill, feedNo: Number(feed), amount: new Decimal(amount) }));
}

/** Walks forward through the points of a history. */
export class BooksThen {
  readonly index: IndexOfBills;
  readonly #bills: ReadonlyMap<string, MatchableBill>;
  readonly #moves: readonly Move[];
  #next = 0;

  constructor({ bills, moves }: BooksHistory, customers: readonly MatchableCustomer[], known: readonly KnownAccount[]) {
    this.#bills = new Map(bills.map((bill) => [bill.id, bill]));
    this.#moves = moves;
    for (const { billId, amount } of moves) {
      const bill = this.#bills.get(billId);
      if (bill) bill.open = bill.open.minus(amount);
    }
    this.index = new IndexOfBills(bills, customers, known, true);
  }

  /** Goes on to just before a point of the feed; null: to now. */
  goTo(feedNo: number | null): void {
    const moved = new Map<MatchableBill, Decimal>();
    for (; this.#next < this.#moves.length; this.#next += 1) {
      const move = this.#moves[this.#next] as Move;
      if (feedNo !== null && move.feedNo >= feedNo) break;
      const bill = this.#bills.get(move.billId);
      if (bill) moved.set(bill, (moved.get(bill) ?? ZERO).plus(move.amount));
    }
    for (const [bill, amount] of moved) this.index.setOpen(bill, bill.open.plus(amount));
  }
}
