-- The limit of a billing run: the same bills, charges and transfers, priced in SQL, in one transaction. No preview that can
-- be looked at, no explanations, no roll-ups, no audit events; it trusts that nothing is wrong with its input.
-- Settings: suanpan.tenant, bench.run, bench.change, bench.number, bench.start, bench.end, bench.issue, bench.due.
insert into billing_run
  (tenant_id, id, number, scope, period_start, period_end, issue_date, status, version, change_id)
values (
  current_setting('suanpan.tenant')::uuid, current_setting('bench.run')::uuid, current_setting('bench.number'),
  '{"kind": "ALL"}', current_setting('bench.start')::date, current_setting('bench.end')::date,
  current_setting('bench.issue')::date, 'POSTED', 1, current_setting('bench.change')::uuid
);
insert into accounting_period (tenant_id, id, month, change_id)
values (
  current_setting('suanpan.tenant')::uuid, uuidv7(), date_trunc('month', current_setting('bench.issue')::timestamp)::date,
  current_setting('bench.change')::uuid
) on conflict (tenant_id, month) do nothing;

create temporary table priced on commit drop as
\ir prices.sql
select a.*, uuidv7() as charge_id from amounts a
where not exists (
  select 1 from charge x where x.tenant_id = current_setting('suanpan.tenant')::uuid and x.binding_id = a.id
    and x.kind = 'REGULAR' and x.cycle = a.cycle and x.live
);

create temporary table billed on commit drop as
select customer_id, customer_code, currency, uuidv7() as bill_id, uuidv7() as entry_id, sum(amount) as total,
  sum(amount - net) as tax, row_number() over (order by customer_code) as place
from priced group by customer_id, customer_code, currency;
analyze priced;
analyze billed;

insert into bill
  (tenant_id, id, number, run_id, customer_id, currency, period_start, period_end, issue_date, due_date, total, tax_total,
   change_id)
select current_setting('suanpan.tenant')::uuid, bill_id, 'B-' || lpad(place::text, 6, '0'), current_setting('bench.run')::uuid,
  customer_id, currency, current_setting('bench.start')::date, current_setting('bench.end')::date,
  current_setting('bench.issue')::date, current_setting('bench.due')::date, total, tax,
  current_setting('bench.change')::uuid
from billed;

insert into charge
  (tenant_id, id, bill_id, customer_id, binding_id, premise_id, meter_id, fee_item_id, price_version_id, cycle, part,
   period_start, period_end, quantity, unit_price, gross, discount, amount, net, tax, tax_rate, currency, explanation, change_id)
select current_setting('suanpan.tenant')::uuid, p.charge_id, b.bill_id, p.customer_id, p.id, p.premise_id, p.meter_id,
  p.fee_item_id, p.price_id, p.cycle, 0, current_setting('bench.start')::date, current_setting('bench.end')::date, p.quantity,
  p.price, p.gross, p.gross - p.amount, p.amount, p.net, p.amount - p.net, p.rate, p.currency, '{}',
  current_setting('bench.change')::uuid
from priced p join billed b using (customer_id, currency);

insert into journal_entry
  (tenant_id, id, kind, document_date, posting_date, period_month, source_id, change_id)
select current_setting('suanpan.tenant')::uuid, entry_id, 'BILL', current_setting('bench.issue')::date,
  current_setting('bench.issue')::date, date_trunc('month', current_setting('bench.issue')::timestamp)::date, bill_id,
  current_setting('bench.change')::uuid
from billed;

insert into transfer
  (tenant_id, id, journal_entry_id, debit_account_id, credit_account_id, amount, currency, posting_date, customer_id, bill_id,
   charge_id, fee_item_id)
select current_setting('suanpan.tenant')::uuid, uuidv7(), b.entry_id, receivable.id, income.id, m.amount, p.currency,
  current_setting('bench.issue')::date, p.customer_id, b.bill_id, p.charge_id, p.fee_item_id
from priced p
join billed b using (customer_id, currency)
cross join lateral (values ('REVENUE', p.net), ('OUTPUT_TAX', p.amount - p.net)) m(role, amount)
join account receivable on receivable.tenant_id = current_setting('suanpan.tenant')::uuid
  and receivable.role = 'RECEIVABLE' and receivable.currency = p.currency
join account income on income.tenant_id = current_setting('suanpan.tenant')::uuid
  and income.role = m.role and income.currency = p.currency
where m.amount > 0;
