/** Runs one job and keeps how it went. */
import { sql } from 'kysely';
import type { Orm } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import { booksById } from '../ledger/tenants.ts';
import { write } from '../ledger/unit-of-work.ts';
import type { Action, ActionArguments } from './actions.ts';
import type { QueuedJob } from './queue.ts';

/** The queue waits e, e², e³ … seconds between them: together some twenty minutes, so that a restart elsewhere passes. */
export const MOST_ATTEMPTS = 8;

export interface RunSettings {
  orm: Orm;
  actions: Readonly<Record<string, Action>>;
  mostAttempts: number;
  log: (line: string) => void;
}

interface Begun {
  action: string;
  arguments: ActionArguments;
  attempts: number;
  dueAt: Date;
  schedule: string;
}

/**
 * Runs a job that waits; one that is done already is left alone. The caller holds the job's lock.
 * @throws what the action threw, when the queue is to try again; after the last attempt the job is given up instead
 */
export async function runJob(settings: RunSettings, { tenantId, jobId }: QueuedJob): Promise<void> {
  const books = await booksById(settings.orm, tenantId);
  const begun = await begin(books, jobId);
  if (!begun) return;
  try {
    // Servers that died while they ran it never came to say so.
    if (begun.attempts > settings.mostAttempts) throw diedTooOften(begun.attempts - 1);
    await finish(books, jobId, await act(settings, books, jobId, begun));
  } catch (error) {
    const final = begun.attempts >= settings.mostAttempts;
    await fail(books, jobId, error as Error, final);
    const { code, message } = describe(error as Error);
    const then = final ? 'it is given up and waits for somebody' : 'it will be tried again';
    settings.log(`Schedule ${begun.schedule} of ${books.tenant.code} failed (${code}: ${message}); ${then}.`);
    if (!final) throw error;
  }
}

async function act(settings: RunSettings, books: Books, jobId: string, begun: Begun): Promise<Record<string, unknown>> {
  const action = settings.actions[begun.action];
  if (!action) throw new Refusal('schedule.unknown_action', `this program has no action “${begun.action}”`);
  const { today: dueOn } = await booksById(settings.orm, books.tenant.id, begun.dueAt);
  return action.run({ books, arguments: begun.arguments, jobId, dueOn });
}

function diedTooOften(times: number): Refusal {
  const message = `the server ended ${times} times in the middle of it; look at its log before it is run again`;
  return new Refusal('schedule.server_died', message);
}

function begin(books: Books, jobId: string): Promise<Begun | null> {
  return write(books, 'schedules.begin', async (work) => {
    const { rows } = await sql<Omit<Begun, 'dueAt'> & { dueAt: string }>`
      update scheduled_job j set status = 'RUNNING', attempts = attempts + 1, started_at = now(), finished_at = null
      from schedule s
      where j.tenant_id = ${work.tenantId} and j.id = ${jobId} and j.status in ('WAITING', 'RUNNING', 'FAILED')
        and s.tenant_id = j.tenant_id and s.id = j.schedule_id
      returning j.action, j.arguments, j.attempts, j.due_at as "dueAt", s.code as schedule`.execute(work.db);
    return rows[0] ? { ...rows[0], dueAt: new Date(rows[0].dueAt) } : null;
  });
}

async function finish(books: Books, jobId: string, result: Record<string, unknown>): Promise<void> {
  await write(books, 'schedules.done', async (work) => {
    await sql`update scheduled_job set status = 'DONE', result = ${JSON.stringify(result)}::jsonb, last_error_code = null,
        last_error_message = null, finished_at = now()
      where tenant_id = ${work.tenantId} and id = ${jobId}`.execute(work.db);
  });
}

async function fail(books: Books, jobId: string, error: Error, final: boolean): Promise<void> {
  const { code, message } = describe(error);
  await write(books, 'schedules.failed', async (work) => {
    await sql`update scheduled_job set status = ${final ? 'GIVEN_UP' : 'FAILED'}, last_error_code = ${code},
        last_error_message = ${message}, finished_at = now()
      where tenant_id = ${work.tenantId} and id = ${jobId}`.execute(work.db);
  });
}

/** A refusal says what to do; of anything else the first line is kept, for whoever has the log beside it. */
function describe(error: Error): { code: string; message: string } {
  const [line = ''] = (error.message || error.name).split('\n');
  // PostgreSQL stores no NUL.
  return { code: error instanceof Refusal ? error.code : 'internal', message: line.replaceAll('\0', '').slice(0, 500) };
}
