-- The schema of a migrated database, read from its catalog: nobody writes here. It is for reading and for comparing;
-- a database is made by the migrations. After a new migration: node server/database/dump-schema.ts
-- :"owner" owns everything, :"server" serves; what is not granted to it here, it may not do.

create extension if not exists btree_gist;

create table account (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  kind text not null,
  role text,
  currency character(3) not null,
  change_id uuid not null,
  external_code text default ''::text not null,
  external_name text default ''::text not null,
  version integer default 1 not null,
  archived boolean default false not null,
  constraint account_pkey PRIMARY KEY (tenant_id, id),
  constraint account_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint account_tenant_id_id_currency_key UNIQUE (tenant_id, id, currency),
  constraint account_kind_check CHECK ((kind = ANY (ARRAY['ASSET'::text, 'LIABILITY'::text, 'EQUITY'::text, 'INCOME'::text, 'EXPENSE'::text])))
);
create table accounting_period (
  tenant_id uuid not null,
  id uuid not null,
  month date not null,
  status text default 'OPEN'::text not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  trial_balance jsonb,
  change_id uuid not null,
  constraint accounting_period_pkey PRIMARY KEY (tenant_id, id),
  constraint accounting_period_tenant_id_month_key UNIQUE (tenant_id, month),
  constraint accounting_period_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint accounting_period_status_check CHECK ((status = ANY (ARRAY['OPEN'::text, 'CLOSED'::text])))
);
create table allocation (
  tenant_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  bill_id uuid not null,
  amount numeric not null,
  allocated_on date not null,
  reverses_id uuid,
  change_id uuid not null,
  constraint allocation_pkey PRIMARY KEY (tenant_id, id),
  constraint allocation_amount_check CHECK ((amount <> (0)::numeric)),
  constraint allocation_check CHECK (((amount < (0)::numeric) = (reverses_id IS NOT NULL)))
);
create table allocation_line (
  tenant_id uuid not null,
  id uuid not null,
  allocation_id uuid not null,
  charge_id uuid not null,
  amount numeric not null,
  constraint allocation_line_pkey PRIMARY KEY (tenant_id, id),
  constraint allocation_line_amount_check CHECK ((amount <> (0)::numeric))
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
  constraint audit_event_pkey PRIMARY KEY (tenant_id, id)
);
create table bank_account (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  channel text not null,
  account_number text default ''::text not null,
  currency character(3) not null,
  ledger_account_id uuid not null,
  change_id uuid not null,
  constraint bank_account_pkey PRIMARY KEY (tenant_id, id),
  constraint bank_account_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint bank_account_channel_check CHECK ((channel = ANY (ARRAY['BANK'::text, 'WECHAT'::text, 'ALIPAY'::text, 'STRIPE'::text, 'UNIONPAY'::text, 'PAYPAL'::text, 'ADYEN'::text])))
);
create table bill (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  run_id uuid not null,
  customer_id uuid not null,
  currency character(3) not null,
  period_start date not null,
  period_end date not null,
  issue_date date not null,
  due_date date not null,
  total numeric not null,
  tax_total numeric not null,
  allocated numeric default 0 not null,
  status text default 'LIVE'::text not null,
  version integer default 1 not null,
  change_id uuid not null,
  contract_id uuid,
  credited numeric default 0 not null,
  constraint bill_pkey PRIMARY KEY (tenant_id, id),
  constraint bill_number_tenant_id_key UNIQUE (number, tenant_id),
  constraint bill_once UNIQUE NULLS NOT DISTINCT (run_id, customer_id, currency, contract_id, tenant_id),
  constraint bill_check CHECK (((allocated >= (0)::numeric) AND (allocated <= total))),
  constraint bill_check1 CHECK (((credited >= (0)::numeric) AND (credited <= allocated))),
  constraint bill_status_check CHECK ((status = ANY (ARRAY['LIVE'::text, 'VOID'::text])))
);
create table billing_run (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  scope jsonb not null,
  period_start date not null,
  period_end date not null,
  issue_date date not null,
  status text not null,
  content_hash text,
  feed_position bigint,
  customer_count integer default 0 not null,
  line_count integer default 0 not null,
  exception_count integer default 0 not null,
  posted_count integer default 0 not null,
  total numeric default 0 not null,
  previous_total numeric default 0 not null,
  created_by uuid,
  posted_at timestamp with time zone,
  version integer default 1 not null,
  change_id uuid not null,
  posting_since timestamp with time zone,
  posted_before integer default 0 not null,
  failure text,
  minimum numeric default 0 not null,
  approved_hash text,
  approved_by uuid,
  approved_at timestamp with time zone,
  constraint billing_run_pkey PRIMARY KEY (tenant_id, id),
  constraint billing_run_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint billing_run_approval_check CHECK ((((approved_hash IS NULL) = (approved_at IS NULL)) AND ((approved_by IS NULL) OR (approved_hash IS NOT NULL)))),
  constraint billing_run_check CHECK ((period_end > period_start)),
  constraint billing_run_minimum_check CHECK ((minimum >= (0)::numeric)),
  constraint billing_run_second_person CHECK (((approved_by IS NULL) OR (approved_by <> created_by))),
  constraint billing_run_status_check CHECK ((status = ANY (ARRAY['DRAFT'::text, 'PREVIEWING'::text, 'PREVIEWED'::text, 'POSTING'::text, 'PAUSED'::text, 'POSTED'::text, 'STOPPED'::text, 'CANCELLED'::text, 'REVERSED'::text])))
);
create table billing_run_line (
  tenant_id uuid not null,
  id uuid not null,
  run_id uuid not null,
  seq integer not null,
  customer_id uuid not null,
  binding_id uuid not null,
  premise_id uuid,
  meter_id uuid,
  fee_item_id uuid not null,
  price_version_id uuid,
  cycle integer not null,
  part integer not null,
  period_start date not null,
  period_end date not null,
  quantity numeric,
  unit_price numeric,
  gross numeric,
  discount numeric,
  amount numeric,
  net numeric,
  tax numeric,
  tax_rate numeric,
  currency character(3) not null,
  previous_amount numeric,
  explanation jsonb,
  exception_code text,
  exception_message text,
  kind text default 'REGULAR'::text not null,
  corrects_id uuid,
  constraint billing_run_line_pkey PRIMARY KEY (tenant_id, id),
  constraint billing_run_line_check CHECK (((exception_code IS NULL) = (amount IS NOT NULL))),
  constraint billing_run_line_check1 CHECK (((kind = 'CORRECTION'::text) = (corrects_id IS NOT NULL))),
  constraint billing_run_line_kind_check CHECK ((kind = ANY (ARRAY['REGULAR'::text, 'CORRECTION'::text])))
);
create table binding (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  customer_id uuid not null,
  fee_item_id uuid not null,
  premise_id uuid,
  contract_id uuid,
  start_date date not null,
  end_date date,
  anchor date not null,
  quantity_source text not null,
  quantity numeric,
  meter_id uuid,
  discount_kind text,
  discount_value numeric,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  metric_id uuid,
  payer text default 'CUSTOMER'::text not null,
  trial_end date,
  constraint binding_pkey PRIMARY KEY (tenant_id, id),
  constraint binding_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint binding_no_overlap EXCLUDE USING gist (tenant_id WITH =, fee_item_id WITH =, COALESCE(premise_id, customer_id) WITH =, COALESCE(meter_id, '00000000-0000-0000-0000-000000000000'::uuid) WITH =, daterange(start_date, end_date) WITH &&) WHERE ((NOT archived)) DEFERRABLE,
  constraint binding_check CHECK ((end_date > start_date)),
  constraint binding_check1 CHECK (((discount_kind IS NULL) = (discount_value IS NULL))),
  constraint binding_check2 CHECK (((discount_kind IS DISTINCT FROM 'PERCENT'::text) OR (discount_value <= (100)::numeric))),
  constraint binding_check3 CHECK (((quantity_source <> 'METER'::text) OR (meter_id IS NOT NULL))),
  constraint binding_check4 CHECK (((quantity_source <> 'AREA'::text) OR (premise_id IS NOT NULL))),
  constraint binding_check5 CHECK (((quantity_source <> 'FIXED'::text) OR (quantity IS NOT NULL))),
  constraint binding_check6 CHECK (((payer <> 'OCCUPANT'::text) OR (premise_id IS NOT NULL))),
  constraint binding_check7 CHECK (((trial_end > start_date) AND ((end_date IS NULL) OR (trial_end <= end_date)))),
  constraint binding_discount_kind_check CHECK ((discount_kind = ANY (ARRAY['PERCENT'::text, 'AMOUNT'::text]))),
  constraint binding_discount_value_check CHECK ((discount_value >= (0)::numeric)),
  constraint binding_payer_check CHECK ((payer = ANY (ARRAY['CUSTOMER'::text, 'OCCUPANT'::text]))),
  constraint binding_quantity_check CHECK ((quantity >= (0)::numeric)),
  constraint binding_quantity_source_check CHECK ((quantity_source = ANY (ARRAY['FIXED'::text, 'AREA'::text, 'METER'::text, 'USAGE'::text, 'PREMISES'::text]))),
  constraint binding_usage_check CHECK (((quantity_source <> 'USAGE'::text) OR (metric_id IS NOT NULL)))
);
create table binding_cancellation (
  tenant_id uuid not null,
  id uuid not null,
  binding_id uuid not null,
  ends_on date not null,
  previous_end date,
  credited boolean not null,
  reason text default ''::text not null,
  change_id uuid not null,
  constraint binding_cancellation_pkey PRIMARY KEY (tenant_id, id),
  constraint binding_cancellation_binding_id_tenant_id_key UNIQUE (binding_id, tenant_id)
);
create table binding_pause (
  tenant_id uuid not null,
  id uuid not null,
  binding_id uuid not null,
  start_date date not null,
  end_date date,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint binding_pause_pkey PRIMARY KEY (tenant_id, id),
  constraint binding_pause_no_overlap EXCLUDE USING gist (tenant_id WITH =, binding_id WITH =, daterange(start_date, end_date) WITH &&) WHERE ((NOT archived)) DEFERRABLE,
  constraint binding_pause_check CHECK ((end_date > start_date))
);
create table change_feed (
  tenant_id uuid not null,
  id uuid not null,
  feed_no bigint not null,
  operator_id uuid,
  action text not null,
  at timestamp with time zone not null,
  event_count integer not null,
  events_digest text not null,
  previous_hash text not null,
  hash text not null,
  constraint change_feed_pkey PRIMARY KEY (tenant_id, id),
  constraint change_feed_tenant_id_feed_no_key UNIQUE (tenant_id, feed_no)
);
create table charge (
  tenant_id uuid not null,
  id uuid not null,
  bill_id uuid not null,
  customer_id uuid not null,
  binding_id uuid not null,
  premise_id uuid,
  community_id uuid,
  meter_id uuid,
  fee_item_id uuid not null,
  price_version_id uuid not null,
  kind text default 'REGULAR'::text not null,
  cycle integer not null,
  part integer not null,
  live boolean default true not null,
  period_start date not null,
  period_end date not null,
  quantity numeric not null,
  unit_price numeric,
  gross numeric not null,
  discount numeric not null,
  amount numeric not null,
  net numeric not null,
  tax numeric not null,
  tax_rate numeric not null,
  currency character(3) not null,
  explanation jsonb not null,
  change_id uuid not null,
  corrects_id uuid,
  constraint charge_pkey PRIMARY KEY (tenant_id, id),
  constraint charge_check CHECK (((net + tax) = amount)),
  constraint charge_check1 CHECK (((gross - discount) = amount)),
  constraint charge_check2 CHECK (((kind = 'CORRECTION'::text) = (corrects_id IS NOT NULL))),
  constraint charge_kind_check CHECK ((kind = ANY (ARRAY['REGULAR'::text, 'CORRECTION'::text])))
);
create table contract (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  customer_id uuid not null,
  start_date date not null,
  end_date date,
  payment_days integer,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  terms text default ''::text not null,
  constraint contract_pkey PRIMARY KEY (tenant_id, id),
  constraint contract_tenant_id_number_key UNIQUE (tenant_id, number),
  constraint contract_check CHECK ((end_date > start_date)),
  constraint contract_payment_days_check CHECK (((payment_days >= 0) AND (payment_days <= 365)))
);
create table credit_note (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  bill_id uuid not null,
  customer_id uuid not null,
  kind text not null,
  status text not null,
  reason text not null,
  issue_date date not null,
  currency character(3) not null,
  total numeric not null,
  tax_total numeric not null,
  requested_by uuid,
  decided_by uuid,
  version integer default 1 not null,
  change_id uuid not null,
  constraint credit_note_pkey PRIMARY KEY (tenant_id, id),
  constraint credit_note_number_tenant_id_key UNIQUE (number, tenant_id),
  constraint credit_note_check CHECK (((kind = 'WAIVER'::text) OR (status = 'POSTED'::text))),
  constraint credit_note_check1 CHECK (((kind <> 'WAIVER'::text) OR (status <> 'POSTED'::text) OR (decided_by IS DISTINCT FROM requested_by))),
  constraint credit_note_kind_check CHECK ((kind = ANY (ARRAY['CREDIT'::text, 'WAIVER'::text, 'REVERSAL'::text]))),
  constraint credit_note_reason_check CHECK ((reason <> ''::text)),
  constraint credit_note_status_check CHECK ((status = ANY (ARRAY['REQUESTED'::text, 'POSTED'::text, 'REJECTED'::text])))
);
create table credit_note_line (
  tenant_id uuid not null,
  id uuid not null,
  credit_note_id uuid not null,
  charge_id uuid not null,
  amount numeric not null,
  net numeric not null,
  tax numeric not null,
  constraint credit_note_line_pkey PRIMARY KEY (tenant_id, id),
  constraint credit_note_line_amount_check CHECK ((amount <> (0)::numeric)),
  constraint credit_note_line_check CHECK (((net + tax) = amount))
);
create table customer (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  kind text not null,
  customer_group text default ''::text not null,
  region text default ''::text not null,
  phone text default ''::text not null,
  email text default ''::text not null,
  tax_id text default ''::text not null,
  bank_account text default ''::text not null,
  payment_days integer,
  language text default 'ZH'::text not null,
  currency character(3) not null,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  industry text default ''::text not null,
  tags text default ''::text not null,
  contacts text default ''::text not null,
  bill_channel text,
  bill_per text default 'CUSTOMER'::text not null,
  waiting_money text default 'KEEP'::text not null,
  constraint customer_pkey PRIMARY KEY (tenant_id, id),
  constraint customer_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint customer_bill_channel_check CHECK ((bill_channel = ANY (ARRAY['PAPER'::text, 'EMAIL'::text, 'SMS'::text, 'WECHAT'::text]))),
  constraint customer_bill_per_check CHECK ((bill_per = ANY (ARRAY['CUSTOMER'::text, 'CONTRACT'::text]))),
  constraint customer_kind_check CHECK ((kind = ANY (ARRAY['PERSON'::text, 'COMPANY'::text]))),
  constraint customer_language_check CHECK ((language = ANY (ARRAY['ZH'::text, 'EN'::text]))),
  constraint customer_payment_days_check CHECK (((payment_days >= 0) AND (payment_days <= 365))),
  constraint customer_waiting_money_check CHECK ((waiting_money = ANY (ARRAY['KEEP'::text, 'USE'::text])))
);
create table day_close (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  cashier_id uuid not null,
  channel text not null,
  currency character(3) not null,
  booked numeric not null,
  counted numeric not null,
  difference numeric not null,
  explanation text default ''::text not null,
  closed_on date not null,
  closed_at timestamp with time zone not null,
  closed_by uuid not null,
  reverses_id uuid,
  change_id uuid not null,
  constraint day_close_pkey PRIMARY KEY (tenant_id, id),
  constraint day_close_number_tenant_id_key UNIQUE (number, tenant_id),
  constraint day_close_reverses_id_tenant_id_key UNIQUE (reverses_id, tenant_id),
  constraint day_close_channel_check CHECK ((channel = ANY (ARRAY['CASH'::text, 'POS'::text, 'CHEQUE'::text]))),
  constraint day_close_check CHECK ((difference = (counted - booked))),
  constraint day_close_check1 CHECK (((difference = (0)::numeric) OR (explanation <> ''::text))),
  constraint day_close_check2 CHECK (((reverses_id IS NULL) = (closed_by = cashier_id)))
);
create table day_close_denomination (
  tenant_id uuid not null,
  id uuid not null,
  day_close_id uuid not null,
  denomination numeric not null,
  pieces integer not null,
  constraint day_close_denomination_pkey PRIMARY KEY (tenant_id, id),
  constraint day_close_denomination_day_close_id_denomination_tenant_id_key UNIQUE (day_close_id, denomination, tenant_id),
  constraint day_close_denomination_denomination_check CHECK ((denomination > (0)::numeric)),
  constraint day_close_denomination_pieces_check CHECK ((pieces > 0))
);
create table day_close_payment (
  tenant_id uuid not null,
  id uuid not null,
  day_close_id uuid not null,
  payment_id uuid not null,
  amount numeric not null,
  constraint day_close_payment_pkey PRIMARY KEY (tenant_id, id),
  constraint day_close_payment_day_close_id_payment_id_tenant_id_key UNIQUE (day_close_id, payment_id, tenant_id),
  constraint day_close_payment_amount_check CHECK ((amount <> (0)::numeric))
);
create table discount (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  scope text not null,
  binding_id uuid,
  customer_id uuid,
  customer_group text default ''::text not null,
  fee_item_id uuid,
  kind text not null,
  value numeric not null,
  valid_from date not null,
  valid_to date,
  first_cycles integer,
  stack_order integer default 100 not null,
  package_items text default ''::text not null,
  package_item_ids uuid[] default '{}'::uuid[] not null,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint discount_pkey PRIMARY KEY (tenant_id, id),
  constraint discount_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint discount_check CHECK ((valid_to > valid_from)),
  constraint discount_check1 CHECK (((scope = 'BINDING'::text) = (binding_id IS NOT NULL))),
  constraint discount_check2 CHECK (((scope = 'CUSTOMER'::text) = (customer_id IS NOT NULL))),
  constraint discount_check3 CHECK (((scope = 'CUSTOMER_GROUP'::text) = (customer_group <> ''::text))),
  constraint discount_check4 CHECK (((scope <> 'FEE_ITEM'::text) OR (fee_item_id IS NOT NULL))),
  constraint discount_check5 CHECK (((kind <> 'PERCENT'::text) OR (value <= (100)::numeric))),
  constraint discount_first_cycles_check CHECK ((first_cycles > 0)),
  constraint discount_kind_check CHECK ((kind = ANY (ARRAY['PERCENT'::text, 'AMOUNT'::text, 'PRICE_OVERRIDE'::text, 'FREE_UNITS'::text]))),
  constraint discount_scope_check CHECK ((scope = ANY (ARRAY['BINDING'::text, 'CUSTOMER'::text, 'CUSTOMER_GROUP'::text, 'FEE_ITEM'::text]))),
  constraint discount_value_check CHECK ((value >= (0)::numeric))
);
create table fee_item (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name_zh text not null,
  name_en text default ''::text not null,
  category text not null,
  cycle text not null,
  timing text not null,
  unit text default ''::text not null,
  currency character(3) not null,
  tax_code_id uuid,
  revenue_account_id uuid,
  effective_from date not null,
  effective_to date,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  anchor_day integer,
  for_groups text default ''::text not null,
  for_regions text default ''::text not null,
  for_premise_kinds text default ''::text not null,
  constraint fee_item_pkey PRIMARY KEY (tenant_id, id),
  constraint fee_item_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint fee_item_anchor_day_check CHECK (((anchor_day >= 1) AND (anchor_day <= 31))),
  constraint fee_item_category_check CHECK ((category = ANY (ARRAY['BASIC'::text, 'VALUE_ADDED'::text, 'DEPOSIT'::text, 'PENALTY'::text, 'PASS_THROUGH'::text, 'ONE_OFF'::text]))),
  constraint fee_item_check CHECK ((effective_to > effective_from)),
  constraint fee_item_cycle_check CHECK ((cycle = ANY (ARRAY['ONE_OFF'::text, 'DAILY'::text, 'WEEKLY'::text, 'MONTHLY'::text, 'QUARTERLY'::text, 'HALF_YEARLY'::text, 'YEARLY'::text]))),
  constraint fee_item_timing_check CHECK ((timing = ANY (ARRAY['ADVANCE'::text, 'ARREARS'::text])))
);
create table idempotency_key (
  tenant_id uuid not null,
  id uuid not null,
  operation text not null,
  input_hash text not null,
  result jsonb not null,
  created_at timestamp with time zone default now() not null,
  constraint idempotency_key_pkey PRIMARY KEY (tenant_id, id)
);
create table journal_entry (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  document_date date not null,
  posting_date date not null,
  period_month date not null,
  source_id uuid not null,
  reverses_id uuid,
  description text default ''::text not null,
  change_id uuid not null,
  constraint journal_entry_pkey PRIMARY KEY (tenant_id, id),
  constraint journal_entry_check CHECK ((period_month = (date_trunc('month'::text, (posting_date)::timestamp without time zone))::date))
);
create table line_booking (
  tenant_id uuid not null,
  id uuid not null,
  statement_line_id uuid not null,
  kind text not null,
  bank_account_id uuid,
  counter_line_id uuid,
  payment_id uuid,
  reason text not null,
  state text default 'APPLIED'::text not null,
  booked_by uuid,
  change_id uuid not null,
  matching_rule_id uuid,
  account_id uuid,
  confirmed boolean default false not null,
  rejected_by uuid,
  refund_id uuid,
  constraint line_booking_pkey PRIMARY KEY (tenant_id, id),
  constraint line_booking_check CHECK (((kind = 'PAYOUT'::text) = (bank_account_id IS NOT NULL))),
  constraint line_booking_check1 CHECK (((kind = 'BOUNCE'::text) = (counter_line_id IS NOT NULL))),
  constraint line_booking_check2 CHECK (((kind <> ALL (ARRAY['BOUNCE'::text, 'REFUND'::text])) OR (payment_id IS NOT NULL))),
  constraint line_booking_check3 CHECK (((kind = 'ACCOUNT'::text) = (account_id IS NOT NULL))),
  constraint line_booking_kind_check CHECK ((kind = ANY (ARRAY['FEE'::text, 'PAYOUT'::text, 'BOUNCE'::text, 'REFUND'::text, 'ACCOUNT'::text]))),
  constraint line_booking_refund_check CHECK (((refund_id IS NULL) OR (kind = 'REFUND'::text))),
  constraint line_booking_state_check CHECK ((state = ANY (ARRAY['SUGGESTED'::text, 'APPLIED'::text, 'REJECTED'::text, 'UNDONE'::text])))
);
create table match (
  tenant_id uuid not null,
  id uuid not null,
  statement_line_id uuid not null,
  customer_id uuid not null,
  bill_ids uuid[] not null,
  payment_id uuid,
  rule text not null,
  score integer not null,
  reason text not null,
  state text not null,
  matched_by uuid,
  change_id uuid not null,
  matching_rule_id uuid,
  difference numeric default 0 not null,
  confirmed boolean default false not null,
  rejected_by uuid,
  group_id uuid,
  constraint match_pkey PRIMARY KEY (tenant_id, id),
  constraint match_check CHECK (((state <> ALL (ARRAY['APPLIED'::text, 'UNDONE'::text])) OR (payment_id IS NOT NULL))),
  constraint match_score_check CHECK (((score >= 0) AND (score <= 100))),
  constraint match_state_check CHECK ((state = ANY (ARRAY['SUGGESTED'::text, 'APPLIED'::text, 'REJECTED'::text, 'UNDONE'::text])))
);
create table matching_rule (
  tenant_id uuid not null,
  id uuid not null,
  "position" integer not null,
  name text default ''::text not null,
  enabled boolean default true not null,
  action text not null,
  conditions jsonb default '{}'::jsonb not null,
  tolerance numeric default 0 not null,
  automatic boolean default true not null,
  threshold integer,
  account_id uuid,
  bank_account_id uuid,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint matching_rule_pkey PRIMARY KEY (tenant_id, id),
  constraint matching_rule_action_check CHECK ((action = ANY (ARRAY['REFERENCE'::text, 'PAYER_AMOUNT'::text, 'PAYER_OLDEST'::text, 'PAYER_SUBSET'::text, 'SEVERAL_LINES'::text, 'PAYER_PINYIN'::text, 'PAYER'::text, 'AMOUNT'::text, 'BOOK_FEE'::text, 'BOOK_PAYOUT'::text, 'BOOK_ACCOUNT'::text, 'LEAVE'::text]))),
  constraint matching_rule_check CHECK (((action = 'BOOK_ACCOUNT'::text) = (account_id IS NOT NULL))),
  constraint matching_rule_check1 CHECK (((action = 'BOOK_PAYOUT'::text) = (bank_account_id IS NOT NULL))),
  constraint matching_rule_check2 CHECK (((tolerance = (0)::numeric) OR (action = ANY (ARRAY['REFERENCE'::text, 'PAYER_AMOUNT'::text])))),
  constraint matching_rule_position_check CHECK (("position" > 0)),
  constraint matching_rule_threshold_check CHECK (((threshold >= 0) AND (threshold <= 100))),
  constraint matching_rule_tolerance_check CHECK ((tolerance >= (0)::numeric))
);
create table meter (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  premise_id uuid not null,
  kind text not null,
  digits integer,
  multiplier numeric default 1 not null,
  installed_on date,
  removed_on date,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  parent_id uuid,
  point_id uuid,
  constraint meter_pkey PRIMARY KEY (tenant_id, id),
  constraint meter_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint meter_check CHECK ((removed_on >= installed_on)),
  constraint meter_check1 CHECK ((parent_id <> id)),
  constraint meter_check2 CHECK ((point_id <> id)),
  constraint meter_digits_check CHECK (((digits >= 3) AND (digits <= 15))),
  constraint meter_kind_check CHECK ((kind = ANY (ARRAY['WATER'::text, 'ELECTRICITY'::text, 'GAS'::text, 'USAGE'::text]))),
  constraint meter_multiplier_check CHECK ((multiplier > (0)::numeric))
);
create table meter_reading (
  tenant_id uuid not null,
  id uuid not null,
  meter_id uuid not null,
  read_on date not null,
  value numeric not null,
  kind text not null,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  flag text,
  accepted_reason text default ''::text not null,
  constraint meter_reading_pkey PRIMARY KEY (tenant_id, id),
  constraint meter_reading_accepted_check CHECK (((flag IS NOT NULL) OR (accepted_reason = ''::text))),
  constraint meter_reading_flag_check CHECK ((flag = ANY (ARRAY['LOWER'::text, 'UNUSUAL'::text, 'OUT_OF_ORDER'::text]))),
  constraint meter_reading_kind_check CHECK ((kind = ANY (ARRAY['ACTUAL'::text, 'ESTIMATED'::text]))),
  constraint meter_reading_value_check CHECK ((value >= (0)::numeric))
);
create table metering_source (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  kind text not null,
  target text not null,
  settings jsonb not null,
  cursor text default ''::text not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint metering_source_pkey PRIMARY KEY (tenant_id, id),
  constraint metering_source_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint metering_source_kind_check CHECK ((kind = ANY (ARRAY['HTTP_JSON'::text, 'CSV_FOLDER'::text]))),
  constraint metering_source_target_check CHECK ((target = ANY (ARRAY['READINGS'::text, 'USAGE'::text])))
);
create table number_series (
  tenant_id uuid not null,
  id uuid not null,
  series text not null,
  next_no bigint default 1 not null,
  constraint number_series_pkey PRIMARY KEY (tenant_id, id),
  constraint number_series_tenant_id_series_key UNIQUE (tenant_id, series)
);
create table occupancy (
  tenant_id uuid not null,
  id uuid not null,
  premise_id uuid not null,
  customer_id uuid not null,
  role text not null,
  start_date date not null,
  end_date date,
  pays boolean default false not null,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint occupancy_pkey PRIMARY KEY (tenant_id, id),
  constraint occupancy_one_payer EXCLUDE USING gist (tenant_id WITH =, premise_id WITH =, daterange(start_date, end_date) WITH &&) WHERE ((pays AND (NOT archived))) DEFERRABLE,
  constraint occupancy_check CHECK ((end_date > start_date)),
  constraint occupancy_role_check CHECK ((role = ANY (ARRAY['OWNER'::text, 'TENANT'::text])))
);
create table operator (
  tenant_id uuid not null,
  id uuid not null,
  login text not null,
  name text not null,
  password_hash text not null,
  roles text[] not null,
  language text default 'ZH'::text not null,
  active boolean default true not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint operator_pkey PRIMARY KEY (tenant_id, id),
  constraint operator_tenant_id_login_key UNIQUE (tenant_id, login),
  constraint operator_language_check CHECK ((language = ANY (ARRAY['ZH'::text, 'EN'::text]))),
  constraint operator_roles_check CHECK ((roles <@ ARRAY['FINANCE_VIEWER'::text, 'FINANCE'::text, 'PRICING'::text, 'SERVICE'::text, 'APPROVER'::text, 'ADMIN'::text, 'ANALYST'::text, 'AUDITOR'::text]))
);
create table payer_account (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  account text not null,
  source text default 'ENTERED'::text not null,
  match_id uuid,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint payer_account_pkey PRIMARY KEY (tenant_id, id),
  constraint payer_account_account_check CHECK ((account ~ '^[0-9A-Z]+$'::text)),
  constraint payer_account_check CHECK (((source = 'LEARNT'::text) = (match_id IS NOT NULL))),
  constraint payer_account_source_check CHECK ((source = ANY (ARRAY['ENTERED'::text, 'LEARNT'::text])))
);
create table payment (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  customer_id uuid not null,
  received_on date not null,
  channel text not null,
  amount numeric not null,
  allocated numeric default 0 not null,
  currency character(3) not null,
  external_id text,
  reference text default ''::text not null,
  status text default 'LIVE'::text not null,
  version integer default 1 not null,
  change_id uuid not null,
  refunded numeric default 0 not null,
  deposit_charge_id uuid,
  taken_by uuid,
  taken_at timestamp with time zone,
  closed numeric default 0 not null,
  package_id uuid,
  bonus_of uuid,
  constraint payment_pkey PRIMARY KEY (tenant_id, id),
  constraint payment_number_tenant_id_key UNIQUE (number, tenant_id),
  constraint payment_amount_check CHECK ((amount > (0)::numeric)),
  constraint payment_bonus_check CHECK ((((channel = 'BONUS'::text) = (bonus_of IS NOT NULL)) AND ((bonus_of IS NULL) OR (package_id IS NOT NULL)))),
  constraint payment_channel_check CHECK ((channel = ANY (ARRAY['BANK'::text, 'CASH'::text, 'POS'::text, 'CHEQUE'::text, 'WECHAT'::text, 'ALIPAY'::text, 'STRIPE'::text, 'UNIONPAY'::text, 'PAYPAL'::text, 'ADYEN'::text, 'DEPOSIT'::text, 'WRITE_OFF'::text, 'BONUS'::text]))),
  constraint payment_check CHECK (((allocated >= (0)::numeric) AND (refunded >= (0)::numeric) AND ((allocated + refunded) <= amount))),
  constraint payment_closed_check CHECK ((((closed = (0)::numeric) OR (closed = amount)) AND ((closed = (0)::numeric) OR (taken_by IS NOT NULL)))),
  constraint payment_deposit_check CHECK (((channel = 'DEPOSIT'::text) = (deposit_charge_id IS NOT NULL))),
  constraint payment_status_check CHECK ((status = ANY (ARRAY['LIVE'::text, 'REVERSED'::text]))),
  constraint payment_taken_check CHECK (((taken_by IS NULL) OR ((channel = ANY (ARRAY['CASH'::text, 'POS'::text, 'CHEQUE'::text])) AND (taken_at IS NOT NULL))))
);
create table premise (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  kind text not null,
  community_id uuid,
  building text default ''::text not null,
  unit text default ''::text not null,
  room text default ''::text not null,
  area numeric,
  customer_id uuid,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  parent_id uuid,
  vacant_from date,
  vacant_to date,
  constraint premise_pkey PRIMARY KEY (tenant_id, id),
  constraint premise_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint premise_area_check CHECK ((area >= (0)::numeric)),
  constraint premise_check CHECK (((kind <> 'COMMUNITY'::text) OR (community_id IS NULL))),
  constraint premise_check1 CHECK ((parent_id <> id)),
  constraint premise_check2 CHECK ((vacant_to > vacant_from)),
  constraint premise_check3 CHECK (((vacant_to IS NULL) OR (vacant_from IS NOT NULL))),
  constraint premise_kind_check CHECK ((kind = ANY (ARRAY['COMMUNITY'::text, 'ROOM'::text, 'SHOP'::text, 'PARKING'::text, 'SITE'::text])))
);
create table prepayment_package (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  price numeric not null,
  bonus numeric not null,
  valid_from date,
  valid_to date,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint prepayment_package_pkey PRIMARY KEY (tenant_id, id),
  constraint prepayment_package_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint prepayment_package_bonus_check CHECK ((bonus >= (0)::numeric)),
  constraint prepayment_package_check CHECK ((valid_to > valid_from)),
  constraint prepayment_package_price_check CHECK ((price > (0)::numeric))
);
create table price_tier (
  tenant_id uuid not null,
  id uuid not null,
  price_version_id uuid not null,
  fee_item_id uuid not null,
  customer_group text default ''::text not null,
  region text default ''::text not null,
  effective_from date not null,
  from_quantity numeric not null,
  up_to numeric,
  price numeric not null,
  package_size numeric,
  flat_fee numeric,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint price_tier_pkey PRIMARY KEY (tenant_id, id),
  constraint price_tier_from_quantity_check CHECK ((from_quantity >= (0)::numeric)),
  constraint price_tier_price_check CHECK ((price >= (0)::numeric))
);
create table price_version (
  tenant_id uuid not null,
  id uuid not null,
  fee_item_id uuid not null,
  effective_from date not null,
  effective_to date,
  model jsonb not null,
  proration text default 'ACTUAL_DAYS'::text not null,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  customer_group text default ''::text not null,
  region text default ''::text not null,
  constraint price_version_pkey PRIMARY KEY (tenant_id, id),
  constraint price_version_no_overlap EXCLUDE USING gist (tenant_id WITH =, fee_item_id WITH =, customer_group WITH =, region WITH =, daterange(effective_from, effective_to) WITH &&) WHERE ((NOT archived)) DEFERRABLE,
  constraint price_version_check CHECK ((effective_to > effective_from)),
  constraint price_version_proration_check CHECK ((proration = ANY (ARRAY['ACTUAL_DAYS'::text, 'THIRTY_360'::text, 'NONE'::text])))
);
create table quantity_change (
  tenant_id uuid not null,
  id uuid not null,
  binding_id uuid not null,
  effective_from date not null,
  quantity numeric not null,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint quantity_change_pkey PRIMARY KEY (tenant_id, id),
  constraint quantity_change_quantity_check CHECK ((quantity >= (0)::numeric))
);
create table refund (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  payment_id uuid not null,
  customer_id uuid not null,
  amount numeric not null,
  currency character(3) not null,
  method text not null,
  payee_name text default ''::text not null,
  payee_account text default ''::text not null,
  reason text not null,
  status text not null,
  requested_by uuid,
  requested_on date not null,
  decided_by uuid,
  decided_on date,
  note text default ''::text not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint refund_pkey PRIMARY KEY (tenant_id, id),
  constraint refund_number_tenant_id_key UNIQUE (number, tenant_id),
  constraint refund_amount_check CHECK ((amount > (0)::numeric)),
  constraint refund_check CHECK (((method = 'CASH'::text) OR (payee_account <> ''::text))),
  constraint refund_check1 CHECK (((method = 'BANK'::text) OR (status <> 'APPROVED'::text))),
  constraint refund_check2 CHECK (((status = 'REQUESTED'::text) = (decided_on IS NULL))),
  constraint refund_check3 CHECK (((status = ANY (ARRAY['REQUESTED'::text, 'REJECTED'::text])) OR (decided_by IS DISTINCT FROM requested_by))),
  constraint refund_method_check CHECK ((method = ANY (ARRAY['CASH'::text, 'BANK'::text]))),
  constraint refund_reason_check CHECK ((reason <> ''::text)),
  constraint refund_status_check CHECK ((status = ANY (ARRAY['REQUESTED'::text, 'REJECTED'::text, 'APPROVED'::text, 'PAID'::text, 'REVERSED'::text])))
);
create table revenue_release (
  tenant_id uuid not null,
  id uuid not null,
  charge_id uuid not null,
  month date not null,
  amount numeric not null,
  journal_entry_id uuid not null,
  change_id uuid not null,
  constraint revenue_release_pkey PRIMARY KEY (tenant_id, id),
  constraint revenue_release_amount_check CHECK ((amount <> (0)::numeric)),
  constraint revenue_release_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric))
);
create table rollup (
  tenant_id uuid not null,
  id uuid not null,
  measure text not null,
  due_date date not null,
  posting_date date not null,
  fee_item_id uuid not null,
  community_id uuid not null,
  currency character(3) not null,
  amount numeric not null,
  constraint rollup_pkey PRIMARY KEY (tenant_id, id),
  constraint rollup_tenant_id_measure_due_date_posting_date_fee_item_id__key UNIQUE (tenant_id, measure, due_date, posting_date, fee_item_id, community_id, currency),
  constraint rollup_measure_check CHECK ((measure = ANY (ARRAY['DUE'::text, 'COLLECTED'::text])))
);
create table rollup_delta (
  tenant_id uuid not null,
  id uuid not null,
  measure text not null,
  due_date date not null,
  posting_date date not null,
  fee_item_id uuid not null,
  community_id uuid not null,
  currency character(3) not null,
  amount numeric not null,
  constraint rollup_delta_pkey PRIMARY KEY (tenant_id, id),
  constraint rollup_delta_measure_check CHECK ((measure = ANY (ARRAY['DUE'::text, 'COLLECTED'::text])))
);
create table schedule (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text default ''::text not null,
  kind text not null,
  time_of_day text,
  weekdays integer[],
  month_day integer,
  cron text,
  time_zone text not null,
  action text not null,
  arguments jsonb not null,
  catch_up text default 'ALL'::text not null,
  enabled boolean default true not null,
  next_run_at timestamp with time zone,
  last_run_at timestamp with time zone,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint schedule_pkey PRIMARY KEY (tenant_id, id),
  constraint schedule_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint schedule_catch_up_check CHECK ((catch_up = ANY (ARRAY['ALL'::text, 'LATEST'::text]))),
  constraint schedule_check CHECK ((((kind = 'CRON'::text) = (cron IS NOT NULL)) AND ((kind = 'CRON'::text) = (time_of_day IS NULL)))),
  constraint schedule_check1 CHECK (((kind = 'WEEKLY'::text) = (weekdays IS NOT NULL))),
  constraint schedule_check2 CHECK (((kind = 'MONTHLY'::text) = (month_day IS NOT NULL))),
  constraint schedule_kind_check CHECK ((kind = ANY (ARRAY['DAILY'::text, 'WEEKLY'::text, 'MONTHLY'::text, 'CRON'::text]))),
  constraint schedule_month_day_check CHECK (((month_day >= 1) AND (month_day <= 31))),
  constraint schedule_time_of_day_check CHECK ((time_of_day ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'::text)),
  constraint schedule_weekdays_check CHECK (((weekdays <@ ARRAY[1, 2, 3, 4, 5, 6, 7]) AND (cardinality(weekdays) > 0)))
);
create table scheduled_job (
  tenant_id uuid not null,
  id uuid not null,
  schedule_id uuid not null,
  due_at timestamp with time zone not null,
  action text not null,
  arguments jsonb not null,
  status text default 'WAITING'::text not null,
  attempts integer default 0 not null,
  last_error_code text,
  last_error_message text,
  result jsonb,
  requested_by uuid,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint scheduled_job_pkey PRIMARY KEY (tenant_id, id),
  constraint scheduled_job_tenant_id_schedule_id_due_at_key UNIQUE (tenant_id, schedule_id, due_at),
  constraint scheduled_job_check CHECK (((last_error_code IS NULL) = (last_error_message IS NULL))),
  constraint scheduled_job_check1 CHECK (((status <> ALL (ARRAY['FAILED'::text, 'GIVEN_UP'::text, 'SKIPPED'::text])) OR (last_error_code IS NOT NULL))),
  constraint scheduled_job_status_check CHECK ((status = ANY (ARRAY['WAITING'::text, 'RUNNING'::text, 'DONE'::text, 'FAILED'::text, 'GIVEN_UP'::text, 'SKIPPED'::text])))
);
create table session (
  tenant_id uuid not null,
  id uuid not null,
  operator_id uuid not null,
  token_hash text not null,
  created_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint session_pkey PRIMARY KEY (tenant_id, id),
  constraint session_tenant_id_token_hash_key UNIQUE (tenant_id, token_hash)
);
create table shared_cost (
  tenant_id uuid not null,
  id uuid not null,
  fee_item_id uuid not null,
  community_id uuid not null,
  period_start date not null,
  period_end date not null,
  amount numeric not null,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint shared_cost_pkey PRIMARY KEY (tenant_id, id),
  constraint shared_cost_no_overlap EXCLUDE USING gist (tenant_id WITH =, fee_item_id WITH =, community_id WITH =, daterange(period_start, period_end) WITH &&) WHERE ((NOT archived)) DEFERRABLE,
  constraint shared_cost_amount_check CHECK ((amount >= (0)::numeric)),
  constraint shared_cost_check CHECK ((period_end > period_start))
);
create table source_rejection (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  place text not null,
  content jsonb not null,
  code text not null,
  message text not null,
  change_id uuid not null,
  constraint source_rejection_pkey PRIMARY KEY (tenant_id, id)
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
  imported_at timestamp with time zone not null,
  warnings jsonb default '[]'::jsonb not null,
  change_id uuid not null,
  profile text default ''::text not null,
  constraint statement_pkey PRIMARY KEY (tenant_id, id),
  constraint statement_tenant_id_number_key UNIQUE (tenant_id, number)
);
create table statement_line (
  tenant_id uuid not null,
  id uuid not null,
  statement_id uuid not null,
  bank_account_id uuid not null,
  line_no integer not null,
  fingerprint text not null,
  booked_on date not null,
  direction text not null,
  amount numeric not null,
  currency character(3) not null,
  fee numeric,
  payer_name text default ''::text not null,
  payer_account text default ''::text not null,
  reference text default ''::text not null,
  bank_reference text default ''::text not null,
  text text default ''::text not null,
  status text default 'UNMATCHED'::text not null,
  note text default ''::text not null,
  version integer default 1 not null,
  change_id uuid not null,
  kind text default 'PAYMENT'::text not null,
  payout_id uuid,
  constraint statement_line_pkey PRIMARY KEY (tenant_id, id),
  constraint statement_line_tenant_id_bank_account_id_fingerprint_key UNIQUE (tenant_id, bank_account_id, fingerprint),
  constraint statement_line_amount_check CHECK ((amount > (0)::numeric)),
  constraint statement_line_direction_check CHECK ((direction = ANY (ARRAY['IN'::text, 'OUT'::text]))),
  constraint statement_line_kind_check CHECK ((kind = ANY (ARRAY['PAYMENT'::text, 'REFUND'::text, 'FEE'::text, 'REVERSAL'::text, 'RETURN'::text, 'INTEREST'::text, 'PAYOUT'::text, 'OTHER'::text]))),
  constraint statement_line_status_check CHECK ((status = ANY (ARRAY['UNMATCHED'::text, 'SUGGESTED'::text, 'MATCHED'::text, 'IGNORED'::text])))
);
create table statement_profile (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  definition jsonb not null,
  headings text[] not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint statement_profile_pkey PRIMARY KEY (tenant_id, id),
  constraint statement_profile_definition_check CHECK (((definition #> '{columns,date,0}'::text[]) IS NOT NULL)),
  constraint statement_profile_definition_check1 CHECK ((((definition #> '{columns,amount,0}'::text[]) IS NOT NULL) OR (((definition #> '{columns,credit,0}'::text[]) IS NOT NULL) AND ((definition #> '{columns,debit,0}'::text[]) IS NOT NULL)))),
  constraint statement_profile_name_check CHECK ((name <> ''::text))
);
create table tax_code (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  change_id uuid not null,
  constraint tax_code_pkey PRIMARY KEY (tenant_id, id),
  constraint tax_code_tenant_id_code_key UNIQUE (tenant_id, code)
);
create table tax_rate (
  tenant_id uuid not null,
  id uuid not null,
  tax_code_id uuid not null,
  valid_from date not null,
  valid_to date,
  rate numeric not null,
  treatment text default 'TAXED'::text not null,
  change_id uuid not null,
  constraint tax_rate_pkey PRIMARY KEY (tenant_id, id),
  constraint tax_rate_no_overlap EXCLUDE USING gist (tenant_id WITH =, tax_code_id WITH =, daterange(valid_from, valid_to) WITH &&),
  constraint tax_rate_rate_check CHECK (((rate >= (0)::numeric) AND (rate < (1)::numeric))),
  constraint tax_rate_treatment_check CHECK ((treatment = ANY (ARRAY['TAXED'::text, 'EXEMPT'::text, 'ZERO_RATED'::text, 'OUT_OF_SCOPE'::text])))
);
create table tenant (
  tenant_id uuid not null,
  code text not null,
  name text not null,
  currency character(3) not null,
  time_zone text default 'Asia/Shanghai'::text not null,
  rounding text default 'HALF_UP'::text not null,
  payment_days integer default 15 not null,
  match_threshold integer default 90 not null,
  business_date date,
  reading_factor numeric default 5 not null,
  posting_needs_approval boolean default false not null,
  constraint tenant_pkey PRIMARY KEY (tenant_id),
  constraint tenant_code_key UNIQUE (code),
  constraint tenant_code_check CHECK ((code ~ '^[a-z0-9][a-z0-9-]{1,39}$'::text)),
  constraint tenant_match_threshold_check CHECK (((match_threshold >= 50) AND (match_threshold <= 100))),
  constraint tenant_payment_days_check CHECK (((payment_days >= 0) AND (payment_days <= 365))),
  constraint tenant_reading_factor_check CHECK ((reading_factor > (1)::numeric)),
  constraint tenant_rounding_check CHECK ((rounding = ANY (ARRAY['HALF_UP'::text, 'HALF_EVEN'::text])))
);
create table tenant_tail (
  tenant_id uuid not null,
  feed_no bigint default 0 not null,
  chain_head text default repeat('0'::text, 64) not null,
  constraint tenant_tail_pkey PRIMARY KEY (tenant_id)
);
create table transfer (
  tenant_id uuid not null,
  id uuid not null,
  journal_entry_id uuid not null,
  debit_account_id uuid not null,
  credit_account_id uuid not null,
  amount numeric not null,
  currency character(3) not null,
  posting_date date not null,
  customer_id uuid,
  bill_id uuid,
  charge_id uuid,
  payment_id uuid,
  fee_item_id uuid,
  constraint transfer_pkey PRIMARY KEY (tenant_id, id),
  constraint transfer_amount_check CHECK ((amount > (0)::numeric)),
  constraint transfer_check CHECK ((debit_account_id <> credit_account_id))
);
create table usage_event (
  tenant_id uuid not null,
  id text not null,
  subject_id uuid not null,
  metric_id uuid not null,
  at timestamp with time zone not null,
  used_on date not null,
  quantity numeric not null,
  properties jsonb,
  change_id uuid not null,
  constraint usage_event_pkey PRIMARY KEY (tenant_id, id)
);
create table usage_metric (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  aggregation text not null,
  property text default ''::text not null,
  unit text default ''::text not null,
  note text default ''::text not null,
  archived boolean default false not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint usage_metric_pkey PRIMARY KEY (tenant_id, id),
  constraint usage_metric_tenant_id_code_key UNIQUE (tenant_id, code),
  constraint usage_metric_aggregation_check CHECK ((aggregation = ANY (ARRAY['SUM'::text, 'COUNT'::text, 'MAX'::text, 'LATEST'::text, 'UNIQUE_COUNT'::text, 'WEIGHTED_SUM'::text]))),
  constraint usage_metric_check CHECK (((aggregation = 'UNIQUE_COUNT'::text) = (property <> ''::text)))
);
create table write_off (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  bill_id uuid not null,
  customer_id uuid not null,
  amount numeric not null,
  currency character(3) not null,
  reason text not null,
  status text not null,
  requested_by uuid,
  requested_on date not null,
  decided_by uuid,
  decided_on date,
  note text default ''::text not null,
  version integer default 1 not null,
  change_id uuid not null,
  constraint write_off_pkey PRIMARY KEY (tenant_id, id),
  constraint write_off_number_tenant_id_key UNIQUE (number, tenant_id),
  constraint write_off_amount_check CHECK ((amount > (0)::numeric)),
  constraint write_off_check CHECK (((status = 'REQUESTED'::text) = (decided_on IS NULL))),
  constraint write_off_check1 CHECK (((status = ANY (ARRAY['REQUESTED'::text, 'REJECTED'::text])) OR (decided_by IS DISTINCT FROM requested_by))),
  constraint write_off_reason_check CHECK ((reason <> ''::text)),
  constraint write_off_status_check CHECK ((status = ANY (ARRAY['REQUESTED'::text, 'REJECTED'::text, 'POSTED'::text, 'REVERSED'::text])))
);

CREATE UNIQUE INDEX account_role ON public.account USING btree (tenant_id, role, currency) WHERE (role IS NOT NULL);
CREATE INDEX allocation_bill ON public.allocation USING btree (bill_id, tenant_id);
CREATE INDEX allocation_payment ON public.allocation USING btree (payment_id, tenant_id);
CREATE UNIQUE INDEX allocation_reversed_once ON public.allocation USING btree (reverses_id, tenant_id) WHERE (reverses_id IS NOT NULL);
CREATE INDEX allocation_line_allocation ON public.allocation_line USING btree (allocation_id, tenant_id);
CREATE INDEX allocation_line_charge ON public.allocation_line USING btree (charge_id, tenant_id);
CREATE INDEX audit_event_change ON public.audit_event USING btree (tenant_id, change_id);
CREATE INDEX audit_event_row ON public.audit_event USING btree (tenant_id, row_id);
CREATE INDEX bill_change ON public.bill USING btree (change_id, tenant_id);
CREATE INDEX bill_customer_open ON public.bill USING btree (customer_id, tenant_id) WHERE ((status = 'LIVE'::text) AND (allocated < total));
CREATE INDEX billing_run_line_run ON public.billing_run_line USING btree (run_id, seq, tenant_id);
CREATE INDEX binding_change ON public.binding USING btree (tenant_id, change_id);
CREATE INDEX binding_customer ON public.binding USING btree (tenant_id, customer_id);
CREATE INDEX binding_occupant ON public.binding USING btree (tenant_id, premise_id) WHERE (payer = 'OCCUPANT'::text);
CREATE INDEX binding_pause_change ON public.binding_pause USING btree (tenant_id, change_id);
CREATE INDEX charge_bill ON public.charge USING btree (bill_id, tenant_id);
CREATE INDEX charge_change ON public.charge USING btree (change_id, tenant_id);
CREATE INDEX charge_corrects ON public.charge USING btree (corrects_id, tenant_id) WHERE (corrects_id IS NOT NULL);
CREATE INDEX charge_meter ON public.charge USING btree (meter_id, period_start, tenant_id) WHERE (meter_id IS NOT NULL);
CREATE UNIQUE INDEX charge_once ON public.charge USING btree (binding_id, kind, cycle, part, tenant_id) WHERE live;
CREATE INDEX contract_change ON public.contract USING btree (tenant_id, change_id);
CREATE INDEX credit_note_bill ON public.credit_note USING btree (bill_id, tenant_id);
CREATE INDEX credit_note_change ON public.credit_note USING btree (change_id, tenant_id);
CREATE INDEX credit_note_line_charge ON public.credit_note_line USING btree (charge_id, tenant_id);
CREATE INDEX credit_note_line_note ON public.credit_note_line USING btree (credit_note_id, tenant_id);
CREATE INDEX customer_change ON public.customer USING btree (tenant_id, change_id);
CREATE INDEX day_close_cashier ON public.day_close USING btree (cashier_id, channel, currency, closed_at, tenant_id);
CREATE INDEX day_close_change ON public.day_close USING btree (change_id, tenant_id);
CREATE INDEX day_close_payment_payment ON public.day_close_payment USING btree (payment_id, tenant_id);
CREATE INDEX discount_change ON public.discount USING btree (tenant_id, change_id);
CREATE INDEX fee_item_change ON public.fee_item USING btree (tenant_id, change_id);
CREATE INDEX journal_entry_source ON public.journal_entry USING btree (source_id, tenant_id);
CREATE UNIQUE INDEX line_booking_applied_once ON public.line_booking USING btree (statement_line_id, tenant_id) WHERE (state = 'APPLIED'::text);
CREATE INDEX line_booking_change ON public.line_booking USING btree (tenant_id, change_id);
CREATE INDEX line_booking_line ON public.line_booking USING btree (statement_line_id, tenant_id);
CREATE INDEX line_booking_refund ON public.line_booking USING btree (refund_id, tenant_id) WHERE (refund_id IS NOT NULL);
CREATE UNIQUE INDEX match_applied_once ON public.match USING btree (tenant_id, statement_line_id) WHERE (state = 'APPLIED'::text);
CREATE INDEX match_group ON public.match USING btree (group_id, tenant_id) WHERE (group_id IS NOT NULL);
CREATE INDEX match_line ON public.match USING btree (tenant_id, statement_line_id);
CREATE INDEX meter_change ON public.meter USING btree (tenant_id, change_id);
CREATE INDEX meter_parent ON public.meter USING btree (tenant_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX meter_point ON public.meter USING btree (tenant_id, point_id) WHERE (point_id IS NOT NULL);
CREATE INDEX meter_reading_change ON public.meter_reading USING btree (tenant_id, change_id);
CREATE UNIQUE INDEX meter_reading_day ON public.meter_reading USING btree (tenant_id, meter_id, read_on) WHERE (NOT archived);
CREATE INDEX occupancy_change ON public.occupancy USING btree (tenant_id, change_id);
CREATE INDEX occupancy_customer ON public.occupancy USING btree (tenant_id, customer_id);
CREATE INDEX payer_account_change ON public.payer_account USING btree (change_id, tenant_id);
CREATE INDEX payer_account_match ON public.payer_account USING btree (match_id, tenant_id) WHERE (match_id IS NOT NULL);
CREATE UNIQUE INDEX payer_account_once ON public.payer_account USING btree (customer_id, account, tenant_id) WHERE (NOT archived);
CREATE UNIQUE INDEX payment_bonus_once ON public.payment USING btree (bonus_of, tenant_id) WHERE (bonus_of IS NOT NULL);
CREATE INDEX payment_change ON public.payment USING btree (change_id, tenant_id);
CREATE INDEX payment_customer ON public.payment USING btree (customer_id, tenant_id);
CREATE INDEX payment_deposit_charge_idx ON public.payment USING btree (tenant_id, deposit_charge_id) WHERE (deposit_charge_id IS NOT NULL);
CREATE INDEX payment_drawer ON public.payment USING btree (tenant_id, taken_by) WHERE ((taken_by IS NOT NULL) AND (closed <>
CASE status
    WHEN 'LIVE'::text THEN amount
    ELSE (0)::numeric
END));
CREATE INDEX premise_change ON public.premise USING btree (tenant_id, change_id);
CREATE INDEX premise_community ON public.premise USING btree (tenant_id, community_id);
CREATE INDEX prepayment_package_change ON public.prepayment_package USING btree (tenant_id, change_id);
CREATE INDEX price_tier_change ON public.price_tier USING btree (tenant_id, change_id);
CREATE INDEX price_tier_version ON public.price_tier USING btree (price_version_id, tenant_id);
CREATE INDEX price_version_change ON public.price_version USING btree (tenant_id, change_id);
CREATE INDEX price_version_fee_item ON public.price_version USING btree (tenant_id, fee_item_id);
CREATE INDEX quantity_change_change ON public.quantity_change USING btree (tenant_id, change_id);
CREATE UNIQUE INDEX quantity_change_day ON public.quantity_change USING btree (binding_id, effective_from, tenant_id) WHERE (NOT archived);
CREATE INDEX refund_change ON public.refund USING btree (change_id, tenant_id);
CREATE INDEX refund_payment ON public.refund USING btree (payment_id, tenant_id);
CREATE INDEX revenue_release_charge ON public.revenue_release USING btree (charge_id, month, tenant_id);
CREATE INDEX revenue_release_entry ON public.revenue_release USING btree (journal_entry_id, tenant_id);
CREATE INDEX schedule_due ON public.schedule USING btree (tenant_id, next_run_at) WHERE (enabled AND (NOT archived));
CREATE INDEX scheduled_job_status ON public.scheduled_job USING btree (tenant_id, status, id);
CREATE INDEX shared_cost_change ON public.shared_cost USING btree (change_id);
CREATE INDEX source_rejection_source ON public.source_rejection USING btree (tenant_id, source_id);
CREATE INDEX statement_line_account ON public.statement_line USING btree (bank_account_id, booked_on, tenant_id);
CREATE INDEX statement_line_change ON public.statement_line USING btree (tenant_id, change_id);
CREATE INDEX statement_line_payout ON public.statement_line USING btree (payout_id, tenant_id) WHERE (payout_id IS NOT NULL);
CREATE INDEX statement_line_statement ON public.statement_line USING btree (tenant_id, statement_id, line_no);
CREATE INDEX statement_profile_change ON public.statement_profile USING btree (tenant_id, change_id);
CREATE UNIQUE INDEX statement_profile_headings ON public.statement_profile USING btree (tenant_id, headings) WHERE ((NOT archived) AND (headings <> '{}'::text[]));
CREATE UNIQUE INDEX statement_profile_name ON public.statement_profile USING btree (tenant_id, name) WHERE (NOT archived);
CREATE INDEX transfer_bill ON public.transfer USING btree (bill_id, tenant_id) WHERE (bill_id IS NOT NULL);
CREATE INDEX transfer_entry ON public.transfer USING btree (journal_entry_id, tenant_id);
CREATE INDEX usage_event_subject ON public.usage_event USING btree (tenant_id, subject_id, metric_id, used_on);
CREATE INDEX usage_metric_change ON public.usage_metric USING btree (tenant_id, change_id);
CREATE INDEX write_off_bill ON public.write_off USING btree (bill_id, tenant_id);
CREATE INDEX write_off_change ON public.write_off USING btree (change_id, tenant_id);

alter table account add constraint account_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table accounting_period add constraint accounting_period_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table allocation add constraint allocation_tenant_id_bill_id_fkey FOREIGN KEY (tenant_id, bill_id) REFERENCES bill(tenant_id, id);
alter table allocation add constraint allocation_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES payment(tenant_id, id);
alter table allocation add constraint allocation_tenant_id_reverses_id_fkey FOREIGN KEY (tenant_id, reverses_id) REFERENCES allocation(tenant_id, id);
alter table allocation_line add constraint allocation_line_tenant_id_allocation_id_fkey FOREIGN KEY (tenant_id, allocation_id) REFERENCES allocation(tenant_id, id);
alter table allocation_line add constraint allocation_line_tenant_id_charge_id_fkey FOREIGN KEY (tenant_id, charge_id) REFERENCES charge(tenant_id, id);
alter table bank_account add constraint bank_account_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table bank_account add constraint bank_account_tenant_id_ledger_account_id_fkey FOREIGN KEY (tenant_id, ledger_account_id) REFERENCES account(tenant_id, id);
alter table bill add constraint bill_tenant_id_contract_id_fkey FOREIGN KEY (tenant_id, contract_id) REFERENCES contract(tenant_id, id);
alter table bill add constraint bill_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table bill add constraint bill_tenant_id_run_id_fkey FOREIGN KEY (tenant_id, run_id) REFERENCES billing_run(tenant_id, id);
alter table billing_run add constraint billing_run_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table billing_run_line add constraint billing_run_line_tenant_id_run_id_fkey FOREIGN KEY (tenant_id, run_id) REFERENCES billing_run(tenant_id, id) ON DELETE CASCADE;
alter table binding add constraint binding_tenant_id_contract_id_fkey FOREIGN KEY (tenant_id, contract_id) REFERENCES contract(tenant_id, id);
alter table binding add constraint binding_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table binding add constraint binding_tenant_id_fee_item_id_fkey FOREIGN KEY (tenant_id, fee_item_id) REFERENCES fee_item(tenant_id, id);
alter table binding add constraint binding_tenant_id_meter_id_fkey FOREIGN KEY (tenant_id, meter_id) REFERENCES meter(tenant_id, id);
alter table binding add constraint binding_tenant_id_metric_id_fkey FOREIGN KEY (tenant_id, metric_id) REFERENCES usage_metric(tenant_id, id);
alter table binding add constraint binding_tenant_id_premise_id_fkey FOREIGN KEY (tenant_id, premise_id) REFERENCES premise(tenant_id, id);
alter table binding_cancellation add constraint binding_cancellation_tenant_id_binding_id_fkey FOREIGN KEY (tenant_id, binding_id) REFERENCES binding(tenant_id, id);
alter table binding_cancellation add constraint binding_cancellation_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table binding_pause add constraint binding_pause_tenant_id_binding_id_fkey FOREIGN KEY (tenant_id, binding_id) REFERENCES binding(tenant_id, id);
alter table binding_pause add constraint binding_pause_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table change_feed add constraint change_feed_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table charge add constraint charge_tenant_id_bill_id_fkey FOREIGN KEY (tenant_id, bill_id) REFERENCES bill(tenant_id, id);
alter table charge add constraint charge_tenant_id_binding_id_fkey FOREIGN KEY (tenant_id, binding_id) REFERENCES binding(tenant_id, id);
alter table charge add constraint charge_tenant_id_corrects_id_fkey FOREIGN KEY (tenant_id, corrects_id) REFERENCES charge(tenant_id, id);
alter table charge add constraint charge_tenant_id_fee_item_id_fkey FOREIGN KEY (tenant_id, fee_item_id) REFERENCES fee_item(tenant_id, id);
alter table charge add constraint charge_tenant_id_price_version_id_fkey FOREIGN KEY (tenant_id, price_version_id) REFERENCES price_version(tenant_id, id);
alter table contract add constraint contract_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table credit_note add constraint credit_note_tenant_id_bill_id_fkey FOREIGN KEY (tenant_id, bill_id) REFERENCES bill(tenant_id, id);
alter table credit_note add constraint credit_note_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table credit_note_line add constraint credit_note_line_tenant_id_charge_id_fkey FOREIGN KEY (tenant_id, charge_id) REFERENCES charge(tenant_id, id);
alter table credit_note_line add constraint credit_note_line_tenant_id_credit_note_id_fkey FOREIGN KEY (tenant_id, credit_note_id) REFERENCES credit_note(tenant_id, id);
alter table customer add constraint customer_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table day_close add constraint day_close_tenant_id_cashier_id_fkey FOREIGN KEY (tenant_id, cashier_id) REFERENCES operator(tenant_id, id);
alter table day_close add constraint day_close_tenant_id_closed_by_fkey FOREIGN KEY (tenant_id, closed_by) REFERENCES operator(tenant_id, id);
alter table day_close add constraint day_close_tenant_id_reverses_id_fkey FOREIGN KEY (tenant_id, reverses_id) REFERENCES day_close(tenant_id, id);
alter table day_close_denomination add constraint day_close_denomination_tenant_id_day_close_id_fkey FOREIGN KEY (tenant_id, day_close_id) REFERENCES day_close(tenant_id, id);
alter table day_close_payment add constraint day_close_payment_tenant_id_day_close_id_fkey FOREIGN KEY (tenant_id, day_close_id) REFERENCES day_close(tenant_id, id);
alter table day_close_payment add constraint day_close_payment_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES payment(tenant_id, id);
alter table discount add constraint discount_tenant_id_binding_id_fkey FOREIGN KEY (tenant_id, binding_id) REFERENCES binding(tenant_id, id);
alter table discount add constraint discount_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table discount add constraint discount_tenant_id_fee_item_id_fkey FOREIGN KEY (tenant_id, fee_item_id) REFERENCES fee_item(tenant_id, id);
alter table discount add constraint discount_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table fee_item add constraint fee_item_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table fee_item add constraint fee_item_tenant_id_revenue_account_id_fkey FOREIGN KEY (tenant_id, revenue_account_id) REFERENCES account(tenant_id, id);
alter table fee_item add constraint fee_item_tenant_id_tax_code_id_fkey FOREIGN KEY (tenant_id, tax_code_id) REFERENCES tax_code(tenant_id, id);
alter table idempotency_key add constraint idempotency_key_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table journal_entry add constraint journal_entry_tenant_id_period_month_fkey FOREIGN KEY (tenant_id, period_month) REFERENCES accounting_period(tenant_id, month);
alter table journal_entry add constraint journal_entry_tenant_id_reverses_id_fkey FOREIGN KEY (tenant_id, reverses_id) REFERENCES journal_entry(tenant_id, id);
alter table line_booking add constraint line_booking_refund_fk FOREIGN KEY (tenant_id, refund_id) REFERENCES refund(tenant_id, id);
alter table line_booking add constraint line_booking_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table line_booking add constraint line_booking_tenant_id_bank_account_id_fkey FOREIGN KEY (tenant_id, bank_account_id) REFERENCES bank_account(tenant_id, id);
alter table line_booking add constraint line_booking_tenant_id_counter_line_id_fkey FOREIGN KEY (tenant_id, counter_line_id) REFERENCES statement_line(tenant_id, id);
alter table line_booking add constraint line_booking_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table line_booking add constraint line_booking_tenant_id_matching_rule_id_fkey FOREIGN KEY (tenant_id, matching_rule_id) REFERENCES matching_rule(tenant_id, id);
alter table line_booking add constraint line_booking_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES payment(tenant_id, id);
alter table line_booking add constraint line_booking_tenant_id_statement_line_id_fkey FOREIGN KEY (tenant_id, statement_line_id) REFERENCES statement_line(tenant_id, id);
alter table match add constraint match_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table match add constraint match_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES payment(tenant_id, id);
alter table match add constraint match_tenant_id_statement_line_id_fkey FOREIGN KEY (tenant_id, statement_line_id) REFERENCES statement_line(tenant_id, id);
alter table matching_rule add constraint matching_rule_tenant_id_account_id_fkey FOREIGN KEY (tenant_id, account_id) REFERENCES account(tenant_id, id);
alter table matching_rule add constraint matching_rule_tenant_id_bank_account_id_fkey FOREIGN KEY (tenant_id, bank_account_id) REFERENCES bank_account(tenant_id, id);
alter table matching_rule add constraint matching_rule_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table meter add constraint meter_tenant_id_parent_id_fkey FOREIGN KEY (tenant_id, parent_id) REFERENCES meter(tenant_id, id);
alter table meter add constraint meter_tenant_id_point_id_fkey FOREIGN KEY (tenant_id, point_id) REFERENCES meter(tenant_id, id);
alter table meter add constraint meter_tenant_id_premise_id_fkey FOREIGN KEY (tenant_id, premise_id) REFERENCES premise(tenant_id, id);
alter table metering_source add constraint metering_source_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table number_series add constraint number_series_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table occupancy add constraint occupancy_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table occupancy add constraint occupancy_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table occupancy add constraint occupancy_tenant_id_premise_id_fkey FOREIGN KEY (tenant_id, premise_id) REFERENCES premise(tenant_id, id);
alter table operator add constraint operator_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table payer_account add constraint payer_account_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table payer_account add constraint payer_account_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table payer_account add constraint payer_account_tenant_id_match_id_fkey FOREIGN KEY (tenant_id, match_id) REFERENCES match(tenant_id, id);
alter table payment add constraint payment_bonus_of_fk FOREIGN KEY (tenant_id, bonus_of) REFERENCES payment(tenant_id, id);
alter table payment add constraint payment_deposit_charge_fk FOREIGN KEY (tenant_id, deposit_charge_id) REFERENCES charge(tenant_id, id);
alter table payment add constraint payment_package_fk FOREIGN KEY (tenant_id, package_id) REFERENCES prepayment_package(tenant_id, id);
alter table payment add constraint payment_taken_by_fk FOREIGN KEY (tenant_id, taken_by) REFERENCES operator(tenant_id, id);
alter table payment add constraint payment_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table premise add constraint premise_tenant_id_community_id_fkey FOREIGN KEY (tenant_id, community_id) REFERENCES premise(tenant_id, id);
alter table premise add constraint premise_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table premise add constraint premise_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table premise add constraint premise_tenant_id_parent_id_fkey FOREIGN KEY (tenant_id, parent_id) REFERENCES premise(tenant_id, id);
alter table price_tier add constraint price_tier_tenant_id_fee_item_id_fkey FOREIGN KEY (tenant_id, fee_item_id) REFERENCES fee_item(tenant_id, id);
alter table price_tier add constraint price_tier_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table price_tier add constraint price_tier_tenant_id_price_version_id_fkey FOREIGN KEY (tenant_id, price_version_id) REFERENCES price_version(tenant_id, id);
alter table price_version add constraint price_version_tenant_id_fee_item_id_fkey FOREIGN KEY (tenant_id, fee_item_id) REFERENCES fee_item(tenant_id, id);
alter table quantity_change add constraint quantity_change_tenant_id_binding_id_fkey FOREIGN KEY (tenant_id, binding_id) REFERENCES binding(tenant_id, id);
alter table quantity_change add constraint quantity_change_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table refund add constraint refund_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);
alter table refund add constraint refund_tenant_id_payment_id_fkey FOREIGN KEY (tenant_id, payment_id) REFERENCES payment(tenant_id, id);
alter table revenue_release add constraint revenue_release_tenant_id_charge_id_fkey FOREIGN KEY (tenant_id, charge_id) REFERENCES charge(tenant_id, id);
alter table revenue_release add constraint revenue_release_tenant_id_journal_entry_id_fkey FOREIGN KEY (tenant_id, journal_entry_id) REFERENCES journal_entry(tenant_id, id);
alter table rollup add constraint rollup_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table rollup_delta add constraint rollup_delta_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table schedule add constraint schedule_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table scheduled_job add constraint scheduled_job_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table scheduled_job add constraint scheduled_job_tenant_id_schedule_id_fkey FOREIGN KEY (tenant_id, schedule_id) REFERENCES schedule(tenant_id, id);
alter table session add constraint session_tenant_id_operator_id_fkey FOREIGN KEY (tenant_id, operator_id) REFERENCES operator(tenant_id, id);
alter table shared_cost add constraint shared_cost_tenant_id_community_id_fkey FOREIGN KEY (tenant_id, community_id) REFERENCES premise(tenant_id, id);
alter table shared_cost add constraint shared_cost_tenant_id_fee_item_id_fkey FOREIGN KEY (tenant_id, fee_item_id) REFERENCES fee_item(tenant_id, id);
alter table source_rejection add constraint source_rejection_tenant_id_source_id_fkey FOREIGN KEY (tenant_id, source_id) REFERENCES metering_source(tenant_id, id);
alter table statement add constraint statement_tenant_id_bank_account_id_fkey FOREIGN KEY (tenant_id, bank_account_id) REFERENCES bank_account(tenant_id, id);
alter table statement_line add constraint statement_line_tenant_id_bank_account_id_fkey FOREIGN KEY (tenant_id, bank_account_id) REFERENCES bank_account(tenant_id, id);
alter table statement_line add constraint statement_line_tenant_id_payout_id_fkey FOREIGN KEY (tenant_id, payout_id) REFERENCES line_booking(tenant_id, id);
alter table statement_line add constraint statement_line_tenant_id_statement_id_fkey FOREIGN KEY (tenant_id, statement_id) REFERENCES statement(tenant_id, id);
alter table statement_profile add constraint statement_profile_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table tax_code add constraint tax_code_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table tax_rate add constraint tax_rate_tenant_id_tax_code_id_fkey FOREIGN KEY (tenant_id, tax_code_id) REFERENCES tax_code(tenant_id, id);
alter table tenant_tail add constraint tenant_tail_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table transfer add constraint transfer_tenant_id_credit_account_id_currency_fkey FOREIGN KEY (tenant_id, credit_account_id, currency) REFERENCES account(tenant_id, id, currency);
alter table transfer add constraint transfer_tenant_id_debit_account_id_currency_fkey FOREIGN KEY (tenant_id, debit_account_id, currency) REFERENCES account(tenant_id, id, currency);
alter table transfer add constraint transfer_tenant_id_journal_entry_id_fkey FOREIGN KEY (tenant_id, journal_entry_id) REFERENCES journal_entry(tenant_id, id);
alter table usage_metric add constraint usage_metric_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES tenant(tenant_id);
alter table write_off add constraint write_off_tenant_id_bill_id_fkey FOREIGN KEY (tenant_id, bill_id) REFERENCES bill(tenant_id, id);
alter table write_off add constraint write_off_tenant_id_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES customer(tenant_id, id);

alter table account enable row level security, force row level security;
create policy tenant_only on account
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table accounting_period enable row level security, force row level security;
create policy tenant_only on accounting_period
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table allocation enable row level security, force row level security;
create policy tenant_only on allocation
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table allocation_line enable row level security, force row level security;
create policy tenant_only on allocation_line
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table audit_event enable row level security, force row level security;
create policy tenant_only on audit_event
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table bank_account enable row level security, force row level security;
create policy tenant_only on bank_account
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table bill enable row level security, force row level security;
create policy tenant_only on bill
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table billing_run enable row level security, force row level security;
create policy tenant_only on billing_run
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table billing_run_line enable row level security, force row level security;
create policy tenant_only on billing_run_line
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table binding enable row level security, force row level security;
create policy tenant_only on binding
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table binding_cancellation enable row level security, force row level security;
create policy tenant_only on binding_cancellation
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table binding_pause enable row level security, force row level security;
create policy tenant_only on binding_pause
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table change_feed enable row level security, force row level security;
create policy tenant_only on change_feed
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table charge enable row level security, force row level security;
create policy tenant_only on charge
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table contract enable row level security, force row level security;
create policy tenant_only on contract
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table credit_note enable row level security, force row level security;
create policy tenant_only on credit_note
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table credit_note_line enable row level security, force row level security;
create policy tenant_only on credit_note_line
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table customer enable row level security, force row level security;
create policy tenant_only on customer
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table day_close enable row level security, force row level security;
create policy tenant_only on day_close
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table day_close_denomination enable row level security, force row level security;
create policy tenant_only on day_close_denomination
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table day_close_payment enable row level security, force row level security;
create policy tenant_only on day_close_payment
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table discount enable row level security, force row level security;
create policy tenant_only on discount
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table fee_item enable row level security, force row level security;
create policy tenant_only on fee_item
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table idempotency_key enable row level security, force row level security;
create policy tenant_only on idempotency_key
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table journal_entry enable row level security, force row level security;
create policy open_period_only on journal_entry for insert
  with check (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid AND (EXISTS ( SELECT 1
   FROM accounting_period p
  WHERE p.tenant_id = journal_entry.tenant_id AND p.month = journal_entry.period_month AND p.status = 'OPEN'::text)));
create policy tenant_only on journal_entry for select
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table line_booking enable row level security, force row level security;
create policy tenant_only on line_booking
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table match enable row level security, force row level security;
create policy tenant_only on match
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table matching_rule enable row level security, force row level security;
create policy tenant_only on matching_rule
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table meter enable row level security, force row level security;
create policy tenant_only on meter
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table meter_reading enable row level security, force row level security;
create policy tenant_only on meter_reading
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table metering_source enable row level security, force row level security;
create policy tenant_only on metering_source
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table number_series enable row level security, force row level security;
create policy tenant_only on number_series
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table occupancy enable row level security, force row level security;
create policy tenant_only on occupancy
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table operator enable row level security, force row level security;
create policy tenant_only on operator
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table payer_account enable row level security, force row level security;
create policy tenant_only on payer_account
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table payment enable row level security, force row level security;
create policy tenant_only on payment
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table premise enable row level security, force row level security;
create policy tenant_only on premise
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table prepayment_package enable row level security, force row level security;
create policy tenant_only on prepayment_package
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table price_tier enable row level security, force row level security;
create policy tenant_only on price_tier
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table price_version enable row level security, force row level security;
create policy tenant_only on price_version
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table quantity_change enable row level security, force row level security;
create policy tenant_only on quantity_change
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table refund enable row level security, force row level security;
create policy tenant_only on refund
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table revenue_release enable row level security, force row level security;
create policy tenant_only on revenue_release
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table rollup enable row level security, force row level security;
create policy tenant_only on rollup
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table rollup_delta enable row level security, force row level security;
create policy tenant_only on rollup_delta
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table schedule enable row level security, force row level security;
create policy tenant_only on schedule
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table scheduled_job enable row level security, force row level security;
create policy tenant_only on scheduled_job
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table session enable row level security, force row level security;
create policy tenant_only on session
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table shared_cost enable row level security, force row level security;
create policy tenant_only on shared_cost
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table source_rejection enable row level security, force row level security;
create policy tenant_only on source_rejection
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table statement enable row level security, force row level security;
create policy tenant_only on statement
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table statement_line enable row level security, force row level security;
create policy tenant_only on statement_line
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table statement_profile enable row level security, force row level security;
create policy tenant_only on statement_profile
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table tax_code enable row level security, force row level security;
create policy tenant_only on tax_code
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table tax_rate enable row level security, force row level security;
create policy tenant_only on tax_rate
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table tenant enable row level security, force row level security;
create policy tenant_changed on tenant for update
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
create policy tenant_found on tenant for select
  using (true);
create policy tenant_made on tenant for insert
  with check (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table tenant_tail enable row level security, force row level security;
create policy tenant_only on tenant_tail
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table transfer enable row level security, force row level security;
create policy tenant_only on transfer
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table usage_event enable row level security, force row level security;
create policy tenant_only on usage_event
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table usage_metric enable row level security, force row level security;
create policy tenant_only on usage_metric
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);
alter table write_off enable row level security, force row level security;
create policy tenant_only on write_off
  using (tenant_id = NULLIF(current_setting('suanpan.tenant'::text, true), ''::text)::uuid);

grant insert, select, update on account to :"server";
grant insert, select, update on accounting_period to :"server";
grant insert, select on allocation to :"server";
grant insert, select on allocation_line to :"server";
grant insert, select on audit_event to :"server";
grant insert, select, update on bank_account to :"server";
grant insert, select, update (allocated, change_id, credited, status, version) on bill to :"server";
grant insert, select, update on billing_run to :"server";
grant delete, insert, select on billing_run_line to :"server";
grant insert, select, update on binding to :"server";
grant insert, select, update on binding_cancellation to :"server";
grant insert, select, update on binding_pause to :"server";
grant insert, select on change_feed to :"server";
grant insert, select, update (change_id, live) on charge to :"server";
grant insert, select, update on contract to :"server";
grant insert, select, update (change_id, decided_by, status, version) on credit_note to :"server";
grant insert, select on credit_note_line to :"server";
grant insert, select, update on customer to :"server";
grant insert, select on day_close to :"server";
grant insert, select on day_close_denomination to :"server";
grant insert, select on day_close_payment to :"server";
grant insert, select, update on discount to :"server";
grant insert, select, update on fee_item to :"server";
grant insert, select on idempotency_key to :"server";
grant insert, select on journal_entry to :"server";
grant insert, select, update (change_id, rejected_by, state) on line_booking to :"server";
grant insert, select, update (change_id, rejected_by, state) on match to :"server";
grant insert, select, update on matching_rule to :"server";
grant insert, select, update on meter to :"server";
grant insert, select, update on meter_reading to :"server";
grant insert, select, update on metering_source to :"server";
grant insert, select, update on number_series to :"server";
grant insert, select, update on occupancy to :"server";
grant insert, select, update on operator to :"server";
grant insert, select, update on payer_account to :"server";
grant insert, select, update (allocated, change_id, closed, refunded, status, version) on payment to :"server";
grant insert, select, update on premise to :"server";
grant insert, select, update on prepayment_package to :"server";
grant insert, select, update on price_tier to :"server";
grant insert, select, update on price_version to :"server";
grant insert, select, update on quantity_change to :"server";
grant insert, select, update (change_id, decided_by, decided_on, note, status, version) on refund to :"server";
grant insert, select on revenue_release to :"server";
grant insert, select, update on rollup to :"server";
grant delete, insert, select on rollup_delta to :"server";
grant insert, select, update (action, archived, arguments, catch_up, change_id, cron, enabled, kind, last_run_at, month_day, name, next_run_at, time_of_day, time_zone, version, weekdays) on schedule to :"server";
grant insert, select, update (attempts, finished_at, last_error_code, last_error_message, result, started_at, status) on scheduled_job to :"server";
grant insert, select, update on session to :"server";
grant insert, select, update on shared_cost to :"server";
grant insert, select on source_rejection to :"server";
grant insert, select on statement to :"server";
grant insert, select, update (change_id, note, payout_id, status, version) on statement_line to :"server";
grant insert, select, update on statement_profile to :"server";
grant insert, select, update on tax_code to :"server";
grant insert, select, update on tax_rate to :"server";
grant insert, select, update on tenant to :"server";
grant insert, select, update on tenant_tail to :"server";
grant insert, select on transfer to :"server";
grant insert, select on usage_event to :"server";
grant insert, select, update on usage_metric to :"server";
grant insert, select, update (change_id, decided_by, decided_on, note, status, version) on write_off to :"server";
