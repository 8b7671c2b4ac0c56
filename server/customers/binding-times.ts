/** The same fee item is bound once at a time for a premise (or customer, where there is none) and meter. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import { type Claim, type ClaimingRow, type Claims, timeOf } from '../ledger/claims.ts';
import type { Candidate } from '../ledger/editable-dataset.ts';

const NONE = '00000000-0000-0000-0000-000000000000';

/** What is bound: the same combination as the database's constraint `binding_no_overlap`. */
function keyOf(ids: ClaimingRow['ids']): string | null {
  const place = ids['premise'] ?? ids['customer'];
  return ids['feeItem'] && place ? [ids['feeItem'], place, ids['meter'] ?? NONE].join(' ') : null;
}

/**
 * Claims of the stored bindings of these fee items. An archived binding counts too where it was billed: another one for
 * the same time would charge the same days again.
 */
export async function bindingTimes(db: Db, books: Books, rows: readonly Candidate[]): Promise<Claims> {
  const places = [...new Set(rows.map((row) => row.ids['premise'] ?? row.ids['customer']))].filter((id) => id);
  const feeItems = [...new Set(rows.map((row) => row.ids['feeItem']))].filter((id) => id);
  const { rows: stored } = await sql<Claim & { code: string }>`
    select b.id, b.code, concat_ws(' ', b.fee_item_id, coalesce(b.premise_id, b.customer_id), coalesce(b.meter_id, ${NONE})) as key,
      b.start_date as start, b.end_date as end
    from binding b
    where b.tenant_id = ${books.tenant.id} and b.fee_item_id = any(${feeItems}::uuid[])
      and coalesce(b.premise_id, b.customer_id) = any(${places}::uuid[])
      and (not b.archived or exists (
        select 1 from charge c where c.tenant_id = b.tenant_id and c.binding_id = b.id and c.live))`.execute(db);
  const codes = new Map(stored.map(({ id, code }) => [id, code]));
  for (const row of rows) codes.set(row.id, row.cells['code'] ?? '');
  return {
    stored,
    of({ id, archived, ids, cells }) {
      const key = keyOf(ids);
      const [start, end = null] = [cells['startDate'], cells['endDate']];
      return archived || key === null || !start ? null : { id, key, start, end };
    },
    refuse(row, holder) {
      const message = `the binding ${codes.get(holder.id)} already charges ${row.text('feeItem')} here ${timeOf(holder)}; end it first, or change these dates`;
      row.refuse('startDate', 'customers.binding_overlap', message);
    },
  };
}
