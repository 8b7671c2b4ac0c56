-- How a table of a bank is read: which columns hold what, in the shape of the profiles that ship.
create table statement_profile (
  tenant_id uuid not null references tenant,
  id uuid not null,
  name text not null check (name <> ''),
  definition jsonb not null,
  -- The headings by which a file is recognised, sorted, each once; empty where the table has none.
  headings text[] not null,
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  check (definition #> '{columns,date,0}' is not null),
  check (
    definition #> '{columns,amount,0}' is not null
    or definition #> '{columns,credit,0}' is not null and definition #> '{columns,debit,0}' is not null
  )
);
-- A file is recognised by one of them, and a name on the command line means one of them.
create unique index statement_profile_name on statement_profile (tenant_id, name) where not archived;
create unique index statement_profile_headings on statement_profile (tenant_id, headings)
  where not archived and headings <> '{}';
create index statement_profile_change on statement_profile (tenant_id, change_id);

-- The profile that a table was read by; empty for other formats.
alter table statement add column profile text not null default '';

-- A warning was an English sentence; it becomes an object with the sentence's name and what it says.
alter table statement no force row level security;
update statement set warnings = (
  select jsonb_agg(jsonb_build_object('code', 'statement.warning', 'name', '', 'params', '{}'::jsonb, 'message', said,
    'line', null, 'file', null) order by place)
  from jsonb_array_elements(warnings) with ordinality each(said, place))
where warnings <> '[]';
alter table statement force row level security;
