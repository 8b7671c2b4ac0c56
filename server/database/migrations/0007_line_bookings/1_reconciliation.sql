-- What moved the money, as far as the file says it, and the payout that a channel's trade was paid out with.
alter table statement_line
  add column kind text not null default 'PAYMENT'
    check (kind in ('PAYMENT', 'REFUND', 'FEE', 'REVERSAL', 'RETURN', 'INTEREST', 'PAYOUT', 'OTHER')),
  add column payout_id uuid;

-- A line that pays no bill. BOUNCE stands at both lines, the payment and the one that took it back.
create table line_booking (
  tenant_id uuid not null references tenant,
  id uuid not null,
  statement_line_id uuid not null,
  kind text not null check (kind in ('FEE', 'PAYOUT', 'BOUNCE', 'REFUND')),
  -- The channel that paid out; only for PAYOUT.
  bank_account_id uuid,
  counter_line_id uuid,
  payment_id uuid,
  reason text not null,
  state text not null default 'APPLIED' check (state in ('APPLIED', 'UNDONE')),
  booked_by uuid,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, statement_line_id) references statement_line,
  foreign key (tenant_id, counter_line_id) references statement_line,
  foreign key (tenant_id, bank_account_id) references bank_account,
  foreign key (tenant_id, payment_id) references payment,
  check ((kind = 'PAYOUT') = (bank_account_id is not null)),
  check ((kind = 'BOUNCE') = (counter_line_id is not null)),
  check (kind not in ('BOUNCE', 'REFUND') or payment_id is not null)
);
create unique index line_booking_applied_once on line_booking (statement_line_id, tenant_id) where state = 'APPLIED';
create index line_booking_change on line_booking (tenant_id, change_id);
alter table statement_line add foreign key (tenant_id, payout_id) references line_booking;
create index statement_line_payout on statement_line (payout_id, tenant_id) where payout_id is not null;
create index statement_line_account on statement_line (bank_account_id, booked_on, tenant_id);

-- Money of a payment that was given back.
alter table payment add column refunded numeric not null default 0;
alter table payment drop constraint payment_check;
alter table payment add constraint payment_check check (allocated >= 0 and refunded >= 0 and allocated + refunded <= amount);
