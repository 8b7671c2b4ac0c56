import { Refusal } from '../../kernel/errors.ts';
import { type Decimal, plain, ZERO } from '../../kernel/money.ts';
import { type Fields, readDecimal } from './fields.ts';
import type { ModelRule, Use } from './model.ts';

/**
 * `{ "model": "TIME_OF_USE", "bands": { "peak": "0.62", "flat": "0.52", "valley": "0.34" } }`: the quantity of each
 * band at the band's price. A band without use may be left out of the use; one without price is refused.
 */
export function parseTimeOfUse(fields: Fields): ModelRule {
  const prices = readBands(fields.take('bands'));
  const used = (use: Use): [string, Decimal, Decimal][] =>
    Object.entries(use.bands ?? {}).map(([band, quantity]) => {
      const price = prices.get(band);
      if (price === undefined) {
        const names = [...prices.keys()].join(', ');
        throw new Refusal(
          'pricing.band_unknown',
          `There is no price for the band “${band.slice(0, 40)}”; bands are ${names}`,
          {
            field: 'quantity',
          },
        );
      }
      return [band, quantity, price];
    });
  return {
    model: 'TIME_OF_USE',
    measure: 'BANDS',
    amountOf: (use) => used(use).reduce((sum, [, quantity, price]) => sum.plus(quantity.times(price)), ZERO),
    linesOf: (use) =>
      used(use).map(([band, quantity, price]) => ({
        band,
        quantity: plain(quantity),
        unitPrice: plain(price),
        amount: plain(quantity.times(price)),
      })),
  };
}

function readBands(json: unknown): Map<string, Decimal> {
  if (typeof json !== 'object' || json === null || Array.isArray(json) || Object.keys(json).length === 0) {
    throw new Refusal('pricing.bands_empty', 'bands must name at least one band, such as {"peak": "0.62"}', {
      field: 'bands',
    });
  }
  return new Map(Object.entries(json).map(([band, price]) => [band, readDecimal(price, `bands.${band.slice(0, 40)}`)]));
}
