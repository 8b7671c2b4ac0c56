-- A job keeps what it was to do; only how it went changes. Neither is ever removed.
do $$
declare
  name text;
  server text := current_setting('suanpan.server_role');
begin
  foreach name in array array['schedule', 'scheduled_job'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format(
      'create policy tenant_only on %I using (tenant_id = nullif(current_setting(''suanpan.tenant'', true), '''')::uuid)',
      name
    );
    execute format('grant select, insert on %I to %I', name, server);
  end loop;
  execute format(
    'grant update (name, kind, time_of_day, weekdays, month_day, cron, time_zone, action, arguments, catch_up, enabled, '
    'next_run_at, last_run_at, archived, version, change_id) on schedule to %I',
    server
  );
  execute format(
    'grant update (status, attempts, last_error_code, last_error_message, result, started_at, finished_at) on scheduled_job to %I',
    server
  );
end $$;
