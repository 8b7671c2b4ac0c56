/** Rows of a dataset for a sheet: all of them page by page, or only what changed since a cursor. */

import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import { type Books, read } from '../ledger/books.ts';
import type { DatasetName, DatasetRow, PageRequest, RowPage } from '../ledger/dataset.ts';
import { pageOfRows } from '../ledger/stored-rows.ts';
import { editableDataset, readOnlyDataset } from './registry.ts';
import { rightsIn } from './rights.ts';

const MOST_ROWS = 5_000;
const USUAL_ROWS = 2_000;

/** Which rows, as they came from outside. */
export interface RowsRequest {
  dataset: DatasetName;
  filter?: unknown;
  since?: string | null | undefined;
  after?: string | null | undefined;
  first?: number | null | undefined;
}

export interface RowsAnswer {
  rows: DatasetRow[];
  /** Position of the change feed in the snapshot that was read; all that a later `since` leaves out is in it. */
  cursor: string;
  endCursor: string | null;
  hasMore: boolean;
  /** ISO 8601. */
  asOf: string;
}

/**
 * Reads a page and the feed position in one snapshot. Feed numbers are given in the order of commits, so a row that
 * this snapshot does not see has a number above the cursor and comes with the next `since`.
 * @throws Refusal `access.dataset_not_readable`, `sync.bad_cursor`, `sync.page_size`, `sync.unknown_filter`
 */
export function readRows(books: Books, request: RowsRequest): Promise<RowsAnswer> {
  const rights = rightsIn(books, request.dataset);
  const page = pageRequest(request);
  return read(books, async (db) => {
    const cursor = await feedPosition(db, books);
    if (page.sinceFeedNo !== null && BigInt(page.sinceFeedNo) > BigInt(cursor)) {
      throw new Refusal('sync.bad_cursor', 'the sheet is ahead of these books; load it anew', { field: 'since' });
    }
    const { rows, ...end } = await pageOf(db, books, request.dataset, page);
    return { rows: rows.map((row) => rights.visible(row)), cursor, ...end, asOf: new Date().toISOString() };
  });
}

/** Number of the last change that the snapshot of `db` sees. */
export async function feedPosition(db: Db, books: Books): Promise<string> {
  const tail = await db
    .selectFrom('tenant_tail')
    .select('feed_no')
    .where('tenant_id', '=', books.tenant.id)
    .executeTakeFirstOrThrow();
  return tail.feed_no;
}

function pageOf(db: Db, books: Books, name: DatasetName, page: PageRequest): Promise<RowPage> {
  const editable = editableDataset(name);
  if (!editable) {
    const readOnly = readOnlyDataset(name);
    if (!readOnly) throw new Refusal('sync.dataset_unknown', `there is no dataset ${name}`);
    return readOnly.page(db, books, page);
  }
  const [unknown] = Object.keys(page.filter);
  if (unknown !== undefined) {
    throw new Refusal('sync.unknown_filter', `${name} has no filter ${unknown.slice(0, 40)}`, { field: 'filter' });
  }
  return pageOfRows(db, books, editable, page);
}

function pageRequest({ filter, since, after, first }: RowsRequest): PageRequest {
  const count = first ?? USUAL_ROWS;
  if (!Number.isInteger(count) || count < 1 || count > MOST_ROWS) {
    throw new Refusal('sync.page_size', `a page has from 1 to ${MOST_ROWS} rows`, { field: 'first' });
  }
  // 18 digits are a bigint for sure.
  if (since !== null && since !== undefined && !/^\d{1,18}$/.test(since)) {
    throw new Refusal('sync.bad_cursor', 'this is not a cursor of an earlier answer; load the sheet anew', {
      field: 'since',
    });
  }
  if (filter !== null && filter !== undefined && (typeof filter !== 'object' || Array.isArray(filter))) {
    throw new Refusal('sync.unknown_filter', 'a filter is an object, such as {"month": "2026-10"}', {
      field: 'filter',
    });
  }
  return {
    filter: (filter ?? {}) as Record<string, unknown>,
    sinceFeedNo: since ?? null,
    after: after ?? null,
    first: count,
  };
}
