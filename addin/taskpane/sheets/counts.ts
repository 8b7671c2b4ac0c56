/** What publishing a sheet would do, in numbers. */
import type { Diff, EditedRow } from '../../sync/diff.ts';
import type { Issue } from '../../sync/issues.ts';

/** A problem of a row as it stands in the sheet. */
export interface Problem extends Issue {
  /** Row of the table, from 0. */
  row: number;
}

export interface Counts {
  /** New rows that can be sent. */
  added: number;
  /** Changed rows that can be sent. */
  changed: number;
  /** Rows, new or changed, that the add-in's own checks hold back. */
  invalid: number;
  /** Rows that are gone from the sheet; a selection says nothing about them. */
  missing: number;
  /** Copied rows among the new ones. */
  copies: number;
  problems: Problem[];
}

/**
 * @param rows table rows that were selected; all without
 */
export function countDiff(diff: Diff, rows?: ReadonlySet<number>): Counts {
  const chosen = (list: readonly EditedRow[]) => (rows ? list.filter((row) => rows.has(row.row)) : list);
  const [added, changed] = [chosen(diff.added), chosen(diff.changed)];
  const bad = [...added, ...changed].filter((row) => row.issues.length > 0).toSorted((a, b) => a.row - b.row);
  return {
    added: soundRows(added),
    changed: soundRows(changed),
    invalid: bad.length,
    missing: rows ? 0 : diff.missing.length,
    copies: rows ? 0 : diff.copies,
    problems: bad.flatMap(({ row, issues }) => issues.map((issue) => ({ ...issue, row }))),
  };
}

function soundRows(rows: readonly EditedRow[]): number {
  return rows.filter((row) => row.issues.length === 0).length;
}

/** Whether there is anything at all that publishing would look at. */
export function isEmpty({ added, changed, invalid, missing }: Counts): boolean {
  return added + changed + invalid + missing === 0;
}
