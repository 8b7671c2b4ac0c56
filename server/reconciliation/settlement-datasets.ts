/** Datasets for whoever closes a month: what channels still owe, and whether the bank's balance is the ledger's, day by day. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { namedId } from '../kernel/ids.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import type { DatasetName } from '../ledger/dataset.ts';
import {
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type ReadOnlyDataset,
  refuseUnknownFilters,
} from '../ledger/dataset.ts';

/** A row of an account and a day; everything else is an amount, or null. */
type DayRow = { account: string; day: string; currency: string } & Record<string, string | null>;

/** Rows of accounts and days, in that order. They are sums, which any later line moves: a refresh gives all of them again. */
function byDay(
  name: DatasetName,
  query: (books: Books) => RawBuilder<DayRow>,
  amounts: readonly string[],
): ReadOnlyDataset {
  return {
    name,
    async page(db: Db, books: Books, { filter, after, first }: PageRequest) {
      refuseUnknownFilters(filter, []);
      const [account, day] = after ? decodeCursor(after, 2) : [null, null];
      const { rows } = await sql<DayRow>`select * from (${query(books)}) x
        where ${account ? sql`(account, day) > (${account}, ${day}::date)` : sql`true`}
        order by account, day limit ${first + 1}`.execute(db);
      return pageOf(
        rows,
        first,
        (row) => toRow(name, books, row, amounts),
        (row) => encodeCursor([row.account, row.day]),
      );
    },
  };
}

function toRow(name: string, books: Books, row: DayRow, amounts: readonly string[]) {
  const money = (value: string | null | undefined) =>
    value === null || value === undefined ? null : moneyText(new Decimal(value), row.currency);
  const cells: Record<string, string | null> = { account: row.account, day: row.day, currency: row.currency };
  for (const field of amounts) cells[field] = money(row[field]);
  if ('trades' in row) cells['trades'] = row['trades'] ?? null;
  return { id: namedId(`${name} ${books.tenant.id} ${row.account} ${row.day}`), version: 0, archived: false, cells };
}

/** What was traded on a day at a channel, what it kept, and what of it was paid out to the bank. */
export const channelSettlement = byDay(
  'CHANNEL_SETTLEMENT',
  (books) => sql<DayRow>`
    select a.code as account, l.booked_on as day, a.currency::text as currency, count(*)::text as trades,
      sum(case when l.direction = 'IN' then l.amount else 0 end)::text as gross,
      sum(case when l.direction = 'OUT' then l.amount else 0 end)::text as refunds,
      sum(coalesce(l.fee, 0))::text as fees, sum(l.net)::text as net,
      coalesce(sum(l.net) filter (where l.payout_id is not null), 0)::text as "paidOut",
      coalesce(sum(l.net) filter (where l.payout_id is null), 0)::text as open
    from bank_account a
    cross join lateral (
      select l.*, case when l.direction = 'IN' then l.amount else -l.amount end - coalesce(l.fee, 0) as net from statement_line l
      where (l.tenant_id, l.bank_account_id) = (a.tenant_id, a.id) and l.kind <> 'PAYOUT') l
    where a.tenant_id = ${books.tenant.id} and a.channel <> 'BANK' group by a.code, a.currency, l.booked_on`,
  ['gross', 'refunds', 'fees', 'net', 'paidOut', 'open'],
);

/**
 * The reconciliation of bank accounts (银行余额调节表): what the lines come to at the end of each day, what the file says its
 * closing balance is and by how much that differs from its first opening balance and all lines since, what the ledger holds, and
 * what explains the difference to the lines: money taken at the counter, and what a channel paid out.
 */
export const bankReconciliation = byDay(
  'BANK_RECONCILIATION',
  (books) => sql<DayRow>`
    with line as (
      select bank_account_id as id, booked_on as day, sum(amount) filter (where direction = 'IN') as incoming,
        sum(amount) filter (where direction = 'OUT') as outgoing,
        sum(case when direction = 'IN' then amount else -amount end - coalesce(fee, 0)) as moved,
        sum(case when direction = 'IN' then amount else -amount end) filter (where status <> 'MATCHED') as waiting
      from statement_line where tenant_id = ${books.tenant.id} group by 1, 2
    ),
    entry as (
      select b.id, t.posting_date as day, sum(s.amount) as moved,
        sum(s.amount) filter (where e.kind in ('PAYMENT', 'REVERSAL')) as counter, sum(s.amount) filter (where e.kind = 'SETTLEMENT') as settled
      from transfer t join journal_entry e on (e.tenant_id, e.id) = (t.tenant_id, t.journal_entry_id)
      cross join lateral (values (t.debit_account_id, t.amount), (t.credit_account_id, -t.amount)) s(account_id, amount)
      join bank_account b on b.tenant_id = t.tenant_id and b.ledger_account_id = s.account_id
      where t.tenant_id = ${books.tenant.id} group by 1, 2
    ),
    point as (
      select coalesce(l.id, e.id) as id, coalesce(l.day, e.day) as day, l.id is not null as shown, l.incoming, l.outgoing,
        sum(l.moved) over upto as lines, sum(l.waiting) over upto as waiting, coalesce(sum(e.moved) over upto, 0) as ledger,
        coalesce(sum(e.counter) over upto, 0) as counter, coalesce(sum(e.settled) over upto, 0) as settled
      from line l full join entry e on (e.id, e.day) = (l.id, l.day)
      window upto as (partition by coalesce(l.id, e.id) order by coalesce(l.day, e.day))
    ),
    file as (
      select distinct on (s.bank_account_id, x.last) s.bank_account_id as id, x.last as day, s.closing
      from statement s cross join lateral (
        select max(booked_on) as last from statement_line l where (l.tenant_id, l.statement_id) = (s.tenant_id, s.id)) x
      where s.tenant_id = ${books.tenant.id} and s.closing is not null order by s.bank_account_id, x.last, s.number desc
    ),
    begun as (
      select distinct on (bank_account_id) bank_account_id as id, opening from statement
      where tenant_id = ${books.tenant.id} and opening is not null order by bank_account_id, number
    )
    select a.code as account, p.day, a.currency::text as currency, coalesce(p.incoming, 0)::text as "moneyIn",
      coalesce(p.outgoing, 0)::text as "moneyOut", p.lines::text as lines, f.closing::text as stated,
      (f.closing - g.opening - p.lines)::text as "statedDifference", p.ledger::text as ledger, p.counter::text as counter,
      (p.ledger - p.counter - p.settled - p.lines)::text as unexplained, coalesce(p.waiting, 0)::text as waiting
    from point p join bank_account a on a.tenant_id = ${books.tenant.id} and a.id = p.id
    left join file f on (f.id, f.day) = (p.id, p.day)
    left join begun g on g.id = p.id
    where p.shown`,
  ['moneyIn', 'moneyOut', 'lines', 'stated', 'statedDifference', 'ledger', 'counter', 'unexplained', 'waiting'],
);
