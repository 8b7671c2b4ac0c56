import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { migrationNames } from './migrate.ts';
import type { Orm } from './orm.ts';

/** Whether a database can be served, as the server's role sees it. */
export type Readiness = 'ready' | 'migrations_pending' | 'database_unreachable';

const UNDEFINED_TABLE = '42P01';
const PATIENCE_MS = 5_000;

/** Asks the database, and takes no answer within five seconds for none. Never throws. */
export async function readinessOf(orm: Orm): Promise<Readiness> {
  const patience = new AbortController();
  const answer = pending(orm).then(
    (names) => (names.length === 0 ? 'ready' : 'migrations_pending'),
    (error: { code?: string }) =>
      error.code === UNDEFINED_TABLE ? ('migrations_pending' as const) : ('database_unreachable' as const),
  );
  const giveUp = sleep(PATIENCE_MS, 'database_unreachable' as const, { signal: patience.signal });
  try {
    return await Promise.race([answer, giveUp.catch(() => 'database_unreachable' as const)]);
  } finally {
    patience.abort();
  }
}

/** Migrations that were not run yet. */
async function pending(orm: Orm): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from migration`.execute(orm.em.fork().getKysely());
  const run = new Set(rows.map(({ name }) => name));
  return migrationNames.filter((name) => !run.has(name));
}

/** Whether the login that serves is bound by row-level security; a superuser is not. */
export async function isBoundByRowSecurity(orm: Orm): Promise<boolean> {
  const { rows } = await sql<{ bound: boolean }>`
    select not (rolsuper or rolbypassrls) as bound from pg_roles where rolname = current_user`.execute(
    orm.em.fork().getKysely(),
  );
  return rows[0]?.bound ?? false;
}
