/** Codes of other rows to their ids: one query a column for the whole publish. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { FieldError } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import type { Column, Reference } from '../ledger/columns.ts';
import type { Cells } from '../ledger/dataset.ts';
import type { EditableDataset, StoredRow } from '../ledger/editable-dataset.ts';

/** A row whose cells are read and whose references are to be found. */
export interface ReferringRow {
  id: string;
  stored: StoredRow | null;
  cells: Cells;
  changed: ReadonlySet<string>;
  errors: FieldError[];
  archived: boolean;
}

interface Named {
  id: string;
  archived: boolean;
}

/**
 * Finds the ids behind the codes of the rows; codes that nobody knows are recorded as errors of their cells. A dataset
 * that refers to itself also finds rows of the same publish. References that were not changed keep their id, even
 * where the row that they name was archived since.
 * @returns ids by field, for each row in order
 */
export async function resolveReferences(
  db: Db,
  books: Books,
  dataset: EditableDataset,
  rows: readonly ReferringRow[],
): Promise<Record<string, string | null>[]> {
  const ids: Record<string, string | null>[] = rows.map((row) => ({ ...row.stored?.ids }));
  for (const column of dataset.columns) {
    if (column.reference === null) continue;
    const asking = rows.filter((row) => row.changed.has(column.field) && row.cells[column.field]);
    const codes = new Set(asking.map((row) => row.cells[column.field] as string));
    const named = await namedBy(db, books, column.reference, [...codes]);
    if (column.reference.table === dataset.table) addPublished(named, rows, dataset);
    for (const [index, row] of rows.entries()) {
      if (row.changed.has(column.field) || !row.stored) (ids[index] ??= {})[column.field] = find(row, column, named);
    }
  }
  return ids;
}

async function namedBy(
  db: Db,
  books: Books,
  { table, code, archivable }: Reference,
  codes: readonly string[],
): Promise<Map<string, Named>> {
  if (codes.length === 0) return new Map();
  const { rows } = await sql<Named & { code: string }>`
    select id, ${sql.ref(code)} as code, ${archivable ? sql`archived` : sql`false`} as archived
    from ${sql.table(table)} where tenant_id = ${books.tenant.id} and ${sql.ref(code)} = any(${[...codes]}::text[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.code, row]));
}

/** Within one publish the codes count as they will be: a row that gets another code leaves its old one. */
function addPublished(named: Map<string, Named>, rows: readonly ReferringRow[], dataset: EditableDataset): void {
  const field = dataset.codeField as string;
  for (const { id, stored, changed } of rows) {
    const old = stored?.cells[field];
    if (old && changed.has(field) && named.get(old)?.id === id) named.delete(old);
  }
  for (const { id, cells, archived } of rows) {
    const code = cells[field];
    if (code && (!named.has(code) || named.get(code)?.id === id)) named.set(code, { id, archived });
  }
}

function find(row: ReferringRow, { field, reference }: Column, named: ReadonlyMap<string, Named>): string | null {
  const code = row.cells[field] ?? null;
  if (code === null) return null;
  const found = named.get(code);
  const where = reference?.dataset ? ` in ${reference.dataset}` : '';
  if (!found) {
    row.errors.push({
      field,
      code: 'value.unknown_code',
      message: `there is no “${code}”${where}; check the code, or add it there first`,
    });
    return null;
  }
  if (found.archived) {
    row.errors.push({
      field,
      code: 'value.archived_code',
      message: `“${code}”${where} is archived; name one that is in use`,
    });
  }
  return found.id;
}
