/** Work that goes on after a mutation has answered. It belongs to the process: what a crash cuts off is resumed at start. */
const underWay = new Map<string, Promise<void>>();

/**
 * Lets work go on under a name; work of the same name that is under way is not started twice.
 * @param onError what to do with a failure, which nobody awaits
 */
export function inBackground(name: string, work: () => Promise<unknown>, onError: (error: unknown) => unknown): void {
  if (underWay.has(name)) return;
  const task = work()
    .then(() => undefined, onError)
    .then(() => undefined)
    .catch((error: unknown) => console.error(`${name}:`, error))
    .finally(() => underWay.delete(name));
  underWay.set(name, task);
}

/** Waits until nothing goes on any more; a process does so before it leaves the database. */
export async function settleBackground(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay.values());
}
