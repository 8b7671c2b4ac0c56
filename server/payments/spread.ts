/** Pure rules of what a payment pays: over bills in a given order, over the charges of a bill in proportion. */
import { type Decimal, splitByLargestRemainder, ZERO } from '../kernel/money.ts';

/** Something open that money can be put to. */
export interface OpenItem {
  id: string;
  open: Decimal;
}

/** A share of a payment. */
export interface Share {
  id: string;
  amount: Decimal;
}

/**
 * Pays open items in the order given, each in full before the next, until the money is used up.
 * @returns the shares above zero and what is left over
 */
export function spreadInOrder(amount: Decimal, items: readonly OpenItem[]): { shares: Share[]; rest: Decimal } {
  const shares: Share[] = [];
  let rest = amount;
  for (const { id, open } of items) {
    if (rest.lte(0)) break;
    const paid = open.lt(rest) ? open : rest;
    if (paid.lte(0)) continue;
    shares.push({ id, amount: paid });
    rest = rest.minus(paid);
  }
  return { shares, rest };
}

/**
 * Puts a share of a bill to its charges in proportion to what is open on each, to the minor unit (largest remainder).
 * A part payment so counts for every fee item alike, and a payment in full pays each charge exactly.
 */
export function spreadInProportion(amount: Decimal, charges: readonly OpenItem[], currency: string): Share[] {
  const open = charges.filter((charge) => charge.open.gt(0));
  const total = open.reduce((sum, charge) => sum.plus(charge.open), ZERO);
  if (amount.gt(total))
    throw new Error(`cannot put ${amount.toFixed()} to charges of which ${total.toFixed()} is open`);
  const parts = splitByLargestRemainder(
    amount,
    open.map((charge) => charge.open),
    currency,
  );
  return open
    .map((charge, i) => ({ id: charge.id, amount: parts[i] as Decimal }))
    .filter((share) => share.amount.gt(0));
}
