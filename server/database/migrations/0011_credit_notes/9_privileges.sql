-- A credit note stays as it was written; only what became of a waiver is added.
do $$
declare
  server text := current_setting('suanpan.server_role');
  name text;
begin
  foreach name in array array['credit_note', 'credit_note_line']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant_only on %I using (tenant_id = nullif(current_setting(''suanpan.tenant'', true), '''')::uuid)',
      name
    );
    execute format('grant select, insert on %I to %I', name, server);
  end loop;
  execute format('grant update (status, decided_by, version, change_id) on credit_note to %I', server);
  execute format('grant update (credited) on bill to %I', server);
end $$;
