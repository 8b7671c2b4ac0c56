import { changedMarks } from '../marks.ts';
import { type CellInput, type LongWork, MARKS_COLUMN, type SheetLayout, type TableChanges } from '../port.ts';
import { tint, tinted } from './dress.ts';
import { Sender } from './payload.ts';
import { readTable } from './read.ts';
import type { Context } from './session.ts';
import { positions, type TablePlace } from './tables.ts';
import { below, makeRoom, type Target, writeColumn, writeRows } from './write.ts';

/** Cells to write by column id, then by row of the table; the last write of a cell counts. */
type Writes = Map<string, Map<number, CellInput>>;

/** Applies one batch of changes to a table, in the order that the port promises. */
export async function changeTable(
  context: Context,
  place: TablePlace,
  layout: SheetLayout,
  changes: TableChanges,
  work?: LongWork,
): Promise<void> {
  const { append = [], remove = [] } = changes;
  const writes = await cellWrites(context, place, layout, changes);
  const total = [...writes.values()].reduce((sum, cells) => sum + cells.size, 0) + append.length + remove.length;
  const room = await prepareGrowth(context, place, append.length);
  const sender = new Sender(context, total, work);
  const at = positions(place, layout);
  for (const column of layout.columns) {
    const [cells, position] = [writes.get(column.id), at.get(column.id)];
    if (cells === undefined || position === undefined) continue;
    const inSheet = new Map([...cells].map(([row, value]) => [place.top + row, value]));
    await writeColumn(sender, place.sheet, position, column, inSheet);
  }
  if (append.length > 0) await appendRows(sender, place, layout, at, append, room);
  await removeRows(sender, place, append.length, remove);
  if (place.showTotals && append.length > 0) {
    await sender.add(0, 0, () => {
      place.table.showTotals = true;
    });
  }
  await sender.flush();
}

async function cellWrites(
  context: Context,
  place: TablePlace,
  layout: SheetLayout,
  { cells = [], clearMarks, marks }: TableChanges,
): Promise<Writes> {
  const writes: Writes = new Map();
  const put = (row: number, column: string, value: CellInput): void => {
    const known = writes.get(column) ?? new Map<number, CellInput>();
    writes.set(column, known.set(row, value));
  };
  for (const { row, column, value } of cells) put(row, column, value);
  if (clearMarks === undefined && (marks === undefined || marks.length === 0)) return writes;
  const before = await readTable(context, place, layout, { columns: [MARKS_COLUMN] });
  const texts = before.rows.map(([cell]) => cell);
  for (const [row, text] of changedMarks(texts, clearMarks, marks)) put(row, MARKS_COLUMN, text);
  return writes;
}

/**
 * Gets the totals row out of the way and looks whether something stands where the table will grow.
 *
 * @returns how many rows have to be moved down
 */
async function prepareGrowth(context: Context, place: TablePlace, appended: number): Promise<number> {
  const growth = place.contentRows + appended - place.bodyRows;
  if (appended === 0) return 0;
  if (place.showTotals) place.table.showTotals = false;
  if (growth <= 0) return 0;
  const used = below(place.sheet, place.top + place.bodyRows, place.left, place.headings.length, growth);
  used.load('rowIndex');
  await context.sync();
  return used.isNullObject ? 0 : growth;
}

/** Writes new rows into the range below the last one and lets the table take them in, piece by piece. */
async function appendRows(
  sender: Sender,
  place: TablePlace,
  layout: SheetLayout,
  at: ReadonlyMap<string, number>,
  rows: readonly (readonly CellInput[])[],
  room: number,
): Promise<void> {
  const { sheet, table, left } = place;
  const width = place.headings.length;
  const top = place.top + place.contentRows;
  if (room > 0) await sender.add(0, 0, () => makeRoom(sheet, place.top + place.bodyRows, left, width, room));
  const columns = layout.columns.flatMap((column, from) => {
    const position = at.get(column.id);
    return position === undefined ? [] : [{ column, from, at: position }];
  });
  const target: Target = { sheet, top, left, width, columns };
  let dressed = 0;
  await writeRows(sender, target, rows, (written) => {
    const bodyRows = Math.max(place.bodyRows, place.contentRows + written);
    if (bodyRows > place.bodyRows) table.resize(sheet.getRangeByIndexes(place.top - 1, left, bodyRows + 1, width));
    tint(sheet, tinted(layout, at), top + dressed, written - dressed);
    dressed = written;
  });
}

/** Takes whole table rows out, from the bottom up, neighbours together. A table keeps one row, which is emptied. */
async function removeRows(
  sender: Sender,
  place: TablePlace,
  appended: number,
  remove: readonly number[],
): Promise<void> {
  const { sheet, top, left, headings } = place;
  const rows = [...new Set(remove)].filter((row) => row < place.bodyRows).toSorted((a, b) => b - a);
  const keepsOne = rows.length === Math.max(place.bodyRows, place.contentRows + appended);
  for (let from = 0; from < rows.length; ) {
    let to = from + 1;
    while (to < rows.length && rows[to] === (rows[to - 1] ?? 0) - 1) to++;
    const first = rows[to - 1] ?? 0;
    const count = to - from;
    await sender.add(0, count, () => {
      const spared = keepsOne && first === 0 ? 1 : 0;
      if (spared === 1) sheet.getRangeByIndexes(top, left, 1, headings.length).untrack().clear('Contents');
      if (count > spared) {
        sheet
          .getRangeByIndexes(top + first + spared, left, count - spared, headings.length)
          .untrack()
          .delete('Up');
      }
    });
    from = to;
  }
}
