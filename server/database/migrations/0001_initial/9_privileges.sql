-- Tenants do not see each other, and history cannot be rewritten: row-level security for everybody who is not a
-- superuser, the owner included, and only the privileges that serving needs. The server's role is named by the setting
-- `suanpan.server_role`, because a real database may call it differently.

do $$
declare
  name text;
begin
  for name in
    select c.relname from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id')
  loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    if name not in ('tenant', 'journal_entry') then
      execute format(
        'create policy tenant_only on %I using (tenant_id = nullif(current_setting(''suanpan.tenant'', true), '''')::uuid)',
        name
      );
    end if;
  end loop;
end $$;

-- Signing in looks a tenant up by its code before there is a tenant to be in.
create policy tenant_found on tenant for select using (true);
create policy tenant_made on tenant for insert
  with check (tenant_id = nullif(current_setting('suanpan.tenant', true), '')::uuid);
create policy tenant_changed on tenant for update
  using (tenant_id = nullif(current_setting('suanpan.tenant', true), '')::uuid);

-- A closed accounting period takes no entry, whoever asks.
create policy tenant_only on journal_entry for select
  using (tenant_id = nullif(current_setting('suanpan.tenant', true), '')::uuid);
create policy open_period_only on journal_entry for insert
  with check (
    tenant_id = nullif(current_setting('suanpan.tenant', true), '')::uuid
    and exists (
      select 1 from accounting_period p
      where p.tenant_id = journal_entry.tenant_id and p.month = journal_entry.period_month and p.status = 'OPEN'
    )
  );

do $$
declare
  server text := current_setting('suanpan.server_role');
begin
  execute format('grant usage on schema public to %I', server);
  execute format('grant select on all tables in schema public to %I', server);

  -- Append-only: never an update, never a delete.
  execute format(
    'grant insert on change_feed, audit_event, idempotency_key, journal_entry, transfer, allocation, allocation_line to %I',
    server
  );
  -- Documents: what was billed or received stays as it was written; only its state moves.
  execute format('grant insert on bill, charge, payment, statement, statement_line, match to %I', server);
  execute format('grant update (allocated, status, version, change_id) on bill, payment to %I', server);
  execute format('grant update (live, change_id) on charge to %I', server);
  execute format('grant update (status, note, version, change_id) on statement_line to %I', server);
  execute format('grant update (state, change_id) on match to %I', server);
  -- Master data and settings.
  execute format(
    'grant insert, update on tenant, operator, session, tenant_tail, number_series, account, accounting_period, tax_code, '
    'tax_rate, fee_item, price_version, customer, premise, contract, meter, binding, meter_reading, billing_run, '
    'bank_account, rollup to %I',
    server
  );
  -- Work in progress that may be thrown away.
  execute format('grant insert, delete on rollup_delta, billing_run_line to %I', server);
end $$;
