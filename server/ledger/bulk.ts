import { sql } from 'kysely';
import type { Database, Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';

type Table = keyof Database;

/** A row to insert: column names as in the database, decimals and dates as text. */
export type BulkRow = Record<string, unknown>;

const ROWS_A_STATEMENT = 5_000;

/**
 * Inserts any number of rows with one statement per 5,000: the rows travel as one JSON parameter, so neither the limit
 * of 65,535 parameters nor a round trip a row stands in the way. All rows must have the columns of the first one.
 */
export async function insertRows(db: Db, table: Table, rows: readonly BulkRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const part = rows.slice(from, from + ROWS_A_STATEMENT);
    const columns = columnList(part);
    await sql`insert into ${sql.table(table)} (${columns}) select ${columns}
      from json_populate_recordset(null::${sql.table(table)}, ${jsonOf(part)}::json)`.execute(db);
  }
}

/**
 * Inserts rows or, where (tenant_id, id) exists, updates all their other columns; `version` counts up by itself.
 * Constraints are checked at the end of each statement.
 */
export async function upsertRows(db: Db, table: Table, rows: readonly BulkRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const part = rows.slice(from, from + ROWS_A_STATEMENT);
    const columns = columnList(part);
    const assignments = Object.keys(part[0] as BulkRow)
      .filter((column) => !['tenant_id', 'id', 'version'].includes(column))
      .map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`);
    await sql`insert into ${sql.table(table)} as stored (${columns}) select ${columns}
      from json_populate_recordset(null::${sql.table(table)}, ${jsonOf(part)}::json)
      on conflict (tenant_id, id) do update set ${sql.join(assignments)}, version = stored.version + 1`.execute(db);
  }
}

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
