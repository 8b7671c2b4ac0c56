import { cutRows, Sender, toExcel } from './payload.ts';
import type { Context } from './session.ts';
import { setFormat } from './state.ts';
import { MAX_ROWS } from './tables.ts';

/** The very hidden sheet of drop-down values: a list typed into the rule itself ends at 255 characters. */
const SHEET = '_suanpan_lists';
const TEXT = { numberFormat: '@' };

/** The workbook's name for a list, to which the rules of columns refer. */
export function listName(list: string): string {
  return `Suanpan_list_${list}`;
}

interface ListIndex {
  exists: boolean;
  columns: Map<string, number>;
  /** The workbook's names; a user may have deleted one of ours. */
  names: Set<string>;
  end: number;
}

/** Asks which lists there are; the answer is there after the next sync. */
export function askLists(context: Context): () => ListIndex {
  const sheet = context.workbook.worksheets.getItemOrNullObject(SHEET);
  const used = sheet.getRange('1:1').getUsedRangeOrNullObject(true);
  const { names } = context.workbook;
  names.load('items/name');
  sheet.load('name');
  used.load('columnIndex,values');
  return () => {
    const index: ListIndex = { exists: !sheet.isNullObject, columns: new Map(), names: new Set(), end: 0 };
    for (const { name } of names.items) index.names.add(name);
    if (!index.exists || used.isNullObject) return index;
    const headings = used.values[0] ?? [];
    headings.forEach((name, offset) => index.columns.set(String(name), used.columnIndex + offset));
    index.end = used.columnIndex + headings.length;
    return index;
  };
}

/** Replaces these lists and keeps the others. Rules that refer to them by name follow by themselves. */
export async function writeLists(
  context: Context,
  index: ListIndex,
  lists: Readonly<Record<string, readonly string[]>>,
): Promise<void> {
  const names = Object.keys(lists);
  if (names.length === 0) return;
  const sheet = index.exists ? context.workbook.worksheets.getItem(SHEET) : addListSheet(context);
  const sender = new Sender(context, names.length);
  for (const name of names) {
    const known = index.columns.get(name);
    const column = known ?? index.end++;
    await writeList(sender, sheet, column, name, lists[name] ?? [], known !== undefined);
    const formula = `='${SHEET}'!${reference(column, Math.max(lists[name]?.length ?? 0, 1))}`;
    await sender.add(0, 0, () => {
      const { names: there } = context.workbook;
      if (index.names.has(listName(name))) there.getItem(listName(name)).formula = formula;
      else there.add(listName(name), formula).visible = false;
    });
    index.columns.set(name, column);
    index.names.add(listName(name));
  }
  await sender.flush();
  index.exists = true;
}

async function writeList(
  sender: Sender,
  sheet: Excel.Worksheet,
  column: number,
  name: string,
  values: readonly string[],
  replaces: boolean,
): Promise<void> {
  if (replaces) {
    await sender.add(0, 0, () =>
      sheet
        .getRangeByIndexes(1, column, MAX_ROWS - 1, 1)
        .untrack()
        .clear('Contents'),
    );
  }
  const cells = [name, ...values].map((value) => [toExcel(value, TEXT)]);
  let from = 0;
  for (const to of cutRows(cells)) {
    const piece = cells.slice(from, to);
    const row = from;
    await sender.add(
      piece.reduce((sum, [cell]) => sum + String(cell).length * 3 + 6, 0),
      0,
      () => {
        sheet.getRangeByIndexes(row, column, piece.length, 1).untrack().values = piece;
      },
    );
    from = to;
  }
}

/** Adds an empty list for every name that is not there yet: Excel refuses a rule that refers to nothing. */
export async function ensureLists(context: Context, index: ListIndex, names: readonly string[]): Promise<void> {
  const missing = names.filter((name) => !index.columns.has(name) || !index.names.has(listName(name)));
  await writeLists(context, index, Object.fromEntries(missing.map((name) => [name, []])));
}

function addListSheet(context: Context): Excel.Worksheet {
  const sheet = context.workbook.worksheets.add(SHEET);
  setFormat(sheet.getRange(), '@');
  sheet.visibility = 'VeryHidden';
  return sheet;
}

function reference(column: number, rows: number): string {
  const letters = columnLetters(column);
  return `$${letters}$2:$${letters}$${rows + 1}`;
}

/** The letters of a zero-based column. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters;
}
