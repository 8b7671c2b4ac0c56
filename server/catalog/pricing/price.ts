/** The price of one period: a model applied to a use. No dates, no proration, no discount: see `charge.ts` for these. */
import { addMonths, type BusinessDate, type Period } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain, type RoundingMode, roundMoney, ZERO } from '../../kernel/money.ts';
import { linesOfChanges } from './changes.ts';
import { type Explanation, sumOf, withinLimits } from './explanation.ts';
import type { Line, PriceModel, Use } from './model.ts';

/** What was used, and with `reset: YEAR` what came earlier in the year for the meter or premise. */
export interface PriceInput extends Use {
  currency: string;
  rounding?: RoundingMode | undefined;
  /** Quantity earlier in the year. */
  before?: Decimal | undefined;
  /**
   * The part of `before` that was used under earlier price versions of the year; left out when this version is the
   * year's first. It puts this version's units on the right tier without charging the earlier ones again.
   */
  beforeVersion?: Decimal | undefined;
  /**
   * Gross amounts already charged in the year under this version. Left out: the rounded price of `before`. When a
   * reading was corrected, give it: the difference is settled with this price, which may then be negative.
   */
  chargedBefore?: Decimal | undefined;
}

export interface Price {
  /** Unrounded. With `reset: YEAR` and no `chargedBefore`: the year's price with this use less the one without it. */
  exact: Decimal;
  /** Rounded once to the currency's minor unit. */
  amount: Decimal;
  /** The price of one unit, where all units have the same. */
  unitPrice: Decimal | null;
  explanation: Explanation;
}

/**
 * Prices a use.
 * @throws Refusal `pricing.quantity_missing`, `pricing.quantity_negative`, `pricing.bands_missing`, `pricing.band_unknown`,
 *   `pricing.before_not_used`, `pricing.date_missing` for a model with seasons or an escalator (ask `modelOn` first), `pricing.not_a_number`, `pricing.too_many_digits`
 */
export function price(model: PriceModel, input: PriceInput): Price {
  if (model.dated !== null) {
    throw new Refusal('pricing.date_missing', 'This price depends on the day; say for which day it is wanted', {
      field: 'at',
    });
  }
  if (model.reset === 'YEAR') return priceInYear(model, input);
  refuseBefore(model, input);
  const { currency, rounding = 'HALF_UP' } = input;
  // Whoever asks for a price alone may mean the area by the quantity; a charge never takes one for the other.
  const use = { ...input, area: input.area ?? input.quantity };
  const exact = wholeAmount(model, use);
  const amount = roundMoney(exact, currency, rounding);
  const lines = linesFor(model, use);
  return {
    exact,
    amount,
    unitPrice: singleUnitPrice(lines, model.raise?.factor),
    explanation: {
      ...explainUse(model, use),
      lines,
      ...explainLimits(model),
      rounding,
      currency,
      exact: plain(exact),
      amount: plain(amount),
    },
  };
}

/** The rounded year price to date less the amounts already charged. */
function priceInYear(model: PriceModel, input: PriceInput): Price {
  const { currency, rounding = 'HALF_UP', before = ZERO, beforeVersion } = input;
  if (input.quantity === undefined) throw quantityMissing(model);
  const earlier = beforeVersion === undefined ? ZERO : wholeAmount(model, { quantity: beforeVersion });
  const toDate = { quantity: before.plus(input.quantity) };
  const exactToDate = wholeAmount(model, toDate).minus(earlier);
  let chargedBefore = input.chargedBefore;
  let exactBefore = chargedBefore;
  if (chargedBefore === undefined || exactBefore === undefined) {
    exactBefore = before.isZero() ? ZERO : wholeAmount(model, { quantity: before }).minus(earlier);
    chargedBefore = roundMoney(exactBefore, currency, rounding);
  }
  const exact = exactToDate.minus(exactBefore);
  const amount = roundMoney(exactToDate, currency, rounding).minus(chargedBefore);
  const lines = linesFor(model, toDate);
  const year: Explanation['year'] = { before: plain(before), chargedBefore: plain(chargedBefore) };
  if (beforeVersion !== undefined) {
    year.earlierVersions = { quantity: plain(beforeVersion), lines: linesFor(model, { quantity: beforeVersion }) };
  }
  return {
    exact,
    amount,
    unitPrice: before.isZero() ? singleUnitPrice(lines, model.raise?.factor) : null,
    explanation: {
      ...explainUse(model, input),
      lines,
      ...explainLimits(model),
      year,
      rounding,
      currency,
      exact: plain(exact),
      amount: plain(amount),
    },
  };
}

/** Unrounded amount of a whole period within the model's minimum and maximum; the quick way, without an explanation. */
export function wholeAmount(model: PriceModel, use: Use): Decimal {
  if (use.changes !== undefined)
    return raised(withinLimits(Decimal.max(sumOf(linesFor(model, use)), ZERO), model), model);
  return raised(withinLimits(model.amountOf(billable(model, use)), model), model);
}

/** The steps of `wholeAmount`, before minimum and maximum. */
export function linesFor(model: PriceModel, use: Use): Line[] {
  if (use.changes !== undefined) return linesOfChanges(model, use.changes, use.months);
  return model.linesOf(billable(model, use));
}

function raised(amount: Decimal, { raise }: PriceModel): Decimal {
  return raise === null ? amount : amount.times(raise.factor);
}

/** The price of one unit, where a single line without fee or package says it all. */
export function singleUnitPrice(lines: readonly Line[], factor: Decimal | string = '1'): Decimal | null {
  const [line] = lines;
  if (
    lines.length !== 1 ||
    line?.unitPrice === undefined ||
    line.per !== undefined ||
    line.packages !== undefined ||
    line.flatFee !== undefined
  ) {
    return null;
  }
  return new Decimal(line.unitPrice).times(factor);
}

/** The reset year that holds a date: from this period's start on, use counts as earlier in the year. */
export function resetYear(model: Pick<PriceModel, 'resetFrom'>, date: BusinessDate): Period {
  const inYear = `${date.slice(0, 4)}-${model.resetFrom}`;
  const start = inYear <= date ? inYear : addMonths(inYear, -12);
  return { start, end: addMonths(start, 12) };
}

/** Inputs and model as an explanation writes them. */
export function explainUse(
  model: PriceModel,
  use: Use,
): Pick<Explanation, 'model' | 'quantity' | 'bands' | 'events' | 'changes'> {
  const explained: ReturnType<typeof explainUse> & Partial<Explanation> = { model: model.model };
  if (use.quantity !== undefined) explained.quantity = plain(use.quantity);
  if (use.bands !== undefined) {
    explained.bands = Object.fromEntries(Object.entries(use.bands).map(([band, value]) => [band, plain(value)]));
  }
  if (use.events !== undefined) explained.events = use.events.map(plain);
  if (use.changes !== undefined) {
    explained.changes = use.changes.map(({ quantity, part, of }) => ({
      quantity: plain(quantity),
      part: plain(part),
      of: plain(of),
    }));
  }
  if (model.includedQuantity !== null) explained.includedQuantity = plain(model.includedQuantity);
  if (model.reset === 'MONTH') explained.months = use.months ?? 1;
  return explained;
}

/** Minimum, maximum and raise as an explanation writes them. */
export function explainLimits(model: PriceModel): Pick<Explanation, 'minimum' | 'maximum' | 'raise'> {
  const { minimum, maximum, raise } = model;
  return {
    ...(minimum === null ? {} : { minimum: plain(minimum) }),
    ...(maximum === null ? {} : { maximum: plain(maximum) }),
    ...(raise === null ? {} : { raise: { rate: plain(raise.rate), years: raise.years, factor: plain(raise.factor) } }),
  };
}

/** The use that a model is asked about: checked, and without the units that are included. */
function billable(model: PriceModel, use: Use): Use {
  if (model.measure === 'NOTHING' || model.measure === 'POOL') return use;
  if (model.measure === 'BANDS') {
    if (use.bands === undefined) {
      throw new Refusal('pricing.bands_missing', 'TIME_OF_USE needs a quantity for each band, such as {"peak": "50"}', {
        field: 'quantity',
      });
    }
    for (const quantity of Object.values(use.bands)) refuseNegative(quantity);
    return use;
  }
  if (model.measure === 'EVENTS' && use.events !== undefined) {
    for (const event of use.events) refuseNegative(event);
    return use;
  }
  const { quantity } = use;
  if (quantity === undefined) throw quantityMissing(model);
  refuseNegative(quantity);
  if (model.includedQuantity === null) return use;
  return { ...use, quantity: Decimal.max(quantity.minus(model.includedQuantity), ZERO) };
}

function quantityMissing(model: PriceModel): Refusal {
  return new Refusal('pricing.quantity_missing', `${model.model} needs a quantity to price`, { field: 'quantity' });
}

function refuseNegative(quantity: Decimal): void {
  if (quantity.isNegative() && !quantity.isZero()) {
    throw new Refusal('pricing.quantity_negative', `A quantity of ${plain(quantity)} cannot be priced; correct it`, {
      field: 'quantity',
    });
  }
}

function refuseBefore(model: PriceModel, { before }: PriceInput): void {
  if (before !== undefined && !before.isZero()) {
    throw new Refusal(
      'pricing.before_not_used',
      `A quantity earlier in the year matters only with "reset": "YEAR"; this ${model.model} begins anew each period`,
      { field: 'before' },
    );
  }
}
