import { type Decimal, type RoundingMode, roundMoney } from '../kernel/money.ts';

/**
 * Splits an amount that includes tax: net = gross ÷ (1 + rate), rounded; the tax is the rest, so nothing is lost.
 * @param gross rounded to the currency, of either sign
 * @param rate a fraction: 0.06 for 6 %
 */
export function splitTax(
  gross: Decimal,
  rate: Decimal,
  currency: string,
  rounding: RoundingMode = 'HALF_UP',
): { net: Decimal; tax: Decimal } {
  const net = rate.isZero() ? gross : roundMoney(gross.div(rate.plus(1)), currency, rounding);
  return { net, tax: gross.minus(net) };
}
