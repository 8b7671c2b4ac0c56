import { HostError } from './host-error.ts';

/** A block of cells: zero-based top left corner and size. */
export interface Block {
  row: number;
  column: number;
  rows: number;
  columns: number;
}

export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** The letters of a zero-based column: 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Reads `Fees!$A$1:$C$9`, `A1`, `A:C` or `2:3`. The sheet's name is null where the address has none. */
export function parseAddress(address: string): { sheet: string | null; block: Block } {
  const cut = address.lastIndexOf('!');
  const sheet = cut < 0 ? null : unquote(address.slice(0, cut));
  const text = address.slice(cut + 1).replaceAll('$', '');
  const match = /^([A-Z]{1,3})?(\d{1,7})?(?::([A-Z]{1,3})?(\d{1,7})?)?$/.exec(text);
  if (match === null || text === '') throw new HostError('InvalidArgument', `The address ${address} cannot be read.`);
  const [, left, top, right = left, bottom = top] = match;
  const column = left === undefined ? 0 : columnOf(left);
  const row = top === undefined ? 0 : Number(top) - 1;
  return {
    sheet,
    block: {
      row,
      column,
      rows: bottom === undefined ? MAX_ROWS : Number(bottom) - row,
      columns: right === undefined ? MAX_COLUMNS : columnOf(right) - column + 1,
    },
  };
}

function unquote(name: string): string {
  return name.startsWith("'") ? name.slice(1, -1).replaceAll("''", "'") : name;
}

/** A1 notation of a block, with the sheet's name as Excel writes it. */
export function formatAddress(block: Block, sheet?: string): string {
  const first = `${columnLetters(block.column)}${block.row + 1}`;
  const last = `${columnLetters(block.column + block.columns - 1)}${block.row + block.rows}`;
  const cells = first === last ? first : `${first}:${last}`;
  if (sheet === undefined) return cells;
  return /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet) ? `${sheet}!${cells}` : `'${sheet.replaceAll("'", "''")}'!${cells}`;
}

/** What two blocks share, or null. */
export function intersect(a: Block, b: Block): Block | null {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : null;
}
