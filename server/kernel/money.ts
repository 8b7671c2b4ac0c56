/**
 * Exact amounts. Every amount, price and quantity on the server is a `Decimal`; in GraphQL and in JSON it is a
 * decimal string, in PostgreSQL `numeric`. No amount ever becomes a JS number.
 */
import { Decimal as DecimalJs } from 'decimal.js';
import { Refusal } from './errors.ts';

/**
 * decimal.js with enough digits that no intermediate of a price (12 decimals × 15-digit quantities) is cut.
 * Its default rounding is HALF_UP; rules name their rounding anyway.
 */
export const Decimal = DecimalJs.clone({
  precision: 50,
  rounding: DecimalJs.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 60,
});
export type Decimal = DecimalJs;

export type RoundingMode = 'HALF_UP' | 'HALF_EVEN';

export const ZERO: Decimal = new Decimal(0);

/** Minor-unit digits by ISO 4217; a currency not listed has two. */
const MINOR_UNITS: Record<string, number> = {
  BHD: 3, BIF: 0, CLF: 4, CLP: 0, DJF: 0, GNF: 0, IQD: 3, ISK: 0, JOD: 3, JPY: 0, KMF: 0, KRW: 0, KWD: 3, LYD: 3,
  OMR: 3, PYG: 0, RWF: 0, TND: 3, UGX: 0, UYI: 0, UYW: 4, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
}; // biome-ignore format: a table reads better packed

/**
 * Decimal places of a currency's minor unit (ISO 4217).
 * @param currency three upper-case letters, e.g. `CNY`
 */
export function minorUnits(currency: string): number {
  return MINOR_UNITS[currency] ?? 2;
}

const PLAIN_DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;

/**
 * Reads a plain decimal string (`-12.50`; no exponent, no separators, not `NaN`).
 * @param field name used in the refusal
 * @throws Refusal `value.not_a_number`
 */
export function parseDecimal(text: string, field?: string): Decimal {
  const trimmed = text.trim();
  if (!PLAIN_DECIMAL.test(trimmed)) {
    throw new Refusal('value.not_a_number', `“${text.slice(0, 40)}” is not a number; write it like 1234.56`, { field });
  }
  return new Decimal(trimmed);
}

/** Rounds once to the currency's minor unit. HALF_UP rounds halves away from zero, HALF_EVEN to the even neighbour. */
export function roundMoney(value: Decimal, currency: string, mode: RoundingMode = 'HALF_UP'): Decimal {
  const rounding = mode === 'HALF_EVEN' ? Decimal.ROUND_HALF_EVEN : Decimal.ROUND_HALF_UP;
  return value.toDecimalPlaces(minorUnits(currency), rounding);
}

/** A decimal as plain text without exponent: exactly the digits it has (`423.625`), never `-0`. */
export function plain(value: Decimal): string {
  return value.isZero() ? '0' : value.toFixed();
}

/** An amount at its currency's scale: `423.63`, `0.00`; JPY without decimals. The value must already be rounded. */
export function moneyText(value: Decimal, currency: string): string {
  return (value.isZero() ? ZERO : value).toFixed(minorUnits(currency));
}

/**
 * Splits an amount over weights so that the parts sum exactly to it: floors each share to the minor unit, then hands
 * the remaining units to the largest remainders (ties: first comes first). Hamilton's method.
 * @param total an amount at the currency's scale, of any sign
 * @param weights non-negative, not all zero
 * @throws Refusal `split.no_weight` when the weights sum to zero
 */
export function splitByLargestRemainder(total: Decimal, weights: readonly Decimal[], currency: string): Decimal[] {
  const sum = weights.reduce((a, b) => a.plus(b), ZERO);
  if (sum.lte(0)) throw new Refusal('split.no_weight', 'nothing to split over: all weights are zero');
  const unit = new Decimal(10).pow(-minorUnits(currency));
  const sign = total.isNegative() ? -1 : 1;
  const exact = weights.map((w) => total.abs().times(w).div(sum));
  const floors = exact.map((e) => e.div(unit).floor().times(unit));
  let left = total
    .abs()
    .minus(floors.reduce((a, b) => a.plus(b), ZERO))
    .div(unit)
    .round()
    .toNumber();
  const order = exact
    .map((e, i) => ({ i, rest: e.minus(floors[i] as Decimal) }))
    .toSorted((a, b) => b.rest.cmp(a.rest) || a.i - b.i);
  for (const { i } of order) {
    if (left <= 0) break;
    floors[i] = (floors[i] as Decimal).plus(unit);
    left -= 1;
  }
  return floors.map((f) => f.times(sign));
}
