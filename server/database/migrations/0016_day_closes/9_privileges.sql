-- Closes are history: nobody but the owner may change or remove a row.
do $$
declare
  server text := current_setting('suanpan.server_role');
  name text;
begin
  foreach name in array array['day_close', 'day_close_payment', 'day_close_denomination']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant_only on %I using (tenant_id = nullif(current_setting(''suanpan.tenant'', true), '''')::uuid)',
      name
    );
    execute format('grant select, insert on %I to %I', name, server);
  end loop;
  execute format('grant update (closed) on payment to %I', server);
end $$;
