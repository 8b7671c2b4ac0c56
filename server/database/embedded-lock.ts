import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Locks between processes that the operating system gives back by itself when their holder dies, however it dies. Node
 * has no such lock of its own; SQLite, which comes with Node, has (byte-range locks under POSIX, LockFileEx under
 * Windows). The files stay empty: nothing is ever written into them. So there is no pid to check and none to be reused.
 */
export interface FileLock {
  release(): void;
}

/** Held locks are kept here, or the garbage collector would close a handle that nobody looks at and lose the lock. */
const held = new Set<DatabaseSync>();

/** SQLITE_BUSY: somebody else holds what was asked for. */
const BUSY = 5;

function take(file: string, exclusive: boolean): FileLock | null {
  const handle = new DatabaseSync(file, { timeout: 0 });
  try {
    handle.exec('PRAGMA journal_mode = MEMORY');
    handle.exec(exclusive ? 'BEGIN EXCLUSIVE' : 'BEGIN');
    // A plain BEGIN locks nothing until something is read.
    if (!exclusive) handle.prepare('SELECT count(*) FROM sqlite_schema').get();
    held.add(handle);
    return { release: () => void (held.delete(handle) && handle.close()) };
  } catch (error) {
    handle.close();
    if ((error as { errcode?: number }).errcode === BUSY) return null;
    throw error;
  }
}

/** Takes the lock for itself alone, or gives `null` at once when anybody holds it, shared or not. */
export function tryExclusive(file: string): FileLock | null {
  return take(file, true);
}

/** Takes the lock together with others, or gives `null` at once when somebody holds it alone. */
export function tryShared(file: string): FileLock | null {
  return take(file, false);
}

/** Waits up to `seconds` for `attempt` to give a lock; `null` when the time is over. */
export async function waitFor(attempt: () => FileLock | null, seconds: number): Promise<FileLock | null> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const lock = attempt();
    if (lock !== null || Date.now() >= until) return lock;
    await sleep(50 + Math.random() * 50);
  }
}
