import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { checkDiscount, type Discount, discounted } from '../../server/catalog/discounts.ts';
import { splitTax } from '../../server/catalog/tax.ts';
import { Decimal } from '../../server/kernel/money.ts';

const d = (text: string | number) => new Decimal(text);
const left = (gross: string, discount: Discount, share?: string) =>
  discounted(d(gross), discount, share === undefined ? null : d(share)).toFixed();

describe('A discount', () => {
  it('of 10 percent leaves nine tenths', () => {
    assert.equal(left('285.5', { kind: 'PERCENT', value: d(10) }), '256.95');
  });

  it('as an amount is taken off, for a part of a cycle only its part', () => {
    assert.equal(left('100', { kind: 'AMOUNT', value: d(30) }), '70');
    assert.equal(left('100', { kind: 'AMOUNT', value: d(30) }, '0.5'), '85');
  });

  it('stops at zero unless it may go below', () => {
    assert.equal(left('20', { kind: 'AMOUNT', value: d(30) }), '0');
    assert.equal(left('20', { kind: 'AMOUNT', value: d(30), allowNegative: true }), '-10');
  });

  it('does not make a settlement that is negative larger by an amount, and shrinks it by a percentage', () => {
    assert.equal(left('-20', { kind: 'AMOUNT', value: d(30) }), '-20');
    assert.equal(left('-20', { kind: 'PERCENT', value: d(10) }), '-18');
  });

  it('is refused when it is negative or takes off more than everything', () => {
    assert.throws(() => checkDiscount({ kind: 'AMOUNT', value: d(-1) }), { code: 'pricing.discount_negative' });
    assert.throws(() => checkDiscount({ kind: 'PERCENT', value: d(101) }), { code: 'pricing.discount_too_large' });
    checkDiscount({ kind: 'PERCENT', value: d(100) });
    checkDiscount({ kind: 'AMOUNT', value: d(500) });
  });
});

describe('Tax within a price', () => {
  it('is what is left after the net amount is rounded', () => {
    const { net, tax } = splitTax(d('100'), d('0.06'), 'CNY');
    assert.deepEqual([net.toFixed(2), tax.toFixed(2)], ['94.34', '5.66']);
  });

  it('is nothing at a rate of zero', () => {
    const { net, tax } = splitTax(d('100'), d(0), 'CNY');
    assert.deepEqual([net.toFixed(), tax.toFixed()], ['100', '0']);
  });

  it('mirrors for a credit, and net and tax sum to the gross', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.constantFrom('0.01', '0.06', '0.09', '0.13'),
        (cents, rate) => {
          const gross = d(cents).div(100);
          const charge = splitTax(gross, d(rate), 'CNY');
          const credit = splitTax(gross.negated(), d(rate), 'CNY');
          assert.ok(charge.net.plus(charge.tax).eq(gross));
          assert.ok(credit.net.eq(charge.net.negated()) && credit.tax.eq(charge.tax.negated()));
          assert.ok(charge.tax.gte(0) && charge.net.decimalPlaces() <= 2);
        },
      ),
    );
  });
});
