/** Jobs that somebody asks for, beside those that the clock makes. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { newId, parseId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import { insertRows } from '../ledger/bulk.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { JobStatus } from './entities.ts';
import { enqueue } from './queue.ts';
import { requireSchedule } from './schedules.ts';

/** Does now what a schedule does at its times, which stay as they are. @returns id of the job @throws Refusal `schedule.unknown` */
export function runScheduleNow(books: Books, { key, code }: { key: string; code: string }): Promise<string> {
  return writeOnce(books, { key, operation: 'schedules.run', input: { code } }, async (work) => {
    const schedule = await requireSchedule(work, code);
    const id = newId();
    const now = new Date();
    await insertRows(work.db, 'scheduled_job', [
      {
        tenant_id: work.tenantId,
        id,
        schedule_id: schedule.id,
        due_at: now.toISOString(),
        action: schedule.action,
        arguments: schedule.arguments,
        status: 'WAITING',
        attempts: 0,
        requested_by: books.operator?.id ?? null,
      },
    ]);
    await enqueue(work.db, { tenantId: work.tenantId, jobId: id, scheduleId: schedule.id, runAt: now });
    work.audit({ noun: 'ScheduledJob', rowId: id, action: 'CREATED', after: { schedule: code } });
    return id;
  });
}

/**
 * Runs a job again that was given up, failed (at once, instead of after its pause) or was skipped.
 * @returns its id
 * @throws Refusal `schedule.job_unknown`, `schedule.job_not_failed`
 */
export function rerunJob(books: Books, { key, jobId }: { key: string; jobId: string }): Promise<string> {
  const id = parseId(jobId, 'jobId');
  return writeOnce(books, { key, operation: 'schedules.rerun', input: { jobId: id } }, async (work) => {
    const { rows } = await sql<{ status: JobStatus; schedule_id: string }>`
      select status, schedule_id from scheduled_job where tenant_id = ${work.tenantId} and id = ${id} for no key update`.execute(
      work.db,
    );
    const [job] = rows;
    if (!job) throw new Refusal('schedule.job_unknown', 'there is no such job', { field: 'jobId' });
    if (!['GIVEN_UP', 'FAILED', 'SKIPPED'].includes(job.status)) {
      const message = 'this job waits, runs or is done; only what failed or was skipped can be run again';
      throw new Refusal('schedule.job_not_failed', message, { field: 'jobId' });
    }
    await sql`update scheduled_job set status = 'WAITING', attempts = 0, finished_at = null
      where tenant_id = ${work.tenantId} and id = ${id}`.execute(work.db);
    const { schedule_id: scheduleId } = job;
    await enqueue(work.db, { tenantId: work.tenantId, jobId: id, scheduleId, runAt: new Date() });
    const before = { status: job.status };
    work.audit({ noun: 'ScheduledJob', rowId: id, action: 'RERUN', before, after: { status: 'WAITING' } });
    return id;
  });
}
