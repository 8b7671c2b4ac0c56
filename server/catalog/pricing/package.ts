import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain, ZERO } from '../../kernel/money.ts';
import type { Fields } from './fields.ts';
import type { ModelRule, Use } from './model.ts';

/**
 * `{ "model": "PACKAGE", "packageSize": "10", "packagePrice": "100", "freeUnits": "0" }`: the units beyond the free
 * ones in packages; a started package counts as a whole one.
 */
export function parsePackage(fields: Fields): ModelRule {
  const size = fields.decimal('packageSize');
  if (size.isZero()) {
    throw new Refusal('pricing.value_not_allowed', 'packageSize must be above zero', { field: 'packageSize' });
  }
  const price = fields.decimal('packagePrice');
  const free = fields.decimalOrNull('freeUnits') ?? ZERO;
  const payable = ({ quantity }: Use): Decimal => Decimal.max((quantity as Decimal).minus(free), ZERO);
  const packages = (units: Decimal): Decimal => units.div(size).ceil();
  return {
    model: 'PACKAGE',
    measure: 'QUANTITY',
    amountOf: (use) => packages(payable(use)).times(price),
    linesOf: (use) => {
      const units = payable(use);
      const count = packages(units);
      return [
        { quantity: plain(units), packages: plain(count), unitPrice: plain(price), amount: plain(count.times(price)) },
      ];
    },
  };
}
