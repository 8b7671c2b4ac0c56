-- Rules and payer accounts are settings; of a suggestion it is added who rejected it.
do $$
declare
  server text := current_setting('suanpan.server_role');
  name text;
begin
  foreach name in array array['matching_rule', 'payer_account']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant_only on %I using (tenant_id = nullif(current_setting(''suanpan.tenant'', true), '''')::uuid)',
      name
    );
    execute format('grant select, insert, update on %I to %I', name, server);
  end loop;
  execute format('grant update (rejected_by) on match to %I', server);
  execute format('grant update (rejected_by) on line_booking to %I', server);
end $$;
