import type { Client } from 'pg';
import { Refusal } from '../kernel/errors.ts';
import { newPassword } from './data-folder.ts';

/** Owns the tables and migrates; never serves. */
export const OWNER_ROLE = 'suanpan_owner';
/** Serves; owns nothing, so row-level security and missing privileges bind it. */
export const SERVER_ROLE = 'suanpan_server';

/** The passwords of the two roles. */
export interface RolePasswords {
  owner: string;
  server: string;
}

/** What a login is allowed to do on its server. */
export interface Rights {
  superuser: boolean;
  bypassesRowSecurity: boolean;
  /** May make roles and databases. */
  administrates: boolean;
}

/** What the login of a connection is allowed to do. */
export async function rightsOf(client: Client): Promise<Rights> {
  const { rows } = await client.query<{ superuser: boolean; bypasses: boolean; makes: boolean }>(
    `SELECT rolsuper AS superuser, rolbypassrls AS bypasses, rolcreaterole AND rolcreatedb AS makes
       FROM pg_roles WHERE rolname = current_user`,
  );
  const row = rows[0];
  const superuser = row?.superuser ?? false;
  return { superuser, bypassesRowSecurity: row?.bypasses ?? false, administrates: superuser || (row?.makes ?? false) };
}

/**
 * Makes the owner's and the server's role where they are missing, with the passwords known so far or new ones.
 * A role that exists keeps its password when it is known, else gets a new one. The caller keeps what is returned.
 */
export async function provideRoles(admin: Client, known: RolePasswords | undefined): Promise<RolePasswords> {
  const passwords = known ?? { owner: newPassword(), server: newPassword() };
  for (const [role, password] of [
    [OWNER_ROLE, passwords.owner],
    [SERVER_ROLE, passwords.server],
  ] as const) {
    const { rows } = await admin.query<{ strong: boolean }>(
      'SELECT rolsuper OR rolbypassrls OR rolcreaterole AS strong FROM pg_roles WHERE rolname = $1',
      [role],
    );
    if (rows[0]?.strong) throw tooStrong(role);
    if (!rows[0]) await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD ${admin.escapeLiteral(password)}`);
    else if (!known) await setPassword(admin, role, password);
  }
  return passwords;
}

/** Gives a role a password, so that a login that was refused works again. */
export async function setPassword(admin: Client, role: string, password: string): Promise<void> {
  await admin.query(`ALTER ROLE ${admin.escapeIdentifier(role)} LOGIN PASSWORD ${admin.escapeLiteral(password)}`);
}

/** The refusal for a role that row-level security would not bind. */
export function tooStrong(role: string): Refusal {
  return new Refusal(
    'database.role_too_strong',
    `The login "${role}" is a superuser, bypasses row-level security, may make roles or owns the tables; the server runs only as one that does none of it.`,
  );
}

/** Makes the product's database where it is missing, and lets the owner's role own it. Other people's tables are left alone. */
export async function provideDatabase(admin: Client, name: string, connect: () => Promise<Client>): Promise<void> {
  const { superuser } = await rightsOf(admin);
  // Only a member may hand something over to a role; a superuser needs no membership.
  if (!superuser) await admin.query(`GRANT ${OWNER_ROLE} TO CURRENT_USER`);
  const { rows } = await admin.query<{ owner: string; encoding: string }>(
    'SELECT pg_get_userbyid(datdba) AS owner, pg_encoding_to_char(encoding) AS encoding FROM pg_database WHERE datname = $1',
    [name],
  );
  const found = rows[0];
  if (!found) {
    await admin.query(
      `CREATE DATABASE ${admin.escapeIdentifier(name)} OWNER ${OWNER_ROLE} TEMPLATE template0 ENCODING 'UTF8' ${await localeOf(admin)}`,
    );
    return;
  }
  if (found.encoding !== 'UTF8') {
    throw new Refusal(
      'database.encoding',
      `The database "${name}" is encoded in ${found.encoding}, and Suanpan needs UTF8: name another database, it is created when it does not exist.`,
    );
  }
  if (found.owner === OWNER_ROLE) return;
  await refuseForeignTables(connect, name);
  await admin.query(`ALTER DATABASE ${admin.escapeIdentifier(name)} OWNER TO ${OWNER_ROLE}`);
}

/** Code-point order everywhere, so that the same rows sort alike on every server; letter cases by Unicode from 17 on. */
async function localeOf(admin: Client): Promise<string> {
  const { rows } = await admin.query<{ server_version_num: string }>('SHOW server_version_num');
  const builtin = Number(rows[0]?.server_version_num) >= 170_000;
  return `LC_COLLATE 'C' LC_CTYPE 'C'${builtin ? " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'" : ''}`;
}

async function refuseForeignTables(connect: () => Promise<Client>, name: string): Promise<void> {
  const client = await connect();
  try {
    const { rows } = await client.query<{ tables: number }>(
      `SELECT count(*)::int AS tables
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
          AND pg_get_userbyid(c.relowner) <> $1
          AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`,
      [OWNER_ROLE],
    );
    const tables = rows[0]?.tables ?? 0;
    if (tables === 0) return;
    throw new Refusal(
      'database.not_empty',
      `The database "${name}" holds ${tables} tables or views that are not Suanpan's: name another database in DATABASE_URL, it is created when it does not exist.`,
    );
  } finally {
    await client.end();
  }
}
