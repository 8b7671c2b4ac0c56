-- Days before it are a trial: they are not charged, and on it the subscription converts by itself.
alter table binding
  add column trial_end date,
  add check (trial_end > start_date and (end_date is null or trial_end <= end_date));

-- The quantity of a binding from a day on: seats that come and go. `binding.quantity` holds from its start.
create table quantity_change (
  tenant_id uuid not null references tenant,
  id uuid not null,
  binding_id uuid not null,
  effective_from date not null,
  quantity numeric not null check (quantity >= 0),
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, binding_id) references binding
);
create unique index quantity_change_day on quantity_change (binding_id, effective_from, tenant_id) where not archived;
create index quantity_change_change on quantity_change (tenant_id, change_id);

-- A binding that ends before what is billed of it, and whether the unused days are given back.
create table binding_cancellation (
  tenant_id uuid not null references tenant,
  id uuid not null,
  binding_id uuid not null,
  ends_on date not null,
  -- The end that the billed cycles were priced with.
  previous_end date,
  credited boolean not null,
  reason text not null default '',
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (binding_id, tenant_id),
  foreign key (tenant_id, binding_id) references binding
);
