/** Schedules of a test, and servers that run them in this process. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../server/kernel/ids.ts';
import type { Action, Occasion } from '../../server/schedules/actions.ts';
import type { JobStatus } from '../../server/schedules/entities.ts';
import { type ScheduleInput, saveSchedule } from '../../server/schedules/schedules.ts';
import { type JobView, listJobs } from '../../server/schedules/views.ts';
import { startSchedules, type WorkerOptions } from '../../server/schedules/worker.ts';
import type { Fixture } from '../support/fixture.ts';

/** Makes a schedule for each hour that does FOLD_ROLLUPS, unless said otherwise. @param now what it counts from */
export const schedule = (f: Fixture, over: Partial<ScheduleInput> = {}, now?: Date) =>
  saveSchedule(
    f.books,
    {
      key: newId(),
      code: 'EACH-HOUR',
      kind: 'CRON',
      cron: '0 * * * *',
      timeZone: 'Asia/Shanghai',
      action: 'FOLD_ROLLUPS',
      arguments: {},
      ...over,
    },
    now,
  );

const HOUR_MS = 3_600_000;

/** A moment between full hours with so many of them until now. Hours, so that hardly a test has another while it runs. */
export const hoursAgo = (hours: number): Date => new Date((Math.floor(Date.now() / HOUR_MS) - hours + 0.5) * HOUR_MS);

/** An action in place of FOLD_ROLLUPS. */
export const instead = (run: Action['run']): Record<string, Action> => ({
  FOLD_ROLLUPS: { check: (_books, given) => given, run },
});

export interface Counting {
  /** Ids of jobs in the order in which they were begun. */
  begun: string[];
  actions: Record<string, Action>;
}

/** An action that counts. */
export function counting(then: (occasion: Occasion) => Promise<unknown> = () => sleep(20)): Counting {
  const begun: string[] = [];
  const actions = instead(async (occasion) => {
    begun.push(occasion.jobId);
    await then(occasion);
    return { counted: true };
  });
  return { begun, actions };
}

/** Starts what a server does for schedules, with its own connections. @returns ends it */
export async function serve(f: Fixture, over: Partial<WorkerOptions> = {}): Promise<() => Promise<void>> {
  const { orm } = await f.elsewhere();
  return startSchedules({ orm, serverUrl: f.serverUrl, log: () => undefined, tickEveryMs: 200, ...over });
}

export const jobs = (f: Fixture): Promise<JobView[]> => listJobs(f.books, {}, 200);

/** Waits until the jobs are as they should be, at most so many seconds. */
export async function until(f: Fixture, done: (found: JobView[]) => boolean, seconds = 20): Promise<JobView[]> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(50)) {
    const found = await jobs(f);
    if (done(found)) return found;
  }
  return assert.fail(`the jobs are ${JSON.stringify(await jobs(f))}`);
}

export const all =
  (status: JobStatus, count: number) =>
  (found: JobView[]): boolean =>
    found.length >= count && found.every((job) => job.status === status);
