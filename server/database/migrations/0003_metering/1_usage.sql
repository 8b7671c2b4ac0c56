create table usage_metric (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  name text not null,
  aggregation text not null check (aggregation in ('SUM', 'COUNT', 'MAX', 'LATEST', 'UNIQUE_COUNT', 'WEIGHTED_SUM')),
  -- The property of an event whose different values are counted.
  property text not null default '',
  unit text not null default '',
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  check ((aggregation = 'UNIQUE_COUNT') = (property <> ''))
);
create index usage_metric_change on usage_metric (tenant_id, change_id);

-- Written by the hundred thousand and never changed. It has no foreign keys on purpose: its rows get their ids from the
-- rows they name, which the server cannot delete, so that checking each again would only double the cost; `verify` looks.
create table usage_event (
  tenant_id uuid not null,
  -- The sender's own id, by which an event counts once however often it is sent.
  id text collate "C" not null,
  -- The binding, customer or meter that used something.
  subject_id uuid not null,
  metric_id uuid not null,
  at timestamptz not null,
  -- The business day of `at` in the tenant's time zone: periods are days.
  used_on date not null,
  quantity numeric not null,
  properties jsonb,
  change_id uuid not null,
  primary key (tenant_id, id)
);
create index usage_event_subject on usage_event (tenant_id, subject_id, metric_id, used_on);

alter table binding add column metric_id uuid;
alter table binding add foreign key (tenant_id, metric_id) references usage_metric;
alter table binding drop constraint binding_quantity_source_check;
alter table binding add constraint binding_quantity_source_check
  check (quantity_source in ('FIXED', 'AREA', 'METER', 'USAGE'));
alter table binding add constraint binding_usage_check check (quantity_source <> 'USAGE' or metric_id is not null);
