/**
 * Tables in the CSV-like files of payment channels: a preamble, a header, rows, a summary. They are no clean CSV: values
 * begin with a backtick or end with a tab so that a spreadsheet keeps their digits, goods hold commas without quotes,
 * header cells carry their unit in full-width brackets.
 */
import { parse } from 'csv-parse/sync';
import { Refusal } from '../../kernel/errors.ts';

export interface CsvRow {
  /** line of the file, counted from 1 */
  line: number;
  /** values without backtick and outer spaces */
  cells: string[];
  /** the cells began with backticks */
  ticked: boolean;
}

const MAX_QUOTED_LINES = 20;

/** Reads all rows that hold something. A quoted value may run over several lines. */
export function readRows(text: string): CsvRow[] {
  const lines = text.split(/\r\n|\r|\n/);
  const rows: CsvRow[] = [];
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as string;
    if (line.trim() === '') continue;
    const { cells, used } = splitLine(lines, i);
    rows.push({ line: i + 1, cells: cells.map(cleanCell), ticked: line.startsWith('`') });
    i += used - 1;
  }
  return rows.filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** The cells of the row that begins at a line, and how many lines it takes. */
function splitLine(lines: readonly string[], at: number): { cells: string[]; used: number } {
  const line = lines[at] as string;
  // `,\`` cannot stand in goods or names, a comma alone can.
  if (line.startsWith('`')) return splitTicked(lines, at);
  if (!line.includes('"')) return { cells: line.split(','), used: 1 };
  for (let used = 1; used <= MAX_QUOTED_LINES && at + used <= lines.length; used += 1) {
    const cells = splitQuoted(lines.slice(at, at + used).join('\n'));
    if (cells) return { cells, used };
  }
  // A quote that never closes is part of the goods' name.
  return { cells: line.split(','), used: 1 };
}

/** A line without a backtick at its begin, but with some inside, goes on with a value that holds a line break. */
function splitTicked(lines: readonly string[], at: number): { cells: string[]; used: number } {
  let used = 1;
  while (at + used < lines.length && /^[^`].*,\s*`/.test(lines[at + used] as string)) used += 1;
  const text = lines.slice(at, at + used).join(' ');
  return { cells: text.split(/\s*,\s*`/), used };
}

function splitQuoted(text: string): string[] | null {
  try {
    const rows = parse(text, { relax_quotes: true, relax_column_count: true });
    return rows.length === 1 ? (rows[0] as string[]) : null;
  } catch {
    return null;
  }
}

function cleanCell(cell: string): string {
  return cell.trim().replace(/^[`']/, '').trim();
}

/** A header cell without its unit and with half-width brackets: `收支金额（元）` → `收支金额`. */
export function headerName(cell: string): string {
  return cell
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replace(/\([+-]?元\)/g, '')
    .replace(/[\s`"']/g, '');
}

/** A table's header: where each column stands. */
export interface Header {
  line: number;
  names: string[];
  has(...names: string[]): boolean;
  /** the value of the first of these columns that the table has, else '' */
  value(row: CsvRow, ...names: string[]): string;
}

export function readHeader(row: CsvRow): Header {
  const names = row.cells.map(headerName);
  while (names.at(-1) === '') names.pop();
  return {
    line: row.line,
    names,
    has: (...wanted) => wanted.every((name) => names.includes(name)),
    value: (of, ...wanted) => {
      const name = wanted.find((candidate) => names.includes(candidate));
      return name === undefined ? '' : (of.cells[names.indexOf(name)] ?? '');
    },
  };
}

/** Which columns hold free text (where stray commas come from) and how to see that a row fits its header. */
export interface RowShape {
  textColumns: readonly string[];
  fits(row: CsvRow): boolean;
}

/**
 * A row with exactly the header's columns. Empty cells at the end are dropped; surplus cells that come from commas in a
 * free text are put together again where only that makes the row fit.
 * @throws Refusal `statement.cut_row` for too few cells, `statement.lost_line_breaks` for two rows in one line,
 *   `statement.row_invalid` for surplus cells that fit nowhere
 */
export function alignRow(header: Header, row: CsvRow, shape: RowShape): CsvRow {
  const width = header.names.length;
  if (row.cells.some((cell) => /`\d{4}-\d\d-\d\d/.test(cell))) throw lostLineBreaks(row.line);
  if (row.cells.length < width) {
    throw new Refusal(
      'statement.cut_row',
      `The row has ${row.cells.length} of ${width} columns: the file was cut or edited. Fetch it again.`,
      { line: row.line },
    );
  }
  const shortened = { ...row, cells: row.cells.slice(0, width) };
  const nothingMore = row.cells.slice(width).every((cell) => cell === '');
  if (nothingMore && (row.cells.length === width || shape.fits(shortened))) return shortened;
  if (row.cells.length >= width * 2 - 1) throw lostLineBreaks(row.line);
  const surplus = row.cells.length - width;
  for (const name of shape.textColumns) {
    const at = header.names.indexOf(name);
    if (at < 0) continue;
    const merged = row.cells.slice(at, at + surplus + 1).join(',');
    const candidate = { ...row, cells: [...row.cells.slice(0, at), merged, ...row.cells.slice(at + surplus + 1)] };
    if (shape.fits(candidate)) return candidate;
  }
  // Nothing fits, so a value is wrong: the reader of the row says which.
  if (nothingMore) return shortened;
  throw new Refusal(
    'statement.row_invalid',
    `The row has ${row.cells.length} columns, its header ${width}, and the surplus fits nowhere.`,
    { line: row.line },
  );
}

export function lostLineBreaks(line: number): Refusal {
  return new Refusal(
    'statement.lost_line_breaks',
    'Rows stand in one line: the line breaks were lost on the way. Fetch the file again.',
    { line },
  );
}

/** Identifiers that a spreadsheet turned into `4.2E+27` can no longer be told apart. */
export function isMangledNumber(text: string): boolean {
  return /^\d(\.\d+)?E\+\d+$/i.test(text);
}
