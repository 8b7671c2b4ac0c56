import { type SheetLayout, WorkbookError } from '../port.ts';
import type { Context } from './session.ts';

const PREFIX = 'Suanpan_';
export const MAX_ROWS = 1_048_576;

/** The name of the table that a bound sheet is: it stays when the tab is renamed or moved. */
export function tableName(sheet: string): string {
  return `${PREFIX}${sheet}`;
}

/** The bound sheet's id behind a table's name, or null for a table of the user's own. */
export function sheetOf(table: string): string | null {
  return table.startsWith(PREFIX) ? table.slice(PREFIX.length) : null;
}

/** Where a table is now. Rows and columns are zero-based positions in its worksheet. */
export interface TablePlace {
  table: Excel.Table;
  sheet: Excel.Worksheet;
  sheetId: string;
  title: string;
  headings: string[];
  /** First body row and first column. */
  top: number;
  left: number;
  bodyRows: number;
  /** Body rows down to the last one with content. */
  contentRows: number;
  showTotals: boolean;
}

/**
 * Asks where a table is; the answer is there after the next sync.
 *
 * @returns a function that reads it, null when there is no such table
 */
export function askTable(context: Context, id: string): () => TablePlace | null {
  const table = context.workbook.tables.getItemOrNullObject(tableName(id));
  const { columns, worksheet } = table;
  const body = table.getDataBodyRange();
  const used = body.getUsedRangeOrNullObject(true);
  table.load('showTotals');
  columns.load('items/name');
  worksheet.load('id,name');
  body.load('rowIndex,columnIndex,rowCount');
  used.load('rowIndex,rowCount');
  return () => {
    if (table.isNullObject) return null;
    return {
      table,
      sheet: worksheet,
      sheetId: worksheet.id,
      title: worksheet.name,
      headings: columns.items.map((column) => column.name),
      top: body.rowIndex,
      left: body.columnIndex,
      bodyRows: body.rowCount,
      contentRows: used.isNullObject ? 0 : used.rowIndex + used.rowCount - body.rowIndex,
      showTotals: table.showTotals,
    };
  };
}

/** @throws WorkbookError `workbook.sheet_missing` */
export function present(place: TablePlace | null, id: string): TablePlace {
  if (place !== null) return place;
  throw new WorkbookError('workbook.sheet_missing', `There is no sheet ${id} in this workbook. Open it again.`);
}

/** The position in the worksheet of each column of the layout, by id; columns whose heading is gone are missing. */
export function positions(place: TablePlace, layout: SheetLayout): Map<string, number> {
  const byHeading = new Map(place.headings.map((heading, index) => [heading, place.left + index]));
  const found = new Map<string, number>();
  for (const column of layout.columns) {
    const at = byHeading.get(column.heading);
    if (at !== undefined) found.set(column.id, at);
  }
  return found;
}
