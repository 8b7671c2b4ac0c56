import { Refusal } from '../kernel/errors.ts';

/** How a command ends. */
export interface CommandResult {
  /** 0 done, 1 refused, 2 wrong usage. */
  exitCode: number;
  /** The one object of `--json`; null when it was printed already. */
  output: object | null;
  /** What a person reads instead; without it, the object. */
  text?: string | undefined;
}

/** What a command gets from the command line. */
export interface Invocation {
  /** The words behind the command, without `--json`. */
  args: readonly string[];
  json: boolean;
  /** Takes lines about what is going on, for a person: standard error where standard output is for the object. */
  log: (line: string) => void;
}

/** One command of the command line. Its module is loaded when it is called. */
export interface Command {
  summary: string;
  /** Arguments and options, as help shows them. */
  usage: string;
  run: (invocation: Invocation) => Promise<CommandResult>;
}

/** The arguments do not form a command; as opposed to one that is refused. */
export class WrongUsage extends Error {}

/** For commands that take no arguments. @throws WrongUsage */
export function takesNone({ args }: Invocation): void {
  if (args.length > 0) throw new WrongUsage(`there is nothing like “${args.join(' ').slice(0, 60)}”`);
}

/** What a failure comes to on the command line; `usage` is the command's. */
export function failureOf(error: unknown, usage: string): CommandResult {
  if (error instanceof WrongUsage) {
    const message = `${error.message}. Usage: ${usage}`;
    return { exitCode: 2, output: { error: { code: 'usage', message } }, text: message };
  }
  if (error instanceof Refusal) {
    const { code, message, field, line } = error;
    return { exitCode: 1, output: { error: { code, message, field, line } }, text: message };
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { exitCode: 1, output: { error: { code: 'internal', message } }, text: stack ?? message };
}
