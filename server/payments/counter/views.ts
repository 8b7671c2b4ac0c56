/** Drawers and their closes as the API shows them. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import { Decimal, moneyText } from '../../kernel/money.ts';
import { type Books, read } from '../../ledger/books.ts';
import { decodeCursor, encodeCursor } from '../../ledger/dataset.ts';
import { type PaymentView, paymentsById } from '../views.ts';
import { cashierOf, type DrawerSum, drawersOf, liesWith, openOf } from './drawer.ts';
import type { CounterChannel } from './entities.ts';

/** A page of a list. */
export interface Page<T> {
  nodes: T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** What a payment puts into a drawer; the amount at the scale of its currency. */
export interface MovementView {
  payment: PaymentView;
  amount: string;
}

/** The drawers of whoever asks; what lies in them is read when somebody asks for it. */
export interface CounterDayView {
  cashierId: string;
  drawers: DrawerSum[];
}

/** A close; amounts at the scale of their currency. */
export interface DayCloseView {
  id: string;
  number: string;
  cashier: string;
  channel: CounterChannel;
  currency: string;
  booked: string;
  counted: string;
  difference: string;
  explanation: string;
  closedOn: string;
  closedAt: string;
  closedBy: string;
  reverses: string | null;
  reversedBy: string | null;
  paymentCount: number;
}

/** The drawers of whoever asks. @throws Refusal `counter.no_cashier` */
export async function openCounterDay(books: Books): Promise<CounterDayView> {
  const cashierId = cashierOf(books);
  const drawers = await read(books, (db) => drawersOf(db, books, cashierId));
  return {
    cashierId,
    drawers: drawers.map((row) => ({ ...row, booked: moneyText(new Decimal(row.booked), row.currency) })),
  };
}

/** Which page; at most 500 rows. */
export interface PageOrder {
  first: number;
  after: string | null;
}

/** What lies in a cashier's drawers, newest payment first. @throws Refusal `sync.bad_cursor` */
export const openMovements = (books: Books, cashierId: string, channel: string | null, order: PageOrder) =>
  movements(
    books,
    order,
    sql`select p.id, p.number, ${openOf} as amount from payment p
      where ${liesWith(books, cashierId)} and ${channel === null ? sql`true` : sql`p.channel = ${channel}`}`,
  );

/** What a close holds, newest payment first. @throws Refusal `sync.bad_cursor` */
export const movementsOfClose = (books: Books, dayCloseId: string, order: PageOrder) =>
  movements(
    books,
    order,
    sql`select p.id, p.number, h.amount from day_close_payment h
      join payment p on (p.tenant_id, p.id) = (h.tenant_id, h.payment_id)
      where h.tenant_id = ${books.tenant.id} and h.day_close_id = ${dayCloseId}`,
  );

async function movements(
  books: Books,
  { first, after }: PageOrder,
  from: RawBuilder<unknown>,
): Promise<Page<MovementView>> {
  const count = Math.min(Math.max(first, 0), 500);
  const start = after ? decodeCursor(after, 1)[0] : null;
  return read(books, async (db) => {
    const { rows } = await sql<{ id: string; number: string; amount: string }>`
      select m.* from (${from}) m where ${start ? sql`m.number < ${start}` : sql`true`}
      order by m.number desc limit ${count + 1}`.execute(db);
    const shown = rows.slice(0, count);
    const ids = shown.map(({ id }) => id);
    const found = await paymentsById(db, books.tenant.id, ids);
    const nodes = shown.map(({ id, amount }) => {
      const payment = found.get(id) as PaymentView;
      return { payment, amount: moneyText(new Decimal(amount), payment.currency) };
    });
    return { nodes, pageInfo: pageInfo(rows.length > count, shown.at(-1)) };
  });
}

const pageInfo = (hasNextPage: boolean, last: { number: string } | undefined) => ({
  hasNextPage,
  endCursor: last ? encodeCursor([last.number]) : null,
});

/** Closes `k`, newest first. */
export async function selectCloses(
  db: Db,
  tenantId: string,
  which: RawBuilder<unknown>,
  count: number,
): Promise<DayCloseView[]> {
  const { rows } = await sql<DayCloseView>`
    select k.id, k.number, c.name as cashier, k.channel, k.currency, k.booked, k.counted, k.difference, k.explanation,
      k.closed_on as "closedOn", k.closed_at as "closedAt", b.name as "closedBy", o.number as reverses, r.number as "reversedBy",
      (select count(*)::int from day_close_payment h where (h.tenant_id, h.day_close_id) = (k.tenant_id, k.id)) as "paymentCount"
    from day_close k
    join operator c on (c.tenant_id, c.id) = (k.tenant_id, k.cashier_id)
    join operator b on (b.tenant_id, b.id) = (k.tenant_id, k.closed_by)
    left join day_close o on (o.tenant_id, o.id) = (k.tenant_id, k.reverses_id)
    left join day_close r on (r.tenant_id, r.reverses_id) = (k.tenant_id, k.id)
    where k.tenant_id = ${tenantId} and ${which}
    order by k.number desc limit ${count}`.execute(db);
  return rows.map((row) => {
    const money = (text: string) => moneyText(new Decimal(text), row.currency);
    return { ...row, booked: money(row.booked), counted: money(row.counted), difference: money(row.difference) };
  });
}

/** A close that is known to be there. */
export function dayCloseById(books: Books, id: string): Promise<DayCloseView> {
  return read(books, async (db) => (await selectCloses(db, books.tenant.id, sql`k.id = ${id}`, 1))[0] as DayCloseView);
}

/** Closes of all cashiers, newest first. @throws Refusal `sync.bad_cursor` */
export async function listDayCloses(books: Books, { first, after }: PageOrder): Promise<Page<DayCloseView>> {
  const count = Math.min(Math.max(first, 0), 500);
  const start = after ? decodeCursor(after, 1)[0] : null;
  const rows = await read(books, (db) =>
    selectCloses(db, books.tenant.id, start ? sql`k.number < ${start}` : sql`true`, count + 1),
  );
  const nodes = rows.slice(0, count);
  return { nodes, pageInfo: pageInfo(rows.length > count, nodes.at(-1)) };
}

/** Notes and coins of closes, the largest first, in the order of the ids. */
export async function piecesOf(
  books: Books,
  ids: readonly string[],
): Promise<{ denomination: string; pieces: number }[][]> {
  const rows = await read(books, (db) =>
    db
      .selectFrom('day_close_denomination')
      .select(['day_close_id', 'denomination', 'pieces'])
      .where('tenant_id', '=', books.tenant.id)
      .where('day_close_id', 'in', [...ids])
      .orderBy('denomination', 'desc')
      .execute(),
  );
  const of = Map.groupBy(rows, (row) => row.day_close_id);
  return ids.map((id) =>
    (of.get(id) ?? []).map(({ denomination, pieces }) => ({
      denomination: new Decimal(denomination).toFixed(),
      pieces,
    })),
  );
}
