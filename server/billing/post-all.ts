/**
 * Posts a started run to its end, range after range. The next range is prepared while the one before writes its bills, so
 * two connections share the work; bills are numbered in the order of customers all the same.
 */
import { sql } from 'kysely';
import { throughOutages } from '../database/outages.ts';
import { monthStart } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { type Books, read } from '../ledger/books.ts';
import { holdOpenPeriods } from '../ledger/journal.ts';
import { write } from '../ledger/unit-of-work.ts';
import { type LineRange, nextRange, postChunk } from './post-chunk.ts';
import { alone, lockRun, mayPost, setStatus } from './run-locks.ts';
import type { Run } from './runs.ts';

/** About 600 customers of a property company: others wait for an instant only, and a few statements do all of it. */
export const LINES_A_CHUNK = 2500;

/**
 * Posts until nothing is left, somebody stopped the run or a failure pauses it. Where the database goes away, it waits and
 * goes on. Another server that posts the same run waits until this one is done, or gone.
 * @throws what paused the run
 */
export async function postAll(books: Books, run: Run, linesAChunk: number): Promise<void> {
  try {
    await throughOutages(() => alone(books, run.id, () => postRanges(books, run, linesAChunk)));
  } catch (error) {
    await pauseAfter(books, run.id, error instanceof Refusal ? error.code : 'internal').catch(() => undefined);
    throw alreadyBilled(error, run);
  }
}

async function postRanges(books: Books, run: Run, linesAChunk: number): Promise<void> {
  let turn: Promise<boolean> = Promise.resolve(true);
  for (let after = 0; ; ) {
    const range = await read(books, (db) => nextRange(db, run, after, linesAChunk));
    if (range === null) break;
    const before = turn;
    const { entered, done } = startChunk(books, run, range, before);
    turn = done;
    // Awaited one range later; a failure in between must not count as unhandled.
    done.catch(() => undefined);
    await entered;
    if (!(await before)) return;
    after = range.upTo;
  }
  if (await turn) await finish(books, run.id);
}

/**
 * @param turn the range before; false when the run was stopped
 * @returns when the chunk has begun, so that the next one may, and when it is written: whether the run goes on
 */
function startChunk(books: Books, run: Run, range: LineRange, turn: Promise<boolean>) {
  const { promise: entered, resolve: enter } = Promise.withResolvers<void>();
  const done = write(books, 'billing.post.chunk', async (work) => {
    const goesOn = await mayPost(work, run.id);
    // A month that is new is made by the range before: made by this one, that one would wait for it, and it for that one.
    if (goesOn) await holdOpenPeriods(work, [monthStart(run.issueDate)]);
    enter();
    if (!goesOn) return false;
    const bills = await postChunk(work, run, range, () => requireTurn(turn));
    if (bills > 0) {
      await sql`update billing_run set posted_count = posted_count + ${bills}, version = version + 1,
        change_id = ${work.changeId} where tenant_id = ${work.tenantId} and id = ${run.id}`.execute(work.db);
    }
    return true;
  });
  return { entered: Promise.race([entered, done.then(() => undefined)]), done };
}

/** @throws when the range before was not written: this one must not be either, or numbers would change places */
async function requireTurn(turn: Promise<boolean>): Promise<void> {
  if (!(await turn)) throw new Error('the range before was not posted');
}

async function finish(books: Books, runId: string): Promise<void> {
  await write(books, 'billing.posted', async (work) => {
    const { status } = await lockRun(work, runId);
    if (status === 'POSTING') await setStatus(work, runId, status, 'POSTED');
  });
}

async function pauseAfter(books: Books, runId: string, reason: string): Promise<void> {
  await write(books, 'billing.pause', async (work) => {
    const { status } = await lockRun(work, runId);
    if (status === 'POSTING') await setStatus(work, runId, status, 'PAUSED', reason);
  });
}

/** The database's last word against billing a cycle twice, as a refusal. */
function alreadyBilled(error: unknown, run: Run): unknown {
  if ((error as { constraint?: string }).constraint !== 'charge_once') return error;
  return new Refusal(
    'billing.already_billed',
    `a cycle of run ${run.number} was billed meanwhile; stop it and preview again`,
  );
}
