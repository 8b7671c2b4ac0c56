-- Open bills of many customers, ten each, a charge a bill, all of different amounts within a customer; and a statement whose
-- lines pay them: half name their bill, half come from the payer's account with exactly the amount.
-- Parts are committed one by one, with the tables analysed in between: else the checks of foreign keys are planned for empty
-- tables and take hours. Settings: suanpan.tenant, bench.bills, bench.lines, bench.change, bench.account.
create temporary table setting as
select current_setting('suanpan.tenant')::uuid as tenant, current_setting('bench.bills')::int as bills,
  current_setting('bench.lines')::int as lines, current_setting('bench.change')::uuid as change,
  current_setting('bench.account')::uuid as account, gen_random_uuid() as statement;

create temporary table payer as
select i, gen_random_uuid() as id, gen_random_uuid() as binding from setting, generate_series(0, setting.bills / 10 - 1) i;
-- Without this the planner takes them for tiny, and the joins run for hours.
analyze payer;
insert into customer (tenant_id, id, code, name, kind, currency, bank_account, change_id)
select s.tenant, p.id, 'C-' || lpad(p.i::text, 6, '0'), 'Customer ' || p.i, 'PERSON', 'CNY', '62220' || lpad(p.i::text, 8, '0'), s.change
from payer p, setting s;
insert into binding (tenant_id, id, code, customer_id, fee_item_id, start_date, anchor, quantity_source, quantity, change_id)
select s.tenant, p.binding, 'B-' || p.i, p.id, f.id, '2026-01-01', '2026-01-01', 'FIXED', 1, s.change
from payer p, setting s, fee_item f where f.tenant_id = s.tenant;
insert into billing_run (tenant_id, id, number, scope, period_start, period_end, issue_date, status, change_id)
select tenant, gen_random_uuid(), 'R-' || lpad((month + 1)::text, 6, '0'), '{"kind": "ALL"}', make_date(2026, 1 + month, 1),
  make_date(2026, 2 + month, 1), make_date(2026, 2 + month, 1), 'POSTED', change
from setting, generate_series(0, 9) month;

-- next
create temporary table numbered as
select n, n % (s.bills / 10) as payer, n / (s.bills / 10) as month from setting s, generate_series(0, s.bills - 1) n;
analyze numbered;
create temporary table owed as
select n.n, gen_random_uuid() as id, gen_random_uuid() as charge, p.id as customer, p.binding, n.payer, n.month,
  (100 + n.month * 13 + (n.payer % 977) * 0.01)::numeric(12, 2) as amount
from numbered n join payer p on p.i = n.payer;
analyze owed;
insert into bill (tenant_id, id, number, run_id, customer_id, currency, period_start, period_end, issue_date, due_date, total, tax_total, change_id)
select s.tenant, o.id, 'B-' || lpad((o.n + 1)::text, 6, '0'), r.id, o.customer, 'CNY', make_date(2026, 1 + o.month, 1),
  make_date(2026, 2 + o.month, 1), make_date(2026, 2 + o.month, 1), make_date(2026, 2 + o.month, 15), o.amount, 0, s.change
from owed o, setting s join billing_run r on r.tenant_id = s.tenant where r.period_start = make_date(2026, 1 + o.month, 1);
-- next
insert into charge (tenant_id, id, bill_id, customer_id, binding_id, fee_item_id, price_version_id, cycle, part, period_start, period_end,
  quantity, gross, discount, amount, net, tax, tax_rate, currency, explanation, change_id)
select s.tenant, o.charge, o.id, o.customer, o.binding, v.fee_item_id, v.id, o.month, 0, make_date(2026, 1 + o.month, 1),
  make_date(2026, 2 + o.month, 1), 1, o.amount, 0, o.amount, o.amount, 0, 0, 'CNY', '{}', s.change
from owed o, setting s, price_version v where v.tenant_id = s.tenant;

-- next
insert into statement (tenant_id, id, number, bank_account_id, format, encoding, file_name, file_sha256, line_count, new_line_count, imported_at, change_id)
select tenant, statement, 'S-000001', account, 'camt.053', 'UTF-8', 'bench', '', lines, lines, now(), change from setting;
insert into statement_line (tenant_id, id, statement_id, bank_account_id, line_no, fingerprint, booked_on, direction, amount, currency,
  payer_name, payer_account, text, change_id)
select s.tenant, gen_random_uuid(), s.statement, s.account, o.n + 1, 'F' || o.n, '2026-11-04', 'IN', o.amount, 'CNY', 'Customer ' || o.payer,
  case when o.n % 2 = 0 then '' else '62220' || lpad(o.payer::text, 8, '0') end,
  case when o.n % 2 = 0 then 'Bill B-' || lpad((o.n + 1)::text, 6, '0') || ', thank you' else 'thank you' end, s.change
from owed o, setting s where o.n < s.lines;
