/**
 * Steps of posting what a preview stored. Each range of customers is a transaction, so a run that is killed, or posted
 * from two servers at once, ends in exactly one bill per customer.
 */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { type Books, readAs } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import { type Work, write } from '../ledger/unit-of-work.ts';
import { hashMismatch } from './approve.ts';
import { inBackground } from './background.ts';
import type { RunStatus } from './entities.ts';
import { inputChanges, refuseChanges } from './input-changes.ts';
import { LINES_A_CHUNK, postAll } from './post-all.ts';
import { cancelPreview } from './preview.ts';
import { alive, lockRun, setStatus } from './run-locks.ts';
import { checkStep, endOf } from './run-states.ts';
import { listRuns, type Run, requireRun } from './runs.ts';

/** What to post. */
export interface PostInput {
  /** Idempotency key. */
  key: string;
  runId: string;
  /** Hash of the preview that was approved. */
  contentHash: string;
}

/**
 * Starts (or resumes) posting and lets it go on in the background.
 * @returns the run, in POSTING, or POSTED when it was posted before
 * @throws Refusal `billing.run_unknown`, `billing.hash_mismatch`, `billing.wrong_state`, `billing.nothing_to_post`,
 *   `billing.needs_approval`, `billing.other_run_posting`, `billing.input_changed`, `ledger.period_closed`
 */
export async function postBillingRun(books: Books, input: PostInput): Promise<Run> {
  const run = await startPosting(books, input);
  if (run.status === 'POSTING') continuePosting(books, run);
  return run;
}

/** Posts to the end. @returns the run, POSTED (or STOPPED, when somebody stopped it) @throws as `postBillingRun` */
export async function postRun(books: Books, input: PostInput, linesAChunk = LINES_A_CHUNK): Promise<Run> {
  const run = await startPosting(books, input);
  if (run.status === 'POSTING') await postAll(books, run, linesAChunk);
  return requireRun(books, run.id);
}

/**
 * Ends a run: a preview is thrown away, posting stops after the chunk under way.
 * @returns the run, CANCELLED, or STOPPED when it has bills already
 * @throws Refusal `billing.run_unknown`, `billing.wrong_state`
 */
export async function cancelBillingRun(books: Books, runId: string): Promise<Run> {
  await write(books, 'billing.cancel', async (work) => {
    const { number, status, postedCount } = await lockRun(work, runId);
    const to = endOf(number, status, postedCount);
    await setStatus(work, runId, status, to);
  });
  return requireRun(books, runId);
}

/**
 * Lets posting wait after the chunk under way; post it again to go on.
 * @returns the run, PAUSED
 * @throws Refusal `billing.run_unknown`, `billing.wrong_state`
 */
export async function pauseBillingRun(books: Books, runId: string): Promise<Run> {
  await write(books, 'billing.pause', async (work) => {
    const { number, status } = await lockRun(work, runId);
    checkStep(number, status, 'PAUSED');
    await setStatus(work, runId, status, 'PAUSED');
  });
  return requireRun(books, runId);
}

/** Continues what a stopped process left: posting goes on, a preview that nobody computes any more is cancelled. */
export async function resumeRuns(books: Books): Promise<void> {
  for (const run of await listRuns(books, 100, ['PREVIEWING', 'POSTING'])) {
    if (run.status === 'POSTING') continuePosting(books, run);
    else if (await abandoned(books, run)) await cancelPreview(books, run.id, 'interrupted');
  }
}

function abandoned(books: Books, run: Run): Promise<boolean> {
  return readAs(books.orm, books.tenant.id, (db) => alive(db, run.id));
}

function continuePosting(books: Books, run: Run): void {
  inBackground(
    `posting of run ${run.number} of ${books.tenant.code}`,
    () => postAll(books, run, LINES_A_CHUNK),
    (error) => console.error(`run ${run.number} of ${books.tenant.code} is paused:`, error),
  );
}

async function startPosting(books: Books, { key, runId, contentHash }: PostInput): Promise<Run> {
  const run = await requireRun(books, runId);
  if (run.contentHash !== contentHash) {
    throw hashMismatch(run.number);
  }
  // Both are the same run once more: whoever asks again gets what is there.
  if (run.status === 'POSTED' || run.status === 'POSTING') return run;
  await writeOnce(books, { key, operation: 'billing.post', input: { runId, contentHash } }, async (work) => {
    // Two runs that start at the same moment would not see each other's bills: they queue here.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`posting ${work.tenantId}`}, 0))`.execute(work.db);
    const { status } = await lockRun(work, runId);
    if (status === 'POSTING' || status === 'POSTED') return status;
    checkStep(run.number, status, 'POSTING');
    await checkStart(work, run, status);
    await setStatus(work, runId, status, 'POSTING');
    return 'POSTING';
  });
  return requireRun(books, runId);
}

/** @throws Refusal why a run cannot be posted now */
async function checkStart(work: Work, run: Run, status: RunStatus): Promise<void> {
  if (run.lineCount === 0) {
    throw new Refusal('billing.nothing_to_post', `run ${run.number} has nothing to bill; look at its exceptions`);
  }
  if (run.needsApproval && status === 'PREVIEWED') {
    throw new Refusal(
      'billing.needs_approval',
      `run ${run.number} waits for a second person; have somebody who approves look at its preview`,
    );
  }
  const { rows } = await sql<{ number: string }>`select number from billing_run
    where tenant_id = ${work.tenantId} and status = 'POSTING' and id <> ${run.id}`.execute(work.db);
  if (rows[0]) {
    throw new Refusal('billing.other_run_posting', `run ${rows[0].number} is being posted; wait until it is done`);
  }
  refuseChanges(await inputChanges(work.db, work.books, run, status === 'PAUSED'));
  const closed = await work.db
    .selectFrom('accounting_period')
    .select('month')
    .where('tenant_id', '=', work.tenantId)
    .where('month', '=', `${run.issueDate.slice(0, 7)}-01`)
    .where('status', '=', 'CLOSED')
    .executeTakeFirst();
  if (closed) {
    throw new Refusal(
      'ledger.period_closed',
      `the accounting period ${run.issueDate.slice(0, 7)} is closed; preview with an issue date in an open month`,
    );
  }
}
