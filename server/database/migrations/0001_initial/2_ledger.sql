-- Only the primary key of a table that grows begins with the tenant; other indexes end with it. While such a table is being
-- filled and has no statistics, the planner would take any index that begins with the tenant for a foreign key's look-up
-- by (tenant_id, id), and read the whole tenant for every row that is inserted.

-- The ledger: append-only transfers in journal entries, each inside an accounting period; and what every writing
-- transaction leaves behind: one feed entry that is also a link of the audit chain, its audit events, its roll-up deltas.

create table tenant_tail (
  tenant_id uuid primary key references tenant,
  feed_no bigint not null default 0,
  chain_head text not null default repeat('0', 64)
);

create table number_series (
  tenant_id uuid not null references tenant,
  id uuid not null,
  series text not null,
  next_no bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, series)
);

create table change_feed (
  tenant_id uuid not null references tenant,
  id uuid not null,
  feed_no bigint not null,
  operator_id uuid,
  action text not null,
  at timestamptz not null,
  event_count integer not null,
  events_digest text not null,
  previous_hash text not null,
  hash text not null,
  primary key (tenant_id, id),
  unique (tenant_id, feed_no)
);

create table audit_event (
  tenant_id uuid not null,
  id uuid not null,
  change_id uuid not null,
  seq integer not null,
  noun text not null,
  row_id uuid not null,
  action text not null,
  before jsonb,
  after jsonb,
  primary key (tenant_id, id)
);
create index audit_event_change on audit_event (tenant_id, change_id);
create index audit_event_row on audit_event (tenant_id, row_id);

create table idempotency_key (
  tenant_id uuid not null references tenant,
  id uuid not null,
  operation text not null,
  input_hash text not null,
  result jsonb not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);

create table account (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null check (kind in ('ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE')),
  -- What the product books to it; free accounts of the tenant have none.
  role text,
  currency char(3) not null,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  unique (tenant_id, id, currency)
);
create unique index account_role on account (tenant_id, role, currency) where role is not null;

create table accounting_period (
  tenant_id uuid not null references tenant,
  id uuid not null,
  month date not null check (extract(day from month) = 1),
  status text not null default 'OPEN' check (status in ('OPEN', 'CLOSED')),
  closed_at timestamptz,
  closed_by uuid,
  trial_balance jsonb,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, month)
);

create table journal_entry (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  document_date date not null,
  posting_date date not null,
  period_month date not null check (period_month = date_trunc('month', posting_date::timestamp)::date),
  source_id uuid not null,
  reverses_id uuid,
  description text not null default '',
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, period_month) references accounting_period (tenant_id, month),
  foreign key (tenant_id, reverses_id) references journal_entry
);
create index journal_entry_source on journal_entry (source_id, tenant_id);

create table transfer (
  tenant_id uuid not null,
  id uuid not null,
  journal_entry_id uuid not null,
  debit_account_id uuid not null,
  credit_account_id uuid not null,
  amount numeric not null check (amount > 0),
  currency char(3) not null,
  posting_date date not null,
  customer_id uuid,
  bill_id uuid,
  charge_id uuid,
  payment_id uuid,
  fee_item_id uuid,
  primary key (tenant_id, id),
  check (debit_account_id <> credit_account_id),
  foreign key (tenant_id, journal_entry_id) references journal_entry,
  foreign key (tenant_id, debit_account_id, currency) references account (tenant_id, id, currency),
  foreign key (tenant_id, credit_account_id, currency) references account (tenant_id, id, currency)
);
create index transfer_entry on transfer (journal_entry_id, tenant_id);
create index transfer_bill on transfer (bill_id, tenant_id) where bill_id is not null;

-- Additive facts behind every KPI: DUE is what was charged, COLLECTED what was allocated to exactly those charges.
-- Deltas are appended by the transaction that causes them and folded later; a read adds both tables.
create table rollup (
  tenant_id uuid not null references tenant,
  id uuid not null,
  measure text not null check (measure in ('DUE', 'COLLECTED')),
  due_date date not null,
  posting_date date not null,
  fee_item_id uuid not null,
  community_id uuid not null,
  currency char(3) not null,
  amount numeric not null,
  primary key (tenant_id, id),
  unique (tenant_id, measure, due_date, posting_date, fee_item_id, community_id, currency)
);

create table rollup_delta (
  tenant_id uuid not null references tenant,
  id uuid not null,
  measure text not null check (measure in ('DUE', 'COLLECTED')),
  due_date date not null,
  posting_date date not null,
  fee_item_id uuid not null,
  community_id uuid not null,
  currency char(3) not null,
  amount numeric not null,
  primary key (tenant_id, id)
);
