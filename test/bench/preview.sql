-- The limit of a preview: the same charges with their prices computed in SQL, for whole months of MONTHLY fees in arrears
-- with the models PER_UNIT, FIXED and GRADUATED, percentage discounts and tax included in the price. It makes no explanations,
-- exceptions or content hash, and trusts that nothing is wrong with its input.
-- Settings: suanpan.tenant, bench.run, bench.change, bench.number, bench.start, bench.end.
insert into billing_run
  (tenant_id, id, number, scope, period_start, period_end, issue_date, status, version, change_id)
values (
  current_setting('suanpan.tenant')::uuid, current_setting('bench.run')::uuid, current_setting('bench.number'),
  '{"kind": "ALL"}', current_setting('bench.start')::date, current_setting('bench.end')::date,
  current_setting('bench.end')::date, 'PREVIEWING', 1, current_setting('bench.change')::uuid
);

with
period as materialized (
  select current_setting('suanpan.tenant')::uuid as tenant_id, current_setting('bench.start')::date as starts,
    current_setting('bench.end')::date as ends
),
price as materialized (
  select f.id as fee_item_id, f.currency, v.id, v.model ->> 'model' as model,
    coalesce(v.model ->> 'unitPrice', v.model ->> 'amount')::numeric as price, v.model -> 'tiers' as tiers,
    coalesce(r.rate, 0) as rate
  from period t
  join fee_item f on f.tenant_id = t.tenant_id and f.cycle = 'MONTHLY' and f.timing = 'ARREARS' and not f.archived
  join price_version v on v.tenant_id = t.tenant_id and v.fee_item_id = f.id and not v.archived
    and v.effective_from <= t.starts and (v.effective_to is null or v.effective_to >= t.ends)
  left join tax_rate r on r.tenant_id = t.tenant_id and r.tax_code_id = f.tax_code_id and r.valid_from < t.ends
    and (r.valid_to is null or r.valid_to >= t.ends)
),
tier as materialized (
  select p.id, (e.tier ->> 'unitPrice')::numeric as price, (e.tier ->> 'flatFee')::numeric as fee,
    coalesce(lag((e.tier ->> 'upTo')::numeric) over steps, 0) as above,
    coalesce((e.tier ->> 'upTo')::numeric, 'infinity'::numeric) as up_to
  from price p, jsonb_array_elements(p.tiers) with ordinality as e(tier, place)
  where p.model = 'GRADUATED'
  window steps as (partition by p.id order by e.place)
),
due as (
  select b.id, b.customer_id, b.premise_id, b.meter_id, b.fee_item_id, c.code as customer_code, b.code, p.id as price_id,
    p.model, p.price, p.rate, p.currency, coalesce(b.discount_value, 0) / 100 as discount,
    (extract(year from age(t.starts, b.anchor)) * 12 + extract(month from age(t.starts, b.anchor)))::int as cycle,
    case b.quantity_source when 'AREA' then m.area when 'FIXED' then b.quantity else closing.value - opening.value end as quantity
  from period t
  join binding b on b.tenant_id = t.tenant_id and not b.archived and b.start_date <= t.starts
    and (b.end_date is null or b.end_date >= t.ends)
  join customer c on c.tenant_id = t.tenant_id and c.id = b.customer_id
  join price p on p.fee_item_id = b.fee_item_id
  left join premise m on m.tenant_id = t.tenant_id and m.id = b.premise_id
  left join meter_reading opening on opening.tenant_id = t.tenant_id and opening.meter_id = b.meter_id
    and opening.read_on = t.starts and not opening.archived
  left join meter_reading closing on closing.tenant_id = t.tenant_id and closing.meter_id = b.meter_id
    and closing.read_on = t.ends and not closing.archived
),
priced as (
  select d.*, case d.model
      when 'FIXED' then d.price
      when 'PER_UNIT' then d.price * d.quantity
      else (select sum(case when d.quantity > s.above then s.fee else 0 end
          + greatest(least(d.quantity, s.up_to) - s.above, 0) * s.price) from tier s where s.id = d.price_id)
    end as exact
  from due d
),
amounts as (
  select p.*, round(p.exact, 2) as gross, round(p.exact * (1 - p.discount), 2) as amount,
    round(round(p.exact * (1 - p.discount), 2) / (1 + p.rate), 2) as net
  from priced p
)
insert into billing_run_line
  (tenant_id, id, run_id, seq, customer_id, binding_id, premise_id, meter_id, fee_item_id, price_version_id, cycle, part,
   period_start, period_end, quantity, unit_price, gross, discount, amount, net, tax, tax_rate, currency, previous_amount)
select t.tenant_id, uuidv7(), current_setting('bench.run')::uuid, row_number() over (order by a.customer_code, a.code),
  a.customer_id, a.id, a.premise_id, a.meter_id, a.fee_item_id, a.price_id, a.cycle, 0, t.starts, t.ends, a.quantity, a.price,
  a.gross, a.gross - a.amount, a.amount, a.net, a.amount - a.net, a.rate, a.currency, previous.amount
from period t
cross join amounts a
left join charge previous on previous.tenant_id = t.tenant_id and previous.binding_id = a.id and previous.kind = 'REGULAR'
  and previous.cycle = a.cycle - 1 and previous.live
where not exists (
  select 1 from charge x where x.tenant_id = t.tenant_id and x.binding_id = a.id and x.kind = 'REGULAR' and x.cycle = a.cycle and x.live
);

update billing_run r set status = 'PREVIEWED', line_count = s.lines, customer_count = s.customers, total = s.total,
  previous_total = s.previous, version = 2
from (
  select count(*) as lines, count(distinct customer_id) as customers, sum(amount) as total, sum(previous_amount) as previous
  from billing_run_line
  where tenant_id = current_setting('suanpan.tenant')::uuid and run_id = current_setting('bench.run')::uuid
) s
where r.tenant_id = current_setting('suanpan.tenant')::uuid and r.id = current_setting('bench.run')::uuid;
