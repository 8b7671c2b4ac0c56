create table payment (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  customer_id uuid not null,
  received_on date not null,
  channel text not null check (channel in ('BANK', 'CASH', 'POS', 'CHEQUE', 'WECHAT', 'ALIPAY', 'STRIPE')),
  amount numeric not null check (amount > 0),
  allocated numeric not null default 0,
  currency char(3) not null,
  external_id text,
  reference text not null default '',
  status text not null default 'LIVE' check (status in ('LIVE', 'REVERSED')),
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (number, tenant_id),
  foreign key (tenant_id, customer_id) references customer,
  check (allocated >= 0 and allocated <= amount)
);
create index payment_customer on payment (customer_id, tenant_id);
create index payment_change on payment (change_id, tenant_id);

-- An allocation is never edited: undoing it is a second row with the negative amount that names the first.
create table allocation (
  tenant_id uuid not null,
  id uuid not null,
  payment_id uuid not null,
  bill_id uuid not null,
  amount numeric not null check (amount <> 0),
  allocated_on date not null,
  reverses_id uuid,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, payment_id) references payment,
  foreign key (tenant_id, bill_id) references bill,
  foreign key (tenant_id, reverses_id) references allocation,
  check ((amount < 0) = (reverses_id is not null))
);
create index allocation_bill on allocation (bill_id, tenant_id);
create index allocation_payment on allocation (payment_id, tenant_id);
create unique index allocation_reversed_once on allocation (reverses_id, tenant_id) where reverses_id is not null;

create table allocation_line (
  tenant_id uuid not null,
  id uuid not null,
  allocation_id uuid not null,
  charge_id uuid not null,
  amount numeric not null check (amount <> 0),
  primary key (tenant_id, id),
  foreign key (tenant_id, allocation_id) references allocation,
  foreign key (tenant_id, charge_id) references charge
);
create index allocation_line_allocation on allocation_line (allocation_id, tenant_id);
create index allocation_line_charge on allocation_line (charge_id, tenant_id);
