/** Three-way merge of one row, field by field. */
import type { Dataset } from '../datasets/types.ts';
import type { CellInput, CellValue } from '../workbook/port.ts';
import { decodeCell } from '../workbook/values.ts';
import { sameCell } from './rows.ts';
import type { SentValues } from './state.ts';

export interface Merge {
  /** Columns (by index) that only the server changed: the sheet takes them. */
  take: number[];
  /** Columns that only the sheet changed: they remain edits. */
  keep: number[];
  /** Columns that both changed to different values: a person decides. */
  collide: number[];
}

/**
 * @param base what both started from; undefined cells count as empty
 * @param mine what the sheet shows
 * @param theirs what the server has now
 * @returns nothing for columns where both agree, whoever changed them
 */
export function mergeRow(
  dataset: Dataset,
  base: readonly CellInput[],
  mine: readonly (CellValue | undefined)[],
  theirs: readonly CellInput[],
): Merge {
  const merge: Merge = { take: [], keep: [], collide: [] };
  dataset.columns.forEach((column, c) => {
    if (sameCell(column, mine[c], theirs[c])) return;
    const mineMoved = !sameCell(column, base[c], mine[c]);
    const theirsMoved = !sameCell(column, base[c], theirs[c]);
    // What cannot be edited is never a matter of opinion.
    if (!mineMoved || !column.editable) merge.take.push(c);
    else if (theirsMoved) merge.collide.push(c);
    else merge.keep.push(c);
  });
  return merge;
}

/**
 * What both sides started from, when this sheet sent values whose answer got lost: where the server shows such a value now,
 * that is nobody else's change.
 */
export function commonBase(
  dataset: Dataset,
  base: readonly CellInput[],
  sent: SentValues,
  theirs: readonly CellInput[],
): CellInput[] {
  return dataset.columns.map((column, c) => {
    const before = base[c] ?? null;
    const values = sent[column.id];
    if (!values) return before;
    const now = decodeCell(column, theirs[c], column.wireScale ?? 40);
    return now.ok && values.includes(now.value) ? (theirs[c] ?? null) : before;
  });
}
