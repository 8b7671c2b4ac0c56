/** What of the last publish can be taken back. Pure. */
import type { Dataset } from '../datasets/types.ts';
import type { CellInput, CellValue } from '../workbook/port.ts';
import type { PublishedRow } from './last-publish.ts';
import { type BaseRow, rowLabel, sameCell } from './rows.ts';

/**
 * Why a row stays as it is: somebody changed the same cells since; it is gone on the server; it was archived, which has no
 * way back; the sheet doesn't show it; its cells have edits of their own; one of them is a formula, which is never overwritten.
 */
export type UndoHindrance = 'changed' | 'gone' | 'archived' | 'missing' | 'edited' | 'formula';

/** A row that gets its old values back. */
export interface UndoneRow {
  id: string;
  /** By column: what the sheet shows, and what it showed before the publish. */
  cells: { column: string; was: CellValue; value: CellInput }[];
}

export interface UndoPlan {
  back: UndoneRow[];
  /** Rows that the publish added: they are archived. */
  archive: string[];
  left: { id: string; label: string; why: UndoHindrance }[];
}

/** How a row looks in the sheet: cells in the order of the dataset's columns, and which of them are formulas. */
export interface ShownRow {
  cells: readonly CellValue[];
  formulas: ReadonlySet<number>;
}

/**
 * @param rows of the last publish
 * @param base rows as the server has them now
 * @param shown a row of the sheet by id; null where the sheet doesn't show it
 */
export function planUndo(
  dataset: Dataset,
  rows: ReadonlyMap<string, PublishedRow>,
  base: ReadonlyMap<string, BaseRow>,
  shown: (id: string) => ShownRow | null,
): UndoPlan {
  const plan: UndoPlan = { back: [], archive: [], left: [] };
  for (const [id, row] of rows) {
    const now = base.get(id);
    const here = shown(id);
    const why = hindrance(dataset, row, now, here);
    if (why) plan.left.push({ id, label: rowLabel(dataset, here?.cells ?? publishedCells(dataset, row)), why });
    else if (row.kind === 'added') plan.archive.push(id);
    else plan.back.push({ id, cells: oldCells(dataset, row, here) });
  }
  return plan;
}

function hindrance(
  dataset: Dataset,
  row: PublishedRow,
  now: BaseRow | undefined,
  here: ShownRow | null,
): UndoHindrance | null {
  if (row.kind === 'archived') return 'archived';
  if (!now) return 'gone';
  // A row that came to be goes only as a whole, so any change of it counts; else only those of the same cells.
  if (row.kind === 'added' && now.version !== row.version) return 'changed';
  if (!here) return 'missing';
  for (const [c, column] of dataset.columns.entries()) {
    const cell = row.cells[column.id];
    if (!cell && row.kind === 'changed') continue;
    if (cell && !sameCell(column, now.cells[c], cell[1])) return 'changed';
    if (column.editable && !sameCell(column, here.cells[c], now.cells[c])) return 'edited';
    if (cell && row.kind === 'changed' && here.formulas.has(c)) return 'formula';
  }
  return null;
}

function oldCells(dataset: Dataset, row: PublishedRow, here: ShownRow | null): UndoneRow['cells'] {
  return dataset.columns.flatMap(({ id }, c) => {
    const cell = row.cells[id];
    return cell ? [{ column: id, was: here?.cells[c] ?? null, value: cell[0] }] : [];
  });
}

/** What the publish showed of a row that the sheet does not show any more. */
const publishedCells = ({ columns }: Dataset, { cells }: PublishedRow): CellInput[] =>
  columns.map(({ id }) => cells[id]?.[1] ?? cells[id]?.[0] ?? null);
