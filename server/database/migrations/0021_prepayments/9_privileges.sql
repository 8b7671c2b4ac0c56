-- A package may be changed and put away, and is never removed: payments name it.
do $$
declare
  server text := current_setting('suanpan.server_role');
begin
  alter table prepayment_package enable row level security;
  alter table prepayment_package force row level security;
  create policy tenant_only on prepayment_package
    using (tenant_id = nullif(current_setting('suanpan.tenant', true), '')::uuid);
  execute format('grant select, insert, update on prepayment_package to %I', server);
end $$;
