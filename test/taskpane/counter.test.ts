import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  changeOf,
  denominationsOf,
  isPositive,
  piecesSum,
  typedAmount,
  typedPieces,
} from '../../addin/taskpane/counter/amounts.ts';
import { movementPages } from '../../addin/taskpane/counter/movements.ts';

describe('amounts typed at the counter', () => {
  it('are read as people type them, and never guessed', () => {
    const cases: [string, string | null][] = [
      ['1234.50', '1234.50'],
      ['1,234.5', '1234.5'],
      [' 1 234 ', '1234'],
      ['１２，３４５．６', '12345.6'],
      ['−60', '-60'],
      ['-60', '-60'],
      ['', null],
      ['1.', null],
      ['.5', null],
      ['1e3', null],
      ['ten', null],
      ['1.2.3', null],
    ];
    for (const [text, amount] of cases) assert.equal(typedAmount(text), amount, text);
  });

  it('give back what was handed over beyond the amount, to the cent', () => {
    assert.equal(changeOf('1104.46', '1200'), '95.54');
    assert.equal(changeOf('9007199254740993.01', '9007199254740994'), '0.99');
    assert.equal(changeOf('100', '100.00'), null);
    assert.equal(changeOf('100', '99'), null);
    assert.equal(changeOf(null, '99'), null);
    assert.equal(changeOf('100', null), null);
    assert.deepEqual(
      [isPositive('0.00'), isPositive('0.01'), isPositive('-1'), isPositive(null)],
      [false, true, false, false],
    );
  });

  it('count notes and coins as their values come to', () => {
    assert.deepEqual(['', ' 12 ', '３', '0', '-1', '1.5', 'x'].map(typedPieces), [0, 12, 3, 0, null, null, null]);
    assert.equal(piecesSum([]), '0.00');
    assert.equal(piecesSum([{ denomination: '0.05', pieces: 1 }]), '0.05');
    assert.deepEqual(denominationsOf('XXX'), []);
    const kinds = denominationsOf('CNY');
    fc.assert(
      fc.property(fc.array(fc.nat(99_999), { minLength: kinds.length, maxLength: kinds.length }), (counts) => {
        const list = kinds.map((denomination, i) => ({ denomination, pieces: counts[i] ?? 0 }));
        const cents = list.reduce(
          (sum, { denomination, pieces }) => sum + Math.round(Number(denomination) * 100) * pieces,
          0,
        );
        assert.equal(piecesSum(list), (cents / 100).toFixed(2));
      }),
    );
  });
});

describe('what lies in drawers', () => {
  it('is read page by page as far as somebody wants, and no further than there are pages', async () => {
    const asked: (string | null)[] = [];
    const ask = (after: string | null) => {
      asked.push(after);
      const page = after === null ? 1 : Number(after) + 1;
      return Promise.resolve({
        drawers: [],
        movements: { nodes: [], pageInfo: { hasNextPage: page < 3, endCursor: String(page) } },
      });
    };
    assert.equal((await movementPages(2, ask)).hasMore, true);
    assert.deepEqual(asked.splice(0), [null, '1']);
    assert.equal((await movementPages(9, ask)).hasMore, false);
    assert.deepEqual(asked, [null, '1', '2']);
  });
});
