-- The charges of a month with their prices computed in SQL, as `amounts`, for whole months of MONTHLY fees in arrears with
-- the models PER_UNIT, FIXED and GRADUATED, percentage discounts and tax included in the price. It makes no explanations
-- and no exceptions, and trusts that nothing is wrong with its input.
-- Settings: suanpan.tenant, bench.start, bench.end. A statement goes on behind it.
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
