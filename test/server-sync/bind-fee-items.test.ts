import assert from 'node:assert/strict';
import { newId } from '../../server/kernel/ids.ts';
import type { Books } from '../../server/ledger/books.ts';
import { bindFeeItems } from '../../server/sync/bind-fee-items.ts';
import { openTestApp, operatorWithRole, type TestApp } from '../support/app.ts';
import { adding, allRows, summary } from '../support/publishing.ts';
import { refused } from '../support/small-books.ts';

const BIND = `mutation ($input: BindFeeItemsInput!) {
  bindFeeItems(input: $input) { bound results { status row { cells } errors { field code } } }
}`;

interface Bound {
  bindFeeItems: {
    bound: boolean;
    results: {
      status: string;
      row: { cells: Record<string, string> } | null;
      errors: { field: string; code: string }[];
    }[];
  };
}

describe('Binding several fee items at once', () => {
  let t: TestApp;
  let books: Books;
  before(async () => {
    t = await openTestApp();
    ({ books } = t);
    await operatorWithRole(books, 'FINANCE');
    await operatorWithRole(books, 'PRICING');
    const item = {
      category: 'BASIC',
      cycle: 'MONTHLY',
      timing: 'ARREARS',
      currency: 'CNY',
      effectiveFrom: '2026-01-01',
    };
    await adding(
      books,
      'FEE_ITEMS',
      ...['MGMT', 'PARK', 'CLEAN', 'LIFT'].map((code) => ({ ...item, code, nameZh: code })),
    );
    await adding(books, 'CUSTOMERS', { code: 'C-1', name: '王伟', kind: 'PERSON' });
    await adding(books, 'PREMISES', { code: 'R-1', name: '1-101', kind: 'ROOM', area: '88.5' });
  });
  after(() => t.close());

  const request = (key: string, feeItems: Parameters<typeof bindFeeItems>[1]['feeItems']) => ({
    key,
    customer: 'C-1',
    premise: 'R-1',
    feeItems,
    startDate: '2026-03-15',
  });

  it('binds all of them over GraphQL, with codes of their own, and the same again for the same key', async () => {
    const input = request(newId(), [
      { feeItem: 'MGMT', quantitySource: 'AREA' },
      { feeItem: 'PARK', quantity: '2' },
    ]);
    const headers = await t.signIn('finance');
    const first = await t.ask(BIND, { variables: { input }, headers });
    assert.deepEqual(first.errors, []);
    const { bound, results } = (first.data as unknown as Bound).bindFeeItems;
    assert.equal(bound, true);
    assert.deepEqual(
      results.map(({ row }) => [row?.cells['code'], row?.cells['quantitySource'], row?.cells['quantity']]),
      [
        ['MGMT/R-1', 'AREA', null],
        ['PARK/R-1', 'FIXED', '2'],
      ],
    );
    assert.deepEqual((await t.ask(BIND, { variables: { input }, headers })).data, first.data);
    assert.equal((await allRows(books, 'BINDINGS')).length, 2);
  });

  it('binds none when one is refused, and says which', async () => {
    const { bound, results } = await bindFeeItems(
      books,
      request(newId(), [{ feeItem: 'CLEAN' }, { feeItem: 'MGMT' }, { feeItem: 'GONE' }]),
    );
    assert.equal(bound, false);
    assert.deepEqual(results.map(summary), [
      'SKIPPED',
      'REFUSED startDate: customers.binding_overlap',
      'REFUSED feeItem: value.unknown_code',
    ]);
    assert.equal((await allRows(books, 'BINDINGS')).length, 2);
  });

  it('gives a later binding of the same fee item the next code', async () => {
    const again = { ...request(newId(), [{ feeItem: 'LIFT' }]), endDate: '2026-04-01' };
    await bindFeeItems(books, again);
    const { results } = await bindFeeItems(books, { ...again, key: newId(), startDate: '2026-04-01', endDate: null });
    assert.deepEqual(
      results.map(({ row }) => row?.cells['code']),
      ['LIFT/R-1~2'],
    );
  });

  it('refuses nothing to bind, a key that is none, and who may not bind', async () => {
    await refused(bindFeeItems(books, request(newId(), [])), 'customers.nothing_to_bind');
    await refused(bindFeeItems(books, request(' ', [{ feeItem: 'CLEAN' }])), 'sync.bad_key');
    const input = request(newId(), [{ feeItem: 'CLEAN' }]);
    const { errors } = await t.ask(BIND, { variables: { input }, headers: await t.signIn('pricing') });
    assert.equal(errors.length, 1);
  });
});
