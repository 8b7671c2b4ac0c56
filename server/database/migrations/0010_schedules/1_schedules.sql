-- When something is to happen by itself, in which time zone, and what.
create table schedule (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  name text not null default '',
  kind text not null check (kind in ('DAILY', 'WEEKLY', 'MONTHLY', 'CRON')),
  -- HH:MM on the clock of the time zone; not for CRON, which says it itself.
  time_of_day text check (time_of_day ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  -- 1 is Monday; only for WEEKLY.
  weekdays integer[] check (weekdays <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality(weekdays) > 0),
  -- A month that is shorter has it on its last day; only for MONTHLY.
  month_day integer check (month_day between 1 and 31),
  cron text,
  time_zone text not null,
  action text not null,
  arguments jsonb not null,
  -- What happens to times that passed while no server ran: all of them are caught up, or the last one alone.
  catch_up text not null default 'ALL' check (catch_up in ('ALL', 'LATEST')),
  enabled boolean not null default true,
  -- The first time that no job was made for yet; null where there is none, or nothing is enabled.
  next_run_at timestamptz,
  -- The last time that a job was made for.
  last_run_at timestamptz,
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  check ((kind = 'CRON') = (cron is not null) and (kind = 'CRON') = (time_of_day is null)),
  check ((kind = 'WEEKLY') = (weekdays is not null)),
  check ((kind = 'MONTHLY') = (month_day is not null))
);
create index schedule_due on schedule (tenant_id, next_run_at) where enabled and not archived;

-- One time that a schedule was due, with what was to be done then. It is there once, however many servers look.
create table scheduled_job (
  tenant_id uuid not null references tenant,
  id uuid not null,
  schedule_id uuid not null,
  due_at timestamptz not null,
  action text not null,
  arguments jsonb not null,
  status text not null default 'WAITING' check (status in ('WAITING', 'RUNNING', 'DONE', 'FAILED', 'GIVEN_UP', 'SKIPPED')),
  -- How often it was begun since it was last asked for.
  attempts integer not null default 0,
  last_error_code text,
  last_error_message text,
  result jsonb,
  -- Who asked for it; null for the clock.
  requested_by uuid,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, schedule_id, due_at),
  foreign key (tenant_id, schedule_id) references schedule,
  check ((last_error_code is null) = (last_error_message is null)),
  check (status not in ('FAILED', 'GIVEN_UP', 'SKIPPED') or last_error_code is not null)
);
create index scheduled_job_status on scheduled_job (tenant_id, status, id);
