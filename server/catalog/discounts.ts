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

/**
 * What a discount of the catalogue does. PERCENT and AMOUNT reduce an amount, like a binding's own. PRICE_OVERRIDE is an
 * agreed price in place of the list's: of one unit where the price counts something, else of the whole cycle. FREE_UNITS
 * takes units off the quantity of each cycle.
 */
export type DiscountKind = Discount['kind'] | 'PRICE_OVERRIDE' | 'FREE_UNITS';

/** A discount of the catalogue, as it applies to one cycle. */
export interface NamedDiscount {
  code: string;
  name: string;
  kind: DiscountKind;
  value: Decimal;
}

/** The discounts that reduce an amount, in their order. */
export function reductions(discounts: readonly NamedDiscount[]): (NamedDiscount & Discount)[] {
  return discounts.filter((discount): discount is NamedDiscount & Discount => isReduction(discount.kind));
}

const isReduction = (kind: DiscountKind): kind is Discount['kind'] => kind === 'PERCENT' || kind === 'AMOUNT';

/**
 * What is left of an unrounded amount after the binding's own discount and then those of the catalogue, one after the
 * other: each takes its part of what the one before left.
 * @param share the part of AMOUNT discounts that falls on this amount
 * @returns never below zero, or below an amount that is negative already
 */
export function stacked(
  amount: Decimal,
  own: Discount | null,
  discounts: readonly NamedDiscount[],
  share: Decimal | null = null,
): Decimal {
  return reductions(discounts).reduce((left, each) => discounted(left, each, share), discounted(amount, own, share));
}

/** Units that the discounts take off a cycle. */
export function freeUnits(discounts: readonly NamedDiscount[]): Decimal {
  return discounts.reduce((sum, { kind, value }) => (kind === 'FREE_UNITS' ? sum.plus(value) : sum), ZERO);
}

/** The agreed price among the discounts; of several the last one counts. */
export function agreedPrice(discounts: readonly NamedDiscount[]): Decimal | null {
  return discounts.findLast(({ kind }) => kind === 'PRICE_OVERRIDE')?.value ?? null;
}

/** What of an amount is left when some of its units are free: each counts with the average price. */
export function withoutFreeUnits(amount: Decimal, quantity: Decimal, free: Decimal): Decimal {
  if (free.isZero() || quantity.lte(0)) return amount;
  return amount.times(Decimal.max(quantity.minus(free), ZERO)).div(quantity);
}
