/** What a cycle is charged with, beside the cycle before: by how much it changed, and why. Pure. */
import { Decimal, ZERO } from '../kernel/money.ts';

/** How a binding's cycle stands beside the one before. */
export type Change = 'NEW' | 'GONE' | 'CHANGED' | 'SAME' | 'NOT_BILLED';

/** Why an amount is another one than before. */
export type Cause = 'PRICE' | 'QUANTITY' | 'PRORATION' | 'DISCOUNT' | 'PARTS';

/** What deserves a look before it is posted. */
export type Warning = 'ZERO_NOW' | 'JUMP';

/** A part of a cycle, of a charge or of a run's line. */
export interface ComparedPart {
  quantity: Decimal;
  unitPrice: Decimal | null;
  gross: Decimal;
  discount: Decimal;
  amount: Decimal;
  versionId: string | null;
  /** Days that it charges for. */
  days: number;
}

/** The parts of a cycle together. */
export interface ComparedCycle {
  quantity: Decimal;
  /** Of all parts, where they agree; null where there is none, or several. */
  unitPrice: Decimal | null;
  gross: Decimal;
  discount: Decimal;
  amount: Decimal;
  versions: ReadonlySet<string | null>;
  days: number;
  parts: number;
}

/** A comparison; `difference` is now less before. */
export interface Compared {
  change: Change;
  difference: Decimal;
  causes: readonly Cause[];
  warning: Warning | null;
}

/** Months differ by three days; a cycle that is shorter by more was charged in part. */
const DAYS_OF_MONTHS = 3;

/** Adds the parts of a cycle up. Prices that hold one after the other count the quantity once, with the longest part. */
export function cycleOf(parts: readonly ComparedPart[]): ComparedCycle {
  const sum = (of: (part: ComparedPart) => Decimal) => parts.reduce((total, part) => total.plus(of(part)), ZERO);
  const longest = parts.toSorted((a, b) => b.days - a.days)[0];
  const prices = new Set(parts.map(({ unitPrice }) => unitPrice?.toString() ?? ''));
  return {
    quantity: longest?.quantity ?? ZERO,
    unitPrice: prices.size === 1 ? (longest?.unitPrice ?? null) : null,
    gross: sum(({ gross }) => gross),
    discount: sum(({ discount }) => discount),
    amount: sum(({ amount }) => amount),
    versions: new Set(parts.map(({ versionId }) => versionId)),
    days: parts.reduce((days, part) => days + part.days, 0),
    parts: parts.length,
  };
}

/**
 * Compares a cycle with the one before.
 * @param now null where it is not charged
 * @param before null where there was none
 * @param jump a change of more than so many per cent is warned of
 */
export function compareCycles(now: ComparedCycle | null, before: ComparedCycle | null, jump: number): Compared {
  if (now === null) {
    return { change: 'GONE', difference: (before?.amount ?? ZERO).neg(), causes: [], warning: null };
  }
  if (before === null) return { change: 'NEW', difference: now.amount, causes: [], warning: null };
  const difference = now.amount.minus(before.amount);
  if (difference.isZero()) return { change: 'SAME', difference, causes: [], warning: null };
  return { change: 'CHANGED', difference, causes: causesOf(now, before), warning: warningOf(now, before, jump) };
}

function causesOf(now: ComparedCycle, before: ComparedCycle): Cause[] {
  const causes: Cause[] = [];
  const otherVersion = !isSame(now.versions, before.versions);
  const otherPrice = now.unitPrice !== null && before.unitPrice !== null && !now.unitPrice.eq(before.unitPrice);
  if (otherVersion || (otherPrice && now.quantity.eq(before.quantity))) causes.push('PRICE');
  if (!now.quantity.eq(before.quantity)) causes.push('QUANTITY');
  if (Math.abs(now.days - before.days) > DAYS_OF_MONTHS) causes.push('PRORATION');
  if (!shareOf(now).eq(shareOf(before))) causes.push('DISCOUNT');
  // What is left is how the cycle was cut: a part that began or ended inside it.
  if (causes.length === 0) causes.push(now.parts === before.parts ? 'PRORATION' : 'PARTS');
  return causes;
}

const isSame = (a: ReadonlySet<unknown>, b: ReadonlySet<unknown>) =>
  a.size === b.size && [...a].every((each) => b.has(each));

/** How much of the price is discounted, to a tenth of a per cent: amounts are rounded. */
const shareOf = ({ discount, gross }: ComparedCycle): Decimal =>
  gross.isZero() ? ZERO : discount.div(gross).toDecimalPlaces(3);

function warningOf(now: ComparedCycle, before: ComparedCycle, jump: number): Warning | null {
  if (now.amount.isZero()) return 'ZERO_NOW';
  if (before.amount.isZero()) return 'JUMP';
  const percent = now.amount.minus(before.amount).div(before.amount).abs().times(100);
  return percent.gt(new Decimal(jump)) ? 'JUMP' : null;
}
