import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Decimal } from '../../../server/kernel/money.ts';
import { MOST_BILLS, onlySubset } from '../../../server/reconciliation/matching/subset.ts';

const find = (amounts: readonly string[], sum: string) =>
  onlySubset(
    amounts.map((amount) => new Decimal(amount)),
    new Decimal(sum),
  );

describe('Bills that together come to an amount', () => {
  it('are found where only one way leads there', () => {
    assert.deepEqual(find(['285', '342.57', '150', '96.78'], '381.78'), [0, 3]);
    assert.equal(find(['285', '342.57'], '285'), null);
    assert.equal(find(['100', '50', '50'], '150'), null);
    assert.equal(find(['100', '50'], '149'), null);
  });

  it('are those that trying every subset gives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 10 }),
        fc.integer({ min: 1, max: 200 }),
        (cents, sum) => {
          const fitting = Array.from({ length: 1 << cents.length }, (_, mask) =>
            cents.map((_cent, i) => i).filter((i) => mask & (1 << i)),
          ).filter(
            (places) => places.length > 1 && places.reduce((total, i) => total + (cents[i] as number), 0) === sum,
          );
          const found = find(
            cents.map((cent) => new Decimal(cent).div(100).toFixed()),
            new Decimal(sum).div(100).toFixed(),
          );
          assert.deepEqual(found, fitting.length === 1 ? fitting[0] : null);
        },
      ),
    );
  });

  it('are not searched beyond the limit, and a search that leads nowhere ends', () => {
    const many = Array.from({ length: MOST_BILLS }, (_, i) => String(2 * (1000 + i * 7)));
    assert.equal(find(many, '24001'), null);
    assert.equal(find([...many, '1'], '3'), null);
  });
});
