/** Rules as a tenant has them: read, and written down when they are first needed. */
import { sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import { namedId } from '../../kernel/ids.ts';
import { Decimal } from '../../kernel/money.ts';
import { insertRows } from '../../ledger/bulk.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import { compileConditions, type RuleConditions } from '../matching/conditions.ts';
import { type MatchingRule, type RuleAction, SHIPPED_RULES } from '../matching/rules.ts';

/** A rule as it is stored, switched on or off. */
export interface StoredRule {
  id: string;
  name: string;
  action: RuleAction;
  enabled: boolean;
  conditions: RuleConditions;
  /** Decimal string. */
  tolerance: string;
  automatic: boolean;
  threshold: number | null;
  /** Ids of what it books to. */
  accountId: string | null;
  bankAccountId: string | null;
  version: number;
}

/** A rule made ready, with what it books to. */
export interface ReadyRule extends MatchingRule {
  accountId: string | null;
  bankAccountId: string | null;
}

/** Rules of a tenant in their order; the shipped ones where none were written down yet. */
export async function loadRules(db: Db, tenantId: string): Promise<StoredRule[]> {
  const { rows } = await sql<StoredRule>`
    select id, name, action, enabled, conditions, trim_scale(tolerance)::text as tolerance, automatic, threshold,
      account_id as "accountId", bank_account_id as "bankAccountId", version
    from matching_rule where tenant_id = ${tenantId} and not archived order by position, id`.execute(db);
  return rows.length > 0 || (await everWritten(db, tenantId)) ? rows : shippedRules(tenantId);
}

/** All rules may have been removed. */
async function everWritten(db: Db, tenantId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from matching_rule where tenant_id = ${tenantId} limit 1`.execute(db);
  return rows.length > 0;
}

/** The rules that a tenant starts with. Their ids come from the tenant, so that they stay when they are written down. */
function shippedRules(tenantId: string): StoredRule[] {
  return SHIPPED_RULES.map(({ action }) => ({
    id: namedId(`matching rule ${tenantId} ${action}`),
    name: '',
    action,
    enabled: true,
    conditions: {},
    tolerance: '0',
    automatic: true,
    threshold: null,
    accountId: null,
    bankAccountId: null,
    version: 1,
  }));
}

/**
 * Rules of a tenant, which are there to be named from now on. Others who write rules wait until this transaction ends
 * where `hold` is set.
 */
export async function writtenRules(work: Work, { hold = false } = {}): Promise<StoredRule[]> {
  if (hold) {
    const name = `matching rules ${work.tenantId}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(work.db);
  }
  if (!(await everWritten(work.db, work.tenantId))) await writeShipped(work);
  return loadRules(work.db, work.tenantId);
}

async function writeShipped(work: Work): Promise<void> {
  const rows = shippedRules(work.tenantId).map((rule, i) => ruleRow(work, rule, i + 1));
  // Two transactions may come here at once; the second finds the rows of the first.
  const json = JSON.stringify(rows);
  const { numAffectedRows = 0n } = await sql`
    insert into matching_rule (tenant_id, id, position, name, enabled, action, conditions, tolerance, automatic, threshold,
      account_id, bank_account_id, archived, version, change_id)
    select tenant_id, id, position, name, enabled, action, conditions, tolerance, automatic, threshold, account_id,
      bank_account_id, archived, version, change_id
    from json_populate_recordset(null::matching_rule, ${json}::json) on conflict (tenant_id, id) do nothing`.execute(
    work.db,
  );
  if (numAffectedRows === 0n) return;
  const after = { rules: rows.map(({ action }) => action) };
  work.audit({ noun: 'MatchingRule', rowId: work.tenantId, action: 'SHIPPED', after });
}

/** Stores a new rule at a place. */
export function insertRule(work: Work, rule: StoredRule, position: number): Promise<void> {
  return insertRows(work.db, 'matching_rule', [ruleRow(work, rule, position)]);
}

const ruleRow = (work: Work, rule: StoredRule, position: number) => ({
  tenant_id: work.tenantId,
  id: rule.id,
  position,
  name: rule.name,
  enabled: rule.enabled,
  action: rule.action,
  conditions: rule.conditions,
  tolerance: rule.tolerance,
  automatic: rule.automatic,
  threshold: rule.threshold,
  account_id: rule.accountId,
  bank_account_id: rule.bankAccountId,
  archived: false,
  version: rule.version,
  change_id: work.changeId,
});

/** Makes a rule ready to be asked, whether it is switched on or not. @throws Refusal `matching.bad_pattern` */
export async function readyRule(rule: StoredRule): Promise<ReadyRule> {
  const { id, name, action, automatic, threshold, accountId, bankAccountId } = rule;
  const holds = await compileConditions(rule.conditions);
  const tolerance = new Decimal(rule.tolerance);
  return { id, name, action, holds, tolerance, automatic, threshold, accountId, bankAccountId };
}

/** Makes the rules ready that are switched on. */
export function readyRules(rules: readonly StoredRule[]): Promise<ReadyRule[]> {
  return Promise.all(rules.filter(({ enabled }) => enabled).map(readyRule));
}
