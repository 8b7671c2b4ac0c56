-- What a reading's use per day may be of the usual one before a person has to look at it.
alter table tenant add column reading_factor numeric not null default 5 check (reading_factor > 1);

alter table meter add column parent_id uuid check (parent_id <> id);
alter table meter add foreign key (tenant_id, parent_id) references meter;
-- The first device at this point of supply; charges and year ladders are kept for it, whatever device measures now.
alter table meter add column point_id uuid check (point_id <> id);
alter table meter add foreign key (tenant_id, point_id) references meter;
create index meter_parent on meter (tenant_id, parent_id) where parent_id is not null;
create index meter_point on meter (tenant_id, point_id) where point_id is not null;

-- A flagged reading is not billed until somebody says why it is right.
alter table meter_reading add column flag text check (flag in ('LOWER', 'UNUSUAL', 'OUT_OF_ORDER'));
alter table meter_reading add column accepted_reason text not null default '';
alter table meter_reading add constraint meter_reading_accepted_check check (flag is not null or accepted_reason = '');

-- Readings come by the hundred thousand: as with usage events, their meters were looked up just before and cannot be
-- deleted, so the foreign key would only double the cost; `verify` looks.
alter table meter_reading drop constraint meter_reading_tenant_id_meter_id_fkey;
