/** How much of a whole cycle a part of it is, and how a period falls apart where its price changes. */
import { type BusinessDate, daysBetween, intersect, type Period } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';

/**
 * ACTUAL_DAYS: active days ÷ days of the full cycle. THIRTY_360: the same in a calendar whose months have 30 days.
 * NONE: a part of a cycle costs as much as the whole.
 */
export type Proration = 'ACTUAL_DAYS' | 'THIRTY_360' | 'NONE';

/** A share as whole numbers, so that parts can be summed before anything is divided. */
export interface Share {
  part: number;
  of: number;
}

/**
 * The share of its cycle that a part costs.
 * @param part one piece of `active`
 * @param active the part of the cycle in which something is charged; with NONE its pieces share a whole price
 */
export function shareOfCycle(method: Proration, part: Period, active: Period, cycle: Period): Share {
  const whole = method === 'NONE' ? active : cycle;
  if (part.start === whole.start && part.end === whole.end) return { part: 1, of: 1 };
  const days = method === 'THIRTY_360' ? days360 : daysBetween;
  return { part: days(part.start, part.end), of: days(whole.start, whole.end) };
}

/** Days between two dates where every month has 30 days; the 31st counts as the 30th. */
export function days360(start: BusinessDate, end: BusinessDate): number {
  return serial360(end) - serial360(start);
}

function serial360(date: BusinessDate): number {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  return year * 360 + month * 30 + Math.min(day, 30);
}

/** Anything that holds from a date to a date; an end of null means that it holds on. */
export interface Dated {
  readonly period: { readonly start: BusinessDate; readonly end: BusinessDate | null };
}

/**
 * Cuts a period where its price version changes.
 * @param versions without overlap, in any order
 * @returns pieces in order that cover the period exactly
 * @throws Refusal `pricing.no_price` naming the first gap's dates
 */
export function splitByPrices<V extends Dated>(
  period: Period,
  versions: readonly V[],
): { version: V; period: Period }[] {
  const pieces: { version: V; period: Period }[] = [];
  for (const version of versions) {
    const piece = intersect(period, { start: version.period.start, end: version.period.end ?? '9999-12-31' });
    if (piece !== null) pieces.push({ version, period: piece });
  }
  pieces.sort((a, b) => (a.period.start < b.period.start ? -1 : 1));
  let covered = period.start;
  for (const piece of pieces) {
    if (piece.period.start > covered) throw gap(covered, piece.period.start);
    if (piece.period.start < covered) {
      throw new Refusal('pricing.prices_overlap', `Two prices hold on ${piece.period.start}; end one of them before`);
    }
    covered = piece.period.end;
  }
  if (covered < period.end) throw gap(covered, period.end);
  return pieces;
}

function gap(start: BusinessDate, end: BusinessDate): Refusal {
  return new Refusal(
    'pricing.no_price',
    `There is no price from ${start} until ${end}; add a price version for these days`,
  );
}
