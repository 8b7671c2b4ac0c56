/**
 * Reads a large file part by part, so that its size does not matter: camt messages, MT940 and tables as text. What such a file is
 * and what is wrong with it is the same as for a small one, which is read whole.
 */
import { Refusal } from '../../../kernel/errors.ts';
import { isArchive } from '../archive.ts';
import { CAMT052 } from '../camt052.ts';
import { CAMT053 } from '../camt053.ts';
import { CAMT054 } from '../camt054.ts';
import { chooseFormat } from '../parse.ts';
import { isWorkbook, refuseBinary } from '../sniff.ts';
import type { ProfileChoice } from '../tables/profile.ts';
import type { StatementSource } from '../types.ts';
import type { ByteSource } from './bytes.ts';
import { largeCamt } from './camt.ts';
import { largeMt940 } from './mt940.ts';
import { type LargeReading, NotInParts } from './reading.ts';
import { largeTable } from './table.ts';
import { type LargeText, largeText } from './text.ts';

const READERS: Readonly<
  Record<string, (text: LargeText, profiles: ProfileChoice | undefined) => Promise<LargeReading>>
> = {
  'camt.052': (text) => largeCamt(text, 'camt.052', CAMT052),
  'camt.053': (text) => largeCamt(text, 'camt.053', CAMT053),
  'camt.054': (text) => largeCamt(text, 'camt.054', CAMT054),
  mt940: (text) => largeMt940(text),
};

export type LargeFile = LargeReading & { encoding: string };

/**
 * Looks a file through that is not packed.
 * @returns how to read it; null for a file of a format that is read whole alone
 * @throws Refusal what is wrong with the file, as far as the first look tells
 */
export async function readLarge(source: ByteSource, profiles: ProfileChoice | undefined): Promise<LargeFile | null> {
  const head = await source.head(64 * 1024);
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  if (isPacked || isArchive(head) || isWorkbook(head)) return null;
  refuseBinary(head);
  const text = await largeText(source);
  try {
    const read = readerOf({ text: text.head, encoding: text.encoding, ...(profiles ? { profiles } : {}) });
    return read && { ...(await read(text, profiles)), encoding: text.encoding };
  } catch (error) {
    if (error instanceof NotInParts) return null;
    throw error;
  }
}

/** How the file is read of which this is the beginning; null where that does not tell. */
function readerOf(beginning: StatementSource) {
  try {
    const format = chooseFormat(beginning);
    return format.isTable ? largeTable : (READERS[format.name] ?? null);
  } catch (error) {
    // The beginning alone may look like nothing, or like two things.
    if (error instanceof Refusal && error.code !== 'statement.profile_does_not_fit') return null;
    throw error;
  }
}
