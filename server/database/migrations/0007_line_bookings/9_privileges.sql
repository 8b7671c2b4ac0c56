-- A booking stays as it was written but for its state; of a line and a payment these change, too.
do $$
declare
  server text := current_setting('suanpan.server_role');
begin
  alter table line_booking enable row level security;
  alter table line_booking force row level security;
  create policy tenant_only on line_booking
    using (tenant_id = nullif(current_setting('suanpan.tenant', true), '')::uuid);
  execute format('grant select, insert on line_booking to %I', server);
  execute format('grant update (state, change_id) on line_booking to %I', server);
  execute format('grant update (payout_id) on statement_line to %I', server);
  execute format('grant update (refunded) on payment to %I', server);
end $$;
