/** What a schedule may do. Each action calls a service that a person could call too; a new one is a line in `ACTIONS`. */
import { cancelPreview, previewRun } from '../billing/preview.ts';
import { alive } from '../billing/run-locks.ts';
import type { Run } from '../billing/runs.ts';
import { addMonths, type BusinessDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { type Books, readAs } from '../ledger/books.ts';
import { foldRollups } from '../ledger/rollups.ts';
import { pullSource } from '../metering/sources/pull.ts';
import { findSource } from '../metering/sources/settings.ts';
import { matchAgain } from '../reconciliation/decide-by-hand.ts';

/** Arguments of an action, as they are stored. */
export type ActionArguments = Record<string, unknown>;

/** What an action gets to know of the time it is run for. */
export interface Occasion {
  /** The tenant's books, opened by the product itself, on today's business day. */
  books: Books;
  arguments: ActionArguments;
  jobId: string;
  /** The business day on which it was due; before `books.today` when it is caught up. */
  dueOn: BusinessDate;
}

export interface Action {
  /** Checks arguments and gives them as they are stored. @throws Refusal `schedule.bad_arguments` and of services */
  check(books: Books, given: ActionArguments): ActionArguments | Promise<ActionArguments>;
  /**
   * Does it. A job may be run again after it was cut off anywhere, so an action does not do twice what it did.
   * @returns what a person should know of the result: a flat object
   */
  run(occasion: Occasion): Promise<Record<string, unknown>>;
}

/** Which month is billed, seen from the day the job is due. */
const MONTHS = { PREVIOUS: -1, CURRENT: 0, NEXT: 1 } as const;

/** All actions by name. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  FOLD_ROLLUPS: {
    check: (_books, given) => only(given, []),
    run: async ({ books }) => ({ folded: await foldRollups(books) }),
  },
  PREVIEW_RUN: {
    check: (_books, given) => {
      const { month = 'PREVIOUS' } = only(given, ['month']);
      if (typeof month === 'string' && month in MONTHS) return { month };
      throw badArguments('month is PREVIOUS, CURRENT or NEXT, seen from the day the schedule is due');
    },
    run: async (occasion) => {
      const { number, customerCount, lineCount, exceptionCount, total, status } = await preview(occasion);
      return { run: number, status, customers: customerCount, lines: lineCount, exceptions: exceptionCount, total };
    },
  },
  PULL_USAGE: {
    check: async (books, given) => {
      const { source } = only(given, ['source']);
      if (typeof source !== 'string') throw badArguments('source is the code of the source to pull from');
      return { source: (await findSource(books, source)).code };
    },
    run: async ({ books, arguments: { source } }) => {
      const { rows, applied, unchanged, rejected } = await pullSource(books, source as string);
      return { rows, applied, unchanged, rejected };
    },
  },
  MATCH_STATEMENTS: {
    check: (_books, given) => only(given, []),
    run: async ({ books, jobId }) => ({ matched: await matchAgain(books, { key: `schedule ${jobId}` }) }),
  },
};

/**
 * Previews the month for everybody and leaves the run for a person to post. What an attempt before this one previewed is
 * kept; what it left in the middle is thrown away.
 */
async function preview({ books, arguments: { month }, jobId, dueOn }: Occasion): Promise<Run> {
  const billed = addMonths(dueOn, MONTHS[month as keyof typeof MONTHS]).slice(0, 7);
  // A key that was used gives its run; the first new one is previewed here to its end, or throws.
  for (let turn = 1; ; turn += 1) {
    const key = `schedule ${jobId} ${turn}`;
    const run = await previewRun(books, { key, month: billed, scope: { kind: 'ALL' } });
    if (run.status === 'PREVIEWING') await throwAway(books, run);
    else if (run.status !== 'CANCELLED') return run;
  }
}

async function throwAway(books: Books, run: Run): Promise<void> {
  const abandoned = await readAs(books.orm, books.tenant.id, (db) => alive(db, run.id));
  if (abandoned) await cancelPreview(books, run.id, 'interrupted');
  else throw new Refusal('schedule.preview_under_way', `run ${run.number} is being previewed; wait until it is done`);
}

function only(given: ActionArguments, names: readonly string[]): ActionArguments {
  const strange = Object.keys(given).find((name) => !names.includes(name));
  if (strange === undefined) return given;
  const there = names.length > 0 ? `there is ${names.join(', ')}` : 'it takes none';
  throw badArguments(`this action has no argument “${strange.slice(0, 40)}”; ${there}`);
}

function badArguments(message: string): Refusal {
  return new Refusal('schedule.bad_arguments', message, { field: 'arguments' });
}
