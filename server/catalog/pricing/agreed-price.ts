/** How discounts that change the price itself (an agreed price, free units) change what a period costs. */
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain, ZERO } from '../../kernel/money.ts';
import { agreedPrice, freeUnits, type NamedDiscount } from '../discounts.ts';
import type { Explanation } from './explanation.ts';
import type { Line, PriceModel, Use } from './model.ts';
import { explainLimits, linesFor, wholeAmount } from './price.ts';

/** The price of a whole period as agreed: unrounded, in steps, with what an explanation says of the list's terms. */
export interface AgreedPrice {
  amount: Decimal;
  lines: Line[];
  /** Minimum and maximum where they hold; an agreed price knows no included quantity either. */
  terms: Pick<Explanation, 'minimum' | 'maximum' | 'raise' | 'includedQuantity'>;
}

/**
 * The price of a period after free units and agreed prices; without such discounts the list's own. Free units count only
 * where a price counts a quantity.
 * @throws Refusal `pricing.override_of_events` where the price depends on single events
 */
export function priceAsAgreed(model: PriceModel, use: Use, discounts: readonly NamedDiscount[]): AgreedPrice {
  const free = model.measure === 'QUANTITY' ? freeUnits(discounts) : ZERO;
  const charged = free.isZero() || use.quantity === undefined ? use : { ...use, quantity: less(use.quantity, free) };
  const price = agreedPrice(discounts);
  if (price === null) {
    return { amount: wholeAmount(model, charged), lines: linesFor(model, charged), terms: explainLimits(model) };
  }
  const line = agreedLine(price, unitsOf(model, charged));
  return { amount: new Decimal(line.amount), lines: [line], terms: { includedQuantity: undefined } };
}

/** The one step of an agreed price. */
export function agreedLine(price: Decimal, quantity: Decimal): Line {
  return { quantity: plain(quantity), unitPrice: plain(price), amount: plain(price.times(quantity)) };
}

/** A quantity less its free units, never below zero. */
export const less = (quantity: Decimal, free: Decimal): Decimal => Decimal.max(quantity.minus(free), ZERO);

function unitsOf(model: PriceModel, use: Use): Decimal {
  if (model.measure === 'NOTHING') return new Decimal(1);
  if (use.bands) return Object.values(use.bands).reduce((sum, value) => sum.plus(value), ZERO);
  if (use.events) {
    const sentence = `${model.model} charges single events, for which no price can be agreed; give a percentage instead`;
    throw new Refusal('pricing.override_of_events', sentence, { field: 'kind' });
  }
  if (use.quantity !== undefined) return use.quantity;
  throw new Refusal('pricing.quantity_missing', `${model.model} needs a quantity to price`, { field: 'quantity' });
}
