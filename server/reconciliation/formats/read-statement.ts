/** A statement file as it is imported: small ones are read whole, large ones part by part, with the same result. */
import { Refusal } from '../../kernel/errors.ts';
import { isArchive } from './archive.ts';
import { Fingerprints } from './fingerprint.ts';
import type { ByteSource } from './large/bytes.ts';
import { type LargeFile, readLarge } from './large/read.ts';
import { parseStatementFile, zeroWarnings } from './parse.ts';
import type { ProfileChoice } from './tables/profile.ts';
import type { ParsedFile, ParsedStatement, StatementLineInput, StatementWarning } from './types.ts';

/** Lines of one statement that follow each other in the file; none for a statement that has none. */
export interface StatementPart {
  /** place of the statement among those of the file, counted from 0 */
  statement: number;
  account: string | null;
  currency: string | null;
  /** `lineNo` counts within the statement */
  lines: StatementLineInput[];
}

/** What is known of a file once all its lines were read. */
export interface StatementEnd {
  statements: (Omit<ParsedStatement, 'lines'> & { lineCount: number })[];
  warnings: StatementWarning[];
}

export interface StatementReading {
  format: string;
  encoding: string;
  /** name of the profile that a table was read by; empty for other formats */
  profile: string;
  /**
   * Reads all lines, from the beginning each time.
   * @throws Refusal what is wrong with the file; what was given before must be thrown away then
   */
  read(take: (parts: StatementPart[]) => Promise<void>): Promise<StatementEnd>;
}

/** Sizes in bytes. */
export interface SizeLimits {
  /** from here on a file is read part by part */
  inParts: number;
  /** a file that cannot be read so is read whole up to here */
  whole: number;
}

const MB = 1024 * 1024;
export const SIZE_LIMITS: SizeLimits = { inParts: 4 * MB, whole: 32 * MB };

/**
 * Looks a file through and says how to read it.
 * @param format a format's name where it is known; such a file is read whole
 * @throws Refusal `statement.…` with the line; `statement.too_large` for a large file of a format that is read whole
 */
export async function readStatement(
  source: ByteSource,
  profiles?: ProfileChoice,
  limits: SizeLimits = SIZE_LIMITS,
  format = 'auto',
): Promise<StatementReading> {
  const large = format === 'auto' && source.size >= limits.inParts ? await readLarge(source, profiles) : null;
  if (large) return numbered(large);
  if (source.size > limits.whole) throw await tooLarge(source, limits.whole);
  const bytes = await wholeOf(source);
  return wholeReading(parseStatementFile(bytes, { format, ...(profiles ? { profiles } : {}) }));
}

async function tooLarge(source: ByteSource, limit: number): Promise<Refusal> {
  const [size, most] = [Math.ceil(source.size / MB), Math.floor(limit / MB)];
  const packed = isArchive(await source.head(4)) ? 'Unpack it, or export' : 'Export';
  const message = `The file has ${size} MB, and of its format at most ${most} MB are taken: only camt, MT940 and tables as text may be larger. ${packed} a shorter period.`;
  return new Refusal('statement.too_large', message, { params: { size: String(size), limit: String(most) } });
}

async function wholeOf(source: ByteSource): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source.parts()) parts.push(part);
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}

function wholeReading({ statements, warnings, format, encoding, profile }: ParsedFile): StatementReading {
  return {
    format,
    encoding,
    profile,
    async read(take) {
      await take(
        statements.map(({ account, currency, lines }, statement) => ({
          statement,
          account,
          currency,
          lines: lines.map((line, i) => ({ ...line, lineNo: i + 1 })),
        })),
      );
      return { statements: statements.map(({ lines, ...facts }) => ({ ...facts, lineCount: lines.length })), warnings };
    },
  };
}

/** So many lines are handed on together. */
const LINES_AT_ONCE = 5_000;

/** Numbers the lines of a large file and gives them their fingerprints. */
function numbered(file: LargeFile): StatementReading {
  const { format, encoding, profile } = file;
  return {
    format,
    encoding,
    profile,
    async read(take) {
      const fingerprints = new Fingerprints();
      const counts: number[] = [];
      let waiting: StatementPart[] = [];
      let length = 0;
      const flush = async () => {
        await take(waiting);
        waiting = [];
        length = 0;
      };
      const { statements, warnings } = await file.read(async (parts) => {
        for (const { lines, ...part } of parts) {
          const from = counts[part.statement] ?? 0;
          const found = lines.map((line, i) => fingerprints.numbered(line, part.account, from + i + 1));
          counts[part.statement] = from + lines.length;
          length += lines.length;
          const last = waiting.at(-1);
          if (last?.statement === part.statement) for (const line of found) last.lines.push(line);
          else waiting.push({ ...part, lines: found });
        }
        if (length >= LINES_AT_ONCE) await flush();
      });
      await flush();
      return {
        statements: statements.map((facts, i) => ({ ...facts, lineCount: counts[i] ?? 0 })),
        warnings: [...warnings, ...statements.flatMap(zeroWarnings)],
      };
    },
  };
}
