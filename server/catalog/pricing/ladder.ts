/**
 * The ladder of tiers that are climbed one after the other (GRADUATED, GRADUATED_PERCENTAGE). The amount of all tiers
 * below is summed up once, so that a price costs one multiplication whatever the number of tiers.
 */
import { Decimal, plain, ZERO } from '../../kernel/money.ts';
import type { Line } from './model.ts';
import { boundText, type Tier, tierReached } from './tiers.ts';

export interface LadderTier extends Tier {
  /** Price of one unit (of one started package where `packageSize` is set), exact. */
  readonly price: Decimal;
  readonly flatFee: Decimal;
  readonly packageSize: Decimal | null;
}

interface Step extends LadderTier {
  /** Bound of the tier before; units above it belong to this tier. */
  readonly from: Decimal;
  /** Full price of all tiers below, plus this tier's flat fee. */
  readonly base: Decimal;
}

export interface Ladder {
  /**
   * @param quantity not negative
   * @param months bounds and flat fees are for one month and hold so many times
   */
  amountOf(quantity: Decimal, months?: number): Decimal;
  /** @param priceField how the price of a unit is written on a line; percentages are turned back from fractions */
  linesOf(quantity: Decimal, priceField: 'unitPrice' | 'rate', months?: number): Line[];
}

/** Builds a ladder from checked tiers. */
export function buildLadder(tiers: readonly LadderTier[]): Ladder {
  const steps: Step[] = [];
  let from = ZERO;
  let below = ZERO;
  for (const tier of tiers) {
    const base = below.plus(tier.flatFee);
    steps.push({ ...tier, from, base });
    if (tier.upTo === null) break;
    below = base.plus(countIn(tier, tier.upTo.minus(from)).times(tier.price));
    from = tier.upTo;
  }
  const first = steps[0] as Step;
  return {
    amountOf(quantity, months = 1) {
      if (months === 1) return amountAt(steps[tierReached(steps, quantity)] as Step, quantity);
      // Bounds × months: dividing the quantity instead would lose digits.
      const step = steps.findLast(({ from: f }) => quantity.gt(f.times(months))) ?? first;
      return step.base.times(months).plus(quantity.minus(step.from.times(months)).times(step.price));
    },
    linesOf: (quantity, priceField, months = 1) =>
      steps
        .filter((step, index) => index === 0 || quantity.gt(step.from.times(months)))
        .map((step, index, reached) => lineOf(step, quantity, priceField, months, index === reached.length - 1)),
  };
}

function amountAt(step: Step, quantity: Decimal): Decimal {
  const units = quantity.minus(step.from);
  return step.base.plus(countIn(step, units).times(step.price));
}

/** What the price multiplies: the units, or the packages started with them. */
function countIn(tier: LadderTier, units: Decimal): Decimal {
  return tier.packageSize === null ? units : units.div(tier.packageSize).ceil();
}

function lineOf(step: Step, quantity: Decimal, field: 'unitPrice' | 'rate', months: number, last: boolean): Line {
  const top = last ? quantity : (step.upTo as Decimal).times(months);
  const units = top.minus(step.from.times(months));
  const count = countIn(step, units);
  const flatFee = step.flatFee.times(months);
  const line: Line = {
    upTo: step.upTo === null ? null : boundText(step.upTo.times(months)),
    quantity: plain(units),
    [field]: plain(field === 'rate' ? step.price.times(100) : step.price),
    amount: plain(count.times(step.price).plus(flatFee)),
  };
  if (step.packageSize !== null) line.packages = plain(count);
  if (!flatFee.isZero()) line.flatFee = plain(flatFee);
  return line;
}

/** A rate in percent as the fraction that a ladder multiplies with. */
export function fraction(percent: Decimal): Decimal {
  return percent.times(new Decimal('0.01'));
}
