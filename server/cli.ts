/** The command line: `node server/cli.ts <command>`, which is `npm run -s suanpan -- <command>`. */
import { type CommandResult, failureOf } from './commands/command.ts';
import { commands } from './commands/commands.ts';

const CALL = 'npm run -s suanpan --';

function help(): string {
  const names = Object.entries(commands);
  return [
    `Usage: ${CALL} <command> [--json]`,
    '',
    ...names.map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`),
    '',
    'With --json, standard output is one JSON object. Exit codes: 0 done, 1 refused, 2 wrong usage.',
    'DATABASE_URL names a PostgreSQL server; without it, one is run in SUANPAN_DATA.',
  ].join('\n');
}

/** Runs what the words ask for. */
async function main(words: readonly string[]): Promise<CommandResult> {
  const json = words.includes('--json');
  const [name, ...args] = words.filter((word) => word !== '--json');
  if (name === undefined || name === 'help' || name === '--help') {
    return { exitCode: name === undefined ? 2 : 0, output: { commands: Object.keys(commands) }, text: help() };
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    const message = `There is no command “${name.slice(0, 40)}”; there are ${Object.keys(commands).join(', ')}.`;
    return { exitCode: 2, output: { error: { code: 'usage', message } }, text: message };
  }
  const usage = `${CALL} ${command.usage}`;
  if (args.includes('--help')) {
    return { exitCode: 0, output: { usage }, text: `${command.summary}\n\nUsage: ${usage}` };
  }
  try {
    return await command.run({ args, json, log: json ? console.error : console.log });
  } catch (error) {
    return failureOf(error, usage);
  }
}

/** Prints a result: the object alone with `--json`, a person's words without. */
function print({ output, text }: CommandResult, json: boolean): void {
  if (json) {
    if (output) console.log(JSON.stringify(output));
    return;
  }
  const say = output && 'error' in output ? console.error : console.log;
  say(text ?? JSON.stringify(output, null, 2));
}

const words = process.argv.slice(2);
const result = await main(words);
print(result, words.includes('--json'));
// Nothing may keep the process alive now; what was printed to a pipe is out when the empty write behind it is.
process.stdout.write('', () => process.exit(result.exitCode));
