import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../kernel/errors.ts';
import { canReach, makeFolder, type RunAs, SYSTEM_FOLDER } from './embedded-host.ts';

/**
 * The places of one installation. `root` is what SUANPAN_DATA names; `home` holds what PostgreSQL's own user must
 * reach, and is the same folder unless root runs the product from a place which that user may not enter.
 */
export interface DataFolder {
  root: string;
  home: string;
  /** PostgreSQL's own data folder (PGDATA). */
  cluster: string;
  log: string;
  /** Held alone for a moment by whoever starts, joins or leaves. */
  guard: string;
  /** Held together by everyone who uses the embedded server. */
  users: string;
}

/** Passwords that were made here, never by a person. Roles are kept per server, as `host:port`. */
export interface Secrets {
  superuser?: string;
  roles: Record<string, { owner: string; server: string }>;
}

/** A password of 192 random bits that needs no escaping in a URL. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Makes the data folder where it is missing; refuses with one sentence when it cannot be used. */
export function openDataFolder(root: string, user?: RunAs): DataFolder {
  try {
    makeFolder(root, user ? 0o755 : 0o700);
    if (!statSync(root).isDirectory()) throw new Error('it is not a folder');
    const probe = join(root, `.write-${randomUUID()}`);
    writeFileSync(probe, '');
    rmSync(probe);
    // The folder is ours; its passwords are in files that only their owner reads.
    if (user && !canReach(root, user) && statSync(root).uid === 0) chmodSync(root, 0o711);
    const home = user ? homeFor(root, user) : root;
    return {
      root,
      home,
      cluster: join(home, 'cluster'),
      log: join(home, 'postgresql.log'),
      guard: join(root, 'guard.lock'),
      users: join(root, 'users.lock'),
    };
  } catch (error) {
    throw unusable(root, error);
  }
}

/** The refusal for a data folder that the operating system keeps us out of. */
export function unusable(root: string, error: unknown): Refusal {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'it is on a read-only disk',
    ENOSPC: 'the disk is full',
    EEXIST: 'there is a file of that name',
    ENOENT: 'it cannot be made there',
    ENOTDIR: 'a part of its path is a file',
  };
  const reason = (code && reasons[code]) || message;
  return new Refusal(
    'database.data_folder_unusable',
    `The data folder ${root} cannot be used: ${reason}; set SUANPAN_DATA to a folder of your own.`,
  );
}

/** Where PostgreSQL's data lives when its user cannot reach the data folder: a place of its own, remembered in a file. */
function homeFor(root: string, user: RunAs): string {
  const pointer = join(root, 'cluster-location');
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
  if (canReach(root, user)) return root;
  if (existsSync(join(root, 'cluster')))
    throw new Error('PostgreSQL’s user may no longer enter a folder on the way to it (chmod o+x)');
  const home = join(SYSTEM_FOLDER, 'clusters', randomUUID());
  makeFolder(home, 0o755);
  writeFileSync(pointer, `${home}\n`);
  return home;
}

/** Reads the passwords kept in the data folder; an empty set when there are none yet. */
export function readSecrets(folder: DataFolder): Secrets {
  const file = join(folder.root, 'secrets.json');
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Secrets) : { roles: {} };
  } catch (error) {
    if (error instanceof SyntaxError) throw unusable(folder.root, new Error('its file secrets.json is damaged'));
    throw unusable(folder.root, error);
  }
}

/** Keeps the passwords, readable by their owner alone; a crash leaves the old file or the new one, never half of one. */
export function writeSecrets(folder: DataFolder, secrets: Secrets): void {
  const file = join(folder.root, 'secrets.json');
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    throw unusable(folder.root, error);
  }
}
