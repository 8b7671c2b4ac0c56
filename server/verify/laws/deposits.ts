import type { Law } from '../law.ts';

/** Deposits: nothing is given away that was not paid, and the accounts hold what is owed to those who paid. */
export const depositsHeld: Law = {
  name: 'deposits_held',
  says: 'no more of a deposit is released than was paid of it, out of the account that holds it, in its currency and for its customer',
  checks: [
    {
      counts: `select count(*) from payment where tenant_id = $1 and channel = 'DEPOSIT'`,
      violations: `
        select 'of the deposit in charge ' || r.charge_id || ', ' || r.released || ' is released and ' || coalesce(a.paid, 0) || ' was paid' as problem
        from (select deposit_charge_id as charge_id, sum(amount) as released from payment
          where tenant_id = $1 and status = 'LIVE' and deposit_charge_id is not null group by 1) r
        left join lateral (
          select sum(l.amount) as paid from allocation_line l where l.tenant_id = $1 and l.charge_id = r.charge_id) a on true
        where r.released > coalesce(a.paid, 0)
        union all
        select 'payment ' || p.number || ' releases charge ' || c.id || ', which is no deposit of this customer in this currency'
        from payment p
        join charge c on (c.tenant_id, c.id) = (p.tenant_id, p.deposit_charge_id)
        join fee_item f on (f.tenant_id, f.id) = (c.tenant_id, c.fee_item_id)
        where p.tenant_id = $1 and (f.category <> 'DEPOSIT' or c.customer_id <> p.customer_id or c.currency <> p.currency or c.tax <> 0)
        union all
        select 'payment ' || p.number || ' takes ' || p.amount || ' of a deposit, the ledger says ' || coalesce(t.amount, 0)
        from payment p
        left join lateral (
          select sum(case when x.debit_account_id = h.account_id then x.amount else -x.amount end) as amount
          from transfer x
          join journal_entry e on (e.tenant_id, e.id) = (x.tenant_id, x.journal_entry_id)
          cross join lateral (
            select y.credit_account_id as account_id from transfer y
            join journal_entry b on (b.tenant_id, b.id) = (y.tenant_id, y.journal_entry_id) and b.kind = 'BILL'
            join account k on (k.tenant_id, k.id) = (y.tenant_id, y.credit_account_id) and k.role is distinct from 'OUTPUT_TAX'
            where y.tenant_id = $1 and y.charge_id = p.deposit_charge_id limit 1) h
          where x.tenant_id = $1 and x.payment_id = p.id and h.account_id in (x.debit_account_id, x.credit_account_id)) t on true
        where p.tenant_id = $1 and p.channel = 'DEPOSIT'
          and coalesce(t.amount, 0) <> case p.status when 'LIVE' then p.amount else 0 end`,
    },
    {
      counts: `select count(*) from account where tenant_id = $1 and role = 'DEPOSITS_HELD'`,
      violations: `
        select 'account ' || a.code || ' holds ' || coalesce(l.balance, 0) || ' of deposits, charges less credits and releases say ' || coalesce(d.amount, 0) as problem
        from account a
        left join lateral (
          select sum(case when t.credit_account_id = a.id then t.amount else -t.amount end) as balance from transfer t
          where t.tenant_id = $1 and a.id in (t.debit_account_id, t.credit_account_id)) l on true
        left join lateral (
          select sum(c.net - coalesce(n.net, 0) - coalesce(r.released, 0)) as amount
          from charge c
          join fee_item f on (f.tenant_id, f.id) = (c.tenant_id, c.fee_item_id) and f.category = 'DEPOSIT' and f.revenue_account_id is null
          left join lateral (
            select sum(x.net) as net from credit_note_line x
            join credit_note q on (q.tenant_id, q.id) = (x.tenant_id, x.credit_note_id) and q.status = 'POSTED'
            where x.tenant_id = $1 and x.charge_id = c.id) n on true
          left join lateral (
            select sum(p.amount) as released from payment p
            where p.tenant_id = $1 and p.deposit_charge_id = c.id and p.status = 'LIVE') r on true
          where c.tenant_id = $1 and c.currency = a.currency) d on true
        where a.tenant_id = $1 and a.role = 'DEPOSITS_HELD' and coalesce(l.balance, 0) <> coalesce(d.amount, 0)`,
    },
  ],
};
