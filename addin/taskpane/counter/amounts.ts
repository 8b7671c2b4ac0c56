/** What is typed at a counter, exactly: no amount becomes a JS number. */
import { compare, difference, sum } from '../common/decimals.ts';

/** Notes and coins of currencies, the largest first; of others one counts the sum. */
const DENOMINATIONS: Readonly<Record<string, readonly string[]>> = {
  CNY: ['100', '50', '20', '10', '5', '1', '0.5', '0.1'],
  EUR: ['200', '100', '50', '20', '10', '5', '2', '1', '0.5', '0.2', '0.1', '0.05', '0.02', '0.01'],
  USD: ['100', '50', '20', '10', '5', '2', '1', '0.5', '0.25', '0.1', '0.05', '0.01'],
  HKD: ['1000', '500', '100', '50', '20', '10', '5', '2', '1', '0.5', '0.2', '0.1'],
};

/** Notes and coins of a currency; none where they are not known. */
export const denominationsOf = (currency: string): readonly string[] => DENOMINATIONS[currency] ?? [];

/**
 * An amount as people type it: full-width digits, thousands separators and spaces are let go.
 * @returns plain decimal text, or null where it is none
 */
export function typedAmount(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/[\s,]/g, '').replace('−', '-');
  return /^-?\d+(\.\d+)?$/.test(plain) ? plain : null;
}

/** Whether an amount is above zero. */
export const isPositive = (amount: string | null): amount is string => amount !== null && compare(amount, '0') > 0;

/** Whether an amount is zero, whatever its decimals. */
export const isZero = (amount: string): boolean => compare(amount, '0') === 0;

/** What to give back of the money that was handed over; null while nothing is to be given back. */
export function changeOf(amount: string | null, given: string | null): string | null {
  if (amount === null || given === null || compare(given, amount) <= 0) return null;
  return difference(given, amount);
}

/** How many pieces were typed; nothing is none, and what is no count is null. */
export function typedPieces(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return 0;
  return /^\d{1,6}$/.test(plain) ? Number(plain) : null;
}

/** What notes and coins come to; with two decimals at least. */
export function piecesSum(pieces: readonly { denomination: string; pieces: number }[]): string {
  const each = pieces.map(({ denomination, pieces: count }) => times(denomination, count));
  return sum(['0.00', ...each]);
}

/** A decimal so many times. */
function times(decimal: string, count: number): string {
  const places = decimal.split('.')[1]?.length ?? 0;
  const digits = (BigInt(decimal.replace('.', '')) * BigInt(count)).toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
