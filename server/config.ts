import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { canReach, SYSTEM_FOLDER } from './database/embedded-host.ts';
import { Refusal } from './kernel/errors.ts';

/** The settings of one process, read once from its environment. */
export interface Config {
  /** Port of the web server, 0 to 65535 (0: any free one). */
  port: number;
  /** Where the embedded database and passwords made here live; an absolute path. */
  dataDir: string;
  /** A real PostgreSQL server; without it the embedded one is used. */
  databaseUrl: string | undefined;
  /** The owner's login on that server, for `migrate` alone. */
  databaseOwnerUrl: string | undefined;
  production: boolean;
  /** The largest statement file that is taken, in bytes. */
  statementLimit: number;
  /** Sentences a person should read once, because a default was not what they may expect. */
  notes: string[];
}

/** What a default depends on besides the environment. */
export interface Machine {
  platform: NodeJS.Platform;
  home: string;
  uid: number | undefined;
  /** Whether any other user may pass through the folders on the way to a path. */
  isOpen: (path: string) => boolean;
}

const NOBODY_IN_PARTICULAR = { uid: -1, gid: -1 };

function thisMachine(): Machine {
  return {
    platform: process.platform,
    home: homedir(),
    uid: process.getuid?.(),
    isOpen: (path) => canReach(path, NOBODY_IN_PARTICULAR),
  };
}

/** Reads the configuration; a wrong value is refused with its name (`config.port_invalid`, `config.owner_url_alone`). */
export function readConfig(env: NodeJS.ProcessEnv = process.env, machine: Machine = thisMachine()): Config {
  const databaseUrl = filled(env['DATABASE_URL']);
  const databaseOwnerUrl = filled(env['DATABASE_OWNER_URL']);
  if (databaseOwnerUrl && !databaseUrl) {
    throw new Refusal(
      'config.owner_url_alone',
      'DATABASE_OWNER_URL is set without DATABASE_URL: set DATABASE_URL to the login that serves, or unset both to use the embedded database.',
    );
  }
  return {
    port: readPort(filled(env['PORT'])),
    ...readDataDir(env, machine, databaseUrl === undefined),
    databaseUrl,
    databaseOwnerUrl,
    production: env['NODE_ENV'] === 'production',
    statementLimit: readStatementLimit(filled(env['STATEMENT_LIMIT_MB'])),
  };
}

/** In bytes. */
export const STATEMENT_LIMIT = 256 * 1024 * 1024;

function readStatementLimit(text: string | undefined): number {
  if (text === undefined) return STATEMENT_LIMIT;
  if (/^\d{1,5}$/.test(text) && Number(text) > 0) return Number(text) * 1024 * 1024;
  throw new Refusal(
    'config.statement_limit_invalid',
    `STATEMENT_LIMIT_MB is "${text}", but it is a whole number of megabytes, such as 256.`,
  );
}

/** An empty variable is how a shell or a compose file says "not set". */
function filled(value: string | undefined): string | undefined {
  return value?.trim() ? value.trim() : undefined;
}

function readPort(text: string | undefined): number {
  if (text === undefined) return 4000;
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Refusal('config.port_invalid', `PORT is "${text}", but a port is a whole number from 0 to 65535.`);
}

function readDataDir(
  env: NodeJS.ProcessEnv,
  machine: Machine,
  embedded: boolean,
): { dataDir: string; notes: string[] } {
  const named = filled(env['SUANPAN_DATA']);
  if (named) return { dataDir: resolve(named.replace(/^~(?=$|\/)/, machine.home)), notes: [] };
  const usual = usualDataDir(env, machine);
  if (!embedded || machine.uid !== 0 || machine.isOpen(dirname(usual))) return { dataDir: usual, notes: [] };
  const note = `Data goes to ${SYSTEM_FOLDER}: root's own folder ${usual} is closed to the user that PostgreSQL runs as (SUANPAN_DATA names another place).`;
  return { dataDir: SYSTEM_FOLDER, notes: [note] };
}

/** The user's data folder as each system has it. */
function usualDataDir(env: NodeJS.ProcessEnv, { platform, home }: Machine): string {
  if (platform === 'win32') return join(filled(env['LOCALAPPDATA']) ?? join(home, 'AppData', 'Local'), 'Suanpan');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Suanpan');
  const xdg = filled(env['XDG_DATA_HOME']);
  // The XDG specification: a relative path is to be ignored.
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'suanpan');
}
