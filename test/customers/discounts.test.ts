import assert from 'node:assert/strict';
import type { Books } from '../../server/ledger/books.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, allRows, changed, publishing, summary, withRoles } from '../support/publishing.ts';

type Sent = Record<string, string | null>;

const discount = (code: string, more: Sent = {}): Sent => ({
  code,
  name: code,
  scope: 'CUSTOMER',
  customer: 'C-1',
  kind: 'PERCENT',
  value: '10',
  validFrom: '2026-01-01',
  ...more,
});

describe('Discounts in a sheet', () => {
  let f: Fixture;
  let books: Books;
  before(async () => {
    f = await fixture();
    books = f.books;
    await f.customer('C-1');
    await f.premise('R-1', { area: '100' });
    for (const code of ['MGMT', 'PARK', 'OLD']) await f.feeItem(code, { archived: code === 'OLD' });
    await f.binding('B-1', 'C-1', 'MGMT');
  });
  after(() => f.close());

  const publish = async (...rows: Parameters<typeof publishing>[2]) =>
    (await publishing(books, 'DISCOUNTS', rows)).map(summary);

  it('keep their order, their package by its fee items, and 100 where no order is given', async () => {
    const [row] = await adding(
      books,
      'DISCOUNTS',
      discount('D-1', { packageItems: 'MGMT，PARK; MGMT', firstCycles: '3' }),
    );
    assert.ok(row);
    assert.deepEqual(
      [row.cells['packageItems'], row.cells['stackOrder'], row.cells['firstCycles'], row.cells['value']],
      ['MGMT + PARK', '100', '3', '10'],
    );
    const stored = () =>
      f.query<{ ids: string[] }>(`select to_json(package_item_ids) as ids from discount where code = 'D-1'`);
    const ids = [f.id('MGMT'), f.id('PARK')];
    assert.deepEqual(await stored(), [{ ids }]);
    // A fee item that gets another code is the same fee item.
    await f.change('fee_item', f.id('PARK'), { code: 'PARKING' });
    assert.deepEqual(await publish(changed(row, { value: '20' })), ['APPLIED']);
    assert.deepEqual(await stored(), [{ ids }]);
    await f.change('fee_item', f.id('PARK'), { code: 'PARK' });
    const [again] = await allRows(books, 'DISCOUNTS');
    assert.deepEqual(await publish(changed(again as typeof row, { packageItems: null })), ['APPLIED']);
    assert.deepEqual(await stored(), [{ ids: [] }]);
  });

  for (const [what, cells, expected] of [
    ['without a target', { customer: null }, 'customer: customers.discount_target_missing'],
    ['with a target of another scope', { binding: 'B-1' }, 'binding: customers.discount_target_not_used'],
    [
      'for one binding and a fee item',
      { scope: 'BINDING', customer: null, binding: 'B-1', feeItem: 'MGMT' },
      'feeItem: customers.discount_target_not_used',
    ],
    ['for an unknown customer', { customer: 'C-9' }, 'customer: value.unknown_code'],
    ['for an archived fee item', { feeItem: 'OLD' }, 'feeItem: value.archived_code'],
    ['of more than everything', { value: '100.5' }, 'value: pricing.discount_too_large'],
    ['below zero', { value: '-1' }, 'value: value.out_of_range'],
    [
      'that agrees a price for nothing certain',
      { kind: 'PRICE_OVERRIDE' },
      'feeItem: customers.discount_needs_fee_item',
    ],
    ['of free units of nothing certain', { kind: 'FREE_UNITS' }, 'feeItem: customers.discount_needs_fee_item'],
    ['that ends before it begins', { validTo: '2026-01-01' }, 'validTo: value.dates_reversed'],
    ['of no cycles', { firstCycles: '0' }, 'firstCycles: value.out_of_range'],
    ['on a package of one', { packageItems: 'MGMT' }, 'packageItems: customers.package_of_one'],
    ['on a package with an unknown fee item', { packageItems: 'MGMT + X' }, 'packageItems: value.unknown_code'],
    ['on a package with an archived fee item', { packageItems: 'MGMT + OLD' }, 'packageItems: value.unknown_code'],
  ] as const) {
    it(`refuse one ${what}`, async () => {
      assert.deepEqual(await publish(added(discount('D-BAD', cells))), [`REFUSED ${expected}`]);
    });
  }

  it('belong to those who set prices', async () => {
    const [answer] = await publishing(withRoles(books, 'FINANCE'), 'DISCOUNTS', [added(discount('D-2'))]);
    assert.deepEqual(
      answer?.errors.map(({ code }) => code),
      ['access.needs_role_pricing'],
    );
  });
});
