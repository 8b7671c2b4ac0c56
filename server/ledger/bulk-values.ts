/** Rows on their way into the database: as JSON, and as the lists of their columns. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';

/** A row to insert: column names as in the database, decimals and dates as text. */
export type BulkRow = Record<string, unknown>;

/** What PostgreSQL cannot store in a text: a NUL, and half of a surrogate pair, as `JSON.stringify` escapes them. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** A value as JSON that PostgreSQL can store. @throws Refusal `value.not_text` */
export function jsonOf(value: unknown): string {
  const json = JSON.stringify(value);
  // Most texts hold no escape at all, which is quicker to see.
  if (!json.includes('\\u') || !UNSTORABLE.test(json)) return json;
  throw notText();
}

/** What to say of a text that PostgreSQL cannot store. */
export const notText = () =>
  new Refusal('value.not_text', 'a text holds a character that is none (NUL or half a character); type it again');

/** Names of the rows' columns, for SQL. */
export function columnList(rows: readonly BulkRow[], of?: string) {
  return sql.join(Object.keys(rows[0] as BulkRow).map((column) => sql.ref(of ? `${of}.${column}` : column)));
}
