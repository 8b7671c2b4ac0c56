/** Who did what to a row. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { AuditEvent } from '../generated/schema.ts';

/** Nouns of master data: who may read no documents sees the history of these alone. */
export const MASTER_NOUNS = [
  'FeeItem',
  'PriceVersion',
  'PriceTier',
  'TaxCode',
  'Customer',
  'Premise',
  'Contract',
  'Binding',
  'BindingPause',
  'QuantityChange',
  'Meter',
  'MeterReading',
];

/**
 * Audit events of one row (or document), newest first.
 * @param db bound to a transaction of the tenant
 * @param first at most 200 are given
 * @param nouns only events of these nouns; null for all
 */
export async function historyOf(
  db: Db,
  tenantId: string,
  rowId: string,
  first: number,
  nouns: readonly string[] | null,
): Promise<AuditEvent[]> {
  const count = Math.min(Math.max(first, 0), 200);
  const { rows } = await sql<AuditEvent>`
    select e.id, to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, o.name as operator,
      f.action, e.action as kind, e.before, e.after
    from audit_event e
      join change_feed f on f.tenant_id = e.tenant_id and f.id = e.change_id
      left join operator o on o.tenant_id = f.tenant_id and o.id = f.operator_id
    where e.tenant_id = ${tenantId} and e.row_id = ${rowId}
      and ${nouns === null ? sql`true` : sql`e.noun = any(${[...nouns]}::text[])`}
    order by f.feed_no desc, e.seq desc limit ${count}`.execute(db);
  return rows;
}
