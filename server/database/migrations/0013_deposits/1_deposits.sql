-- A release is a payment out of the deposit of one charge, so that whatever money can do, a deposit can.
alter table payment add column deposit_charge_id uuid;
alter table payment drop constraint payment_channel_check;
alter table payment add constraint payment_channel_check
  check (channel in ('BANK', 'CASH', 'POS', 'CHEQUE', 'WECHAT', 'ALIPAY', 'STRIPE', 'DEPOSIT'));
alter table payment add constraint payment_deposit_check check ((channel = 'DEPOSIT') = (deposit_charge_id is not null));
alter table payment add constraint payment_deposit_charge_fk foreign key (tenant_id, deposit_charge_id) references charge (tenant_id, id);
create index payment_deposit_charge_idx on payment (tenant_id, deposit_charge_id) where deposit_charge_id is not null;
