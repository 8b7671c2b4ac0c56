/**
 * Writing to a sheet that a person is working in. Rows are named by id; their place is looked up at the last moment, and a
 * cell is only overwritten while it still shows what the writer believes.
 */
import { ID_COLUMN } from '../datasets/layout.ts';
import {
  type CellInput,
  type CellValue,
  type CellWrite,
  MARKS_COLUMN,
  type Mark,
  type TableContent,
  type WorkbookPort,
} from '../workbook/port.ts';

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

/**
 * Where rows stood when they were last seen, by id. A hint only: users sort and insert as they like, so an id is looked at
 * before its row is written to.
 */
export type RowPlaces = Map<string, number>;

/**
 * Applies edits to the rows where they stand now; rows that are gone are passed over.
 * @param places saves reading the whole table as long as the rows stand there; brought up to date otherwise
 */
export async function applyEdits(
  workbook: WorkbookPort,
  sheet: string,
  edits: SheetEdits,
  places: RowPlaces = new Map(),
): Promise<void> {
  if (edits.rows.length === 0 && !edits.append?.length && !edits.clearAllMarks) return;
  const { table, rowOf } = await locate(workbook, sheet, edits.rows, places);
  const cells: CellWrite[] = [];
  const marks: Mark[] = [];
  const clear: number[] = [];
  const remove: number[] = [];
  for (const edit of edits.rows) {
    const at = rowOf.get(edit.id);
    if (at === undefined) continue;
    const shown = new ShownRow(table, at.index);
    const { row } = at;
    if (edit.remove) remove.push(row);
    else {
      for (const [column, value] of Object.entries(edit.set ?? {})) {
        if (value !== null || !shown.isEmpty(column)) cells.push({ row, column, value });
      }
      for (const { column, was, value } of edit.replace ?? []) {
        if (shown.stillShows(column, was)) cells.push({ row, column, value });
      }
      if (edit.clearMarks && !shown.isEmpty(MARKS_COLUMN)) clear.push(row);
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

/** A row of the table that was read, and where it stands in the sheet. */
interface Located {
  index: number;
  row: number;
}

/** Reads of the rows what their edits depend on: just these rows where they stood, or all when they stand elsewhere. */
async function locate(
  workbook: WorkbookPort,
  sheet: string,
  edits: readonly RowEdit[],
  places: RowPlaces,
): Promise<{ table: TableContent; rowOf: ReadonlyMap<string, Located> }> {
  const guarded = new Set(edits.flatMap((edit) => edit.replace?.map((r) => r.column) ?? []));
  const own = edits.flatMap((edit) => [...Object.keys(edit.set ?? {}), ...(edit.clearMarks ? [MARKS_COLUMN] : [])]);
  const columns = [...new Set([ID_COLUMN, ...guarded, ...own])];
  const options = { columns, formulas: guarded.size > 0 };
  const rows = edits.map((edit) => places.get(edit.id));
  if (rows.every((row) => row !== undefined)) {
    const table = await workbook.read(sheet, { ...options, rows });
    if (edits.every((edit, index) => table.rows[index]?.[0] === edit.id)) {
      return { table, rowOf: new Map(edits.map(({ id }, index) => [id, { index, row: rows[index] as number }])) };
    }
  }
  const table = await workbook.read(sheet, options);
  const rowOf = rowsById(table);
  for (const id of places.keys()) {
    const row = rowOf.get(id);
    if (row === undefined) places.delete(id);
    else places.set(id, row);
  }
  return { table, rowOf: new Map([...rowOf].map(([id, row]) => [id, { index: row, row }])) };
}

/** What a row showed when it was read. */
class ShownRow {
  private readonly table: TableContent;
  private readonly index: number;

  constructor(table: TableContent, index: number) {
    this.table = table;
    this.index = index;
  }

  /** A cell of the product's own that needs no emptying; no formula of a user's. */
  isEmpty(column: string): boolean {
    return column.startsWith('_') && this.cell(column) === null;
  }

  stillShows(column: string, was: CellValue): boolean {
    const { columns, formulas } = this.table;
    if (formulas.has(this.index * columns.length + columns.indexOf(column))) return false;
    const now = this.cell(column);
    if (now === was) return true;
    return typeof now === 'object' && typeof was === 'object' && now?.error === was?.error;
  }

  private cell(column: string): CellValue {
    return this.table.rows[this.index]?.[this.table.columns.indexOf(column)] ?? null;
  }
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
