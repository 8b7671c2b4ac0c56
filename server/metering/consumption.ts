/** What a meter says for a period: pure, from its readings, over the devices that measured one after the other. */
import type { BusinessDate, Period } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, plain, ZERO } from '../kernel/money.ts';
import { mayFollow } from './reading-rules.ts';

/** What a meter showed at the beginning of a day. */
export interface Reading {
  on: BusinessDate;
  value: Decimal;
  /** Code of the device, where several measured one after the other. */
  device?: string | undefined;
  /** In doubt and accepted by nobody: it may not be billed. */
  inDoubt?: boolean | undefined;
  /** It was in doubt, and somebody said why it is right: the counter may have gone back. */
  accepted?: boolean | undefined;
}

/** What rules need to know of a meter. */
export interface MeterFacts {
  code: string;
  /** Digits of its counter; null where it never rolls over. */
  digits: number | null;
  multiplier: Decimal;
  installedOn: BusinessDate | null;
  /** All devices that ever measured here, this one included, oldest first; left out where it was never replaced. */
  devices?: readonly MeterFacts[] | undefined;
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
 * multiplier. Readings within the period cut the use into slices. Where a device was replaced, each counts its own part.
 * @param readings of this meter in order of days (and devices), from the latest one at the period's start on
 * @param billed the closing reading with which the period before was billed: what is read or corrected since at that
 *   boundary is settled here, so that use is neither lost nor charged twice
 * @throws Refusal `metering.no_reading` without an opening or closing reading, `metering.reading_lower` for a counter that
 *   ran backwards and cannot have rolled over, `metering.reading_suspicious` for a reading that nobody accepted
 */
export function consumptionOf(
  meter: MeterFacts,
  readings: readonly Reading[],
  period: Period,
  billed: Reading | null,
): Consumption {
  const good = readings.filter(({ inDoubt }) => !inDoubt);
  const opening = openingOf(meter, good, period) ?? billed;
  refuseDoubtful(meter, readings, period, opening);
  if (opening === null) throw noReading(meter, `on or before ${period.start}`, 'to begin with');
  const within = good.filter(({ on }) => on > period.start && on <= period.end && on > opening.on);
  const closing = within.at(-1);
  if (closing === undefined) throw noReading(meter, `after ${period.start} and up to ${period.end}`, 'to end with');
  const correction = billed === null ? ZERO : settled(meter, good, billed, opening);
  const slices = slicesOf(meter, [opening, ...within], period);
  const [first] = slices;
  if (first !== undefined) first.quantity = first.quantity.plus(correction);
  const quantity = slices.reduce((sum, slice) => sum.plus(slice.quantity), ZERO);
  return { opening: billed ?? opening, closing, slices, quantity, correction };
}

/**
 * Use that came out below zero, because a reading that was too high had been billed: nothing is charged now, and the
 * reading to go on from is such that the next period is charged that much less.
 */
export function carryForward(meter: MeterFacts, consumption: Consumption): Consumption {
  const { quantity, closing, slices } = consumption;
  if (!quantity.isNegative() || quantity.isZero()) return consumption;
  const value = closing.value.minus(quantity.div(deviceOf(meter, closing).multiplier));
  const nothing = slices.map(({ period }) => ({ period, quantity: ZERO }));
  return { ...consumption, slices: nothing, quantity: ZERO, closing: { ...closing, value } };
}

function deviceOf(meter: MeterFacts, { device }: Pick<Reading, 'device'>): MeterFacts {
  const { devices = [meter] } = meter;
  return devices.find(({ code }) => code === device) ?? (devices[0] as MeterFacts);
}

/** A doubtful reading of the period, or of the time since the last good one, waits for a person. */
function refuseDoubtful(
  meter: MeterFacts,
  readings: readonly Reading[],
  period: Period,
  opening: Reading | null,
): void {
  const since = opening === null || opening.on > period.start ? null : opening.on;
  const found = readings.find(({ inDoubt, on }) => inDoubt && on <= period.end && (since === null || on > since));
  if (found === undefined) return;
  const message = `meter ${meter.code} shows ${plain(found.value)} on ${found.on}, which is in doubt; accept the reading with a reason, or correct it`;
  throw new Refusal('metering.reading_suspicious', message, { field: 'acceptedReason' });
}

/** The latest reading at the start; a meter that came into the period begins with its first one. */
function openingOf(meter: MeterFacts, readings: readonly Reading[], period: Period): Reading | null {
  const before = readings.findLast(({ on }) => on <= period.start);
  if (before !== undefined) return before;
  const { installedOn } = meter.devices?.[0] ?? meter;
  if (installedOn === null || installedOn <= period.start) return null;
  return readings.find(({ on }) => on >= installedOn && on < period.end) ?? null;
}

function slicesOf(meter: MeterFacts, readings: readonly Reading[], period: Period): Consumption['slices'] {
  const steps = readings
    .slice(1)
    .map((to, index) => ({ from: readings[index] as Reading, to }))
    // Between the last reading of a device and the first of the next one nothing is used.
    .filter(({ from, to }) => deviceOf(meter, from) === deviceOf(meter, to));
  if (steps.length === 0) return [{ period, quantity: ZERO }];
  return steps.map(({ from, to }, index) => ({
    period: {
      start: index === 0 ? period.start : from.on,
      end: index === steps.length - 1 ? period.end : to.on,
    },
    quantity: advance(deviceOf(meter, to), from, to),
  }));
}

/** Use between two readings of a device, over its last digit if need be. */
function advance(device: MeterFacts, from: Reading, to: Reading): Decimal {
  const difference = to.value.minus(from.value);
  if (!difference.isNegative()) return difference.times(device.multiplier);
  if (mayFollow(plain(from.value), plain(to.value), device.digits)) {
    return difference.plus(new Decimal(10).pow(device.digits as number)).times(device.multiplier);
  }
  if (from.accepted || to.accepted) return difference.times(device.multiplier);
  throw new Refusal(
    'metering.reading_lower',
    `meter ${device.code} shows ${plain(to.value)} on ${to.on}, below ${plain(from.value)} on ${from.on}; correct the wrong reading`,
    { field: 'value' },
  );
}

/**
 * What was used between the reading that was billed and the one that the period begins with; negative when too much was
 * billed. Mostly both are of one device and one day, and the difference is a correction.
 */
function settled(meter: MeterFacts, readings: readonly Reading[], billed: Reading, opening: Reading): Decimal {
  const { devices = [meter] } = meter;
  const [first, last] = [devices.indexOf(deviceOf(meter, billed)), devices.indexOf(deviceOf(meter, opening))];
  let sum = ZERO;
  for (let at = first; at <= last; at += 1) {
    const device = devices[at] as MeterFacts;
    const own = readings.filter((reading) => deviceOf(meter, reading) === device && reading.on <= opening.on);
    const now = at === last ? opening : own.at(-1);
    const before = at === first ? billed : own[0];
    if (now && before) sum = sum.plus(corrected(device, before, now).times(device.multiplier));
  }
  return sum;
}

/** What today's reading at a boundary differs from the one that was billed; negative when too much was billed. */
function corrected(device: MeterFacts, billed: Reading, now: Reading): Decimal {
  const difference = now.value.minus(billed.value);
  if (device.digits === null) return difference;
  const round = new Decimal(10).pow(device.digits);
  if (difference.gt(round.div(2))) return difference.minus(round);
  return difference.lt(round.div(-2)) ? difference.plus(round) : difference;
}

function noReading(meter: MeterFacts, when: string, what: string): Refusal {
  return new Refusal('metering.no_reading', `meter ${meter.code} has no reading ${when} ${what}; enter one`, {
    field: 'meter',
  });
}
