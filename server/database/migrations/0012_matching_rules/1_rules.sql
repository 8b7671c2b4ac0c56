-- What is asked of a statement line, in an order: a step of matching, or what the line is booked as. A tenant has none until
-- its first lines are matched or somebody changes one; until then the shipped ones hold.
create table matching_rule (
  tenant_id uuid not null references tenant,
  id uuid not null,
  position integer not null check (position > 0),
  -- Empty: called by what it does.
  name text not null default '',
  enabled boolean not null default true,
  action text not null check (action in (
    'REFERENCE', 'PAYER_AMOUNT', 'PAYER_OLDEST', 'PAYER_SUBSET', 'PAYER', 'AMOUNT',
    'BOOK_FEE', 'BOOK_PAYOUT', 'BOOK_ACCOUNT', 'LEAVE')),
  -- All that are named must hold; an empty object is true of every line.
  conditions jsonb not null default '{}',
  -- By how much bills and money may differ; what differs is booked to payment differences.
  tolerance numeric not null default 0 check (tolerance >= 0),
  -- Whether it acts by itself; a match from this score on (null: from the tenant's).
  automatic boolean not null default true,
  threshold integer check (threshold between 0 and 100),
  -- The ledger account of BOOK_ACCOUNT, our account at the channel of BOOK_PAYOUT.
  account_id uuid,
  bank_account_id uuid,
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references account,
  foreign key (tenant_id, bank_account_id) references bank_account,
  check ((action = 'BOOK_ACCOUNT') = (account_id is not null)),
  check ((action = 'BOOK_PAYOUT') = (bank_account_id is not null)),
  check (tolerance = 0 or action in ('REFERENCE', 'PAYER_AMOUNT'))
);

-- The rule that found a match has no foreign key, because that would cost too much where many lines are matched; verify looks.
-- The payment is the line's amount and the difference, so that it settles its bills exactly.
alter table match
  add column matching_rule_id uuid,
  add column difference numeric not null default 0,
  add column confirmed boolean not null default false,
  add column rejected_by uuid;

alter table line_booking
  add column matching_rule_id uuid,
  add column account_id uuid,
  add column confirmed boolean not null default false,
  add column rejected_by uuid,
  add foreign key (tenant_id, matching_rule_id) references matching_rule,
  add foreign key (tenant_id, account_id) references account,
  drop constraint line_booking_kind_check,
  add constraint line_booking_kind_check check (kind in ('FEE', 'PAYOUT', 'BOUNCE', 'REFUND', 'ACCOUNT')),
  drop constraint line_booking_state_check,
  add constraint line_booking_state_check check (state in ('SUGGESTED', 'APPLIED', 'REJECTED', 'UNDONE')),
  add check ((kind = 'ACCOUNT') = (account_id is not null));
create index line_booking_line on line_booking (statement_line_id, tenant_id);

-- An account, IBAN or wallet that a customer pays from, as it compares: capitals and digits. A match that a person confirmed
-- teaches it; what was entered by hand names no match.
create table payer_account (
  tenant_id uuid not null references tenant,
  id uuid not null,
  customer_id uuid not null,
  account text not null check (account ~ '^[0-9A-Z]+$'),
  source text not null default 'ENTERED' check (source in ('ENTERED', 'LEARNT')),
  match_id uuid,
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, customer_id) references customer,
  foreign key (tenant_id, match_id) references match,
  check ((source = 'LEARNT') = (match_id is not null))
);
create unique index payer_account_once on payer_account (customer_id, account, tenant_id) where not archived;
create index payer_account_change on payer_account (change_id, tenant_id);
create index payer_account_match on payer_account (match_id, tenant_id) where match_id is not null;
