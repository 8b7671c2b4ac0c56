/** The dataset of premises: communities and the rooms, shops, parking spaces and sites in them. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import { code, decimal, enumOf, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { CUSTOMER_CODE, PREMISE_CODE } from './references.ts';
import { refuseArchiveOfUsed, usesOf } from './uses.ts';

export const premises: EditableDataset = {
  name: 'PREMISES',
  noun: 'Premise',
  table: 'premise',
  codeField: 'code',
  order: ['code'],
  extra: [],
  columns: [
    code('code', 'code'),
    text('name', 'name', { required: true }),
    enumOf('kind', 'kind', ['COMMUNITY', 'ROOM', 'SHOP', 'PARKING', 'SITE'], { required: true }),
    reference('community', 'community_id', PREMISE_CODE),
    text('building', 'building', { max: 50 }),
    text('unit', 'unit', { max: 50 }),
    text('room', 'room', { max: 50 }),
    decimal('area', 'area', 2, { max: '10000000' }),
    reference('customer', 'customer_id', CUSTOMER_CODE),
    text('note', 'note', { max: 1000 }),
  ],
  async prepare(db, books, rows) {
    const uses = await usesOf(db, books, rows, [
      { table: 'binding', column: 'premise_id', name: 'bindings' },
      { table: 'meter', column: 'premise_id', name: 'meters' },
      { table: 'premise', column: 'community_id', name: 'premises' },
    ]);
    const kinds = await kindsOf(db, books, rows);
    const published = new Map(rows.map((row) => [row.id, row]));
    return {
      check(row) {
        const use = uses.get(row.id);
        refuseArchiveOfUsed(row, use, 'customers.premise_in_use');
        if (row.touches('kind') && row.stored?.cells['kind'] === 'COMMUNITY' && use?.['premises']) {
          row.refuse(
            'kind',
            'customers.premise_in_use',
            `${use['premises']} premises belong to it, so it stays a community`,
          );
        }
        refuseWrongCommunity(row, published, kinds);
      },
    };
  },
};

/** Kinds of the communities that rows name. */
async function kindsOf(db: Db, books: Books, rows: readonly Candidate[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.map((row) => row.ids['community']))].filter((id) => id);
  const { rows: found } = await sql<{ id: string; kind: string }>`
    select id, kind from premise where tenant_id = ${books.tenant.id} and id = any(${ids}::uuid[])`.execute(db);
  return new Map(found.map(({ id, kind }) => [id, kind]));
}

function refuseWrongCommunity(
  row: Candidate,
  published: ReadonlyMap<string, Candidate>,
  kinds: ReadonlyMap<string, string>,
): void {
  const id = row.ids['community'];
  if (!id || !row.has('community')) return;
  if (row.cells['kind'] === 'COMMUNITY') {
    row.refuse(
      'community',
      'customers.community_in_community',
      'a community belongs to no other community; clear the cell',
    );
    return;
  }
  const kind = published.get(id)?.cells['kind'] ?? kinds.get(id);
  if (kind === 'COMMUNITY') return;
  row.refuse(
    'community',
    'customers.not_a_community',
    `${row.text('community')} is not a community; name one, or clear the cell`,
  );
}
