import type { Client } from 'pg';
import type { Config } from '../config.ts';
import { Refusal } from '../kernel/errors.ts';
import { type DataFolder, openDataFolder, readSecrets, writeSecrets } from './data-folder.ts';
import { dial } from './dial.ts';
import { openEmbedded } from './embedded.ts';
import { OWNER_ROLE, provideDatabase, provideRoles, rightsOf, SERVER_ROLE, setPassword, tooStrong } from './roles.ts';
import { databaseOf, loginOf, parseServerUrl, placeOf, withDatabase } from './server-url.ts';

/** A database that is ready to be migrated and served, with a login for each. */
export interface ResolvedDatabase {
  /** The login that serves: owns nothing, bound by row-level security. */
  serverUrl: string;
  /** The role of `serverUrl`, which migrations grant to. */
  serverRole: string;
  /** The login that owns the tables, for `migrate` alone. */
  ownerUrl: string;
  /** The login that made the two, in the same database, where it was given or is embedded. */
  adminUrl?: string;
  /** Ends this use; whoever leaves an embedded server last stops it. */
  leave(): Promise<void>;
}

/** What serving needs; without DATABASE_OWNER_URL there may be no login to migrate with. */
export type ServingDatabase = Omit<ResolvedDatabase, 'ownerUrl'> & { ownerUrl?: string };

export interface ResolveOptions {
  /** Takes lines for a person to read. */
  log?: (line: string) => void;
  /** Passed to the embedded server: for data that is thrown away. */
  fast?: boolean;
}

const DATABASE = 'suanpan';
const nothingToLeave = () => Promise.resolve();

/**
 * Finds the database that the configuration names and provides its two logins: in the embedded server, on a real one
 * by a login that may administrate, or as given by DATABASE_URL and DATABASE_OWNER_URL. Refuses with one sentence when
 * that cannot be (`database.…`). Nothing is migrated here.
 */
export async function resolveDatabase(config: Config, options: ResolveOptions = {}): Promise<ResolvedDatabase> {
  const found = await resolveServing(config, options);
  const { ownerUrl } = found;
  if (ownerUrl !== undefined) return { ...found, ownerUrl };
  await found.leave();
  const login = loginOf(new URL(found.serverUrl));
  throw new Refusal(
    'database.owner_missing',
    `The login "${login}" of DATABASE_URL may not make roles and databases: set DATABASE_OWNER_URL to the login that owns the database, or let DATABASE_URL name one with CREATEROLE and CREATEDB.`,
  );
}

/**
 * As `resolveDatabase`, for a process that only serves what is already migrated: a DATABASE_URL that may not
 * administrate is enough.
 */
export async function resolveServing(config: Config, options: ResolveOptions = {}): Promise<ServingDatabase> {
  for (const note of config.notes) options.log?.(note);
  if (config.databaseUrl === undefined) return resolveEmbedded(config, options);
  const url = parseServerUrl(config.databaseUrl, 'DATABASE_URL');
  if (config.databaseOwnerUrl !== undefined)
    return resolvePair(url, parseServerUrl(config.databaseOwnerUrl, 'DATABASE_OWNER_URL'));
  return resolveOne(url, config, options);
}

async function resolveEmbedded(config: Config, options: ResolveOptions): Promise<ResolvedDatabase> {
  const server = await openEmbedded({ dataDir: config.dataDir, ...options });
  try {
    const admin = new URL(server.adminUrl);
    const client = await dial(admin, 'DATABASE_URL');
    const folder = openDataFolder(config.dataDir);
    return { ...(await provide(admin, client, DATABASE, { folder, key: 'embedded' })), leave: () => server.leave() };
  } catch (error) {
    await server.leave();
    throw error;
  }
}

/** One login for everything: it makes the two roles, and nothing runs as itself; or it may only serve. */
async function resolveOne(url: URL, config: Config, options: ResolveOptions): Promise<ServingDatabase> {
  const client = await dialAdmin(url);
  const rights = await rightsOf(client);
  if (!rights.administrates) {
    await client.end();
    return { ...(await servingAlone(url, rights.bypassesRowSecurity)), leave: nothingToLeave };
  }
  const named = databaseOf(url);
  const shared = ['', 'postgres', 'template0', 'template1'].includes(named);
  if (shared)
    options.log?.(`Using the database "${DATABASE}" at ${placeOf(url)}, since DATABASE_URL names none of its own.`);
  const folder = openDataFolder(config.dataDir);
  return provide(url, client, shared ? DATABASE : named, { folder, key: placeOf(url) });
}

/** A login that cannot administrate must at least find its database and be bound by row-level security. */
async function servingAlone(url: URL, tooPowerful: boolean): Promise<ServingDatabase> {
  if (tooPowerful) throw tooStrong(loginOf(url));
  const client = await dial(url, 'DATABASE_URL');
  await client.end();
  return { serverUrl: url.href, serverRole: loginOf(url), leave: nothingToLeave };
}

/** Both logins are given: they are used as they are, if they are as different as they must be. */
async function resolvePair(url: URL, ownerUrl: URL): Promise<ResolvedDatabase> {
  const server = await dial(url, 'DATABASE_URL');
  const owner = await dial(ownerUrl, 'DATABASE_OWNER_URL').catch(async (error) => {
    await server.end();
    throw error;
  });
  try {
    const rights = await rightsOf(server);
    const here = await identify(server);
    const there = await identify(owner);
    if (here.database !== there.database) {
      throw new Refusal(
        'database.urls_differ',
        'DATABASE_URL and DATABASE_OWNER_URL name two different databases: let both name the same one.',
      );
    }
    const owns = await isMemberOf(server, there.role);
    if (rights.superuser || rights.bypassesRowSecurity || owns) throw tooStrong(here.role);
    return { serverUrl: url.href, serverRole: here.role, ownerUrl: ownerUrl.href, leave: nothingToLeave };
  } finally {
    await Promise.all([server.end(), owner.end()]);
  }
}

async function identify(client: Client): Promise<{ role: string; database: string }> {
  const { rows } = await client.query<{ role: string; database: string }>(
    'SELECT current_user AS role, oid || datname AS database FROM pg_database WHERE datname = current_database()',
  );
  if (!rows[0]) throw new Error('The connection has no database.');
  return rows[0];
}

async function isMemberOf(client: Client, role: string): Promise<boolean> {
  const { rows } = await client.query<{ member: boolean }>("SELECT pg_has_role(current_user, $1, 'MEMBER') AS member", [
    role,
  ]);
  return rows[0]?.member ?? false;
}

/** The named database may not exist yet; then there is one that every server has. */
async function dialAdmin(url: URL): Promise<Client> {
  try {
    return await dial(url, 'DATABASE_URL');
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'database.missing') throw error;
    return dial(withDatabase(url, 'postgres'), 'DATABASE_URL').catch(() => Promise.reject(error));
  }
}

/** Makes roles and database by an administrator's connection, which it ends. One process at a time does so. */
async function provide(
  adminUrl: URL,
  admin: Client,
  database: string,
  store: { folder: DataFolder; key: string },
): Promise<ResolvedDatabase> {
  try {
    await admin.query(`SELECT pg_advisory_lock(hashtext('suanpan roles'))`);
    const secrets = readSecrets(store.folder);
    const passwords = await provideRoles(admin, secrets.roles[store.key]);
    secrets.roles[store.key] = passwords;
    writeSecrets(store.folder, secrets);
    await provideDatabase(admin, database, () => dial(withDatabase(adminUrl, database), 'DATABASE_URL'));
    return {
      serverUrl: await loginUrl(
        admin,
        withDatabase(adminUrl, database, { name: SERVER_ROLE, password: passwords.server }),
      ),
      serverRole: SERVER_ROLE,
      ownerUrl: await loginUrl(
        admin,
        withDatabase(adminUrl, database, { name: OWNER_ROLE, password: passwords.owner }),
      ),
      adminUrl: withDatabase(adminUrl, database).href,
      leave: nothingToLeave,
    };
  } catch (error) {
    throw notAllowed(error, adminUrl);
  } finally {
    await admin.end();
  }
}

/** The URL of a role, its password set again where the server no longer takes the one we know. */
async function loginUrl(admin: Client, url: URL): Promise<string> {
  try {
    await (await dial(url, 'DATABASE_URL')).end();
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'database.login_refused') throw error;
    await setPassword(admin, loginOf(url), decodeURIComponent(url.password));
    await (await dial(url, 'DATABASE_URL')).end();
  }
  return url.href;
}

/** A right that CREATEROLE and CREATEDB do not include, such as over a role that somebody else made. */
function notAllowed(error: unknown, adminUrl: URL): unknown {
  const INSUFFICIENT_PRIVILEGE = '42501';
  if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) return error;
  return new Refusal(
    'database.not_allowed',
    `The login "${loginOf(adminUrl)}" of DATABASE_URL may not prepare the database (${(error as Error).message}): use a superuser once, or make two logins yourself and set DATABASE_OWNER_URL too.`,
  );
}
