import { Refusal } from '../../kernel/errors.ts';
import { Decimal, minorUnits, plain, splitByLargestRemainder, ZERO } from '../../kernel/money.ts';
import type { Fields } from './fields.ts';
import type { ModelRule, PoolShare, Use } from './model.ts';

const BASES = ['AREA', 'USAGE', 'EQUAL'] as const;

/** By what a pool is split, and who takes part beside the premises that are bound. */
export interface SharedTerms {
  basis: (typeof BASES)[number];
  /** Whether premises that nobody is bound to take their share too (nobody is charged for it). */
  vacant: 'INCLUDED' | 'EXCLUDED';
  /** Codes of premises that never take part. */
  excludedPremises: readonly string[];
}

export type Shared = ModelRule & { shared: SharedTerms };

/**
 * `{ "model": "SHARED", "basis": "AREA", "vacant": "INCLUDED", "excludedPremises": ["A-101"] }` (公摊): a pool of cost split over
 * premises to the cent. The pool comes with the use, since all of it must be split whoever is charged.
 */
export function parseShared(fields: Fields): Shared {
  if (!fields.has('basis')) {
    throw new Refusal('pricing.field_missing', `basis is missing; write one of ${BASES.join(', ')}`, {
      field: 'basis',
    });
  }
  const basis = fields.choice('basis', BASES);
  const vacant = fields.choice('vacant', ['INCLUDED', 'EXCLUDED']);
  const shares = ({ pools }: Use): readonly PoolShare[] => {
    if (pools !== undefined && pools.length > 0) return pools;
    throw new Refusal('pricing.pool_missing', 'there is no cost to share for this period; enter it', {
      field: 'quantity',
    });
  };
  return {
    model: 'SHARED',
    measure: 'POOL',
    shared: { basis, vacant, excludedPremises: readCodes(fields.take('excludedPremises')) },
    amountOf: (use) => shares(use).reduce((sum, { amount }) => sum.plus(amount), ZERO),
    linesOf: (use) =>
      shares(use).map(({ id, cost, weight, weights, amount, unit }) => {
        const floor = cost.times(weight).div(weights).div(unit).floor();
        const pool = {
          ...(id === undefined ? {} : { id }),
          cost: plain(cost),
          weights: plain(weights),
          unit: plain(unit),
          extra: plain(amount.div(unit).minus(floor)),
        };
        return { quantity: plain(weight), pool, amount: plain(amount) };
      }),
  };
}

function readCodes(json: unknown): readonly string[] {
  if (json === undefined || json === null) return [];
  if (Array.isArray(json) && json.length <= 1000 && json.every((code) => typeof code === 'string')) return json;
  throw new Refusal('pricing.value_not_allowed', 'excludedPremises must be a list of premise codes', {
    field: 'excludedPremises',
  });
}

/** One that takes part in a split. */
export interface Participant {
  /** What its share is found by. */
  key: string;
  /** Area, usage, or 1. */
  measure: Decimal;
  /** Days on which it takes part; usage is not weighted by days. */
  days: number;
}

/**
 * Splits a pool over those who take part: measure × days each (by USAGE the measure alone), largest remainder first.
 * @param cost at the currency's scale, not negative
 * @returns the share of each by its key; the shares sum to the cost exactly
 * @throws Refusal `pricing.pool_without_weight` when nobody has any area, usage or day; `pricing.negative`
 */
export function splitPool(
  cost: Decimal,
  basis: SharedTerms['basis'],
  participants: readonly Participant[],
  currency: string,
): Map<string, PoolShare> {
  if (cost.isNegative() && !cost.isZero()) {
    throw new Refusal('pricing.negative', 'a cost to share must not be negative', { field: 'amount' });
  }
  const weights = participants.map(({ measure, days }) => (basis === 'USAGE' ? measure : measure.times(days)));
  const sum = weights.reduce((total, weight) => total.plus(weight), ZERO);
  if (sum.lte(0)) {
    const what = { AREA: 'area', USAGE: 'usage', EQUAL: 'day' }[basis];
    throw new Refusal('pricing.pool_without_weight', `no premise that shares the cost has any ${what}; enter it first`);
  }
  const shares = splitByLargestRemainder(cost, weights, currency);
  const unit = new Decimal(10).pow(-minorUnits(currency));
  return new Map(
    participants.map(({ key }, index) => [
      key,
      { cost, weight: weights[index] as Decimal, weights: sum, amount: shares[index] as Decimal, unit },
    ]),
  );
}
