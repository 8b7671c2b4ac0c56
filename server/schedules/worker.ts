/** What a server process does for schedules: it looks every half minute what is due, and runs jobs from the common queue. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type JobHelpers, Logger, type Runner, run } from 'graphile-worker';
import type { Database, Orm } from '../database/orm.ts';
import { outdatedQueue } from '../database/worker-schema.ts';
import { ACTIONS, type Action } from './actions.ts';
import { freeOrphans, lockName, type QueuedJob, TASK } from './queue.ts';
import { MOST_ATTEMPTS, runJob } from './run-job.ts';
import { tickAll } from './tick.ts';

export interface WorkerOptions {
  orm: Orm;
  /** Connection of the server's role: the queue has a few connections of its own. */
  serverUrl: string;
  log: (line: string) => void;
  actions?: Readonly<Record<string, Action>>;
  mostAttempts?: number;
  tickEveryMs?: number;
  /** How long ago an orphan was taken, at least. */
  orphanAfterSeconds?: number;
}

const TICK_MS = 30_000;
/** A worker takes a job and then locks it; between the two only a stopped clock lets so much time pass. */
const ORPHAN_AFTER_SECONDS = 15;
/** A preview may take minutes; a second place lets short jobs pass it. */
const JOBS_AT_ONCE = 2;
/** One listens, one asks for work, and each job holds one that shows that it is alive. */
const CONNECTIONS = JOBS_AT_ONCE + 2;

/**
 * Starts looking and working.
 * @returns ends both, after the jobs that are under way
 * @throws Refusal `database.migrations_pending` where the queue's tables are older than its library
 */
export async function startSchedules(options: WorkerOptions): Promise<() => Promise<void>> {
  const runner = await startRunner(options);
  const ended = new AbortController();
  const ticking = tickUntil(ended.signal, options);
  return async () => {
    ended.abort();
    await Promise.all([ticking, runner.stop()]);
  };
}

async function startRunner(options: WorkerOptions): Promise<Runner> {
  const { orm, serverUrl, log, actions = ACTIONS, mostAttempts = MOST_ATTEMPTS } = options;
  const settings = { orm, log, actions, mostAttempts };
  try {
    const runner = await run({
      connectionString: serverUrl,
      maxPoolSize: CONNECTIONS,
      concurrency: JOBS_AT_ONCE,
      // The process ends by its own rules.
      noHandleSignals: true,
      logger: queueLogger(log),
      parsedCronItems: [],
      taskList: {
        [TASK]: (payload, helpers) => {
          const job = payload as QueuedJob;
          return alone(job, helpers, () => runJob(settings, job));
        },
      },
    });
    runner.promise.catch((error: Error) => log(`Scheduled jobs are no longer run here (${error.message}).`));
    return runner;
  } catch (error) {
    throw outdatedQueue(error);
  }
}

/** Holds the job's lock while it runs, by which others see that it is alive. */
async function alone(job: QueuedJob, { withPgClient }: JobHelpers, body: () => Promise<void>): Promise<void> {
  await withPgClient(async (client) => {
    const key = [lockName(job.jobId)];
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 0)) as mine',
      key,
    );
    // An error lets the queue ask again later; then the other one is done.
    if (!rows[0]?.mine) throw new Error('another server runs this job');
    try {
      await body();
    } finally {
      await client.query('select pg_advisory_unlock(hashtextextended($1, 0))', key).catch(() => undefined);
    }
  });
}

async function tickUntil(signal: AbortSignal, options: WorkerOptions): Promise<void> {
  const { orm, log, tickEveryMs = TICK_MS, orphanAfterSeconds = ORPHAN_AFTER_SECONDS } = options;
  while (!signal.aborted) {
    try {
      await tickAll(orm, log);
      await orm.em.fork().transactional((tx) => freeOrphans(tx.getKysely<Database>(), orphanAfterSeconds));
    } catch (error) {
      log(`Schedules could not be looked at (${(error as Error).message}); the next look is soon.`);
    }
    await sleep(tickEveryMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Failures of jobs are told by the job itself, in one line and without a stack. */
function queueLogger(log: (line: string) => void): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error' && meta['failure'] !== true) log(`The job queue: ${message}`);
  });
}
