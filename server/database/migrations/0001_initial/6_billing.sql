create table billing_run (
  tenant_id uuid not null references tenant,
  id uuid not null,
  number text not null,
  scope jsonb not null,
  period_start date not null,
  period_end date not null check (period_end > period_start),
  issue_date date not null,
  status text not null check (
    status in ('DRAFT', 'PREVIEWING', 'PREVIEWED', 'POSTING', 'PAUSED', 'POSTED', 'STOPPED', 'CANCELLED', 'REVERSED')
  ),
  content_hash text,
  feed_position bigint,
  customer_count integer not null default 0,
  line_count integer not null default 0,
  exception_count integer not null default 0,
  posted_count integer not null default 0,
  total numeric not null default 0,
  previous_total numeric not null default 0,
  created_by uuid,
  posted_at timestamptz,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);

-- What a preview computed and what posting copies. A line with an exception carries no amount and is not posted.
create table billing_run_line (
  tenant_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  seq integer not null,
  customer_id uuid not null,
  binding_id uuid not null,
  premise_id uuid,
  meter_id uuid,
  fee_item_id uuid not null,
  price_version_id uuid,
  cycle integer not null,
  part integer not null,
  period_start date not null,
  period_end date not null,
  quantity numeric,
  unit_price numeric,
  gross numeric,
  discount numeric,
  amount numeric,
  net numeric,
  tax numeric,
  tax_rate numeric,
  currency char(3) not null,
  previous_amount numeric,
  explanation jsonb,
  exception_code text,
  exception_message text,
  primary key (tenant_id, id),
  foreign key (tenant_id, run_id) references billing_run on delete cascade,
  check ((exception_code is null) = (amount is not null))
);
create index billing_run_line_run on billing_run_line (run_id, seq, tenant_id);

create table bill (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  run_id uuid not null,
  customer_id uuid not null,
  currency char(3) not null,
  period_start date not null,
  period_end date not null,
  issue_date date not null,
  due_date date not null,
  total numeric not null,
  tax_total numeric not null,
  allocated numeric not null default 0,
  status text not null default 'LIVE' check (status in ('LIVE', 'VOID')),
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (number, tenant_id),
  unique (run_id, customer_id, currency, tenant_id),
  foreign key (tenant_id, run_id) references billing_run,
  foreign key (tenant_id, customer_id) references customer,
  check (allocated >= 0 and allocated <= total)
);
create index bill_customer_open on bill (customer_id, tenant_id) where status = 'LIVE' and allocated < total;
create index bill_change on bill (change_id, tenant_id);

create table charge (
  tenant_id uuid not null,
  id uuid not null,
  bill_id uuid not null,
  customer_id uuid not null,
  binding_id uuid not null,
  premise_id uuid,
  community_id uuid,
  meter_id uuid,
  fee_item_id uuid not null,
  price_version_id uuid not null,
  kind text not null default 'REGULAR' check (kind in ('REGULAR', 'CORRECTION')),
  cycle integer not null,
  part integer not null,
  live boolean not null default true,
  period_start date not null,
  period_end date not null,
  quantity numeric not null,
  unit_price numeric,
  gross numeric not null,
  discount numeric not null,
  amount numeric not null,
  net numeric not null,
  tax numeric not null,
  tax_rate numeric not null,
  currency char(3) not null,
  explanation jsonb not null,
  change_id uuid not null,
  primary key (tenant_id, id),
  check (net + tax = amount),
  check (gross - discount = amount),
  foreign key (tenant_id, bill_id) references bill,
  foreign key (tenant_id, binding_id) references binding,
  foreign key (tenant_id, fee_item_id) references fee_item,
  foreign key (tenant_id, price_version_id) references price_version
);
create unique index charge_once on charge (binding_id, kind, cycle, part, tenant_id) where live;
create index charge_bill on charge (bill_id, tenant_id);
create index charge_meter on charge (meter_id, period_start, tenant_id) where meter_id is not null;
create index charge_change on charge (change_id, tenant_id);
