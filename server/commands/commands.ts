import type { Command, CommandResult } from './command.ts';

/** What `price` and `statement` give: an object for everybody, and where it is an error, its sentence for a person. */
function resultOf({ exitCode, output }: Omit<CommandResult, 'text'>): CommandResult {
  const { error } = (output ?? {}) as { error?: { message: string } };
  return { exitCode, output, text: error?.message };
}

/** All commands, in the order of help. Each loads its own code, so that `price` does not wait for a database driver. */
export const commands: Record<string, Command> = {
  start: {
    summary: 'Migrate, load the demo when the database is empty, build the add-in, serve. This is npm start.',
    usage: 'start',
    run: async (invocation) => (await import('./start.ts')).runStart(invocation),
  },
  serve: {
    summary: 'Serve a migrated database at PORT (4000) of HOST (127.0.0.1).',
    usage: 'serve',
    run: async (invocation) => (await import('./serve.ts')).runServe(invocation),
  },
  migrate: {
    summary: 'Bring the database to the newest shape.',
    usage: 'migrate',
    run: async (invocation) => (await import('./migrate.ts')).runMigrate(invocation),
  },
  seed: {
    summary: 'Load the demo tenants into an empty database.',
    usage: 'seed',
    run: async (invocation) => (await import('./seed.ts')).runSeed(invocation),
  },
  pull: {
    summary: 'Pull new readings or usage from a source of a tenant.',
    usage: 'pull <source> [--tenant code]',
    run: async (invocation) => (await import('./pull.ts')).runPull(invocation),
  },
  verify: {
    summary: 'Recompute every law from scratch, with a trial balance.',
    usage: 'verify',
    run: async (invocation) => (await import('./verify.ts')).runVerify(invocation),
  },
  price: {
    summary: 'What a price model makes of a quantity. Needs no database.',
    usage:
      "price --model '<json>' --quantity 201 [--currency CNY] [--at 2026-10-31] [--events '<json>'] [--before 170]",
    run: async ({ args }) => resultOf((await import('../catalog/pricing/price-command.ts')).priceCommand(args)),
  },
  statement: {
    summary: 'What a bank or channel statement file holds. Needs a database only for the profiles of a --tenant.',
    usage: 'statement <file> [--format auto] [--profile name [--tenant code]]',
    run: async (invocation) => resultOf(await (await import('./statement.ts')).runStatement(invocation)),
  },
};
