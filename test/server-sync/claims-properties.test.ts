import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays } from '../../server/kernel/dates.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, allRows, archived, changed, publishing } from '../support/publishing.ts';

const day = (n: number) => addDays('2026-01-01', n);
const span = fc.record({ from: fc.nat(40), length: fc.option(fc.integer({ min: 1, max: 12 })), bad: fc.boolean() });
const step = fc.record({
  pick: fc.nat(),
  what: fc.constantFrom('add', 'move', 'archive'),
  span,
  feeItem: fc.constantFrom('F-1', 'F-2'),
});

const RACE = /somebody has just|the database cannot/;

describe('What can belong to one row only', () => {
  let f: Fixture;
  before(async () => {
    f = await fixture('2026-10-31');
    for (const code of ['F-1', 'F-2']) await f.feeItem(code);
  });
  after(() => f.close());

  it('is settled by the rules before the database sees it, whatever moves in one publish', async function () {
    this.timeout(120_000);
    let stored: DatasetRow[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const seen = new Set<string>();
        const rows = steps.flatMap(({ pick, what, span: { from, length, bad }, feeItem }) => {
          const cells = {
            feeItem,
            effectiveFrom: day(from),
            effectiveTo: length === null ? null : day(from + length),
            model: 'FIXED',
            price: bad && length === 7 ? 'x' : '1',
          };
          const row = stored[pick % Math.max(stored.length, 1)];
          if (what === 'add' || !row || seen.has(row.id)) return [added(cells)];
          seen.add(row.id);
          return [what === 'archive' ? archived(row) : changed(row, cells)];
        });
        const answers = await publishing(f.books, 'PRICES', rows);
        for (const { errors } of answers) for (const { message } of errors) assert.doesNotMatch(message, RACE);
        stored = await allRows(f.books, 'PRICES');
        for (const { status, row } of answers) {
          if (status !== 'APPLIED' || row === null || row.archived) continue;
          assert.deepEqual(
            stored.find(({ id }) => id === row.id),
            row,
          );
        }
      }),
      { numRuns: 60 },
    );
    assert.ok(stored.length > 1);
  });
});
