import { type Decimal, plain } from '../../kernel/money.ts';
import type { Fields } from './fields.ts';
import type { ModelRule, Use } from './model.ts';

/** `{ "model": "PER_UNIT", "unitPrice": "2.85" }`: a price for each unit of area, space, seat, time or use. */
export function parsePerUnit(fields: Fields): ModelRule {
  const unitPrice = fields.decimal('unitPrice');
  const text = plain(unitPrice);
  const amountOf = ({ quantity }: Use): Decimal => (quantity as Decimal).times(unitPrice);
  return {
    model: 'PER_UNIT',
    measure: 'QUANTITY',
    takesChanges: true,
    amountOf,
    linesOf: (use) => [{ quantity: plain(use.quantity as Decimal), unitPrice: text, amount: plain(amountOf(use)) }],
  };
}
