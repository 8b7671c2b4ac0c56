do $$
declare
  name text;
begin
  foreach name in array array['price_tier']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant_only on %I using (tenant_id = nullif(current_setting(''suanpan.tenant'', true), '''')::uuid)',
      name
    );
    execute format('grant select, insert, update on %I to %I', name, current_setting('suanpan.server_role'));
  end loop;
end $$;
