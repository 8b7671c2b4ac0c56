/** What a meter says for a period: pure, from its readings. */
import type { BusinessDate, Period } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, plain } from '../kernel/money.ts';
import { mayFollow } from './reading-rules.ts';

/** What a meter showed at the beginning of a day. */
export interface Reading {
  on: BusinessDate;
  value: Decimal;
}

/** What rules need to know of a meter. */
export interface MeterFacts {
  code: string;
  /** Digits of its counter; null where it never rolls over. */
  digits: number | null;
  multiplier: Decimal;
  installedOn: BusinessDate | null;
}

/** Use of a period with the readings behind it. */
export interface Consumption {
  opening: Reading;
  closing: Reading;
  /** Use between readings, in order; the slices cover the period. */
  slices: { period: Period; quantity: Decimal }[];
  /** Sum of the slices: the use by today's readings plus what settles a reading that was corrected after it was billed. */
  quantity: Decimal;
  /** The part of `quantity` that settles earlier periods; zero where nothing was corrected. */
  correction: Decimal;
}

/**
 * Use of a period: the latest reading on or before its end less the latest on or before its start, times the
 * multiplier. Readings within the period cut the use into slices.
 * @param readings of this meter in order of days, from the latest one at the period's start on
 * @param billed the closing reading with which the period before was billed: what is read or corrected since at that
 *   boundary is settled here, so that use is neither lost nor charged twice
 * @throws Refusal `metering.no_reading` without an opening or closing reading, `metering.reading_lower` for a counter that
 *   ran backwards and cannot have rolled over
 */
export function consumptionOf(
  meter: MeterFacts,
  readings: readonly Reading[],
  period: Period,
  billed: Reading | null,
): Consumption {
  const opening = openingOf(meter, readings, period) ?? billed;
  if (opening === null) throw noReading(meter, `on or before ${period.start}`, 'to begin with');
  const within = readings.filter(({ on }) => on > period.start && on <= period.end && on > opening.on);
  const closing = within.at(-1);
  if (closing === undefined) throw noReading(meter, `after ${period.start} and up to ${period.end}`, 'to end with');
  const correction = billed === null ? new Decimal(0) : corrected(meter, billed, opening).times(meter.multiplier);
  const slices = slicesOf(meter, [opening, ...within], period);
  const [first] = slices;
  if (first !== undefined) first.quantity = first.quantity.plus(correction);
  const quantity = slices.reduce((sum, slice) => sum.plus(slice.quantity), new Decimal(0));
  return { opening: billed ?? opening, closing, slices, quantity, correction };
}

/** The latest reading at the start; a meter that came into the period begins with its first one. */
function openingOf(meter: MeterFacts, readings: readonly Reading[], period: Period): Reading | null {
  const before = readings.findLast(({ on }) => on <= period.start);
  if (before !== undefined) return before;
  if (meter.installedOn === null || meter.installedOn <= period.start) return null;
  return readings.find(({ on }) => on >= (meter.installedOn as string) && on < period.end) ?? null;
}

function slicesOf(meter: MeterFacts, readings: readonly Reading[], period: Period): Consumption['slices'] {
  const last = readings.length - 1;
  return readings.slice(1).map((reading, index) => ({
    period: {
      start: index === 0 ? period.start : (readings[index] as Reading).on,
      end: index === last - 1 ? period.end : reading.on,
    },
    quantity: advance(meter, readings[index] as Reading, reading).times(meter.multiplier),
  }));
}

/** How far the counter went between two readings, over its last digit if need be. */
function advance(meter: MeterFacts, from: Reading, to: Reading): Decimal {
  const difference = to.value.minus(from.value);
  if (!difference.isNegative()) return difference;
  if (mayFollow(plain(from.value), plain(to.value), meter.digits)) {
    return difference.plus(new Decimal(10).pow(meter.digits as number));
  }
  throw new Refusal(
    'metering.reading_lower',
    `meter ${meter.code} shows ${plain(to.value)} on ${to.on}, below ${plain(from.value)} on ${from.on}; correct the wrong reading`,
    { field: 'value' },
  );
}

/** What today's reading at a boundary differs from the one that was billed; negative when too much was billed. */
function corrected(meter: MeterFacts, billed: Reading, now: Reading): Decimal {
  const difference = now.value.minus(billed.value);
  if (meter.digits === null) return difference;
  const round = new Decimal(10).pow(meter.digits);
  if (difference.gt(round.div(2))) return difference.minus(round);
  return difference.lt(round.div(-2)) ? difference.plus(round) : difference;
}

function noReading(meter: MeterFacts, when: string, what: string): Refusal {
  return new Refusal('metering.no_reading', `meter ${meter.code} has no reading ${when} ${what}; enter one`, {
    field: 'meter',
  });
}
