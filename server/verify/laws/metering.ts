import type { Law } from '../law.ts';

/** Laws of what was measured: usage events and readings, and the charges that count them. */
export const meteredAsCounted: Law = {
  name: 'metered_as_counted',
  says: 'usage events belong to somebody, a charge by usage has the quantity that its events come to, and no reading in doubt is billed',
  checks: [
    {
      counts: 'select count(*) from usage_event where tenant_id = $1',
      violations: `
        select 'usage event ' || e.id || ' belongs to nobody' as problem from usage_event e
        where e.tenant_id = $1
          and not exists (select 1 from binding b where (b.tenant_id, b.id) = (e.tenant_id, e.subject_id))
          and not exists (select 1 from customer c where (c.tenant_id, c.id) = (e.tenant_id, e.subject_id))
          and not exists (select 1 from meter m where (m.tenant_id, m.id) = (e.tenant_id, e.subject_id))
        union all
        select 'usage event ' || e.id || ' has no metric' from usage_event e
        where e.tenant_id = $1 and not exists (select 1 from usage_metric m where (m.tenant_id, m.id) = (e.tenant_id, e.metric_id))`,
    },
    {
      counts: `select count(*) from charge where tenant_id = $1 and live and explanation ? 'usage'`,
      violations: `
        select 'binding ' || c.binding_id || ', cycle ' || c.cycle || ' is charged for ' || sum(c.quantity) || ', its events come to '
          || q.quantity as problem
        from charge c cross join lateral (
          select (c.explanation #>> '{usage,quantity}')::numeric + coalesce((
            select sum((l ->> 'quantity')::numeric - (l ->> 'billed')::numeric)
            from jsonb_array_elements(c.explanation #> '{usage,late}') l), 0) as quantity) q
        where c.tenant_id = $1 and c.live and c.explanation ? 'usage'
        group by c.binding_id, c.cycle, q.quantity having sum(c.quantity) <> q.quantity`,
    },
    {
      counts: `select count(*) from meter_reading where tenant_id = $1 and not archived`,
      violations: `
        select 'reading ' || r.id || ' has no meter' as problem from meter_reading r
        where r.tenant_id = $1 and not exists (select 1 from meter m where (m.tenant_id, m.id) = (r.tenant_id, r.meter_id))
        union all
        select 'charge ' || c.id || ' is billed with the reading of ' || r.read_on || ' of meter ' || m.code || ', which is in doubt'
        from meter_reading r join meter m on (m.tenant_id, m.id) = (r.tenant_id, r.meter_id)
        join charge c on c.tenant_id = m.tenant_id and c.meter_id = coalesce(m.point_id, m.id) and c.live
          and c.explanation #>> '{readings,closing,on}' = r.read_on::text
          and (c.explanation #>> '{readings,closing,value}')::numeric = r.value
          and coalesce(c.explanation #>> '{readings,closing,meter}', m.code) = m.code
        where r.tenant_id = $1 and not r.archived and r.flag is not null and r.accepted_reason = ''`,
    },
  ],
};
