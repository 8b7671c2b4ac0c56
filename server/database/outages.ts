/** Work that outlives a database that goes away for a while: restarted, failed over, or cut off. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Admin shutdown, crash shutdown, cannot connect now. */
const GONE = new Set(['57P01', '57P02', '57P03', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT']);

/** What the driver says, without a code, of connections that broke. */
const SAID_BY_THE_DRIVER = /^Connection terminated|connection error and is not queryable|^Client was closed/;

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 15_000;
/** About ten minutes in all. */
const TRIES = 45;

/** Whether an error says that the database, or the way to it, is gone, and nothing about what was asked. */
export function isOutage(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    const { code = '', message } = each as { code?: string; message: string };
    // Class 08 are exceptions of the connection.
    if (GONE.has(code) || code.startsWith('08') || SAID_BY_THE_DRIVER.test(message)) return true;
  }
  return false;
}

/**
 * Does work again, after growing waits, for as long as it fails by an outage.
 * @param work must be safe to begin anew
 * @throws its other errors; the outage after about ten minutes
 */
export async function throughOutages<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error) || tried >= TRIES) throw error;
      await sleep(Math.min(FIRST_WAIT_MS * 2 ** tried, LONGEST_WAIT_MS));
    }
  }
}
