import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { priceCharge } from '../../../server/catalog/pricing/charge.ts';
import { recompute } from '../../../server/catalog/pricing/explanation.ts';
import { parseModel } from '../../../server/catalog/pricing/parse.ts';
import { price } from '../../../server/catalog/pricing/price.ts';
import { splitPool } from '../../../server/catalog/pricing/shared.ts';
import { Decimal, roundMoney, ZERO } from '../../../server/kernel/money.ts';

const d = (text: string | number) => new Decimal(text);
const of = (key: string, measure: string | number, days = 30) => ({ key, measure: d(measure), days });
const amounts = (shares: ReturnType<typeof splitPool>) => [...shares.values()].map(({ amount }) => amount.toFixed());

describe('A shared cost', () => {
  it('is split by area, the last cents to the largest remainders', () => {
    assert.deepEqual(amounts(splitPool(d(100), 'AREA', [of('a', 1), of('b', 1), of('c', 1)], 'CNY')), [
      '33.34',
      '33.33',
      '33.33',
    ]);
  });

  it('weighs areas and heads by days, and usage not', () => {
    const two = [of('a', 2, 10), of('b', 1, 20)];
    assert.deepEqual(amounts(splitPool(d(30), 'AREA', two, 'CNY')), ['15', '15']);
    assert.deepEqual(amounts(splitPool(d(30), 'USAGE', two, 'CNY')), ['20', '10']);
  });

  it('refuses to be split over nothing, and a negative cost', () => {
    assert.throws(() => splitPool(d(1), 'USAGE', [of('a', 0)], 'CNY'), { code: 'pricing.pool_without_weight' });
    assert.throws(() => splitPool(d(1), 'EQUAL', [], 'CNY'), { code: 'pricing.pool_without_weight' });
    assert.throws(() => splitPool(d(-1), 'EQUAL', [of('a', 1)], 'CNY'), { code: 'pricing.negative' });
  });

  it('needs a basis', () => {
    assert.throws(() => parseModel({ model: 'SHARED' }), { code: 'pricing.field_missing', field: 'basis' });
    assert.throws(() => parseModel({ model: 'SHARED', basis: 'HEADS' }), { code: 'pricing.value_not_allowed' });
    assert.throws(() => parseModel({ model: 'SHARED', basis: 'AREA', minimum: 1 }), { field: 'minimum' });
  });

  it('is divided by days where the payer changes, and loses no cent', () => {
    const [share] = splitPool(d(100), 'AREA', [of('a', 1), of('b', 2)], 'CNY').values();
    const october = { start: '2026-10-01', end: '2026-11-01' };
    const { parts } = priceCharge({
      versions: [
        { id: 'v', model: parseModel({ model: 'SHARED', basis: 'AREA' }), period: { start: '2026-01-01', end: null } },
      ],
      period: october,
      cyclePeriod: october,
      pools: share ? [share] : [],
      cuts: ['2026-10-11'],
      proration: 'ACTUAL_DAYS',
      taxRate: ZERO,
      currency: 'CNY',
      rounding: 'HALF_UP',
    });
    // 33.33 × 10 ÷ 31 = 10.75…
    assert.deepEqual(
      parts.map(({ amount }) => amount.toFixed()),
      ['10.75', '22.58'],
    );
    for (const { amount, explanation } of parts) assert.equal(recompute(explanation).toFixed(), amount.toFixed());
  });

  it('sums to the pool to the cent, and each share is explained', () => {
    const model = parseModel({ model: 'SHARED', basis: 'AREA' });
    const participants = fc.array(fc.tuple(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 1, max: 31 })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        participants,
        fc.constantFrom('CNY', 'JPY', 'KWD'),
        (cents, list, currency) => {
          fc.pre(list.some(([area]) => area > 0));
          const cost = roundMoney(d(cents).div(1000), currency);
          const shares = splitPool(
            cost,
            'AREA',
            list.map(([area, days], i) => of(String(i), d(area).div(100).toFixed(), days)),
            currency,
          );
          const sum = [...shares.values()].reduce((total, { amount }) => total.plus(amount), ZERO);
          assert.equal(sum.toFixed(), cost.toFixed());
          for (const share of shares.values()) {
            const { amount, explanation } = price(model, { pools: [share], currency });
            assert.equal(amount.toFixed(), share.amount.toFixed());
            assert.equal(recompute(JSON.parse(JSON.stringify(explanation))).toFixed(), amount.toFixed());
          }
        },
      ),
    );
  });
});
