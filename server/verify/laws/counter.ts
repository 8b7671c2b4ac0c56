import type { Law } from '../law.ts';

/** Day closes: what a cashier counted is what the payments say and the ledger has. */
export const countedAsBooked: Law = {
  name: 'counted_as_booked',
  says: 'a day close comes to the payments that it holds, all taken by its cashier in its channel and currency, and what was counted beyond them is in the ledger',
  checks: [
    {
      counts: 'select count(*) from day_close where tenant_id = $1',
      violations: `
        select 'day close ' || k.number || ' says ' || k.booked || ' booked, its payments come to ' || coalesce(sum(h.amount), 0) as problem
        from day_close k left join day_close_payment h on (h.tenant_id, h.day_close_id) = (k.tenant_id, k.id)
        where k.tenant_id = $1 group by k.tenant_id, k.id, k.number, k.booked having k.booked <> coalesce(sum(h.amount), 0)
        union all
        select 'day close ' || k.number || ' counted ' || sum(d.denomination * d.pieces) || ' in notes and coins, it says ' || k.counted
        from day_close k join day_close_denomination d on (d.tenant_id, d.day_close_id) = (k.tenant_id, k.id)
        where k.tenant_id = $1 group by k.tenant_id, k.id, k.number, k.counted having k.counted <> sum(d.denomination * d.pieces)`,
    },
    {
      counts: 'select count(*) from day_close_payment where tenant_id = $1',
      violations: `
        select 'day close ' || k.number || ' holds payment ' || p.number || ', which ' || case
          when p.taken_by is distinct from k.cashier_id then 'somebody else took'
          when (p.channel, p.currency) <> (k.channel, k.currency) then 'came otherwise'
          else 'is not ' || abs(h.amount) end as problem
        from day_close_payment h
        join day_close k on (k.tenant_id, k.id) = (h.tenant_id, h.day_close_id)
        join payment p on (p.tenant_id, p.id) = (h.tenant_id, h.payment_id)
        where h.tenant_id = $1 and (p.taken_by is distinct from k.cashier_id or (p.channel, p.currency) <> (k.channel, k.currency)
          or abs(h.amount) <> p.amount)
        union all
        select 'payment ' || p.number || ' is closed with ' || p.closed || ', its day closes hold ' || coalesce(h.amount, 0)
        from payment p left join (
          select payment_id, sum(amount) as amount from day_close_payment where tenant_id = $1 group by payment_id) h on h.payment_id = p.id
        where p.tenant_id = $1 and p.closed <> coalesce(h.amount, 0)`,
    },
    {
      counts: 'select count(*) from day_close where tenant_id = $1 and difference <> 0',
      violations: `
        select 'day close ' || k.number || ' differs by ' || k.counted - k.booked || ', the ledger says ' || coalesce(x.moved, 0) as problem
        from day_close k left join (
          select c.id, sum(case when d.role = 'CASH' and o.role = 'TOLERANCE' then t.amount
            when d.role = 'TOLERANCE' and o.role = 'CASH' then -t.amount end) as moved
          from day_close c
          join journal_entry e on (e.tenant_id, e.source_id) = (c.tenant_id, coalesce(c.reverses_id, c.id))
            and e.kind = case when c.reverses_id is null then 'DAY_CLOSE' else 'REVERSAL' end
          join transfer t on (t.tenant_id, t.journal_entry_id, t.currency) = (e.tenant_id, e.id, c.currency)
          join account d on (d.tenant_id, d.id) = (t.tenant_id, t.debit_account_id)
          join account o on (o.tenant_id, o.id) = (t.tenant_id, t.credit_account_id)
          where c.tenant_id = $1 group by c.id) x on x.id = k.id
        where k.tenant_id = $1 and coalesce(x.moved, 0) <> case k.channel when 'POS' then 0 else k.counted - k.booked end
        union all
        select 'journal entry ' || e.id || ' books the difference of a day close that is not there' from journal_entry e
        left join day_close k on (k.tenant_id, k.id) = (e.tenant_id, e.source_id)
        where e.tenant_id = $1 and e.kind = 'DAY_CLOSE' and k.id is null`,
    },
    {
      counts: 'select count(*) from day_close where tenant_id = $1 and reverses_id is not null',
      violations: `
        select 'day close ' || r.number || ' does not mirror ' || coalesce(k.number, 'any close') || ', which it takes back' as problem
        from day_close r left join day_close k on (k.tenant_id, k.id) = (r.tenant_id, r.reverses_id)
        where r.tenant_id = $1 and r.reverses_id is not null and ((r.cashier_id, r.channel, r.currency, r.booked, r.counted)
            is distinct from (k.cashier_id, k.channel, k.currency, -k.booked, -k.counted)
          or k.reverses_id is not null or r.closed_by = k.cashier_id
          or (select array_agg((payment_id, trim_scale(-amount))::text order by payment_id) from day_close_payment
            where tenant_id = $1 and day_close_id = k.id)
          is distinct from (select array_agg((payment_id, trim_scale(amount))::text order by payment_id) from day_close_payment
            where tenant_id = $1 and day_close_id = r.id))`,
    },
  ],
};
