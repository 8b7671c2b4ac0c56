import type { CellInput, ColumnLayout } from '../port.ts';
import { bytesOf, cutRows, type Sender, toExcel } from './payload.ts';
import { MAX_ROWS } from './tables.ts';

/** All that writing has to know of a column. */
type Formatted = Pick<ColumnLayout, 'numberFormat'>;

/** Where rows go: the columns of the layout by their position in the worksheet, missing ones left out. */
export interface Target<C extends Formatted = ColumnLayout> {
  sheet: Excel.Worksheet;
  /** First row to write. */
  top: number;
  left: number;
  width: number;
  columns: readonly { column: C; from: number; at: number }[];
}

/**
 * Writes whole rows, a piece per request where they are many. Columns of the user's own between ours are left alone.
 *
 * @param after told after each piece how many rows stand now; its actions go with that piece
 */
export async function writeRows(
  sender: Sender,
  target: Target<Formatted>,
  rows: readonly (readonly CellInput[])[],
  after: (written: number) => void = () => undefined,
): Promise<void> {
  const full = target.columns.length === target.width;
  const empty = full ? '' : null;
  let done = 0;
  for (let from = 0; from < rows.length; ) {
    // Rows are translated a bundle at a time, so that 100,000 of them are never in memory twice.
    const bundle = rows.slice(from, from + 2_000).map((row) => {
      const line: unknown[] = Array.from({ length: target.width }, () => empty);
      for (const { column, from: source, at } of target.columns) line[at - target.left] = toExcel(row[source], column);
      return line;
    });
    let start = 0;
    for (const end of cutRows(bundle)) {
      const piece = bundle.slice(start, end);
      const row = target.top + done;
      done += piece.length;
      const written = done;
      await sender.add(
        piece.reduce((sum, line) => sum + bytesOf(line), 0),
        piece.length,
        () => {
          target.sheet.getRangeByIndexes(row, target.left, piece.length, target.width).untrack().values = piece;
          after(written);
        },
      );
      start = end;
    }
    from += bundle.length;
  }
}

/** Cells of one column, by row of the worksheet. */
export type ColumnWrites = ReadonlyMap<number, CellInput>;

/** How many untouched cells a block may run over: bridging them is cheaper than a block of its own. */
const BRIDGE = 24;
const BLOCK_ROWS = 2_000;

/** Writes scattered cells of one column as few blocks; `null` in a block leaves a cell as it is. */
export async function writeColumn(
  sender: Sender,
  sheet: Excel.Worksheet,
  at: number,
  column: ColumnLayout,
  writes: ColumnWrites,
): Promise<void> {
  const rows = [...writes.keys()].toSorted((a, b) => a - b);
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    const first = rows[from] ?? 0;
    while (to < rows.length && (rows[to] ?? 0) - (rows[to - 1] ?? 0) <= BRIDGE && (rows[to] ?? 0) - first < BLOCK_ROWS)
      to++;
    const last = rows[to - 1] ?? first;
    await writeBlock(sender, sheet, at, column, { first, last }, writes);
    from = to;
  }
}

async function writeBlock(
  sender: Sender,
  sheet: Excel.Worksheet,
  at: number,
  column: ColumnLayout,
  { first, last }: { first: number; last: number },
  writes: ColumnWrites,
): Promise<void> {
  const values: unknown[][] = [];
  const formats: (string | null)[][] = [];
  for (let row = first; row <= last; row++) {
    const written = writes.has(row);
    values.push([written ? toExcel(writes.get(row), column) : null]);
    formats.push([written ? column.numberFormat : null]);
  }
  let start = 0;
  for (const end of cutRows(values)) {
    const [piece, format] = [values.slice(start, end), formats.slice(start, end)];
    const row = first + start;
    const touched = format.filter(([one]) => one !== null).length;
    await sender.add(
      piece.reduce((sum, line) => sum + 2 * bytesOf(line), 0),
      touched,
      () => {
        const range = sheet.getRangeByIndexes(row, at, piece.length, 1).untrack();
        // A cell that somebody pasted over may have another format, and would turn text into a number.
        range.numberFormat = format;
        range.values = piece;
      },
    );
    start = end;
  }
}

/** Moves what stands below a table down, when it is in the way of new rows. */
export function makeRoom(sheet: Excel.Worksheet, top: number, left: number, width: number, rows: number): void {
  sheet.getRangeByIndexes(top, left, rows, width).untrack().insert('Down');
}

/** The cells below a table, to ask whether anything stands there. */
export function below(sheet: Excel.Worksheet, top: number, left: number, width: number, rows: number): Excel.Range {
  return sheet.getRangeByIndexes(top, left, Math.min(rows, MAX_ROWS - top), width).getUsedRangeOrNullObject(true);
}
