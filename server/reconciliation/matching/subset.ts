/** Which of several open bills a payment is for: the subsets that come to exactly its amount, searched within a limit. */
import { Decimal } from '../../kernel/money.ts';

/** More bills than these are not searched: from about twenty on, accidental exact sums are common. */
export const MOST_BILLS = 24;
/** Steps after which a search ends without an answer; a step is a bill looked at. Some 5 ms. */
const MOST_STEPS = 60_000;

/**
 * The only subset of two or more amounts that comes to a sum.
 * @param amounts above zero, at most `MOST_BILLS` of them
 * @returns places in `amounts`, ascending; null where there is none, more than one, or the search would take too long
 */
export function onlySubset(amounts: readonly Decimal[], sum: Decimal): number[] | null {
  if (amounts.length > MOST_BILLS) return null;
  const scale = Math.max(sum.decimalPlaces(), ...amounts.map((amount) => amount.decimalPlaces()));
  const units = (amount: Decimal) => BigInt(amount.times(new Decimal(10).pow(scale)).toFixed(0));
  const items = amounts
    .map((amount, place) => ({ place, units: units(amount) }))
    .toSorted((a, b) => (a.units === b.units ? a.place - b.place : a.units > b.units ? -1 : 1));
  // What all the items from a place on come to: where that is too little, nothing is left to find.
  const left = items.map(() => 0n);
  for (let i = items.length - 1; i >= 0; i -= 1) left[i] = (left[i + 1] ?? 0n) + (items[i] as { units: bigint }).units;
  const search = new Search(items, left);
  search.from(0, units(sum), []);
  const [only, another] = search.found;
  return only && !another && !search.exhausted ? only.toSorted((a, b) => a - b) : null;
}

class Search {
  readonly found: number[][] = [];
  exhausted = false;
  readonly #items: readonly { place: number; units: bigint }[];
  readonly #left: readonly bigint[];
  #steps = 0;

  constructor(items: readonly { place: number; units: bigint }[], left: readonly bigint[]) {
    this.#items = items;
    this.#left = left;
  }

  /** Tries the items from a place on, with and without each, until two subsets are found. */
  from(at: number, rest: bigint, taken: readonly number[]): void {
    if (rest === 0n) {
      if (taken.length > 1) this.found.push([...taken]);
      return;
    }
    const item = this.#items[at];
    if (item === undefined || this.found.length > 1 || this.exhausted || (this.#left[at] as bigint) < rest) return;
    this.#steps += 1;
    if (this.#steps > MOST_STEPS) {
      this.exhausted = true;
      return;
    }
    if (item.units <= rest) this.from(at + 1, rest - item.units, [...taken, item.place]);
    this.from(at + 1, rest, taken);
  }
}
