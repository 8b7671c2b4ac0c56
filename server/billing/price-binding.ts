/** Prices the due cycles of one binding. Pure: everything it needs was loaded before. */
import { type CycleUnit, cycleAt, cyclesDue, type DueCycle } from '../catalog/cycles.ts';
import type { Discount } from '../catalog/discounts.ts';
import type { PriceList } from '../catalog/price-lists.ts';
import type { ChargeInput, ChargePart, MeteredUsage } from '../catalog/pricing/charge.ts';
import type { PoolShare } from '../catalog/pricing/model.ts';
import { addDays, type BusinessDate, intersect, type Period } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { type Decimal, plain, type RoundingMode, ZERO } from '../kernel/money.ts';
import {
  type Consumption,
  carryForward,
  consumptionOf,
  type MeterFacts,
  type Reading,
} from '../metering/consumption.ts';
import type { MetricFacts } from '../metering/usage.ts';
import type { Amendments } from './amendments.ts';
import type { DiscountsOf } from './applicable-discounts.ts';
import type { ChargeKind } from './entities.ts';
import type { MeterBook } from './meter-books.ts';
import type { PricedBefore } from './priced-before.ts';
import { type ListedVersion, type Tariff, taxRateOn, versionsOf } from './tariffs.ts';
import { countsUsage, type UsageBook, type UsageExplanation, YEARLY_USAGE } from './usage-books.ts';
import { type Occupant, payerChanges, payerOn, refusePayers } from './who-pays.ts';

/** What pricing needs of a binding. */
export interface BindingFacts {
  id: string;
  code: string;
  customerId: string;
  customerGroup: string;
  feeItemId: string;
  premiseId: string | null;
  premiseCode: string | null;
  area: Decimal | null;
  start: BusinessDate;
  end: BusinessDate | null;
  anchor: BusinessDate;
  quantitySource: 'FIXED' | 'AREA' | 'METER' | 'USAGE' | 'PREMISES';
  quantity: Decimal | null;
  meterId: string | null;
  meter: MeterFacts | null;
  metric: MetricFacts | null;
  discount: Discount | null;
  /** The customer's price list. */
  list: PriceList;
  /** Times that are not charged, in order: a trial, then pauses. */
  pauses: readonly Period[];
  /** What changed on a day; null where nothing did. */
  amendments: Amendments | null;
  /** How many premises the customer has from a day on, in order; null where they are not counted. */
  premiseCounts: readonly QuantityStep[] | null;
  /** Who pays for the premise when; null where the binding's customer always pays. */
  occupants: readonly Occupant[] | null;
  /** Why nothing of it may be billed at all. */
  fault: Refusal | null;
  /** Cycles that are billed, as half-open ranges in order. */
  billed: readonly { from: number; to: number }[];
}

/** What changes from tenant to tenant or from chunk to chunk. */
export interface PricingContext {
  rounding: RoundingMode;
  /** Readings of a meter in order of days. */
  readingsOf(meterId: string): readonly Reading[];
  bookOf(meterId: string, feeItemId: string): MeterBook;
  /** The binding's shares of the costs that a cycle settles. @throws Refusal where one is missing or cannot be split */
  poolsOf(binding: BindingFacts, tariff: Tariff, cycle: { period: Period; cyclePeriod: Period }): PoolShare[];
  /** Discounts of the catalogue that apply to a cycle, in their order. */
  discountsOf: DiscountsOf;
  /** Usage of a binding whose quantity source is USAGE; null where its price measures nothing. */
  usageOf(bindingId: string): UsageBook | null;
  pricedBefore: PricedBefore;
  /** What an earlier cycle was charged with; null when it was not. */
  amountOf(bindingId: string, cycle: number): Decimal | null;
}

/** A line of a run: one part of a cycle that is charged, or a cycle that could not be priced. */
export interface RunLine {
  binding: BindingFacts;
  /** Who is billed. */
  customerId: string;
  tariff: Tariff;
  kind: ChargeKind;
  /** The charge that a correction corrects. */
  correctsId: string | null;
  cycle: number;
  part: number;
  periodStart: BusinessDate;
  periodEnd: BusinessDate;
  taxRate: Decimal | null;
  /** On the first part only, so that sums count it once. */
  previousAmount: Decimal | null;
  charge: ChargePart | null;
  /** The readings behind a metered charge; the next period begins with `closing`. */
  readings: ReadingsExplanation | null;
  /** The usage events behind a charge. */
  usage: UsageExplanation | null;
  exception: { code: string; message: string } | null;
}

/** A reading with its device, where there was more than one. */
interface ShownReading {
  on: BusinessDate;
  value: string;
  meter?: string;
}

/** How a metered charge's explanation names its readings. */
export interface ReadingsExplanation {
  opening: ShownReading;
  closing: ShownReading;
  multiplier: string;
  /** Use that settles readings corrected after they were billed. */
  correction?: string;
}

/** The cycles of a binding that are due before a day and not billed, oldest first: missed ones are never skipped. */
export function dueCycles(binding: BindingFacts, tariff: Tariff, upTo: BusinessDate): DueCycle[] {
  const active = intersect(
    { start: binding.start, end: binding.end ?? '9999-12-31' },
    { start: tariff.effectiveFrom, end: tariff.effectiveTo ?? '9999-12-31' },
  );
  if (active === null) return [];
  const { cycle, timing } = tariff;
  const start = afterBilled(binding, cycle, active.start);
  const end = active.end === '9999-12-31' ? null : active.end;
  return cyclesDue({ anchor: binding.anchor, cycle, timing, start, end, upTo }).filter(
    ({ index }) => !binding.billed.some(({ from, to }) => index >= from && index < to),
  );
}

/** Where looking for due cycles begins: past the unbroken row of billed ones, so that years of history cost nothing. */
function afterBilled({ anchor, billed }: BindingFacts, unit: CycleUnit, start: BusinessDate): BusinessDate {
  const [first] = billed;
  if (unit === 'ONE_OFF' || first === undefined || cycleAt(anchor, unit, first.from).start > start) return start;
  const next = cycleAt(anchor, unit, first.to).start;
  return next > start ? next : start;
}

/** Prices cycles in order; what cannot be priced becomes a line with its reason. */
export function priceBinding(
  binding: BindingFacts,
  tariff: Tariff,
  due: readonly DueCycle[],
  context: PricingContext,
): RunLine[] {
  const lines: RunLine[] = [];
  let blocked: Refusal | null = null;
  let before: { cycle: number; amount: Decimal } | null = null;
  for (const cycle of due) {
    const previousAmount: Decimal | null =
      before?.cycle === cycle.index - 1 ? before.amount : context.amountOf(binding.id, cycle.index - 1);
    try {
      if (blocked) throw blocked;
      const priced = chargeLines(binding, tariff, cycle, context);
      lines.push(...priced.map((line, part) => ({ ...line, previousAmount: part === 0 ? previousAmount : null })));
      if (priced.length === 0) continue;
      const amounts = priced.map(({ charge }) => (charge as ChargePart).amount);
      before = { cycle: cycle.index, amount: amounts.reduce((sum, amount) => sum.plus(amount)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      lines.push({ ...exceptionLine(binding, tariff, cycle, error), previousAmount });
      // A later cycle of a meter would swallow this one's use, and this one would be charged again when it is read.
      if (binding.quantitySource === 'METER') blocked ??= earlierCycleOpen(cycle);
    }
  }
  return lines;
}

function earlierCycleOpen({ period }: DueCycle): Refusal {
  return new Refusal(
    'billing.earlier_cycle_open',
    `the cycle from ${period.start} until ${period.end} comes first: solve its exception (an estimated reading will do)`,
  );
}

/** The parts of a cycle; none where all its days are paused. @throws Refusal why it cannot be priced */
export function chargeLines(
  binding: BindingFacts,
  tariff: Tariff,
  cycle: DueCycle,
  context: PricingContext,
): RunLine[] {
  const { index, period, cyclePeriod } = cycle;
  const { pauses: paused } = binding;
  if (isPaused(paused, period)) return [];
  const fault = binding.fault ?? tariff.fault;
  if (fault) throw fault;
  // The rate of the day on which the cycle falls due: its first day when billed in advance, else its last.
  const taxRate = taxRateOn(tariff, tariff.timing === 'ADVANCE' ? period.start : addDays(period.end, -1));
  const versions = versionsOf(tariff, binding.list);
  const metered = binding.quantitySource === 'METER' && tariff.measured;
  const pools = sharesCosts(versions, period) ? context.poolsOf(binding, tariff, { period, cyclePeriod }) : null;
  const consumption = metered && pools === null ? consumptionIn(binding, tariff, period, context) : null;
  const events = countsUsage(binding) && pools === null ? eventsIn(binding, tariff, period, context) : null;
  const parts = context.pricedBefore.charge(binding, tariff, {
    versions,
    period,
    cyclePeriod,
    ...(consumption ? { usage: usageIn(binding, tariff, period, consumption, context) } : quantityIn(binding, period)),
    ...(events && { usage: events.usage }),
    area: binding.area ?? undefined,
    pools: pools ?? undefined,
    proration: 'ACTUAL_DAYS',
    discount: binding.discount,
    discounts: context.discountsOf(binding, cycle),
    cuts: payerChanges(binding),
    paused,
    taxRate,
    currency: tariff.currency,
    rounding: context.rounding,
  });
  refusePayers(binding, parts, tariff.currency);
  if (consumption) {
    const book = context.bookOf(binding.meterId as string, tariff.feeItemId);
    book.add(tariff.yearFrom, parts, period.end, consumption.closing);
  }
  if (events) context.usageOf(binding.id)?.settle();
  const readings = consumption ? explainReadings(consumption, binding.meter as MeterFacts) : null;
  return parts.map((charge, part) => ({
    binding,
    customerId: payerOn(binding, charge.periodStart),
    tariff,
    kind: 'REGULAR',
    correctsId: null,
    cycle: index,
    part,
    periodStart: charge.periodStart,
    periodEnd: charge.periodEnd,
    taxRate,
    previousAmount: null,
    charge,
    readings,
    usage: events?.explanation ?? null,
    exception: null,
  }));
}

/** Whether a period is charged with shares of a cost: what a meter counts then only weighs. */
function sharesCosts(versions: readonly ListedVersion[], period: Period): boolean {
  return versions.some(
    (version) =>
      version.model.shared !== null &&
      version.period.start < period.end &&
      (version.period.end === null || version.period.end > period.start),
  );
}

/** Whether pauses, which do not overlap, cover a period. */
function isPaused(pauses: readonly Period[], period: Period): boolean {
  let day = period.start;
  for (const { start, end } of pauses) if (start <= day && day < end) day = end;
  return day >= period.end;
}

/** @throws Refusal `billing.yearly_usage` */
function eventsIn(
  binding: BindingFacts,
  tariff: Tariff,
  period: Period,
  context: PricingContext,
): ReturnType<UsageBook['usageIn']> | null {
  const book = context.usageOf(binding.id);
  if (book && tariff.yearFrom !== null) throw new Refusal('billing.yearly_usage', YEARLY_USAGE);
  return book?.usageIn(period) ?? null;
}

function consumptionIn(binding: BindingFacts, tariff: Tariff, period: Period, context: PricingContext): Consumption {
  const meterId = binding.meterId as string;
  const billed = context.bookOf(meterId, tariff.feeItemId).billedUpTo(period.start);
  const meter = binding.meter as MeterFacts;
  const consumption = consumptionOf(meter, context.readingsOf(meterId), period, billed);
  // A year's ladder can take use back; anything else can only charge less later.
  return tariff.yearFrom === null ? carryForward(meter, consumption) : consumption;
}

function usageIn(
  binding: BindingFacts,
  tariff: Tariff,
  period: Period,
  { slices }: Consumption,
  context: PricingContext,
): MeteredUsage {
  if (tariff.yearFrom === null) return { slices };
  const climbing = versionsOf(tariff, binding.list).find(
    (version) =>
      version.model.reset === 'YEAR' &&
      version.period.start < period.end &&
      (version.period.end === null || version.period.end > period.start),
  );
  if (climbing === undefined) return { slices };
  const book = context.bookOf(binding.meterId as string, tariff.feeItemId);
  return { slices, ...book.yearSoFar(tariff.yearFrom, period.start, climbing.id) };
}

/** A quantity that holds from a day on. */
export interface QuantityStep {
  from: BusinessDate;
  quantity: Decimal;
}

/** @throws Refusal `billing.no_area`, `billing.no_premises` */
function quantityIn(binding: BindingFacts, period: Period): Pick<ChargeInput, 'quantity' | 'quantities'> {
  if (binding.quantitySource === 'FIXED') return agreedIn(binding, period);
  if (binding.quantitySource === 'METER' || countsUsage(binding)) return { quantity: undefined };
  if (binding.premiseCounts) return premisesIn(binding.premiseCounts, period);
  if (binding.area) return { quantity: binding.area };
  throw new Refusal('billing.no_area', `premise ${binding.premiseCode} has no area; enter it`, { field: 'area' });
}

/** How many premises there are in a period; none at all is an exception, never a charge of nothing. */
function premisesIn(counts: readonly QuantityStep[], period: Period) {
  const atStart = counts.findLast(({ from }) => from <= period.start)?.quantity ?? ZERO;
  const inside = counts.filter(({ from }) => from > period.start && from < period.end);
  if (atStart.isZero() && inside.every(({ quantity }) => quantity.isZero())) {
    const message = 'the customer owns and rents no premise in this period; enter the occupancies, or end the binding';
    throw new Refusal('billing.no_premises', message, { field: 'quantitySource' });
  }
  if (inside.length === 0) return { quantity: atStart };
  return { quantities: [{ from: period.start, quantity: atStart }, ...inside] };
}

/** A fixed quantity, or several where it changes inside the period. */
function agreedIn({ start, quantity, amendments }: BindingFacts, period: Period) {
  const changes = amendments?.quantities ?? [];
  const atStart = changes.findLast(({ from }) => from <= period.start)?.quantity ?? quantity ?? undefined;
  const inside = changes.filter(({ from }) => from > period.start && from < period.end);
  if (inside.length === 0 || atStart === undefined) return { quantity: atStart };
  return { quantities: [{ from: start, quantity: atStart }, ...inside] };
}

function explainReadings({ opening, closing, correction }: Consumption, meter: MeterFacts): ReadingsExplanation {
  const explained: ReadingsExplanation = {
    opening: shown(opening),
    closing: shown(closing),
    multiplier: plain(meter.multiplier),
  };
  if (!correction.isZero()) explained.correction = plain(correction);
  return explained;
}

const shown = ({ on, value, device }: Reading): ShownReading =>
  device === undefined ? { on, value: plain(value) } : { on, value: plain(value), meter: device };

/** A cycle that is not billed, and why. */
export function exceptionLine(
  binding: BindingFacts,
  tariff: Tariff,
  { index, period }: Pick<DueCycle, 'index' | 'period'>,
  { code, message }: Pick<Refusal, 'code' | 'message'>,
): RunLine {
  return {
    binding,
    customerId: binding.customerId,
    tariff,
    kind: 'REGULAR',
    correctsId: null,
    cycle: index,
    part: 0,
    periodStart: period.start,
    periodEnd: period.end,
    taxRate: null,
    previousAmount: null,
    charge: null,
    readings: null,
    usage: null,
    exception: { code, message },
  };
}

/** A line that was priced, and is not billed after all. */
export function unbilled(line: RunLine, exception: Pick<Refusal, 'code' | 'message'>): RunLine {
  const { binding, tariff, kind, correctsId, cycle, part, customerId, previousAmount } = line;
  const period = { start: line.periodStart, end: line.periodEnd };
  const held = exceptionLine(binding, tariff, { index: cycle, period }, exception);
  return { ...held, kind, correctsId, part, customerId, previousAmount };
}
