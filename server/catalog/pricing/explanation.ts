/**
 * The explanation of an amount: what it was computed from, step by step, as JSON that a charge stores. `recompute`
 * does the arithmetic again from these steps alone, without the price model.
 */
import type { Period } from '../../kernel/dates.ts';
import { Decimal, plain, type RoundingMode, roundMoney, ZERO } from '../../kernel/money.ts';
import { type Discount, type DiscountKind, discounted, type NamedDiscount, withoutFreeUnits } from '../discounts.ts';
import { formulaAmount } from './formula.ts';
import type { CommonTerms, Line, ModelName } from './model.ts';

/** All amounts and quantities are decimal strings. The steps are taken in the order of the fields. */
export interface Explanation {
  version?: string;
  period?: Period;
  model: ModelName;
  quantity?: string;
  bands?: Record<string, string>;
  events?: string[];
  /** Changes of the quantity inside the period, each for a part of it; the lines' quantities are units × `per`. */
  changes?: { quantity: string; part: string; of: string }[];
  /** Free units taken off the quantity before the tiers. */
  includedQuantity?: string;
  /** Months that tiers with `reset: MONTH` were multiplied by. */
  months?: number;
  /** Sum of the lines = amount of the whole period, with `year`: of the year to date. */
  lines: Line[];
  minimum?: string;
  maximum?: string;
  /** Yearly raises: the amount within minimum and maximum is multiplied by the factor. */
  raise?: { rate: string; years: number; factor: string };
  year?: YearExplanation;
  /** The binding's own. */
  discount?: DiscountExplanation;
  /** Those of the catalogue, taken after it in this order. The lines know agreed prices and free units already. */
  discounts?: NamedDiscountExplanation[];
  share?: ShareExplanation;
  correction?: CorrectionExplanation;
  rounding: RoundingMode;
  currency: string;
  exact: string;
  amount: string;
}

/**
 * A correction has no lines of its own: it is what the cycle costs now less what it cost when it was billed, with what an
 * earlier correction left over, and without what is left to a later one.
 */
export interface CorrectionExplanation {
  before: Explanation[];
  after: Explanation[];
  carried?: string;
  held?: string;
}

/** The year price to date (less what earlier price versions account for) is rounded, then what was charged is taken off. */
export interface YearExplanation {
  /** Quantity earlier in the year. */
  before: string;
  /** Quantity of the year under earlier price versions, and its lines at this version's prices. */
  earlierVersions?: { quantity: string; lines: Line[] };
  chargedBefore: string;
}

export interface DiscountExplanation {
  kind: Discount['kind'];
  value: string;
  allowNegative?: true;
  /** The share of an AMOUNT discount that falls on a part of a yearly settlement. */
  part?: string;
  of?: string;
}

export interface NamedDiscountExplanation extends Omit<DiscountExplanation, 'kind' | 'allowNegative'> {
  code: string;
  name: string;
  kind: DiscountKind;
  /** On a yearly ladder: the units among which the free ones are, at their average price. */
  quantity?: string;
}

/**
 * The part charged here ÷ the whole. Where a period is charged in several parts, what was charged with the earlier
 * ones is taken off the rounded sum, so that the parts sum to the whole.
 */
export interface ShareExplanation {
  by: 'ACTUAL_DAYS' | 'THIRTY_360' | 'NONE' | 'QUANTITY' | 'DAYS';
  part: string;
  of: string;
  /** Sum of amount × part over the earlier parts, and the amounts charged for them. */
  earlier?: { weighted: string; amount: string };
}

/**
 * The amount that an explanation leads to; equal to `explanation.amount` unless somebody changed one of them.
 * Uses no stored subtotal.
 */
export function recompute(explanation: Explanation): Decimal {
  const { currency, rounding, year, share, correction } = explanation;
  if (correction !== undefined) {
    const sum = (parts: readonly Explanation[]) => parts.reduce((total, part) => total.plus(recompute(part)), ZERO);
    return sum(correction.after)
      .minus(sum(correction.before))
      .plus(correction.carried ?? 0)
      .minus(correction.held ?? 0);
  }
  const limits = limitsOf(explanation);
  const sum = sumOf(explanation.lines);
  let amount = withinLimits(explanation.changes ? Decimal.max(sum, ZERO) : sum, limits);
  if (explanation.raise !== undefined) amount = amount.times(explanation.raise.factor);
  if (year !== undefined) {
    const earlier = year.earlierVersions ? withinLimits(sumOf(year.earlierVersions.lines), limits) : ZERO;
    amount = roundMoney(amount.minus(earlier), currency, rounding).minus(year.chargedBefore);
  }
  amount = lessDiscount(amount, explanation.discount);
  amount = (explanation.discounts ?? []).reduce(lessNamed, amount);
  if (share === undefined) return roundMoney(amount, currency, rounding);
  const weighted = amount.times(share.part).plus(share.earlier?.weighted ?? 0);
  return roundMoney(weighted.div(share.of), currency, rounding).minus(share.earlier?.amount ?? 0);
}

/** Keeps an amount within a model's minimum and maximum. */
export function withinLimits(amount: Decimal, limits: Pick<CommonTerms, 'minimum' | 'maximum'>): Decimal {
  if (limits.minimum !== null && amount.lt(limits.minimum)) return limits.minimum;
  if (limits.maximum !== null && amount.gt(limits.maximum)) return limits.maximum;
  return amount;
}

/** A discount as an explanation writes it. */
export function explainDiscount(discount: Discount, share?: { part: string; of: string }): DiscountExplanation {
  const explained: DiscountExplanation = { kind: discount.kind, value: plain(discount.value) };
  if (discount.allowNegative) explained.allowNegative = true;
  return share === undefined || discount.kind === 'PERCENT' ? explained : { ...explained, ...share };
}

/** A discount of the catalogue as an explanation writes it. */
export function explainNamed(
  { code, name, kind, value }: NamedDiscount,
  share?: { part: string; of: string },
): NamedDiscountExplanation {
  const explained: NamedDiscountExplanation = { code, name, kind, value: plain(value) };
  return share === undefined || kind === 'PERCENT' || kind === 'PRICE_OVERRIDE'
    ? explained
    : { ...explained, ...share };
}

function lessNamed(amount: Decimal, { kind, value, quantity, part, of }: NamedDiscountExplanation): Decimal {
  if (kind === 'PRICE_OVERRIDE') return amount;
  if (kind !== 'FREE_UNITS') return lessDiscount(amount, { kind, value, ...shareOf(part, of) });
  if (quantity === undefined) return amount;
  const free = new Decimal(value).times(part ?? 1).div(of ?? 1);
  return withoutFreeUnits(amount, new Decimal(quantity), free);
}

const shareOf = (part: string | undefined, of: string | undefined) =>
  part === undefined || of === undefined ? {} : { part, of };

function lessDiscount(amount: Decimal, discount: DiscountExplanation | undefined): Decimal {
  if (discount === undefined) return amount;
  const { kind, value, allowNegative, part, of } = discount;
  const share = part === undefined || of === undefined ? null : new Decimal(part).div(of);
  return discounted(amount, { kind, value: new Decimal(value), allowNegative }, share);
}

/** The sum of the lines' amounts, each computed anew. */
export function sumOf(lines: readonly Line[]): Decimal {
  return lines.reduce((sum, line) => sum.plus(lineAmount(line)), ZERO);
}

/** A line's amount from its other fields. */
export function lineAmount(line: Line): Decimal {
  if (line.formula !== undefined) return formulaAmount(line.formula);
  if (line.pool !== undefined) return poolAmount(line.quantity, line.pool);
  const count = new Decimal(line.packages ?? line.quantity);
  const price = line.rate === undefined ? new Decimal(line.unitPrice ?? 0) : new Decimal(line.rate).times('0.01');
  const units = line.per === undefined ? count.times(price) : count.times(price).div(line.per);
  return withinLimits(units.plus(line.flatFee ?? 0), limitsOf(line));
}

function poolAmount(weight: string, { cost, weights, unit, extra }: NonNullable<Line['pool']>): Decimal {
  return new Decimal(cost).times(weight).div(weights).div(unit).floor().plus(extra).times(unit);
}

function limitsOf({
  minimum,
  maximum,
}: {
  minimum?: string;
  maximum?: string;
}): Pick<CommonTerms, 'minimum' | 'maximum'> {
  return {
    minimum: minimum === undefined ? null : new Decimal(minimum),
    maximum: maximum === undefined ? null : new Decimal(maximum),
  };
}
