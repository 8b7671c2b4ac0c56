import { parseArgs } from 'node:util';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import { everyBooks } from '../ledger/tenants.ts';
import { pullSource } from '../metering/sources/pull.ts';
import { type CommandResult, type Invocation, WrongUsage } from './command.ts';
import { openMigrated } from './database.ts';
import { withLifetime } from './lifetime.ts';

/** `suanpan pull <source>`: takes in what is new there; bad rows are set aside with their reasons. */
export async function runPull({ args, log }: Invocation): Promise<CommandResult> {
  const { source, tenant } = readArguments(args);
  return withLifetime(log, async (lifetime) => {
    const { orm } = await openMigrated(lifetime, log);
    const pulled = await pullSource(booksOf(await everyBooks(orm), tenant), source);
    const { rows, applied, unchanged, rejected } = pulled;
    const text = `${source}: ${rows} rows, ${applied} new, ${unchanged} known, ${rejected} set aside.`;
    return { exitCode: 0, output: pulled, text };
  });
}

function readArguments(args: readonly string[]): { source: string; tenant: string | undefined } {
  try {
    const options = { tenant: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [source, ...more] = positionals;
    if (source !== undefined && more.length === 0) return { source, tenant: values.tenant };
  } catch (error) {
    throw new WrongUsage((error as Error).message.replace(/\.$/, ''));
  }
  throw new WrongUsage('one source is named');
}

function booksOf(all: readonly Books[], code: string | undefined): Books {
  const codes = all.map(({ tenant }) => tenant.code).join(', ');
  const found = code === undefined ? all : all.filter(({ tenant }) => tenant.code === code);
  const [books] = found;
  if (books && found.length === 1) return books;
  if (code === undefined)
    throw new Refusal('source.tenant_missing', `say whose source with --tenant; there are ${codes}`);
  throw new Refusal('source.tenant_unknown', `there is no tenant “${code.slice(0, 40)}”; there are ${codes}`);
}
