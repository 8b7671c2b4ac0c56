alter table shared_cost enable row level security;
alter table shared_cost force row level security;
create policy tenant_only on shared_cost
  using (tenant_id = nullif(current_setting('suanpan.tenant', true), '')::uuid);

do $$
begin
  execute format('grant select, insert, update on shared_cost to %I', current_setting('suanpan.server_role'));
end $$;
