import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Decimal, ZERO } from '../../server/kernel/money.ts';
import { spreadInOrder, spreadInProportion } from '../../server/payments/spread.ts';

const cents = (n: number) => new Decimal(n).div(100);
const items = (amounts: readonly number[]) => amounts.map((n, i) => ({ id: `i${i}`, open: cents(n) }));
const total = (shares: readonly { amount: Decimal }[]) => shares.reduce((sum, share) => sum.plus(share.amount), ZERO);

describe('spreading a payment', () => {
  it('pays bills in the order given, each in full before the next', () => {
    const { shares, rest } = spreadInOrder(cents(250), items([100, 100, 100]));
    assert.deepEqual(
      shares.map(({ id, amount }) => [id, amount.toFixed(2)]),
      [
        ['i0', '1.00'],
        ['i1', '1.00'],
        ['i2', '0.50'],
      ],
    );
    assert.equal(rest.toFixed(2), '0.00');
  });

  it('leaves what is over when everything is paid', () => {
    const { shares, rest } = spreadInOrder(cents(250), items([100]));
    assert.equal(shares.length, 1);
    assert.equal(rest.toFixed(2), '1.50');
  });

  it('puts a part payment to charges in proportion, to the cent', () => {
    const shares = spreadInProportion(cents(100), items([100, 100, 100]), 'CNY');
    assert.deepEqual(
      shares.map(({ amount }) => amount.toFixed(2)),
      ['0.34', '0.33', '0.33'],
    );
  });

  it('never loses a cent and never pays a charge beyond what is open', () => {
    const open = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(open, fc.integer({ min: 1, max: 1_000_000 }), (amounts, part) => {
        const sum = amounts.reduce((a, b) => a + b, 0);
        fc.pre(sum > 0);
        const amount = cents(Math.min(part, sum));
        const charges = items(amounts);
        const shares = spreadInProportion(amount, charges, 'CNY');
        assert.ok(total(shares).eq(amount));
        for (const share of shares) {
          const charge = charges.find(({ id }) => id === share.id);
          assert.ok(charge && share.amount.lte(charge.open) && share.amount.decimalPlaces() <= 2);
        }
      }),
    );
  });

  it('pays each charge exactly when the whole is paid', () => {
    const charges = items([333, 1, 9999, 0]);
    const shares = spreadInProportion(cents(10_333), charges, 'CNY');
    assert.deepEqual(
      shares.map(({ amount }) => amount.toFixed(2)),
      ['3.33', '0.01', '99.99'],
    );
  });
});
