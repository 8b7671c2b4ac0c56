do $$
declare
  server text := current_setting('suanpan.server_role');
begin
  alter table revenue_release enable row level security;
  alter table revenue_release force row level security;
  create policy tenant_only on revenue_release
    using (tenant_id = nullif(current_setting('suanpan.tenant', true), '')::uuid);
  execute format('grant select, insert on revenue_release to %I', server);
end $$;
