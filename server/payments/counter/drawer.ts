/** What lies in a cashier's drawer: money taken and not closed yet, less what was voided after it was closed. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, ZERO } from '../../kernel/money.ts';
import type { Books } from '../../ledger/books.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import type { CounterChannel } from './entities.ts';

/** A cashier's money of one channel and currency. */
export interface Drawer {
  cashierId: string;
  channel: CounterChannel;
  currency: string;
}

/** What a payment puts into the drawer: its amount, or less than nothing where it was voided after a close. */
export interface Movement {
  paymentId: string;
  amount: Decimal;
}

/** SQL: what of payment `p` is not in a close as it stands. Money of a void payment was given back. */
export const openOf: RawBuilder<string> = sql`(case p.status when 'LIVE' then p.amount else 0 end - p.closed)`;

/** SQL: whether payment `p` lies in a drawer of the cashier. Spelled as the index `payment_drawer` has it. */
export const liesWith = (books: Books, cashierId: string): RawBuilder<boolean> => sql`p.tenant_id = ${books.tenant.id}
  and p.taken_by = ${cashierId} and p.closed <> case p.status when 'LIVE' then p.amount else 0 end`;

/**
 * Who acts; a drawer belongs to a person.
 * @throws Refusal `counter.no_cashier` where the product itself acts
 */
export function cashierOf(books: Books): string {
  if (books.operator) return books.operator.id;
  throw new Refusal('counter.no_cashier', 'a drawer belongs to a person; sign in as one');
}

/** Queues all who close or take back closes of a cashier until the transaction ends. */
export async function lockDrawers(work: Work, cashierId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`counter ${work.tenantId} ${cashierId}`}, 0))`.execute(
    work.db,
  );
}

/** The movements of a drawer; its payments are locked, so that none is voided while they are counted. */
export async function lockMovements(work: Work, { cashierId, channel, currency }: Drawer): Promise<Movement[]> {
  const { rows } = await sql<{ paymentId: string; amount: string }>`
    select p.id as "paymentId", ${openOf} as amount from payment p
    where ${liesWith(work.books, cashierId)} and p.channel = ${channel} and p.currency = ${currency}
    order by p.id for update`.execute(work.db);
  return rows.map((row) => ({ ...row, amount: new Decimal(row.amount) }));
}

/** What movements come to. */
export const bookedOf = (movements: readonly Movement[]): Decimal =>
  movements.reduce((sum, { amount }) => sum.plus(amount), ZERO);

/** What lies in each drawer of a cashier, by channel and currency. */
export interface DrawerSum {
  channel: CounterChannel;
  currency: string;
  /** Decimal text. */
  booked: string;
  /** Payments in it. */
  count: number;
  /** When it was last closed; null where it never was. */
  since: string | null;
}

/** The drawers of a cashier that are not empty. */
export async function drawersOf(db: Db, books: Books, cashierId: string): Promise<DrawerSum[]> {
  const { rows } = await sql<DrawerSum>`
    select d.*, (
      select max(k.closed_at) from day_close k
      where k.tenant_id = ${books.tenant.id} and k.cashier_id = ${cashierId} and k.reverses_id is null
        and (k.channel, k.currency) = (d.channel, d.currency) and ${stands}) as since
    from (
      select p.channel, p.currency, sum(${openOf}) as booked, count(*)::int as count from payment p
      where ${liesWith(books, cashierId)} group by 1, 2) d
    order by d.channel, d.currency`.execute(db);
  return rows;
}

/** SQL: whether close `k` was not taken back. */
export const stands: RawBuilder<boolean> = sql`not exists (
  select 1 from day_close r where (r.tenant_id, r.reverses_id) = (k.tenant_id, k.id))`;
