/** Schedules and their jobs as the API shows them. */
import { sql } from 'kysely';
import { type Books, read } from '../ledger/books.ts';
import type { CatchUp, JobStatus, ScheduleKind } from './entities.ts';

export interface ScheduleView {
  id: string;
  code: string;
  name: string;
  kind: ScheduleKind;
  time: string | null;
  weekdays: number[];
  monthDay: number | null;
  cron: string | null;
  timeZone: string;
  action: string;
  arguments: Record<string, unknown>;
  catchUp: CatchUp;
  enabled: boolean;
  nextRunAt: string | null;
  lastRunAt: string | null;
  version: number;
}

export interface JobView {
  id: string;
  scheduleId: string;
  schedule: string;
  scheduleName: string;
  dueAt: string;
  action: string;
  status: JobStatus;
  attempts: number;
  errorCode: string | null;
  errorMessage: string | null;
  result: Record<string, unknown> | null;
  requestedBy: string | null;
  startedAt: string | null;
  finishedAt: string | null;
}

/** Schedules that are not removed, by code; of one code only where it is named. */
export function listSchedules(books: Books, code?: string): Promise<ScheduleView[]> {
  return read(books, async (db) => {
    const { rows } = await sql<ScheduleView>`
      select id, code, name, kind, time_of_day as time, coalesce(weekdays, '{}') as weekdays, month_day as "monthDay", cron,
        time_zone as "timeZone", action, arguments, catch_up as "catchUp", enabled, next_run_at as "nextRunAt",
        last_run_at as "lastRunAt", version
      from schedule where tenant_id = ${books.tenant.id} and not archived
        and ${code === undefined ? sql`true` : sql`code = ${code}`} order by code`.execute(db);
    return rows;
  });
}

const JOB_COLUMNS = sql`j.id, j.schedule_id as "scheduleId", s.code as schedule, s.name as "scheduleName",
  j.due_at as "dueAt", j.action, j.status, j.attempts, j.last_error_code as "errorCode",
  j.last_error_message as "errorMessage", j.result, o.name as "requestedBy", j.started_at as "startedAt",
  j.finished_at as "finishedAt"`;
const JOBS = sql`scheduled_job j join schedule s on s.tenant_id = j.tenant_id and s.id = j.schedule_id
  left join operator o on o.tenant_id = j.tenant_id and o.id = j.requested_by`;

/** Which jobs to list. */
export interface JobFilter {
  ids?: readonly string[];
  statuses?: readonly JobStatus[] | null;
}

/** Jobs, those that were due last first, at most 200. */
export function listJobs(books: Books, { ids, statuses }: JobFilter, first: number): Promise<JobView[]> {
  return read(books, async (db) => {
    const { rows } = await sql<JobView>`
      select ${JOB_COLUMNS} from ${JOBS} where j.tenant_id = ${books.tenant.id}
        and ${ids ? sql`j.id = any(${[...ids]}::uuid[])` : sql`true`}
        and ${statuses ? sql`j.status = any(${[...statuses]}::text[])` : sql`true`}
      order by j.due_at desc, j.id desc limit ${Math.min(Math.max(first, 0), 200)}`.execute(db);
    return rows;
  });
}

/** The job of each schedule that ended or failed last, in the order of the schedules; null where none did yet. */
export function lastJobs(books: Books, scheduleIds: readonly string[]): Promise<(JobView | null)[]> {
  return read(books, async (db) => {
    const { rows } = await sql<JobView>`
      select l.* from unnest(${[...scheduleIds]}::uuid[]) asked(id) cross join lateral (
        select ${JOB_COLUMNS} from ${JOBS} where j.tenant_id = ${books.tenant.id} and j.schedule_id = asked.id
          and j.finished_at is not null order by j.due_at desc limit 1) l`.execute(db);
    const found = new Map(rows.map((row) => [row.scheduleId, row]));
    return scheduleIds.map((id) => found.get(id) ?? null);
  });
}
