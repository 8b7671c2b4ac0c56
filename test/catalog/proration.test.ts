import assert from 'node:assert/strict';
import { days360, shareOfCycle, splitByPrices } from '../../server/catalog/proration.ts';
import type { Period } from '../../server/kernel/dates.ts';

const period = (start: string, end: string): Period => ({ start, end });
const OCTOBER = period('2026-10-01', '2026-11-01');

describe('Proration', () => {
  const part = period('2026-10-11', '2026-11-01');
  it('by actual days divides active days by the days of the cycle', () => {
    assert.deepEqual(shareOfCycle('ACTUAL_DAYS', part, part, OCTOBER), { part: 21, of: 31 });
  });

  it('by 30/360 counts thirty days a month', () => {
    assert.deepEqual(shareOfCycle('THIRTY_360', part, part, OCTOBER), { part: 20, of: 30 });
    assert.equal(days360('2023-02-23', '2023-03-15'), 22);
    assert.equal(days360('2026-01-31', '2026-03-31'), 60);
    const oneOff = period('2026-05-30', '2026-05-31');
    assert.deepEqual(shareOfCycle('THIRTY_360', oneOff, oneOff, oneOff), { part: 1, of: 1 });
  });

  it('NONE charges a part as a whole, and shares a whole between prices', () => {
    assert.deepEqual(shareOfCycle('NONE', part, part, OCTOBER), { part: 1, of: 1 });
    assert.deepEqual(shareOfCycle('NONE', period('2026-10-11', '2026-10-15'), part, OCTOBER), { part: 4, of: 21 });
  });
});

const version = (id: string, start: string, end: string | null) => ({ id, period: { start, end } });

describe('A period whose price changes', () => {
  const split = (...versions: ReturnType<typeof version>[]) =>
    splitByPrices(OCTOBER, versions).map((piece) => `${piece.version.id} ${piece.period.start}..${piece.period.end}`);

  it('falls into a piece for each version, in order of dates', () => {
    assert.deepEqual(split(version('new', '2026-10-11', null), version('old', '2020-01-01', '2026-10-11')), [
      'old 2026-10-01..2026-10-11',
      'new 2026-10-11..2026-11-01',
    ]);
  });

  it('leaves out versions that hold at other times', () => {
    const pieces = split(
      version('a', '2026-01-01', '2026-10-01'),
      version('b', '2026-10-01', '2026-11-01'),
      version('c', '2026-11-01', null),
    );
    assert.deepEqual(pieces, ['b 2026-10-01..2026-11-01']);
  });

  const gaps: [string, ReturnType<typeof version>[], string][] = [
    ['no version', [], '2026-10-01 until 2026-11-01'],
    ['a late version', [version('a', '2026-10-05', null)], '2026-10-01 until 2026-10-05'],
    ['a version that ends early', [version('a', '2026-01-01', '2026-10-20')], '2026-10-20 until 2026-11-01'],
    [
      'a hole',
      [version('a', '2026-01-01', '2026-10-10'), version('b', '2026-10-12', null)],
      '2026-10-10 until 2026-10-12',
    ],
  ];
  for (const [what, versions, dates] of gaps) {
    it(`with ${what} is refused, naming ${dates}`, () => {
      assert.throws(
        () => split(...versions),
        (error: Error & { code?: string }) => error.code === 'pricing.no_price' && error.message.includes(dates),
      );
    });
  }

  it('refuses versions that overlap', () => {
    assert.throws(() => split(version('a', '2026-01-01', null), version('b', '2026-10-12', null)), {
      code: 'pricing.prices_overlap',
    });
  });
});
