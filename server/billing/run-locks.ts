/** Who may do what with a run at a moment, and its next status. All locks hold until the transaction ends. */
import { sql } from 'kysely';
import type { Database, Db } from '../database/orm.ts';
import { type Books, enterTenant } from '../ledger/books.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { RunStatus } from './entities.ts';
import { unknownRun } from './runs.ts';

const key = (what: string, runId: string) => sql`hashtextextended(${`${what} ${runId}`}, 0)`;

/** A run's row, when nobody writes bills of it; every step of a run takes it first. @throws Refusal `billing.run_unknown` */
export async function lockRun(
  work: Work,
  id: string,
): Promise<{ number: string; status: RunStatus; contentHash: string | null; postedCount: number }> {
  await sql`select pg_advisory_xact_lock(${key('step', id)})`.execute(work.db);
  const { rows } = await sql<{ number: string; status: RunStatus; content_hash: string | null; posted_count: number }>`
    select number, status, content_hash, posted_count from billing_run
    where tenant_id = ${work.tenantId} and id = ${id} for no key update`.execute(work.db);
  const [row] = rows;
  if (!row) return unknownRun();
  return { number: row.number, status: row.status, contentHash: row.content_hash, postedCount: row.posted_count };
}

/** Whether a run is being posted, and stays so until this transaction ends; several chunks may hold that at once. */
export async function mayPost(work: Work, id: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock_shared(${key('step', id)})`.execute(work.db);
  const { rows } = await sql<{ status: RunStatus }>`
    select status from billing_run where tenant_id = ${work.tenantId} and id = ${id}`.execute(work.db);
  return rows[0]?.status === 'POSTING';
}

/** Writes a run's next status, and who set it. @param reason a stable code, where it was no person's wish */
export async function setStatus(
  work: Work,
  runId: string,
  from: RunStatus,
  to: RunStatus,
  reason?: string,
): Promise<void> {
  const posting = to === 'POSTING';
  await sql`update billing_run set status = ${to}, failure = ${reason ?? null}, version = version + 1, change_id = ${work.changeId},
    posted_at = ${to === 'POSTED' ? sql`now()` : sql`posted_at`},
    posting_since = ${posting ? sql`now()` : sql`posting_since`}, posted_before = ${posting ? sql`posted_count` : sql`posted_before`}
    where tenant_id = ${work.tenantId} and id = ${runId}`.execute(work.db);
  work.audit({ noun: 'BillingRun', rowId: runId, action: to, before: { status: from }, after: { status: to, reason } });
}

/** Keeps in the run why work on it ended early; null when it begins anew. */
export async function setFailure(work: Work, runId: string, failure: string | null): Promise<void> {
  await sql`update billing_run set failure = ${failure}, version = version + 1, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and id = ${runId}`.execute(work.db);
  const action = failure === null ? 'BEGUN' : 'FAILED';
  work.audit({ noun: 'BillingRun', rowId: runId, action, after: { failure } });
}

/**
 * Shows other processes, until this transaction ends, that somebody works on a run.
 * @returns false when somebody else does
 */
export async function alive(db: Db, runId: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${key('run', runId)}) as mine`.execute(
    db,
  );
  return rows[0]?.mine === true;
}

/** Does work on a run while no other process does; waits for one that is at it. A process that dies leaves the place at once. */
export function alone<T>(books: Books, runId: string, work: () => Promise<T>): Promise<T> {
  return books.orm.em.fork().transactional(async (tx) => {
    const db = tx.getKysely<Database>();
    await enterTenant(db, books.tenant.id);
    await sql`select pg_advisory_xact_lock(${key('run', runId)})`.execute(db);
    return work();
  });
}
