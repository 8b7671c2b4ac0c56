import type { LongWork } from '../workbook/port.ts';
import type { RowsInput, SheetApi, WireRow } from './api.ts';

/** As many rows as the server gives at most. */
const PAGE = 5_000;

export interface Loaded {
  /** Each row once, in the server's order, as last seen. */
  rows: WireRow[];
  /** Of the first page: what changed while later pages were read comes again with the next refresh. */
  cursor: string | null;
  asOf: string;
}

/** All pages of a query, live rows or (with `since`) changed ones. Progress counts rows; the total is not known. */
export async function loadAll(api: SheetApi, input: RowsInput, work: LongWork = {}): Promise<Loaded> {
  const rows = new Map<string, WireRow>();
  let first: { cursor: string | null; asOf: string } | null = null;
  let after: string | undefined;
  for (;;) {
    work.signal?.throwIfAborted();
    const page = await api.rows({ ...input, after, first: input.first ?? PAGE }, work.signal);
    first ??= { cursor: page.cursor, asOf: page.asOf };
    for (const row of page.rows) rows.set(row.id, row);
    work.progress?.(rows.size, rows.size);
    if (!page.hasMore || page.endCursor === null || page.endCursor === after) break;
    after = page.endCursor;
  }
  return { rows: [...rows.values()], ...first };
}
