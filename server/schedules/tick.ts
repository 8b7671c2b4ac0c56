/** Turns times that have come into jobs. Any number of servers may do so at once: one of them gets a schedule, the others go on. */
import { sql } from 'kysely';
import type { Orm } from '../database/orm.ts';
import { newId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import { everyBooks } from '../ledger/tenants.ts';
import { type Work, write } from '../ledger/unit-of-work.ts';
import type { ActionArguments } from './actions.ts';
import { dueTimes, nextDueTime, type Timing } from './due-times.ts';
import type { CatchUp } from './entities.ts';
import { enqueue } from './queue.ts';

/** A schedule as the tick needs it. */
export interface DueSchedule extends Timing {
  id: string;
  action: string;
  arguments: ActionArguments;
  catchUp: CatchUp;
  nextRunAt: Date;
}

/** After a long time off, a schedule for each minute has many times to catch up; the next tick goes on. */
const TIMES_AT_ONCE = 200;

/** Makes the jobs of every tenant that are due; what goes wrong with one keeps no other from it. */
export async function tickAll(orm: Orm, log: (line: string) => void): Promise<void> {
  for (const books of await everyBooks(orm)) {
    await tick(books, new Date()).catch((error: Error) =>
      log(`The schedules of ${books.tenant.code} could not be looked at (${error.message}); the next look is soon.`),
    );
  }
}

/** Makes the jobs of a tenant that are due, in one transaction. @returns how many */
export function tick(books: Books, now: Date): Promise<number> {
  // What the jobs do leaves a trail of its own; that their time has come changes nothing of the books.
  return write(books, 'schedules.tick', async (work) => {
    let made = 0;
    for (const schedule of await dueSchedules(work, now)) made += await makeDueJobs(work, schedule, now);
    return made;
  });
}

async function dueSchedules(work: Work, now: Date): Promise<DueSchedule[]> {
  const { rows } = await sql<Omit<DueSchedule, 'nextRunAt'> & { nextRunAt: string }>`
    select ${DUE_COLUMNS} from schedule where tenant_id = ${work.tenantId} and enabled and not archived
      and next_run_at <= ${now.toISOString()} order by next_run_at for no key update skip locked`.execute(work.db);
  return rows.map((row) => ({ ...row, nextRunAt: new Date(row.nextRunAt) }));
}

/** Columns of `schedule` that make a `DueSchedule`. */
export const DUE_COLUMNS = sql`id, kind, time_of_day as "timeOfDay", weekdays, month_day as "monthDay", cron,
  time_zone as "timeZone", action, arguments, catch_up as "catchUp", next_run_at as "nextRunAt"`;

/**
 * Makes a job for each time of a schedule that has come, the oldest first, and says when it is due next. The caller holds
 * the schedule's row. @returns how many jobs are new
 */
export async function makeDueJobs(work: Work, schedule: DueSchedule, now: Date): Promise<number> {
  const before = new Date(schedule.nextRunAt.getTime() - 1);
  const times = dueTimes(schedule, before, now, TIMES_AT_ONCE + 1);
  const due = times.slice(0, TIMES_AT_ONCE);
  const next = times[TIMES_AT_ONCE] ?? nextDueTime(schedule, now);
  let made = 0;
  for (const [index, dueAt] of due.entries()) {
    const last = index === times.length - 1;
    made += await makeJob(work, schedule, dueAt, schedule.catchUp === 'LATEST' && !last);
  }
  await sql`update schedule set next_run_at = ${next?.toISOString() ?? null},
      last_run_at = coalesce(${due.at(-1)?.toISOString() ?? null}, last_run_at)
    where tenant_id = ${work.tenantId} and id = ${schedule.id}`.execute(work.db);
  return made;
}

const SKIPPED = {
  status: 'SKIPPED',
  code: 'schedule.later_time_due',
  message: 'no server ran at this time, and the schedule catches up the last one alone',
};

async function makeJob(work: Work, schedule: DueSchedule, dueAt: Date, skipped: boolean): Promise<number> {
  const jobId = newId();
  const { status, code, message } = skipped ? SKIPPED : { status: 'WAITING', code: null, message: null };
  const { rows } = await sql<{ id: string }>`
    insert into scheduled_job (tenant_id, id, schedule_id, due_at, action, arguments, status, last_error_code,
      last_error_message, finished_at)
    values (${work.tenantId}, ${jobId}, ${schedule.id}, ${dueAt.toISOString()}, ${schedule.action},
      ${JSON.stringify(schedule.arguments)}::jsonb, ${status}, ${code}, ${message},
      case when ${status}::text = 'SKIPPED' then now() end)
    on conflict (tenant_id, schedule_id, due_at) do nothing returning id`.execute(work.db);
  if (rows.length === 0) return 0;
  if (!skipped) await enqueue(work.db, { tenantId: work.tenantId, jobId, scheduleId: schedule.id, runAt: dueAt });
  return 1;
}
