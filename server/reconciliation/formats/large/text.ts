/** The text of a large file, part by part: its encoding is found and its damage is told as for a small one. */
import iconv from 'iconv-lite';
import {
  countPairs,
  countWide,
  cutInCharacter,
  LOST_IN_GBK,
  lostText,
  namedEncoding,
  REPLACEMENT,
  unreadable,
} from '../../../kernel/encoding.ts';
import type { ByteSource } from './bytes.ts';

export interface LargeText {
  encoding: string;
  /** The first characters. */
  head: string;
  /**
   * All of it, part by part, from the beginning, without byte-order mark.
   * @throws Refusal `statement.cut_file`, `statement.wrong_encoding` with the line, as soon as it is met
   */
  parts(): AsyncIterable<string>;
}

const HEAD = 128 * 1024;

/** @throws Refusal `statement.not_text`, `statement.wrong_encoding`, `statement.cut_file` */
export async function largeText(source: ByteSource): Promise<LargeText> {
  const first = await source.head(HEAD);
  const encoding = namedEncoding(first) ?? (await encodingByContent(source));
  const decoder = iconv.getDecoder(encoding);
  const head = withoutMark(decoder.write(first));
  return { encoding, head, parts: () => decoded(source, encoding) };
}

const withoutMark = (text: string) => text.replace(/^\uFEFF/, '');

async function* decoded(source: ByteSource, encoding: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  const damage = new Damage(encoding);
  let isFirst = true;
  for await (const bytes of source.parts()) {
    const text = decoder.write(bytes);
    damage.look(text);
    yield isFirst ? withoutMark(text) : text;
    if (text !== '') isFirst = false;
  }
  const rest = decoder.end() ?? '';
  damage.look(rest);
  damage.end(encoding.startsWith('UTF-16') && source.size % 2 === 1);
  if (rest !== '') yield rest;
}

/** Looks for characters that cannot be read. Where nothing but such stands at the end, the file was cut. */
class Damage {
  readonly #encoding: string;
  #line = 1;
  #brokenAt: number | null = null;
  #last = '';

  constructor(encoding: string) {
    this.#encoding = encoding;
  }

  look(text: string): void {
    const at = this.#brokenAt === null ? text.indexOf(REPLACEMENT) : 0;
    if (at >= 0) this.#broken(text, at);
    const seam = this.#last + text;
    const lost = seam.indexOf(LOST_IN_GBK);
    if (lost >= 0) throw lostText(this.#line + breaksIn(seam.slice(0, lost)));
    this.#last = text.slice(-(LOST_IN_GBK.length - 1));
    this.#line += breaksIn(text);
  }

  /** @param isOdd half a character of UTF-16 is left over */
  end(isOdd: boolean): void {
    if (this.#brokenAt !== null) throw cutInCharacter(this.#brokenAt);
    if (isOdd) throw cutInCharacter(this.#line);
  }

  #broken(text: string, at: number): void {
    const first = this.#brokenAt === null;
    this.#brokenAt ??= this.#line + breaksIn(text.slice(0, at));
    if (first ? /^\uFFFD+\s*$/.test(text.slice(at)) : /^[\uFFFD\s]*$/.test(text)) return;
    throw unreadable(this.#encoding, this.#brokenAt);
  }
}

/** Line breaks in a text. */
export function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** UTF-8 if it is valid, or nearly; else what the high bytes look like. */
async function encodingByContent(source: ByteSource): Promise<string> {
  if (await isValidUtf8(source)) return 'UTF-8';
  const decoder = iconv.getDecoder('utf8');
  const wide = { broken: 0, wide: 0 };
  const pairs = { high: 0, paired: 0 };
  let before: Buffer = Buffer.alloc(0);
  for await (const part of source.parts()) {
    const counted = countWide(decoder.write(part));
    wide.broken += counted.broken;
    wide.wide += counted.wide;
    // Half a character at the end belongs to the next part.
    const bytes = Buffer.concat([before, part]);
    const found = countPairs(bytes);
    pairs.high += found.high - (found.openEnd ? 1 : 0);
    pairs.paired += found.paired;
    before = found.openEnd ? bytes.subarray(-1) : Buffer.alloc(0);
  }
  pairs.high += before.length;
  if (wide.wide > wide.broken * 20) return 'UTF-8';
  return pairs.paired / pairs.high >= 0.7 ? 'GB18030' : 'windows-1252';
}

/** Valid UTF-8 without any character that could not be read before. */
async function isValidUtf8(source: ByteSource): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of source.parts()) {
      // A replacement character may stand in the file itself, where somebody has damaged it before.
      if (decoder.decode(bytes, { stream: true }).includes(REPLACEMENT)) return false;
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}
