/** Chance that is the same at every start: a number from a name, so that demo data never depends on the order of calls. */
import { createHash } from 'node:crypto';

/** A whole number from 0 up to, not including, `below`, fixed by the words. For counts and choices, never for money. */
export function chance(below: number, ...words: (string | number)[]): number {
  return createHash('sha256').update(words.join('|')).digest().readUInt32BE(0) % below;
}

/** One of a list, fixed by the words. */
export function pick<T>(list: readonly T[], ...words: (string | number)[]): T {
  return list[chance(list.length, ...words)] as T;
}
