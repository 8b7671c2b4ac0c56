alter table customer
  add column industry text not null default '',
  add column tags text not null default '',
  add column contacts text not null default '',
  add column bill_channel text check (bill_channel in ('PAPER', 'EMAIL', 'SMS', 'WECHAT'));

alter table contract add column terms text not null default '';

-- A parking space or a store room may belong to a room; nothing belongs to itself.
alter table premise
  add column parent_id uuid,
  add column vacant_from date,
  add column vacant_to date,
  add foreign key (tenant_id, parent_id) references premise,
  add check (parent_id <> id),
  add check (vacant_to > vacant_from),
  add check (vacant_to is null or vacant_from is not null);

-- OCCUPANT: each day is charged to whoever pays for the premise then, to the binding's customer where nobody is named.
alter table binding
  add column payer text not null default 'CUSTOMER' check (payer in ('CUSTOMER', 'OCCUPANT')),
  add check (payer <> 'OCCUPANT' or premise_id is not null);

create table occupancy (
  tenant_id uuid not null references tenant,
  id uuid not null,
  premise_id uuid not null,
  customer_id uuid not null,
  role text not null check (role in ('OWNER', 'TENANT')),
  start_date date not null,
  end_date date check (end_date > start_date),
  pays boolean not null default false,
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, premise_id) references premise,
  foreign key (tenant_id, customer_id) references customer,
  -- A day of a premise has one payer.
  constraint occupancy_one_payer exclude using gist (
    tenant_id with =,
    premise_id with =,
    daterange(start_date, end_date) with &&
  ) where (pays and not archived) deferrable initially immediate
);
create index occupancy_customer on occupancy (tenant_id, customer_id);
create index occupancy_change on occupancy (tenant_id, change_id);

create table binding_pause (
  tenant_id uuid not null references tenant,
  id uuid not null,
  binding_id uuid not null,
  start_date date not null,
  end_date date check (end_date > start_date),
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, binding_id) references binding,
  constraint binding_pause_no_overlap exclude using gist (
    tenant_id with =,
    binding_id with =,
    daterange(start_date, end_date) with &&
  ) where (not archived) deferrable initially immediate
);
create index binding_pause_change on binding_pause (tenant_id, change_id);
create index binding_occupant on binding (tenant_id, premise_id) where payer = 'OCCUPANT';
