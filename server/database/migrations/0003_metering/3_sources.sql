-- Where readings and usage events are pulled from. Secrets are named by an environment variable, never stored.
create table metering_source (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  kind text not null check (kind in ('HTTP_JSON', 'CSV_FOLDER')),
  target text not null check (target in ('READINGS', 'USAGE')),
  settings jsonb not null,
  -- Where the next pull goes on; empty for the beginning.
  cursor text not null default '',
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

-- A row that did not go in, with its reason.
create table source_rejection (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  -- The file and line, or the place in the answer.
  place text not null,
  content jsonb not null,
  code text not null,
  message text not null,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, source_id) references metering_source
);
create index source_rejection_source on source_rejection (tenant_id, source_id);
