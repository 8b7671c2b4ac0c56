/**
 * Marks live in the hidden column `_marks` of their row, so that they travel with sorting, copying and saving:
 * `{"price":"not a number"}`, column ids to reasons. A host that colours by formula looks for `"price":` in the text.
 */
import type { CellValue, Mark } from './port.ts';

/** Longest text that one `_marks` cell may hold. */
const LIMIT = 30_000;
const REASON_LIMIT = 500;

/** The reasons by column id that a `_marks` cell holds; anything that is not of this shape counts as no marks. */
export function readMarks(cell: CellValue | undefined): Record<string, string> {
  if (typeof cell !== 'string' || !cell.startsWith('{')) return {};
  try {
    const parsed: unknown = JSON.parse(cell);
    const marks: Record<string, string> = {};
    for (const [column, reason] of Object.entries(parsed as object)) {
      if (typeof reason === 'string') marks[column] = reason;
    }
    return marks;
  } catch {
    return {};
  }
}

/** The text of a `_marks` cell, or null for no marks. Reasons are cut rather than lost when they get too long. */
export function writeMarks(marks: Readonly<Record<string, string>>): string | null {
  const entries = Object.entries(marks);
  if (entries.length === 0) return null;
  const text = JSON.stringify(
    Object.fromEntries(entries.map(([column, reason]) => [column, cut(reason, REASON_LIMIT)])),
  );
  if (text.length <= LIMIT) return text;
  return JSON.stringify(Object.fromEntries(entries.map(([column, reason]) => [column, cut(reason, 40)])));
}

/** All marks of a table, from its `_marks` column. */
export function collectMarks(cells: readonly (CellValue | undefined)[]): Mark[] {
  const marks: Mark[] = [];
  cells.forEach((cell, row) => {
    for (const [column, reason] of Object.entries(readMarks(cell))) marks.push({ row, column, reason });
  });
  return marks;
}

/**
 * The `_marks` cells that a batch changes: row → new text (null clears it).
 * @param cells the column as it is
 */
export function changedMarks(
  cells: readonly (CellValue | undefined)[],
  clear: readonly number[] | 'all' | undefined,
  marks: readonly Mark[] | undefined,
): Map<number, string | null> {
  const changed = new Map<number, string | null>();
  const cleared = clear === 'all' ? cells.keys() : (clear ?? []);
  for (const row of cleared) if (cells[row] != null) changed.set(row, null);
  for (const mark of marks ?? []) {
    const before = changed.has(mark.row) ? changed.get(mark.row) : cells[mark.row];
    changed.set(mark.row, writeMarks({ ...readMarks(before), [mark.column]: mark.reason }));
  }
  return changed;
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
