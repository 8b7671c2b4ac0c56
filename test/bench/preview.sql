-- The limit of a preview: the same lines, priced in SQL, without explanations, exceptions or content hash.
-- Settings: suanpan.tenant, bench.run, bench.change, bench.number, bench.start, bench.end.
insert into billing_run
  (tenant_id, id, number, scope, period_start, period_end, issue_date, status, version, change_id)
values (
  current_setting('suanpan.tenant')::uuid, current_setting('bench.run')::uuid, current_setting('bench.number'),
  '{"kind": "ALL"}', current_setting('bench.start')::date, current_setting('bench.end')::date,
  current_setting('bench.end')::date, 'PREVIEWING', 1, current_setting('bench.change')::uuid
);

\ir prices.sql
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
