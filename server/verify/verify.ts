/**
 * Proves the laws of the ledger on whatever database it is given, tenant by tenant, each in one snapshot. Works as the
 * server's role, as the owner and as superuser.
 */
import pg from 'pg';
import { checkChain } from './audit-chain.ts';
import type { Law } from './law.ts';
import { appendOnly, balanced, closedStaysClosed, tenantsApart } from './laws/books.ts';
import { countedAsBooked } from './laws/counter.ts';
import { depositsHeld } from './laws/deposits.ts';
import { aggregatesEqual, billedOnce, nothingSilentlyZero, requestsOnce } from './laws/documents.ts';
import { meteredAsCounted } from './laws/metering.ts';
import { bonusesSold } from './laws/prepayments.ts';
import { secondPerson } from './laws/second-person.ts';
import { subledgersEqual } from './laws/subledgers.ts';

const LAWS: readonly Law[] = [
  balanced,
  appendOnly,
  billedOnce,
  subledgersEqual,
  aggregatesEqual,
  requestsOnce,
  tenantsApart,
  nothingSilentlyZero,
  closedStaysClosed,
  meteredAsCounted,
  depositsHeld,
  secondPerson,
  bonusesSold,
  countedAsBooked,
];

const PROBLEMS_SHOWN = 5;

/** How one law stands in one tenant. */
export interface LawResult {
  tenant: string;
  law: string;
  says: string;
  counted: number;
  broken: number;
  /** The first few violations, each a sentence. */
  problems: string[];
}

/** One line of a trial balance; amounts are decimal strings. */
export interface TrialBalanceLine {
  tenant: string;
  account: string;
  name: string;
  currency: string;
  debit: string;
  credit: string;
}

export interface Verification {
  ok: boolean;
  laws: LawResult[];
  trialBalance: TrialBalanceLine[];
}

/** Verifies all tenants of a database. @param url connection of any role that may read the tables */
export async function verifyDatabase(url: string): Promise<Verification> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const tenants = await client.query<{ tenant_id: string; code: string }>(
      'select tenant_id, code from tenant order by code',
    );
    const laws: LawResult[] = [];
    const trialBalance: TrialBalanceLine[] = [];
    for (const tenant of tenants.rows) {
      await client.query('begin isolation level repeatable read read only');
      await client.query(`select set_config('suanpan.tenant', $1, true)`, [tenant.tenant_id]);
      // Every check reads whole tables: hash joins, also where statistics are not there yet, as after a load.
      await client.query('set local enable_nestloop = off');
      for (const law of LAWS) laws.push(await proveLaw(client, tenant, law));
      laws.push(await proveChain(client, tenant));
      trialBalance.push(...(await balanceLines(client, tenant)));
      await client.query('commit');
    }
    return { ok: laws.every((law) => law.broken === 0), laws, trialBalance };
  } finally {
    await client.end();
  }
}

async function proveLaw(client: pg.Client, tenant: { tenant_id: string; code: string }, law: Law): Promise<LawResult> {
  let counted = 0;
  const problems: string[] = [];
  for (const check of law.checks) {
    const count = await client.query({ text: check.counts, values: [tenant.tenant_id], rowMode: 'array' });
    counted += Number(count.rows[0]?.[0] ?? 0);
    const found = await client.query<{ problem: string }>(check.violations, [tenant.tenant_id]);
    problems.push(...found.rows.map((row) => row.problem));
  }
  return result(tenant.code, law.name, law.says, counted, problems);
}

async function proveChain(client: pg.Client, tenant: { tenant_id: string; code: string }): Promise<LawResult> {
  const { counted, problems } = await checkChain(client, tenant.tenant_id);
  const says = 'every change left its audit events in an unbroken hash chain';
  return result(tenant.code, 'audit_chain_whole', says, counted, problems);
}

const result = (tenant: string, law: string, says: string, counted: number, problems: string[]): LawResult => ({
  tenant,
  law,
  says,
  counted,
  broken: problems.length,
  problems: problems.slice(0, PROBLEMS_SHOWN),
});

async function balanceLines(
  client: pg.Client,
  tenant: { tenant_id: string; code: string },
): Promise<TrialBalanceLine[]> {
  const lines = await client.query<Omit<TrialBalanceLine, 'tenant'>>(
    `select a.code as account, a.name_zh || ' ' || a.name_en as name, a.currency,
       coalesce(sum(t.amount) filter (where t.debit_account_id = a.id), 0)::text as debit,
       coalesce(sum(t.amount) filter (where t.credit_account_id = a.id), 0)::text as credit
     from account a join transfer t on t.tenant_id = a.tenant_id and a.id in (t.debit_account_id, t.credit_account_id)
     where a.tenant_id = $1 group by a.tenant_id, a.id order by a.currency, a.code`,
    [tenant.tenant_id],
  );
  return lines.rows.map((line) => ({ tenant: tenant.code, ...line }));
}
