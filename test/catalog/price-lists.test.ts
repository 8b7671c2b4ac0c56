import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { versionsFor } from '../../server/catalog/price-lists.ts';
import { addDays, type BusinessDate } from '../../server/kernel/dates.ts';

interface Version {
  id: string;
  customerGroup: string;
  region: string;
  period: { start: BusinessDate; end: BusinessDate | null };
}

const DAY_ONE = '2026-01-01';
const holds = ({ period }: Version, day: BusinessDate) =>
  period.start <= day && (period.end === null || day < period.end);

/** Versions of one list without overlap: lengths and gaps in turn. */
const list = (customerGroup: string, region: string) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 9 })), { maxLength: 4 })
    .map((lengths) => {
      let start = DAY_ONE;
      return lengths.map(([gap, length], index): Version => {
        const from = addDays(start, gap);
        start = addDays(from, length);
        const end = index === 3 ? null : start;
        return { id: `${customerGroup}${region}${index}`, customerGroup, region, period: { start: from, end } };
      });
    });

describe('Price lists', () => {
  it('give each day the version of the most specific list that has one, and no day two', () => {
    const lists = fc.tuple(list('G', 'R'), list('G', ''), list('', 'R'), list('', ''), list('H', ''), list('', 'S'));
    fc.assert(
      fc.property(lists, (all) => {
        const found = versionsFor(all.flat(), { customerGroup: 'G', region: 'R' });
        for (let n = 0; n < 70; n++) {
          const day = addDays(DAY_ONE, n);
          const expected = all
            .slice(0, 4)
            .map((each) => each.find((version) => holds(version, day)))
            .find(Boolean);
          assert.deepEqual(
            found.filter((version) => holds(version, day)).map(({ id }) => id),
            expected ? [expected.id] : [],
          );
        }
      }),
    );
  });
});
