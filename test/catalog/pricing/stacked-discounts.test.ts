import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Discount, DiscountKind, NamedDiscount } from '../../../server/catalog/discounts.ts';
import { type ChargeInput, type ChargePart, priceCharge } from '../../../server/catalog/pricing/charge.ts';
import { type Explanation, recompute } from '../../../server/catalog/pricing/explanation.ts';
import { parseModel } from '../../../server/catalog/pricing/parse.ts';
import { Decimal, ZERO } from '../../../server/kernel/money.ts';

const d = (text: string | number) => new Decimal(text);
const named = (kind: DiscountKind, value: string | number, code = `${kind} ${value}`): NamedDiscount => ({
  code,
  name: code,
  kind,
  value: d(value),
});
const OCTOBER = { start: '2026-10-01', end: '2026-11-01' };
const MGMT = { model: 'PER_UNIT', unitPrice: '2.85' };
const WATER = {
  model: 'GRADUATED',
  reset: 'YEAR',
  tiers: [
    { upTo: '180', unitPrice: '5' },
    { upTo: null, unitPrice: '7' },
  ],
};

function charge(model: object, over: Partial<ChargeInput> = {}): ChargePart[] {
  return priceCharge({
    versions: [{ id: 'V', model: parseModel(model), period: { start: '2020-01-01', end: null } }],
    period: OCTOBER,
    cyclePeriod: OCTOBER,
    proration: 'ACTUAL_DAYS',
    taxRate: d('0.06'),
    currency: 'CNY',
    rounding: 'HALF_UP',
    ...over,
  }).parts;
}

/** Amounts, each held to what its explanation, as it would be stored, leads to. */
function amounts(parts: readonly ChargePart[]): string[] {
  for (const { amount, gross, discount, net, tax, explanation } of parts) {
    const stored = JSON.parse(JSON.stringify(explanation)) as Explanation;
    assert.equal(recompute(stored).toFixed(2), amount.toFixed(2));
    assert.ok(gross.minus(discount).eq(amount) && net.plus(tax).eq(amount));
  }
  return parts.map(({ amount }) => amount.toFixed(2));
}

const area = (...discounts: NamedDiscount[]) => ({ quantity: d('88.50'), discounts });

describe('Discounts of the catalogue', () => {
  it('are taken one after the other in their order, after the binding’s own', () => {
    const own: Discount = { kind: 'PERCENT', value: d(10) };
    // 2.85 × 88.50 = 252.225; × 0.9 = 227.0025; × 0.9 = 204.30225; − 20 = 184.30225
    const first = charge(MGMT, { ...area(named('PERCENT', 10), named('AMOUNT', 20)), discount: own });
    assert.deepEqual(amounts(first), ['184.30']);
    assert.equal(first[0]?.gross.toFixed(2), '252.23');
    // (227.0025 − 20) × 0.9 = 186.30225
    const second = charge(MGMT, { ...area(named('AMOUNT', 20), named('PERCENT', 10)), discount: own });
    assert.deepEqual(amounts(second), ['186.30']);
  });

  it('are named in the explanation', () => {
    const [part] = charge(MGMT, area(named('PERCENT', 10, 'LOYAL')));
    assert.deepEqual(part?.explanation.discounts, [{ code: 'LOYAL', name: 'LOYAL', kind: 'PERCENT', value: '10' }]);
  });

  it('take free units off the quantity', () => {
    const [part] = charge(MGMT, area(named('FREE_UNITS', '8.5')));
    // 80 × 2.85
    assert.deepEqual(amounts([part as ChargePart]), ['228.00']);
    assert.equal(part?.discount.toFixed(2), '24.23');
    assert.deepEqual(amounts(charge(MGMT, area(named('FREE_UNITS', 50), named('FREE_UNITS', 50)))), ['0.00']);
  });

  it('put an agreed price in place of the list price, and reductions come off it', () => {
    assert.deepEqual(amounts(charge(MGMT, area(named('PRICE_OVERRIDE', '2.5')))), ['221.25']);
    assert.deepEqual(amounts(charge(MGMT, area(named('PERCENT', 10), named('PRICE_OVERRIDE', '2.5')))), ['199.13']);
    assert.deepEqual(amounts(charge(MGMT, area(named('PRICE_OVERRIDE', '2.5'), named('FREE_UNITS', '8.5')))), [
      '200.00',
    ]);
    assert.deepEqual(amounts(charge({ model: 'FIXED', amount: '300' }, area(named('PRICE_OVERRIDE', 240)))), [
      '240.00',
    ]);
    assert.deepEqual(amounts(charge(MGMT, area(named('PRICE_OVERRIDE', 2), named('PRICE_OVERRIDE', 3)))), ['265.50']);
  });

  it('show an agreed price above the list’s as a higher price, not as a negative discount', () => {
    const [part] = charge(MGMT, area(named('PRICE_OVERRIDE', '3')));
    assert.deepEqual(
      [part?.gross.toFixed(2), part?.discount.toFixed(2), part?.amount.toFixed(2)],
      ['265.50', '0.00', '265.50'],
    );
  });

  it('leave limits of the price out where a price is agreed', () => {
    const limited = { ...MGMT, minimum: '500', includedQuantity: '10' };
    assert.deepEqual(amounts(charge(limited, area(named('PRICE_OVERRIDE', '2')))), ['177.00']);
  });

  it('refuse an agreed price where single events are charged', () => {
    const usage = { events: [d(100), d(200)] };
    const sale = { model: 'PERCENTAGE', rate: '1' };
    assert.throws(() => charge(sale, { usage, discounts: [named('PRICE_OVERRIDE', 1)] }), {
      code: 'pricing.override_of_events',
    });
    assert.deepEqual(amounts(charge(sale, { usage, discounts: [named('PERCENT', 50), named('FREE_UNITS', 1)] })), [
      '1.50',
    ]);
  });

  it('count for a part of a cycle in proportion', () => {
    const period = { start: '2026-10-11', end: '2026-11-01' };
    // (300 − 30) × 21 ÷ 31 = 182.903…
    const parts = charge({ model: 'FIXED', amount: '300' }, { period, discounts: [named('AMOUNT', 30)] });
    assert.deepEqual(amounts(parts), ['182.90']);
  });

  it('take free units of a yearly ladder at their average price, and leave the ladder where it is', () => {
    const use = { usage: { quantity: d(200) } };
    // 180 × 5 + 20 × 7 = 1,040; 1,040 × 180 ÷ 200
    const [free] = charge(WATER, { ...use, discounts: [named('FREE_UNITS', 20)] });
    assert.deepEqual(amounts([free as ChargePart]), ['936.00']);
    assert.equal(free?.gross.toFixed(2), '1040.00');
    const [agreed] = charge(WATER, {
      ...use,
      discounts: [named('PRICE_OVERRIDE', 4), named('FREE_UNITS', 20), named('PERCENT', 50)],
    });
    // 180 × 4 × 0.5
    assert.deepEqual(amounts([agreed as ChargePart]), ['360.00']);
    assert.equal(agreed?.gross.toFixed(2), '1040.00');
  });
});

describe('A cycle that is cut', () => {
  const FEE = { model: 'FIXED', amount: '300' };

  it('where somebody else begins to pay sums to the whole', () => {
    // 300 × 15 ÷ 31 = 145.161…; the rest
    assert.deepEqual(amounts(charge(FEE, { cuts: ['2026-10-16', '2026-12-01', '2026-10-01'] })), ['145.16', '154.84']);
  });

  it('by a pause charges the other days', () => {
    const paused = [{ start: '2026-10-11', end: '2026-10-21' }];
    // 300 × 10 ÷ 31 = 96.77…; 300 × 21 ÷ 31 = 203.225…
    const parts = charge(FEE, { paused });
    assert.deepEqual(amounts(parts), ['96.77', '106.46']);
    assert.deepEqual(
      parts.map(({ periodStart, periodEnd }) => [periodStart, periodEnd]),
      [
        ['2026-10-01', '2026-10-11'],
        ['2026-10-21', '2026-11-01'],
      ],
    );
    assert.deepEqual(amounts(charge(FEE, { paused: [{ start: '2026-09-01', end: '9999-12-31' }] })), []);
  });

  it('by a pause costs the whole where the price knows no proration', () => {
    const paused = [{ start: '2026-10-11', end: '2026-10-21' }];
    // 300 × 10 ÷ 21 = 142.857…
    assert.deepEqual(amounts(charge(FEE, { paused, proration: 'NONE' })), ['142.86', '157.14']);
    assert.deepEqual(
      amounts(charge(FEE, { paused: [{ start: '2026-10-02', end: '9999-12-31' }], proration: 'NONE' })),
      ['300.00'],
    );
  });

  it('by a pause leaves out what was used meanwhile', () => {
    const slice = (start: string, end: string, quantity: number) => ({ period: { start, end }, quantity: d(quantity) });
    const slices = [
      slice('2026-10-01', '2026-10-11', 10),
      slice('2026-10-11', '2026-10-21', 5),
      slice('2026-10-21', '2026-11-01', 12),
    ];
    const paused = [{ start: '2026-10-11', end: '2026-10-21' }];
    assert.deepEqual(amounts(charge({ model: 'PER_UNIT', unitPrice: '5' }, { usage: { slices }, paused })), [
      '50.00',
      '60.00',
    ]);
    assert.deepEqual(amounts(charge(WATER, { usage: { slices }, paused })), ['50.00', '60.00']);
  });
});

const kinds = fc.constantFrom<DiscountKind[]>('PERCENT', 'AMOUNT', 'PRICE_OVERRIDE', 'FREE_UNITS');
const cents = fc.integer({ min: 0, max: 10_000 }).map((n) => d(n).div(100));
const someDiscounts = fc.array(
  fc.record({ kind: kinds, value: cents }).map(({ kind, value }) => named(kind, value.toFixed())),
  { maxLength: 5 },
);
const models = fc.constantFrom(
  MGMT,
  { model: 'FIXED', amount: '300' },
  {
    model: 'GRADUATED',
    tiers: [
      { upTo: '10', unitPrice: '5', flatFee: '3' },
      { upTo: null, unitPrice: '7' },
    ],
  },
  { model: 'PACKAGE', packageSize: '10', packagePrice: '9.99' },
);
const day = fc.integer({ min: 1, max: 30 }).map((n) => `2026-10-${String(n).padStart(2, '0')}`);

describe('Properties of discounts', () => {
  it('never charge less than nothing, and explain every part to the cent, however a cycle is cut', () => {
    fc.assert(
      fc.property(models, cents, someDiscounts, fc.array(day, { maxLength: 3 }), (model, quantity, discounts, cuts) => {
        const whole = charge(model, { quantity, discounts });
        const parts = charge(model, { quantity, discounts, cuts });
        amounts(whole);
        amounts(parts);
        const sum = parts.reduce((total, { amount }) => total.plus(amount), ZERO);
        assert.ok(sum.eq(whole[0]?.amount ?? -1), 'the parts sum to the whole');
        for (const part of parts) assert.ok(part.amount.gte(0) && part.discount.gte(0));
      }),
    );
  });

  it('do the same in any order where all are percentages, and amounts first leave no less than percentages first', () => {
    const percents = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(cents, percents, cents, (quantity, rates, amount) => {
        const reduced = rates.map((rate) => named('PERCENT', rate));
        const total = (...discounts: NamedDiscount[]) => charge(MGMT, { quantity, discounts })[0]?.amount ?? ZERO;
        assert.ok(total(...reduced).eq(total(...reduced.toReversed())));
        assert.ok(
          total(named('AMOUNT', amount.toFixed()), ...reduced).gte(
            total(...reduced, named('AMOUNT', amount.toFixed())),
          ),
        );
      }),
    );
  });

  it('leave paused and charged days as two halves of the whole', () => {
    fc.assert(
      fc.property(models, cents, day, day, (model, quantity, a, b) => {
        const [start, end] = [a, b].toSorted() as [string, string];
        const sum = (paused: { start: string; end: string }[]) =>
          charge(model, { quantity, paused }).reduce((total, { amount }) => total.plus(amount), ZERO);
        const rest = sum([{ start, end }]);
        const within = sum([
          { start: '2026-01-01', end: start },
          { start: end, end: '9999-12-31' },
        ]);
        assert.ok(rest.plus(within).minus(sum([])).abs().lte('0.01'));
      }),
    );
  });
});
