create table tax_code (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  name text not null,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

create table tax_rate (
  tenant_id uuid not null,
  id uuid not null,
  tax_code_id uuid not null,
  valid_from date not null,
  valid_to date,
  rate numeric not null check (rate >= 0 and rate < 1),
  treatment text not null default 'TAXED' check (treatment in ('TAXED', 'EXEMPT', 'ZERO_RATED', 'OUT_OF_SCOPE')),
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, tax_code_id) references tax_code,
  constraint tax_rate_no_overlap exclude using gist (
    tenant_id with =, tax_code_id with =, daterange(valid_from, valid_to) with &&
  )
);

create table fee_item (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null default '',
  category text not null check (category in ('BASIC', 'VALUE_ADDED', 'DEPOSIT', 'PENALTY', 'PASS_THROUGH', 'ONE_OFF')),
  cycle text not null check (cycle in ('ONE_OFF', 'MONTHLY', 'QUARTERLY', 'HALF_YEARLY', 'YEARLY')),
  timing text not null check (timing in ('ADVANCE', 'ARREARS')),
  unit text not null default '',
  currency char(3) not null,
  tax_code_id uuid,
  revenue_account_id uuid,
  effective_from date not null,
  effective_to date check (effective_to > effective_from),
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, tax_code_id) references tax_code,
  foreign key (tenant_id, revenue_account_id) references account
);
create index fee_item_change on fee_item (tenant_id, change_id);

create table price_version (
  tenant_id uuid not null,
  id uuid not null,
  fee_item_id uuid not null,
  effective_from date not null,
  effective_to date check (effective_to > effective_from),
  model jsonb not null,
  proration text not null default 'ACTUAL_DAYS' check (proration in ('ACTUAL_DAYS', 'THIRTY_360', 'NONE')),
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, fee_item_id) references fee_item,
  -- Checked at the end of each statement, so that one publish may move a boundary between two versions.
  constraint price_version_no_overlap exclude using gist (
    tenant_id with =, fee_item_id with =, daterange(effective_from, effective_to) with &&
  ) where (not archived) deferrable initially immediate
);
create index price_version_fee_item on price_version (tenant_id, fee_item_id);
create index price_version_change on price_version (tenant_id, change_id);
