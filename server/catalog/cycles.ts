/**
 * Billing cycles: the n-th period of a binding, counted from its own anchor, so that a cycle is the same whenever and
 * however often somebody asks for it.
 */
import {
  addDays,
  addMonths,
  type BusinessDate,
  dayNumber,
  daysBetween,
  intersect,
  monthStart,
  type Period,
} from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';

export type CycleUnit = 'ONE_OFF' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'HALF_YEARLY' | 'YEARLY';

/** ADVANCE: due when the cycle begins. ARREARS: due when it has ended. */
export type Timing = 'ADVANCE' | 'ARREARS';

/** Length of a cycle: so many days, or so many months. */
const LENGTHS: Record<Exclude<CycleUnit, 'ONE_OFF'>, { days: number } | { months: number }> = {
  DAILY: { days: 1 },
  WEEKLY: { days: 7 },
  MONTHLY: { months: 1 },
  QUARTERLY: { months: 3 },
  HALF_YEARLY: { months: 6 },
  YEARLY: { months: 12 },
};

/**
 * The day from which cycles are counted: the last one on or before a start that is the cycle's day.
 * @param day of a week 1 (Monday) to 7; else 1 to 31, the last day of the month where it is shorter; null: the first
 */
export function anchorBefore(start: BusinessDate, unit: CycleUnit, day: number | null): BusinessDate {
  if (unit === 'DAILY') return start;
  // 1970-01-01 was a Thursday, so day number 4 (1970-01-05) is a Monday.
  if (unit === 'WEEKLY') return addDays(start, -((((dayNumber(start) - 4 - ((day ?? 1) - 1)) % 7) + 7) % 7));
  // Counted from a month that has the day: from 28 February on, cycles of the 31st would stay on the 28th for ever.
  for (let month = monthStart(start); ; month = addMonths(month, -1)) {
    const anchor = addDays(month, (day ?? 1) - 1);
    if (anchor <= start && monthStart(anchor) === month) return anchor;
  }
}

/**
 * The n-th cycle from an anchor (n counts from 0 and may be negative). Month-end aware: from 31 January the cycles
 * begin on 28 or 29 February, 31 March, 30 April. The only cycle of a one-off fee is the anchor's day.
 * @throws Refusal `catalog.no_such_cycle` for another cycle of a one-off fee
 */
export function cycleAt(anchor: BusinessDate, unit: CycleUnit, n: number): Period {
  if (unit === 'ONE_OFF') {
    if (n !== 0) throw new Refusal('catalog.no_such_cycle', 'A one-off fee has a single cycle, number 0');
    return { start: anchor, end: addDays(anchor, 1) };
  }
  const length = LENGTHS[unit];
  if ('days' in length) return { start: addDays(anchor, n * length.days), end: addDays(anchor, (n + 1) * length.days) };
  return { start: addMonths(anchor, n * length.months), end: addMonths(anchor, (n + 1) * length.months) };
}

/** A cycle that is due, with its full period and the part of it in which the binding is active. */
export interface DueCycle {
  index: number;
  /** The part within the binding's dates; this is billed. */
  period: Period;
  /** The whole cycle; proration divides by it. */
  cyclePeriod: Period;
}

export interface CyclesDueInput {
  anchor: BusinessDate;
  cycle: CycleUnit;
  timing: Timing;
  /** The binding is active in `[start, end)`; null: no end. */
  start: BusinessDate;
  end: BusinessDate | null;
  upTo: BusinessDate;
}

/**
 * The cycles due up to a date, oldest first, since the binding's start. ADVANCE: the clipped cycle begins before
 * `upTo`. ARREARS: the clipped cycle ends on or before `upTo`. An anchor after the start gives negative indexes.
 */
export function cyclesDue(input: CyclesDueInput): readonly DueCycle[] {
  const { anchor, cycle, timing, start, end, upTo } = input;
  const key = `${anchor} ${cycle} ${timing} ${start} ${end} ${upTo}`;
  const known = found.get(key);
  if (known) return known;
  if (found.size >= MOST_FOUND) found.clear();
  const due = findDue(input);
  found.set(key, due);
  return due;
}

/** Most bindings of a run begin on the same few days: what was found for one is kept for the others. */
const found = new Map<string, readonly DueCycle[]>();
const MOST_FOUND = 500;

function findDue({ anchor, cycle, timing, start, end, upTo }: CyclesDueInput): DueCycle[] {
  const active: Period = { start, end: end ?? '9999-12-31' };
  const due: DueCycle[] = [];
  for (let index = firstIndex(anchor, cycle, start); ; index++) {
    const cyclePeriod = cycleAt(anchor, cycle, index);
    if (cyclePeriod.start >= active.end) break;
    const period = intersect(cyclePeriod, active);
    if (period !== null) {
      const isDue = timing === 'ADVANCE' ? period.start < upTo : period.end <= upTo;
      if (!isDue) break;
      due.push({ index, period, cyclePeriod });
    }
    if (cycle === 'ONE_OFF') break;
  }
  return due;
}

/** Months that a full cycle holds: 3 for a quarter, 1 for anything shorter than a month too. */
export function monthsIn(cyclePeriod: Period): number {
  return Math.max(1, monthIndex(cyclePeriod.end) - monthIndex(cyclePeriod.start));
}

/** Index of the cycle that holds a date: guessed by whole days or months, then moved past cycles that end before it. */
function firstIndex(anchor: BusinessDate, unit: CycleUnit, date: BusinessDate): number {
  if (unit === 'ONE_OFF') return 0;
  const length = LENGTHS[unit];
  if ('days' in length) return Math.floor(daysBetween(anchor, date) / length.days);
  let index = Math.floor((monthIndex(date) - monthIndex(anchor)) / length.months) - 1;
  while (cycleAt(anchor, unit, index).end <= date) index++;
  return index;
}

function monthIndex(date: BusinessDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
