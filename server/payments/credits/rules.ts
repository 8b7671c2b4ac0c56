/** What a credit takes back of a bill's charges, to the cent. Pure. */
import { splitTax } from '../../catalog/tax.ts';
import { Refusal } from '../../kernel/errors.ts';
import { type Decimal, moneyText, type RoundingMode, ZERO } from '../../kernel/money.ts';
import { spreadInProportion } from '../spread.ts';

/** A charge of the bill, with what was taken back of it before. */
export interface CreditableCharge {
  id: string;
  amount: Decimal;
  net: Decimal;
  tax: Decimal;
  taxRate: Decimal;
  creditedAmount: Decimal;
  creditedNet: Decimal;
}

/** What is to be taken back: all that is left, an amount of the whole bill, or amounts of charges. */
export type Wanted = { full: true } | { amount: Decimal } | { lines: readonly { chargeId: string; amount: Decimal }[] };

/** A part of a charge that is taken back. */
export interface CreditLine {
  charge: CreditableCharge;
  amount: Decimal;
  net: Decimal;
  tax: Decimal;
}

/** How amounts of a bill are rounded. */
export interface Rounding {
  currency: string;
  rounding: RoundingMode;
}

/**
 * Decides the lines of a credit. An amount of the whole bill is spread over what is left of its charges; tax follows the
 * rate of the charge, cumulatively, so that a charge that is taken back in parts ends at exactly its own net and tax.
 * @param wanted amounts above zero, tax included
 * @throws Refusal `credits.nothing_left`, `credits.too_much`, `credits.charge_unknown`, `credits.not_positive`
 */
export function creditLines(charges: readonly CreditableCharge[], wanted: Wanted, how: Rounding): CreditLine[] {
  const left = charges.map((charge) => ({ charge, open: charge.amount.minus(charge.creditedAmount) }));
  const total = left.reduce((sum, { open }) => sum.plus(open), ZERO);
  if (total.lte(0)) throw new Refusal('credits.nothing_left', 'all of this bill was taken back already');
  const shares = sharesOf(left, wanted, how.currency);
  const sum = shares.reduce((all, { amount }) => all.plus(amount), ZERO);
  // A correction below zero makes less of the bill than its other charges come to.
  if (sum.gt(total)) refuseTooMuch(total, how.currency);
  return shares.map(({ charge, amount }) => creditLine(charge, amount, how));
}

interface Left {
  charge: CreditableCharge;
  open: Decimal;
}

type ShareOfCharge = { charge: CreditableCharge; amount: Decimal };

function sharesOf(left: readonly Left[], wanted: Wanted, currency: string): ShareOfCharge[] {
  if ('full' in wanted) {
    return left.filter(({ open }) => !open.isZero()).map(({ charge, open }) => ({ charge, amount: open }));
  }
  return 'amount' in wanted ? spreadAmount(left, wanted.amount, currency) : namedShares(left, wanted.lines, currency);
}

function spreadAmount(left: readonly Left[], amount: Decimal, currency: string): ShareOfCharge[] {
  refuseNotPositive(amount, 'amount');
  const positive = left.filter(({ open }) => open.gt(0));
  const most = positive.reduce((sum, { open }) => sum.plus(open), ZERO);
  if (amount.gt(most)) refuseTooMuch(most, currency);
  const items = positive.map(({ charge, open }) => ({ id: charge.id, open }));
  const byId = new Map(left.map(({ charge }) => [charge.id, charge]));
  return spreadInProportion(amount, items, currency).map((share) => ({
    charge: byId.get(share.id) as CreditableCharge,
    amount: share.amount,
  }));
}

function namedShares(
  left: readonly Left[],
  lines: readonly { chargeId: string; amount: Decimal }[],
  currency: string,
): ShareOfCharge[] {
  if (lines.length === 0) throw new Refusal('credits.not_positive', 'name at least one charge', { field: 'lines' });
  const byId = new Map(left.map((each) => [each.charge.id, each]));
  const wanted = Map.groupBy(lines, ({ chargeId }) => chargeId);
  return [...wanted].map(([chargeId, parts]) => {
    const found = byId.get(chargeId);
    if (!found) {
      throw new Refusal('credits.charge_unknown', `the bill has no charge ${chargeId}`, { field: 'lines' });
    }
    for (const part of parts) refuseNotPositive(part.amount, 'lines');
    const amount = parts.reduce((sum, part) => sum.plus(part.amount), ZERO);
    if (amount.gt(found.open)) refuseTooMuch(found.open, currency, 'lines');
    return { charge: found.charge, amount };
  });
}

function refuseNotPositive(amount: Decimal, field: string): void {
  if (amount.gt(0)) return;
  throw new Refusal('credits.not_positive', 'an amount to take back is above zero', { field });
}

function refuseTooMuch(most: Decimal, currency: string, field = 'amount'): never {
  const shown = moneyText(most, currency);
  throw new Refusal('credits.too_much', `no more than ${shown} ${currency} is left to take back`, { field });
}

/** Source: the original's rate (a credit note mirrors it); net to date = round(amount to date ÷ (1 + rate)). */
function creditLine(charge: CreditableCharge, amount: Decimal, { currency, rounding }: Rounding): CreditLine {
  const toDate = charge.creditedAmount.plus(amount);
  const isWhole = toDate.eq(charge.amount);
  const netToDate = isWhole ? charge.net : splitTax(toDate, charge.taxRate, currency, rounding).net;
  const net = netToDate.minus(charge.creditedNet);
  return { charge, amount, net, tax: amount.minus(net) };
}
