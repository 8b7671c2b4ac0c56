/** Which profile a table fits, and where its heading stands. */

import type { StatementSource } from '../types.ts';
import { genericProfile } from './generic.ts';
import { type GridRow, heading, readGrid } from './grid.ts';
import type { ProfileColumns, TableProfile } from './profile.ts';
import { TABLE_PROFILES } from './profiles.ts';

export interface FoundTable {
  profile: TableProfile;
  /** lines above the heading */
  preamble: GridRow[];
  head: GridRow;
  rows: GridRow[];
  /** place of the first column that the table has of these */
  placeOf(names: readonly string[] | undefined): number | null;
}

/** A heading stands within so many rows. */
const DEEPEST_HEADING = 60;

const known = new WeakMap<StatementSource, FoundTable | null>();

/**
 * The table of a file, read by the profile that names most of its headings; a table that no profile fits is taken by what
 * its headings mean. null where the file holds none.
 */
export function findTable(source: StatementSource): FoundTable | null {
  const seen = known.get(source);
  if (seen !== undefined) return seen;
  const found = search(readGrid(source));
  known.set(source, found);
  return found;
}

function search(rows: readonly GridRow[]): FoundTable | null {
  let best: { at: number; profile: TableProfile } | null = null;
  for (const [at, row] of rows.slice(0, DEEPEST_HEADING).entries()) {
    const names = new Set(row.cells.map(heading));
    for (const profile of TABLE_PROFILES) {
      const fits = profile.header.every((name) => names.has(heading(name)));
      if (fits && (best === null || profile.header.length > best.profile.header.length)) best = { at, profile };
    }
  }
  if (best) return table(rows, best.at, best.profile);
  for (const [at, row] of rows.slice(0, DEEPEST_HEADING).entries()) {
    const profile = genericProfile(row.cells);
    if (profile) return table(rows, at, profile);
  }
  return null;
}

function table(rows: readonly GridRow[], at: number, profile: TableProfile): FoundTable {
  const head = rows[at] as GridRow;
  const names = head.cells.map(heading);
  return {
    profile,
    preamble: rows.slice(0, at),
    head,
    rows: rows.slice(at + 1),
    placeOf: (wanted) => {
      for (const name of wanted ?? []) {
        const place = names.indexOf(heading(name));
        if (place >= 0) return place;
      }
      return null;
    },
  };
}

export type ColumnName = keyof ProfileColumns;
