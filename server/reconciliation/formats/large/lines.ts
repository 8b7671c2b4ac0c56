/** Lines of a text that comes in parts. */

import { NotInParts } from './reading.ts';

/** No statement has lines of such length; a file without any line break would be read in ever longer ones. */
const LONGEST_LINE = 4 * 1024 * 1024;

/** Splits at CR LF, LF and CR as one split of the whole text would. */
export async function* linesOf(parts: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const part of parts) {
    const text = rest + part;
    // A CR at the end may be the first half of a line break.
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const lines = whole.split(/\r\n|\r|\n/);
    rest = (lines.pop() as string) + text.slice(whole.length);
    if (rest.length > LONGEST_LINE) throw new NotInParts();
    if (lines.length > 0) yield lines;
  }
  yield rest.split(/\r\n|\r|\n/);
}
