-- As for the tables before: a tenant sees its own rows, and the server gets only what serving needs.
do $$
declare
  name text;
  server text := current_setting('suanpan.server_role');
begin
  foreach name in array array['usage_metric', 'usage_event', 'metering_source', 'source_rejection'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant_only on %I using (tenant_id = nullif(current_setting(''suanpan.tenant'', true), '''')::uuid)',
      name
    );
    execute format('grant select, insert on %I to %I', name, server);
  end loop;
  execute format('grant update on usage_metric, metering_source to %I', server);
end $$;
