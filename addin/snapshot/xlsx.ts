/** Plain cells as an Excel file. Loaded only when somebody asks for one: the library is large. */
import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import type { CellInput, PlainRowKind, PlainSheet } from '../workbook/port.ts';

/** What the file says of itself. */
export interface FileFacts {
  company: string;
  author: string;
}

/**
 * The bytes of a file with this one sheet. Text is stored as text whatever it begins with, numbers as the doubles that cells
 * hold; there are no formulas.
 */
export function xlsxOf(plain: PlainSheet, { company, author }: FileFacts): ArrayBuffer {
  const sheet: WorkSheet = {
    '!type': 'sheet',
    '!data': plain.rows.map((row) => lineOf(row, plain)),
    '!ref': utils.encode_range({
      s: { r: 0, c: 0 },
      e: { r: Math.max(0, plain.rows.length - 1), c: Math.max(0, plain.columns.length - 1) },
    }),
    '!cols': plain.columns.map(({ width }) => ({ wch: width })),
    // Without a password: it keeps from changing by accident, and can still be sorted and filtered.
    '!protect': { autoFilter: false, sort: false, formatColumns: false },
  };
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, plain.title);
  book.Props = { Title: plain.title, Company: company, Author: author };
  return write(book, { type: 'array', bookType: 'xlsx', bookSST: true, compression: true }) as ArrayBuffer;
}

/** The cells of a row by their places; empty ones are left out. */
function lineOf({ kind, cells }: PlainSheet['rows'][number], plain: PlainSheet): CellObject[] {
  const line: CellObject[] = [];
  cells.forEach((value, column) => {
    const cell = cellOf(kind, plain, column, value);
    if (cell) line[column] = cell;
  });
  return line;
}

function cellOf(kind: PlainRowKind, { columns }: PlainSheet, at: number, value: CellInput): CellObject | undefined {
  if (value === null || value === '') return undefined;
  const z = kind === 'body' || kind === 'total' ? (columns[at]?.numberFormat ?? 'General') : '@';
  if (typeof value === 'number') return { t: 'n', v: value, z };
  return typeof value === 'boolean' ? { t: 'b', v: value } : { t: 's', v: value, z: '@' };
}
