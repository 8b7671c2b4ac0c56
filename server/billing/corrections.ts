/**
 * Charges that settle changes on days which are billed already (seats added in the middle of a month that was billed in
 * advance, a plan that ends early): what the cycle costs now less what it cost with what was known when it was billed.
 * Prices that changed since fall on both sides, so a new price never changes a posted charge. Pure.
 */
import { cycleAt, type DueCycle } from '../catalog/cycles.ts';
import type { ChargePart } from '../catalog/pricing/charge.ts';
import type { CorrectionExplanation } from '../catalog/pricing/explanation.ts';
import type { ModelName } from '../catalog/pricing/model.ts';
import { splitTax } from '../catalog/tax.ts';
import { addDays, type BusinessDate, intersect, type Period } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { type Decimal, plain, type RoundingMode, ZERO } from '../kernel/money.ts';
import { knownAt, type SettledCycle } from './amendments.ts';
import { type BindingFacts, chargeLines, exceptionLine, type PricingContext, type RunLine } from './price-binding.ts';
import { type Tariff, taxRateOn } from './tariffs.ts';

/** The corrections of a binding, a line for each cycle that costs something else now; what cannot be priced says why. */
export function correctionLines(binding: BindingFacts, tariff: Tariff, context: PricingContext): RunLine[] {
  return (binding.amendments?.settled ?? []).flatMap(
    (settled) => correctionOf(binding, tariff, settled, context) ?? [],
  );
}

function correctionOf(
  binding: BindingFacts,
  tariff: Tariff,
  settled: SettledCycle,
  context: PricingContext,
): RunLine | null {
  const billed = knownAt(binding, settled.feedNo);
  const before = clipped(billed, tariff, settled.cycle);
  if (!before) return null;
  const since = firstNewDay(binding, settled.feedNo, before);
  if (since === null && settled.carried.isZero()) return null;
  const frame = { kind: 'CORRECTION' as const, correctsId: settled.chargeId, part: settled.corrections };
  try {
    const taxRate = taxRateOn(
      tariff,
      tariff.timing === 'ADVANCE' ? before.period.start : addDays(before.period.end, -1),
    );
    const was = since === null ? [] : chargesOf(billed, tariff, before, context);
    const after = since === null ? null : clipped(binding, tariff, settled.cycle);
    const is = after ? chargesOf(binding, tariff, after, context) : [];
    const whole = { start: since ?? before.period.start, end: before.period.end };
    const period = since === null && settled.carriedFor ? settled.carriedFor : whole;
    const charge = difference(was, is, period, { settled, taxRate, tariff, rounding: context.rounding });
    if (charge.amount.isZero()) return null;
    const { periodStart, periodEnd } = charge;
    return { ...blankLine(binding, tariff, before), ...frame, periodStart, periodEnd, charge, taxRate };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...exceptionLine(binding, tariff, before, error), ...frame };
  }
}

/** A cycle within the binding's dates; null where none of it is left. */
function clipped(binding: BindingFacts, tariff: Tariff, cycle: number): DueCycle | null {
  const cyclePeriod = cycleAt(binding.anchor, tariff.cycle, cycle);
  const bound = intersect(cyclePeriod, { start: binding.start, end: binding.end ?? '9999-12-31' });
  const period = bound && intersect(bound, { start: tariff.effectiveFrom, end: tariff.effectiveTo ?? '9999-12-31' });
  return period && { index: cycle, period, cyclePeriod };
}

/** The first day of a billed cycle that something changed on after it was billed. */
function firstNewDay({ amendments }: BindingFacts, feedNo: number, { period }: DueCycle): BusinessDate | null {
  const days = (amendments?.quantities ?? []).filter((change) => change.feedNo > feedNo).map(({ from }) => from);
  const end = amendments?.cancellation;
  if (end && end.feedNo > feedNo) days.push(end.endsOn);
  const first = days.filter((day) => day < period.end).toSorted()[0];
  if (first === undefined) return null;
  return first > period.start ? first : period.start;
}

const blankLine = (binding: BindingFacts, tariff: Tariff, cycle: DueCycle): RunLine => ({
  ...exceptionLine(binding, tariff, cycle, { code: '', message: '' }),
  exception: null,
});

type PricedLine = RunLine & { charge: ChargePart };

const chargesOf = (...input: Parameters<typeof chargeLines>): PricedLine[] =>
  chargeLines(...input).filter((line): line is PricedLine => line.charge !== null);

interface Frame {
  settled: SettledCycle;
  taxRate: Decimal;
  tariff: Tariff;
  rounding: RoundingMode;
}

/** What is to be charged more, or less, for the days from a change to the end of what was billed. */
function difference(
  was: readonly PricedLine[],
  is: readonly PricedLine[],
  { start, end }: Period,
  { settled: { versionId, carried }, taxRate, tariff, rounding }: Frame,
): ChargePart {
  const sum = (lines: readonly PricedLine[], of: (charge: ChargePart) => Decimal) =>
    lines.reduce((total, { charge }) => total.plus(of(charge)), ZERO);
  const more = (of: (charge: ChargePart) => Decimal) => sum(is, of).minus(sum(was, of));
  const quantityOf = (lines: readonly PricedLine[]) => lines.at(-1)?.charge.quantity ?? ZERO;
  const amount = more((charge) => charge.amount).plus(carried);
  const rest = splitTax(carried, taxRate, tariff.currency, rounding);
  const correction: CorrectionExplanation = {
    before: was.map(({ charge }) => charge.explanation),
    after: is.map(({ charge }) => charge.explanation),
  };
  if (!carried.isZero()) correction.carried = plain(carried);
  return {
    versionId,
    periodStart: start,
    periodEnd: end,
    quantity: quantityOf(is).minus(quantityOf(was)),
    unitPrice: null,
    gross: more((charge) => charge.gross).plus(carried),
    discount: more((charge) => charge.discount),
    amount,
    net: more((charge) => charge.net).plus(rest.net),
    tax: more((charge) => charge.tax).plus(rest.tax),
    explanation: {
      model: modelOf(tariff, versionId),
      lines: [],
      correction,
      rounding,
      currency: tariff.currency,
      exact: plain(amount),
      amount: plain(amount),
    },
  };
}

const modelOf = ({ versions }: Tariff, versionId: string): ModelName =>
  versions.find(({ id }) => id === versionId)?.model.model ?? 'FIXED';

/**
 * A correction that gives back less than it should, because there is not more to charge; the rest is carried over.
 * @param amount what is given back of it now, below zero
 */
export function givenBackInPart(line: RunLine, amount: Decimal): RunLine {
  const charge = line.charge as ChargePart;
  const { currency, rounding, correction } = charge.explanation;
  const held = plain(charge.amount.minus(amount));
  return {
    ...line,
    charge: {
      ...charge,
      ...splitTax(amount, line.taxRate ?? ZERO, currency, rounding),
      gross: amount,
      discount: ZERO,
      amount,
      explanation: {
        ...charge.explanation,
        correction: { ...(correction as CorrectionExplanation), held },
        exact: plain(amount),
        amount: plain(amount),
      },
    },
  };
}
