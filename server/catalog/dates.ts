import type { Candidate } from '../ledger/editable-dataset.ts';

/** Refuses a row whose end (exclusive) does not lie after its start. */
export function refuseReversedDates(row: Candidate, start: string, end: string): void {
  if (!row.has(start, end) || row.text(start) < row.text(end)) return;
  row.refuse(
    end,
    'value.dates_reversed',
    `${row.text(end)} is the first day after the end, so it must lie after ${row.text(start)}`,
  );
}
