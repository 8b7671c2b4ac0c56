/** The dataset of meter readings. */
import { sql } from 'kysely';
import { METER_CODE } from '../customers/references.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import type { Books } from '../ledger/books.ts';
import type { Claims } from '../ledger/claims.ts';
import { date, decimal, enumOf, reference, text } from '../ledger/columns.ts';
import type { EditableDataset } from '../ledger/editable-dataset.ts';
import { checkReading, type MeterDates, refuseOutOfOrder, type TimelineReading } from './reading-rules.ts';

export const meterReadings: EditableDataset = {
  name: 'METER_READINGS',
  noun: 'MeterReading',
  table: 'meter_reading',
  codeField: null,
  order: ['meter', 'readOn'],
  extra: [],
  columns: [
    reference('meter', 'meter_id', METER_CODE, { required: true }),
    date('readOn', 'read_on', { required: true }),
    decimal('value', 'value', 4, { required: true }),
    enumOf('kind', 'kind', ['ACTUAL', 'ESTIMATED'], { required: true }),
    text('note', 'note', { max: 1000 }),
  ],
  // Two readings that change their days go through a moment in which neither is live.
  vacate: { fields: ['meter', 'readOn'], by: 'archive' },
  constraints: {
    meter_reading_day: {
      field: 'readOn',
      code: 'metering.duplicate_day',
      message: 'somebody has just entered a reading of this meter for this day; refresh',
    },
  },
  async prepare(db, books, rows) {
    const ids = [...new Set(rows.flatMap((row) => [row.ids['meter'], row.stored?.ids['meter']]))].filter((id) => !!id);
    const meters = await meterDates(db, books, ids as string[]);
    const stored = await timeline(db, books, ids as string[]);
    return {
      check: (row) => checkReading(row, meters, books.today),
      between: (all) => refuseOutOfOrder(all, stored, meters),
      claims: [days(stored)],
    };
  },
};

/** A meter shows one value a day. */
function days(stored: readonly TimelineReading[]): Claims {
  return {
    stored: stored.map(({ id, meterId, on }) => ({ id, key: `${meterId} ${on}` })),
    of: ({ id, archived, ids, cells }) =>
      archived || !ids['meter'] || !cells['readOn'] ? null : { id, key: `${ids['meter']} ${cells['readOn']}` },
    refuse(row) {
      const message = `there is a reading of ${row.text('meter')} on ${row.text('readOn')} already; correct that one`;
      row.refuse('readOn', 'metering.duplicate_day', message);
    },
  };
}

async function meterDates(db: Db, books: Books, ids: readonly string[]): Promise<Map<string, MeterDates>> {
  const { rows } = await sql<MeterDates & { id: string }>`
    select m.id, m.digits, m.installed_on as "installedOn", m.removed_on as "removedOn", (
      select max(c.period_end)::text from charge c
      where c.tenant_id = m.tenant_id and c.meter_id = m.id and c.live) as "billedUntil"
    from meter m where m.tenant_id = ${books.tenant.id} and m.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** All live readings of these meters, by day. */
async function timeline(db: Db, books: Books, ids: readonly string[]): Promise<TimelineReading[]> {
  const { rows } = await sql<{ id: string; meterId: string; on: BusinessDate; value: string }>`
    select id, meter_id as "meterId", read_on as on, value from meter_reading
    where tenant_id = ${books.tenant.id} and meter_id = any(${[...ids]}::uuid[]) and not archived
    order by read_on`.execute(db);
  return rows;
}
