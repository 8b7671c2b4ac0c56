import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { priceCharge } from '../../../server/catalog/pricing/charge.ts';
import { recompute } from '../../../server/catalog/pricing/explanation.ts';
import { parseModel } from '../../../server/catalog/pricing/parse.ts';
import { price } from '../../../server/catalog/pricing/price.ts';
import { Refusal } from '../../../server/kernel/errors.ts';
import { Decimal, ZERO } from '../../../server/kernel/money.ts';

const formula = (expression: string, variables: object = {}) => parseModel({ model: 'FORMULA', expression, variables });
const valueOf = (expression: string, quantity: string | number = 0, variables: object = {}) =>
  price(formula(expression, variables), { quantity: new Decimal(quantity), currency: 'CNY' }).exact.toFixed();
const codeOf = (body: () => unknown): string => {
  try {
    body();
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.field, 'expression');
    return error.code;
  }
  return 'taken';
};

describe('A formula', () => {
  const values: [string, number, string][] = [
    ['quantity * 2.85 + 10', 100, '295'],
    ['max(quantity - 50, 0) * 3', 20, '0'],
    ['quantity > 10 and not (quantity >= 20) ? 5 : 7', 15, '5'],
    ['if(quantity == 0, 12, 100 / quantity)', 0, '12'],
    ['round(quantity / 3, 2) + ceil(0.1) + floor(1.9) + abs(0 - 2)', 10, '7.33'],
    ['2 ^ 3 + -1 + +1', 0, '8'],
    ['quantity × 2 ÷ 4 － 1', 10, '4'],
    ['0.1 + 0.2', 0, '0.3'],
  ];
  for (const [expression, quantity, expected] of values) {
    it(`${expression} of ${quantity} is ${expected}`, () => assert.equal(valueOf(expression, quantity), expected));
  }

  it('tells numbers apart that differ in their twelfth decimal', () => {
    assert.equal(valueOf('if(quantity > 1, 2, 3)', '1.000000000001'), '2');
    assert.equal(valueOf('ceil(quantity)', '1.000000000001'), '2');
    assert.equal(valueOf('if(quantity == 1, 2, 3)', '1.000000000001'), '3');
  });

  it('knows its variables, in any script', () => {
    assert.equal(valueOf('单价 * quantity + e', 4, { 单价: '2.5', e: 1 }), '11');
  });

  const refused: [string, string, string][] = [
    ['10,000 characters', `1${' + 1'.repeat(2500)}`, 'pricing.formula_too_long'],
    ['hundreds of brackets', `${'('.repeat(300)}1${')'.repeat(300)}`, 'pricing.formula_too_deep'],
    ['hundreds of signs', `${'-'.repeat(900)}1`, 'pricing.formula_too_deep'],
    ['a broken end', 'quantity *', 'pricing.formula_not_readable'],
    ['an unknown name', 'quantity * rate', 'pricing.formula_unknown_name'],
    ['an unknown function', 'sqrt(quantity)', 'pricing.formula_unknown_name'],
    ['import', 'import({}, {})', 'pricing.formula_unknown_name'],
    ['a method', 'quantity.max(3)', 'pricing.formula_unknown_name'],
    ['a property', 'quantity.constructor', 'pricing.formula_not_allowed'],
    ['an assignment', 'quantity = 3', 'pricing.formula_not_allowed'],
    ['a function of its own', 'f(x) = x', 'pricing.formula_not_allowed'],
    ['several statements', '1; 2', 'pricing.formula_not_allowed'],
    ['a text', '"1"', 'pricing.formula_not_allowed'],
    ['a matrix', '[1, 2]', 'pricing.formula_not_allowed'],
    ['a factorial', 'quantity!', 'pricing.formula_not_allowed'],
    ['a missing sign', '2 quantity', 'pricing.formula_not_allowed'],
    ['an endless power', 'quantity ^ quantity', 'pricing.formula_not_allowed'],
    ['a large power', '2 ^ 11', 'pricing.formula_not_allowed'],
    ['a comparison as an amount', 'quantity > 3', 'pricing.formula_not_allowed'],
    ['an amount as a condition', 'if(quantity, 1, 2)', 'pricing.formula_not_allowed'],
    ['a huge number', '1e400', 'pricing.formula_not_allowed'],
    ['nothing', ' ', 'pricing.field_missing'],
  ];
  for (const [what, expression, code] of refused) {
    it(`refuses ${what} when it is written`, () =>
      assert.equal(
        codeOf(() => formula(expression)),
        code,
      ));
  }

  it('says what is wrong with its value', () => {
    const priced = (expression: string, quantity = 0) => codeOf(() => valueOf(expression, quantity));
    assert.equal(priced('5 / quantity'), 'pricing.division_by_zero');
    assert.equal(priced('min(5, 5 / quantity)'), 'pricing.division_by_zero');
    assert.equal(priced('quantity - 1'), 'pricing.formula_negative');
    assert.equal(priced('min(1, ((quantity ^ 10) ^ 10) ^ 10)', 1e9), 'pricing.formula_not_finite');
  });

  it('refuses names of variables that mean something else', () => {
    for (const name of ['quantity', 'min', 'if', '1a', 'a b', '__proto__', 'constructor ']) {
      assert.throws(() => formula('1', JSON.parse(`{"${name}": 1}`)), { code: 'pricing.variables_invalid' }, name);
    }
  });

  it('that counts days is not prorated on top, and any other is', () => {
    const parts = (expression: string) =>
      priceCharge({
        versions: [{ id: 'v', model: formula(expression), period: { start: '2026-01-01', end: null } }],
        period: { start: '2026-10-01', end: '2026-10-11' },
        cyclePeriod: { start: '2026-10-01', end: '2026-11-01' },
        quantity: new Decimal(2),
        area: new Decimal(90),
        proration: 'ACTUAL_DAYS',
        taxRate: ZERO,
        currency: 'CNY',
        rounding: 'HALF_UP',
      }).parts;
    for (const [expression, expected] of [
      ['area * days / cycleDays', '29.03'],
      ['area', '29.03'],
      ['quantity * days', '20'],
    ] as const) {
      const [part] = parts(expression);
      assert.equal(part?.amount.toFixed(), expected, expression);
      assert.equal(part && recompute(part.explanation).toFixed(), expected);
    }
  });

  it('is read or refused, whatever is written', () => {
    const token = fc.constantFrom(
      'quantity',
      'area',
      'min',
      'max',
      'if',
      '(',
      ')',
      ',',
      '+',
      '-',
      '*',
      '/',
      '^',
      '>',
      '?',
      ':',
      '2',
      '0.5',
      '[',
      '"',
      '=',
      '!',
      '.',
      'x',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 14 }), (tokens) => {
        try {
          const { exact, amount, explanation } = price(formula(tokens.join(' ')), {
            quantity: new Decimal(3),
            currency: 'CNY',
          });
          assert.ok(exact.isFinite() && exact.gte(0));
          assert.equal(recompute(JSON.parse(JSON.stringify(explanation))).toFixed(), amount.toFixed());
        } catch (error) {
          assert.ok(error instanceof Refusal, `${tokens.join(' ')}: ${String(error)}`);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
