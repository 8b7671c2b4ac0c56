/** Metered use of a cycle, and how it falls on the parts that a price change cuts the cycle into. */
import { daysBetween, intersect, type Period } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, ZERO } from '../../kernel/money.ts';

/** Use between two readings. */
export interface UsageSlice {
  period: Period;
  quantity: Decimal;
}

/** Decimals to which a share of a quantity is kept, unless the quantity itself has more. */
const SPLIT_DECIMALS = 6;

/** The quantity as slices; null where nothing was measured, which is not the same as zero. */
export function slicesOf(
  usage: { slices?: readonly UsageSlice[] | undefined; quantity?: Decimal | undefined } | undefined,
  period: Period,
): readonly UsageSlice[] | null {
  if (usage?.slices !== undefined && usage.slices.length > 0) return usage.slices;
  return usage?.quantity === undefined ? null : [{ period, quantity: usage.quantity }];
}

/**
 * Spreads slices over the parts of a period: a slice that lies in one part belongs to it (that is how a reading on the
 * day of a price change counts); a slice across a boundary is split by days. The shares of a slice sum to it exactly.
 * @param parts in order, covering `whole`
 * @throws Refusal `pricing.usage_outside_period` when a slice is not within the period that is charged
 */
export function splitUsage(slices: readonly UsageSlice[], parts: readonly Period[], whole: Period): Decimal[] {
  const shares = parts.map(() => ZERO);
  for (const slice of slices) {
    if (slice.period.start < whole.start || slice.period.end > whole.end || slice.period.start >= slice.period.end) {
      throw new Refusal(
        'pricing.usage_outside_period',
        `Use from ${slice.period.start} until ${slice.period.end} does not lie within ${whole.start} until ${whole.end}`,
      );
    }
    spread(slice, parts, shares);
  }
  return shares;
}

/** Adds a slice's shares: each is the rounded share up to its part's end less what came before. */
function spread(slice: UsageSlice, parts: readonly Period[], shares: Decimal[]): void {
  const days = daysBetween(slice.period.start, slice.period.end);
  const decimals = Math.max(SPLIT_DECIMALS, slice.quantity.decimalPlaces());
  let passed = 0;
  let given = ZERO;
  for (const [index, part] of parts.entries()) {
    const common = intersect(part, slice.period);
    if (common === null) continue;
    passed += daysBetween(common.start, common.end);
    const upToHere = slice.quantity.times(passed).div(days).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
    shares[index] = (shares[index] as Decimal).plus(upToHere).minus(given);
    given = upToHere;
  }
}
