import { Decimal, moneyText } from '../kernel/money.ts';
import type { LawResult, TrialBalanceLine, Verification } from '../verify/verify.ts';
import { type CommandResult, type Invocation, takesNone } from './command.ts';
import { openMigrated } from './database.ts';
import { withLifetime } from './lifetime.ts';

/** `suanpan verify`: recomputes every law from scratch; exits 1 when one is broken. */
export function runVerify(invocation: Invocation): Promise<CommandResult> {
  takesNone(invocation);
  return withLifetime(invocation.log, async (lifetime) => {
    const { serverUrl } = await openMigrated(lifetime, invocation.log);
    const { verifyDatabase } = await import('../verify/verify.ts');
    const verification = await verifyDatabase(serverUrl);
    return { exitCode: verification.ok ? 0 : 1, output: verification, text: report(verification) };
  });
}

/** A row for each law, then what is wrong, then a trial balance for each tenant. */
function report({ ok, laws, trialBalance }: Verification): string {
  const tenants = [...new Set(laws.map(({ tenant }) => tenant))];
  const parts = tenants.flatMap((tenant) => [
    `Tenant ${tenant}`,
    ...laws.filter((law) => law.tenant === tenant).flatMap(lawLines),
    ...trialBalanceLines(trialBalance.filter((line) => line.tenant === tenant)),
    '',
  ]);
  const broken = laws.filter((law) => law.broken > 0).length;
  const verdict = ok ? `All laws hold (${laws.length} looked at).` : `${broken} of ${laws.length} laws are BROKEN.`;
  return [...parts, tenants.length === 0 ? 'There is no tenant yet, so there is nothing to verify.' : verdict].join(
    '\n',
  );
}

function lawLines({ law, says, counted, broken, problems }: LawResult): string[] {
  const state = broken === 0 ? 'holds ' : 'BROKEN';
  const line = `  ${state}  ${law.padEnd(26)} ${String(counted).padStart(9)}  ${says}`;
  return [line, ...problems.map((problem) => `            ${problem}`)];
}

function trialBalanceLines(lines: readonly TrialBalanceLine[]): string[] {
  if (lines.length === 0) return [];
  return [
    '  Trial balance',
    ...lines.map(
      ({ account, name, currency, debit, credit }) =>
        `    ${account.padEnd(12)} ${currency} ${column(debit, currency)} ${column(credit, currency)}  ${name}`,
    ),
  ];
}

/** An amount at its currency's scale, aligned at the right. */
function column(amount: string, currency: string): string {
  return moneyText(new Decimal(amount), currency).padStart(18);
}
