/** A tenant to measure on, in an embedded server of the bench's own that waits for the disk. */
import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { type Orm, openOrm } from '../../server/database/orm.ts';
import type { Books } from '../../server/ledger/books.ts';
import { type BulkRow, insertRows } from '../../server/ledger/bulk.ts';
import { createTenant, openBooks } from '../../server/ledger/tenants.ts';
import { write } from '../../server/ledger/unit-of-work.ts';
import { freshDatabase, waitForTheDisk } from '../support/database.ts';

type Table = Parameters<typeof insertRows>[1];

export interface BenchTenant {
  orm: Orm;
  books: Books;
  /** The server's role, bound by row-level security: for what is written by hand. */
  server: Client;
  /** Writes rows of a table in one unit of work; tenant, change and what rows of it have in common are filled in. */
  fill: (table: Table, rows: readonly BulkRow[], common?: BulkRow) => Promise<void>;
  /** Makes what comes next start level: nothing left to vacuum, to analyse or to write to disk. Empties `tables` first. */
  settle(tables?: readonly string[]): Promise<void>;
  /** Truncates tables and all that refer to them. */
  clear(tables: readonly string[]): Promise<void>;
  /** Deletes all rows of tables that others refer to, without asking whether they do. */
  empty(tables: readonly string[]): Promise<void>;
  /** Makes an ordinary table with the columns of another and nothing else: no key, no index, no policy. @returns its name */
  bareCopyOf(table: Table): Promise<string>;
  close(): Promise<void>;
}

let disk = false;

/** A new database with a tenant `bench` on a fixed day. */
export async function benchTenant(today: string): Promise<BenchTenant> {
  if (!disk) waitForTheDisk();
  disk = true;
  const database = await freshDatabase();
  const orm = await openOrm(database.serverUrl);
  const facts = { code: 'bench', name: 'Bench', currency: 'CNY', timeZone: 'Asia/Shanghai', businessDate: today };
  await createTenant(orm, facts);
  const books = (await openBooks(orm, facts.code)) as Books;
  const admin = await connected(database.adminUrl);
  const server = await connected(database.serverUrl);
  return {
    orm,
    books,
    server,
    fill: (table, rows, common = {}) =>
      write(books, `bench.${table}`, async (work) => {
        const own = { tenant_id: work.tenantId, change_id: work.changeId };
        await insertRows(
          work.db,
          table,
          rows.map((row) => ({ ...own, ...common, ...row })),
        );
        work.audit({ noun: table, rowId: work.tenantId, action: 'FILLED', after: { rows: rows.length } });
      }),
    async settle(tables = []) {
      for (const table of tables) await admin.query(`truncate ${table}`);
      await admin.query('vacuum analyze');
      await admin.query('checkpoint');
    },
    async clear(tables) {
      await admin.query(`truncate ${tables.join(', ')} cascade`);
    },
    async empty(tables) {
      await admin.query('set session_replication_role = replica');
      for (const table of tables) await admin.query(`delete from ${table}`);
      await admin.query('reset session_replication_role');
    },
    async bareCopyOf(table) {
      const name = `bare_${table}`;
      await admin.query(`create table ${name} as select * from ${table} where false`);
      await admin.query(`grant select, insert on ${name} to suanpan_server`);
      return name;
    },
    async close() {
      await Promise.all([admin.end(), server.end(), orm.close(true)]);
      await database.drop();
    },
  };
}

async function connected(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}

/** Runs work by hand in one transaction of the tenant, with settings that its SQL reads. */
export async function byHand(
  { server, books }: BenchTenant,
  settings: Readonly<Record<string, string>>,
  work: (client: Client) => Promise<unknown>,
): Promise<void> {
  await server.query('begin');
  try {
    for (const [name, value] of Object.entries({ 'suanpan.tenant': books.tenant.id, ...settings })) {
      await server.query('select set_config($1, $2, true)', [name, value]);
    }
    await work(server);
    await server.query('commit');
  } catch (error) {
    await server.query('rollback');
    throw error;
  }
}

/** A file of SQL beside the benches, with the files that it takes in by psql's `\\ir name`. */
export async function sqlFile(name: string): Promise<string> {
  const text = await readFile(new URL(name, import.meta.url), 'utf8');
  const [included] = text.match(/^\\ir .+$/m) ?? [];
  if (included === undefined) return text;
  const part = await sqlFile(included.slice('\\ir '.length));
  return text.replace(included, () => part);
}

/** Columns that every editable row has. */
export const EDITABLE: BulkRow = { archived: false, version: 1, note: '' };
