/**
 * COPY within a unit of work: rows stream into a temporary table of the transaction (COPY itself is refused on tables with
 * row-level security), and go on from there with `INSERT … SELECT`.
 */
import { CompiledQuery, sql } from 'kysely';
import type { Connection } from 'pg';
import type { Database, Db } from '../database/orm.ts';
import { type BulkRow, columnList, jsonOf, notText } from './bulk.ts';

/** What the driver's connection can, and its types do not say. */
interface CopyTarget extends Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  sendCopyFail(message: string): void;
  endCopyFrom(): void;
}

const ROWS_A_CHUNK = 1_000;

/**
 * Inserts many rows that have the same columns.
 * @param common what all rows have in common: it travels once
 * @param known `skip` leaves out rows whose key is there already; else they are an error
 * @returns how many were inserted
 * @throws Refusal `value.not_text`
 */
export async function insertMany(
  db: Db,
  table: keyof Database,
  rows: readonly BulkRow[],
  common: BulkRow,
  known: 'skip' | 'fail',
): Promise<number> {
  if (rows.length === 0) return 0;
  const staged = await stageRows(db, table, Object.keys(rows[0] as BulkRow), rows);
  const { numAffectedRows } = await sql`insert into ${sql.table(table)} (${columnList([common])}, ${columnList(rows)})
    select ${columnList([common], 'c')}, ${columnList(rows, 'r')} from ${staged} r,
      json_populate_record(null::${sql.table(table)}, ${jsonOf(common)}::json) c
    ${known === 'skip' ? sql`on conflict do nothing` : sql``}`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/**
 * Copies rows into a new temporary table that goes with the transaction.
 * @param like the table whose columns it has
 * @param columns those that the rows have, in order
 * @returns its name, for SQL
 * @throws the database's error; the transaction is over then
 */
async function stageRows(
  db: Db,
  like: keyof Database,
  columns: readonly string[],
  rows: readonly BulkRow[],
): Promise<ReturnType<typeof sql.table>> {
  const name = `staged_${like}`;
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`drop table if exists pg_temp.${sql.ref(name)}`.execute(db);
  await sql`create temporary table ${sql.ref(name)} on commit drop as select ${list} from ${sql.table(like)} with no data`.execute(
    db,
  );
  const quoted = columns.map((column) => `"${column}"`).join(', ');
  await db.executeQuery(asQuery(new CopyIn(`copy pg_temp."${name}" (${quoted}) from stdin`, columns, rows)));
  return sql.table(`pg_temp.${name}`);
}

/** The driver takes a query object where others pass text, and hands it through to the connection untouched. */
const asQuery = (copy: CopyIn) => CompiledQuery.raw(copy as unknown as string);

/** A query of the driver's own kind that can be awaited as its result is. */
class CopyIn implements PromiseLike<{ command: 'COPY'; rows: [] }> {
  readonly #statement: string;
  readonly #columns: readonly string[];
  readonly #rows: readonly BulkRow[];
  readonly #done = Promise.withResolvers<{ command: 'COPY'; rows: [] }>();
  #error: Error | null = null;

  constructor(statement: string, columns: readonly string[], rows: readonly BulkRow[]) {
    this.#statement = statement;
    this.#columns = columns;
    this.#rows = rows;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- the driver's callers await what it returns
  then: PromiseLike<{ command: 'COPY'; rows: [] }>['then'] = (...args) => this.#done.promise.then(...args);

  submit(connection: Connection): void {
    connection.query(this.#statement);
  }

  handleCopyInResponse(connection: CopyTarget): void {
    try {
      for (let at = 0; at < this.#rows.length; at += ROWS_A_CHUNK) {
        connection.sendCopyFromChunk(Buffer.from(copyText(this.#columns, this.#rows.slice(at, at + ROWS_A_CHUNK))));
      }
      connection.endCopyFrom();
    } catch (error) {
      this.#error = error as Error;
      connection.sendCopyFail(String(error));
    }
  }

  handleError(error: Error): void {
    this.#error ??= error;
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    if (this.#error) this.#done.reject(this.#error);
    else this.#done.resolve({ command: 'COPY', rows: [] });
  }
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Rows in COPY's text format. */
function copyText(columns: readonly string[], rows: readonly BulkRow[]): string {
  let text = '';
  for (const row of rows) {
    let separator = '';
    for (const column of columns) {
      text += separator + cellText(row[column]);
      separator = '\t';
    }
    text += '\n';
  }
  return text;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'object') return escaped(jsonOf(value));
  const text = `${value as string | number | bigint | boolean}`;
  if (text.includes('\0') || !text.isWellFormed()) throw notText();
  return escaped(text);
}

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[\\\t\n\r]/g, (each) => ESCAPES[each] as string) : text;
}
