/** Runs the rules of a publish until nothing new is refused. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import { type Claim, type Claims, settleClaims } from '../ledger/claims.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';

/**
 * Checks the rows by their dataset's rules; what is wrong is recorded at the rows. A refused row falls back to what is
 * stored, and others that counted on its change are then refused too.
 */
export async function settle(
  db: Db,
  books: Books,
  dataset: EditableDataset,
  rows: readonly Candidate[],
): Promise<void> {
  if (rows.length === 0) return;
  const rules = await dataset.prepare(db, books, rows);
  const claims = [
    ...(dataset.codeField === null ? [] : [await codeClaims(db, books, dataset, rows)]),
    ...(rules.claims ?? []),
  ];
  for (const row of rows) rules.check?.(row);
  const refused = () => rows.reduce((count, row) => count + (row.refused ? 1 : 0), 0);
  for (let before = -1; refused() > before; ) {
    before = refused();
    for (const each of claims) settleClaims(rows, each);
    rules.between?.(rows);
    refuseDependants(dataset, rows);
  }
}

/** A code belongs to one row, archived ones included: their history goes by it. */
async function codeClaims(db: Db, books: Books, dataset: EditableDataset, rows: readonly Candidate[]): Promise<Claims> {
  const field = dataset.codeField as string;
  const column = dataset.columns.find((each) => each.field === field)?.stored as string;
  const codes = [...new Set(rows.map((row) => row.cells[field]).filter((code) => !!code))];
  const { rows: stored } = await sql<Claim & { archived: boolean }>`
    select id, ${sql.ref(column)} as key, archived from ${sql.table(dataset.table)}
    where tenant_id = ${books.tenant.id} and ${sql.ref(column)} = any(${codes}::text[])`.execute(db);
  const archived = new Set(stored.filter((row) => row.archived).map(({ id }) => id));
  return {
    stored: stored.map(({ id, key }) => ({ id, key })),
    of: ({ id, cells }) => (cells[field] ? { id, key: cells[field] } : null),
    refuse(row, { id, key }) {
      const holder = archived.has(id) ? 'an archived row' : 'another row';
      row.refuse(field, 'value.duplicate_code', `${holder} has the code “${key}” already; choose another one`);
    },
  };
}

/** In a dataset that refers to itself, a row that names a row of this publish falls with it. */
function refuseDependants(dataset: EditableDataset, rows: readonly Candidate[]): void {
  for (const { field, reference } of dataset.columns) {
    if (reference?.table !== dataset.table) continue;
    const refused = new Map(rows.filter((row) => row.refused).map((row) => [row.id, row]));
    for (const row of rows) {
      const named = row.refused || !row.touches(field) ? undefined : refused.get(row.ids[field] ?? '');
      if (named === undefined || named.stored?.cells[dataset.codeField ?? ''] === row.cells[field]) continue;
      row.refuse(
        field,
        'value.unknown_code',
        `“${row.text(field)}” is refused in this publish; correct that row first`,
      );
    }
  }
}
