/** Which inputs of a run changed since its preview: posting must bill what was approved, on facts that still hold. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import { boundByPremise, inScope } from './run-scope.ts';
import type { Run } from './runs.ts';

/** A row that changed, by noun and the code that a person knows it by. */
export interface InputChange {
  noun: string;
  name: string;
}

const SHOWN = 8;

/**
 * Rows behind a run's lines, and bindings that came into its scope, whose change has a higher feed number than the
 * preview's snapshot; at most nine.
 * Usage events are left out: they never stop coming, and one that came too late is settled by the next charge.
 * @param cyclesOnly only cycles that another run billed meanwhile, for a run that is posted in part already
 */
export async function inputChanges(db: Db, books: Books, run: Run, cyclesOnly = false): Promise<InputChange[]> {
  const tenant = books.tenant.id;
  const billed = sql`
    select 'cycle billed meanwhile' as noun, b.code as name from changed x
    join charge c on c.tenant_id = ${tenant} and c.change_id = x.id
    join binding b on b.tenant_id = c.tenant_id and b.id = c.binding_id
    join bill on bill.tenant_id = c.tenant_id and bill.id = c.bill_id and bill.run_id <> ${run.id}
    where c.binding_id in (select binding_id from lines) or c.meter_id in (select meter_id from lines)`;
  const others = sql`
    union all
    select 'fee item', f.code from changed x join fee_item f on f.tenant_id = ${tenant} and f.change_id = x.id
    where f.id in (select fee_item_id from lines)
    union all
    select 'price of', f.code from changed x join price_version v on v.tenant_id = ${tenant} and v.change_id = x.id
    join fee_item f on f.tenant_id = v.tenant_id and f.id = v.fee_item_id where f.id in (select fee_item_id from lines)
    union all
    select 'tax rate of', t.code from changed x join tax_rate r on r.tenant_id = ${tenant} and r.change_id = x.id
    join tax_code t on t.tenant_id = r.tenant_id and t.id = r.tax_code_id
    where t.id in (select f.tax_code_id from fee_item f where f.tenant_id = ${tenant} and f.id in (select fee_item_id from lines))
    union all
    select 'customer', c.code from changed x join customer c on c.tenant_id = ${tenant} and c.change_id = x.id
    where c.id in (select customer_id from lines) or c.customer_group = ${run.scope.kind === 'CUSTOMER_GROUP' ? run.scope.name : null}
    union all
    select 'binding', b.code from changed x join binding b on b.tenant_id = ${tenant} and b.change_id = x.id
    left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id
    where b.id in (select binding_id from lines) or (b.start_date < ${run.periodEnd}::date and not b.archived and ${inScope(run.scope)})
    union all
    select 'pause of', b.code from changed x join binding_pause e on e.tenant_id = ${tenant} and e.change_id = x.id
    join binding b on b.tenant_id = e.tenant_id and b.id = e.binding_id
    left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id
    where b.start_date < ${run.periodEnd}::date and not b.archived and ${inScope(run.scope)}
    union all
    select 'quantity of', b.code from changed x join quantity_change q on q.tenant_id = ${tenant} and q.change_id = x.id
    join binding b on b.tenant_id = q.tenant_id and b.id = q.binding_id
    left join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id
    where b.start_date < ${run.periodEnd}::date and not b.archived and ${inScope(run.scope)}
    union all
    select 'occupancy of', p.code from changed x join occupancy o on o.tenant_id = ${tenant} and o.change_id = x.id
    join premise p on p.tenant_id = o.tenant_id and p.id = o.premise_id
    join binding b on b.tenant_id = p.tenant_id and b.premise_id = p.id and b.payer = 'OCCUPANT'
    where b.id in (select binding_id from lines) or (not b.archived and ${inScope(run.scope)})
    union all
    select 'occupancy of', p.code from changed x join occupancy o on o.tenant_id = ${tenant} and o.change_id = x.id
    join premise p on p.tenant_id = o.tenant_id and p.id = o.premise_id
    where o.customer_id in (
      select b.customer_id from binding b
      where b.tenant_id = ${tenant} and b.quantity_source = 'PREMISES' and b.id in (select binding_id from lines))
    union all
    select 'discount', d.code from changed x join discount d on d.tenant_id = ${tenant} and d.change_id = x.id
    union all
    select 'premise', p.code from changed x join premise p on p.tenant_id = ${tenant} and p.change_id = x.id
    where p.id in (select premise_id from lines) or ${movedIn(run)}
    union all
    select 'contract', k.number from changed x join contract k on k.tenant_id = ${tenant} and k.change_id = x.id
    where k.id in (select b.contract_id from binding b where b.tenant_id = ${tenant} and b.id in (select binding_id from lines))
    union all
    select 'shared cost of', f.code from changed x join shared_cost s on s.tenant_id = ${tenant} and s.change_id = x.id
    join fee_item f on f.tenant_id = s.tenant_id and f.id = s.fee_item_id where f.id in (select fee_item_id from lines)
    union all
    select 'binding that shares', b.code from changed x join binding b on b.tenant_id = ${tenant} and b.change_id = x.id
    where b.fee_item_id in (select fee_item_id from sharing)
    union all
    select 'premise that shares', p.code from changed x join premise p on p.tenant_id = ${tenant} and p.change_id = x.id
    where p.community_id in (select s.community_id from shared_cost s
      where s.tenant_id = ${tenant} and s.fee_item_id in (select fee_item_id from sharing))
    union all
    select 'meter', m.code from changed x join meter m on m.tenant_id = ${tenant} and m.change_id = x.id
    where coalesce(m.point_id, m.id) in (select meter_id from lines)
    union all
    select 'usage metric', u.code from changed x join usage_metric u on u.tenant_id = ${tenant} and u.change_id = x.id
    where u.id in (select b.metric_id from binding b where b.tenant_id = ${tenant} and b.id in (select binding_id from lines))
    union all
    select 'reading of', m.code from changed x join meter_reading r on r.tenant_id = ${tenant} and r.change_id = x.id
    join meter m on m.tenant_id = r.tenant_id and m.id = r.meter_id
    where coalesce(m.point_id, m.id) in (select meter_id from lines)`;
  const { rows } = await sql<InputChange>`
    with changed as materialized (
      select id from change_feed where tenant_id = ${tenant} and feed_no > ${run.feedPosition}::bigint
    ),
    lines as materialized (
      select distinct customer_id, binding_id, premise_id, meter_id, fee_item_id from billing_run_line
      where tenant_id = ${tenant} and run_id = ${run.id}
    ),
    sharing as (
      select distinct v.fee_item_id from price_version v
      where v.tenant_id = ${tenant} and v.model ->> 'model' = 'SHARED' and v.fee_item_id in (select fee_item_id from lines)
    )
    select distinct noun, name from (${billed} ${cyclesOnly ? sql`` : others}) found order by noun, name limit ${SHOWN + 1}`.execute(
    db,
  );
  return rows;
}

/** A premise that came into the community or building that a run bills. */
function movedIn({ scope }: Run) {
  return boundByPremise(scope) ? sql`p.community_id = ${scope.id}::uuid` : sql`false`;
}

/** @throws Refusal `billing.input_changed` that names what changed */
export function refuseChanges(changes: readonly InputChange[]): void {
  if (changes.length === 0) return;
  const names = changes.slice(0, SHOWN).map(({ noun, name }) => `${noun} ${name}`);
  const more = changes.length > SHOWN ? ' and more' : '';
  throw new Refusal('billing.input_changed', `changed since the preview: ${names.join(', ')}${more}; preview again`);
}
