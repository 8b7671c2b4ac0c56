/**
 * Writing to a sheet that a person is working in. Rows are named by id; their place is looked up at the last moment, and a
 * cell is only overwritten while it still shows what the writer believes.
 */
import { ID_COLUMN } from '../datasets/layout.ts';
import type { CellInput, CellValue, CellWrite, Mark, TableContent, WorkbookPort } from '../workbook/port.ts';

export interface RowEdit {
  id: string;
  /** Product's own columns (status, version, …): written whatever they hold. */
  set?: Record<string, CellInput> | undefined;
  /** Columns of the user: written only while they show `was` and hold no formula. */
  replace?: { column: string; was: CellValue; value: CellInput }[] | undefined;
  clearMarks?: boolean | undefined;
  /** Column id to reason. */
  marks?: Record<string, string> | undefined;
  remove?: boolean | undefined;
}

export interface SheetEdits {
  rows: RowEdit[];
  /** New rows below, cells in the order of the sheet's layout. */
  append?: CellInput[][] | undefined;
  clearAllMarks?: boolean | undefined;
}

/** Applies edits to the rows where they stand now; rows that are gone are passed over. */
export async function applyEdits(workbook: WorkbookPort, sheet: string, edits: SheetEdits): Promise<void> {
  if (edits.rows.length === 0 && !edits.append?.length && !edits.clearAllMarks) return;
  const guarded = new Set(edits.rows.flatMap((edit) => edit.replace?.map((r) => r.column) ?? []));
  const table = await workbook.read(sheet, { columns: [ID_COLUMN, ...guarded], formulas: guarded.size > 0 });
  const rowOf = rowsById(table);
  const cells: CellWrite[] = [];
  const marks: Mark[] = [];
  const clear: number[] = [];
  const remove: number[] = [];
  for (const edit of edits.rows) {
    const row = rowOf.get(edit.id);
    if (row === undefined) continue;
    if (edit.remove) remove.push(row);
    else {
      for (const [column, value] of Object.entries(edit.set ?? {})) cells.push({ row, column, value });
      for (const { column, was, value } of edit.replace ?? []) {
        if (stillShows(table, row, column, was)) cells.push({ row, column, value });
      }
      if (edit.clearMarks) clear.push(row);
      for (const [column, reason] of Object.entries(edit.marks ?? {})) marks.push({ row, column, reason });
    }
  }
  await workbook.change(sheet, {
    cells,
    clearMarks: edits.clearAllMarks ? 'all' : clear,
    marks,
    append: edits.append,
    remove,
  });
}

/** The first row of every id. */
export function rowsById(table: TableContent): Map<string, number> {
  const at = table.columns.indexOf(ID_COLUMN);
  const rowOf = new Map<string, number>();
  table.rows.forEach((cells, row) => {
    const id = cells[at];
    if (typeof id === 'string' && !rowOf.has(id)) rowOf.set(id, row);
  });
  return rowOf;
}

function stillShows(table: TableContent, row: number, column: string, was: CellValue): boolean {
  const at = table.columns.indexOf(column);
  if (table.formulas.has(row * table.columns.length + at)) return false;
  const now = table.rows[row]?.[at] ?? null;
  if (now === was) return true;
  return typeof now === 'object' && typeof was === 'object' && now?.error === was?.error;
}
