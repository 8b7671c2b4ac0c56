import type { Orm } from '../database/orm.ts';
import { foldRollups } from '../ledger/rollups.ts';
import { everyBooks } from '../ledger/tenants.ts';

const EVERY_MS = 60_000;

/** Folds the roll-up deltas of every tenant each minute. @returns ends it, after the turn that is under way */
export function foldRegularly(orm: Orm, log: (line: string) => void): () => Promise<void> {
  let turn = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    turn = foldAll(orm)
      .catch((error: Error) => log(`Roll-ups could not be folded (${error.message}); reports stay right, and slower.`))
      .finally(() => {
        busy = false;
      });
  }, EVERY_MS);
  return () => {
    clearInterval(timer);
    return turn;
  };
}

/** Folds the deltas of every tenant once. */
async function foldAll(orm: Orm): Promise<void> {
  for (const books of await everyBooks(orm)) await foldRollups(books);
}
