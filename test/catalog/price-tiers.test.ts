import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Books } from '../../server/ledger/books.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, allRows, archived, changed, publishing, summary } from '../support/publishing.ts';
import { problemsOf } from '../support/small-books.ts';

const tier = (from: string, upTo: string | null, price: string, more: Record<string, string | null> = {}) => ({
  feeItem: 'WATER',
  effectiveFrom: '2026-01-01',
  from,
  upTo,
  price,
  ...more,
});

describe('Price tiers in a sheet', () => {
  let f: Fixture;
  let books: Books;
  beforeEach(async () => {
    f = await fixture('2026-10-31');
    books = f.books;
    await f.feeItem('WATER');
  });
  afterEach(async () => {
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    await f.close();
    assert.ok(ok, problemsOf(laws).join('\n'));
  });

  const priced = async (tiers: string, more: Record<string, string | null> = {}) =>
    (
      await adding(books, 'PRICES', {
        feeItem: 'WATER',
        effectiveFrom: '2026-01-01',
        effectiveTo: null,
        model: 'GRADUATED',
        price: null,
        tiers,
        ...more,
      })
    )[0] as DatasetRow;
  const shown = async () =>
    (await allRows(books, 'PRICE_TIERS', 2)).map(({ cells: c }) =>
      [c['from'], c['upTo'] ?? '', c['price'], c['packageSize'], c['flatFee']]
        .filter((cell) => cell !== null)
        .join(' '),
    );
  const text = async () => (await allRows(books, 'PRICES')).map(({ cells }) => cells['tiers']);
  const summaries = async (...rows: Parameters<typeof publishing>[2]) =>
    (await publishing(books, 'PRICE_TIERS', rows)).map(summary);

  it('are a block of rows in the order of their bounds', async () => {
    await priced('0-180: 5 | 180-1260: 7/10 | 1260+: 9 + 20');
    assert.deepEqual(await shown(), ['0 180 5', '180 1260 7 10', '1260  9 20']);
  });

  it('change what the price version charges, and its cell', async () => {
    const price = await priced('0-180: 5 | 180+: 7');
    const [, second] = (await allRows(books, 'PRICE_TIERS')) as [DatasetRow, DatasetRow];
    assert.deepEqual(
      await summaries(changed(second, { upTo: '260', price: '7.5' }), added(tier('260', null, '9', { flatFee: '1' }))),
      ['APPLIED', 'APPLIED'],
    );
    assert.deepEqual(await text(), ['0-180: 5 | 180-260: 7.5 | 260+: 9 + 1']);
    const [stale] = await publishing(books, 'PRICES', [changed(price, { tiers: '0+: 1' })]);
    assert.equal(stale?.status, 'CONFLICT');
  });

  it('follow the cell of the price version, row by row', async () => {
    const price = await priced('0-180: 5 | 180+: 7');
    const before = await allRows(books, 'PRICE_TIERS');
    await publishing(books, 'PRICES', [changed(price, { tiers: '0-180: 5 | 180-260: 7 | 260+: 9' })]);
    const after = await allRows(books, 'PRICE_TIERS');
    assert.deepEqual(await shown(), ['0 180 5', '180 260 7', '260  9']);
    assert.deepEqual(after[0], before[0]);
    assert.equal(after[1]?.id, before[1]?.id);
    const [row] = (await allRows(books, 'PRICES')) as [DatasetRow];
    await publishing(books, 'PRICES', [changed(row, { model: 'PER_UNIT', price: '3', tiers: null, reset: null })]);
    assert.deepEqual(await shown(), []);
  });

  it('move with their price version to another day, and go when it is archived', async () => {
    const price = await priced('0-180: 5 | 180+: 7');
    await publishing(books, 'PRICES', [changed(price, { effectiveFrom: '2026-03-01' })]);
    assert.deepEqual(
      (await allRows(books, 'PRICE_TIERS')).map(({ cells }) => cells['effectiveFrom']),
      ['2026-03-01', '2026-03-01'],
    );
    await publishing(books, 'PRICES', [archived({ ...price, version: 2 })]);
    assert.deepEqual(await shown(), []);
  });

  it('keep the flat price of a stairstep and the percent of a share in the same column', async () => {
    await priced('0-10: 99 | 10+: 149', { model: 'STAIRSTEP' });
    await priced('0-10: 1 + 200 | 10+: 0.8', {
      model: 'GRADUATED_PERCENTAGE',
      customerGroup: 'VIP',
    });
    assert.deepEqual(
      await shown(),
      ['0 10 99', '0 10 1 200', '10  149', '10  0.8'].toSorted((a, b) => Number(a[0]) - Number(b[0])),
    );
  });

  describe('refuse', () => {
    let rows: [DatasetRow, DatasetRow];
    beforeEach(async () => {
      await priced('0-180: 5 | 180+: 7');
      rows = (await allRows(books, 'PRICE_TIERS')) as [DatasetRow, DatasetRow];
    });

    for (const [what, sent, expected] of [
      ['a gap', () => [changed(rows[1], { from: '200' })], ['REFUSED from: catalog.tiers_gap']],
      [
        'a bound that the next tier does not follow',
        () => [changed(rows[0], { upTo: '150' })],
        ['REFUSED from: catalog.tiers_gap'],
      ],
      ['a first tier above zero', () => [changed(rows[0], { from: '1' })], ['REFUSED from: catalog.tiers_gap']],
      [
        'a tier that ends where it begins',
        () => [changed(rows[1], { upTo: '180' })],
        ['REFUSED upTo: catalog.tier_empty'],
      ],
      [
        'a tier after one without end',
        () => [added(tier('300', null, '9'))],
        ['REFUSED from: pricing.tier_after_last'],
      ],
      ['a price below zero', () => [changed(rows[0], { price: '-1' })], ['REFUSED price: value.out_of_range']],
      ['text for a bound', () => [changed(rows[0], { upTo: 'many' })], ['REFUSED upTo: value.not_a_number']],
      [
        'a tier of no price version',
        () => [added(tier('0', null, '9', { region: 'NORTH' }))],
        ['REFUSED effectiveFrom: catalog.tier_without_price'],
      ],
      [
        'to leave a price without tiers',
        () => [archived(rows[0]), archived(rows[1])],
        ['REFUSED row: pricing.tiers_empty', 'REFUSED row: pricing.tiers_empty'],
      ],
      ['the last tier alone, where it leaves a gap', () => [archived(rows[0])], ['REFUSED row: catalog.tiers_gap']],
    ] as const) {
      it(what, async () => {
        assert.deepEqual(await summaries(...sent()), expected);
        assert.deepEqual(await text(), ['0-180: 5 | 180+: 7']);
      });
    }

    it('only the block that is wrong, when the rest is published', async () => {
      await f.feeItem('POWER');
      await priced('0-100: 1 | 100+: 2', { feeItem: 'POWER' });
      const power = (await allRows(books, 'PRICE_TIERS')).filter(({ cells }) => cells['feeItem'] === 'POWER');
      assert.deepEqual(
        await summaries(changed(rows[1], { from: '190' }), changed(power[0] as DatasetRow, { price: '1.1' })),
        ['REFUSED from: catalog.tiers_gap', 'APPLIED'],
      );
      assert.deepEqual(new Set(await text()), new Set(['0-100: 1.1 | 100+: 2', '0-180: 5 | 180+: 7']));
    });
  });

  it('stay equal to the model whatever is edited, in rows or in the cell', async () => {
    await priced('0-180: 5 | 180+: 7');
    const bound = fc.integer({ min: 1, max: 50 }).map(String);
    const edit = fc.oneof(
      fc.record({ kind: fc.constant('cell' as const), bounds: fc.uniqueArray(bound, { maxLength: 4 }) }),
      fc.record({
        kind: fc.constant('row' as const),
        at: fc.nat(4),
        upTo: fc.option(bound),
        price: bound,
        drop: fc.boolean(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        for (const each of edits) {
          if (each.kind === 'cell') {
            const [price] = (await allRows(books, 'PRICES')) as [DatasetRow];
            const bounds = ['0', ...each.bounds.toSorted((a, b) => Number(a) - Number(b))];
            const tiers = bounds.map((from, i) =>
              bounds[i + 1] ? `${from}-${bounds[i + 1]}: ${i}` : `${from}+: ${i}`,
            );
            await publishing(books, 'PRICES', [changed(price, { tiers: tiers.join(' | ') })]);
          } else {
            const rows = await allRows(books, 'PRICE_TIERS');
            const [row, next] = [rows[each.at % rows.length] as DatasetRow, rows[(each.at % rows.length) + 1]];
            const follow = next && each.upTo ? [changed(next, { from: each.upTo })] : [];
            const drop = each.drop && next ? [archived(next)] : follow;
            await publishing(books, 'PRICE_TIERS', [changed(row, { price: each.price, upTo: each.upTo }), ...drop]);
          }
        }
        const { laws } = await verifyDatabase(f.serverUrl);
        assert.deepEqual(problemsOf(laws), []);
      }),
      { numRuns: 12 },
    );
  }).timeout(60_000);
});
