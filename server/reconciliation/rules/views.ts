/** Rules as the API shows them, with what became of what they found. */
import { sql } from 'kysely';
import { type Books, read } from '../../ledger/books.ts';
import { loadBankAccounts } from '../bank-accounts.ts';
import { loadBookableAccounts } from '../bookable-accounts.ts';
import type { BankChannel } from '../entities.ts';
import type { RuleAction } from '../matching/rules.ts';
import { loadRules } from './stored-rules.ts';

export interface RuleView {
  id: string;
  name: string;
  enabled: boolean;
  action: RuleAction;
  conditions: {
    direction: string | null;
    accounts: string[];
    channels: BankChannel[];
    amountFrom: string | null;
    amountTo: string | null;
    words: string[];
    pattern: string | null;
    payers: string[];
    bookedFrom: string | null;
    bookedTo: string | null;
  };
  tolerance: string;
  automatic: boolean;
  threshold: number | null;
  account: string | null;
  channelAccount: string | null;
  version: number;
}

/** All rules in the order in which they are asked. */
export function listRules(books: Books): Promise<RuleView[]> {
  return read(books, async (db) => {
    const tenantId = books.tenant.id;
    const rules = await loadRules(db, tenantId);
    const banks = new Map((await loadBankAccounts(db, tenantId)).map(({ id, code }) => [id, code]));
    const ledger = new Map((await loadBookableAccounts(db, tenantId)).map(({ id, code }) => [id, code]));
    return rules.map(({ conditions, accountId, bankAccountId, ...rule }) => ({
      ...rule,
      conditions: {
        direction: conditions.direction ?? null,
        accounts: [...(conditions.accounts ?? [])],
        channels: [...(conditions.channels ?? [])],
        amountFrom: conditions.amountFrom ?? null,
        amountTo: conditions.amountTo ?? null,
        words: [...(conditions.words ?? [])],
        pattern: conditions.pattern ?? null,
        payers: [...(conditions.payers ?? [])],
        bookedFrom: conditions.bookedFrom ?? null,
        bookedTo: conditions.bookedTo ?? null,
      },
      account: accountId && (ledger.get(accountId) ?? null),
      channelAccount: bankAccountId && (banks.get(bankAccountId) ?? null),
    }));
  });
}

export interface StatisticsView {
  applied: number;
  confirmed: number;
  waiting: number;
  rejected: number;
}

const NOTHING: StatisticsView = { applied: 0, confirmed: 0, waiting: 0, rejected: 0 };

/** What became of what rules found, in the order asked. */
export async function statisticsOf(books: Books, ruleIds: readonly string[]): Promise<StatisticsView[]> {
  const { rows } = await read(books, (db) =>
    sql<StatisticsView & { id: string }>`
      select matching_rule_id as id, count(*) filter (where state = 'APPLIED' and not confirmed)::int as applied,
        count(*) filter (where state = 'APPLIED' and confirmed)::int as confirmed,
        count(*) filter (where state = 'SUGGESTED')::int as waiting,
        count(*) filter (where state = 'UNDONE' or rejected_by is not null)::int as rejected
      from (
        select matching_rule_id, state, confirmed, rejected_by from match
        where tenant_id = ${books.tenant.id} and matching_rule_id = any(${[...ruleIds]}::uuid[])
        union all
        select matching_rule_id, state, confirmed, rejected_by from line_booking
        where tenant_id = ${books.tenant.id} and matching_rule_id = any(${[...ruleIds]}::uuid[])) x
      group by matching_rule_id`.execute(db),
  );
  const byRule = new Map(rows.map(({ id, ...counts }) => [id, counts]));
  return ruleIds.map((id) => byRule.get(id) ?? NOTHING);
}
