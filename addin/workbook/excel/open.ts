import type { CellInput, LongWork, SheetLayout } from '../port.ts';
import { dress, tint, tinted } from './dress.ts';
import { askLists, ensureLists } from './lists.ts';
import { Sender, toExcel } from './payload.ts';
import type { Context } from './session.ts';
import { askState, LAYOUT_PREFIX, writeEntries } from './state.ts';
import { askTable, MAX_ROWS, type TablePlace, tableName } from './tables.ts';
import { below, makeRoom, type Target, writeRows } from './write.ts';

type Rows = readonly (readonly CellInput[])[];

/** Where a table is to stand: its worksheet, the row of its headings and its first column, zero-based. */
interface Ground {
  sheet: Excel.Worksheet;
  title: string;
  heading: number;
  left: number;
  /** The table that stands there already. */
  place: TablePlace | null;
}

const STYLE = 'TableStyleLight1';
const LONGEST_TITLE = 31;

/**
 * Writes a whole table. A new one is written as plain cells first and made a table at the end, which is many times
 * faster; one that is there is emptied and filled again, so that pivots and charts on it live on.
 *
 * @returns the tab's title
 */
export async function openTable(context: Context, layout: SheetLayout, rows: Rows, work?: LongWork): Promise<string> {
  const tableThere = askTable(context, layout.id);
  const listsThere = askLists(context);
  const stateThere = askState(context);
  const tabs = context.workbook.worksheets.load('items/name');
  await context.sync();
  work?.signal?.throwIfAborted();
  const place = tableThere();
  await ensureLists(context, listsThere(), lists(layout));
  const titles = tabs.items.map((tab) => tab.name);
  const ground = place === null ? newGround(context, freeTitle(layout.title, titles)) : oldGround(place);
  try {
    await fill(context, ground, layout, rows, work);
  } catch (error) {
    if (place === null) await takeAway(context, ground.sheet);
    throw error;
  }
  await writeEntries(context, stateThere(), LAYOUT_PREFIX, new Map([[layout.id, JSON.stringify(layout)]]));
  return ground.title;
}

function lists(layout: SheetLayout): string[] {
  return [...new Set(layout.columns.map((column) => column.list).filter((list) => list !== undefined))];
}

function newGround(context: Context, title: string): Ground {
  return { sheet: context.workbook.worksheets.add(title), title, heading: 0, left: 0, place: null };
}

function oldGround(place: TablePlace): Ground {
  return { sheet: place.sheet, title: place.title, heading: place.top - 1, left: place.left, place };
}

/** A title that Excel takes and no other tab has; titles do not differ by case. */
export function freeTitle(wish: string, taken: readonly string[]): string {
  const clean =
    wish
      .replaceAll(/[\\/?*[\]:]/g, ' ')
      .replaceAll(/^'+|'+$/g, '')
      .trim() || 'Suanpan';
  const used = new Set(taken.map((title) => title.toLowerCase()));
  let title = clean.slice(0, LONGEST_TITLE);
  for (let n = 2; used.has(title.toLowerCase()); n++) {
    const end = ` (${n})`;
    title = clean.slice(0, LONGEST_TITLE - end.length) + end;
  }
  return title;
}

async function fill(context: Context, ground: Ground, layout: SheetLayout, rows: Rows, work?: LongWork): Promise<void> {
  const { sheet, heading, left, place } = ground;
  const target = wholeTable(ground, layout);
  const block = (): Excel.Range =>
    sheet.getRangeByIndexes(heading, left, 1 + Math.max(rows.length, 1), layout.columns.length);
  const room = place === null ? 0 : await missingRoom(context, place, layout, rows.length);
  const sender = new Sender(context, rows.length, work);
  await sender.add(8_000, 0, () => {
    if (place !== null) empty(place, layout.columns.length, room);
    dress(sheet, layout, heading, left);
    const headings = layout.columns.map((column) => toExcel(column.heading, { numberFormat: '@' }));
    const top = sheet.getRangeByIndexes(heading, left, 1, layout.columns.length).untrack();
    setText(top);
    top.values = [headings];
    place?.table.resize(block());
  });
  await writeRows(sender, target, rows);
  await sender.add(2_000, 0, () => {
    if (place === null) name(sheet.tables.add(block(), true), layout.id);
    const at = new Map(target.columns.map(({ column, at: position }) => [column.id, position]));
    tint(sheet, tinted(layout, at), heading + 1, rows.length);
    sheet.activate();
  });
  await sender.flush();
  if (rows.length === 0) work?.progress?.(0, 0);
}

function wholeTable({ sheet, heading, left }: Ground, layout: SheetLayout): Target {
  const columns = layout.columns.map((column, index) => ({ column, from: index, at: left + index }));
  return { sheet, top: heading + 1, left, width: columns.length, columns };
}

function name(table: Excel.Table, id: string): void {
  table.name = tableName(id);
  table.style = STYLE;
}

/** Headings are text whatever their column holds. */
function setText(range: Excel.Range): void {
  (range as unknown as { numberFormat: string }).numberFormat = '@';
}

/** How many rows stand in the way below a table that grows. */
async function missingRoom(context: Context, place: TablePlace, layout: SheetLayout, rows: number): Promise<number> {
  const growth = rows - place.bodyRows - (place.showTotals ? 1 : 0);
  if (growth <= 0) return 0;
  const width = Math.max(place.headings.length, layout.columns.length);
  const used = below(place.sheet, place.top + place.bodyRows + (place.showTotals ? 1 : 0), place.left, width, growth);
  used.load('rowIndex');
  await context.sync();
  return used.isNullObject ? 0 : growth;
}

/** Empties a table and undresses its columns; the table itself stays, and so does what refers to it. */
function empty(place: TablePlace, newWidth: number, room: number): void {
  const { table, sheet, top, left } = place;
  const width = Math.max(place.headings.length, newWidth);
  table.showTotals = false;
  table.clearFilters();
  table.getRange().clear('Contents');
  if (room > 0) makeRoom(sheet, top + place.bodyRows, left, width, room);
  const columns = sheet.getRangeByIndexes(0, left, MAX_ROWS, width).untrack();
  columns.conditionalFormats.clearAll();
  columns.dataValidation.clear();
  columns.clear('Formats');
  columns.columnHidden = false;
}

/** A sheet that was not finished goes away again, as far as Excel still lets us. */
async function takeAway(context: Context, sheet: Excel.Worksheet): Promise<void> {
  try {
    sheet.delete();
    await context.sync();
  } catch {
    // What went wrong first is what is told.
  }
}
