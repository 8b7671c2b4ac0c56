-- Days and weeks as cycles, the day on which a cycle begins, and to whom a fee item applies: lists of codes separated by
-- commas, empty for everybody.
alter table fee_item
  drop constraint fee_item_cycle_check,
  add constraint fee_item_cycle_check
    check (cycle in ('ONE_OFF', 'DAILY', 'WEEKLY', 'MONTHLY', 'QUARTERLY', 'HALF_YEARLY', 'YEARLY')),
  add column anchor_day integer check (anchor_day between 1 and 31),
  add column for_groups text not null default '',
  add column for_regions text not null default '',
  add column for_premise_kinds text not null default '';

-- Price lists: a version holds for a customer group, a region, both, or (empty) everybody.
alter table price_version
  add column customer_group text not null default '',
  add column region text not null default '',
  drop constraint price_version_no_overlap,
  add constraint price_version_no_overlap exclude using gist (
    tenant_id with =, fee_item_id with =, customer_group with =, region with =,
    daterange(effective_from, effective_to) with &&
  ) where (not archived) deferrable initially immediate;

-- What a community has to share of a fee item's cost in a period.
create table shared_cost (
  tenant_id uuid not null,
  id uuid not null,
  fee_item_id uuid not null,
  community_id uuid not null,
  period_start date not null,
  period_end date not null check (period_end > period_start),
  amount numeric not null check (amount >= 0),
  note text not null default '',
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, fee_item_id) references fee_item,
  foreign key (tenant_id, community_id) references premise,
  constraint shared_cost_no_overlap exclude using gist (
    tenant_id with =, fee_item_id with =, community_id with =, daterange(period_start, period_end) with &&
  ) where (not archived) deferrable initially immediate
);
create index shared_cost_change on shared_cost (change_id);
