create table meter_reading (
  tenant_id uuid not null,
  id uuid not null,
  meter_id uuid not null,
  read_on date not null,
  value numeric not null check (value >= 0),
  kind text not null check (kind in ('ACTUAL', 'ESTIMATED')),
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, meter_id) references meter
);
create unique index meter_reading_day on meter_reading (tenant_id, meter_id, read_on) where not archived;
create index meter_reading_change on meter_reading (tenant_id, change_id);
