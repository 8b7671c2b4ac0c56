-- UnionPay, PayPal and Adyen are channels as WeChat Pay, Alipay and Stripe are: what they hold is not the bank's.
alter table bank_account drop constraint bank_account_channel_check;
alter table bank_account add constraint bank_account_channel_check
  check (channel in ('BANK', 'WECHAT', 'ALIPAY', 'STRIPE', 'UNIONPAY', 'PAYPAL', 'ADYEN'));
alter table payment drop constraint payment_channel_check;
alter table payment add constraint payment_channel_check check (channel in (
  'BANK', 'CASH', 'POS', 'CHEQUE', 'WECHAT', 'ALIPAY', 'STRIPE', 'UNIONPAY', 'PAYPAL', 'ADYEN', 'DEPOSIT', 'WRITE_OFF'));

-- The owner is held to the policies of its own tables, too, and here it speaks for all tenants.
alter table account no force row level security;
alter table bank_account no force row level security;
alter table statement no force row level security;

-- Every chart gets the accounts, beside that of Stripe. A code that the tenant uses for something else gets a letter more.
insert into account (tenant_id, id, code, name_zh, name_en, kind, role, currency, change_id)
select s.tenant_id, gen_random_uuid(), case when taken.code is null then wanted.code else wanted.code || '.' || c.role end,
  c.name_zh, c.name_en, 'ASSET', c.role, s.currency, s.change_id
from account s
join tenant t on t.tenant_id = s.tenant_id
cross join (values
  ('1012.04', 'UNIONPAY', '其他货币资金-银联', 'UnionPay clearing'),
  ('1012.05', 'PAYPAL', '其他货币资金-PayPal', 'PayPal clearing'),
  ('1012.06', 'ADYEN', '其他货币资金-Adyen', 'Adyen clearing')) c(code, role, name_zh, name_en)
cross join lateral (select c.code || case when t.currency = s.currency then '' else '.' || s.currency end as code) wanted
left join account taken on taken.tenant_id = s.tenant_id and taken.code = wanted.code
where s.role = 'STRIPE';

-- Accounts of ours that took nothing but files of such a channel were kept as a bank's. Their ledger account stays: the money
-- that is booked lies there.
update bank_account b set channel = f.channel
from (
  select tenant_id, bank_account_id, min(channel) as channel
  from (
    select tenant_id, bank_account_id, case format when 'unionpay' then 'UNIONPAY' when 'paypal_csv' then 'PAYPAL'
      when 'adyen_csv' then 'ADYEN' else 'BANK' end as channel
    from statement) s
  group by tenant_id, bank_account_id having count(distinct channel) = 1) f
where (b.tenant_id, b.id) = (f.tenant_id, f.bank_account_id) and b.channel = 'BANK' and f.channel <> 'BANK';

alter table account force row level security;
alter table bank_account force row level security;
alter table statement force row level security;
