/** The dataset of meter readings. */
import { METER_CODE } from '../customers/references.ts';
import type { Claims } from '../ledger/claims.ts';
import { computed, date, decimal, enumOf, mapped, reference, text } from '../ledger/columns.ts';
import type { EditableDataset } from '../ledger/editable-dataset.ts';
import { meterDates, readingFactor, timeline } from './reading-facts.ts';
import { acceptedReason, checkReading, flagDoubtful, type TimelineReading } from './reading-rules.ts';

export const meterReadings: EditableDataset = {
  name: 'METER_READINGS',
  noun: 'MeterReading',
  table: 'meter_reading',
  codeField: null,
  order: ['meter', 'readOn'],
  extra: ['flag', 'accepted_reason'],
  columns: [
    reference('meter', 'meter_id', METER_CODE, { required: true }),
    date('readOn', 'read_on', { required: true }),
    decimal('value', 'value', 4, { required: true }),
    enumOf('kind', 'kind', ['ACTUAL', 'ESTIMATED'], { required: true }),
    computed('flag'),
    mapped(text('acceptedReason', 'accepted_reason', { max: 500 })),
    text('note', 'note', { max: 1000 }),
  ],
  computedCells: ({ extra }) => ({
    flag: (extra['flag'] as string | null) ?? null,
    acceptedReason: (extra['accepted_reason'] as string) || null,
  }),
  extraValues(row) {
    // Refused and archived rows are not judged; they keep what is stored.
    const flag = 'flag' in row.found ? row.found['flag'] : (row.stored?.extra['flag'] ?? null);
    return { flag, accepted_reason: flag === null ? '' : acceptedReason(row) };
  },
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
    const factor = await readingFactor(db, books);
    return {
      check: (row) => checkReading(row, meters, books.today),
      between: (all) => flagDoubtful(all, stored, meters, factor),
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
