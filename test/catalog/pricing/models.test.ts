import assert from 'node:assert/strict';
import { recompute } from '../../../server/catalog/pricing/explanation.ts';
import { parseModel } from '../../../server/catalog/pricing/parse.ts';
import { type PriceInput, price, resetYear } from '../../../server/catalog/pricing/price.ts';
import { Decimal } from '../../../server/kernel/money.ts';

const d = (text: string | number) => new Decimal(text);

/** Exact and rounded price as text; checks on the way that the explanation leads to the same amount. */
function priced(json: object, quantity: string | number, more: Partial<PriceInput> = {}): [string, string] {
  const { exact, amount, explanation } = price(parseModel(json), { quantity: d(quantity), currency: 'CNY', ...more });
  assert.equal(recompute(explanation).toFixed(), amount.toFixed());
  return [exact.toFixed(), amount.toFixed(2)];
}

/** Tiers of Beijing's household water: https://www.gov.cn/govweb/xinwen/2014-04/29/content_2668787.htm */
const WATER = {
  model: 'GRADUATED',
  tiers: [
    { upTo: '180', unitPrice: '5' },
    { upTo: '260', unitPrice: '7' },
    { upTo: null, unitPrice: '9' },
  ],
  reset: 'YEAR',
};

/** Beijing's yearly tiers for household electricity below 1 kV. */
const ELECTRICITY = {
  model: 'GRADUATED',
  tiers: [
    { upTo: '2880', unitPrice: '0.4883' },
    { upTo: '4800', unitPrice: '0.5383' },
    { upTo: null, unitPrice: '0.7883' },
  ],
  reset: 'YEAR',
};

describe('Published tariffs, worked out by hand', () => {
  const water: [string, string][] = [
    ['0', '0.00'],
    ['1', '5.00'],
    ['180', '900.00'], // 180 × 5
    ['180.5', '903.50'], // + 0.5 × 7
    ['200', '1040.00'], // 900 + 20 × 7
    ['260', '1460.00'], // 900 + 80 × 7
    ['300', '1820.00'], // 1460 + 40 × 9
  ];
  for (const [quantity, amount] of water) {
    it(`charges ${amount} for ${quantity} m³ of water in a year`, () => {
      assert.equal(priced(WATER, quantity)[1], amount);
    });
  }

  const electricity: [string, string, string][] = [
    ['1', '0.4883', '0.49'],
    ['2880', '1406.304', '1406.30'], // 2880 × 0.4883
    ['2881', '1406.8423', '1406.84'], // + 0.5383
    ['4800', '2439.84', '2439.84'], // 1406.304 + 1920 × 0.5383 = 1406.304 + 1033.536
    ['4801', '2440.6283', '2440.63'],
    ['5000', '2597.5', '2597.50'], // 2439.84 + 200 × 0.7883 = 2439.84 + 157.66
  ];
  for (const [quantity, exact, amount] of electricity) {
    it(`charges ${amount} for ${quantity} kWh of electricity in a year`, () => {
      assert.deepEqual(priced(ELECTRICITY, quantity), [exact, amount]);
    });
  }

  it('goes on where the year stands: 20 m³ after 170 m³ are 10 at 5 and 10 at 7', () => {
    assert.equal(priced(WATER, 20, { before: d(170) })[1], '120.00');
  });
});

describe('GRADUATED', () => {
  const FLAT = {
    model: 'GRADUATED',
    tiers: [
      { upTo: '10', unitPrice: '10', flatFee: '2' },
      { upTo: '20', unitPrice: '5', flatFee: '3' },
      { upTo: null, unitPrice: '5', flatFee: '3' },
    ],
  };

  it('charges the first flat fee always, later ones once their first unit is reached', () => {
    assert.deepEqual(
      ['0', '10', '10.001', '12', '20', '21'].map((q) => priced(FLAT, q)[0]),
      ['2', '102', '105.005', '115', '155', '163'],
    );
  });

  it('prices what lies beyond a finite last tier at that tier', () => {
    const finite = {
      model: 'GRADUATED',
      tiers: [
        { upTo: 10, unitPrice: 2 },
        { upTo: 20, unitPrice: 1 },
      ],
    };
    assert.equal(priced(finite, 50)[0], '60');
  });

  it('lets a first tier of no units charge a fee only once there is use', () => {
    const model = {
      model: 'GRADUATED',
      tiers: [
        { upTo: 0, unitPrice: 0 },
        { upTo: null, unitPrice: 1, flatFee: 9 },
      ],
    };
    assert.deepEqual([priced(model, 0)[0], priced(model, 1)[0]], ['0', '10']);
  });

  it('counts the units of a tier in started packages where it has a package size', () => {
    const model = {
      model: 'GRADUATED',
      tiers: [
        { upTo: 1000, unitPrice: 1, packageSize: 100 },
        { upTo: null, unitPrice: 1, packageSize: 1000 },
      ],
    };
    assert.deepEqual(
      ['0', '1', '1000', '1001', '5325'].map((q) => priced(model, q)[0]),
      ['0', '1', '10', '11', '15'],
    );
  });

  it('holds its bounds once for each month of a longer period with reset MONTH', () => {
    const monthly = { ...FLAT, reset: 'MONTH' };
    // Three months of 12 units each: 3 × 115.
    assert.equal(priced(monthly, 36, { months: 3 })[0], '345');
    assert.equal(priced(monthly, 0, { months: 3 })[0], '6');
    assert.equal(priced(monthly, 12)[0], '115');
  });

  it('takes minimum and maximum of the whole and free units before the first tier', () => {
    const model = { ...FLAT, minimum: '50', maximum: '110', includedQuantity: '5' };
    assert.deepEqual(
      ['0', '5', '15', '100'].map((q) => priced(model, q)[0]),
      ['50', '50', '102', '110'],
    );
  });
});

describe('A yearly reset', () => {
  it('settles roundings with the next charge, so that months sum to the year', () => {
    const charges = ['0.7', '0.7', '0.7'].map(
      (quantity, month) => priced({ ...ELECTRICITY }, quantity, { before: d('0.7').times(month) })[1],
    );
    // To date: 0.34181 → 0.34, 0.68362 → 0.68, 1.02543 → 1.03
    assert.deepEqual(charges, ['0.34', '0.34', '0.35']);
  });

  it('settles a corrected reading against what was charged, even with a credit', () => {
    // 190 were charged (970.00), but only 170 had been used; 5 more bring the year to 175 × 5 = 875.00.
    assert.deepEqual(priced(WATER, 5, { before: d(170), chargedBefore: d('970.00') }), ['-95', '-95.00']);
    assert.deepEqual(priced(WATER, '-20', { before: d(190), chargedBefore: d('970.00') }), ['-120', '-120.00']);
  });

  it('does not charge again what earlier price versions of the year charged', () => {
    // 170 under the old price; now 20: 10 on the first tier, 10 on the second, whatever the old price was.
    assert.equal(priced(WATER, 20, { before: d(170), beforeVersion: d(170), chargedBefore: d(0) })[1], '120.00');
    assert.equal(priced(WATER, 10, { before: d(190), beforeVersion: d(170), chargedBefore: d(120) })[1], '70.00');
  });

  it('refuses a year that would end below zero', () => {
    assert.throws(() => priced(WATER, -20, { before: d(10) }), { code: 'pricing.quantity_negative' });
  });

  it('refuses earlier use for a price that begins anew each period', () => {
    assert.throws(() => priced({ ...WATER, reset: 'PERIOD' }, 5, { before: d(10) }), {
      code: 'pricing.before_not_used',
    });
  });

  it('finds the year of a date, also where it starts in December', () => {
    const december = parseModel({ ...ELECTRICITY, resetFrom: '12-01' });
    assert.deepEqual(resetYear(december, '2026-11-30'), { start: '2025-12-01', end: '2026-12-01' });
    assert.deepEqual(resetYear(december, '2026-12-01'), { start: '2026-12-01', end: '2027-12-01' });
    assert.deepEqual(resetYear(parseModel(WATER), '2026-01-01'), { start: '2026-01-01', end: '2027-01-01' });
  });
});

describe('The other models', () => {
  it('FIXED ignores the quantity', () => {
    const fixed = parseModel({ model: 'FIXED', amount: '300.00' });
    assert.equal(price(fixed, { currency: 'CNY' }).amount.toFixed(2), '300.00');
    assert.equal(priced({ model: 'FIXED', amount: '300.00' }, 7)[1], '300.00');
  });

  it('PER_UNIT keeps the exact product and rounds once', () => {
    assert.deepEqual(priced({ model: 'PER_UNIT', unitPrice: '0.423625' }, 1000), ['423.625', '423.63']);
    assert.deepEqual(priced({ model: 'PER_UNIT', unitPrice: '0.423625' }, 1000, { rounding: 'HALF_EVEN' }), [
      '423.625',
      '423.62',
    ]);
  });

  it('VOLUME prices all units at the tier reached, the bound inclusive, fractions by the same rule', () => {
    const volume = {
      model: 'VOLUME',
      tiers: [
        { upTo: 100, unitPrice: 2, flatFee: 10 },
        { upTo: 200, unitPrice: 1 },
        { upTo: null, unitPrice: '0.5', flatFee: 50 },
      ],
    };
    assert.deepEqual(
      ['0', '100', '100.5', '101', '200', '210'].map((q) => priced(volume, q)[0]),
      ['10', '210', '100.5', '101', '200', '155'],
    );
  });

  it('STAIRSTEP charges one fee by tier', () => {
    const steps = {
      model: 'STAIRSTEP',
      tiers: [
        { upTo: 10, flatFee: 99 },
        { upTo: 20, flatFee: 149 },
      ],
    };
    assert.deepEqual(
      ['0', '10', '10.1', '21'].map((q) => priced(steps, q)[0]),
      ['99', '99', '149', '149'],
    );
  });

  it('PACKAGE charges a started package as a whole one, after the free units', () => {
    const model = { model: 'PACKAGE', packageSize: 10, packagePrice: 100, freeUnits: 5 };
    assert.deepEqual(
      ['0', '5', '5.1', '15', '16'].map((q) => priced(model, q)[0]),
      ['0', '0', '100', '100', '200'],
    );
  });

  it('PERCENTAGE frees events until either limit is reached', () => {
    const base = { model: 'PERCENTAGE', rate: '1.3', fixedFee: '2' };
    const events = [50, 100, 250, 400].map(d);
    const of = (limits: object) => priced({ ...base, ...limits }, 800, { events })[0];
    assert.equal(of({ freeEvents: 3, freeAmount: 250 }), '11.15');
    assert.equal(of({ freeAmount: 250 }), '11.15');
    assert.equal(of({ freeEvents: 3 }), '7.2');
    assert.equal(of({ freeEvents: 3, freeAmount: 500 }), '7.2');
    assert.equal(of({ freeEvents: 0, freeAmount: 0 }), '18.4'); // 800 × 1.3 % + 4 × 2
  });

  it('PERCENTAGE keeps each event within its bounds', () => {
    const model = { model: 'PERCENTAGE', rate: '2.99', minPerEvent: '1.75', maxPerEvent: '12' };
    const events = [10, 80, 10000].map(d);
    assert.equal(priced(model, 10090, { events })[0], '16.142');
    assert.equal(priced({ ...model, freeEvents: 2 }, 10090, { events })[0], '12');
  });

  it('GRADUATED_PERCENTAGE takes of each tier its percentage', () => {
    const model = {
      model: 'GRADUATED_PERCENTAGE',
      tiers: [
        { upTo: 10, rate: 1, flatFee: 200 },
        { upTo: 20, rate: 2, flatFee: 300 },
        { upTo: null, rate: 3, flatFee: 400 },
      ],
    };
    assert.deepEqual(
      ['0', '10', '12', '21'].map((q) => priced(model, q)[0]),
      ['200', '200.1', '500.14', '900.33'],
    );
  });

  it('TIME_OF_USE prices each band and refuses one without a price', () => {
    const model = parseModel({ model: 'TIME_OF_USE', bands: { peak: '0.62', flat: '0.52', valley: '0.34' } });
    const bands = { peak: d(50), flat: d(60), valley: d(40) };
    const { amount, explanation } = price(model, { bands, currency: 'CNY' });
    assert.equal(amount.toFixed(2), '75.80');
    assert.equal(recompute(explanation).toFixed(2), '75.80');
    assert.throws(() => price(model, { bands: { noon: d(1) }, currency: 'CNY' }), { code: 'pricing.band_unknown' });
    assert.throws(() => price(model, { quantity: d(1), currency: 'CNY' }), { code: 'pricing.bands_missing' });
  });

  it('refuses a quantity that is missing or negative', () => {
    const model = parseModel({ model: 'PER_UNIT', unitPrice: '1' });
    assert.throws(() => price(model, { currency: 'CNY' }), { code: 'pricing.quantity_missing' });
    assert.throws(() => price(model, { quantity: d(-1), currency: 'CNY' }), { code: 'pricing.quantity_negative' });
  });
});
