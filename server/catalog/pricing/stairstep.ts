import { type Decimal, plain } from '../../kernel/money.ts';
import type { Fields } from './fields.ts';
import type { ModelRule } from './model.ts';
import { boundText, readTiers, tierReached } from './tiers.ts';

/** `{ "model": "STAIRSTEP", "tiers": [{ "upTo": "10", "flatFee": "99" }, …] }`: one flat fee, by the tier reached. */
export function parseStairstep(fields: Fields): ModelRule {
  const tiers = readTiers(fields, (tier) => ({ flatFee: tier.decimal('flatFee') }));
  const reached = (quantity: Decimal) => tiers[tierReached(tiers, quantity)] as (typeof tiers)[number];
  return {
    model: 'STAIRSTEP',
    measure: 'QUANTITY',
    amountOf: ({ quantity }) => reached(quantity as Decimal).flatFee,
    linesOf: ({ quantity }) => {
      const tier = reached(quantity as Decimal);
      const fee = plain(tier.flatFee);
      return [
        { upTo: boundText(tier.upTo), quantity: plain(quantity as Decimal), unitPrice: '0', flatFee: fee, amount: fee },
      ];
    },
  };
}
