/** Work that goes on after a mutation has answered. It belongs to the process: what a crash cuts off is resumed at start. */

/** Each piece of work holds two connections of the pool; more at once would only wait for each other. */
const AT_ONCE = 2;

const underWay = new Map<string, Promise<void>>();
const waiting: (() => void)[] = [];
let running = 0;

/**
 * Lets work go on under a name; work of the same name that is under way is not started twice.
 * @param onError what to do with a failure, which nobody awaits
 */
export function inBackground(name: string, work: () => Promise<unknown>, onError: (error: unknown) => unknown): void {
  if (underWay.has(name)) return;
  underWay.set(name, inTurn(name, work, onError));
}

async function inTurn(name: string, work: () => Promise<unknown>, onError: (error: unknown) => unknown): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    await work().catch(onError);
  } catch (error) {
    console.error(`${name}:`, error);
  } finally {
    underWay.delete(name);
    const next = waiting.shift();
    // The place goes to the next in the queue, or becomes free.
    if (next) next();
    else running -= 1;
  }
}

/** Waits until nothing goes on any more; a process does so before it leaves the database. */
export async function settleBackground(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay.values());
}
