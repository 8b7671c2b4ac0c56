import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  type ChargeInput,
  type ChargePart,
  type PricedVersion,
  priceCharge,
} from '../../../server/catalog/pricing/charge.ts';
import { recompute } from '../../../server/catalog/pricing/explanation.ts';
import { parseModel } from '../../../server/catalog/pricing/parse.ts';
import { addDays, type Period } from '../../../server/kernel/dates.ts';
import { Decimal, ZERO } from '../../../server/kernel/money.ts';

const d = (text: string | number) => new Decimal(text);
const OCTOBER: Period = { start: '2026-10-01', end: '2026-11-01' };
const AREA = { model: 'PER_UNIT', unitPrice: '2.85' };
const WATER = {
  model: 'GRADUATED',
  tiers: [
    { upTo: 180, unitPrice: 5 },
    { upTo: 260, unitPrice: 7 },
    { upTo: null, unitPrice: 9 },
  ],
  reset: 'YEAR',
};

const version = (json: object, start = '2020-01-01', end: string | null = null, id = 'v1'): PricedVersion => ({
  id,
  model: parseModel(json),
  period: { start, end },
});

function charge(input: Partial<ChargeInput>): ChargePart[] {
  const { parts } = priceCharge({
    versions: [],
    period: OCTOBER,
    cyclePeriod: OCTOBER,
    proration: 'ACTUAL_DAYS',
    taxRate: d('0.06'),
    currency: 'CNY',
    rounding: 'HALF_UP',
    ...input,
  });
  for (const part of parts) {
    assert.equal(recompute(JSON.parse(JSON.stringify(part.explanation))).toFixed(), part.amount.toFixed());
    assert.ok(part.net.plus(part.tax).eq(part.amount));
    assert.ok(part.gross.minus(part.discount).eq(part.amount));
  }
  return parts;
}
const amounts = (input: Partial<ChargeInput>) => charge(input).map((part) => part.amount.toFixed(2));
const total = (parts: readonly ChargePart[]) => parts.reduce((sum, part) => sum.plus(part.amount), ZERO).toFixed(2);

describe('A charge on a fixed quantity', () => {
  it('is area × price, its tax taken out of it', () => {
    const [part] = charge({ versions: [version(AREA)], quantity: d('89.5') });
    assert.deepEqual(
      [part?.amount.toFixed(2), part?.net.toFixed(2), part?.tax.toFixed(2), part?.unitPrice?.toFixed()],
      ['255.08', '240.64', '14.44', '2.85'], // 255.075; 255.08 ÷ 1.06 = 240.6415
    );
  });

  it('is prorated by days for a part of the month', () => {
    const period = { start: '2026-10-11', end: '2026-11-01' };
    const input = { versions: [version(AREA)], quantity: d(100), period };
    assert.deepEqual(amounts(input), ['193.06']); // 285 × 21 ÷ 31 = 193.0645
    assert.deepEqual(amounts({ ...input, proration: 'THIRTY_360' }), ['190.00']); // 285 × 20 ÷ 30
    assert.deepEqual(amounts({ ...input, proration: 'NONE' }), ['285.00']);
  });

  it('follows a price change inside the month by days', () => {
    const versions = [
      version(AREA, '2020-01-01', '2026-10-11', 'old'),
      version({ model: 'PER_UNIT', unitPrice: '3.10' }, '2026-10-11', null, 'new'),
    ];
    const parts = charge({ versions, quantity: d(100) });
    assert.deepEqual(
      parts.map((part) => [part.versionId, part.periodStart, part.periodEnd, part.amount.toFixed(2)]),
      [
        ['old', '2026-10-01', '2026-10-11', '91.94'], // 285 × 10 ÷ 31 = 91.935
        ['new', '2026-10-11', '2026-11-01', '210.00'], // 310 × 21 ÷ 31 = 210
      ],
    );
  });

  it('takes a percentage or a prorated amount off, and stops at zero', () => {
    const input = {
      versions: [version({ model: 'FIXED', amount: '310' })],
      period: { start: '2026-10-11', end: '2026-11-01' },
    };
    assert.deepEqual(amounts({ ...input, discount: { kind: 'PERCENT', value: d(10) } }), ['189.00']); // 210 × 0.9
    assert.deepEqual(amounts({ ...input, discount: { kind: 'AMOUNT', value: d(31) } }), ['189.00']); // (310 − 31) × 21 ÷ 31
    const [free] = charge({ ...input, discount: { kind: 'AMOUNT', value: d(500) } });
    assert.deepEqual(
      [free?.gross.toFixed(2), free?.discount.toFixed(2), free?.amount.toFixed(2)],
      ['210.00', '210.00', '0.00'],
    );
    assert.deepEqual(amounts({ ...input, discount: { kind: 'AMOUNT', value: d(341), allowNegative: true } }), [
      '-21.00',
    ]);
  });

  it('is refused where days have no price, naming them', () => {
    const versions = [version(AREA, '2020-01-01', '2026-10-20')];
    assert.throws(
      () => charge({ versions, quantity: d(1) }),
      (error: Error & { code?: string }) =>
        error.code === 'pricing.no_price' && /2026-10-20 until 2026-11-01/.test(error.message),
    );
  });

  it('is refused where the quantity is missing or a yearly ladder would need a meter', () => {
    assert.throws(() => charge({ versions: [version(AREA)] }), { code: 'pricing.quantity_missing' });
    assert.throws(() => charge({ versions: [version(WATER)], quantity: d(10) }), { code: 'pricing.reset_needs_usage' });
  });
});

describe('A charge on metered use', () => {
  const perMonth = { ...WATER, reset: 'PERIOD' };

  it('is not prorated by days', () => {
    const period = { start: '2026-10-11', end: '2026-11-01' };
    assert.deepEqual(amounts({ versions: [version(perMonth)], usage: { quantity: d(200) }, period }), ['1040.00']);
  });

  it('stands on its tier once, however a price change cuts the month', () => {
    const versions = [version(perMonth, '2020-01-01', '2026-10-11', 'a'), version(perMonth, '2026-10-11', null, 'b')];
    const parts = charge({ versions, usage: { quantity: d(200) } });
    assert.equal(total(parts), '1040.00');
    assert.deepEqual(
      parts.map((part) => part.quantity.toFixed()),
      ['64.516129', '135.483871'],
    );
  });

  it('is split by a reading on the day of the change where there is one', () => {
    const versions = [
      version({ model: 'PER_UNIT', unitPrice: '1' }, '2020-01-01', '2026-10-11', 'a'),
      version({ model: 'PER_UNIT', unitPrice: '2' }, '2026-10-11', null, 'b'),
    ];
    const slices = [
      { period: { start: '2026-10-01', end: '2026-10-11' }, quantity: d(60) },
      { period: { start: '2026-10-11', end: '2026-11-01' }, quantity: d(40) },
    ];
    assert.deepEqual(amounts({ versions, usage: { slices } }), ['60.00', '80.00']);
  });

  it('splits a fixed part by days and a zero use too', () => {
    const versions = [
      version({ model: 'FIXED', amount: '31' }, '2020-01-01', '2026-10-11', 'a'),
      version({ ...perMonth, minimum: '62' }, '2026-10-11', null, 'b'),
    ];
    assert.deepEqual(amounts({ versions, usage: { quantity: ZERO } }), ['10.00', '42.00']); // 31 × 10 ÷ 31, 62 × 21 ÷ 31
  });

  it('is refused without a reading or with use from other dates', () => {
    assert.throws(() => charge({ versions: [version(WATER)], usage: {} }), { code: 'pricing.quantity_missing' });
    assert.throws(() => charge({ versions: [version(perMonth)], usage: { slices: [] } }), {
      code: 'pricing.quantity_missing',
    });
    const slices = [{ period: { start: '2026-09-30', end: '2026-10-10' }, quantity: d(1) }];
    assert.throws(() => charge({ versions: [version(WATER)], usage: { slices } }), {
      code: 'pricing.usage_outside_period',
    });
  });
});

describe('A charge on the ladder of a year', () => {
  it('goes on where the year stands and settles what was charged', () => {
    const usage = { quantity: d(20), before: d(170), chargedBefore: d('850.00') };
    assert.deepEqual(amounts({ versions: [version(WATER)], usage }), ['120.00']);
    assert.deepEqual(amounts({ versions: [version(WATER)], usage: { ...usage, chargedBefore: d('849.99') } }), [
      '120.01',
    ]);
  });

  it('continues the tiers over a price change and leaves the use before it as charged', () => {
    const dearer = { ...WATER, tiers: WATER.tiers.map((tier) => ({ ...tier, unitPrice: tier.unitPrice * 2 })) };
    const versions = [version(WATER, '2020-01-01', '2026-10-11', 'a'), version(dearer, '2026-10-11', null, 'b')];
    const parts = charge({ versions, usage: { quantity: d(31), before: d(170), chargedBefore: d(850) } });
    // 10 by days at 5, then 21 on the second tier at 14.
    assert.deepEqual(
      parts.map((part) => part.amount.toFixed(2)),
      ['50.00', '294.00'],
    );
  });

  it('starts its tiers at the use that another kind of price has charged in the same period', () => {
    const perUnit = version({ model: 'PER_UNIT', unitPrice: '1' }, '2020-01-01', '2026-10-11', 'a');
    const versions = [perUnit, version(WATER, '2026-10-11', null, 'b')];
    // 10 at 1; of the next 21 the tier below 180 has 5 left.
    assert.deepEqual(amounts({ versions, usage: { quantity: d(31), before: d(165) } }), ['10.00', '137.00']);
  });

  it('begins anew where the year ends inside the period', () => {
    const period = { start: '2026-12-16', end: '2027-01-16' };
    const parts = charge({
      versions: [version(WATER)],
      period,
      cyclePeriod: period,
      usage: { quantity: d(31), before: d(300), chargedBefore: d(1820) },
    });
    assert.deepEqual(
      parts.map((part) => [part.periodStart, part.quantity.toFixed(), part.amount.toFixed(2)]),
      [
        ['2026-12-16', '16', '144.00'], // 16 × 9
        ['2027-01-01', '15', '75.00'], // 15 × 5
      ],
    );
  });

  it('takes a discount off each settlement, and credits a corrected reading', () => {
    const usage = { quantity: d(5), before: d(170), chargedBefore: d(970) };
    assert.deepEqual(amounts({ versions: [version(WATER)], usage }), ['-95.00']);
    const discount = { kind: 'PERCENT' as const, value: d(10) };
    assert.deepEqual(amounts({ versions: [version(WATER)], usage, discount }), ['-85.50']);
  });
});

/** The same price in several versions that follow each other. */
function cutInto(model: object, days: readonly number[]): PricedVersion[] {
  const dates = days.toSorted((a, b) => a - b).map((day) => addDays(OCTOBER.start, day));
  return ['2020-01-01', ...dates].map((start, i) => version(model, start, dates[i] ?? null, `v${i}`));
}

describe('Parts of a split cycle', () => {
  const json = fc.oneof(
    fc.integer({ min: 0, max: 99_999 }).map((n) => ({ model: 'FIXED', amount: d(n).div(1000).toFixed() })),
    fc.integer({ min: 0, max: 99_999 }).map((n) => ({ model: 'PER_UNIT', unitPrice: d(n).div(1000).toFixed() })),
    fc.constant({ ...WATER, reset: 'PERIOD', minimum: '12.345' }),
    fc.constant({
      model: 'VOLUME',
      tiers: [
        { upTo: 50, unitPrice: '3.333', flatFee: '0.005' },
        { upTo: null, unitPrice: '1.111' },
      ],
    }),
    fc.constant({ model: 'PACKAGE', packageSize: 7, packagePrice: '0.335' }),
    fc.constant({
      model: 'STAIRSTEP',
      tiers: [
        { upTo: 50, flatFee: '0.005' },
        { upTo: null, flatFee: '10.005' },
      ],
    }),
  );
  const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 5 });
  const quantity = fc.integer({ min: 0, max: 200_000 }).map((n) => d(n).div(1000));
  const discount = fc.option(
    fc.record({
      kind: fc.constantFrom('PERCENT' as const, 'AMOUNT' as const),
      value: fc.integer({ min: 0, max: 100 }).map(d),
    }),
  );

  for (const metered of [false, true]) {
    it(`sum to the whole where the price stays the same, ${metered ? 'metered' : 'on a fixed quantity'}`, () => {
      fc.assert(
        fc.property(
          json,
          cuts,
          quantity,
          discount,
          fc.constantFrom('ACTUAL_DAYS' as const, 'THIRTY_360' as const, 'NONE' as const),
          fc.constantFrom('HALF_UP' as const, 'HALF_EVEN' as const),
          fc.integer({ min: 0, max: 5 }),
          (model, days, q, off, proration, rounding, skipped) => {
            const period = { start: addDays(OCTOBER.start, skipped), end: OCTOBER.end };
            const input = {
              ...(metered ? { usage: { quantity: q } } : { quantity: q }),
              period,
              discount: off,
              proration,
              rounding,
            };
            const whole = charge({ ...input, versions: [version(model)] });
            const split = charge({ ...input, versions: cutInto(model, days) });
            assert.equal(total(split), total(whole));
            for (const part of split) assert.ok(part.amount.gte(0) && part.gross.gte(part.amount));
          },
        ),
        { numRuns: 300 },
      );
    });
  }

  it('sum to the whole on the ladder of a year too', () => {
    fc.assert(
      fc.property(cuts, quantity, quantity, (days, q, before) => {
        const chargedBefore = before.times('4.99').toDecimalPlaces(2);
        const usage = { quantity: q, before, chargedBefore };
        // Versions that began this year: the earlier use counts as theirs until the first change.
        const whole = charge({ versions: [version(WATER)], usage });
        const split = charge({ versions: cutInto(WATER, days), usage });
        const cents = d(total(split)).minus(total(whole)).abs().times(100);
        // Each version's year is rounded once by itself.
        assert.ok(cents.lte(days.length + 1), `${cents.toFixed()} cents apart`);
      }),
    );
  });
});
