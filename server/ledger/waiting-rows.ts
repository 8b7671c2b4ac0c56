/** Rows of one table that come in parts and are inserted together, so that many of them do not fill the memory meanwhile. */
import { sql } from 'kysely';
import type { Database, Db } from '../database/orm.ts';
import { insertRows } from './bulk.ts';
import { type BulkRow, columnList } from './bulk-values.ts';
import { copyInto, makeStage } from './copy.ts';

/** So many rows wait in memory; more go to a table of the transaction. */
const MOST_IN_MEMORY = 10_000;

/** All rows must have the columns of the first one. */
export class WaitingRows {
  readonly #db: Db;
  readonly #table: keyof Database;
  #rows: BulkRow[] = [];
  #columns: BulkRow | null = null;

  constructor(db: Db, table: keyof Database) {
    this.#db = db;
    this.#table = table;
  }

  get #name(): string {
    return `waiting_${this.#table}`;
  }

  /** Puts all of them into a table of the transaction, where they can still be changed. @returns its name; null for no rows */
  async stage(): Promise<string | null> {
    await this.#copy();
    return this.#columns === null ? null : this.#name;
  }

  async add(rows: readonly BulkRow[]): Promise<void> {
    for (const row of rows) this.#rows.push(row);
    if (this.#rows.length >= MOST_IN_MEMORY) await this.#copy();
  }

  /** Inserts all of them; what a constraint refuses is an error of the database. */
  async insert(): Promise<void> {
    if (this.#columns === null) {
      await insertRows(this.#db, this.#table, this.#rows);
    } else {
      await this.#copy();
      const columns = columnList([this.#columns]);
      const stage = sql.table(`pg_temp.${this.#name}`);
      await sql`insert into ${sql.table(this.#table)} (${columns}) select ${columns} from ${stage}`.execute(this.#db);
      await sql`drop table ${stage}`.execute(this.#db);
    }
    this.#rows = [];
    this.#columns = null;
  }

  async #copy(): Promise<void> {
    const [first] = this.#rows;
    if (!first) return;
    const names = Object.keys(this.#columns ?? first);
    if (this.#columns === null) await makeStage(this.#db, this.#name, this.#table, names);
    this.#columns ??= first;
    await copyInto(this.#db, this.#name, this.#table, names, this.#rows);
    this.#rows = [];
  }
}
