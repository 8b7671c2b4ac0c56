/**
 * Billing cycles: the n-th period of a binding, counted from its own anchor, so that a cycle is the same whenever and
 * however often somebody asks for it.
 */
import { addDays, addMonths, type BusinessDate, intersect, type Period } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';

export type CycleUnit = 'ONE_OFF' | 'MONTHLY' | 'QUARTERLY' | 'HALF_YEARLY' | 'YEARLY';

/** ADVANCE: due when the cycle begins. ARREARS: due when it has ended. */
export type Timing = 'ADVANCE' | 'ARREARS';

const MONTHS: Record<Exclude<CycleUnit, 'ONE_OFF'>, number> = { MONTHLY: 1, QUARTERLY: 3, HALF_YEARLY: 6, YEARLY: 12 };

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
  const months = MONTHS[unit];
  return { start: addMonths(anchor, n * months), end: addMonths(anchor, (n + 1) * months) };
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
export function cyclesDue({ anchor, cycle, timing, start, end, upTo }: CyclesDueInput): DueCycle[] {
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

/** Index of the cycle that holds a date: guessed by whole months, then moved past cycles that end before it. */
function firstIndex(anchor: BusinessDate, unit: CycleUnit, date: BusinessDate): number {
  if (unit === 'ONE_OFF') return 0;
  let index = Math.floor((monthIndex(date) - monthIndex(anchor)) / MONTHS[unit]) - 1;
  while (cycleAt(anchor, unit, index).end <= date) index++;
  return index;
}

function monthIndex(date: BusinessDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
}
