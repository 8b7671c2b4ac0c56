-- A correction settles the difference that a change on a billed day makes; it names the charge that it corrects.
alter table billing_run_line
  add column kind text not null default 'REGULAR' check (kind in ('REGULAR', 'CORRECTION')),
  add column corrects_id uuid,
  add check ((kind = 'CORRECTION') = (corrects_id is not null));

alter table charge
  add column corrects_id uuid,
  add check ((kind = 'CORRECTION') = (corrects_id is not null)),
  add foreign key (tenant_id, corrects_id) references charge;
create index charge_corrects on charge (corrects_id, tenant_id) where corrects_id is not null;
