alter table billing_run
  -- Since when posting goes on, and with how many bills, so that the rest can be estimated.
  add column posting_since timestamptz,
  add column posted_before integer not null default 0,
  -- Why it is paused or cancelled: a stable code; null where a person did it.
  add column failure text,
  -- What comes to less waits for a later bill.
  add column minimum numeric not null default 0 check (minimum >= 0);

-- Whether a customer gets one bill, or one for each contract.
alter table customer add column bill_per text not null default 'CUSTOMER' check (bill_per in ('CUSTOMER', 'CONTRACT'));

alter table bill
  add column contract_id uuid,
  add foreign key (tenant_id, contract_id) references contract,
  drop constraint bill_run_id_customer_id_currency_tenant_id_key,
  add constraint bill_once unique nulls not distinct (run_id, customer_id, currency, contract_id, tenant_id);
