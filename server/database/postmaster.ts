import { spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../kernel/errors.ts';
import type { DataFolder } from './data-folder.ts';
import type { Binaries, RunAs } from './embedded-host.ts';
import { clusterSettings, HOST_RULES } from './postmaster-settings.ts';

/** What is needed to run PostgreSQL's programs on one data folder. */
export interface Postmaster {
  folder: DataFolder;
  binaries: Binaries;
  user: RunAs | undefined;
  /** Throw-away data: no waiting for the disk. */
  fast: boolean;
}

/** How a start ended; everything but `started` leaves nothing running. */
export type StartOutcome = { outcome: 'started' } | { outcome: 'port-taken' | 'in-use' | 'failed'; lines: string };

const START_SECONDS = 120;
const LARGEST_LOG = 10_000_000;

/** Makes the cluster in the data folder where there is none. A draft is renamed when whole, so one cut short leaves no trace. */
export async function initialise(postmaster: Postmaster, password: string): Promise<void> {
  const { folder, binaries, user, fast } = postmaster;
  const draft = `${folder.cluster}.new`;
  const passwordFile = join(folder.home, 'initdb-password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  give(draft, user);
  try {
    writeAs(passwordFile, `${password}\n`, user);
    const { code, output } = await run(postmaster, binaries.initdb, [
      `--pgdata=${draft}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Code-point order and Unicode letter cases, the same on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(fast ? ['--no-sync'] : []),
    ]);
    if (code !== 0)
      throw new Refusal(
        'database.start_failed',
        `PostgreSQL could not prepare ${folder.cluster}: ${lastLines(output)}`,
      );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writeAs(join(draft, 'pg_hba.conf'), HOST_RULES, user);
  const configuration = join(draft, 'postgresql.conf');
  writeAs(configuration, `${readFileSync(configuration, 'utf8')}\ninclude 'suanpan.conf'\n`, user);
  renameSync(draft, folder.cluster);
}

/** Starts PostgreSQL detached from this terminal and waits until it accepts connections (crash recovery included). */
export async function start(postmaster: Postmaster, port: number): Promise<StartOutcome> {
  const { folder, binaries, user, fast } = postmaster;
  writeAs(join(folder.cluster, 'suanpan.conf'), clusterSettings({ port, fast }), user);
  const before = openLog(postmaster);
  const { code, output } = await run(postmaster, binaries.pgCtl, [
    'start',
    '--silent',
    '--wait',
    `--timeout=${START_SECONDS}`,
    `--pgdata=${folder.cluster}`,
    `--log=${folder.log}`,
  ]);
  if (code === 0) return { outcome: 'started' };
  const lines = `${readFrom(folder.log, before)}\n${output}`;
  if (/could not bind|could not create any TCP\/IP sockets/i.test(lines)) return { outcome: 'port-taken', lines };
  if (/pre-existing shared memory block|lock file ".*" already exists/i.test(lines))
    return { outcome: 'in-use', lines };
  return { outcome: 'failed', lines: lastLines(lines) };
}

/** Stops PostgreSQL and waits until it has: cleanly (connections are ended), by force only when that takes a minute. */
export async function stop(postmaster: Postmaster): Promise<void> {
  const stopWith = (mode: string) =>
    run(postmaster, postmaster.binaries.pgCtl, [
      'stop',
      '--silent',
      '--wait',
      '--timeout=60',
      `--mode=${mode}`,
      `--pgdata=${postmaster.folder.cluster}`,
    ]);
  const { code } = await stopWith('fast');
  if (code !== 0 && existsSync(join(postmaster.folder.cluster, 'postmaster.pid'))) await stopWith('immediate');
}

/** Runs one of PostgreSQL's programs as its user. In a session of its own, so that Ctrl-C does not cut it short. */
function run(postmaster: Postmaster, program: string, args: string[]): Promise<{ code: number; output: string }> {
  // PGPORT, PGDATA, PGOPTIONS and their like in the caller's environment mean another server, not this one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/i.test(name)));
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: postmaster.folder.home,
      env: { ...env, LC_ALL: 'C' },
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...postmaster.user,
    });
    let output = '';
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => {
      const message = `PostgreSQL's program ${program} does not run on this machine (${error.message}); set DATABASE_URL to a PostgreSQL server, 15 or newer.`;
      reject(new Refusal('database.start_failed', message));
    });
    // Not `close`: under Windows the server inherits the pipe and would keep it open.
    child.once('exit', (code) => {
      child.stderr?.destroy();
      resolve({ code: code ?? 1, output });
    });
  });
}

function writeAs(file: string, text: string, user: RunAs | undefined): void {
  writeFileSync(file, text, { mode: 0o600 });
  give(file, user);
}

function give(path: string, user: RunAs | undefined): void {
  if (user) chownSync(path, user.uid, user.gid);
}

/** Makes sure the log is there, belongs to PostgreSQL's user and is not endless; gives its length. */
function openLog({ folder, user }: Postmaster): number {
  if (!existsSync(folder.log)) writeAs(folder.log, '', user);
  else if (statSync(folder.log).size > LARGEST_LOG) truncateSync(folder.log);
  return statSync(folder.log).size;
}

function readFrom(file: string, position: number): string {
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(Math.max(0, Math.min(statSync(file).size - position, 1_000_000)));
    readSync(handle, buffer, 0, buffer.length, position);
    return buffer.toString();
  } finally {
    closeSync(handle);
  }
}

/** The last things PostgreSQL said, on one line, without time stamps and without what pg_ctl says about itself. */
function lastLines(text: string): string {
  const NOISE = /^pg_ctl: |^Examine the log output|database system is shut down$/;
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !NOISE.test(line));
  const told = lines.slice(-3).map((line) => line.replace(/^\d.*?\] (?:LOG|FATAL|PANIC|HINT|DETAIL): +/, '').trim());
  return told.join(' · ') || 'it said nothing';
}
