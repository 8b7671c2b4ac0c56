-- What the planner should believe of a table until it is analysed for the first time. Left to itself it takes tenant_id for
-- selective, and answers "the row of this tenant with this id" from any index that begins with tenant_id, usually that
-- of the change feed: every foreign-key check of a first import or run would then read all rows of the tenant, and keep
-- its plan for the whole session. Statistics that are gathered later replace these. Before PostgreSQL 18 they cannot be
-- given; there autovacuum has to come first.
do $$
declare
  place record;
begin
  if current_setting('server_version_num')::int < 180000 then
    return;
  end if;
  for place in
    select c.relname::text as name, a.attname::text as column_name
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname in ('tenant_id', 'id')
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and exists (select 1 from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')
  loop
    perform pg_restore_attribute_stats(
      'schemaname', 'public',
      'relname', place.name,
      'attname', place.column_name,
      'inherited', false,
      'version', current_setting('server_version_num')::int,
      'null_frac', 0::real,
      'avg_width', 16,
      -- One tenant; -1: as many ids as rows.
      'n_distinct', case place.column_name when 'tenant_id' then 1 else -1 end::real
    );
  end loop;
end $$;
