import { type Decimal, ZERO } from '../../kernel/money.ts';
import type { Fields } from './fields.ts';
import { buildLadder, fraction } from './ladder.ts';
import type { ModelRule } from './model.ts';
import { readTiers } from './tiers.ts';

/**
 * `{ "model": "GRADUATED_PERCENTAGE", "tiers": [{ "upTo": "10", "rate": "1", "flatFee": "200" }, …] }`: of the part of
 * the quantity (an amount, as a rule) that lies in each tier, that tier's percentage.
 */
export function parseGraduatedPercentage(fields: Fields): ModelRule {
  const tiers = readTiers(fields, (tier) => ({
    price: fraction(tier.decimal('rate')),
    flatFee: tier.decimalOrNull('flatFee') ?? ZERO,
    packageSize: null,
  }));
  const ladder = buildLadder(tiers);
  return {
    model: 'GRADUATED_PERCENTAGE',
    measure: 'QUANTITY',
    amountOf: ({ quantity }) => ladder.amountOf(quantity as Decimal),
    linesOf: ({ quantity }) => ladder.linesOf(quantity as Decimal, 'rate'),
  };
}
