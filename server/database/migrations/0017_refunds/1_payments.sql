-- Money given back, and debts given up: one person asks, another one decides.
alter table payment drop constraint payment_channel_check;
alter table payment add constraint payment_channel_check
  check (channel in ('BANK', 'CASH', 'POS', 'CHEQUE', 'WECHAT', 'ALIPAY', 'STRIPE', 'DEPOSIT', 'WRITE_OFF'));

-- Of money that waits with its payer. From the approval on it is the payer's: paid out of the till at once, or owed until the
-- bank's statement shows that it left.
create table refund (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  payment_id uuid not null,
  customer_id uuid not null,
  amount numeric not null check (amount > 0),
  currency char(3) not null,
  method text not null check (method in ('CASH', 'BANK')),
  payee_name text not null default '',
  payee_account text not null default '',
  reason text not null check (reason <> ''),
  status text not null check (status in ('REQUESTED', 'REJECTED', 'APPROVED', 'PAID', 'REVERSED')),
  requested_by uuid,
  requested_on date not null,
  decided_by uuid,
  decided_on date,
  note text not null default '',
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (number, tenant_id),
  foreign key (tenant_id, payment_id) references payment,
  foreign key (tenant_id, customer_id) references customer,
  check (method = 'CASH' or payee_account <> ''),
  check (method = 'BANK' or status <> 'APPROVED'),
  check ((status = 'REQUESTED') = (decided_on is null)),
  check (status in ('REQUESTED', 'REJECTED') or decided_by is distinct from requested_by)
);
create index refund_payment on refund (payment_id, tenant_id);
create index refund_change on refund (change_id, tenant_id);

-- A debt that is not expected any more. Approved, it is a payment of the same id out of bad debt, so that all that can be done with money can
-- be done with it: the bill is settled, and open again where the money comes after all.
create table write_off (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  bill_id uuid not null,
  customer_id uuid not null,
  amount numeric not null check (amount > 0),
  currency char(3) not null,
  reason text not null check (reason <> ''),
  status text not null check (status in ('REQUESTED', 'REJECTED', 'POSTED', 'REVERSED')),
  requested_by uuid,
  requested_on date not null,
  decided_by uuid,
  decided_on date,
  note text not null default '',
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (number, tenant_id),
  foreign key (tenant_id, bill_id) references bill,
  foreign key (tenant_id, customer_id) references customer,
  check ((status = 'REQUESTED') = (decided_on is null)),
  check (status in ('REQUESTED', 'REJECTED') or decided_by is distinct from requested_by)
);
create index write_off_bill on write_off (bill_id, tenant_id);
create index write_off_change on write_off (change_id, tenant_id);

-- The approved refund that a line paid.
alter table line_booking add column refund_id uuid;
alter table line_booking add constraint line_booking_refund_fk foreign key (tenant_id, refund_id) references refund;
alter table line_booking add constraint line_booking_refund_check check (refund_id is null or kind = 'REFUND');
create index line_booking_refund on line_booking (refund_id, tenant_id) where refund_id is not null;

-- The owner is held to the policies of its own tables, too, and here it speaks for all tenants: what is owed to payers gets an
-- account beside the one for unidentified receipts. A code that the tenant uses for something else gets a word more.
alter table account no force row level security;
insert into account (tenant_id, id, code, name_zh, name_en, kind, role, currency, change_id)
select s.tenant_id, gen_random_uuid(), case when taken.code is null then wanted.code else wanted.code || '.REFUNDS' end,
  '其他应付款-应付退款', 'Refunds payable', 'LIABILITY', 'REFUNDS_PAYABLE', s.currency, s.change_id
from account s
cross join lateral (select replace(s.code, '2241.02', '2241.03') as code) wanted
left join account taken on taken.tenant_id = s.tenant_id and taken.code = wanted.code
where s.role = 'SUSPENSE';
alter table account force row level security;
