import { STATE_ENTRY_LIMIT, WorkbookError } from '../port.ts';
import { bytesOf, cutRows, Sender, TARGET_BYTES, toExcel } from './payload.ts';
import type { Context } from './session.ts';

/** The very hidden sheet of key, size in bytes, and text. It travels with the file and asks for no setting's limits. */
const SHEET = '_suanpan';
const TEXT = { numberFormat: '@' };

/** Entries of the product's own, beside those of the port. */
export const LAYOUT_PREFIX = 'layout:';
export const ENTRY_PREFIX = 'entry:';

/** Which entry stands in which row of the state sheet, and how many bytes it has. */
export interface StateIndex {
  exists: boolean;
  rows: Map<string, { row: number; bytes: number }>;
  /** Rows emptied by removed entries, and the first row below all. */
  free: number[];
  end: number;
}

/** Asks for the index; it is there after the next sync. */
export function askState(context: Context): () => StateIndex {
  const sheet = context.workbook.worksheets.getItemOrNullObject(SHEET);
  const used = sheet.getRange('A:B').getUsedRangeOrNullObject(true);
  sheet.load('name');
  used.load('rowIndex,values');
  return () => {
    const index: StateIndex = { exists: !sheet.isNullObject, rows: new Map(), free: [], end: 0 };
    if (!index.exists || used.isNullObject) return index;
    for (let row = 0; row < used.rowIndex; row++) index.free.push(row);
    used.values.forEach(([key, bytes], offset) => {
      const row = used.rowIndex + offset;
      if (typeof key === 'string' && key !== '') index.rows.set(key, { row, bytes: Number(bytes) || TARGET_BYTES });
      else index.free.push(row);
    });
    index.end = used.rowIndex + used.values.length;
    return index;
  };
}

/** The texts of all entries whose key starts with the prefix, keys without it. */
export async function readEntries(context: Context, index: StateIndex, prefix: string): Promise<Map<string, string>> {
  const wanted = [...index.rows]
    .filter(([key]) => key.startsWith(prefix))
    .toSorted(([, a], [, b]) => a.row - b.row)
    .map(([key, entry]) => ({ key, ...entry }));
  const found = new Map<string, string>();
  for (let from = 0; from < wanted.length; ) {
    let to = from;
    for (let bytes = 0; to < wanted.length; to++) {
      bytes += (wanted[to]?.bytes ?? 0) + 300;
      if (to > from && bytes > TARGET_BYTES) break;
    }
    for (const [key, text] of await readCells(context, wanted.slice(from, to)))
      found.set(key.slice(prefix.length), text);
    from = to;
  }
  return found;
}

async function readCells(
  context: Context,
  wanted: readonly { key: string; row: number }[],
): Promise<[string, string][]> {
  const sheet = context.workbook.worksheets.getItem(SHEET);
  const pieces = runs(wanted).map((keys) => ({
    keys,
    range: sheet.getRangeByIndexes(keys[0]?.row ?? 0, 2, keys.length, 1).load('values'),
  }));
  await context.sync();
  return pieces.flatMap(({ keys, range }) =>
    keys.map(({ key }, i): [string, string] => [key, String(range.values[i]?.[0] ?? '')]),
  );
}

/** Neighbours together. The rows must ascend. */
function runs<T extends { row: number }>(entries: readonly T[]): T[][] {
  const found: T[][] = [];
  for (const entry of entries) {
    const last = found.at(-1);
    if (last !== undefined && (last.at(-1)?.row ?? -2) + 1 === entry.row) last.push(entry);
    else found.push([entry]);
  }
  return found;
}

/** Writes, replaces and (null) removes entries; they are in the workbook when this resolves. */
export async function writeEntries(
  context: Context,
  index: StateIndex,
  prefix: string,
  entries: ReadonlyMap<string, string | null>,
): Promise<void> {
  for (const [key, text] of entries) {
    if ((text?.length ?? 0) <= STATE_ENTRY_LIMIT) continue;
    throw new WorkbookError('workbook.too_large', `The entry ${key} is longer than a cell.`);
  }
  const lines = place(index, prefix, entries);
  if (lines.length === 0) return;
  const sheet = index.exists ? context.workbook.worksheets.getItem(SHEET) : addStateSheet(context);
  const sender = new Sender(context, lines.length);
  for (const run of runs(lines)) {
    let from = 0;
    for (const to of cutRows(run.map((line) => line.cells))) {
      const cells = run.slice(from, to).map((line) => line.cells);
      const row = run[from]?.row ?? 0;
      await sender.add(
        cells.reduce((sum, one) => sum + bytesOf(one), 0),
        cells.length,
        () => {
          sheet.getRangeByIndexes(row, 0, cells.length, 3).untrack().values = cells;
        },
      );
      from = to;
    }
  }
  await sender.flush();
}

interface Line {
  row: number;
  cells: unknown[];
}

function place(index: StateIndex, prefix: string, entries: ReadonlyMap<string, string | null>): Line[] {
  const free = index.free.toReversed();
  let { end } = index;
  const lines: Line[] = [];
  for (const [key, text] of entries) {
    const known = index.rows.get(prefix + key);
    if (text === null) {
      if (known !== undefined) lines.push({ row: known.row, cells: ['', '', ''] });
    } else {
      const row = known?.row ?? free.pop() ?? end++;
      lines.push({ row, cells: [toExcel(prefix + key, TEXT), bytesOf([text]), toExcel(text, TEXT)] });
    }
  }
  return lines.toSorted((a, b) => a.row - b.row);
}

function addStateSheet(context: Context): Excel.Worksheet {
  const sheet = context.workbook.worksheets.add(SHEET);
  setFormat(sheet.getRange('A:A'), '@');
  setFormat(sheet.getRange('C:C'), '@');
  sheet.visibility = 'VeryHidden';
  return sheet;
}

/** One number format for all cells of a range: Excel takes a single value for that, its types know only matrices. */
export function setFormat(range: Excel.Range, numberFormat: string): void {
  (range as unknown as { numberFormat: string }).numberFormat = numberFormat;
}
