import { Refusal } from '../kernel/errors.ts';
import type { ProfileChoice } from '../reconciliation/formats/tables/profile.ts';
import { shippedProfiles, statementCommand } from '../reconciliation/statement-command.ts';
import type { CommandResult, Invocation } from './command.ts';
import type { Lifetime } from './lifetime.ts';

/** `suanpan statement <file>`: what it holds, read by the profiles that ship or, with `--tenant`, by those of a tenant. */
export async function runStatement({ args, log }: Invocation): Promise<CommandResult> {
  if (!args.some((arg) => arg.startsWith('--tenant'))) return statementCommand(args);
  // The database's code is loaded only where it is needed.
  const { withLifetime } = await import('./lifetime.ts');
  return withLifetime(log, (lifetime) =>
    statementCommand(args, (name, tenant) =>
      tenant === null ? shippedProfiles(name, null) : tenantProfiles(name, tenant, lifetime, log),
    ),
  );
}

async function tenantProfiles(
  name: string | null,
  tenant: string,
  lifetime: Lifetime,
  log: Invocation['log'],
): Promise<ProfileChoice> {
  const [{ openMigrated }, { openBooks }, { profileChoice }] = await Promise.all([
    import('./database.ts'),
    import('../ledger/tenants.ts'),
    import('../reconciliation/profiles/views.ts'),
  ]);
  const { orm } = await openMigrated(lifetime, log);
  const books = await openBooks(orm, tenant);
  if (books) return profileChoice(books, name);
  throw new Refusal('source.tenant_unknown', `there is no tenant “${tenant.slice(0, 40)}”`);
}
