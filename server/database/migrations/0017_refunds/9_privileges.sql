-- A request stays as it was written; only what became of it is added.
do $$
declare
  server text := current_setting('suanpan.server_role');
  name text;
begin
  foreach name in array array['refund', 'write_off']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant_only on %I using (tenant_id = nullif(current_setting(''suanpan.tenant'', true), '''')::uuid)',
      name
    );
    execute format('grant select, insert on %I to %I', name, server);
    execute format('grant update (status, decided_by, decided_on, note, version, change_id) on %I to %I', name, server);
  end loop;
end $$;
