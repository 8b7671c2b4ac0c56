-- How an account is called in the customer's own books; vouchers are exported with it.
alter table account
  add column external_code text not null default '',
  add column external_name text not null default '',
  add column version integer not null default 1,
  add column archived boolean not null default false;

-- What of a charge that was billed in advance became revenue in a month; below zero where it was credited since.
create table revenue_release (
  tenant_id uuid not null,
  id uuid not null,
  charge_id uuid not null,
  month date not null check (extract(day from month) = 1),
  amount numeric not null check (amount <> 0),
  journal_entry_id uuid not null,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, charge_id) references charge,
  foreign key (tenant_id, journal_entry_id) references journal_entry
);
create index revenue_release_charge on revenue_release (charge_id, month, tenant_id);
create index revenue_release_entry on revenue_release (journal_entry_id, tenant_id);
