import type { Law } from '../law.ts';
import { balanceOf, currencies } from './subledgers.ts';

/** The law of refunds and write-offs: what they say, what was booked of them, and who decided. */
export const secondPerson: Law = {
  name: 'second_person',
  says: 'refunds and write-offs that count were decided by somebody else than who asked, and equal the ledger; what is approved and not paid is owed',
  checks: [
    {
      counts: 'select count(*) from refund where tenant_id = $1',
      violations: `
        select 'refunds approved and not paid in ' || k.currency || ' are ' || s.owed || ', the account holds '
          || -${balanceOf('REFUNDS_PAYABLE')} as problem
        from ${currencies}, lateral (
          select coalesce(sum(amount), 0) as owed from refund
          where tenant_id = $1 and currency = k.currency and status = 'APPROVED') s
        where s.owed <> -${balanceOf('REFUNDS_PAYABLE')}
        union all
        select 'refund ' || f.number || ' by bank is ' || f.status || ' with ' || count(b.id) || ' lines that paid it'
        from refund f left join line_booking b on (b.tenant_id, b.refund_id) = (f.tenant_id, f.id) and b.state = 'APPLIED'
        where f.tenant_id = $1 group by f.tenant_id, f.id
        having count(b.id) <> case when f.status = 'PAID' and f.method = 'BANK' then 1 else 0 end
        union all
        select 'refund ' || f.number || ' is ' || f.amount || ', line ' || l.id || ' that paid it ' || l.amount || ' ' || l.direction
        from refund f join line_booking b on (b.tenant_id, b.refund_id) = (f.tenant_id, f.id) and b.state = 'APPLIED'
        join statement_line l on (l.tenant_id, l.id) = (b.tenant_id, b.statement_line_id)
        where f.tenant_id = $1 and ((f.amount, f.currency) <> (l.amount, l.currency) or l.direction <> 'OUT' or b.payment_id <> f.payment_id)
        union all
        select 'refund ' || f.number || ' is ' || f.status || ' over ' || f.amount || ', the ledger says ' || coalesce(x.moved, 0)
        from refund f left join (
          select e.source_id, sum(case when d.role = 'UNALLOCATED' then t.amount else 0 end
            - case when k.role = 'UNALLOCATED' then t.amount else 0 end) as moved
          from journal_entry e join transfer t on (t.tenant_id, t.journal_entry_id) = (e.tenant_id, e.id)
          join account d on (d.tenant_id, d.id) = (t.tenant_id, t.debit_account_id)
          join account k on (k.tenant_id, k.id) = (t.tenant_id, t.credit_account_id)
          where e.tenant_id = $1 and e.kind in ('REFUND', 'REVERSAL') group by e.source_id) x on x.source_id = f.id
        where f.tenant_id = $1 and coalesce(x.moved, 0) <> case when f.status in ('APPROVED', 'PAID') then f.amount else 0 end
        union all
        select 'refund ' || number || ' was decided by who asked for it' from refund
        where tenant_id = $1 and status not in ('REQUESTED', 'REJECTED') and decided_by is not distinct from requested_by`,
    },
    {
      counts: 'select count(*) from write_off where tenant_id = $1',
      violations: `
        select 'write-off ' || w.number || ' is ' || w.status || ' over ' || w.amount || ', its payment ' || coalesce(p.number, 'is missing')
          || ' is ' || coalesce(p.status, 'none') || ' over ' || coalesce(p.amount, 0) || ' with ' || coalesce(a.amount, 0) || ' put to bill '
          || b.number as problem
        from write_off w join bill b on (b.tenant_id, b.id) = (w.tenant_id, w.bill_id)
        left join payment p on (p.tenant_id, p.id) = (w.tenant_id, w.id)
        left join lateral (select sum(x.amount) as amount from allocation x
          where (x.tenant_id, x.payment_id, x.bill_id) = (w.tenant_id, w.id, w.bill_id)) a on true
        where w.tenant_id = $1 and w.status in ('POSTED', 'REVERSED') and (p.id is null or p.channel <> 'WRITE_OFF'
          or (p.amount, p.currency, p.customer_id) <> (w.amount, w.currency, w.customer_id)
          or p.status <> case w.status when 'POSTED' then 'LIVE' else 'REVERSED' end
          or coalesce(a.amount, 0) <> case w.status when 'POSTED' then w.amount else 0 end)
        union all
        select 'payment ' || p.number || ' is written off without a write-off' from payment p
        where p.tenant_id = $1 and p.channel = 'WRITE_OFF'
          and not exists (select 1 from write_off w where (w.tenant_id, w.id) = (p.tenant_id, p.id))
        union all
        select 'bad debt in ' || k.currency || ' is ' || ${balanceOf('BAD_DEBT')} || ', write-offs say ' || s.lost
        from ${currencies}, lateral (
          select coalesce(sum(amount), 0) as lost from write_off
          where tenant_id = $1 and currency = k.currency and status = 'POSTED') s
        where s.lost <> ${balanceOf('BAD_DEBT')}
        union all
        select 'write-off ' || number || ' was decided by who asked for it' from write_off
        where tenant_id = $1 and status not in ('REQUESTED', 'REJECTED') and decided_by is not distinct from requested_by`,
    },
  ],
};
