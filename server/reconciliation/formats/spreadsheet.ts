/**
 * Excel workbooks (.xlsx, .xls) as rows of texts. A number in a workbook is a binary double; its first fifteen digits are
 * what Excel shows and what the bank wrote, so they are taken as text here, and nothing is ever calculated with it.
 */
import { read, utils, type WorkBook } from '@e965/xlsx';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain } from '../../kernel/money.ts';

export interface SheetRow {
  /** row of the sheet, counted from 1 */
  line: number;
  cells: string[];
}

/** @throws Refusal `statement.workbook_unreadable`, `statement.empty_file` */
export function workbookRows(bytes: Uint8Array): SheetRow[] {
  const workbook = open(bytes);
  for (const name of workbook.SheetNames) {
    const sheet = workbook.Sheets[name];
    if (!sheet) continue;
    const rows = utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true, defval: null, blankrows: true });
    const start = sheet['!ref'] ? utils.decode_range(sheet['!ref']).s.r : 0;
    const filled = rows
      .map((cells, i) => ({ line: start + i + 1, cells: cells.map(cellText) }))
      .filter(({ cells }) => cells.some((cell) => cell !== ''));
    if (filled.length > 0) return filled;
  }
  throw new Refusal('statement.empty_file', 'The workbook is empty; export it again.');
}

function open(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, { type: 'buffer', cellDates: true, UTC: true });
  } catch (error) {
    const message = `The workbook cannot be read (${(error as Error).message}); open it in Excel, save it again, and try once more.`;
    throw new Refusal('statement.workbook_unreadable', message);
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return plain(new Decimal(cell.toPrecision(15)));
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace('T', ' ');
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
