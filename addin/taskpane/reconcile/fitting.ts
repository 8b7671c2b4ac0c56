/** Open bills against an amount. */
import { compare, difference, sum } from '../common/decimals.ts';

/** Bills whose open amount is exactly the money come first; the others stay in their order. */
export function fitting<B extends { open: string }>(bills: readonly B[], amount: string): B[] {
  const exact = (bill: B) => compare(bill.open, amount) === 0;
  return [...bills.filter(exact), ...bills.filter((bill) => !exact(bill))];
}

/**
 * What an amount pays of the bills chosen.
 * @returns `used` of the money, what is `left` of it, and whether it falls `short` of the bills
 */
export function settled(open: readonly string[], amount: string): { used: string; left: string; short: boolean } {
  const total = sum(open);
  const short = compare(total, amount) > 0;
  const used = short ? amount : total;
  return { used, left: difference(amount, used), short };
}

/** A payer's name as customers are searched by: banks write `程女士` where the customer is called `程静`. */
export function searchName(payer: string): string {
  return payer.trim().replace(/(先生|女士|小姐)$/, '');
}
