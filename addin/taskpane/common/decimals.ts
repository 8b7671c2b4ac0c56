/** Sums and ratios of decimal strings, exactly; a chart's pixels are the only place for JS numbers. */
import { formatAmount } from '../../i18n/format.ts';

function scaled(decimal: string, places: number): bigint {
  const negative = decimal.startsWith('-');
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const value = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  return negative ? -value : value;
}

function placesOf(decimals: readonly string[]): number {
  return Math.max(0, ...decimals.map((d) => d.split('.')[1]?.length ?? 0));
}

function unscaled(value: bigint, places: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  const text = places > 0 ? `${digits.slice(0, cut)}.${digits.slice(cut)}` : digits;
  return value < 0n ? `-${text}` : text;
}

/** The sum, with as many decimals as the longest of them; `0` of none. */
export function sum(decimals: readonly string[]): string {
  const places = placesOf(decimals);
  return unscaled(
    decimals.reduce((total, d) => total + scaled(d, places), 0n),
    places,
  );
}

/** a − b. */
export function difference(a: string, b: string): string {
  const places = placesOf([a, b]);
  return unscaled(scaled(a, places) - scaled(b, places), places);
}

/** a ÷ b with four decimals, cut, not rounded up (a rate below 1 never reads as 1); null when b is zero. */
export function ratio(a: string, b: string): string | null {
  const places = placesOf([a, b]);
  const divisor = scaled(b, places);
  return divisor === 0n ? null : unscaled((scaled(a, places) * 10_000n) / divisor, 4);
}

/** Negative, zero or positive, as a sort wants it. */
export function compare(a: string, b: string): number {
  const places = placesOf([a, b]);
  const [x, y] = [scaled(a, places), scaled(b, places)];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** An amount with its sign, as a difference is read; zero has none. */
export function signed(amount: string): string {
  const shown = formatAmount(amount);
  return /^[0.,]*$/.test(shown) ? '0.00' : amount.startsWith('-') ? shown : `+${shown}`;
}
