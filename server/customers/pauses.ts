/** The dataset of pauses: days on which a binding is not charged. A pause without an end lasts until it gets one. */
import { sql } from 'kysely';
import { refuseReversedDates } from '../catalog/dates.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import type { Books } from '../ledger/books.ts';
import { type Claim, type Claims, timeOf } from '../ledger/claims.ts';
import { date, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { BINDING_CODE } from './references.ts';

const NO_END: BusinessDate = '9999-12-31';

export const pauses: EditableDataset = {
  name: 'PAUSES',
  noun: 'BindingPause',
  table: 'binding_pause',
  codeField: null,
  order: ['binding', 'startDate'],
  extra: [],
  columns: [
    reference('binding', 'binding_id', BINDING_CODE, { required: true }),
    date('startDate', 'start_date', { required: true }),
    date('endDate', 'end_date'),
    text('note', 'note', { max: 1000 }),
  ],
  deferred: ['binding_pause_no_overlap'],
  constraints: {
    binding_pause_no_overlap: {
      field: 'startDate',
      code: 'customers.pause_overlap',
      message: 'somebody has just paused these days; refresh and choose other dates',
    },
  },
  async prepare(db, books, rows) {
    const billed = await billedUntil(db, books, rows);
    return {
      check(row) {
        refuseReversedDates(row, 'startDate', 'endDate');
        if (row.stored && row.touches('binding')) {
          const message = 'a pause stays with its binding; archive it, and add one for the other binding';
          row.refuse('binding', 'customers.pause_moved', message);
        }
        refuseBilledDays(row, billed.get(row.ids['binding'] ?? ''));
      },
      claims: [await pausedTimes(db, books, rows)],
    };
  },
};

/** End of the last period that live charges bill, by binding. */
async function billedUntil(db: Db, books: Books, rows: readonly Candidate[]): Promise<Map<string, BusinessDate>> {
  const ids = [...new Set(rows.map((row) => row.ids['binding']))].filter((id) => id);
  const { rows: found } = await sql<{ id: string; until: BusinessDate }>`
    select binding_id as id, max(period_end)::text as until from charge
    where tenant_id = ${books.tenant.id} and binding_id = any(${ids}::uuid[]) and live group by binding_id`.execute(db);
  return new Map(found.map(({ id, until }) => [id, until]));
}

/** What is billed was charged with the pauses that were known then. */
function refuseBilledDays(row: Candidate, until: BusinessDate | undefined): void {
  if (until === undefined || !row.has('startDate')) return;
  const first = firstChangedDay(row);
  if (first === null || first >= until) return;
  const field = row.archived ? null : row.touches('startDate') || !row.stored ? 'startDate' : 'endDate';
  const message = `the binding is billed until ${until}; pause from that day on, or have the bill reversed first`;
  row.refuse(field, 'customers.pause_billed', message);
}

/** The first day that is paused now and was not before, or the other way round; null where no day is. */
function firstChangedDay(row: Candidate): BusinessDate | null {
  const before = row.stored && timesOf(row.stored.cells);
  const after = row.archived ? null : timesOf(row.cells);
  if (before === null || after === null) return (before ?? after)?.start ?? null;
  if (before.start !== after.start) return before.start < after.start ? before.start : after.start;
  if (before.end === after.end) return null;
  return before.end < after.end ? before.end : after.end;
}

const timesOf = (cells: Candidate['cells']) => ({
  start: cells['startDate'] as BusinessDate,
  end: cells['endDate'] ?? NO_END,
});

async function pausedTimes(db: Db, books: Books, rows: readonly Candidate[]): Promise<Claims> {
  const bindings = [...new Set(rows.map((row) => row.ids['binding']))].filter((id) => id);
  const { rows: stored } = await sql<Claim>`
    select id, binding_id as key, start_date as start, end_date as end from binding_pause
    where tenant_id = ${books.tenant.id} and binding_id = any(${bindings}::uuid[]) and not archived
    order by start_date`.execute(db);
  return {
    stored,
    of: ({ id, archived, ids, cells }) =>
      archived || !ids['binding'] || !cells['startDate']
        ? null
        : { id, key: ids['binding'], start: cells['startDate'], end: cells['endDate'] ?? null },
    refuse(row, holder) {
      const message = `${row.text('binding')} is paused ${timeOf(holder)} already; change that pause, or these dates`;
      row.refuse('startDate', 'customers.pause_overlap', message);
    },
  };
}
