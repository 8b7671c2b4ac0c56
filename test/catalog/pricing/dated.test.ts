import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type DatedQuantity } from '../../../server/catalog/pricing/changes.ts';
import { type ChargeInput, priceCharge } from '../../../server/catalog/pricing/charge.ts';
import { modelOn } from '../../../server/catalog/pricing/dated.ts';
import { recompute } from '../../../server/catalog/pricing/explanation.ts';
import { parseModel } from '../../../server/catalog/pricing/parse.ts';
import { price } from '../../../server/catalog/pricing/price.ts';
import { addDays } from '../../../server/kernel/dates.ts';
import { Decimal, ZERO } from '../../../server/kernel/money.ts';

const d = (text: string | number) => new Decimal(text);
const SUMMER = { model: 'PER_UNIT', unitPrice: '2', seasons: [{ months: [7, 8], unitPrice: '3' }] };
const RISING = { model: 'FIXED', amount: '100', escalator: { rate: '3', from: '2024-07-15' } };
const SEATS = {
  model: 'GRADUATED',
  tiers: [
    { upTo: 5, unitPrice: 10, flatFee: 100 },
    { upTo: null, unitPrice: 5, flatFee: 50 },
  ],
};

function charge(json: object, input: Partial<ChargeInput>) {
  const { parts } = priceCharge({
    versions: [{ id: 'v', model: parseModel(json), period: { start: '2020-01-01', end: null } }],
    period: { start: '2026-04-01', end: '2026-05-01' },
    cyclePeriod: { start: '2026-04-01', end: '2026-05-01' },
    proration: 'ACTUAL_DAYS',
    taxRate: ZERO,
    currency: 'CNY',
    rounding: 'HALF_UP',
    ...input,
  });
  for (const part of parts) assert.equal(recompute(part.explanation).toFixed(), part.amount.toFixed());
  return parts.map(({ periodStart, amount }) => `${periodStart} ${amount.toFixed()}`);
}

describe('A price with seasons', () => {
  it('has the terms of the month', () => {
    const of = (day: string) =>
      price(modelOn(parseModel(SUMMER), day), { quantity: d(10), currency: 'CNY' }).amount.toFixed();
    assert.deepEqual(
      [of('2026-06-30'), of('2026-07-01'), of('2026-08-31'), of('2026-09-01')],
      ['20', '30', '30', '20'],
    );
  });

  it('must be asked for a day', () => {
    assert.throws(() => price(parseModel(SUMMER), { quantity: d(1), currency: 'CNY' }), {
      code: 'pricing.date_missing',
    });
  });

  it('cuts a quarter where the season changes, the use by days', () => {
    const quarter = { start: '2026-06-01', end: '2026-09-01' };
    const usage = { quantity: d(92) };
    assert.deepEqual(charge(SUMMER, { period: quarter, cyclePeriod: quarter, usage }), [
      '2026-06-01 60',
      '2026-07-01 186',
    ]);
  });

  it('refuses a month in two seasons, an unknown month, and says where a season is wrong', () => {
    const seasons =
      (...list: object[]) =>
      () =>
        parseModel({ ...SUMMER, seasons: list });
    assert.throws(seasons({ months: [1] }, { months: [1] }), { field: 'seasons[1].months' });
    assert.throws(seasons({ months: [13] }), { field: 'seasons[0].months' });
    assert.throws(seasons({ months: [1], unitPrice: 'x' }), {
      code: 'pricing.not_a_number',
      field: 'seasons[0].unitPrice',
    });
    assert.throws(seasons({ months: [1], model: 'FIXED', amount: 1 }), { code: 'pricing.field_unknown' });
  });
});

describe('A price with an escalator', () => {
  it('rises on each anniversary, each time on top of the last', () => {
    const on = (day: string) => price(modelOn(parseModel(RISING), day), { currency: 'CNY' }).amount.toFixed();
    assert.deepEqual(['2023-01-01', '2025-07-14', '2025-07-15', '2026-07-15'].map(on), ['100', '100', '103', '106.09']);
  });

  it('cuts the month in which it rises', () => {
    const july = { start: '2026-07-01', end: '2026-08-01' };
    assert.deepEqual(charge(RISING, { period: july, cyclePeriod: july }), ['2026-07-01 46.52', '2026-07-15 58.17']);
  });

  it('is refused beside a yearly ladder', () => {
    const json = { ...SEATS, reset: 'YEAR', escalator: RISING.escalator };
    assert.throws(() => parseModel(json), { code: 'pricing.value_not_allowed', field: 'escalator' });
  });
});

describe('A quantity that changes inside the period', () => {
  const at = (from: string, quantity: number): DatedQuantity => ({ from, quantity: d(quantity) });

  it('counts each unit for its days, and the fee of each tier once', () => {
    // 5 × 10 all month, 3 × 5 for the last 10 of 30 days, both fees.
    assert.deepEqual(charge(SEATS, { quantities: [at('2026-01-01', 5), at('2026-04-21', 8)] }), ['2026-04-01 205']);
  });

  it('gives back what is taken away', () => {
    assert.deepEqual(
      charge({ model: 'PER_UNIT', unitPrice: 30 }, { quantities: [at('2026-01-01', 2), at('2026-04-16', 1)] }),
      ['2026-04-01 45'],
    );
  });

  it('is refused for a model that prices all units at one tier', () => {
    assert.throws(() => charge({ ...SEATS, model: 'VOLUME' }, { quantities: [at('2026-01-01', 1)] }), {
      code: 'pricing.changes_not_supported',
    });
  });

  it('costs what it costs without a change where each change is to the same quantity', () => {
    const days = fc.array(fc.integer({ min: 1, max: 29 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), days, (seats, changes) => {
        const quantities = [0, ...changes.toSorted((a, b) => a - b)].map((day) =>
          at(addDays('2026-04-01', day), seats),
        );
        assert.deepEqual(charge(SEATS, { quantities }), charge(SEATS, { quantity: d(seats) }));
      }),
    );
  });
});
