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
  const tenant = books.tenant.id;
  // One pass over the charges of these measuring points: asked for meter by meter, each would read them all.
  const { rows } = await sql<MeterDates & { id: string; code: string }>`
    with meters as materialized (
      select id, code, digits, installed_on, removed_on, coalesce(point_id, id) as point from meter
      where tenant_id = ${tenant} and id = any(${[...ids]}::uuid[])
    ),
    billed as materialized (
      select c.meter_id, max(c.period_end)::text as until from charge c
      where c.tenant_id = ${tenant} and c.meter_id in (select point from meters) and c.live group by c.meter_id
    )
    select m.id, m.code, m.digits, m.installed_on as "installedOn", m.removed_on as "removedOn", b.until as "billedUntil"
    from meters m left join billed b on b.meter_id = m.point`.execute(db);
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
