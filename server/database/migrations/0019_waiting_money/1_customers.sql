-- Whether money that waits with a customer pays the next bills by itself; only where the customer agreed to it.
alter table customer add column waiting_money text not null default 'KEEP' check (waiting_money in ('KEEP', 'USE'));
