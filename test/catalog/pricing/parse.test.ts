import assert from 'node:assert/strict';
import { parseModel } from '../../../server/catalog/pricing/parse.ts';
import { price } from '../../../server/catalog/pricing/price.ts';
import { Refusal } from '../../../server/kernel/errors.ts';
import { Decimal } from '../../../server/kernel/money.ts';

const tiers = (...bounds: unknown[]) => bounds.map((upTo) => ({ upTo, unitPrice: '1' }));

describe('Reading a price model', () => {
  const refused: [string, unknown, string, string][] = [
    ['text that is not JSON', '{"model": ', 'pricing.model_not_json', 'model'],
    ['a list', [], 'pricing.model_invalid', 'model'],
    ['null', null, 'pricing.model_invalid', 'model'],
    ['no model', {}, 'pricing.model_unknown', 'model'],
    ['an unknown model', { model: 'MAGIC' }, 'pricing.model_unknown', 'model'],
    ['a name that objects have by themselves', { model: 'constructor' }, 'pricing.model_unknown', 'model'],
    ['a formula without expression', { model: 'FORMULA' }, 'pricing.field_missing', 'expression'],
    ['a missing amount', { model: 'FIXED' }, 'pricing.field_missing', 'amount'],
    ['a negative amount', { model: 'FIXED', amount: '-1' }, 'pricing.negative', 'amount'],
    ['an amount with an exponent', { model: 'FIXED', amount: '1e3' }, 'pricing.not_a_number', 'amount'],
    ['an amount with separators', { model: 'FIXED', amount: '1,000' }, 'pricing.not_a_number', 'amount'],
    ['NaN as text', { model: 'FIXED', amount: 'NaN' }, 'pricing.not_a_number', 'amount'],
    ['an empty text', { model: 'FIXED', amount: '' }, 'pricing.not_a_number', 'amount'],
    ['true as a number', { model: 'FIXED', amount: true }, 'pricing.not_a_number', 'amount'],
    ['13 decimals', { model: 'PER_UNIT', unitPrice: '0.0000000000001' }, 'pricing.too_many_digits', 'unitPrice'],
    ['16 digits before the point', { model: 'FIXED', amount: '1000000000000000' }, 'pricing.too_many_digits', 'amount'],
    ['a JSON number beyond 15 digits', { model: 'FIXED', amount: 0.1 + 0.2 }, 'pricing.too_many_digits', 'amount'],
    ['a misspelt field', { model: 'FIXED', amount: '1', minimun: '2' }, 'pricing.field_unknown', 'minimun'],
    [
      'minimum above maximum',
      { model: 'FIXED', amount: '1', minimum: 3, maximum: 2 },
      'pricing.value_not_allowed',
      'minimum',
    ],
    [
      'included units of a fixed fee',
      { model: 'FIXED', amount: '1', includedQuantity: 3 },
      'pricing.value_not_allowed',
      'includedQuantity',
    ],
    ['no tiers', { model: 'GRADUATED' }, 'pricing.tiers_empty', 'tiers'],
    ['an empty list of tiers', { model: 'VOLUME', tiers: [] }, 'pricing.tiers_empty', 'tiers'],
    ['a tier that is no object', { model: 'GRADUATED', tiers: [5] }, 'pricing.model_invalid', 'tiers[0]'],
    [
      'a tier without bound field',
      { model: 'GRADUATED', tiers: [{ unitPrice: 1 }] },
      'pricing.field_missing',
      'tiers[0].upTo',
    ],
    [
      'a tier without price',
      { model: 'GRADUATED', tiers: [{ upTo: null }] },
      'pricing.field_missing',
      'tiers[0].unitPrice',
    ],
    [
      'tiers out of order',
      { model: 'GRADUATED', tiers: tiers(20, 10, null) },
      'pricing.tiers_out_of_order',
      'tiers[1].upTo',
    ],
    [
      'two tiers with one bound',
      { model: 'VOLUME', tiers: tiers('10', '10.0') },
      'pricing.tiers_out_of_order',
      'tiers[1].upTo',
    ],
    [
      'a tier after the last',
      { model: 'GRADUATED', tiers: tiers(10, null, 20) },
      'pricing.tier_after_last',
      'tiers[2].upTo',
    ],
    ['two last tiers', { model: 'GRADUATED', tiers: tiers(null, null) }, 'pricing.tier_after_last', 'tiers[1].upTo'],
    ['a negative bound', { model: 'GRADUATED', tiers: tiers(-1, null) }, 'pricing.negative', 'tiers[0].upTo'],
    [
      'a negative price in a tier',
      { model: 'GRADUATED', tiers: [{ upTo: null, unitPrice: '-0.1' }] },
      'pricing.negative',
      'tiers[0].unitPrice',
    ],
    [
      'an unknown field in a tier',
      { model: 'STAIRSTEP', tiers: [{ upTo: null, flatFee: 1, unitPrice: 1 }] },
      'pricing.field_unknown',
      'tiers[0].unitPrice',
    ],
    [
      'an unknown reset',
      { model: 'GRADUATED', tiers: tiers(null), reset: 'WEEK' },
      'pricing.value_not_allowed',
      'reset',
    ],
    [
      'a year that starts on 30 February',
      { model: 'GRADUATED', tiers: tiers(null), reset: 'YEAR', resetFrom: '02-30' },
      'pricing.value_not_allowed',
      'resetFrom',
    ],
    [
      'a year that starts on 29 February',
      { model: 'GRADUATED', tiers: tiers(null), reset: 'YEAR', resetFrom: '02-29' },
      'pricing.value_not_allowed',
      'resetFrom',
    ],
    [
      'resetFrom without a year',
      { model: 'GRADUATED', tiers: tiers(null), resetFrom: '12-01' },
      'pricing.value_not_allowed',
      'resetFrom',
    ],
    [
      'packages of nothing',
      { model: 'PACKAGE', packageSize: 0, packagePrice: 1 },
      'pricing.value_not_allowed',
      'packageSize',
    ],
    ['half a free event', { model: 'PERCENTAGE', rate: 1, freeEvents: 1.5 }, 'pricing.value_not_allowed', 'freeEvents'],
    ['no bands', { model: 'TIME_OF_USE', bands: {} }, 'pricing.bands_empty', 'bands'],
    ['a negative band', { model: 'TIME_OF_USE', bands: { peak: -1 } }, 'pricing.negative', 'bands.peak'],
  ];
  for (const [what, json, code, field] of refused) {
    it(`refuses ${what} with ${code} at ${field}`, () => {
      assert.throws(
        () => parseModel(json),
        (error) => {
          assert.ok(error instanceof Refusal, String(error));
          assert.deepEqual([error.code, error.field], [code, field]);
          return true;
        },
      );
    });
  }

  it('reads JSON text and takes numbers where decimal strings are', () => {
    const asText = parseModel(
      '{"model":"GRADUATED","tiers":[{"upTo":180,"unitPrice":5},{"upTo":null,"unitPrice":7.5}]}',
    );
    const asStrings = parseModel({
      model: 'GRADUATED',
      tiers: [
        { upTo: '180', unitPrice: '5', flatFee: '0' },
        { upTo: null, unitPrice: '7.5' },
      ],
      reset: 'PERIOD',
    });
    for (const quantity of [new Decimal(0), new Decimal('180.5'), new Decimal(1000)]) {
      const input = { quantity, currency: 'CNY' };
      assert.equal(price(asText, input).exact.toFixed(), price(asStrings, input).exact.toFixed());
    }
    assert.equal(price(asText, { quantity: new Decimal('180.5'), currency: 'CNY' }).exact.toFixed(), '903.75');
  });

  it('takes a very small JSON number as it was written', () => {
    const model = parseModel('{"model":"PER_UNIT","unitPrice":1e-7}');
    assert.equal(price(model, { quantity: new Decimal(1000), currency: 'CNY' }).exact.toFixed(), '0.0001');
  });
});
