/** Writing many rows with few statements. */
import { sql } from 'kysely';
import type { Database, Db } from '../database/orm.ts';
import { type BulkRow, columnList, jsonOf } from './bulk-values.ts';
import { stageRows } from './copy.ts';

export type { BulkRow } from './bulk-values.ts';

type Table = keyof Database;

const ROWS_A_STATEMENT = 5_000;

/** From so many rows on, making a table to copy them into is worth it. */
const WORTH_COPYING = 1_000;

/**
 * Inserts any number of rows, all with the columns of the first one. Few travel as one JSON parameter, so that neither the
 * limit of 65,535 parameters nor a round trip a row stands in the way; many are copied into a table of the transaction.
 */
export async function insertRows(db: Db, table: Table, rows: readonly BulkRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = columnList(rows);
  if (rows.length >= WORTH_COPYING) {
    const staged = await stageRows(db, table, Object.keys(rows[0] as BulkRow), rows);
    await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from ${staged}`.execute(db);
    return;
  }
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns}
    from json_populate_recordset(null::${sql.table(table)}, ${jsonOf(rows)}::json)`.execute(db);
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
