/** A run as somebody watches it: told whenever it has moved on. */
import type { Books } from '../ledger/books.ts';
import type { RunStatus } from './entities.ts';
import { type Run, requireRun } from './runs.ts';

/** States in which the server works on a run by itself. */
const MOVING: ReadonlySet<RunStatus> = new Set(['DRAFT', 'PREVIEWING', 'POSTING']);

const LOOK_EVERY_MS = 400;
/** Who still looks asks again; so that nobody who has left is served for ever. */
const LONGEST_MS = 10 * 60_000;

/**
 * The run now, and again each time that its state or its counts changed; ends with the state in which it stands still.
 * The database is looked at, so it doesn't matter which server works on the run.
 * @throws Refusal `billing.run_unknown`
 */
export async function* followRun(books: Books, id: string): AsyncGenerator<Run> {
  const until = performance.now() + LONGEST_MS;
  for (let told = ''; ; ) {
    const run = await requireRun(books, id);
    const now = [run.status, run.postedCount, run.lineCount].join(' ');
    if (now !== told) yield run;
    told = now;
    if (!MOVING.has(run.status) || performance.now() > until) return;
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
}
