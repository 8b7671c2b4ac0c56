-- Lines that pay bills together: their matches have a group, and a rule looks for them.
alter table match add column group_id uuid;
create index match_group on match (group_id, tenant_id) where group_id is not null;
alter table matching_rule drop constraint matching_rule_action_check;
alter table matching_rule add constraint matching_rule_action_check check (action in (
  'REFERENCE', 'PAYER_AMOUNT', 'PAYER_OLDEST', 'PAYER_SUBSET', 'SEVERAL_LINES', 'PAYER', 'AMOUNT',
  'BOOK_FEE', 'BOOK_PAYOUT', 'BOOK_ACCOUNT', 'LEAVE'));

-- Who has rules written down gets the new one before those that only guess, or as the last one.
alter table matching_rule no force row level security;
with place as (
  select tenant_id, coalesce(min(position) filter (where action in ('PAYER', 'AMOUNT') and not archived), max(position) + 1) as at,
    min(change_id::text)::uuid as change_id
  from matching_rule group by tenant_id having bool_or(not archived)
),
moved as (
  update matching_rule r set position = r.position + 1 from place p where r.tenant_id = p.tenant_id and r.position >= p.at
)
insert into matching_rule (tenant_id, id, position, action, change_id)
select tenant_id, gen_random_uuid(), at, 'SEVERAL_LINES', change_id from place;
alter table matching_rule force row level security;
