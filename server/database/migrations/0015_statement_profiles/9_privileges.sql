-- A profile may be changed and put away, and is never removed: statements name it.
do $$
declare
  server text := current_setting('suanpan.server_role');
begin
  alter table statement_profile enable row level security;
  alter table statement_profile force row level security;
  create policy tenant_only on statement_profile
    using (tenant_id = nullif(current_setting('suanpan.tenant', true), '')::uuid);
  execute format('grant select, insert, update on statement_profile to %I', server);
end $$;
