-- A rule that hints at customers by the sound of their names, behind the one for several lines.
alter table matching_rule drop constraint matching_rule_action_check;
alter table matching_rule add constraint matching_rule_action_check check (action in (
  'REFERENCE', 'PAYER_AMOUNT', 'PAYER_OLDEST', 'PAYER_SUBSET', 'SEVERAL_LINES', 'PAYER_PINYIN', 'PAYER', 'AMOUNT',
  'BOOK_FEE', 'BOOK_PAYOUT', 'BOOK_ACCOUNT', 'LEAVE'));

alter table matching_rule no force row level security;
with place as (
  select tenant_id, max(position) + 1 as at, min(change_id::text)::uuid as change_id
  from matching_rule where action = 'SEVERAL_LINES' group by tenant_id
),
moved as (
  update matching_rule r set position = r.position + 1 from place p where r.tenant_id = p.tenant_id and r.position >= p.at
)
insert into matching_rule (tenant_id, id, position, action, change_id)
select tenant_id, gen_random_uuid(), at, 'PAYER_PINYIN', change_id from place;
alter table matching_rule force row level security;
