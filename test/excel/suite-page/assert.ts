/** The assertions that the contract uses, for a browser: strict, as `node:assert/strict`. */

/** mocha's reporters show `actual` and `expected` of such an error. */
class AssertionError extends Error {
  override readonly name = 'AssertionError';
  readonly actual: unknown;
  readonly expected: unknown;
  readonly showDiff = true;

  constructor(message: string, actual: unknown, expected: unknown) {
    super(message);
    this.actual = actual;
    this.expected = expected;
  }
}

function fail(message: string | undefined, standard: string, actual: unknown, expected: unknown): never {
  throw new AssertionError(message ?? standard, actual, expected);
}

/** Whether two values are the same all the way down: their kinds, keys and values, the order of lists, no order of sets. */
export function isDeepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Set && b instanceof Set) return sameMembers([...a], [...b]);
  if (a instanceof Map && b instanceof Map) return sameMembers([...a], [...b]);
  if (a instanceof Date && b instanceof Date && a.getTime() !== b.getTime()) return false;
  const [keysOfA, keysOfB] = [Object.keys(a), Object.keys(b)];
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  if (keysOfA.length !== keysOfB.length) return false;
  return keysOfA.every(
    (key) =>
      Object.hasOwn(b, key) && isDeepEqual((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}

function sameMembers(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  const left = [...b];
  return a.every((member) => {
    const at = left.findIndex((other) => isDeepEqual(member, other));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

/** Whether an error has these properties; a text may be given by a pattern. */
async function rejects(
  work: Promise<unknown> | (() => Promise<unknown>),
  expected: Record<string, unknown>,
): Promise<void> {
  let error: unknown;
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (thrown) {
    error = thrown;
  }
  if (error === undefined) fail(undefined, 'It was expected to be refused.', undefined, expected);
  const shown = Object.fromEntries(Object.keys(expected).map((key) => [key, (error as Record<string, unknown>)[key]]));
  const fits = Object.entries(expected).every(([key, wanted]) =>
    wanted instanceof RegExp ? wanted.test(String(shown[key])) : isDeepEqual(shown[key], wanted),
  );
  if (!fits) fail(undefined, 'It was refused otherwise.', shown, expected);
}

export default {
  ok: (value: unknown, message?: string) => {
    if (!value) fail(message, 'It is not so.', value, true);
  },
  equal: (actual: unknown, expected: unknown, message?: string) => {
    if (!Object.is(actual, expected)) fail(message, `${String(actual)} is not ${String(expected)}`, actual, expected);
  },
  deepEqual: (actual: unknown, expected: unknown, message?: string) => {
    if (!isDeepEqual(actual, expected)) fail(message, 'The values differ.', actual, expected);
  },
  rejects,
};
