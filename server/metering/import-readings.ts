/** Imports readings from a file: good rows go in, the others are told by their line. */
import type { FieldError } from '../kernel/errors.ts';
import { Refusal } from '../kernel/errors.ts';
import { sha256 } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import { keepReadings } from './record-readings.ts';
import { readingColumns, readTable } from './tables.ts';

/** A file to import; `content` is base64. */
export interface ReadingsFile {
  key: string;
  fileName: string;
  content: string;
}

/** What became of a file. */
export interface ImportedReadings {
  applied: number;
  unchanged: number;
  flagged: number;
  refused: RefusedRow[];
}

/** A row that did not go in. */
export interface RefusedRow {
  line: number;
  error: FieldError;
}

const BASE64 = /^[A-Za-z0-9+/\r\n]*={0,2}\s*$/;

/** Imports a file. @throws Refusal `metering.not_base64` and what `readTable` and `readingColumns` refuse */
export async function importReadings(books: Books, { key, content }: ReadingsFile): Promise<ImportedReadings> {
  if (!BASE64.test(content))
    throw new Refusal('metering.not_base64', 'the content is not base64', { field: 'content' });
  const bytes = Buffer.from(content, 'base64');
  const table = readTable(bytes);
  const rows = readingColumns(table);
  return writeOnce(books, { key, operation: 'metering.import', input: { hash: sha256(bytes) } }, async (work) => {
    const { refused, ...counts } = await keepReadings(work, rows);
    const lineOf = (index: number) => table[index]?.line ?? 0;
    const told = refused.map(({ index, error }) => ({ line: lineOf(index), error }));
    return { ...counts, refused: told.toSorted((a, b) => a.line - b.line) };
  });
}
