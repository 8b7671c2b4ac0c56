/**
 * `suanpan statement <file> [--format auto] [--profile name]`: what a statement file holds. Without a database, unless a profile
 * of a tenant is asked for.
 */
import { open } from 'node:fs/promises';
import { Refusal } from '../kernel/errors.ts';
import { type Decimal, plain, ZERO } from '../kernel/money.ts';
import { bytesOfFile } from './formats/large/bytes.ts';
import { readStatement, SIZE_LIMITS, type StatementEnd, type StatementReading } from './formats/read-statement.ts';
import { profileNamed } from './formats/tables/find.ts';
import type { ProfileChoice } from './formats/tables/profile.ts';

export interface CommandResult {
  /** 0 done, 1 refused, 2 wrong usage */
  exitCode: number;
  output: object;
}

const USAGE = 'Usage: statement <file> [--format auto] [--profile name [--tenant code]]';

/** Finds the profile of a name: of a tenant where its code is given, else one that ships. */
export type FindProfiles = (name: string | null, tenant: string | null) => Promise<ProfileChoice | undefined>;

/** Among those that ship. @throws Refusal `statement.unknown_profile` */
export const shippedProfiles: FindProfiles = async (name) =>
  name === null ? undefined : { own: [], wanted: profileNamed([], name) };

/**
 * Reads a file and sums it up per statement. `lines` counts the booked entries (those of 0.00 included), `credits` and
 * `debits` are the sums of money in and out as plain decimal strings; over a whole file they add up what it holds, also
 * where that is several currencies.
 * @param args the words behind `statement`
 */
export async function statementCommand(
  args: readonly string[],
  findProfiles: FindProfiles = shippedProfiles,
): Promise<CommandResult> {
  const usage = readArguments(args);
  if (typeof usage === 'string') return wrongUsage(usage);
  let size: number;
  try {
    size = await sizeOf(usage.file);
  } catch (error) {
    return wrongUsage(
      `The file ${usage.file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}). ${USAGE}`,
    );
  }
  try {
    const profiles = await findProfiles(usage.profile, usage.tenant);
    const reading = await readStatement(bytesOfFile(usage.file, size), profiles, LIMITS, usage.format);
    return { exitCode: 0, output: await summarise(reading) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { exitCode: 1, output: { error: { code: error.code, message: error.message, line: error.line ?? null } } };
  }
}

/** Large files go part by part here too; what can only be read whole may take the memory of whoever asks. */
const LIMITS = { ...SIZE_LIMITS, whole: Number.POSITIVE_INFINITY };

/** @throws the system's error where there is no file that may be read */
async function sizeOf(path: string): Promise<number> {
  const file = await open(path);
  try {
    const found = await file.stat();
    if (found.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
    return found.size;
  } finally {
    await file.close();
  }
}

function wrongUsage(message: string): CommandResult {
  return { exitCode: 2, output: { error: { code: 'usage', message, line: null } } };
}

interface Arguments {
  file: string;
  format: string;
  profile: string | null;
  tenant: string | null;
}

const OPTIONS = ['format', 'profile', 'tenant'] as const;

function readArguments(args: readonly string[]): Arguments | string {
  const files: string[] = [];
  const given = new Map<string, string>();
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === '--json') continue;
    const [, name, stated] = /^--([a-z]+)(?:=(.*))?$/.exec(arg) ?? [];
    if (name !== undefined && (OPTIONS as readonly string[]).includes(name)) {
      const value = stated ?? args[(i += 1)];
      if (!value || value.startsWith('--')) return `--${name} needs a name. ${USAGE}`;
      given.set(name, value);
    } else if (arg.startsWith('--')) return `There is no option ${arg}. ${USAGE}`;
    else files.push(arg);
  }
  const [file] = files;
  if (file === undefined || files.length !== 1) return `Name one file. ${USAGE}`;
  const [format, profile, tenant] = OPTIONS.map((name) => given.get(name) ?? null);
  return { file, format: format ?? 'auto', profile: profile ?? null, tenant: tenant ?? null };
}

/** What a statement's lines come to. */
interface Sums {
  lines: number;
  IN: Decimal;
  OUT: Decimal;
}

async function summarise(reading: StatementReading): Promise<object> {
  const sums: Sums[] = [];
  const { statements, warnings } = await reading.read(async (parts) => {
    for (const { statement, lines } of parts) {
      const sum = (sums[statement] ??= { lines: 0, IN: ZERO, OUT: ZERO });
      sum.lines += lines.length;
      for (const { direction, amount } of lines) sum[direction] = sum[direction].plus(amount);
    }
  });
  const whole = statements.map((statement, n) => withEmpty(statement, sums[n]));
  return {
    format: reading.format,
    encoding: reading.encoding,
    ...(reading.profile === '' ? {} : { profile: reading.profile }),
    statements: statements.map(({ account, currency, opening, closing, ties }, n) => ({
      account,
      currency,
      opening: opening && plain(opening),
      closing: closing && plain(closing),
      ...written(whole[n] as Sums),
      ties,
    })),
    ...written(whole.reduce(together, { lines: 0, IN: ZERO, OUT: ZERO })),
    warnings,
  };
}

/** Entries that move nothing are no lines, and are entries of the file all the same. */
function withEmpty({ zeroEntries, otherEntries = 0 }: StatementEnd['statements'][number], sum?: Sums): Sums {
  return together(sum ?? { lines: 0, IN: ZERO, OUT: ZERO }, { lines: zeroEntries + otherEntries, IN: ZERO, OUT: ZERO });
}

function together(one: Sums, other: Sums): Sums {
  return { lines: one.lines + other.lines, IN: one.IN.plus(other.IN), OUT: one.OUT.plus(other.OUT) };
}

const written = ({ lines, IN, OUT }: Sums) => ({ lines, credits: plain(IN), debits: plain(OUT) });
