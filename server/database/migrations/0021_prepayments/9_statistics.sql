-- As for the first tables: what the planner should believe of these until they are analysed.
do $$
declare
  place record;
begin
  if current_setting('server_version_num')::int < 180000 then
    return;
  end if;
  for place in
    select name, column_name
    from unnest(array['prepayment_package']) name, unnest(array['tenant_id', 'id']) column_name
  loop
    perform pg_restore_attribute_stats(
      'schemaname', 'public',
      'relname', place.name,
      'attname', place.column_name,
      'inherited', false,
      'version', current_setting('server_version_num')::int,
      'null_frac', 0::real,
      'avg_width', 16,
      'n_distinct', case place.column_name when 'tenant_id' then 1 else -1 end::real
    );
  end loop;
end $$;
