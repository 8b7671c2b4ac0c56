-- Who took money at the counter, and when. Payments from before stay without: that money left the drawer long ago, and a first
-- close that asked for it would find it missing.
alter table payment add column taken_by uuid;
alter table payment add column taken_at timestamptz;
-- What day closes hold of it: nothing, or all of it.
alter table payment add column closed numeric not null default 0;
alter table payment add constraint payment_taken_check
  check (taken_by is null or (channel in ('CASH', 'POS', 'CHEQUE') and taken_at is not null));
alter table payment add constraint payment_closed_check check (closed in (0, amount) and (closed = 0 or taken_by is not null));
alter table payment add constraint payment_taken_by_fk foreign key (tenant_id, taken_by) references operator (tenant_id, id);
-- What lies in drawers, however much was ever taken.
create index payment_drawer on payment (tenant_id, taken_by)
  where taken_by is not null and closed <> case status when 'LIVE' then amount else 0 end;

-- A cashier's drawer of one channel and currency, counted. It is never changed: a wrong one gets a counter-document.
create table day_close (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  cashier_id uuid not null,
  channel text not null check (channel in ('CASH', 'POS', 'CHEQUE')),
  currency char(3) not null,
  -- What the payments that it holds come to.
  booked numeric not null,
  counted numeric not null,
  -- Above zero: there was more than was booked.
  difference numeric not null,
  explanation text not null default '',
  closed_on date not null,
  closed_at timestamptz not null,
  closed_by uuid not null,
  reverses_id uuid,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (number, tenant_id),
  unique (reverses_id, tenant_id),
  foreign key (tenant_id, cashier_id) references operator (tenant_id, id),
  foreign key (tenant_id, closed_by) references operator (tenant_id, id),
  foreign key (tenant_id, reverses_id) references day_close (tenant_id, id),
  check (difference = counted - booked),
  check (difference = 0 or explanation <> ''),
  -- The cashier counts; somebody else takes it back.
  check ((reverses_id is null) = (closed_by = cashier_id))
);
create index day_close_cashier on day_close (cashier_id, channel, currency, closed_at, tenant_id);
create index day_close_change on day_close (change_id, tenant_id);

-- What a close holds: a payment that was taken, with its amount, or one that was voided after an earlier close, less it.
create table day_close_payment (
  tenant_id uuid not null,
  id uuid not null,
  day_close_id uuid not null,
  payment_id uuid not null,
  amount numeric not null check (amount <> 0),
  primary key (tenant_id, id),
  unique (day_close_id, payment_id, tenant_id),
  foreign key (tenant_id, day_close_id) references day_close (tenant_id, id),
  foreign key (tenant_id, payment_id) references payment (tenant_id, id)
);
create index day_close_payment_payment on day_close_payment (payment_id, tenant_id);

-- Notes and coins of a count, where they were written down.
create table day_close_denomination (
  tenant_id uuid not null,
  id uuid not null,
  day_close_id uuid not null,
  denomination numeric not null check (denomination > 0),
  pieces integer not null check (pieces > 0),
  primary key (tenant_id, id),
  unique (day_close_id, denomination, tenant_id),
  foreign key (tenant_id, day_close_id) references day_close (tenant_id, id)
);
