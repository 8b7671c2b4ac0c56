/** Which of several lines come to an amount: the newest line is in, others may be, within a stated limit. Pure. */
import { Decimal } from '../../kernel/money.ts';

/** At most so many lines are put together. */
export const MOST_TOGETHER = 8;
/** More lines than these beside the newest one are not searched: some 10,000 sums, a few milliseconds. */
export const MOST_BESIDE = 14;

/** Amounts as whole numbers of one unit, so that they are added exactly and fast. */
export function unitsOf(amounts: readonly Decimal[]): bigint[] {
  const scale = Math.max(0, ...amounts.map((amount) => amount.decimalPlaces()));
  const factor = new Decimal(10).pow(scale);
  return amounts.map((amount) => BigInt(amount.times(factor).toFixed(0)));
}

/**
 * Sets of two to eight amounts that hold the last one and come to one of the sums.
 * @param amounts above zero, in units
 * @param found told of each set: the sum, and its places in `amounts`, ascending
 * @returns false where there are too many amounts to search
 */
export function setsWithLast(
  amounts: readonly bigint[],
  sums: ReadonlySet<bigint>,
  found: (sum: bigint, places: readonly number[]) => void,
): boolean {
  const last = amounts.length - 1;
  if (last > MOST_BESIDE) return false;
  if (last < 1 || sums.size === 0) return true;
  const most = [...sums].reduce((a, b) => (a > b ? a : b));
  const taken: number[] = [last];
  const from = (at: number, sum: bigint): void => {
    for (let place = at; place >= 0; place -= 1) {
      const more = sum + (amounts[place] as bigint);
      if (more > most) continue;
      taken.push(place);
      if (sums.has(more)) found(more, taken.toReversed());
      if (taken.length < MOST_TOGETHER) from(place - 1, more);
      taken.pop();
    }
  };
  from(last - 1, amounts[last] as bigint);
  return true;
}
