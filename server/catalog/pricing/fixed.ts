import { plain } from '../../kernel/money.ts';
import type { Fields } from './fields.ts';
import type { ModelRule } from './model.ts';

/** `{ "model": "FIXED", "amount": "300.00" }`: an amount per period, whatever the quantity. */
export function parseFixed(fields: Fields): ModelRule {
  const amount = fields.decimal('amount');
  const text = plain(amount);
  return {
    model: 'FIXED',
    measure: 'NOTHING',
    amountOf: () => amount,
    linesOf: () => [{ quantity: '1', unitPrice: text, amount: text }],
  };
}
