import type { Selection, SheetLayout } from '../port.ts';
import type { Context } from './session.ts';
import { askTable, positions, sheetOf, type TablePlace } from './tables.ts';

/** A block of cells of some worksheet, zero-based, its ends included. */
interface Block {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** Reads the parts of an address such as `'a,b'!A1:B2,Fees!C:C`; sheets are left out of the answer. */
export function parseBlocks(address: string): Block[] {
  const parts = address.matchAll(
    /(?:(?:'(?:[^']|'')*'|[^',!]+)!)?\$?([A-Z]*)\$?(\d*)(?::\$?([A-Z]*)\$?(\d*))?(?:,|$)/g,
  );
  const blocks: Block[] = [];
  for (const [, left = '', top = '', right = left, bottom = top] of parts) {
    if (left === '' && top === '') continue;
    blocks.push({
      top: top === '' ? 0 : Number(top) - 1,
      left: left === '' ? 0 : columnIndex(left),
      bottom: bottom === '' ? Infinity : Number(bottom) - 1,
      right: right === '' ? Infinity : columnIndex(right),
    });
  }
  return blocks;
}

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

/** What is selected, when that is in the rows of a bound sheet. */
export async function readSelection(
  context: Context,
  layoutOf: (id: string) => SheetLayout | undefined,
): Promise<Selection | null> {
  const selected = context.workbook.getSelectedRanges();
  selected.load('address');
  selected.worksheet.load('id');
  const { tables } = context.workbook;
  tables.load('items/name,items/worksheet/id');
  await context.sync();
  const blocks = parseBlocks(selected.address);
  for (const table of tables.items) {
    const id = sheetOf(table.name);
    const layout = id === null ? undefined : layoutOf(id);
    if (id === null || layout === undefined || table.worksheet.id !== selected.worksheet.id) continue;
    const there = askTable(context, id);
    await context.sync();
    const place = there();
    const found = place === null ? null : within(place, layout, blocks);
    if (found !== null) return { sheet: id, ...found };
  }
  return null;
}

function within(place: TablePlace, layout: SheetLayout, blocks: readonly Block[]): Omit<Selection, 'sheet'> | null {
  const rows = new Set<number>();
  const columns = new Set<string>();
  const at = positions(place, layout);
  for (const block of blocks) {
    const hit = [...at].filter(([, position]) => position >= block.left && position <= block.right);
    const first = Math.max(block.top - place.top, 0);
    const last = Math.min(block.bottom - place.top, place.bodyRows - 1);
    if (hit.length === 0 || first > last) continue;
    for (let row = first; row <= last; row++) rows.add(row);
    for (const [id] of hit) columns.add(id);
  }
  if (rows.size === 0) return null;
  return { rows: [...rows].toSorted((a, b) => a - b), columns: [...columns] };
}
