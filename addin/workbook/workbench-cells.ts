/** Between the port's cells and Univer's cell data: types, formats, tints. Pure functions over plain objects. */
import type { ICellData, IDocumentData, IStyleData } from '@univerjs/core';
import type { CellInput, CellValue, ColumnLayout } from './port.ts';
import { serialOfDate } from './values.ts';

/** Univer's CellValueType, as numbers because its enum would pull the engine into every reader of this file. */
const STRING = 1;
const NUMBER = 2;
const BOOLEAN = 3;

const TINT = '#f3f2f1';
const MARK_FILL = '#fde7e9';
const MARK_TEXT = '#a4262c';

/** `#N/A` and its kin, as Univer shows the result of a formula that failed. */
const ERRORS = new Set([
  '#N/A',
  '#REF!',
  '#VALUE!',
  '#DIV/0!',
  '#NAME?',
  '#NUM!',
  '#NULL!',
  '#SPILL!',
  '#CALC!',
  '#ERROR!',
  '#CYCLE!',
  '#CONNECT!',
]);

/** Style that a column's cells have from the start. */
export function columnStyle(column: ColumnLayout): IStyleData {
  const style: IStyleData = { n: { pattern: column.numberFormat }, vt: 2 };
  if (column.readOnly) style.bg = { rgb: TINT };
  return style;
}

/** Fill and text colour come from the table's theme, which draws the filter buttons in it. */
export const HEADING_STYLE: IStyleData = {
  bl: 1,
  vt: 2,
  n: { pattern: '@' },
};

/** The part of a style that marks a cell as refused, or (not marked) gives it back its column's look. */
export function markStyle(column: ColumnLayout, marked: boolean): IStyleData {
  if (marked) return { bg: { rgb: MARK_FILL }, cl: { rgb: MARK_TEXT } };
  return { bg: column.readOnly ? { rgb: TINT } : null, cl: null };
}

/** Value, type and (when the cell needs another than its column) format of a cell; nothing of an old formula stays. */
export function writtenCell(column: ColumnLayout, value: CellInput): ICellData {
  const plain = { f: null, si: null, p: null };
  if (value === null || value === '') return { ...plain, v: null };
  if (typeof value === 'string') return { ...plain, v: value, t: STRING, s: { n: { pattern: '@' } } };
  const s = { n: { pattern: column.numberFormat } };
  if (typeof value === 'number') return { ...plain, v: value, t: NUMBER, s };
  return { ...plain, v: value ? 1 : 0, t: BOOLEAN, s };
}

/** A cell of a new snapshot, with its style by id. */
export function snapshotCell(value: CellInput, styleId: string, textStyleId: string): ICellData {
  if (value === null || value === '') return { s: styleId };
  if (typeof value === 'string') return { v: value, t: STRING, s: textStyleId };
  return typeof value === 'number' ? { v: value, t: NUMBER, s: styleId } : { v: value ? 1 : 0, t: BOOLEAN, s: styleId };
}

/** What a cell shows. Dates that stand as text are given as serials, so that a typed and a written date are the same. */
export function readCell(cell: ICellData | null | undefined, kind: ColumnLayout['cell']): CellValue {
  if (!cell) return null;
  const value = cell.p ? plainText(cell.p) : cell.v;
  const type: number | null = cell.t ?? null;
  if (value === null || value === undefined || value === '') return null;
  if (type === BOOLEAN || typeof value === 'boolean') return Boolean(value) && value !== 'FALSE';
  if (type === NUMBER && !cell.p) return Number(value);
  if (typeof value === 'number') return type === null ? value : String(value);
  if (isFormula(cell) && ERRORS.has(value)) return { error: value };
  return kind === 'date' ? (serialOfDate(value.trim()) ?? value) : value;
}

export function isFormula(cell: ICellData | null | undefined): boolean {
  return Boolean(cell?.f ?? cell?.si);
}

export function isEmpty(cell: ICellData | null | undefined): boolean {
  return !cell || (!cell.p && !isFormula(cell) && (cell.v === null || cell.v === undefined || cell.v === ''));
}

/** Text of a cell that was typed with line breaks or formats, which Univer keeps as a little document. */
function plainText(document: IDocumentData): string {
  const stream = document.body?.dataStream ?? '';
  return stream.replace(/\r\n$/, '').replace(/\r/g, '\n').replace(/\n+$/, '');
}
