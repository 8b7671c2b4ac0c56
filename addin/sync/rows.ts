/**
 * Rows as the sync engine compares them. The base copy keeps what the sheet showed (cells, not wire strings): a cell that
 * was not touched is then found by one `===`, and the codec gives its wire value whenever that is needed.
 */
import type { Column, Dataset } from '../datasets/types.ts';
import type { CellInput, CellValue, Locale } from '../workbook/port.ts';
import { dateOfSerial, decodeCell, encodeCell } from '../workbook/values.ts';
import type { WireCells } from './api.ts';

export interface BaseRow {
  id: string;
  version: number;
  /** In the order of the dataset's columns. */
  cells: CellInput[];
}

/** A row of the server as the sheet shows it. */
export function encodeRow(dataset: Dataset, cells: WireCells, locale: Locale): CellInput[] {
  return dataset.columns.map((column) => encodeCell(column, cells[column.id] ?? null, locale));
}

/** The wire value of a cell that came from the server, whatever the scale of edits. */
export function wireOf(column: Column, cell: CellValue | undefined): string | null {
  const decoded = decodeCell(column, cell, column.wireScale ?? 40);
  if (decoded.ok) return decoded.value;
  return cell === null || cell === undefined ? null : typeof cell === 'object' ? cell.error : String(cell);
}

/** Whether two cells mean the same: `2.85` and text "2.850", a label in either language, a serial and its date. */
export function sameCell(column: Column, a: CellValue | undefined, b: CellValue | undefined): boolean {
  if (a === b || (a == null && b == null)) return true;
  if (isError(a) || isError(b)) return isError(a) && isError(b) && a.error === b.error;
  const left = decodeCell(column, a, column.wireScale ?? 40);
  const right = decodeCell(column, b, column.wireScale ?? 40);
  return left.ok && right.ok && left.value === right.value;
}

function isError(cell: CellValue | undefined): cell is { error: string } {
  return typeof cell === 'object' && cell !== null;
}

/** How a row is called where it is listed: its first two cells, dates as dates. */
export function rowLabel({ columns }: Dataset, cells: readonly (CellValue | undefined)[]): string {
  return columns
    .slice(0, 2)
    .map(({ kind }, c) => cellLabel(cells[c] ?? null, kind === 'date'))
    .filter(Boolean)
    .join(' · ');
}

function cellLabel(cell: CellValue, isDate: boolean): string {
  if (isDate && typeof cell === 'number') return dateOfSerial(cell) ?? String(cell);
  return cell === null ? '' : typeof cell === 'object' ? cell.error : String(cell);
}
