/** Where rows stand in a sheet and what people call them, for lists of problems. */
import { ID_COLUMN } from '../../datasets/layout.ts';
import type { Dataset } from '../../datasets/types.ts';
import type { CellValue, WorkbookPort } from '../../workbook/port.ts';

export interface Place {
  /** Row of the table, from 0. */
  row: number;
  /** The first filled of its first two cells. */
  label: string;
}

/** Rows of a sheet by id and by position, read once. */
export class Places {
  private readonly rows: Place[];
  private readonly byId = new Map<string, Place>();

  private constructor(rows: readonly CellValue[][]) {
    this.rows = rows.map((cells, row) => ({ row, label: labelOf(cells.slice(1)) }));
    rows.forEach(([id], row) => {
      if (typeof id === 'string' && !this.byId.has(id)) this.byId.set(id, this.rows[row] as Place);
    });
  }

  static async read(workbook: WorkbookPort, sheet: string, dataset: Dataset): Promise<Places> {
    const columns = [ID_COLUMN, ...dataset.columns.slice(0, 2).map((c) => c.id)];
    return new Places((await workbook.read(sheet, { columns })).rows);
  }

  ofId(id: string): Place | null {
    return this.byId.get(id) ?? null;
  }

  ofRow(row: number): Place | null {
    return this.rows[row] ?? null;
  }
}

function labelOf(cells: readonly CellValue[]): string {
  const filled = cells.find((cell) => cell !== null && typeof cell !== 'object');
  return filled === undefined ? '' : String(filled);
}

/** The number of a table's row as the sheet counts it: from 1, below the heading. */
export function sheetRowNumber(row: number): number {
  return row + 2;
}
