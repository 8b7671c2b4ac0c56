import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../kernel/errors.ts';
import { newPassword, openDataFolder, readSecrets, unusable, writeSecrets } from './data-folder.ts';
import { findBinaries, runAs } from './embedded-host.ts';
import { type FileLock, tryExclusive, tryShared, waitFor } from './embedded-lock.ts';
import { initialise, type Postmaster, start, stop } from './postmaster.ts';
import { forgetPid, isPostgresOf, probe, readPidFile } from './postmaster-pid.ts';

/** A running embedded PostgreSQL that this process uses. */
export interface EmbeddedServer {
  /** The superuser's URL (database `postgres`): to make roles and databases, never to serve. */
  adminUrl: string;
  port: number;
  dataDir: string;
  /** Ends this use of it; whoever leaves last stops PostgreSQL. May be called more than once. */
  leave(): Promise<void>;
}

export interface EmbeddedOptions {
  /** The data folder, made where it is missing. */
  dataDir: string;
  /** For data that is thrown away: PostgreSQL does not wait for the disk. Only counts for whoever starts it. */
  fast?: boolean;
  /** Takes lines for a person to read. */
  log?: (line: string) => void;
}

const GUARD_SECONDS = 150;
const OLD_SERVER_SECONDS = 30;

/**
 * Joins the PostgreSQL that runs on a data folder, or starts one there (making its cluster the first time).
 * Refuses with `database.data_folder_unusable`, `database.data_folder_in_use`, `database.version_mismatch` or
 * `database.start_failed`. Who uses it is known by a lock that dies with its holder, so a killed process counts no more.
 */
export async function openEmbedded({
  dataDir,
  fast = false,
  log = () => {},
}: EmbeddedOptions): Promise<EmbeddedServer> {
  const user = runAs(join(dataDir, 'cluster'), log);
  const folder = openDataFolder(dataDir, user);
  const guard = await guardOf(folder.guard, dataDir);
  try {
    return await enter({ folder, binaries: findBinaries(user, folder.home, log), user, fast }, log);
  } catch (error) {
    throw isSystemError(error) ? unusable(dataDir, error) : error;
  } finally {
    guard.release();
  }
}

/** Under the guard: counts this process in, then adopts the running server or starts one. */
async function enter(postmaster: Postmaster, log: (line: string) => void): Promise<EmbeddedServer> {
  const { root, users } = postmaster.folder;
  const others = isUsed(users);
  const use = tryShared(users);
  if (!use) throw inUse(root, 'of another machine');
  try {
    const { port, password } = await adoptOrStart(postmaster, others, log);
    return {
      adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      port,
      dataDir: root,
      leave: once(() => leave(postmaster, use)),
    };
  } catch (error) {
    use.release();
    throw error;
  }
}

async function guardOf(file: string, dataDir: string): Promise<FileLock> {
  let guard: FileLock | null;
  try {
    guard = await waitFor(() => tryExclusive(file), GUARD_SECONDS);
  } catch (error) {
    throw unusable(dataDir, error);
  }
  if (guard) return guard;
  throw new Refusal(
    'database.data_folder_in_use',
    `The data folder ${dataDir} is in use: another process has been starting or stopping its database for minutes; wait for it, end it, or set SUANPAN_DATA to another folder.`,
  );
}

function isUsed(usersFile: string): boolean {
  const alone = tryExclusive(usersFile);
  alone?.release();
  return alone === null;
}

/** Under the guard: finds the running server of this folder, or starts one; gives its port and superuser password. */
async function adoptOrStart(
  postmaster: Postmaster,
  others: boolean,
  log: (line: string) => void,
): Promise<{ port: number; password: string }> {
  const { folder, binaries } = postmaster;
  const secrets = readSecrets(folder);
  if (!existsSync(join(folder.cluster, 'PG_VERSION'))) {
    log(`Preparing PostgreSQL ${binaries.major} in ${folder.cluster}.`);
    secrets.superuser = newPassword();
    writeSecrets(folder, secrets);
    await initialise(postmaster, secrets.superuser);
  }
  const password = secrets.superuser;
  if (password === undefined)
    throw unusable(folder.root, new Error('the password of its database is missing from secrets.json'));
  refuseOtherVersion(postmaster);
  const running = await findRunning(postmaster, password, others);
  return { password, port: running ?? (await startSomewhere(postmaster)) };
}

function refuseOtherVersion({ folder, binaries }: Postmaster): void {
  const found = readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8').trim();
  if (found === binaries.major) return;
  throw new Refusal(
    'database.version_mismatch',
    `The data folder ${folder.root} was written by PostgreSQL ${found}, and this is PostgreSQL ${binaries.major}: back it up with the version of Suanpan that made it, then restore into an empty SUANPAN_DATA.`,
  );
}

/** The port of the server that already runs on this folder, or `null` when none does and one may be started. */
async function findRunning({ folder }: Postmaster, password: string, others: boolean): Promise<number | null> {
  const until = Date.now() + OLD_SERVER_SECONDS * 1000;
  for (;;) {
    const pidFile = readPidFile(folder.cluster);
    if (!pidFile) return null;
    const answer = await probe(folder.cluster, pidFile.port, password);
    if (answer === 'ours') return pidFile.port;
    if (others && startOf(folder.root).host !== hostname())
      throw inUse(folder.root, `on the machine ${startOf(folder.root).host}`);
    if (!isPostgresOf(folder.cluster, pidFile.pid)) {
      forgetPid(folder.cluster);
      return null;
    }
    // It may be recovering from a crash, or on its way down.
    if (answer === 'closed' || Date.now() > until)
      throw inUse(folder.root, `that does not let us in (process ${pidFile.pid})`);
    await sleep(200);
  }
}

/** Starts on the port of last time when it is free, so that processes which still run find the server again. */
async function startSomewhere(postmaster: Postmaster): Promise<number> {
  const { folder } = postmaster;
  const until = Date.now() + OLD_SERVER_SECONDS * 1000;
  let port = await freePort(startOf(folder.root).port);
  for (;;) {
    const result = await start(postmaster, port);
    if (result.outcome === 'started') {
      writeFileSync(join(folder.root, 'started.json'), `${JSON.stringify({ port, host: hostname() })}\n`);
      return port;
    }
    if (result.outcome === 'failed' || Date.now() > until) {
      if (result.outcome === 'in-use') throw inUse(folder.root, 'that is still shutting down');
      throw new Refusal(
        'database.start_failed',
        `PostgreSQL did not start on ${folder.root}: ${result.lines} (log: ${folder.log}).`,
      );
    }
    // Orphans of a killed server need a moment to notice; a port can be taken between looking and listening.
    if (result.outcome === 'port-taken') port = await freePort(0);
    await sleep(200);
  }
}

function inUse(dataDir: string, where: string): Refusal {
  return new Refusal(
    'database.data_folder_in_use',
    `The data folder ${dataDir} is in use by a PostgreSQL ${where}; stop that one, or set SUANPAN_DATA to another folder.`,
  );
}

/** Where and at which port the server of this folder was last started. */
function startOf(root: string): { port: number; host: string } {
  try {
    return JSON.parse(readFileSync(join(root, 'started.json'), 'utf8')) as { port: number; host: string };
  } catch {
    return { port: 0, host: hostname() };
  }
}

/** The wished port of this machine when it is free, else any free one. */
function freePort(wish: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer();
    listener.once('error', (error) => (wish === 0 ? reject(error) : resolve(freePort(0))));
    listener.listen(wish, '127.0.0.1', () => {
      const address = listener.address();
      const port = typeof address === 'object' && address ? address.port : wish;
      listener.close(() => resolve(port));
    });
  });
}

/** Gives up this process's use and stops PostgreSQL when nobody else is left. */
async function leave(postmaster: Postmaster, use: FileLock): Promise<void> {
  const guard = await waitFor(() => tryExclusive(postmaster.folder.guard), GUARD_SECONDS);
  use.release();
  // Whoever holds the guard for so long is joining or stopping; either way it is theirs now.
  if (!guard) return;
  try {
    if (!isUsed(postmaster.folder.users)) await stop(postmaster);
  } finally {
    guard.release();
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => (done ??= work());
}

/** Errors of the operating system while handling files; the rest are defects and stay as they are. */
function isSystemError(error: unknown): boolean {
  return typeof (error as { syscall?: unknown }).syscall === 'string';
}
