/** Which profile a table fits, and where its heading stands. */
import { Refusal } from '../../../kernel/errors.ts';
import type { StatementSource } from '../types.ts';
import { genericProfile } from './generic.ts';
import { columnNames, type GridRow, heading, placeOfColumn, readGrid } from './grid.ts';
import type { ProfileChoice, ProfileColumns, TableProfile } from './profile.ts';
import { TABLE_PROFILES } from './profiles.ts';

export type ColumnName = keyof ProfileColumns;

/** Where a table begins, and how it is read. */
export interface TableHead {
  profile: TableProfile;
  /** rows above the heading */
  preamble: GridRow[];
  /** its headings; without cells where the table has none */
  head: GridRow;
  /** how many rows of the file stand before the first one of the table */
  before: number;
  /** places of all columns that the table has of these, the first that counts first */
  placesOf(names: readonly string[] | undefined): number[];
}

export interface FoundTable extends TableHead {
  rows: GridRow[];
}

/** A heading stands within so many rows. */
export const DEEPEST_HEADING = 60;

const known = new WeakMap<StatementSource, FoundTable | null>();

/**
 * The table of a file, read by the profile that was asked for, else by one of the tenant's, else by the shipped one that
 * names most of its headings, else by what its headings mean. null where the file holds none.
 * @throws Refusal `statement.profile_does_not_fit` where the profile that was asked for needs columns that are not there
 */
export function findTable(source: StatementSource): FoundTable | null {
  const seen = known.get(source);
  if (seen !== undefined) return seen;
  const rows = readGrid(source);
  const head = findHead(rows, source.profiles);
  const found = head && { ...head, rows: rows.slice(head.before) };
  known.set(source, found);
  return found;
}

/** The same from the first rows of a file. */
export function findHead(rows: readonly GridRow[], profiles?: ProfileChoice): TableHead | null {
  if (profiles?.wanted) return tableOf(rows, profiles.wanted);
  const fitting = bestOf(rows, profiles?.own ?? []) ?? bestOf(rows, TABLE_PROFILES);
  if (fitting) return headAt(rows, fitting.at, fitting.profile);
  for (const [at, row] of rows.slice(0, DEEPEST_HEADING).entries()) {
    const profile = genericProfile(row.cells);
    if (profile) return headAt(rows, at, profile);
  }
  return null;
}

/** The first row that has all headings of a profile, for the profile with most of them. */
function bestOf(rows: readonly GridRow[], profiles: readonly TableProfile[]) {
  const asked = profiles.filter(({ header }) => header.length > 0);
  let best: { at: number; profile: TableProfile } | null = null;
  if (asked.length === 0) return best;
  for (const [at, row] of rows.slice(0, DEEPEST_HEADING).entries()) {
    const names = new Set(row.cells.map(heading));
    for (const profile of asked) {
      const fits = profile.header.every((name) => names.has(heading(name)));
      if (fits && (best === null || profile.header.length > best.profile.header.length)) best = { at, profile };
    }
  }
  return best;
}

/** Whether one of the tenant's own profiles knows the headings of a file. */
export function isKnownToTenant(rows: readonly GridRow[], own: readonly TableProfile[]): boolean {
  return bestOf(rows, own) !== null;
}

/** What a profile cannot do without. */
const ESSENTIAL: readonly ColumnName[] = ['date', 'amount', 'credit', 'debit'];

/**
 * A table by a certain profile: its headings are those of the row that has most of the columns which it names.
 * @throws Refusal `statement.profile_does_not_fit`
 */
function tableOf(rows: readonly GridRow[], profile: TableProfile): TableHead {
  if (isWithoutHeadings(profile)) return headAt(rows, -1, profile);
  const named = Object.values(profile.columns).flat() as string[];
  const count = ({ cells }: GridRow) => {
    const names = columnNames(cells);
    return named.filter((name) => names.includes(heading(name))).length;
  };
  const counts = rows.slice(0, DEEPEST_HEADING).map(count);
  const most = Math.max(0, ...counts);
  const at = most === 0 ? 0 : counts.indexOf(most);
  const found = headAt(rows, at, profile);
  const missing = missingColumns(found);
  if (missing.length === 0) return found;
  const line = rows[at]?.line ?? 1;
  const closest = most === 0 ? 'no line has any of its headings' : `line ${line} comes closest to its headings`;
  const message = `The profile “${profile.label}” needs the columns ${missing.join(', ')}, which the file does not have; ${closest}. Choose another profile, or point at the columns anew.`;
  throw new Refusal('statement.profile_does_not_fit', message, {
    field: missing[0],
    line,
    params: { profile: profile.label, columns: missing.join(', '), line: String(line) },
  });
}

/** Headings that a profile cannot do without and that the table does not have. */
export function missingColumns(table: TableHead): string[] {
  const { profile } = table;
  return ESSENTIAL.flatMap((column) => {
    const names = profile.columns[column];
    return names && table.placesOf(names).length === 0 ? [names[0] as string] : [];
  });
}

/** A profile of a table that begins with its first row: its columns are named by their place. */
export const isWithoutHeadings = ({ header, columns }: TableProfile) =>
  header.length === 0 && columns.date.every((name) => /^#\d+$/.test(name));

/** The table whose headings are the row at a place; -1 for a table without any. */
export function headAt(rows: readonly GridRow[], at: number, profile: TableProfile): TableHead {
  const head = rows[at] ?? { line: rows[0]?.line ?? 1, cells: [] };
  const names = columnNames(head.cells);
  return {
    profile,
    preamble: rows.slice(0, Math.max(at, 0)),
    head,
    before: at + 1,
    placesOf: (wanted) =>
      (wanted ?? []).flatMap((name) => {
        const place = placeOfColumn(names, name);
        return place === null ? [] : [place];
      }),
  };
}

/** A profile by its name, the tenant's before those that ship. @throws Refusal `statement.unknown_profile` */
export function profileNamed(own: readonly TableProfile[], name: string): TableProfile {
  const all = [...own, ...TABLE_PROFILES];
  const found = all.find((profile) => profile.name === name);
  if (found) return found;
  const names = all.map((profile) => profile.name).join(', ');
  throw new Refusal('statement.unknown_profile', `There is no profile “${name.slice(0, 60)}”. There are ${names}.`, {
    field: 'profile',
    params: { profile: name.slice(0, 60) },
  });
}
