/** Opening the database for a command, and closing it when the command ends. */
import { readConfig } from '../config.ts';
import { resolveDatabase, resolveServing } from '../database/connect.ts';
import { migrate } from '../database/migrate.ts';
import { type Orm, openOrm } from '../database/orm.ts';
import { isBoundByRowSecurity, readinessOf } from '../database/readiness.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Lifetime } from './lifetime.ts';

/** An opened database that is as new as the program. */
export interface OpenDatabase {
  orm: Orm;
  serverUrl: string;
}

type Log = (line: string) => void;

/**
 * Opens a migrated database as the login that serves.
 * @throws Refusal `database.migrations_pending`, `database.superuser_refused`, and those of connecting
 */
export async function openMigrated(lifetime: Lifetime, log: Log): Promise<OpenDatabase> {
  const database = await resolveServing(readConfig(), { log });
  lifetime.onEnd('the database', () => database.leave());
  return open(lifetime, database.serverUrl);
}

/** Opens the database and brings it to the newest shape first. @returns also the names of the migrations run */
export async function openAndMigrate(lifetime: Lifetime, log: Log): Promise<OpenDatabase & { migrations: string[] }> {
  const database = await resolveDatabase(readConfig(), { log });
  lifetime.onEnd('the database', () => database.leave());
  const migrations = await migrate(database.ownerUrl, database.serverRole);
  return { ...(await open(lifetime, database.serverUrl)), migrations };
}

async function open(lifetime: Lifetime, serverUrl: string): Promise<OpenDatabase> {
  const orm = await openOrm(serverUrl);
  lifetime.onEnd('connections', () => orm.close(true));
  const readiness = await readinessOf(orm);
  if (readiness === 'migrations_pending') {
    throw new Refusal(
      'database.migrations_pending',
      'The database is older than this program: run “npm run -s suanpan -- migrate” first, or use npm start.',
    );
  }
  if (readiness !== 'ready') {
    throw new Refusal('database.unreachable', 'The database does not answer; look whether it runs and try again.');
  }
  if (!(await isBoundByRowSecurity(orm))) {
    throw new Refusal(
      'database.superuser_refused',
      'The login that serves is a superuser or bypasses row-level security, so tenants could see each other: let DATABASE_URL name an ordinary login.',
    );
  }
  return { orm, serverUrl };
}
