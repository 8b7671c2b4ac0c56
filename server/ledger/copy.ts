/**
 * COPY within a unit of work: rows stream into a temporary table of the transaction (COPY itself is refused on tables with
 * row-level security), and go on from there with `INSERT … SELECT`.
 */
import { CompiledQuery, sql } from 'kysely';
import type { Connection } from 'pg';
import type { Database, Db } from '../database/orm.ts';
import { type BulkRow, columnList, jsonOf, notText } from './bulk-values.ts';

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
export async function stageRows(
  db: Db,
  like: keyof Database,
  columns: readonly string[],
  rows: readonly BulkRow[],
): Promise<ReturnType<typeof sql.table>> {
  const name = `staged_${like}`;
  await makeStage(db, name, like, columns);
  await copyInto(db, name, like, columns, rows);
  return sql.table(`pg_temp.${name}`);
}

/** Makes an empty temporary table with some columns of another one; it goes with the transaction. */
export async function makeStage(db: Db, name: string, like: keyof Database, columns: readonly string[]): Promise<void> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`drop table if exists pg_temp.${sql.ref(name)}`.execute(db);
  await sql`create temporary table ${sql.ref(name)} on commit drop as select ${list} from ${sql.table(like)} with no data`.execute(
    db,
  );
}

/** Copies rows into a temporary table that `makeStage` made. @throws the database's error; the transaction is over then */
export async function copyInto(
  db: Db,
  name: string,
  like: keyof Database,
  columns: readonly string[],
  rows: readonly BulkRow[],
): Promise<void> {
  const quoted = columns.map((column) => `"${column}"`).join(', ');
  const text = { columns, arrays: await arrayColumns(db, like), rows };
  await db.executeQuery(asQuery(new CopyIn(`copy pg_temp."${name}" (${quoted}) from stdin`, text)));
}

const knownArrays = new Map<string, ReadonlySet<string>>();

/** Columns of a table that are arrays and no JSON; the shape of a table never changes while the server runs. */
async function arrayColumns(db: Db, table: keyof Database): Promise<ReadonlySet<string>> {
  const known = knownArrays.get(table);
  if (known) return known;
  const { rows } = await sql<{ name: string }>`
    select a.attname as name from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = ${table}::regclass and a.attnum > 0 and t.typcategory = 'A'`.execute(db);
  const found = new Set(rows.map(({ name }) => name));
  knownArrays.set(table, found);
  return found;
}

/** Rows to copy, and which of their columns are arrays. */
interface CopiedRows {
  columns: readonly string[];
  arrays: ReadonlySet<string>;
  rows: readonly BulkRow[];
}

/** The driver takes a query object where others pass text, and hands it through to the connection untouched. */
const asQuery = (copy: CopyIn) => CompiledQuery.raw(copy as unknown as string);

/** A query of the driver's own kind that can be awaited as its result is. */
class CopyIn implements PromiseLike<{ command: 'COPY'; rows: [] }> {
  readonly #statement: string;
  readonly #text: CopiedRows;
  readonly #done = Promise.withResolvers<{ command: 'COPY'; rows: [] }>();
  #error: Error | null = null;

  constructor(statement: string, text: CopiedRows) {
    this.#statement = statement;
    this.#text = text;
  }

  // oxlint-disable-next-line unicorn/no-thenable -- the driver's callers await what it returns
  then: PromiseLike<{ command: 'COPY'; rows: [] }>['then'] = (...args) => this.#done.promise.then(...args);

  submit(connection: Connection): void {
    connection.query(this.#statement);
  }

  handleCopyInResponse(connection: CopyTarget): void {
    try {
      for (let at = 0; at < this.#text.rows.length; at += ROWS_A_CHUNK) {
        connection.sendCopyFromChunk(Buffer.from(copyText(this.#text, at, at + ROWS_A_CHUNK)));
      }
      connection.endCopyFrom();
    } catch (error) {
      this.#error = error as Error;
      connection.sendCopyFail(String(error));
    }
  }

  /** Also when the connection breaks, after which nothing else comes. */
  handleError(error: Error): void {
    this.#error ??= error;
    this.#done.reject(this.#error);
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    if (this.#error) this.#done.reject(this.#error);
    else this.#done.resolve({ command: 'COPY', rows: [] });
  }
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Rows from one place to another in COPY's text format. */
function copyText({ columns, arrays, rows }: CopiedRows, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to && i < rows.length; i += 1) {
    const row = rows[i] as BulkRow;
    let separator = '';
    for (const column of columns) {
      const value = row[column];
      text += separator + (Array.isArray(value) && arrays.has(column) ? arrayText(value) : cellText(value));
      separator = '\t';
    }
    text += '\n';
  }
  return text;
}

/** An array of texts, ids or numbers as PostgreSQL writes it. */
function arrayText(items: readonly unknown[]): string {
  const quoted = items.map((item) => {
    const text = `${item as string | number}`;
    if (text.includes('\0') || !text.isWellFormed()) throw notText();
    return `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
  });
  return escaped(`{${quoted.join(',')}}`);
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
