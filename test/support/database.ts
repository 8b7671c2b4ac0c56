/**
 * PostgreSQL for tests: one throw-away embedded server per run, started when the first test asks for it and removed at
 * the end, and in it a new migrated database in some 50 ms, copied from a template.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../server/config.ts';
import { type ResolvedDatabase, resolveDatabase } from '../../server/database/connect.ts';
import { tryExclusive } from '../../server/database/embedded-lock.ts';
import { readPidFile } from '../../server/database/postmaster-pid.ts';
import { OWNER_ROLE } from '../../server/database/roles.ts';
import { databaseOf, withDatabase } from '../../server/database/server-url.ts';

/** A database of a test's own, with the logins of the product. */
export interface TestDatabase {
  serverUrl: string;
  ownerUrl: string;
  /** The superuser in the same database: to look past row-level security, or to break a law on purpose. */
  adminUrl: string;
  /** Removes it, whoever is still connected. Not needed at the end of a run: the server goes as a whole. */
  drop(): Promise<void>;
}

const PREFIX = 'suanpan-test-';
let template: Promise<ResolvedDatabase> | undefined;
let dataDir: string | undefined;
let count = 0;
let fast = true;

/** Lets the server of this run wait for the disk, as it does at work. To be said before the first database is asked for. */
export function waitForTheDisk(): void {
  if (template) throw new Error('The server of this run has been started already.');
  fast = false;
}

/** A new database, migrated and empty. */
export function freshDatabase(): Promise<TestDatabase> {
  return newDatabase(null);
}

/** A new database with everything that is in another one, to which nobody may be connected. */
export function copyOf(database: TestDatabase): Promise<TestDatabase> {
  return newDatabase(database);
}

async function newDatabase(original: TestDatabase | null): Promise<TestDatabase> {
  template ??= prepareTemplate();
  const source = await template;
  const name = `test_${++count}`;
  const from = databaseOf(new URL((original ?? source).ownerUrl));
  await administrate(source, `CREATE DATABASE ${name} TEMPLATE ${from} OWNER ${OWNER_ROLE}`);
  const inIt = (url: string) => withDatabase(new URL(url), name).href;
  return {
    serverUrl: inIt(source.serverUrl),
    ownerUrl: inIt(source.ownerUrl),
    adminUrl: inIt(adminOf(source)),
    drop: () => administrate(source, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Stops the server of this run and removes its data; the end of a mocha run does so by itself. */
export async function closeTestServer(): Promise<void> {
  const running = template;
  template = undefined;
  await running?.then((server) => server.leave()).catch(() => {});
  if (dataDir) remove(dataDir);
  dataDir = undefined;
}

async function prepareTemplate(): Promise<ResolvedDatabase> {
  removeLeftovers();
  dataDir = mkdtempSync(join(tmpdir(), PREFIX));
  const server = await resolveDatabase(readConfig({ SUANPAN_DATA: dataDir }), { fast });
  const { migrate } = await import('../../server/database/migrate.ts');
  await migrate(server.ownerUrl, server.serverRole);
  return server;
}

function adminOf(server: ResolvedDatabase): string {
  if (server.adminUrl === undefined) throw new Error('The embedded server has a superuser.');
  return server.adminUrl;
}

/** From the outside: a template may have no connections while it is copied. */
async function administrate(server: ResolvedDatabase, sql: string): Promise<void> {
  const client = new Client({ connectionString: withDatabase(new URL(adminOf(server)), 'postgres').href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Ends what runs on a throw-away data folder, without waiting, and removes the folder. */
function remove(folder: string): void {
  const pointer = join(folder, 'cluster-location');
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : folder;
  const left = readPidFile(join(home, 'cluster'));
  try {
    if (left && left.pid > 0) process.kill(left.pid, 'SIGQUIT');
  } catch {
    // It is gone already.
  }
  for (const each of [home, folder]) rmSync(each, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** A run that was killed leaves its server behind; nobody holds its users' lock any more. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    const lock = join(folder, 'users.lock');
    if (!existsSync(lock) || Date.now() - statSync(folder).mtimeMs < 60_000) continue;
    const unused = tryExclusive(lock);
    unused?.release();
    if (unused) remove(folder);
  }
}

// Also loaded by the benches, where no mocha is.
if (typeof after === 'function') after(closeTestServer);
process.on('exit', () => {
  if (dataDir) remove(dataDir);
});
