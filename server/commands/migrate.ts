import { type CommandResult, type Invocation, takesNone } from './command.ts';
import { openAndMigrate } from './database.ts';
import { withLifetime } from './lifetime.ts';

/** `suanpan migrate`: brings the database to the newest shape. */
export function runMigrate(invocation: Invocation): Promise<CommandResult> {
  takesNone(invocation);
  return withLifetime(invocation.log, async (lifetime) => {
    const { migrations } = await openAndMigrate(lifetime, invocation.log);
    const text =
      migrations.length === 0 ? 'The database is up to date.' : `Migrations that were run: ${migrations.join(', ')}.`;
    return { exitCode: 0, output: { migrations }, text };
  });
}
