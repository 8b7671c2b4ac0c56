import { Refusal } from '../kernel/errors.ts';
import { type CommandResult, type Invocation, takesNone } from './command.ts';
import { openMigrated } from './database.ts';
import { withLifetime } from './lifetime.ts';

/** `suanpan seed`: loads the demo tenants into an empty database, or goes on where loading was cut off. */
export function runSeed(invocation: Invocation): Promise<CommandResult> {
  takesNone(invocation);
  const { log } = invocation;
  return withLifetime(log, async (lifetime) => {
    const { orm } = await openMigrated(lifetime, log);
    const { demoWanted, seedDemo } = await import('../demo/seed.ts');
    const { DEMO_TENANTS } = await import('../demo/operators.ts');
    if (!(await demoWanted(orm))) {
      throw new Refusal('seed.not_empty', 'The database has tenants already, so nothing was loaded into it.');
    }
    await seedDemo(orm, log);
    return { exitCode: 0, output: { tenants: DEMO_TENANTS }, text: `Loaded: ${DEMO_TENANTS.join(', ')}.` };
  });
}
