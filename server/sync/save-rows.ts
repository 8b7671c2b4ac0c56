/** Writes the valid rows of a publish with a few statements, whatever their number. */
import { sql } from 'kysely';
import { type BulkRow, insertRows, upsertRows } from '../ledger/bulk.ts';
import type { Candidate, ConstraintMessage, EditableDataset } from '../ledger/editable-dataset.ts';
import type { Work } from '../ledger/unit-of-work.ts';

/**
 * Writes rows. Rules have seen everything that they can; what the database still refuses (somebody wrote to another
 * dataset at the same moment) is found by halving and recorded at its row, and the others are written.
 * @returns the rows that were written
 */
export async function saveRows(work: Work, dataset: EditableDataset, rows: readonly Candidate[]): Promise<Candidate[]> {
  let left = [...rows];
  const written: Candidate[] = [];
  const problems = new Map<Candidate, ConstraintMessage>();
  // A row may be refused only because one it depends on came later: try again as long as that helps.
  for (let before = -1; left.length > 0 && left.length !== before; ) {
    before = left.length;
    problems.clear();
    await writeOrHalve(work, dataset, left, problems);
    written.push(...left.filter((row) => !problems.has(row)));
    left = left.filter((row) => problems.has(row));
  }
  for (const [row, { field, code, message }] of problems) row.refuse(field, code, message);
  return written;
}

async function writeOrHalve(
  work: Work,
  dataset: EditableDataset,
  rows: readonly Candidate[],
  problems: Map<Candidate, ConstraintMessage>,
): Promise<void> {
  await sql`savepoint rows`.execute(work.db);
  try {
    await writeAll(work, dataset, rows);
    await sql`release savepoint rows`.execute(work.db);
    return;
  } catch (error) {
    const problem = problemOf(dataset, error);
    if (problem === null) throw error;
    await sql`rollback to savepoint rows`.execute(work.db);
    await sql`release savepoint rows`.execute(work.db);
    if (rows.length === 1) {
      problems.set(rows[0] as Candidate, problem);
      return;
    }
  }
  const middle = rows.length >> 1;
  await writeOrHalve(work, dataset, rows.slice(0, middle), problems);
  await writeOrHalve(work, dataset, rows.slice(middle), problems);
}

async function writeAll(work: Work, dataset: EditableDataset, rows: readonly Candidate[]): Promise<void> {
  const { db } = work;
  const constraints = dataset.deferred?.map((name) => sql.ref(name));
  if (constraints) await sql`set constraints ${sql.join(constraints)} deferred`.execute(db);
  await vacate(work, dataset, rows);
  const fresh = rows.filter((row) => row.stored === null).toSorted((a, b) => depth(dataset, a) - depth(dataset, b));
  const known = rows.filter((row) => row.stored !== null);
  const tableRow = (row: Candidate) => tableRowOf(work, dataset, row);
  if (fresh.length > 0) await insertRows(db, dataset.table, fresh.map(tableRow));
  if (known.length > 0) await upsertRows(db, dataset.table, known.map(tableRow));
  if (constraints) await sql`set constraints ${sql.join(constraints)} immediate`.execute(db);
}

/** Rows that name others of their own dataset are written after these. */
function depth(dataset: EditableDataset, row: Candidate): number {
  return dataset.columns.some(({ field, reference }) => reference?.table === dataset.table && row.ids[field]) ? 1 : 0;
}

/** Rows that get another code or day first let go of their old one, so that rows can change places. */
async function vacate(work: Work, dataset: EditableDataset, rows: readonly Candidate[]): Promise<void> {
  const moving = (fields: readonly string[]) =>
    rows.filter((row) => row.stored && row.touches(...fields)).map(({ id }) => id);
  const where = (ids: readonly string[]) => sql`tenant_id = ${work.tenantId} and id = any(${[...ids]}::uuid[])`;
  if (dataset.codeField !== null) {
    const ids = moving([dataset.codeField]);
    const column = dataset.columns.find(({ field }) => field === dataset.codeField)?.stored as string;
    if (ids.length > 1) {
      await sql`update ${sql.table(dataset.table)} set ${sql.ref(column)} = '~' || id where ${where(ids)}`.execute(
        work.db,
      );
    }
  }
  if (dataset.vacate) {
    const ids = moving(dataset.vacate.fields);
    if (ids.length > 1) {
      await sql`update ${sql.table(dataset.table)} set archived = true where ${where(ids)}`.execute(work.db);
    }
  }
}

function tableRowOf(work: Work, dataset: EditableDataset, row: Candidate): BulkRow {
  const values: BulkRow = {};
  for (const { field, stored, reference, empty } of dataset.columns) {
    if (stored === null) continue;
    values[stored] = reference ? (row.ids[field] ?? null) : (row.cells[field] ?? empty);
  }
  return {
    tenant_id: work.tenantId,
    id: row.id,
    change_id: work.changeId,
    archived: row.archived,
    ...values,
    ...dataset.extraValues?.(row, work.books),
  };
}

/** What a refusal of the database means for a row; null for anything that is no fault of a row. */
function problemOf(dataset: EditableDataset, error: unknown): ConstraintMessage | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  // Class 23: integrity constraints, 22: values that a column cannot take.
  if (code === undefined || !/^2[23]/.test(code) || constraint === `${dataset.table}_pkey`) return null;
  const known = dataset.constraints?.[constraint ?? ''];
  if (known) return known;
  if (code === '23505' && dataset.codeField !== null) {
    const message = 'somebody has just used this code; choose another one';
    return { field: dataset.codeField, code: 'value.duplicate_code', message };
  }
  if (code === '23503') {
    return {
      field: null,
      code: 'value.unknown_code',
      message: 'a row that this one names is not there any more; refresh',
    };
  }
  const message = `the database cannot take this row (${constraint ?? code}); refresh, and check its values`;
  return { field: null, code: 'sync.row_not_storable', message };
}
