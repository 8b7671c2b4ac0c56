/**
 * Posts what a preview stored. Each chunk of customers is a transaction under the run's lock, so a run that is killed, or
 * posted from two servers at once, ends in exactly one bill per customer.
 */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { type Books, readAs } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import { type Work, write } from '../ledger/unit-of-work.ts';
import { inBackground } from './background.ts';
import type { RunStatus } from './entities.ts';
import { inputChanges, refuseChanges } from './input-changes.ts';
import { postChunk } from './post-chunk.ts';
import { cancelPreview } from './preview.ts';
import { checkStep, endOf } from './run-states.ts';
import { alive, listRuns, lockRun, type Run, requireRun } from './runs.ts';

/** What to post. */
export interface PostInput {
  /** Idempotency key. */
  key: string;
  runId: string;
  /** Hash of the preview that was approved. */
  contentHash: string;
}

/** About 200 customers of a property company; small enough that others wait for an instant only. */
const LINES_A_CHUNK = 1000;

/**
 * Starts (or resumes) posting and lets it go on in the background.
 * @returns the run, in POSTING, or POSTED when it was posted before
 * @throws Refusal `billing.run_unknown`, `billing.hash_mismatch`, `billing.wrong_state`, `billing.nothing_to_post`,
 *   `billing.other_run_posting`, `billing.input_changed`, `ledger.period_closed`
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
    throw new Refusal(
      'billing.hash_mismatch',
      `run ${run.number} was previewed with another content than the one approved; look at it again`,
      { field: 'contentHash' },
    );
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

/** Posts chunk after chunk until nothing is left or somebody stopped the run; a failure pauses it. */
async function postAll(books: Books, run: Run, linesAChunk: number): Promise<void> {
  try {
    for (let seq: number | null = 0; seq !== null; ) seq = await postNext(books, run, seq, linesAChunk);
  } catch (error) {
    await pause(books, run.id, error instanceof Refusal ? error.code : 'internal').catch(() => undefined);
    throw alreadyBilled(error, run);
  }
}

/** One transaction. @returns where the next one begins; null at the end */
function postNext(books: Books, run: Run, afterSeq: number, linesAChunk: number): Promise<number | null> {
  return write(books, 'billing.post.chunk', async (work) => {
    const { status } = await lockRun(work, run.id);
    if (status !== 'POSTING') return null;
    const { bills, nextSeq } = await postChunk(work, run, afterSeq, linesAChunk);
    if (nextSeq === null) {
      await setStatus(work, run.id, status, 'POSTED');
    } else {
      await sql`update billing_run set posted_count = posted_count + ${bills}, version = version + 1,
        change_id = ${work.changeId} where tenant_id = ${work.tenantId} and id = ${run.id}`.execute(work.db);
    }
    return nextSeq;
  });
}

async function pause(books: Books, runId: string, reason: string): Promise<void> {
  await write(books, 'billing.pause', async (work) => {
    const { status } = await lockRun(work, runId);
    if (status === 'POSTING') await setStatus(work, runId, status, 'PAUSED', reason);
  });
}

async function setStatus(work: Work, runId: string, from: RunStatus, to: RunStatus, reason?: string): Promise<void> {
  const postedAt = to === 'POSTED' ? sql`now()` : sql`posted_at`;
  await sql`update billing_run set status = ${to}, posted_at = ${postedAt}, version = version + 1, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and id = ${runId}`.execute(work.db);
  work.audit({ noun: 'BillingRun', rowId: runId, action: to, before: { status: from }, after: { status: to, reason } });
}

/** The database's last word against billing a cycle twice, as a refusal. */
function alreadyBilled(error: unknown, run: Run): unknown {
  if ((error as { constraint?: string }).constraint !== 'charge_once') return error;
  return new Refusal(
    'billing.already_billed',
    `a cycle of run ${run.number} was billed meanwhile; stop it and preview again`,
  );
}
