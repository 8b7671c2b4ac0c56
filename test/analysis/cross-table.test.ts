import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { crossTable, type Fact } from '../../addin/analysis/cross-table.ts';
import { compareDecimals, sumDecimals } from '../../addin/workbook/decimals.ts';

const cents = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
const decimalOf = (value: bigint): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0');
  return sumDecimals([`${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`]);
};
const fact = fc.record({
  currency: fc.constantFrom('CNY', 'USD'),
  row: fc.constantFrom('2026-08', '2026-09', ''),
  column: fc.constantFrom('A', 'B', 'C'),
  cents,
});
const factsOf = (list: readonly { currency: string; row: string; column: string; cents: bigint }[]): Fact[] =>
  list.map(({ cents: value, ...rest }) => ({ ...rest, amounts: [decimalOf(value)] }));
const ORDER = { rows: 'label' } as const;

describe('a cross table', () => {
  it('sums by row and column exactly, and never across currencies', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 40 }), (list) => {
        const { columns, groups } = crossTable(factsOf(list), true, ORDER);
        for (const { currency, lines, totals } of groups) {
          const own = list.filter((each) => each.currency === currency);
          const sum = (part: typeof own) => decimalOf(part.reduce((total, each) => total + each.cents, 0n));
          assert.equal(totals.at(-1), sum(own));
          columns.forEach((column, c) => assert.equal(totals[c], sum(own.filter((each) => each.column === column))));
          for (const { label, sums } of lines) {
            assert.equal(sums.at(-1), sum(own.filter((each) => each.row === label)));
          }
        }
        assert.deepEqual(
          groups.map(({ currency }) => currency),
          [...new Set(list.map(({ currency }) => currency))].toSorted((a, b) => a.localeCompare(b)),
        );
      }),
    );
  });

  it('leaves a cell empty where there is nothing, which is not a zero', () => {
    const { groups } = crossTable(
      factsOf([
        { currency: 'CNY', row: 'x', column: 'A', cents: 0n },
        { currency: 'CNY', row: 'y', column: 'B', cents: 5n },
      ]),
      true,
      ORDER,
    );
    assert.deepEqual(
      groups[0]?.lines.map(({ sums }) => sums),
      [
        ['0', null, '0'],
        [null, '0.05', '0.05'],
      ],
    );
  });

  it('puts the largest first where that is asked for, and unnamed rows last among equals', () => {
    const facts = ['', 'b', 'a', 'c'].map((row, i) => ({
      currency: 'CNY',
      row,
      column: null,
      amounts: [i === 3 ? '9007199254740993.01' : '9007199254740993'],
    }));
    const { groups } = crossTable(facts, false, { rows: 'largest' });
    assert.deepEqual(
      groups[0]?.lines.map(({ label }) => label),
      ['c', 'a', 'b', ''],
    );
  });
});

describe('sums of decimals', () => {
  it('are exact beyond what a double holds, in any order', () => {
    assert.equal(sumDecimals(['0.1', '0.2']), '0.3');
    assert.equal(sumDecimals(['9007199254740993', '0.01', '-9007199254740993']), '0.01');
    assert.equal(sumDecimals([]), '0');
    fc.assert(
      fc.property(fc.array(cents), (list) => {
        const total = decimalOf(list.reduce((sum, each) => sum + each, 0n));
        assert.equal(sumDecimals(list.map(decimalOf)), total);
        assert.equal(sumDecimals(list.map(decimalOf).toReversed()), total);
      }),
    );
    fc.assert(
      fc.property(cents, cents, (a, b) =>
        assert.equal(Math.sign(compareDecimals(decimalOf(a), decimalOf(b))), a < b ? -1 : a > b ? 1 : 0),
      ),
    );
  });
});
