/** Rules of meter readings: pure, over readings that are already loaded. */
import { addDays, type BusinessDate, daysBetween } from '../kernel/dates.ts';
import { Decimal, plain } from '../kernel/money.ts';
import type { Candidate, StoredRow } from '../ledger/editable-dataset.ts';
import type { ReadingFlag } from './entities.ts';

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
  /** In doubt and accepted by nobody: it has its day, but says nothing about others. */
  inDoubt?: boolean;
}

/** Checks one reading against its meter and today, and whether it was billed already. */
export function checkReading(row: Candidate, meters: ReadonlyMap<string, MeterDates>, today: BusinessDate): void {
  if (row.stored) refuseChangeOfBilled(row, row.stored, meters);
  if (row.archived) return;
  const meter = meters.get(row.ids['meter'] ?? '');
  if (row.has('readOn')) {
    const wrong = wrongDay(row.text('readOn'), meter, today);
    if (wrong) row.refuse('readOn', ...wrong);
  }
  if (row.has('value')) {
    const wrong = tooLong(row.text('value'), row.cells['meter'] ?? '', meter);
    if (wrong) row.refuse('value', ...wrong);
  }
}

type Problem = [code: string, message: string];

/** Why nothing can have been read on a day; null when it can. */
export function wrongDay(day: BusinessDate, meter: MeterDates | undefined, today: BusinessDate): Problem | null {
  if (day > today) return ['metering.reading_in_future', `${day} is in the future; today is ${today}`];
  const absent = 'metering.meter_not_installed';
  if (meter?.installedOn && day < meter.installedOn) {
    return [absent, `the meter was installed on ${meter.installedOn}; it shows nothing before`];
  }
  if (meter?.removedOn && day > meter.removedOn) {
    return [absent, `the meter was removed on ${meter.removedOn}; it shows nothing after`];
  }
  return null;
}

/** Why a meter cannot show a value; null when it can. */
export function tooLong(value: string, code: string, meter: MeterDates | undefined): Problem | null {
  if (!meter?.digits || wholeDigits(value) <= meter.digits) return null;
  return ['metering.reading_too_long', `the meter ${code} has ${meter.digits} digits and cannot show ${value}`];
}

/** Digits before the point of a plain decimal, leading zeroes aside. */
const wholeDigits = (value: string): number => (/^0*(\d*)/.exec(value)?.[1] ?? '').length;

/** A reading up to the end of what a live charge bills was used by it, as its closing or its opening. */
function refuseChangeOfBilled(row: Candidate, stored: StoredRow, meters: ReadonlyMap<string, MeterDates>): void {
  const until = meters.get(stored.ids['meter'] ?? '')?.billedUntil;
  const day = stored.cells['readOn'] as string;
  if (!until || day > until || isInDoubt(stored)) return;
  const message = `the use of this meter is billed until ${until}, with this reading; have the bill reversed to change it`;
  if (row.archived) row.refuse(null, 'metering.reading_billed', message);
  for (const field of ['meter', 'readOn', 'value', 'acceptedReason']) {
    if (!row.archived && row.touches(field)) row.refuse(field, 'metering.reading_billed', message);
  }
}

const isInDoubt = ({ cells }: StoredRow): boolean =>
  (cells['flag'] ?? null) !== null && (cells['acceptedReason'] ?? null) === null;

/** Fields by which a reading is judged. */
const JUDGED = ['meter', 'readOn', 'value'];

/**
 * Marks readings that a person should look at: below the one before (or above the one after) without a roll-over, or a
 * use far above the usual. They are kept, and billed once somebody accepts them with a reason. Rows are taken in the
 * order of their days, each against what is stored and the rows already taken; refused ones stand as they are stored.
 * @param factor how many times the usual use is too much
 */
export function flagDoubtful(
  rows: readonly Candidate[],
  stored: readonly TimelineReading[],
  meters: ReadonlyMap<string, MeterDates>,
  factor: Decimal,
): void {
  const moving = new Set(rows.filter((row) => !row.refused).map((row) => row.id));
  const timelines = Map.groupBy(
    stored.filter(({ id, inDoubt }) => !inDoubt && !moving.has(id)),
    ({ meterId }) => meterId,
  );
  const placed = rows
    .filter((row) => !row.refused && !row.archived && row.ids['meter'] && row.has('readOn', 'value'))
    .map((row) => ({ row, meterId: row.ids['meter'] as string, on: row.text('readOn'), value: row.text('value') }))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  for (const { row, ...reading } of placed) {
    const timeline = timelines.get(reading.meterId) ?? [];
    timelines.set(reading.meterId, timeline);
    const digits = meters.get(reading.meterId)?.digits ?? null;
    const known = row.stored && !row.touches(...JUDGED) ? (row.stored.cells['flag'] as ReadingFlag | null) : undefined;
    const flag = known === undefined ? flagOf(timeline, reading, digits, factor) : known;
    row.found['flag'] = flag;
    if (flag === null) refuseNeedlessReason(row);
    if (flag === null || acceptedReason(row) !== '') place(timeline, { id: row.id, ...reading });
  }
}

/** The reason of a row as it will be stored: a changed reading needs a new one. */
export function acceptedReason(row: Candidate): string {
  const stale = row.stored !== null && row.touches(...JUDGED) && !row.touches('acceptedReason');
  return stale ? '' : (row.cells['acceptedReason'] ?? '');
}

function refuseNeedlessReason(row: Candidate): void {
  if (acceptedReason(row) === '' || !row.touches('acceptedReason')) return;
  row.refuse(
    'acceptedReason',
    'metering.nothing_to_accept',
    'nothing is in doubt about this reading; clear the reason',
  );
}

/** Puts a reading into its meter's timeline. */
export function place(timeline: TimelineReading[], reading: TimelineReading): void {
  timeline.splice(positionOf(timeline, reading.on), 0, reading);
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

/** What is in doubt about a reading among the others of its meter; null for nothing. */
export function flagOf(
  timeline: readonly TimelineReading[],
  { on, value }: Pick<TimelineReading, 'on' | 'value'>,
  digits: number | null,
  factor: Decimal,
): ReadingFlag | null {
  const at = positionOf(timeline, on);
  const [before, after] = [timeline[at - 1], timeline[at]];
  const use = before && advance(before.value, value, digits);
  if (use === null) return 'LOWER';
  if (after && advance(value, after.value, digits) === null) return 'OUT_OF_ORDER';
  if (use === undefined || before === undefined || before.on === on) return null;
  const usual = usualStretch(timeline, at, digits);
  if (usual === null || usual.use === 0n) return null;
  // Use a day against use a day, multiplied out: nothing is divided, nothing is rounded.
  const most = usual.use * ticksOf(plain(factor)) * BigInt(daysBetween(before.on, on));
  return use * BigInt(usual.days) * ONE > most ? 'UNUSUAL' : null;
}

/** How far back use is usual. */
const USUAL_DAYS = 400;

/** Use over the readings before an index, of about a year; null without two of them. */
function usualStretch(
  timeline: readonly TimelineReading[],
  at: number,
  digits: number | null,
): { use: bigint; days: number } | null {
  const last = timeline[at - 1];
  if (last === undefined) return null;
  let first = timeline[0] as TimelineReading;
  if (daysBetween(first.on, last.on) > USUAL_DAYS) {
    first = timeline[positionOf(timeline, addDays(last.on, -USUAL_DAYS - 1))] as TimelineReading;
  }
  const days = daysBetween(first.on, last.on);
  return days === 0 ? null : { use: advance(first.value, last.value, digits) ?? 0n, days };
}

/** Use a day, in units of the counter, over the readings before an index, of about a year; null without two of them. */
export function usualUse(timeline: readonly TimelineReading[], at: number, digits: number | null): Decimal | null {
  const usual = usualStretch(timeline, at, digits);
  return usual && new Decimal(usual.use.toString()).div(ONE.toString()).div(usual.days);
}

/** Readings have at most four decimals, so they are whole numbers of ticks: exact, and judged by the hundred thousand. */
const DECIMALS = 4;
const ONE = 10n ** BigInt(DECIMALS);

/** A plain decimal in ticks; what a stored value has beyond four decimals is zeroes. */
function ticksOf(value: string): bigint {
  const [whole, fraction = ''] = value.split('.') as [string, string?];
  return BigInt(whole + fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0'));
}

/**
 * How far a counter went from a value to the next, in ticks; null where it cannot show that one: it is less, and the
 * counter did not roll over its last digit. A roll-over is believed only where it means less than a tenth of the dial, else
 * a misread figure would bill a dial's worth of use.
 */
function advance(value: string, next: string, digits: number | null): bigint | null {
  const difference = ticksOf(next) - ticksOf(value);
  if (difference >= 0n) return difference;
  if (digits === null) return null;
  const dial = 10n ** BigInt(digits) * ONE;
  const over = difference + dial;
  return over * 10n < dial ? over : null;
}

/** Whether a counter can show `next` after `value`. */
export const mayFollow = (value: string, next: string, digits: number | null): boolean =>
  advance(value, next, digits) !== null;
