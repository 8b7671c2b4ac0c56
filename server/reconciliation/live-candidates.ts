/**
 * Which suggestions still stand. What a suggestion names may have been paid since it was stored, by another line or at
 * the counter, and may be open again tomorrow; so a reader looks at the bills as they are, not at a stored state.
 */
import { sql } from 'kysely';

/** Rules whose candidates fit because of the amount: they stand only while the amount fits. */
const EXACT_RULES = sql.raw(`('payer_amount', 'payer_all_open', 'payer_subset', 'pinyin_amount', 'amount')`);

/** Ids of the bills of match `m` that are open, in the order of the match. */
export const openBillIds = sql<string[]>`array(
  select b.id from bill b where b.tenant_id = m.tenant_id and b.id = any(m.bill_ids) and b.status = 'LIVE'
    and b.allocated < b.total order by array_position(m.bill_ids, b.id))`;

/** Whether match `m`, a suggestion for line `l`, still stands; of lines that pay together all must wait still. */
export const stillStands = sql<boolean>`m.state = 'SUGGESTED' and l.status <> 'MATCHED' and (
  select case when m.group_id is not null then coalesce(sum(b.total - b.allocated), 0) = (
      select case when bool_and(g.state = 'SUGGESTED' and k.status <> 'MATCHED') then sum(k.amount) end
      from match g join statement_line k on (k.tenant_id, k.id) = (g.tenant_id, g.statement_line_id)
      where g.tenant_id = m.tenant_id and g.group_id = m.group_id)
    when m.rule in ${EXACT_RULES} then coalesce(sum(b.total - b.allocated), 0) = l.amount + m.difference
    else coalesce(sum(b.total - b.allocated), 0) > 0 end
  from bill b where b.tenant_id = m.tenant_id and b.id = any(m.bill_ids) and b.status = 'LIVE')`;

/** Status of line `l` as a person sees it: without a candidate that stands, there is nothing to choose from. */
export const shownStatus = sql<string>`case when l.status = 'SUGGESTED' and not exists (
  select 1 from match m where (m.tenant_id, m.statement_line_id) = (l.tenant_id, l.id) and ${stillStands})
  and not exists (
    select 1 from line_booking k where (k.tenant_id, k.statement_line_id) = (l.tenant_id, l.id) and k.state = 'SUGGESTED')
  then 'UNMATCHED' else l.status end`;
