/** Lists in the order of codes, as the API pages them. */
import { decodeCursor, encodeCursor } from './dataset.ts';

/** A page of a list. */
export interface CodePage<T> {
  nodes: T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** What a list is asked for, within its bounds. */
export interface CodePageRequest {
  /** From 0 to `most`. */
  count: number;
  /** Code of the row before the page; null for the first page. */
  after: string | null;
}

/** Reads `first` and `after` of a list. @throws Refusal `sync.bad_cursor` */
export function codePageRequest(first: number, after: string | null | undefined, most = 500): CodePageRequest {
  const [code = null] = after ? decodeCursor(after, 1) : [];
  return { count: Math.min(Math.max(first, 0), most), after: code };
}

/** Makes a page of rows that were read with a limit of `count + 1`. */
export function codePageOf<T extends { code: string }>(found: readonly T[], { count }: CodePageRequest): CodePage<T> {
  const nodes = found.slice(0, count);
  const last = nodes.at(-1);
  return {
    nodes,
    pageInfo: { hasNextPage: found.length > count, endCursor: last ? encodeCursor([last.code]) : null },
  };
}
