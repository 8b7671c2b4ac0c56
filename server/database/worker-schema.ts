/**
 * The tables of Graphile Worker, which runs what is scheduled. The owner's role makes and renews them with its library;
 * the server's role works in them and owns nothing, so it could not migrate if it wanted to.
 */
import { Logger, runMigrations } from 'graphile-worker';
import { Pool } from 'pg';
import { Refusal } from '../kernel/errors.ts';

/** Its tables hold no tenant's data, only the ids of jobs; each release may bring others, so they are found, not listed. */
const PRIVILEGES = `
do $$
declare
  name text;
  server text := current_setting('suanpan.server_role');
begin
  perform pg_advisory_xact_lock(hashtext('suanpan worker'));
  execute format('grant usage on schema graphile_worker to %I', server);
  execute format('grant select on graphile_worker.migrations to %I', server);
  for name in select relname from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity loop
    execute format('grant select, insert, update, delete on graphile_worker.%I to %I', name, server);
    if not exists (
      select 1 from pg_policy where polname = 'server_works' and polrelid = format('graphile_worker.%I', name)::regclass
    ) then
      execute format('create policy server_works on graphile_worker.%I to %I using (true)', name, server);
    end if;
  end loop;
end $$`;

const INSUFFICIENT_PRIVILEGE = '42501';

/** Library messages that a person need not read. */
export const QUIET = new Logger(() => () => undefined);

/**
 * Brings the worker's tables to what its library needs, and lets the server's role work in them. Does nothing twice.
 * @param ownerUrl connection of the role that owns the tables
 * @throws Refusal `database.schema_not_allowed`
 */
export async function migrateWorker(ownerUrl: string, serverRole: string): Promise<void> {
  const options = `-c suanpan.server_role=${serverRole}`;
  const pool = new Pool({ connectionString: ownerUrl, max: 1, options });
  for (const event of ['error', 'connect'] as const) pool.on(event, () => undefined);
  try {
    await runMigrations({ pgPool: pool, logger: QUIET });
    await pool.query(PRIVILEGES);
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new Refusal(
      'database.schema_not_allowed',
      'The login that owns the tables may not create a schema: grant it CREATE on the database, which the tables of the job queue need.',
    );
  } finally {
    await pool.end();
  }
}

/** What an error of starting the worker means: as the server's role it finds tables older than its library, and may not renew them. */
export function outdatedQueue(error: unknown): unknown {
  if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) return error;
  return new Refusal(
    'database.migrations_pending',
    'The tables of the job queue are older than this program: run “npm run -s suanpan -- migrate” first, or use npm start.',
  );
}
