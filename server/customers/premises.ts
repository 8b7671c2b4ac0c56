/** The dataset of premises: communities and the rooms, shops, parking spaces and sites in them. */
import { sql } from 'kysely';
import { refuseReversedDates } from '../catalog/dates.ts';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import { code, date, decimal, enumOf, reference, text } from '../ledger/columns.ts';
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
    reference('parent', 'parent_id', PREMISE_CODE),
    date('vacantFrom', 'vacant_from'),
    date('vacantTo', 'vacant_to'),
    text('note', 'note', { max: 1000 }),
  ],
  async prepare(db, books, rows) {
    const uses = await usesOf(db, books, rows, [
      { table: 'binding', column: 'premise_id', name: 'bindings' },
      { table: 'meter', column: 'premise_id', name: 'meters' },
      { table: 'premise', column: 'community_id', name: 'premises' },
      { table: 'premise', column: 'parent_id', name: 'premises of it' },
      { table: 'occupancy', column: 'premise_id', name: 'occupancies' },
    ]);
    const parents = await parentsOf(db, books);
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
        refuseWrongVacancy(row);
      },
      between: (candidates) => refuseCircles(candidates, parents),
    };
  },
};

/** What each live premise that belongs to another one belongs to. */
async function parentsOf(db: Db, books: Books): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; parent: string }>`
    select id, parent_id as parent from premise
    where tenant_id = ${books.tenant.id} and parent_id is not null and not archived`.execute(db);
  return new Map(rows.map(({ id, parent }) => [id, parent]));
}

/** A premise belongs to no premise that belongs to it, however long the way round; rows are taken in the sheet's order. */
function refuseCircles(rows: readonly Candidate[], stored: ReadonlyMap<string, string>): void {
  const parents = new Map(stored);
  for (const row of rows) {
    if (row.refused || row.archived || !row.touches('parent')) continue;
    const parent = row.ids['parent'];
    if (!parent) {
      parents.delete(row.id);
      continue;
    }
    const seen = new Set([row.id]);
    let next: string | undefined = parent;
    while (next !== undefined && !seen.has(next)) {
      seen.add(next);
      next = parents.get(next);
    }
    if (next === undefined) parents.set(row.id, parent);
    else {
      const message = `${row.text('parent')} belongs to this premise itself, so this one cannot belong to it; name another one`;
      row.refuse('parent', 'customers.premise_circle', message);
    }
  }
}

function refuseWrongVacancy(row: Candidate): void {
  refuseReversedDates(row, 'vacantFrom', 'vacantTo');
  if (row.has('vacantTo') && row.cells['vacantFrom'] === null) {
    row.refuse('vacantFrom', 'customers.vacancy_without_start', 'say from which day on it is vacant, or clear the end');
  }
}

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
