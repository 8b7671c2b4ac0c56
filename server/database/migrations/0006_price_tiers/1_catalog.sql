-- A tier of a price version. The version's model is what prices; both are written in one transaction, and `verify` holds
-- them equal. A tier is named in a sheet by its version's fee item, price list and first day, which it therefore repeats.
create table price_tier (
  tenant_id uuid not null references tenant,
  id uuid not null,
  price_version_id uuid not null,
  fee_item_id uuid not null,
  customer_group text not null default '',
  region text not null default '',
  effective_from date not null,
  -- Above this quantity, and up to that one; null: whatever comes.
  from_quantity numeric not null check (from_quantity >= 0),
  up_to numeric,
  -- A unit price, the flat price of the tier or percent, as the model has it.
  price numeric not null check (price >= 0),
  package_size numeric,
  flat_fee numeric,
  archived boolean not null default false,
  version integer not null default 1,
  change_id uuid not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, price_version_id) references price_version,
  foreign key (tenant_id, fee_item_id) references fee_item
);
create index price_tier_version on price_tier (price_version_id, tenant_id);
create index price_tier_change on price_tier (tenant_id, change_id);

-- The owner is held to the policies of its own tables, too, and here it speaks for all tenants.
alter table price_version no force row level security;
insert into price_tier (tenant_id, id, price_version_id, fee_item_id, customer_group, region, effective_from,
  from_quantity, up_to, price, package_size, flat_fee, archived, change_id)
select v.tenant_id, gen_random_uuid(), v.id, v.fee_item_id, v.customer_group, v.region, v.effective_from,
  coalesce((v.model #>> array['tiers', (t.no - 2)::text, 'upTo'])::numeric, 0), (t.tier ->> 'upTo')::numeric,
  (case v.model ->> 'model' when 'STAIRSTEP' then t.tier ->> 'flatFee' when 'GRADUATED_PERCENTAGE' then t.tier ->> 'rate'
    else t.tier ->> 'unitPrice' end)::numeric,
  (t.tier ->> 'packageSize')::numeric,
  case when v.model ->> 'model' <> 'STAIRSTEP' then (t.tier ->> 'flatFee')::numeric end,
  v.archived, v.change_id
from price_version v cross join lateral jsonb_array_elements(v.model -> 'tiers') with ordinality t (tier, no)
where jsonb_typeof(v.model -> 'tiers') = 'array';
alter table price_version force row level security;
