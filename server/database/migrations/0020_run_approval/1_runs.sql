-- Where the tenant wants it, a second person looks at a preview before its bills are written. What was approved is named by
-- its hash: another preview, or the same run computed anew, is not approved with it.
alter table tenant add column posting_needs_approval boolean not null default false;
alter table billing_run add column approved_hash text;
alter table billing_run add column approved_by uuid;
alter table billing_run add column approved_at timestamptz;
alter table billing_run add constraint billing_run_approval_check
  check ((approved_hash is null) = (approved_at is null) and (approved_by is null or approved_hash is not null));
alter table billing_run add constraint billing_run_second_person check (approved_by is null or approved_by <> created_by);
