/**
 * Roll-ups: additive facts behind the KPIs, keyed by due date and posting date so that every "as of" is a sum. Deltas
 * are appended in the transaction of their source and folded later; a read adds `rollup` and `rollup_delta`.
 */
import { sql } from 'kysely';
import type { Database } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { newId } from '../kernel/ids.ts';
import { type Decimal, plain } from '../kernel/money.ts';
import { type Books, enterTenant } from './books.ts';
import type { BulkRow } from './bulk.ts';
import type { RollupMeasure } from './entities.ts';

/** Stands for "no community" in keys, which take no null. */
export const NO_COMMUNITY = '00000000-0000-0000-0000-000000000000';

/** One fact: `amount` of any sign counts for the measure from its posting date on. */
export interface RollupFact {
  measure: RollupMeasure;
  dueDate: BusinessDate;
  postingDate: BusinessDate;
  feeItemId: string;
  communityId: string | null;
  currency: string;
  amount: Decimal;
}

/** Rows for `rollup_delta`: facts with equal keys added up, zeroes left out. */
export function rollupRows(tenantId: string, facts: readonly RollupFact[]): BulkRow[] {
  const sums = new Map<string, { fact: RollupFact; amount: Decimal }>();
  for (const fact of facts) {
    const community = fact.communityId ?? NO_COMMUNITY;
    const key = [fact.measure, fact.dueDate, fact.postingDate, fact.feeItemId, community, fact.currency].join('|');
    const sum = sums.get(key);
    if (sum) sum.amount = sum.amount.plus(fact.amount);
    else sums.set(key, { fact, amount: fact.amount });
  }
  return [...sums.values()]
    .filter(({ amount }) => !amount.isZero())
    .map(({ fact, amount }) => ({
      tenant_id: tenantId,
      id: newId(),
      measure: fact.measure,
      due_date: fact.dueDate,
      posting_date: fact.postingDate,
      fee_item_id: fact.feeItemId,
      community_id: fact.communityId ?? NO_COMMUNITY,
      currency: fact.currency,
      amount: plain(amount),
    }));
}

/**
 * Folds the deltas that are there into the roll-up. Safe beside writers and other folders: it takes the rows it deletes
 * and no others. @returns number of deltas folded
 */
export function foldRollups(books: Books): Promise<number> {
  return books.orm.em.fork().transactional(async (tx) => {
    const db = tx.getKysely<Database>();
    await enterTenant(db, books.tenant.id);
    const { rows } = await sql<{ folded: string }>`
      with taken as (delete from rollup_delta where tenant_id = ${books.tenant.id} returning *),
      sums as (
        select tenant_id, measure, due_date, posting_date, fee_item_id, community_id, currency,
          sum(amount) as amount, min(id::text)::uuid as id
        from taken group by tenant_id, measure, due_date, posting_date, fee_item_id, community_id, currency
      ),
      folded as (
        insert into rollup as r (tenant_id, id, measure, due_date, posting_date, fee_item_id, community_id, currency, amount)
        select tenant_id, id, measure, due_date, posting_date, fee_item_id, community_id, currency, amount from sums
        on conflict (tenant_id, measure, due_date, posting_date, fee_item_id, community_id, currency)
          do update set amount = r.amount + excluded.amount
      )
      select count(*) as folded from taken`.execute(db);
    return Number((rows[0] as { folded: string }).folded);
  });
}
