import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type CyclesDueInput, cycleAt, cyclesDue, monthsIn } from '../../server/catalog/cycles.ts';
import { addDays } from '../../server/kernel/dates.ts';

const due = (input: Partial<CyclesDueInput>) =>
  cyclesDue({
    anchor: '2026-01-15',
    cycle: 'MONTHLY',
    timing: 'ADVANCE',
    start: '2026-01-15',
    end: null,
    upTo: '2026-04-01',
    ...input,
  });
const shown = (input: Partial<CyclesDueInput>) =>
  due(input).map(({ index, period }) => `${index}: ${period.start}..${period.end}`);

describe('Cycles', () => {
  it('count from the anchor and keep its day after a short month', () => {
    assert.deepEqual(
      [0, 1, 2, 3].map((n) => cycleAt('2026-01-31', 'MONTHLY', n).start),
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
    );
    assert.deepEqual(cycleAt('2024-01-31', 'MONTHLY', 1), { start: '2024-02-29', end: '2024-03-31' });
    assert.deepEqual(cycleAt('2024-02-29', 'YEARLY', 1), { start: '2025-02-28', end: '2026-02-28' });
    assert.deepEqual(cycleAt('2026-11-30', 'QUARTERLY', 1), { start: '2027-02-28', end: '2027-05-30' });
    assert.deepEqual(cycleAt('2026-03-15', 'HALF_YEARLY', -1), { start: '2025-09-15', end: '2026-03-15' });
  });

  it('leave no gap and no overlap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20_000 }),
        fc.constantFrom('MONTHLY', 'QUARTERLY', 'HALF_YEARLY', 'YEARLY'),
        fc.integer({ min: -50, max: 200 }),
        (day, unit, n) => {
          const anchor = addDays('1990-01-01', day);
          assert.equal(cycleAt(anchor, unit, n).end, cycleAt(anchor, unit, n + 1).start);
          assert.ok(cycleAt(anchor, unit, n).start < cycleAt(anchor, unit, n).end);
        },
      ),
    );
  });

  it('of a one-off fee are a single one', () => {
    assert.deepEqual(cycleAt('2026-12-31', 'ONE_OFF', 0), { start: '2026-12-31', end: '2027-01-01' });
    assert.throws(() => cycleAt('2026-12-31', 'ONE_OFF', 1), { code: 'catalog.no_such_cycle' });
    assert.deepEqual(shown({ cycle: 'ONE_OFF' }), ['0: 2026-01-15..2026-01-16']);
    assert.deepEqual(shown({ cycle: 'ONE_OFF', upTo: '2026-01-15' }), []);
  });

  it('know how many months they hold', () => {
    assert.equal(monthsIn(cycleAt('2026-11-30', 'QUARTERLY', 0)), 3);
    assert.equal(monthsIn(cycleAt('2026-01-31', 'MONTHLY', 1)), 1);
    assert.equal(monthsIn(cycleAt('2026-01-31', 'ONE_OFF', 0)), 1);
  });
});

describe('Cycles due', () => {
  it('in advance are those that begin before the date', () => {
    assert.deepEqual(shown({ upTo: '2026-03-15' }), ['0: 2026-01-15..2026-02-15', '1: 2026-02-15..2026-03-15']);
    assert.equal(due({ upTo: '2026-03-16' }).length, 3);
  });

  it('in arrears are those that have ended by the date', () => {
    assert.deepEqual(shown({ timing: 'ARREARS', upTo: '2026-03-14' }), ['0: 2026-01-15..2026-02-15']);
    assert.equal(due({ timing: 'ARREARS', upTo: '2026-03-15' }).length, 2);
  });

  it('are clipped to the dates of the binding and keep the whole cycle for proration', () => {
    const cycles = due({ anchor: '2026-01-01', start: '2026-01-20', end: '2026-03-10', upTo: '2027-01-01' });
    assert.deepEqual(cycles, [
      {
        index: 0,
        period: { start: '2026-01-20', end: '2026-02-01' },
        cyclePeriod: { start: '2026-01-01', end: '2026-02-01' },
      },
      {
        index: 1,
        period: { start: '2026-02-01', end: '2026-03-01' },
        cyclePeriod: { start: '2026-02-01', end: '2026-03-01' },
      },
      {
        index: 2,
        period: { start: '2026-03-01', end: '2026-03-10' },
        cyclePeriod: { start: '2026-03-01', end: '2026-04-01' },
      },
    ]);
  });

  it('in arrears include a cycle that the end of the binding cut short', () => {
    assert.equal(due({ timing: 'ARREARS', end: '2026-02-20', upTo: '2026-02-20' }).length, 2);
  });

  it('do not begin before the binding does', () => {
    assert.deepEqual(due({ anchor: '2026-01-01', start: '2026-01-20', upTo: '2026-01-20' }), []);
    assert.equal(due({ anchor: '2026-01-01', start: '2026-01-20', upTo: '2026-01-21' }).length, 1);
  });

  it('begin with the cycle that holds the start, however far the anchor is away', () => {
    assert.deepEqual(shown({ anchor: '2020-03-31', start: '2026-02-28', upTo: '2026-03-01' }), [
      '71: 2026-02-28..2026-03-31',
    ]);
    assert.deepEqual(shown({ anchor: '2026-03-01', start: '2026-01-15', upTo: '2026-02-02' }), [
      '-2: 2026-01-15..2026-02-01',
      '-1: 2026-02-01..2026-03-01',
    ]);
  });

  it('cover the dates of a binding exactly once, found in one run or in many', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 1, max: 900 }),
        fc.constantFrom('ADVANCE', 'ARREARS'),
        (anchorDay, offset, length, timing) => {
          const anchor = addDays('2023-01-01', anchorDay);
          const start = addDays(anchor, offset);
          const end = addDays(start, length);
          const cycles = cyclesDue({ anchor, cycle: 'MONTHLY', timing, start, end, upTo: end });
          assert.equal(cycles[0]?.period.start, start);
          assert.equal(cycles.at(-1)?.period.end, end);
          for (const [i, cycle] of cycles.slice(1).entries()) assert.equal(cycle.period.start, cycles[i]?.period.end);
          const half = cyclesDue({ anchor, cycle: 'MONTHLY', timing, start, end, upTo: addDays(start, length >> 1) });
          assert.deepEqual(half, cycles.slice(0, half.length));
        },
      ),
    );
  });
});
