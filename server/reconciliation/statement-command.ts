/** `suanpan statement <file> [--format auto]`: what a statement file holds, without a database. */
import { readFile } from 'node:fs/promises';
import { Refusal } from '../kernel/errors.ts';
import { type Decimal, plain, ZERO } from '../kernel/money.ts';
import { parseStatementFile } from './formats/parse.ts';
import type { LineDirection, ParsedFile, ParsedStatement } from './formats/types.ts';

export interface CommandResult {
  /** 0 done, 1 refused, 2 wrong usage */
  exitCode: number;
  output: object;
}

const USAGE = 'Usage: statement <file> [--format auto]';

/**
 * Reads a file and sums it up per statement. `lines` counts the booked entries (those of 0.00 included), `credits` and
 * `debits` are the sums of money in and out as plain decimal strings; over a whole file they add up what it holds, also
 * where that is several currencies.
 * @param args the words behind `statement`
 */
export async function statementCommand(args: readonly string[]): Promise<CommandResult> {
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
    return { exitCode: 0, output: summarise(parseStatementFile(bytes, { format: usage.format })) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { exitCode: 1, output: { error: { code: error.code, message: error.message, line: error.line ?? null } } };
  }
}

function wrongUsage(message: string): CommandResult {
  return { exitCode: 2, output: { error: { code: 'usage', message, line: null } } };
}

function readArguments(args: readonly string[]): { file: string; format: string } | string {
  const files: string[] = [];
  let format = 'auto';
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (arg === '--json') continue;
    if (arg === '--format' || arg.startsWith('--format=')) {
      const value = arg === '--format' ? args[(i += 1)] : arg.slice('--format='.length);
      if (!value || value.startsWith('--')) return `--format needs a name. ${USAGE}`;
      format = value;
    } else if (arg.startsWith('--')) return `There is no option ${arg}. ${USAGE}`;
    else files.push(arg);
  }
  const [file] = files;
  return file !== undefined && files.length === 1 ? { file, format } : `Name one file. ${USAGE}`;
}

function summarise({ format, encoding, statements, warnings }: ParsedFile): object {
  return {
    format,
    encoding,
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
