/** Tiers as JSON writes them: checked for order, and read into Decimals. */
import { Refusal } from '../../kernel/errors.ts';
import { type Decimal, plain } from '../../kernel/money.ts';
import { type Fields, openFields } from './fields.ts';

const MAX_TIERS = 1000;

/** What every tier has: the inclusive upper bound (null: no bound). */
export interface Tier {
  readonly upTo: Decimal | null;
}

/**
 * Reads `tiers`: at least one, bounds rising, a tier without bound only at the end. The last tier may be finite; it
 * then prices everything beyond its bound too.
 * @param readTier reads what a tier has beside `upTo`
 * @throws Refusal `pricing.tiers_empty`, `pricing.tiers_out_of_order`, `pricing.tier_after_last`, …
 */
export function readTiers<T extends object>(fields: Fields, readTier: (tier: Fields) => T): (T & Tier)[] {
  const list = fields.take('tiers');
  if (!Array.isArray(list) || list.length === 0) {
    throw new Refusal('pricing.tiers_empty', 'tiers must be a list of at least one tier', { field: 'tiers' });
  }
  if (list.length > MAX_TIERS) {
    throw new Refusal('pricing.tiers_too_many', `tiers must be at most ${MAX_TIERS}`, { field: 'tiers' });
  }
  const tiers: (T & Tier)[] = [];
  for (const [index, json] of list.entries()) {
    const tier = openFields(json, `tiers[${index}]`);
    if (!tier.has('upTo')) {
      throw new Refusal('pricing.field_missing', `${tier.path}.upTo is missing; write null for a tier without bound`, {
        field: `${tier.path}.upTo`,
      });
    }
    const upTo = tier.decimalOrNull('upTo');
    checkOrder(tiers[index - 1], upTo, `${tier.path}.upTo`);
    tiers.push({ ...readTier(tier), upTo });
    tier.finish();
  }
  return tiers;
}

function checkOrder(previous: Tier | undefined, upTo: Decimal | null, path: string): void {
  if (previous === undefined) return;
  if (previous.upTo === null) {
    throw new Refusal('pricing.tier_after_last', `${path}: no tier can follow one without bound (upTo: null)`, {
      field: path,
    });
  }
  if (upTo !== null && upTo.lte(previous.upTo)) {
    throw new Refusal('pricing.tiers_out_of_order', `${path} must be above ${plain(previous.upTo)}, the tier before`, {
      field: path,
    });
  }
}

/** Index of the tier that a quantity reaches: the first whose bound is not below it, else the last. */
export function tierReached(tiers: readonly Tier[], quantity: Decimal): number {
  const last = tiers.length - 1;
  for (let i = 0; i < last; i++) {
    if (quantity.lte(tiers[i]?.upTo as Decimal)) return i;
  }
  return last;
}

/** A bound for an explanation line. */
export function boundText(upTo: Decimal | null): string | null {
  return upTo === null ? null : plain(upTo);
}
