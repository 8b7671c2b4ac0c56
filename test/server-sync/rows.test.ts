import assert from 'node:assert/strict';
import type { Books } from '../../server/ledger/books.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { readRows } from '../../server/sync/read-rows.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, allRows, archived, changed, publishing, withRoles } from '../support/publishing.ts';

const customer = (code: string) => ({
  code,
  name: code,
  kind: 'PERSON',
  phone: '1',
  email: 'a@b.cn',
  bankAccount: '622',
});

const price = (feeItem: string, effectiveFrom: string, effectiveTo: string | null) => ({
  feeItem,
  effectiveFrom,
  effectiveTo,
  model: 'FIXED',
  price: '1',
});

const versions = (rows: Iterable<DatasetRow>) => new Map([...rows].map(({ id, version }) => [id, version]));

describe('Reading the rows of a dataset', () => {
  let f: Fixture;
  let books: Books;
  beforeEach(async () => {
    f = await fixture('2026-10-31');
    books = f.books;
  });
  afterEach(() => f.close());

  it('pages through all rows in the order of codes, each once', async () => {
    await adding(books, 'CUSTOMERS', ...['B', 'A', 'D', 'C', 'E'].map(customer));
    const first = await readRows(books, { dataset: 'CUSTOMERS', first: 2 });
    assert.deepEqual([first.rows.length, first.hasMore], [2, true]);
    const rows = await allRows(books, 'CUSTOMERS', 2);
    assert.deepEqual(
      rows.map(({ cells }) => cells['code']),
      ['A', 'B', 'C', 'D', 'E'],
    );
  });

  it('pages prices by fee item and date, and readings by meter and day', async () => {
    await f.feeItem('F-2');
    await f.feeItem('F-1');
    await adding(
      books,
      'PRICES',
      price('F-2', '2026-01-01', null),
      price('F-1', '2026-07-01', null),
      price('F-1', '2026-01-01', '2026-07-01'),
    );
    const rows = await allRows(books, 'PRICES', 1);
    assert.deepEqual(
      rows.map(({ cells }) => `${cells['feeItem']} ${cells['effectiveFrom']}`),
      ['F-1 2026-01-01', 'F-1 2026-07-01', 'F-2 2026-01-01'],
    );
  });

  it('gives only what changed since a cursor, archived rows included', async () => {
    const [a, b] = (await adding(books, 'CUSTOMERS', ...['A', 'B', 'C'].map(customer))) as [DatasetRow, DatasetRow];
    const { cursor } = await readRows(books, { dataset: 'CUSTOMERS' });
    assert.deepEqual((await readRows(books, { dataset: 'CUSTOMERS', since: cursor })).rows, []);
    await publishing(books, 'CUSTOMERS', [changed(a, { phone: '2' }), archived(b)]);
    const { rows } = await readRows(books, { dataset: 'CUSTOMERS', since: cursor });
    assert.deepEqual(
      rows.map(({ cells, archived: gone, version }) => [cells['code'], cells['phone'], gone, version]),
      [
        ['A', '2', false, 2],
        ['B', '1', true, 2],
      ],
    );
  });

  it('brings a row again when the code of what it refers to changed', async () => {
    const [a] = (await adding(books, 'CUSTOMERS', customer('A'))) as [DatasetRow];
    await adding(books, 'CONTRACTS', { number: 'K-1', customer: 'A', startDate: '2026-01-01' });
    const { cursor } = await readRows(books, { dataset: 'CONTRACTS' });
    await publishing(books, 'CUSTOMERS', [changed(a, { code: 'A-9' })]);
    const { rows } = await readRows(books, { dataset: 'CONTRACTS', since: cursor });
    assert.deepEqual(
      rows.map(({ cells, version }) => [cells['customer'], version]),
      [['A-9', 1]],
    );
  });

  it('hides contact details from analysts and bank accounts from customer service', async () => {
    await adding(books, 'CUSTOMERS', customer('A'));
    const columns = async (role: 'ANALYST' | 'SERVICE') => {
      const { rows } = await readRows(withRoles(books, role), { dataset: 'CUSTOMERS' });
      return Object.keys(rows[0]?.cells ?? {});
    };
    const hidden = ['phone', 'email', 'taxId', 'bankAccount'];
    const analyst = await columns('ANALYST');
    assert.deepEqual(
      hidden.filter((column) => analyst.includes(column)),
      [],
    );
    assert.ok(analyst.includes('name'));
    const service = await columns('SERVICE');
    assert.deepEqual(
      hidden.filter((column) => !service.includes(column)),
      ['bankAccount'],
    );
  });

  it('refuses datasets that no role shows, wrong cursors, filters and page sizes', () => {
    const refused = async (code: string, request: object, of = books) =>
      assert.rejects(async () => readRows(of, { dataset: 'CUSTOMERS', ...request }), { code });
    return Promise.all([
      refused('access.dataset_not_readable', { dataset: 'PRICES' }, withRoles(books, 'SERVICE')),
      refused('sync.bad_cursor', { since: 'yesterday' }),
      refused('sync.bad_cursor', { since: '99999' }),
      refused('sync.bad_cursor', { after: 'nonsense' }),
      refused('value.not_an_id', { after: Buffer.from('["A","B"]').toString('base64url') }),
      refused('sync.unknown_filter', { filter: { colour: 'red' } }),
      refused('sync.page_size', { first: 5001 }),
      refused('sync.page_size', { first: 0 }),
    ]);
  });

  it('loses no row to a refresh while others write', async function () {
    this.timeout(60_000);
    const writers = [books, await f.elsewhere(), await f.elsewhere()];
    const rows = await adding(books, 'CUSTOMERS', ...Array.from({ length: 30 }, (_, i) => customer(`C-${i}`)));
    const sheet = new Map<string, DatasetRow>();
    const first = await readRows(books, { dataset: 'CUSTOMERS' });
    for (const row of first.rows) sheet.set(row.id, row);
    let { cursor } = first;
    const refresh = async () => {
      const page = await readRows(books, { dataset: 'CUSTOMERS', since: cursor, first: 5000 });
      for (const row of page.rows) sheet.set(row.id, row);
      cursor = page.cursor;
    };
    const stop = new AbortController();
    const reading = (async () => {
      while (!stop.signal.aborted) await refresh();
    })();
    await Promise.all(
      writers.map(async (writer, w) => {
        for (let round = 0; round < 15; round += 1) {
          const mine = rows.filter((_, i) => i % 3 === w);
          const answers = await publishing(writer, 'CUSTOMERS', [
            added(customer(`N-${w}-${round}`)),
            ...mine.map((row) => changed({ id: row.id, version: round + 1 }, { note: `${w} ${round}` })),
          ]);
          assert.ok(answers.every(({ status }) => status === 'APPLIED'));
        }
      }),
    );
    stop.abort();
    await reading;
    await refresh();
    const stored = await allRows(books, 'CUSTOMERS');
    assert.equal(stored.length, 75);
    assert.deepEqual(versions(sheet.values()), versions(stored));
  });
});
