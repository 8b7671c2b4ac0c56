/**
 * `suanpan statement <file> [--format auto] [--profile name]`: what a statement file holds. Without a database, unless a profile
 * of a tenant is asked for.
 */
import { readFile } from 'node:fs/promises';
import { Refusal } from '../kernel/errors.ts';
import { type Decimal, plain, ZERO } from '../kernel/money.ts';
import { parseStatementFile } from './formats/parse.ts';
import { profileNamed } from './formats/tables/find.ts';
import type { ProfileChoice } from './formats/tables/profile.ts';
import type { LineDirection, ParsedFile, ParsedStatement } from './formats/types.ts';

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
  let bytes: Uint8Array;
  try {
    bytes = await readFile(usage.file);
  } catch (error) {
    return wrongUsage(
      `The file ${usage.file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}). ${USAGE}`,
    );
  }
  try {
    const profiles = await findProfiles(usage.profile, usage.tenant);
    const file = parseStatementFile(bytes, { format: usage.format, ...(profiles ? { profiles } : {}) });
    return { exitCode: 0, output: summarise(file) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { exitCode: 1, output: { error: { code: error.code, message: error.message, line: error.line ?? null } } };
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

function summarise({ format, encoding, profile, statements, warnings }: ParsedFile): object {
  return {
    format,
    encoding,
    ...(profile === '' ? {} : { profile }),
    statements: statements.map((statement) => ({
      account: statement.account,
      currency: statement.currency,
      opening: statement.opening && plain(statement.opening),
      closing: statement.closing && plain(statement.closing),
      ...sums([statement]),
      ties: statement.ties,
    })),
    ...sums(statements),
    warnings,
  };
}

function sums(statements: readonly ParsedStatement[]): { lines: number; credits: string; debits: string } {
  const sum = (direction: LineDirection): string =>
    plain(
      statements
        .flatMap(({ lines }) => lines)
        .filter((line) => line.direction === direction)
        .reduce<Decimal>((total, line) => total.plus(line.amount), ZERO),
    );
  const lines = statements.reduce(
    (total, statement) => total + statement.lines.length + statement.zeroEntries + (statement.otherEntries ?? 0),
    0,
  );
  return { lines, credits: sum('IN'), debits: sum('OUT') };
}
