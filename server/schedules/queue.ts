/** The queue that jobs wait in: Graphile Worker's, on the same database, so that a job and its place in it are one transaction. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';

/** What the queue knows a job by. */
export interface QueuedJob {
  tenantId: string;
  jobId: string;
}

/** The one task there is. */
export const TASK = 'suanpan.scheduled_job';

/** We count attempts ourselves; the queue only has to try longer than that, also after servers that died. */
const QUEUE_ATTEMPTS = 1000;

/**
 * Puts a job into the queue, again where it left it. Jobs of one schedule follow each other, so that two pulls of a source or
 * two previews do not get in each other's way.
 * @param runAt a moment that has come; what is older goes first
 */
export async function enqueue(
  db: Db,
  { tenantId, jobId, scheduleId, runAt }: QueuedJob & { scheduleId: string; runAt: Date },
): Promise<void> {
  const payload = JSON.stringify({ tenantId, jobId });
  await sql`select graphile_worker.add_job(${TASK}, payload => ${payload}::json, queue_name => ${scheduleId}::text,
    run_at => ${runAt.toISOString()}::timestamptz, max_attempts => ${QUEUE_ATTEMPTS}::integer,
    job_key => ${`${tenantId}/${jobId}`}::text)`.execute(db);
}

/** The advisory lock that whoever runs a job holds for just so long, which therefore nobody holds who is gone. */
export const lockName = (jobId: string): string => `scheduled job ${jobId}`;

/**
 * Frees the jobs of workers that are gone: the queue says that somebody has them, and nobody holds their locks. The queue
 * itself would wait for four hours.
 * @param takenBefore seconds since a job was taken; between taking and locking a worker needs a moment
 * @returns how many were freed
 */
export async function freeOrphans(db: Db, takenBefore: number): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with taken as materialized (
      select j.id, j.job_queue_id, j.payload ->> 'jobId' as job
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = ${TASK} and j.locked_at <= now() - make_interval(secs => ${takenBefore})
    ),
    orphans as materialized (
      select id, job_queue_id from taken where pg_try_advisory_xact_lock(hashtextextended(${lockName('')}::text || job, 0))
    ),
    queues as (
      update graphile_worker._private_job_queues q set locked_at = null, locked_by = null
      from orphans where q.id = orphans.job_queue_id
    )
    update graphile_worker._private_jobs j set locked_at = null, locked_by = null, run_at = now()
    from orphans where j.id = orphans.id returning j.id`.execute(db);
  return rows.length;
}
