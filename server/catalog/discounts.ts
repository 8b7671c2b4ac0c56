/** Reductions agreed beforehand on a binding. */
import { Refusal } from '../kernel/errors.ts';
import { Decimal, ZERO } from '../kernel/money.ts';

/** PERCENT: of the gross amount, 10 means 10 %. AMOUNT: off each whole cycle, prorated with it. */
export interface Discount {
  kind: 'PERCENT' | 'AMOUNT';
  value: Decimal;
  /** Lets the discount turn a charge into a credit; without it a charge stops at zero. */
  allowNegative?: boolean | undefined;
}

/**
 * Checks a discount that came from outside.
 * @throws Refusal `pricing.discount_negative`, `pricing.discount_too_large` (a percentage above 100 that may not go below zero)
 */
export function checkDiscount(discount: Discount, field = 'discountValue'): void {
  if (discount.value.isNegative() && !discount.value.isZero()) {
    throw new Refusal('pricing.discount_negative', 'A discount must not be negative; raise the price instead', {
      field,
    });
  }
  if (discount.kind === 'PERCENT' && discount.value.gt(100) && !discount.allowNegative) {
    throw new Refusal('pricing.discount_too_large', 'A discount is at most 100 percent', { field });
  }
}

/**
 * What is left of an unrounded gross amount.
 * @param share the part of an AMOUNT discount that falls on this gross (1 for a whole cycle)
 * @returns never below zero (or below a gross that is negative already) unless the discount allows it
 */
export function discounted(gross: Decimal, discount: Discount | null, share: Decimal | null = null): Decimal {
  if (discount === null) return gross;
  const off =
    discount.kind === 'PERCENT'
      ? gross.times(discount.value).times('0.01')
      : share === null
        ? discount.value
        : discount.value.times(share);
  const net = gross.minus(off);
  if (discount.allowNegative || !net.isNegative()) return net;
  // A settlement may be negative by itself: a percentage shrinks it, an amount leaves it alone.
  if (!gross.isNegative()) return ZERO;
  return discount.kind === 'PERCENT' ? Decimal.min(net, ZERO) : gross;
}
