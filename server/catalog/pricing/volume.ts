import { type Decimal, plain, ZERO } from '../../kernel/money.ts';
import type { Fields } from './fields.ts';
import { readPackageSize } from './graduated.ts';
import type { Line, ModelRule } from './model.ts';
import { boundText, readTiers, type Tier, tierReached } from './tiers.ts';

interface VolumeTier extends Tier {
  unitPrice: Decimal;
  flatFee: Decimal;
  packageSize: Decimal | null;
}

/** `{ "model": "VOLUME", "tiers": […] }`: all units at the price of the tier reached, plus that tier's flat fee. */
export function parseVolume(fields: Fields): ModelRule {
  const tiers = readTiers(fields, (tier) => ({
    unitPrice: tier.decimal('unitPrice'),
    flatFee: tier.decimalOrNull('flatFee') ?? ZERO,
    packageSize: readPackageSize(tier),
  }));
  const reached = (quantity: Decimal): VolumeTier => tiers[tierReached(tiers, quantity)] as VolumeTier;
  return {
    model: 'VOLUME',
    measure: 'QUANTITY',
    amountOf: ({ quantity }) => amountIn(reached(quantity as Decimal), quantity as Decimal),
    linesOf: ({ quantity }) => [lineIn(reached(quantity as Decimal), quantity as Decimal)],
  };
}

function countIn(tier: VolumeTier, quantity: Decimal): Decimal {
  return tier.packageSize === null ? quantity : quantity.div(tier.packageSize).ceil();
}

function amountIn(tier: VolumeTier, quantity: Decimal): Decimal {
  return countIn(tier, quantity).times(tier.unitPrice).plus(tier.flatFee);
}

function lineIn(tier: VolumeTier, quantity: Decimal): Line {
  const line: Line = {
    upTo: boundText(tier.upTo),
    quantity: plain(quantity),
    unitPrice: plain(tier.unitPrice),
    amount: plain(amountIn(tier, quantity)),
  };
  if (tier.packageSize !== null) line.packages = plain(countIn(tier, quantity));
  if (!tier.flatFee.isZero()) line.flatFee = plain(tier.flatFee);
  return line;
}
