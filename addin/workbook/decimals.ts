/**
 * Decimal numbers as text, exactly: what a cell's JS number stands for, and rounding without arithmetic on numbers.
 */

/** Digits that a spreadsheet keeps of a number (IEEE 754 double, cut as Excel cuts it). */
export const CELL_DIGITS = 15;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * The one way to write a decimal: no sign for plus or zero, no leading zeros, no trailing zeros after the point.
 * @param text a decimal, an exponent is allowed (`1.5e-7`)
 * @returns null when the text is no decimal
 */
export function canonicalDecimal(text: string): string | null {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  let whole = match[2] as string;
  let fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return null;
  const exponent = Number(match[4] ?? 0);
  if (exponent > 0) {
    fraction = fraction.padEnd(exponent, '0');
    whole += fraction.slice(0, exponent);
    fraction = fraction.slice(exponent);
  } else if (exponent < 0) {
    whole = whole.padStart(-exponent, '0');
    fraction = whole.slice(exponent) + fraction;
    whole = whole.slice(0, exponent);
  }
  whole = whole.replace(/^0+/, '') || '0';
  fraction = fraction.replace(/0+$/, '');
  const plain = fraction ? `${whole}.${fraction}` : whole;
  return match[1] === '-' && plain !== '0' ? `-${plain}` : plain;
}

/** What a cell's number stands for: its first 15 significant digits, as a canonical decimal. */
export function decimalOfNumber(value: number): string {
  // Most cells are short: the shortest text of the number is then already its 15 digits.
  const short = String(value);
  if (short.length <= CELL_DIGITS && !short.includes('e')) return short === '-0' ? '0' : short;
  return canonicalDecimal(value.toPrecision(CELL_DIGITS)) as string;
}

/** Digits behind the point of a canonical decimal. */
export function decimalPlaces(decimal: string): number {
  const point = decimal.indexOf('.');
  return point < 0 ? 0 : decimal.length - point - 1;
}

/** A canonical decimal rounded half away from zero (HALF_UP) to so many places, canonical again. */
export function roundDecimal(decimal: string, places: number): string {
  if (decimalPlaces(decimal) <= places) return decimal;
  const negative = decimal.startsWith('-');
  const [whole, fraction] = decimal.replace('-', '').split('.') as [string, string];
  const up = (fraction[places] as string) >= '5' ? 1n : 0n;
  const scaled = (BigInt(whole + fraction.slice(0, places)) + up).toString().padStart(places + 1, '0');
  const cut = scaled.length - places;
  return canonicalDecimal(`${negative ? '-' : ''}${scaled.slice(0, cut)}.${scaled.slice(cut)}`) as string;
}

/** The number a cell may hold for a canonical decimal, or null when 15 digits would not give the decimal back. */
export function numberOfDecimal(decimal: string): number | null {
  const value = Number(decimal);
  if (decimal.length <= CELL_DIGITS) return value;
  // From 1e15 on a reader could not tell the number from one that was cut, so it stays text.
  return Math.abs(value) < 1e15 && decimalOfNumber(value) === decimal ? value : null;
}

/** The sum of canonical decimals, exactly and canonical again; `0` of none. */
export function sumDecimals(decimals: readonly string[]): string {
  const places = decimals.reduce((most, decimal) => Math.max(most, decimalPlaces(decimal)), 0);
  let total = 0n;
  for (const decimal of decimals) {
    const missing = places - decimalPlaces(decimal);
    total += BigInt(decimal.replace('.', '') + '0'.repeat(missing));
  }
  const digits = (total < 0n ? -total : total).toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  return canonicalDecimal(`${total < 0n ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`) as string;
}

/** Negative, zero or positive as the first canonical decimal is below, equal to or above the second. */
export function compareDecimals(a: string, b: string): number {
  const difference = sumDecimals([a, b.startsWith('-') ? b.slice(1) : `-${b}`]);
  return difference === '0' ? 0 : difference.startsWith('-') ? -1 : 1;
}
