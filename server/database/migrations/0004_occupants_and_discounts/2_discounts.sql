create table discount (
  tenant_id uuid not null references tenant,
  id uuid not null,
  code text not null,
  name text not null,
  scope text not null check (scope in ('BINDING', 'CUSTOMER', 'CUSTOMER_GROUP', 'FEE_ITEM')),
  binding_id uuid,
  customer_id uuid,
  customer_group text not null default '',
  -- The target of scope FEE_ITEM; for customers and groups it narrows the discount to one fee item.
  fee_item_id uuid,
  kind text not null check (kind in ('PERCENT', 'AMOUNT', 'PRICE_OVERRIDE', 'FREE_UNITS')),
  value numeric not null check (value >= 0),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  -- Only the first cycles of a binding.
  first_cycles integer check (first_cycles > 0),
  -- Discounts are taken one after the other in this order, then by code.
  stack_order integer not null default 100,
  -- Codes as they were written, and the fee items behind them: all must be charged together.
  package_items text not null default '',
  package_item_ids uuid[] not null default '{}',
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, code),
  foreign key (tenant_id, binding_id) references binding,
  foreign key (tenant_id, customer_id) references customer,
  foreign key (tenant_id, fee_item_id) references fee_item,
  check ((scope = 'BINDING') = (binding_id is not null)),
  check ((scope = 'CUSTOMER') = (customer_id is not null)),
  check ((scope = 'CUSTOMER_GROUP') = (customer_group <> '')),
  check (scope <> 'FEE_ITEM' or fee_item_id is not null),
  check (kind <> 'PERCENT' or value <= 100)
);
create index discount_change on discount (tenant_id, change_id);
