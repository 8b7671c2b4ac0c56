-- Who may come in. `tenant` is the one table without a tenant of its own: it is small, read by everybody and becomes a
-- reference table under Citus. Every other table is keyed by (tenant_id, id), so the schema distributes by tenant.

create table tenant (
  tenant_id uuid primary key,
  code text not null unique check (code ~ '^[a-z0-9][a-z0-9-]{1,39}$'),
  name text not null,
  currency char(3) not null,
  time_zone text not null default 'Asia/Shanghai',
  rounding text not null default 'HALF_UP' check (rounding in ('HALF_UP', 'HALF_EVEN')),
  payment_days integer not null default 15 check (payment_days between 0 and 365),
  match_threshold integer not null default 90 check (match_threshold between 50 and 100),
  -- The demo's clock: where it is set, "today" is this date, so that a demo month stays the current month.
  business_date date
);

create table operator (
  tenant_id uuid not null references tenant,
  id uuid not null,
  login text not null,
  name text not null,
  password_hash text not null,
  roles text[] not null check (
    roles <@ array['FINANCE_VIEWER', 'FINANCE', 'PRICING', 'SERVICE', 'APPROVER', 'ADMIN', 'ANALYST', 'AUDITOR']
  ),
  language text not null default 'ZH' check (language in ('ZH', 'EN')),
  active boolean not null default true,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, login)
);

create table session (
  tenant_id uuid not null,
  id uuid not null,
  operator_id uuid not null,
  token_hash text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, operator_id) references operator
);
