create table bank_account (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  name text not null,
  channel text not null check (channel in ('BANK', 'WECHAT', 'ALIPAY', 'STRIPE')),
  -- As the files name it (IBAN, account or merchant number); empty takes any file of the channel and currency.
  account_number text not null default '',
  currency char(3) not null,
  ledger_account_id uuid not null,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, ledger_account_id) references account
);

create table statement (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  bank_account_id uuid not null,
  format text not null,
  encoding text not null,
  file_name text not null,
  file_sha256 text not null,
  opening numeric,
  closing numeric,
  ties boolean,
  line_count integer not null,
  new_line_count integer not null,
  imported_at timestamptz not null,
  warnings jsonb not null default '[]',
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, bank_account_id) references bank_account
);

create table statement_line (
  tenant_id uuid not null,
  id uuid not null,
  statement_id uuid not null,
  bank_account_id uuid not null,
  line_no integer not null,
  fingerprint text not null,
  booked_on date not null,
  direction text not null check (direction in ('IN', 'OUT')),
  amount numeric not null check (amount > 0),
  currency char(3) not null,
  fee numeric,
  payer_name text not null default '',
  payer_account text not null default '',
  reference text not null default '',
  bank_reference text not null default '',
  text text not null default '',
  status text not null default 'UNMATCHED' check (status in ('UNMATCHED', 'SUGGESTED', 'MATCHED', 'IGNORED')),
  note text not null default '',
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, bank_account_id, fingerprint),
  foreign key (tenant_id, statement_id) references statement,
  foreign key (tenant_id, bank_account_id) references bank_account
);
create index statement_line_statement on statement_line (tenant_id, statement_id, line_no);
create index statement_line_change on statement_line (tenant_id, change_id);

-- A match ties a statement line to the bills that it pays. SUGGESTED ones are candidates; one at most is APPLIED.
create table match (
  tenant_id uuid not null,
  id uuid not null,
  statement_line_id uuid not null,
  customer_id uuid not null,
  bill_ids uuid[] not null,
  payment_id uuid,
  rule text not null,
  score integer not null check (score between 0 and 100),
  reason text not null,
  state text not null check (state in ('SUGGESTED', 'APPLIED', 'REJECTED', 'UNDONE')),
  matched_by uuid,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, statement_line_id) references statement_line,
  foreign key (tenant_id, customer_id) references customer,
  foreign key (tenant_id, payment_id) references payment,
  check (state not in ('APPLIED', 'UNDONE') or payment_id is not null)
);
create unique index match_applied_once on match (tenant_id, statement_line_id) where state = 'APPLIED';
create index match_line on match (tenant_id, statement_line_id);
