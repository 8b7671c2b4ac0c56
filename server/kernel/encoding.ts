/**
 * Finds a text file's encoding from its content. Order: byte-order mark, zero bytes of UTF-16, an XML declaration,
 * valid UTF-8, then GB18030 against windows-1252 by how the high bytes pair up.
 */
import iconv from 'iconv-lite';
import { Refusal } from './errors.ts';

export interface DecodedText {
  /** without byte-order mark */
  text: string;
  /** `UTF-8`, `UTF-16LE`, `UTF-16BE`, `GB18030`, `windows-1252`, or what an XML declaration names */
  encoding: string;
}

export const REPLACEMENT = '\uFFFD';
/** What two replacement characters become when they are saved as UTF-8 and read as GBK: the data is lost. */
export const LOST_IN_GBK = '锟斤拷';
const XML_DECLARATION = /^\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;

/**
 * Decodes a file.
 * @throws Refusal `statement.empty_file`, `statement.not_text`, `statement.cut_file` (ends inside a character) or
 *   `statement.wrong_encoding` (bytes that fit no encoding, or not the declared one, or that were damaged before)
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) throw new Refusal('statement.empty_file', 'The file is empty; export it again.');
  const decoded = decodeNamed(buffer) ?? decodeByContent(buffer);
  refuseDamage(decoded);
  return { text: decoded.text.replace(/^\uFEFF/, ''), encoding: decoded.encoding };
}

/**
 * The encoding that the beginning of a file names: by its mark, by zero bytes, or in an XML declaration; null where only
 * the whole content tells.
 * @throws Refusal `statement.not_text`, `statement.wrong_encoding`
 */
export function namedEncoding(buffer: Buffer): string | null {
  return markedEncoding(buffer) ?? declaredEncoding(buffer);
}

function markedEncoding(buffer: Buffer): 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | null {
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return 'UTF-8';
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return 'UTF-16LE';
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return 'UTF-16BE';
  const head = buffer.subarray(0, 2000);
  const zerosAt = (odd: number): number => head.filter((byte, i) => byte === 0 && i % 2 === odd).length;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  if (even + odd === 0) return null;
  // Latin letters, digits, commas and line ends of UTF-16 have a zero on one side, hardly any character on the other.
  if (odd >= head.length / 16 && odd > even * 10) return 'UTF-16LE';
  if (even >= head.length / 16 && even > odd * 10) return 'UTF-16BE';
  throw new Refusal('statement.not_text', 'The file holds binary data, not text; choose the statement itself.');
}

function decodeNamed(buffer: Buffer): DecodedText | null {
  const encoding = namedEncoding(buffer);
  if (encoding === null) return null;
  if (encoding.startsWith('UTF-16') && buffer.length % 2 === 1) {
    throw cutInside(iconv.decode(buffer.subarray(0, -1), encoding));
  }
  return { text: iconv.decode(buffer, encoding), encoding };
}

function declaredEncoding(buffer: Buffer): string | null {
  const declared = XML_DECLARATION.exec(buffer.subarray(0, 200).toString('latin1'))?.[1];
  if (!declared) return null;
  const name = declared.toUpperCase();
  // Text in memory is often declared UTF-16 and then saved as UTF-8: the readable declaration proves it is not UTF-16.
  if (/^(UTF-?8|UTF-?16|US-ASCII|ASCII)/.test(name)) return 'UTF-8';
  if (name.startsWith('GB')) return 'GB18030';
  const known: boolean = iconv.encodingExists(declared);
  if (!known) {
    throw new Refusal('statement.wrong_encoding', `The file declares the encoding “${declared}”, which is not known.`, {
      line: 1,
    });
  }
  return name;
}

function decodeByContent(buffer: Buffer): DecodedText {
  const asUtf8 = utf8(buffer);
  if (!asUtf8.text.includes(REPLACEMENT)) return asUtf8;
  if (isMostlyUtf8(asUtf8.text)) return asUtf8;
  if (gb18030Share(buffer) >= 0.7) return { text: iconv.decode(buffer, 'gb18030'), encoding: 'GB18030' };
  return { text: iconv.decode(buffer, 'win1252'), encoding: 'windows-1252' };
}

function utf8(buffer: Buffer): DecodedText {
  return { text: iconv.decode(buffer, 'utf8'), encoding: 'UTF-8' };
}

/** UTF-8 with a few broken places (a cut, a bad copy) is damaged UTF-8, not another encoding. */
function isMostlyUtf8(text: string): boolean {
  const { broken, wide } = countWide(text);
  return wide > broken * 20;
}

/** Characters that could not be read, and others beyond ASCII. */
export function countWide(text: string): { broken: number; wide: number } {
  let broken = 0;
  let wide = 0;
  for (const char of text) {
    if (char === REPLACEMENT) broken += 1;
    else if (char > '\u007F') wide += 1;
  }
  return { broken, wide };
}

/**
 * Share of the high bytes that stand in pairs of the GB 2312 core (lead A1–F7, trail A1–FE), which nearly all Chinese
 * text is made of; in Western text an accented letter stands alone between ASCII letters.
 */
function gb18030Share(buffer: Buffer): number {
  const { high, paired } = countPairs(buffer);
  return high === 0 ? 0 : paired / high;
}

/**
 * High bytes of a content, and those of them that stand in such pairs.
 * @returns also whether the last byte stands alone and may be the first half of a pair that goes on behind the content
 */
export function countPairs(buffer: Buffer): { high: number; paired: number; openEnd: boolean } {
  let high = 0;
  let paired = 0;
  let openEnd = false;
  for (let i = 0; i < buffer.length; i += 1) {
    const lead = buffer[i] as number;
    if (lead < 0x80) continue;
    const trail = buffer[i + 1] ?? 0;
    openEnd = i === buffer.length - 1;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1 && trail <= 0xfe) {
      high += 2;
      paired += 2;
      i += 1;
    } else high += 1;
  }
  return { high, paired, openEnd };
}

function refuseDamage({ text, encoding }: DecodedText): void {
  const at = text.indexOf(REPLACEMENT);
  if (at >= 0) {
    if (/^\uFFFD+\s*$/.test(text.slice(at))) throw cutInside(text.slice(0, at));
    throw unreadable(encoding, lineCount(text.slice(0, at)));
  }
  const lost = text.indexOf(LOST_IN_GBK);
  if (lost >= 0) throw lostText(lineCount(text.slice(0, lost)));
}

/** What to say of a character that cannot be read. */
export const unreadable = (encoding: string, line: number) =>
  new Refusal(
    'statement.wrong_encoding',
    `The file is not valid ${encoding}: there is a character that cannot be read. Export it again and do not save it in an editor.`,
    { line },
  );

/** What to say of text that a wrong encoding has destroyed. */
export const lostText = (line: number) =>
  new Refusal(
    'statement.wrong_encoding',
    `Text was lost when the file was saved in another encoding (“${LOST_IN_GBK}”). Export it again.`,
    { line },
  );

/** What to say of a file that ends inside a character; `readable` is what stands before it. */
function cutInside(readable: string): Refusal {
  return cutInCharacter(lineCount(readable));
}

export const cutInCharacter = (line: number) =>
  new Refusal('statement.cut_file', 'The file ends in the middle of a character: it was cut. Fetch it again.', {
    line,
  });

/** The number of the line that the end of a text stands on, counted from 1. */
export function lineCount(text: string): number {
  return text.split('\n').length;
}

const WRONG_READINGS: readonly [string, string][] = [
  ['gb18030', 'utf8'],
  ['win1252', 'utf8'],
  ['latin1', 'utf8'],
  ['win1252', 'gb18030'],
  ['latin1', 'gb18030'],
];

/**
 * Texts that this one may have been before somebody opened it in the wrong encoding and saved it
 * (“浜ゆ槗鏃堕棿” was “交易时间”); only used to explain a refusal.
 */
export function earlierReadings(text: string): string[] {
  const head = text.slice(0, 20_000);
  return WRONG_READINGS.map(([wrong, right]) => iconv.decode(iconv.encode(head, wrong), right));
}
