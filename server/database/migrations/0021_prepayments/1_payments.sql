-- A price that is paid at once, and what is given on top of it. Both wait with the customer and pay the bills to come.
create table prepayment_package (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  price numeric not null check (price > 0),
  bonus numeric not null check (bonus >= 0),
  valid_from date,
  valid_to date,
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  check (valid_to > valid_from)
);
create index prepayment_package_change on prepayment_package (tenant_id, change_id);

-- What a payment was paid for, and the bonus that came with one: money that nobody paid, out of an expense.
alter table payment drop constraint payment_channel_check;
alter table payment add constraint payment_channel_check check (channel in (
  'BANK', 'CASH', 'POS', 'CHEQUE', 'WECHAT', 'ALIPAY', 'STRIPE', 'UNIONPAY', 'PAYPAL', 'ADYEN', 'DEPOSIT', 'WRITE_OFF', 'BONUS'));
alter table payment add column package_id uuid, add column bonus_of uuid;
alter table payment add constraint payment_package_fk foreign key (tenant_id, package_id) references prepayment_package;
alter table payment add constraint payment_bonus_of_fk foreign key (tenant_id, bonus_of) references payment;
alter table payment add constraint payment_bonus_check
  check ((channel = 'BONUS') = (bonus_of is not null) and (bonus_of is null or package_id is not null));
create unique index payment_bonus_once on payment (bonus_of, tenant_id) where bonus_of is not null;

-- The owner is held to the policies of its own tables, too, and here it speaks for all tenants. A code that the tenant uses for
-- something else gets a word more.
alter table account no force row level security;
insert into account (tenant_id, id, code, name_zh, name_en, kind, role, currency, change_id)
select s.tenant_id, gen_random_uuid(), case when taken.code is null then wanted.code else wanted.code || '.BONUS' end,
  '销售费用-预存赠送', 'Prepayment bonuses', 'EXPENSE', 'BONUS', s.currency, s.change_id
from account s
cross join lateral (select replace(s.code, '6603', '6601.01') as code) wanted
left join account taken on taken.tenant_id = s.tenant_id and taken.code = wanted.code
where s.role = 'CHANNEL_FEES';
alter table account force row level security;
