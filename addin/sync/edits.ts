/** Reading a sheet together with what was edited in it, and giving new rows their ids. */
import { ID_COLUMN, VERSION_COLUMN } from '../datasets/layout.ts';
import type { CellValue, CellWrite, TableContent } from '../workbook/port.ts';
import { rowsById } from './apply.ts';
import type { OpenedSheet, SyncContext } from './context.ts';
import { type Diff, diffTable } from './diff.ts';
import { newId } from './ids.ts';
import { SyncError } from './issues.ts';

export interface Edits {
  table: TableContent;
  diff: Diff;
}

/**
 * Reads and compares the sheet, and gives rows that are new (typed, pasted or copied) an id of their own, so that from here
 * on every row can be named wherever it is sorted to.
 * @param chosen only these table rows count as edited
 * @param formulas also read which cells are formulas
 * @throws SyncError `sheet.keeps_changing`
 */
export async function readEdits(
  ctx: SyncContext,
  opened: OpenedSheet,
  { chosen, formulas }: { chosen?: readonly number[] | undefined; formulas?: boolean } = {},
): Promise<Edits> {
  const { dataset, state } = opened;
  const rows = chosen && new Set(chosen);
  // Rows are named by their number until they have an id, so a sheet that moves meanwhile must be read again.
  for (let attempt = 0; attempt < 3; attempt++) {
    const table = await ctx.workbook.read(state.sheet, { formulas });
    const diff = diffTable(dataset, table, state.base, ctx.checks(dataset), state.known);
    // Copies that were not chosen get ids as well: they must not be taken for their originals, which may have been chosen.
    if (!(await giveIds(ctx, opened, table, diff))) continue;
    if (rows) {
      diff.added = diff.added.filter((row) => rows.has(row.row));
      diff.changed = diff.changed.filter((row) => rows.has(row.row));
    }
    for (const { id, row } of [...diff.added, ...diff.changed]) opened.places.set(id as string, row);
    return { table, diff };
  }
  throw new SyncError('sheet.keeps_changing', 'the sheet changed while it was being read');
}

/**
 * The table as it stands, to write to rows by their ids: copied rows get ids of their own first, so that none is taken for
 * its original. A computed sheet is only read.
 * @throws SyncError `sheet.keeps_changing`
 */
export async function readNamed(
  ctx: SyncContext,
  opened: OpenedSheet,
  options: { formulas?: boolean } = {},
): Promise<TableContent> {
  if (opened.dataset.editable) return (await readEdits(ctx, opened, options)).table;
  return ctx.workbook.read(opened.state.sheet, options);
}

/** Some rows of the table, by the order of their ids in it. */
export interface NamedRows {
  table: TableContent;
  /** Row of `table` by id; ids that the sheet doesn't show are missing. */
  rowOf: ReadonlyMap<string, number>;
}

/**
 * The rows with these ids, to write to them. One look at all ids tells where they stand; only when a row cannot be told from
 * its copy in this way, or may have got its id elsewhere, is the whole table compared, and copies get ids of their own.
 * @throws SyncError `sheet.id_column_missing`, `sheet.keeps_changing`
 */
export async function readRows(ctx: SyncContext, opened: OpenedSheet, wanted: ReadonlySet<string>): Promise<NamedRows> {
  const { sheet, base } = opened.state;
  const ids = await ctx.workbook.read(sheet, { columns: [ID_COLUMN] });
  const places = ids.missing.length > 0 ? null : placesOf(ids, wanted);
  if (places && [...places.keys()].every((id) => base.has(id))) {
    const rowOf = new Map([...places.keys()].map((id, row) => [id, row]));
    const table = await ctx.workbook.read(sheet, { rows: [...places.values()], formulas: true });
    const at = table.columns.indexOf(ID_COLUMN);
    // A sheet that was sorted between the two reads is read as a whole.
    if ([...rowOf].every(([id, row]) => table.rows[row]?.[at] === id)) {
      for (const [id, row] of places) opened.places.set(id, row);
      return { table, rowOf };
    }
  }
  const table = await readNamed(ctx, opened, { formulas: true });
  const rowOf = rowsById(table);
  for (const [id, row] of rowOf) if (wanted.has(id)) opened.places.set(id, row);
  return { table, rowOf };
}

/** Where these ids stand; null when one stands there twice. */
function placesOf({ rows }: TableContent, wanted: ReadonlySet<string>): Map<string, number> | null {
  const places = new Map<string, number>();
  for (let row = 0; row < rows.length; row++) {
    const id = rows[row]?.[0];
    if (typeof id !== 'string' || !wanted.has(id)) continue;
    if (places.has(id)) return null;
    places.set(id, row);
  }
  return places;
}

/** Writes ids into new rows and takes them from emptied ones, when the sheet still stands as it was read. */
async function giveIds(ctx: SyncContext, opened: OpenedSheet, table: TableContent, diff: Diff): Promise<boolean> {
  const nameless = diff.added.filter((row) => row.id === null);
  if (nameless.length + diff.strays.length === 0) return true;
  const columns = [ID_COLUMN, ...opened.dataset.columns.slice(0, 2).map((c) => c.id)];
  const now = await ctx.workbook.read(opened.state.sheet, { columns });
  if (!standsAsRead(table, now)) return false;
  const [idAt, versionAt] = [ID_COLUMN, VERSION_COLUMN].map((id) => table.columns.indexOf(id)) as [number, number];
  const cells = nameless.flatMap((row): CellWrite[] => {
    row.id = newId();
    const read = table.rows[row.row] ?? [];
    read[idAt] = row.id;
    read[versionAt] = null;
    return [
      { row: row.row, column: ID_COLUMN, value: row.id },
      { row: row.row, column: VERSION_COLUMN, value: null },
    ];
  });
  for (const row of diff.strays) {
    (table.rows[row] as CellValue[])[idAt] = null;
    cells.push({ row, column: ID_COLUMN, value: null });
  }
  await ctx.workbook.change(opened.state.sheet, { cells });
  return true;
}

function standsAsRead(before: TableContent, now: TableContent): boolean {
  if (before.rows.length !== now.rows.length) return false;
  const at = now.columns.map((id) => before.columns.indexOf(id));
  return now.rows.every((cells, row) =>
    cells.every((cell, c) => cell === before.rows[row]?.[at[c] as number] || typeof cell === 'object'),
  );
}
