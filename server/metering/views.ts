/** Meters and their readings as the API shows them. */
import { sql } from 'kysely';
import type { Meter, MeterReading } from '../generated/schema.ts';
import { type Books, read } from '../ledger/books.ts';

/** A meter; its readings are read when somebody asks for them. */
export type MeterView = Omit<Meter, 'readings'>;

/** The meter with this code, archived or not; null when there is none. */
export function meterByCode(books: Books, code: string): Promise<MeterView | null> {
  return read(books, async (db) => {
    const found = await sql<MeterView>`
      select id, code, kind, multiplier from meter where tenant_id = ${books.tenant.id} and code = ${code}`.execute(db);
    return found.rows[0] ?? null;
  });
}

/** Live readings of a meter, newest first. @param first at most 100 are given */
export function readingsOf(books: Books, meterId: string, first: number): Promise<MeterReading[]> {
  const count = Math.min(Math.max(first, 0), 100);
  return read(books, async (db) => {
    const found = await sql<MeterReading>`
      select id, read_on as "readOn", value, kind from meter_reading
      where tenant_id = ${books.tenant.id} and meter_id = ${meterId} and not archived
      order by read_on desc limit ${count}`.execute(db);
    return found.rows;
  });
}
