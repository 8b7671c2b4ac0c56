-- A quantity may be how many premises the customer owns or rents.
alter table binding drop constraint binding_quantity_source_check;
alter table binding add constraint binding_quantity_source_check
  check (quantity_source in ('FIXED', 'AREA', 'METER', 'USAGE', 'PREMISES'));
