/** A second person's word on a preview, before its bills are written. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import { lockRun } from './run-locks.ts';
import { type Run, requireRun } from './runs.ts';

/** What is approved. */
export interface ApproveInput {
  /** Idempotency key. */
  key: string;
  runId: string;
  /** Hash of the preview that was looked at. */
  contentHash: string;
}

/**
 * Approves what a run holds; posting it is another step, by whoever may post.
 * @returns the run
 * @throws Refusal `billing.run_unknown`, `billing.hash_mismatch`, `billing.not_to_approve`, `billing.own_run`
 */
export async function approveBillingRun(books: Books, { key, runId, contentHash }: ApproveInput): Promise<Run> {
  await writeOnce(books, { key, operation: 'billing.approve', input: { runId, contentHash } }, async (work) => {
    const run = await requireRun(books, runId);
    const { status, contentHash: current } = await lockRun(work, runId);
    if (current !== contentHash) throw hashMismatch(run.number);
    if (status !== 'PREVIEWED') {
      throw new Refusal(
        'billing.not_to_approve',
        `run ${run.number} is ${status}; a preview is approved before posting`,
      );
    }
    const operator = work.books.operator?.id ?? null;
    if (operator === null || operator === run.createdBy) {
      throw new Refusal('billing.own_run', 'who made a run does not approve it; have somebody else look at it');
    }
    await sql`update billing_run set approved_hash = ${contentHash}, approved_by = ${operator}, approved_at = now(),
      version = version + 1, change_id = ${work.changeId} where tenant_id = ${work.tenantId} and id = ${runId}`.execute(
      work.db,
    );
    work.audit({ noun: 'BillingRun', rowId: runId, action: 'APPROVED', after: { number: run.number, contentHash } });
    return runId;
  });
  return requireRun(books, runId);
}

/** Somebody looked at another content than the one that is there. */
export function hashMismatch(number: string): Refusal {
  const message = `run ${number} was previewed with another content than the one approved; look at it again`;
  return new Refusal('billing.hash_mismatch', message, { field: 'contentHash' });
}
