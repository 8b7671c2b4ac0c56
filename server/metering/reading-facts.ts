/** What the rules of readings need to know, loaded for some meters in a query each. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import type { MeterDates, TimelineReading } from './reading-rules.ts';

/** Meters with their codes and until when they are billed, by id. */
export async function meterDates(
  db: Db,
  books: Books,
  ids: readonly string[],
): Promise<Map<string, MeterDates & { code: string }>> {
  const { rows } = await sql<MeterDates & { id: string; code: string }>`
    select m.id, m.code, m.digits, m.installed_on as "installedOn", m.removed_on as "removedOn", (
      select max(c.period_end)::text from charge c
      where c.tenant_id = m.tenant_id and c.meter_id = coalesce(m.point_id, m.id) and c.live) as "billedUntil"
    from meter m where m.tenant_id = ${books.tenant.id} and m.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** All live readings of these meters, by day. */
export async function timeline(db: Db, books: Books, ids: readonly string[]): Promise<TimelineReading[]> {
  const { rows } = await sql<{ id: string; meterId: string; on: BusinessDate; value: string; inDoubt: boolean }>`
    select id, meter_id as "meterId", read_on as on, value, flag is not null and accepted_reason = '' as "inDoubt"
    from meter_reading where tenant_id = ${books.tenant.id} and meter_id = any(${[...ids]}::uuid[]) and not archived
    order by read_on`.execute(db);
  return rows;
}

/** How many times the usual use is too much, as the tenant has set it. */
export async function readingFactor(db: Db, books: Books): Promise<Decimal> {
  const row = await db
    .selectFrom('tenant')
    .select('reading_factor')
    .where('tenant_id', '=', books.tenant.id)
    .executeTakeFirstOrThrow();
  return new Decimal(row.reading_factor);
}
