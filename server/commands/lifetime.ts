import { setTimeout as sleep } from 'node:timers/promises';
import type { CommandResult } from './command.ts';

const CLOSING_MS = 20_000;
/** One Ctrl-C reaches a process several times: from the terminal, from npm, from the bootstrap. */
const SAME_PRESS_MS = 1_000;

/** What is open while a process works, to be closed in reverse order when it ends, however it ends. */
export class Lifetime {
  readonly #closers: { what: string; close: () => Promise<unknown> }[] = [];
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Promises to close something at the end. Each gets twenty seconds, and a failure does not keep the next from it. */
  onEnd(what: string, close: () => Promise<unknown>): void {
    this.#closers.push({ what, close });
  }

  async end(): Promise<void> {
    for (const { what, close } of this.#closers.splice(0).toReversed()) {
      const patience = new AbortController();
      const late = sleep(CLOSING_MS, true, { signal: patience.signal }).catch(() => false);
      try {
        const tooLate = await Promise.race([close().then(() => false), late]);
        if (tooLate) this.#log(`Closing ${what} takes too long; going on without.`);
      } catch (error) {
        this.#log(`Closing ${what} failed: ${(error as Error).message}`);
      } finally {
        patience.abort();
      }
    }
  }
}

/**
 * Runs a body until it ends or the process is told to (Ctrl-C, SIGTERM, SIGHUP), and closes what it opened in both
 * cases. A second Ctrl-C ends the process at once; PostgreSQL is then found and taken over by the next start.
 */
export async function withLifetime(
  log: (line: string) => void,
  body: (lifetime: Lifetime) => Promise<CommandResult>,
): Promise<CommandResult> {
  const lifetime = new Lifetime(log);
  const { told, release } = listenForEnd(log);
  const work = body(lifetime);
  try {
    return await Promise.race([work, told]);
  } finally {
    // Cut off in the middle, it fails for want of a database; nobody asks any more.
    work.catch(() => {});
    await lifetime.end();
    release();
  }
}

function listenForEnd(log: (line: string) => void): { told: Promise<CommandResult>; release: () => void } {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  let first = 0;
  const { promise, resolve } = Promise.withResolvers<CommandResult>();
  const listener = (signal: NodeJS.Signals) => {
    if (first === 0) {
      first = Date.now();
      log('Stopping …');
      resolve({ exitCode: 0, output: null, text: 'Stopped.' });
    } else if (signal === 'SIGINT' && Date.now() - first > SAME_PRESS_MS) {
      process.exit(130);
    }
  };
  for (const signal of signals) process.on(signal, listener);
  return {
    told: promise,
    release: () => {
      for (const signal of signals) process.removeListener(signal, listener);
    },
  };
}
