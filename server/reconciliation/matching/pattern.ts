/**
 * Patterns that people write, matched in time that grows with the text alone: by RE2, which has no backtracking and so no
 * pattern that hangs. It knows neither look-around nor back-references.
 */
import type { RE2JS } from 're2js';
import { Refusal } from '../../kernel/errors.ts';

/** A pattern made ready. */
export interface Pattern {
  /** Whether it is found anywhere in a text, in capitals or not. */
  found(text: string): boolean;
}

const LONGEST_PATTERN = 200;
/** Instructions of the compiled pattern; time is at most their number times the length of the text. */
const LARGEST_PROGRAM = 500;

/** The engine is loaded with the first pattern. */
let engine: Promise<typeof RE2JS> | undefined;

const loadEngine = () => {
  engine ??= import('re2js').then((module) => module.RE2JS);
  return engine;
};

/**
 * Makes a pattern ready.
 * @throws Refusal `matching.bad_pattern` saying what is wrong with it
 */
export async function compilePattern(text: string): Promise<Pattern> {
  const place = { field: 'pattern' };
  if (text.length > LONGEST_PATTERN) {
    const message = `a pattern has at most ${LONGEST_PATTERN} characters; use several rules`;
    throw new Refusal('matching.bad_pattern', message, place);
  }
  const Engine = await loadEngine();
  const compiled = refusing(() => Engine.compile(text, Engine.CASE_INSENSITIVE));
  if (compiled.programSize() > LARGEST_PROGRAM) {
    throw new Refusal('matching.bad_pattern', 'the pattern repeats too much; write it with fewer {…}', place);
  }
  return { found: (said) => compiled.matcher(said).find() };
}

function refusing<T>(compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    const why =
      error instanceof Error ? error.message.replace(/^error parsing regexp: |\(\?i\)/g, '') : 'it cannot be read';
    throw new Refusal('matching.bad_pattern', `this is not a pattern that can be used: ${why.slice(0, 120)}`, {
      field: 'pattern',
    });
  }
}
