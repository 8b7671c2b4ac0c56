/**
 * What a noun implements so that its rows can stand in a sheet. The interface lies here, below all nouns, because the
 * nouns supply datasets and `sync` only gathers them.
 */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { DatasetName } from '../generated/schema.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from './books.ts';

export type { DatasetName };

/**
 * Cells of a row: column → text, or null for an empty cell. Decimals as plain decimal strings, dates as YYYY-MM-DD,
 * booleans as `true`/`false`, enums by their code, references by the other row's code.
 */
export type Cells = Record<string, string | null>;

/** A row as a sheet shows it. Read-only datasets answer `version: 0`. */
export interface DatasetRow {
  id: string;
  version: number;
  archived: boolean;
  cells: Cells;
}

/** Which page of a dataset is asked for. */
export interface PageRequest {
  /** The dataset's own filter, as it came from outside: check each field before use, refuse unknown ones. */
  filter: Readonly<Record<string, unknown>>;
  /** null: all live rows. Else only rows whose change has a higher feed number, archived (or void) ones included. */
  sinceFeedNo: string | null;
  /** `endCursor` of the page before; null for the first page. */
  after: string | null;
  /** How many rows, at least 1 and at most 5,000. */
  first: number;
}

export interface RowPage {
  rows: DatasetRow[];
  /** Where the page ends; null when it is empty. Any text that the dataset understands as `after`. */
  endCursor: string | null;
  hasMore: boolean;
}

/** A dataset that the server computes: shown, filtered and pivoted, never edited. */
export interface ReadOnlyDataset {
  name: DatasetName;
  /** One page, in an order that is total and stable (end it with the id). `db` reads in the snapshot of the answer. */
  page(db: Db, books: Books, request: PageRequest): Promise<RowPage>;
}

/** A cursor from the values by which rows are ordered, opaque to the client. */
export function encodeCursor(values: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * The values of a cursor.
 * @param length how many values the dataset's order has
 * @throws Refusal `sync.bad_cursor`
 */
export function decodeCursor(cursor: string, length: number): (string | null)[] {
  const values = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'));
  const fits =
    Array.isArray(values) && values.length === length && values.every((v) => v === null || typeof v === 'string');
  if (!fits) throw new Refusal('sync.bad_cursor', 'this is not a cursor of this list; load it from its first page');
  return values as (string | null)[];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Condition that a row was changed after a feed position.
 * @param changeId the row's `change_id`, such as `sql.ref('bill.change_id')`
 */
export function changedSince(books: Books, changeId: ReturnType<typeof sql.ref>, feedNo: string) {
  return sql<boolean>`${changeId} in (
    select id from change_feed where tenant_id = ${books.tenant.id} and feed_no > ${feedNo}::bigint)`;
}

/** Cuts the row that was read beyond the page to learn whether more follow: ask for `first + 1` rows. */
export function pageOf<T>(
  found: readonly T[],
  first: number,
  toRow: (row: T) => DatasetRow,
  cursorOf: (row: T) => string,
): RowPage {
  const shown = found.slice(0, first);
  const last = shown.at(-1);
  return {
    rows: shown.map(toRow),
    endCursor: last === undefined ? null : cursorOf(last),
    hasMore: found.length > first,
  };
}

/** Refuses filters that a dataset does not have, naming those it has. @throws Refusal `sync.unknown_filter` */
export function refuseUnknownFilters(filter: PageRequest['filter'], known: readonly string[]): void {
  const unknown = Object.keys(filter).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const way = known.length > 0 ? `use ${known.join(', ')}` : 'it has none';
  throw new Refusal('sync.unknown_filter', `this dataset has no filter “${unknown.slice(0, 40)}”; ${way}`, {
    field: unknown,
  });
}
