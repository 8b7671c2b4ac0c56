/** Rules of meter readings: pure, over readings that are already loaded. */
import type { BusinessDate } from '../kernel/dates.ts';
import { Decimal, plain } from '../kernel/money.ts';
import type { Candidate, StoredRow } from '../ledger/editable-dataset.ts';

/** What the rules need to know of a meter. */
export interface MeterDates {
  /** Digits of its counter; null where it never rolls over. */
  digits: number | null;
  installedOn: BusinessDate | null;
  removedOn: BusinessDate | null;
  /** End of the last period that live charges bill by this meter. */
  billedUntil: BusinessDate | null;
}

/** A reading in its meter's order of days. */
export interface TimelineReading {
  id: string;
  meterId: string;
  on: BusinessDate;
  value: string;
}

/** Checks one reading against its meter and today, and whether it was billed already. */
export function checkReading(row: Candidate, meters: ReadonlyMap<string, MeterDates>, today: BusinessDate): void {
  if (row.stored) refuseChangeOfBilled(row, row.stored, meters);
  if (row.archived) return;
  const meter = meters.get(row.ids['meter'] ?? '');
  if (row.has('readOn')) refuseWrongDay(row, meter, today);
  if (meter?.digits && row.has('value') && new Decimal(row.text('value')).gte(new Decimal(10).pow(meter.digits))) {
    const message = `the meter ${row.text('meter')} has ${meter.digits} digits and cannot show ${row.text('value')}`;
    row.refuse('value', 'metering.reading_too_long', message);
  }
}

function refuseWrongDay(row: Candidate, meter: MeterDates | undefined, today: BusinessDate): void {
  const day = row.text('readOn');
  const refuse = (code: string, message: string) => row.refuse('readOn', code, message);
  if (day > today) refuse('metering.reading_in_future', `${day} is in the future; today is ${today}`);
  if (meter?.installedOn && day < meter.installedOn) {
    refuse('metering.meter_not_installed', `the meter was installed on ${meter.installedOn}; it shows nothing before`);
  }
  if (meter?.removedOn && day > meter.removedOn) {
    refuse('metering.meter_not_installed', `the meter was removed on ${meter.removedOn}; it shows nothing after`);
  }
}

/** A reading up to the end of what a live charge bills was used by it, as its closing or its opening. */
function refuseChangeOfBilled(row: Candidate, stored: StoredRow, meters: ReadonlyMap<string, MeterDates>): void {
  const until = meters.get(stored.ids['meter'] ?? '')?.billedUntil;
  const day = stored.cells['readOn'] as string;
  if (!until || day > until) return;
  const message = `the use of this meter is billed until ${until}, with this reading; have the bill reversed to change it`;
  if (row.archived) row.refuse(null, 'metering.reading_billed', message);
  for (const field of ['meter', 'readOn', 'value']) {
    if (!row.archived && row.touches(field)) row.refuse(field, 'metering.reading_billed', message);
  }
}

/**
 * Refuses readings below the one before (or above the one after) that are no roll-over. Rows are taken in the order of
 * their days, each against what is stored and the rows already taken; refused ones stand as they are stored.
 */
export function refuseOutOfOrder(
  rows: readonly Candidate[],
  stored: readonly TimelineReading[],
  meters: ReadonlyMap<string, MeterDates>,
): void {
  const moving = new Set(rows.filter((row) => !row.refused).map((row) => row.id));
  const timelines = Map.groupBy(
    stored.filter(({ id }) => !moving.has(id)),
    ({ meterId }) => meterId,
  );
  const placed = rows
    .filter((row) => !row.refused && !row.archived && row.ids['meter'] && row.has('readOn', 'value'))
    .map((row) => ({ row, meterId: row.ids['meter'] as string, on: row.text('readOn'), value: row.text('value') }))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  for (const { row, ...reading } of placed) {
    const timeline = timelines.get(reading.meterId) ?? [];
    timelines.set(reading.meterId, timeline);
    const at = positionOf(timeline, reading.on);
    const digits = meters.get(reading.meterId)?.digits ?? null;
    if (refuseBetween(row, timeline[at - 1], timeline[at], digits)) continue;
    timeline.splice(at, 0, { id: row.id, ...reading });
  }
}

/** Index of the first reading after a day, by bisection: a year of daily readings is long. */
function positionOf(timeline: readonly TimelineReading[], day: BusinessDate): number {
  let [low, high] = [0, timeline.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timeline[middle] as TimelineReading).on <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function refuseBetween(
  row: Candidate,
  before: TimelineReading | undefined,
  after: TimelineReading | undefined,
  digits: number | null,
): boolean {
  const value = row.text('value');
  if (before && !mayFollow(before.value, value, digits)) {
    const message = `${value} is below the reading before, ${shown(before)}; correct the wrong one`;
    row.refuse('value', 'metering.reading_lower', message);
    return true;
  }
  if (after && !mayFollow(value, after.value, digits)) {
    const message = `${value} is above the reading after it, ${shown(after)}; correct the wrong one`;
    row.refuse('value', 'metering.reading_higher', message);
    return true;
  }
  return false;
}

const shown = ({ value, on }: TimelineReading) => `${plain(new Decimal(value))} on ${on}`;

/**
 * Whether a counter can show `next` after `value`: not less, unless it rolled over its last digit. A roll-over is
 * believed only where it means less than a tenth of the dial, else a misread figure would bill a dial's worth of use.
 */
export function mayFollow(value: string, next: string, digits: number | null): boolean {
  const advance = new Decimal(next).minus(value);
  if (!advance.isNegative()) return true;
  if (digits === null) return false;
  const dial = new Decimal(10).pow(digits);
  return advance.plus(dial).lt(dial.div(10));
}
