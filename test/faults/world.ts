/** A PostgreSQL of its own that may be killed, with a previewed run in it, and copies of that for each fault. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { previewRun } from '../../server/billing/preview.ts';
import type { Run } from '../../server/billing/runs.ts';
import { readConfig } from '../../server/config.ts';
import { type ResolvedDatabase, resolveDatabase } from '../../server/database/connect.ts';
import { migrate } from '../../server/database/migrate.ts';
import { type Orm, openOrm } from '../../server/database/orm.ts';
import { databaseOf, withDatabase } from '../../server/database/server-url.ts';
import { newId } from '../../server/kernel/ids.ts';
import type { Books } from '../../server/ledger/books.ts';
import { createTenant, openBooks } from '../../server/ledger/tenants.ts';
import { openFixture } from '../support/fixture.ts';

export const CUSTOMERS = 300;
/** About forty chunks, so that a fault in the middle finds some behind it and some before it. */
export const LINES_A_CHUNK = 15;

/** A run in a database of its own. */
export interface Copy {
  serverUrl: string;
  adminUrl: string;
  orm: Orm;
  books: Books;
  close(): Promise<void>;
}

export interface World {
  /** The run, PREVIEWED in every copy. */
  run: Run;
  copy(): Promise<Copy>;
  /** Process id of PostgreSQL itself. */
  postmaster(): number;
  /** Starts PostgreSQL again, where it was killed. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** @param folder the data folder; a new one unless given, removed at the end in either case */
export async function faultyWorld(folder = mkdtempSync(join(tmpdir(), 'suanpan-faults-'))): Promise<World> {
  const config = readConfig({ SUANPAN_DATA: folder });
  // Without waiting for the disk: what dies here are processes, and the system keeps what they wrote.
  let server = await resolveDatabase(config, { fast: true });
  await migrate(server.ownerUrl, server.serverRole);
  const run = await prepare(server);
  let copies = 0;
  const leaveLast = async () => {
    await server.leave();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return {
    run,
    async copy() {
      const name = `copy_${++copies}`;
      const from = databaseOf(new URL(server.ownerUrl));
      const owner = new URL(server.ownerUrl).username;
      await administrate(server, `create database ${name} template ${from} owner ${owner}`);
      const inIt = (url: string) => withDatabase(new URL(url), name).href;
      const serverUrl = inIt(server.serverUrl);
      const orm = await openOrm(serverUrl);
      const books = (await openBooks(orm, 'test')) as Books;
      return {
        serverUrl,
        adminUrl: inIt(server.adminUrl ?? ''),
        orm,
        books,
        async close() {
          await orm.close(true);
          await administrate(server, `drop database if exists ${name} with (force)`);
        },
      };
    },
    postmaster: () => Number(readFileSync(join(clusterOf(folder), 'postmaster.pid'), 'utf8').split('\n')[0]),
    async restart() {
      const before = server;
      server = await resolveDatabase(config, { fast: true });
      await before.leave();
    },
    end: leaveLast,
  };
}

/** Where an embedded server keeps its files: in the folder, or where the folder says. */
function clusterOf(folder: string): string {
  const pointer = join(folder, 'cluster-location');
  return join(existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : folder, 'cluster');
}

async function administrate(server: ResolvedDatabase, sql: string): Promise<void> {
  const client = new Client({ connectionString: withDatabase(new URL(server.adminUrl ?? ''), 'postgres').href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A tenant whose every customer pays by area and a flat fee, with a preview of October. */
async function prepare(server: ResolvedDatabase): Promise<Run> {
  const orm = await openOrm(server.serverUrl);
  const facts = { code: 'test', name: 'Test', currency: 'CNY', timeZone: 'Asia/Shanghai', businessDate: '2026-11-05' };
  await createTenant(orm, facts);
  await orm.close(true);
  const { serverUrl, ownerUrl, adminUrl = '' } = server;
  const f = await openFixture({ serverUrl, ownerUrl, adminUrl, drop: () => Promise.resolve() }, 'CNY');
  await f.taxCode('VAT6', '0.06');
  await f.feeItem('MGMT', { tax_code_id: f.id('VAT6') });
  await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2.85' });
  await f.feeItem('PARK', { tax_code_id: f.id('VAT6') });
  await f.price('PARK', { model: 'FIXED', amount: '300' });
  for (let i = 1; i <= CUSTOMERS; i += 1) {
    const code = String(i).padStart(4, '0');
    await f.customer(`C-${code}`);
    await f.binding(`M-${code}`, `C-${code}`, 'MGMT', { quantity: String(40 + (i % 90)) });
    await f.binding(`P-${code}`, `C-${code}`, 'PARK', { quantity: '1' });
  }
  const run = await previewRun(f.books, { key: newId(), month: '2026-10', scope: { kind: 'ALL' } });
  await f.disconnect();
  return run;
}

/** A process that may be killed, and what it exits with. */
interface Worker {
  child: ChildProcess;
  ended: Promise<number | null>;
}

/** Starts a process that posts the run. */
export function poster(copy: Copy, run: Run, clock = ''): Worker {
  return start('post-process.ts', [copy.serverUrl, run.id, run.contentHash ?? '', String(LINES_A_CHUNK), clock]);
}

/** Starts a process that reverses the run. */
export function reverser(copy: Copy, run: Run): Worker {
  return start('reverse-process.ts', [copy.serverUrl, run.id]);
}

function start(script: string, args: readonly string[]): Worker {
  const command = [join(import.meta.dirname, script), ...args];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
  return { child, ended: once(child, 'exit').then(([code]) => code as number | null) };
}

/** Waits until so many bills are written. @returns how many there are; fewer only when the process has ended */
export function untilPosted(copy: Copy, count: number, child: ChildProcess): Promise<number> {
  return untilCounted(copy, 'bill', count, child);
}

/** Waits until so many bills are reversed. @returns as `untilPosted` */
export function untilReversed(copy: Copy, count: number, child: ChildProcess): Promise<number> {
  return untilCounted(copy, 'credit_note', count, child);
}

async function untilCounted(
  copy: Copy,
  table: 'bill' | 'credit_note',
  count: number,
  child: ChildProcess,
): Promise<number> {
  const client = new Client({ connectionString: copy.adminUrl });
  await client.connect();
  try {
    for (;;) {
      const { rows } = await client.query<{ found: number }>(`select count(*)::int as found from ${table}`);
      const found = rows[0]?.found ?? 0;
      if (found >= count || child.exitCode !== null) return found;
      await sleep(1);
    }
  } finally {
    await client.end();
  }
}
