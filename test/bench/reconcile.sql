-- The limit of matching: lines that name an open bill and pay it exactly, and lines from a payer's account whose amount exactly
-- one open bill of the payer has, matched and booked set by set: payments, allocations with their shares, entries, transfers,
-- KPI facts, matches, what bills and lines say. It finds no other reason, suggests nothing, and leaves no audit trail.
-- Settings: suanpan.tenant, bench.change.
create temporary table matched on commit drop as
with waiting as materialized (
  select l.id as line, l.amount, l.currency, l.booked_on, l.payer_account, l.bank_reference, left(l.text, 200) as reference,
    upper(substring(l.text from '[Bb]-[0-9]{6,}')) as named
  from statement_line l
  where l.tenant_id = current_setting('suanpan.tenant')::uuid and l.status <> 'MATCHED' and l.direction = 'IN'
),
by_number as (
  select w.*, b.id as bill, b.number, b.customer_id, b.due_date, 'reference' as rule, 100 as score
  from waiting w
  join bill b on b.tenant_id = current_setting('suanpan.tenant')::uuid and b.number = w.named and b.currency = w.currency
    and b.status = 'LIVE' and b.total - b.allocated = w.amount
),
by_payer as (
  select w.*, b.id as bill, b.number, b.customer_id, b.due_date, 'payer_amount' as rule, 97 as score,
    count(*) over (partition by w.line) as ways, row_number() over (partition by b.id order by w.line) as turn
  from waiting w
  join customer c on c.tenant_id = current_setting('suanpan.tenant')::uuid and c.bank_account = w.payer_account
  join bill b on b.tenant_id = c.tenant_id and b.customer_id = c.id and b.currency = w.currency and b.status = 'LIVE'
    and b.total - b.allocated = w.amount
  where w.named is null and w.payer_account <> ''
),
chosen as (
  select line, amount, currency, booked_on, bank_reference, reference, bill, number, customer_id, due_date, rule, score from by_number
  union all
  select line, amount, currency, booked_on, bank_reference, reference, bill, number, customer_id, due_date, rule, score from by_payer
  where ways = 1 and turn = 1 and bill not in (select bill from by_number)
)
select c.*, x.id as charge, x.fee_item_id, coalesce(x.community_id, '00000000-0000-0000-0000-000000000000'::uuid) as community_id,
  gen_random_uuid() as payment, gen_random_uuid() as allocation, gen_random_uuid() as receipt, gen_random_uuid() as entry,
  row_number() over (order by c.line) as no
from chosen c join charge x on x.tenant_id = current_setting('suanpan.tenant')::uuid and x.bill_id = c.bill;
analyze matched;

insert into number_series as s (tenant_id, id, series, next_no)
select current_setting('suanpan.tenant')::uuid, gen_random_uuid(), 'PAYMENT', 1 + count(*) from matched
on conflict (tenant_id, series) do update set next_no = s.next_no + excluded.next_no - 1;
create temporary table given on commit drop as
select next_no - (select count(*) from matched) as first from number_series
where tenant_id = current_setting('suanpan.tenant')::uuid and series = 'PAYMENT';

insert into payment (tenant_id, id, number, customer_id, received_on, channel, amount, allocated, currency, external_id, reference, change_id)
select current_setting('suanpan.tenant')::uuid, payment, 'P-' || lpad((first + no - 1)::text, 6, '0'), customer_id, booked_on, 'BANK', amount,
  amount, currency, nullif(bank_reference, ''), reference, current_setting('bench.change')::uuid
from matched, given;
insert into allocation (tenant_id, id, payment_id, bill_id, amount, allocated_on, change_id)
select current_setting('suanpan.tenant')::uuid, allocation, payment, bill, amount, booked_on, current_setting('bench.change')::uuid from matched;
insert into allocation_line (tenant_id, id, allocation_id, charge_id, amount)
select current_setting('suanpan.tenant')::uuid, gen_random_uuid(), allocation, charge, amount from matched;
insert into accounting_period (tenant_id, id, month, change_id)
select distinct current_setting('suanpan.tenant')::uuid, gen_random_uuid(), date_trunc('month', booked_on::timestamp)::date,
  current_setting('bench.change')::uuid
from (select distinct booked_on from matched) m
on conflict (tenant_id, month) do nothing;
insert into journal_entry (tenant_id, id, kind, document_date, posting_date, period_month, source_id, description, change_id)
select current_setting('suanpan.tenant')::uuid, e.id, e.kind, booked_on, booked_on, date_trunc('month', booked_on::timestamp)::date, e.source,
  e.description, current_setting('bench.change')::uuid
from matched m, given g, lateral (values
  (receipt, 'PAYMENT', payment, 'P-' || lpad((first + no - 1)::text, 6, '0')),
  (entry, 'ALLOCATION', allocation, 'P-' || lpad((first + no - 1)::text, 6, '0') || ' → ' || number)) e(id, kind, source, description);
insert into transfer (tenant_id, id, journal_entry_id, debit_account_id, credit_account_id, amount, currency, posting_date, customer_id,
  bill_id, charge_id, payment_id, fee_item_id)
select current_setting('suanpan.tenant')::uuid, gen_random_uuid(), e.id, e.debit, e.credit, amount, currency, booked_on, customer_id, e.bill,
  e.charge, payment, e.fee_item
from matched m
join (select
    max(id::text) filter (where role = 'SUSPENSE')::uuid as suspense, max(id::text) filter (where role = 'UNALLOCATED')::uuid as unallocated,
    max(id::text) filter (where role = 'RECEIVABLE')::uuid as receivable
  from account where tenant_id = current_setting('suanpan.tenant')::uuid and currency = 'CNY') a on true
cross join lateral (values
  (receipt, a.suspense, a.unallocated, null::uuid, null::uuid, null::uuid),
  (entry, a.unallocated, a.receivable, bill, charge, fee_item_id)) e(id, debit, credit, bill, charge, fee_item);
insert into rollup_delta (tenant_id, id, measure, due_date, posting_date, fee_item_id, community_id, currency, amount)
select current_setting('suanpan.tenant')::uuid, gen_random_uuid(), 'COLLECTED', due_date, booked_on, fee_item_id, community_id, currency, sum(amount)
from matched group by due_date, booked_on, fee_item_id, community_id, currency;
insert into match (tenant_id, id, statement_line_id, customer_id, bill_ids, payment_id, rule, score, reason, state, change_id)
select current_setting('suanpan.tenant')::uuid, gen_random_uuid(), line, customer_id, array[bill], payment, rule, score,
  case rule when 'reference' then 'names ' || number || ' and pays it exactly' else 'the payer''s account, and ' || number || ' has this amount' end,
  'APPLIED', current_setting('bench.change')::uuid
from matched;
update bill b set allocated = b.allocated + m.amount, version = b.version + 1, change_id = current_setting('bench.change')::uuid
from matched m where b.tenant_id = current_setting('suanpan.tenant')::uuid and b.id = m.bill;
update statement_line l set status = 'MATCHED', version = l.version + 1, change_id = current_setting('bench.change')::uuid
from matched m where l.tenant_id = current_setting('suanpan.tenant')::uuid and l.id = m.line;
