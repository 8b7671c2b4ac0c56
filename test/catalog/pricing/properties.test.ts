import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { recompute } from '../../../server/catalog/pricing/explanation.ts';
import type { PriceModel } from '../../../server/catalog/pricing/model.ts';
import { parseModel } from '../../../server/catalog/pricing/parse.ts';
import { price, wholeAmount } from '../../../server/catalog/pricing/price.ts';
import { Refusal } from '../../../server/kernel/errors.ts';
import { Decimal, ZERO } from '../../../server/kernel/money.ts';

const decimal = (max: number, scale: number) =>
  fc.integer({ min: 0, max: max * 10 ** scale }).map((n) => new Decimal(n).div(10 ** scale).toFixed());
const quantity = decimal(5000, 3);
const unitPrice = decimal(20, 4);
const bounds = fc
  .uniqueArray(fc.integer({ min: 1, max: 40_000 }), { minLength: 0, maxLength: 5 })
  .map((list) => list.toSorted((a, b) => a - b).map((n) => new Decimal(n).div(10).toFixed()));

/** Tiers with the given prices; the last without bound. */
function tiersOf(flat: boolean, packages = false) {
  return bounds.chain((list) =>
    fc
      .array(fc.tuple(unitPrice, decimal(50, 2), fc.integer({ min: 1, max: 70 })), {
        minLength: list.length + 1,
        maxLength: list.length + 1,
      })
      .map((prices) =>
        prices.map(([each, fee, size], index) => ({
          upTo: list[index] ?? null,
          unitPrice: each,
          flatFee: flat ? fee : '0',
          ...(packages && size % 3 === 0 ? { packageSize: size } : {}),
        })),
      ),
  );
}

const graduated = (flat: boolean, reset = 'PERIOD') =>
  tiersOf(flat).map((tiers) => parseModel({ model: 'GRADUATED', tiers, reset }));

const anyQuantityModel: fc.Arbitrary<PriceModel> = fc
  .oneof(
    unitPrice.map((each) => ({ model: 'PER_UNIT', unitPrice: each })),
    tiersOf(true, true).map((tiers) => ({ model: 'GRADUATED', tiers })),
    tiersOf(true).map((tiers) => ({ model: 'GRADUATED', tiers, reset: 'MONTH' })),
    tiersOf(true).map((tiers) => ({ model: 'GRADUATED', tiers, reset: 'YEAR' })),
    tiersOf(true, true).map((tiers) => ({ model: 'VOLUME', tiers })),
    tiersOf(true).map((tiers) => ({
      model: 'STAIRSTEP',
      tiers: tiers.map(({ upTo, flatFee }) => ({ upTo, flatFee })),
    })),
    tiersOf(true).map((tiers) => ({
      model: 'GRADUATED_PERCENTAGE',
      tiers: tiers.map(({ upTo, flatFee, unitPrice: rate }) => ({ upTo, flatFee, rate })),
    })),
    fc.record({ price: unitPrice, surcharge: decimal(50, 2) }).map((variables) => ({
      model: 'FORMULA',
      expression: 'if(quantity > 100, round(area * price / 3, 2), area * price) + surcharge',
      variables,
    })),
    fc.record({
      model: fc.constant('PACKAGE'),
      packageSize: fc.integer({ min: 1, max: 99 }),
      packagePrice: unitPrice,
      freeUnits: quantity,
    }),
  )
  .chain((json) =>
    fc
      .record({ minimum: fc.option(decimal(40, 2)), includedQuantity: fc.option(quantity) })
      .map((common) => parseModel({ ...json, ...common })),
  );

/** The textbook way, tier by tier, as an oracle for the precomputed ladder. */
function climbed(tiers: { upTo: string | null; unitPrice: string; flatFee: string }[], q: Decimal): Decimal {
  let sum = ZERO;
  let from = ZERO;
  for (const [index, tier] of tiers.entries()) {
    if (index > 0 && q.lte(from)) break;
    const top = tier.upTo === null ? q : Decimal.min(q, tier.upTo);
    sum = sum.plus(top.minus(from).times(tier.unitPrice)).plus(tier.flatFee);
    from = new Decimal(tier.upTo ?? 0);
  }
  return sum;
}

describe('Properties of prices', () => {
  it('a graduated price is what climbing tier by tier gives', () => {
    fc.assert(
      fc.property(tiersOf(true), quantity, (tiers, q) => {
        const model = parseModel({ model: 'GRADUATED', tiers });
        assert.equal(
          wholeAmount(model, { quantity: new Decimal(q) }).toFixed(),
          climbed(tiers, new Decimal(q)).toFixed(),
        );
      }),
    );
  });

  it('a graduated price never falls when the quantity rises', () => {
    fc.assert(
      fc.property(graduated(true), quantity, quantity, (model, a, b) => {
        const [low, high] = [a, b].map((q) => new Decimal(q)).toSorted((x, y) => x.cmp(y)) as [Decimal, Decimal];
        assert.ok(wholeAmount(model, { quantity: low }).lte(wholeAmount(model, { quantity: high })));
      }),
    );
  });

  it('a graduated price without flat fees does not jump at a bound', () => {
    const step = new Decimal('0.000001');
    fc.assert(
      fc.property(tiersOf(false), (tiers) => {
        const model = parseModel({ model: 'GRADUATED', tiers });
        for (const { upTo } of tiers.slice(0, -1)) {
          const at = wholeAmount(model, { quantity: new Decimal(upTo as string) });
          const above = wholeAmount(model, { quantity: step.plus(upTo as string) });
          assert.ok(above.minus(at).lte(step.times(20)), `${at.toFixed()} then ${above.toFixed()}`);
        }
      }),
    );
  });

  it('the months of a yearly ladder sum to the price of the year', () => {
    fc.assert(
      fc.property(graduated(true, 'YEAR'), fc.array(quantity, { minLength: 1, maxLength: 12 }), (model, months) => {
        let before = ZERO;
        let charged = ZERO;
        for (const month of months) {
          const input = { quantity: new Decimal(month), before, chargedBefore: charged, currency: 'CNY' };
          const { amount, explanation } = price(model, input);
          assert.equal(recompute(explanation).toFixed(), amount.toFixed());
          before = before.plus(month);
          charged = charged.plus(amount);
        }
        const year = price(model, { quantity: before, currency: 'CNY' });
        assert.equal(charged.toFixed(), year.amount.toFixed());
      }),
    );
  });

  it('a month of twelve costs with reset MONTH what it costs alone', () => {
    fc.assert(
      fc.property(graduated(true, 'MONTH'), quantity, fc.integer({ min: 1, max: 12 }), (model, q, months) => {
        const one = wholeAmount(model, { quantity: new Decimal(q) });
        const many = wholeAmount(model, { quantity: new Decimal(q).times(months), months });
        assert.equal(many.toFixed(), one.times(months).toFixed());
      }),
    );
  });

  it('no model gives a negative or unbounded amount, and each explanation leads back to its amount', () => {
    fc.assert(
      fc.property(anyQuantityModel, quantity, fc.constantFrom('CNY', 'JPY', 'KWD'), (model, q, currency) => {
        const { exact, amount, explanation } = price(model, { quantity: new Decimal(q), currency, months: 3 });
        assert.ok(exact.isFinite() && exact.gte(0), exact.toFixed());
        const stored = JSON.parse(JSON.stringify(explanation));
        assert.deepEqual(stored, explanation);
        assert.equal(recompute(stored).toFixed(), amount.toFixed());
      }),
      { numRuns: 500 },
    );
  });

  it('percentages of events are explained event by event', () => {
    const terms = fc.record(
      {
        rate: decimal(9, 2),
        fixedFee: decimal(3, 2),
        freeEvents: fc.integer({ min: 0, max: 4 }),
        freeAmount: quantity,
        minPerEvent: decimal(2, 2),
      },
      { requiredKeys: ['rate'] },
    );
    fc.assert(
      fc.property(terms, fc.array(quantity, { maxLength: 6 }), (json, amounts) => {
        const model = parseModel({ model: 'PERCENTAGE', ...json });
        const { amount, explanation } = price(model, { events: amounts.map((a) => new Decimal(a)), currency: 'CNY' });
        assert.ok(amount.gte(0));
        assert.equal(recompute(explanation).toFixed(), amount.toFixed());
      }),
    );
  });
});

describe('Any JSON at all', () => {
  it('is read as a price model or refused with a code and a field, never a crash', () => {
    const names = [
      'FIXED',
      'PER_UNIT',
      'GRADUATED',
      'VOLUME',
      'PERCENTAGE',
      'TIME_OF_USE',
      'PACKAGE',
      'STAIRSTEP',
      'FORMULA',
      'SHARED',
    ];
    const fields = [
      'amount',
      'unitPrice',
      'tiers',
      'reset',
      'bands',
      'rate',
      'packageSize',
      'minimum',
      'expression',
      'variables',
      'basis',
      'seasons',
      '__proto__',
    ];
    const nearly = fc
      .tuple(fc.constantFrom(...names), fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()))
      .map(([model, rest]) => ({ ...rest, model }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), nearly, fc.string()), (json) => {
        try {
          parseModel(json);
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
          assert.ok(error.code.startsWith('pricing.') && error.field !== undefined);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
