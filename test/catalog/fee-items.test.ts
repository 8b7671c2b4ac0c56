import assert from 'node:assert/strict';
import type { Books } from '../../server/ledger/books.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import type { Answer } from '../../server/sync/answers.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, archived, changed, publishing, summary } from '../support/publishing.ts';

const feeItem = (code: string, more: Record<string, string | null> = {}) => ({
  code,
  nameZh: '物业费',
  category: 'BASIC',
  cycle: 'MONTHLY',
  timing: 'ADVANCE',
  currency: 'CNY',
  effectiveFrom: '2026-01-01',
  ...more,
});

describe('Fee items in a sheet', () => {
  let f: Fixture;
  let books: Books;
  beforeEach(async () => {
    f = await fixture('2026-10-31');
    books = f.books;
    await f.taxCode('VAT6', '0.06');
  });
  afterEach(() => f.close());

  const one = async (...rows: Parameters<typeof publishing>[2]): Promise<string> =>
    summary((await publishing(books, 'FEE_ITEMS', rows))[0] as Answer);

  it('are stored with their references by code', async () => {
    const [row] = (await adding(books, 'FEE_ITEMS', feeItem('F-1', { taxCode: 'VAT6', revenueAccount: '6001' }))) as [
      DatasetRow,
    ];
    assert.equal(row.cells['taxCode'], 'VAT6');
    assert.equal(row.cells['revenueAccount'], '6001');
    assert.equal(row.cells['status'], 'ACTIVE');
    const [stored] = await f.query<{ tax: string }>(
      'select t.code as tax from fee_item f join tax_code t on t.tenant_id = f.tenant_id and t.id = f.tax_code_id',
    );
    assert.equal(stored?.tax, 'VAT6');
  });

  for (const [what, cells, expected] of [
    ['an unknown tax code', { taxCode: 'VAT99' }, 'taxCode: value.unknown_code'],
    ['an account that is no income', { revenueAccount: '1002' }, 'revenueAccount: catalog.revenue_account_wrong'],
    ['a currency without accounts', { currency: 'usd' }, 'currency: catalog.currency_without_accounts'],
    ['a day that does not exist', { effectiveFrom: '2026-02-30' }, 'effectiveFrom: value.not_a_date'],
    ['an end that is not after the start', { effectiveTo: '2026-01-01' }, 'effectiveTo: value.dates_reversed'],
    ['an unknown category', { category: 'LUXURY' }, 'category: value.unknown_option'],
  ] as const) {
    it(`refuses ${what}`, async () => {
      assert.equal(await one(added(feeItem('F-1', cells))), `REFUSED ${expected}`);
    });
  }

  it('keep the code by which they are known, but may get another one while they are used', async () => {
    const [row] = (await adding(books, 'FEE_ITEMS', feeItem('F-1'))) as [DatasetRow];
    await adding(books, 'PRICES', { feeItem: 'F-1', effectiveFrom: '2026-01-01', model: 'FIXED', price: '1' });
    assert.equal(await one(changed(row, { code: 'F-2' })), 'APPLIED');
    const next = { feeItem: 'F-1', effectiveFrom: '2027-01-01', model: 'FIXED', price: '1' };
    assert.equal(
      summary((await publishing(books, 'PRICES', [added(next)]))[0] as Answer),
      'REFUSED feeItem: value.unknown_code',
    );
  });

  it('are not archived, moved or shortened under their bindings', async () => {
    const [row] = (await adding(books, 'FEE_ITEMS', feeItem('F-1'))) as [DatasetRow];
    await adding(books, 'CUSTOMERS', { code: 'C-1', name: 'C', kind: 'PERSON' });
    const binding = {
      code: 'B-1',
      customer: 'C-1',
      feeItem: 'F-1',
      startDate: '2026-03-01',
      quantitySource: 'FIXED',
      quantity: '1',
    };
    await adding(books, 'BINDINGS', binding);
    assert.equal(await one(archived(row)), 'REFUSED row: catalog.fee_item_bound');
    assert.equal(await one(changed(row, { effectiveTo: '2026-12-31' })), 'REFUSED effectiveTo: catalog.fee_item_bound');
    assert.equal(
      await one(changed(row, { effectiveFrom: '2026-04-01' })),
      'REFUSED effectiveFrom: catalog.fee_item_bound',
    );
    assert.equal(await one(changed(row, { effectiveFrom: '2026-03-01' })), 'APPLIED');
  });
});
