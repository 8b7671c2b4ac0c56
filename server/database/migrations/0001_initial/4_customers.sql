create table customer (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('PERSON', 'COMPANY')),
  customer_group text not null default '',
  region text not null default '',
  phone text not null default '',
  email text not null default '',
  tax_id text not null default '',
  bank_account text not null default '',
  payment_days integer check (payment_days between 0 and 365),
  language text not null default 'ZH' check (language in ('ZH', 'EN')),
  currency char(3) not null,
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
create index customer_change on customer (tenant_id, change_id);

create table premise (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('COMMUNITY', 'ROOM', 'SHOP', 'PARKING', 'SITE')),
  community_id uuid,
  building text not null default '',
  unit text not null default '',
  room text not null default '',
  area numeric check (area >= 0),
  customer_id uuid,
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, community_id) references premise,
  foreign key (tenant_id, customer_id) references customer,
  check (kind <> 'COMMUNITY' or community_id is null)
);
create index premise_community on premise (tenant_id, community_id);
create index premise_change on premise (tenant_id, change_id);

create table contract (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  customer_id uuid not null,
  start_date date not null,
  end_date date check (end_date > start_date),
  payment_days integer check (payment_days between 0 and 365),
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, customer_id) references customer
);
create index contract_change on contract (tenant_id, change_id);

create table meter (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  premise_id uuid not null,
  kind text not null check (kind in ('WATER', 'ELECTRICITY', 'GAS', 'USAGE')),
  digits integer check (digits between 3 and 15),
  multiplier numeric not null default 1 check (multiplier > 0),
  installed_on date,
  removed_on date check (removed_on >= installed_on),
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, premise_id) references premise
);
create index meter_change on meter (tenant_id, change_id);

create table binding (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  customer_id uuid not null,
  fee_item_id uuid not null,
  premise_id uuid,
  contract_id uuid,
  start_date date not null,
  end_date date check (end_date > start_date),
  -- Cycles are counted from here; set once from the start date, so that a cycle's number never changes its meaning.
  anchor date not null,
  quantity_source text not null check (quantity_source in ('FIXED', 'AREA', 'METER')),
  quantity numeric check (quantity >= 0),
  meter_id uuid,
  discount_kind text check (discount_kind in ('PERCENT', 'AMOUNT')),
  discount_value numeric check (discount_value >= 0),
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, customer_id) references customer,
  foreign key (tenant_id, fee_item_id) references fee_item,
  foreign key (tenant_id, premise_id) references premise,
  foreign key (tenant_id, contract_id) references contract,
  foreign key (tenant_id, meter_id) references meter,
  check ((discount_kind is null) = (discount_value is null)),
  check (discount_kind is distinct from 'PERCENT' or discount_value <= 100),
  check (quantity_source <> 'METER' or meter_id is not null),
  check (quantity_source <> 'AREA' or premise_id is not null),
  check (quantity_source <> 'FIXED' or quantity is not null),
  -- The same thing is not charged twice for the same premise (or customer, where there is no premise) at one time.
  constraint binding_no_overlap exclude using gist (
    tenant_id with =,
    fee_item_id with =,
    coalesce(premise_id, customer_id) with =,
    coalesce(meter_id, '00000000-0000-0000-0000-000000000000'::uuid) with =,
    daterange(start_date, end_date) with &&
  ) where (not archived) deferrable initially immediate
);
create index binding_customer on binding (tenant_id, customer_id);
create index binding_change on binding (tenant_id, change_id);
