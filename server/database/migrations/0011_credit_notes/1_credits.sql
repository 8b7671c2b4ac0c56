-- What of a bill's `allocated` was settled by credit notes; the rest is paid.
alter table bill
  add column credited numeric not null default 0,
  add check (credited >= 0 and credited <= allocated);

create table credit_note (
  tenant_id uuid not null,
  id uuid not null,
  number text not null,
  bill_id uuid not null,
  customer_id uuid not null,
  -- A waiver is asked for by one person and decided by another; the others count at once.
  kind text not null check (kind in ('CREDIT', 'WAIVER', 'REVERSAL')),
  status text not null check (status in ('REQUESTED', 'POSTED', 'REJECTED')),
  reason text not null check (reason <> ''),
  issue_date date not null,
  currency char(3) not null,
  total numeric not null,
  tax_total numeric not null,
  requested_by uuid,
  decided_by uuid,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (number, tenant_id),
  foreign key (tenant_id, bill_id) references bill,
  foreign key (tenant_id, customer_id) references customer,
  check (kind = 'WAIVER' or status = 'POSTED'),
  check (kind <> 'WAIVER' or status <> 'POSTED' or decided_by is distinct from requested_by)
);
create index credit_note_bill on credit_note (bill_id, tenant_id);
create index credit_note_change on credit_note (change_id, tenant_id);

create table credit_note_line (
  tenant_id uuid not null,
  id uuid not null,
  credit_note_id uuid not null,
  charge_id uuid not null,
  amount numeric not null check (amount <> 0),
  net numeric not null,
  tax numeric not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, credit_note_id) references credit_note,
  foreign key (tenant_id, charge_id) references charge,
  check (net + tax = amount)
);
create index credit_note_line_note on credit_note_line (credit_note_id, tenant_id);
create index credit_note_line_charge on credit_note_line (charge_id, tenant_id);
