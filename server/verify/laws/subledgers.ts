import type { Law } from '../law.ts';

/** The law between documents and their accounts. */

/** Balance of the accounts of a role: debits less credits. */
export const balanceOf = (role: string) => `
  coalesce((select sum(case when d.id is not null then t.amount else 0 end - case when c.id is not null then t.amount else 0 end)
    from transfer t
    left join account d on (d.tenant_id, d.id) = (t.tenant_id, t.debit_account_id) and d.role = '${role}'
    left join account c on (c.tenant_id, c.id) = (t.tenant_id, t.credit_account_id) and c.role = '${role}'
    where t.tenant_id = $1 and t.currency = k.currency), 0)`;

/** Currencies `k` of the tenant's accounts. */
export const currencies = `(select distinct currency from account where tenant_id = $1) k`;

export const subledgersEqual: Law = {
  name: 'subledgers_equal',
  says: 'open bills, unallocated payments, unidentified receipts, bank and cash balances, revenue and tax equal their accounts, document by document',
  checks: [
    {
      counts: 'select count(*) from bill where tenant_id = $1',
      violations: `
        select 'open bills in ' || k.currency || ' are ' || s.open || ', the receivable account holds ' || ${balanceOf('RECEIVABLE')} as problem
        from ${currencies}, lateral (
          select coalesce(sum(total - allocated), 0) as open from bill
          where tenant_id = $1 and currency = k.currency and status = 'LIVE') s
        where s.open <> ${balanceOf('RECEIVABLE')}
        union all
        select 'bill ' || b.number || ' is open with ' || (b.total - b.allocated) || ', the ledger says ' || coalesce(l.open, 0)
        from bill b left join (
          select t.bill_id, sum(case when d.role = 'RECEIVABLE' then t.amount else 0 end
            - case when c.role = 'RECEIVABLE' then t.amount else 0 end) as open
          from transfer t join account d on (d.tenant_id, d.id) = (t.tenant_id, t.debit_account_id)
          join account c on (c.tenant_id, c.id) = (t.tenant_id, t.credit_account_id)
          where t.tenant_id = $1 and t.bill_id is not null group by t.bill_id) l on l.bill_id = b.id
        where b.tenant_id = $1 and b.status = 'LIVE' and b.total - b.allocated <> coalesce(l.open, 0)`,
    },
    {
      counts: 'select count(*) from charge where tenant_id = $1',
      violations: `
        select 'charge ' || c.id || ' is ' || c.net || ' + ' || c.tax || ' tax, the ledger says ' || coalesce(l.net, 0) || ' + '
          || coalesce(l.tax, 0) as problem
        from charge c left join (
          select t.charge_id,
            sum(s.amount) filter (where a.kind = 'INCOME' or a.role in ('CONTRACT_LIABILITY', 'DEPOSITS_HELD')
              or (a.kind = 'LIABILITY' and a.role is null)) as net,
            sum(s.amount) filter (where a.role = 'OUTPUT_TAX') as tax
          from transfer t
          join journal_entry e on (e.tenant_id, e.id) = (t.tenant_id, t.journal_entry_id) and e.kind = 'BILL'
          cross join lateral (values (t.credit_account_id, t.amount), (t.debit_account_id, -t.amount)) s(account_id, amount)
          join account a on (a.tenant_id, a.id) = (t.tenant_id, s.account_id)
          where t.tenant_id = $1 group by t.charge_id) l on l.charge_id = c.id
        where c.tenant_id = $1 and (c.net <> coalesce(l.net, 0) or c.tax <> coalesce(l.tax, 0))`,
    },
    {
      counts: 'select count(*) from payment where tenant_id = $1',
      violations: `
        select 'payments not allocated in ' || k.currency || ' are ' || s.rest || ', the account holds ' || -${balanceOf('UNALLOCATED')} as problem
        from ${currencies}, lateral (
          select coalesce(sum(amount - allocated - refunded), 0) as rest from payment
          where tenant_id = $1 and currency = k.currency and status = 'LIVE') s
        where s.rest <> -${balanceOf('UNALLOCATED')}
        union all
        select 'payment ' || p.number || ' says ' || p.allocated || ' allocated, its allocations say ' || coalesce(sum(a.amount), 0)
        from payment p left join allocation a on (a.tenant_id, a.payment_id) = (p.tenant_id, p.id)
        where p.tenant_id = $1 group by p.tenant_id, p.id having p.allocated <> coalesce(sum(a.amount), 0)
        union all
        select 'bill ' || b.number || ' says ' || b.allocated - b.credited || ' allocated, its allocations say ' || coalesce(sum(a.amount), 0)
        from bill b left join allocation a on (a.tenant_id, a.bill_id) = (b.tenant_id, b.id)
        where b.tenant_id = $1 group by b.tenant_id, b.id having b.allocated - b.credited <> coalesce(sum(a.amount), 0)`,
    },
    {
      counts: 'select count(*) from revenue_release where tenant_id = $1',
      violations: `
        select 'the contract liability in ' || k.currency || ' holds ' || -${balanceOf('CONTRACT_LIABILITY')} || ', charges billed in advance say '
          || s.unreleased as problem
        from ${currencies}, lateral (
          select coalesce(sum(c.net - coalesce(n.net, 0) - coalesce(r.amount, 0)), 0) as unreleased
          from charge c
          left join lateral (select sum(x.net) as net from credit_note_line x
            join credit_note n on (n.tenant_id, n.id) = (x.tenant_id, x.credit_note_id) and n.status = 'POSTED'
            where (x.tenant_id, x.charge_id) = (c.tenant_id, c.id)) n on true
          left join lateral (select sum(x.amount) as amount from revenue_release x
            where (x.tenant_id, x.charge_id) = (c.tenant_id, c.id)) r on true
          where c.tenant_id = $1 and c.currency = k.currency and c.id in (
            select t.charge_id from transfer t
            join journal_entry e on (e.tenant_id, e.id) = (t.tenant_id, t.journal_entry_id) and e.kind = 'BILL'
            join account a on a.tenant_id = t.tenant_id and a.id in (t.debit_account_id, t.credit_account_id)
              and a.role = 'CONTRACT_LIABILITY'
            where t.tenant_id = $1)) s
        where -${balanceOf('CONTRACT_LIABILITY')} <> s.unreleased
        union all
        select 'of charge ' || c.id || ', ' || c.net || ' without tax, ' || sum(r.amount) || ' became revenue'
        from charge c join revenue_release r on (r.tenant_id, r.charge_id) = (c.tenant_id, c.id)
        where c.tenant_id = $1 group by c.tenant_id, c.id
        having abs(sum(r.amount)) > abs(c.net) or sum(r.amount) * c.net < 0
        union all
        select 'entry ' || e.id || ' releases ' || coalesce(t.moved, 0) || ', its charges say ' || coalesce(r.amount, 0)
        from journal_entry e
        left join lateral (select sum(case when a.role = 'CONTRACT_LIABILITY' then x.amount else -x.amount end) as moved
          from transfer x join account a on (a.tenant_id, a.id) = (x.tenant_id, x.debit_account_id)
          where (x.tenant_id, x.journal_entry_id) = (e.tenant_id, e.id)) t on true
        left join lateral (select sum(x.amount) as amount from revenue_release x
          where (x.tenant_id, x.journal_entry_id) = (e.tenant_id, e.id)) r on true
        where e.tenant_id = $1 and e.kind = 'RELEASE' and coalesce(t.moved, 0) <> coalesce(r.amount, 0)`,
    },
    {
      counts: 'select count(*) from credit_note where tenant_id = $1',
      violations: `
        select 'bill ' || b.number || ' says ' || b.credited || ' credited, its credit notes say ' || coalesce(n.total, 0) as problem
        from bill b left join (
          select bill_id, sum(total) as total from credit_note where tenant_id = $1 and status = 'POSTED' group by bill_id) n on n.bill_id = b.id
        where b.tenant_id = $1 and b.credited <> coalesce(n.total, 0)
        union all
        select 'credit note ' || n.number || ' is ' || n.total || ' with ' || n.tax_total || ' tax, its lines ' || coalesce(sum(l.amount), 0)
          || ' with ' || coalesce(sum(l.tax), 0)
        from credit_note n left join credit_note_line l on (l.tenant_id, l.credit_note_id) = (n.tenant_id, n.id)
        where n.tenant_id = $1 group by n.tenant_id, n.id
        having n.total <> coalesce(sum(l.amount), 0) or n.tax_total <> coalesce(sum(l.tax), 0)
        union all
        select 'credit note ' || n.number || ' takes charges of another bill back' from credit_note n
        join credit_note_line l on (l.tenant_id, l.credit_note_id) = (n.tenant_id, n.id)
        join charge c on (c.tenant_id, c.id) = (l.tenant_id, l.charge_id)
        where n.tenant_id = $1 and c.bill_id <> n.bill_id
        union all
        select 'of charge ' || c.id || ', ' || c.net || ' + ' || c.tax || ' tax, ' || sum(l.net) || ' + ' || sum(l.tax) || ' were taken back'
        from charge c join credit_note_line l on (l.tenant_id, l.charge_id) = (c.tenant_id, c.id)
        join credit_note n on (n.tenant_id, n.id) = (l.tenant_id, l.credit_note_id) and n.status = 'POSTED'
        where c.tenant_id = $1 group by c.tenant_id, c.id
        having abs(sum(l.amount)) > abs(c.amount) or sum(l.amount) * c.amount < 0
          or (sum(l.amount) = c.amount and (sum(l.net) <> c.net or sum(l.tax) <> c.tax))
        union all
        select 'credit note ' || n.number || ' is ' || n.status || ' with ' || n.total || ', the ledger says ' || coalesce(x.amount, 0)
        from credit_note n left join (
          select e.source_id, sum(case when k.role = 'RECEIVABLE' then t.amount else 0 end
            - case when d.role = 'RECEIVABLE' then t.amount else 0 end) as amount
          from journal_entry e join transfer t on (t.tenant_id, t.journal_entry_id) = (e.tenant_id, e.id)
          join account d on (d.tenant_id, d.id) = (t.tenant_id, t.debit_account_id)
          join account k on (k.tenant_id, k.id) = (t.tenant_id, t.credit_account_id)
          where e.tenant_id = $1 and e.kind = 'CREDIT_NOTE' group by e.source_id) x on x.source_id = n.id
        where n.tenant_id = $1 and coalesce(x.amount, 0) <> case n.status when 'POSTED' then n.total else 0 end
        union all
        select 'bill ' || b.number || ' is void, yet ' || count(*) || ' of its charges stand'
        from bill b join charge c on (c.tenant_id, c.bill_id) = (b.tenant_id, b.id) and c.live
        where b.tenant_id = $1 and b.status = 'VOID' group by b.tenant_id, b.id
        union all
        select 'bill ' || b.number || ' is void with ' || b.total - b.credited || ' not taken back'
        from bill b where b.tenant_id = $1 and b.status = 'VOID' and b.credited <> b.total`,
    },
    {
      counts: 'select count(*) from allocation where tenant_id = $1',
      violations: `
        select 'allocation ' || a.id || ' is ' || a.amount || ', its shares ' || coalesce(sum(l.amount), 0) as problem
        from allocation a left join allocation_line l on (l.tenant_id, l.allocation_id) = (a.tenant_id, a.id)
        where a.tenant_id = $1 group by a.tenant_id, a.id having a.amount <> coalesce(sum(l.amount), 0)
        union all
        select 'charge ' || c.id || ' of ' || c.amount || ' has ' || sum(l.amount) || ' allocated' from charge c
        join allocation_line l on (l.tenant_id, l.charge_id) = (c.tenant_id, c.id)
        where c.tenant_id = $1 group by c.tenant_id, c.id
        having sum(l.amount) > greatest(c.amount, 0) or sum(l.amount) < least(c.amount, 0)`,
    },
    {
      counts: 'select count(*) from statement_line where tenant_id = $1',
      violations: `
        select 'statement lines waiting in ' || k.currency || ' are ' || s.waiting || ', the suspense account holds '
          || -${balanceOf('SUSPENSE')} as problem
        from ${currencies}, lateral (
          select coalesce(sum(case when direction = 'IN' then amount else -amount end), 0) as waiting from statement_line
          where tenant_id = $1 and currency = k.currency and status <> 'MATCHED') s
        where s.waiting <> -${balanceOf('SUSPENSE')}
        union all
        select 'statement line ' || l.id || ' is ' || l.status || ' with ' || x.found || ' applied matches and bookings'
        from statement_line l, lateral (
          select (select count(*) from match m where (m.tenant_id, m.statement_line_id) = (l.tenant_id, l.id) and m.state = 'APPLIED')
            + (select count(*) from line_booking b where (b.tenant_id, b.statement_line_id) = (l.tenant_id, l.id) and b.state = 'APPLIED') as found) x
        where l.tenant_id = $1 and x.found <> case when l.status = 'MATCHED' then 1 else 0 end`,
    },
    {
      counts: 'select count(*) from line_booking where tenant_id = $1',
      violations: `
        select 'payment ' || p.number || ' has ' || p.refunded || ' given back, its refunds say ' || coalesce(r.amount, 0) as problem
        from payment p left join (
          select b.payment_id, sum(l.amount) as amount from line_booking b
          join statement_line l on (l.tenant_id, l.id) = (b.tenant_id, b.statement_line_id)
          where b.tenant_id = $1 and b.kind = 'REFUND' and b.state = 'APPLIED' and b.refund_id is null group by b.payment_id) r on r.payment_id = p.id
        left join (
          select payment_id, sum(amount) as amount from refund where tenant_id = $1 and status in ('APPROVED', 'PAID') group by payment_id) d
          on d.payment_id = p.id
        where p.tenant_id = $1 and p.refunded <> coalesce(r.amount, 0) + coalesce(d.amount, 0)
        union all
        select 'the bounced payment of line ' || l.id || ' and line ' || c.id || ' do not cancel out'
        from line_booking b join statement_line l on (l.tenant_id, l.id) = (b.tenant_id, b.statement_line_id)
        join statement_line c on (c.tenant_id, c.id) = (b.tenant_id, b.counter_line_id)
        left join line_booking k on (k.tenant_id, k.statement_line_id, k.counter_line_id) = (b.tenant_id, c.id, l.id) and k.state = 'APPLIED'
        where b.tenant_id = $1 and b.kind = 'BOUNCE' and b.state = 'APPLIED'
          and (k.id is null or l.amount <> c.amount or l.direction = c.direction)
        union all
        select 'the payout of line ' || l.id || ' is ' || l.amount || ', its trades come to ' || sum(
          case when t.direction = 'IN' then t.amount else -t.amount end - coalesce(t.fee, 0))
        from line_booking b join statement_line l on (l.tenant_id, l.id) = (b.tenant_id, b.statement_line_id)
        join statement_line t on (t.tenant_id, t.payout_id) = (b.tenant_id, b.id)
        where b.tenant_id = $1 group by b.id, l.id, l.amount, b.state
        having l.amount <> sum(case when t.direction = 'IN' then t.amount else -t.amount end - coalesce(t.fee, 0)) or b.state <> 'APPLIED'`,
    },
    {
      counts: 'select count(*) from bank_account where tenant_id = $1',
      violations: `
        select 'account ' || a.code || ' holds ' || coalesce(l.balance, 0) || ', statement lines and counter payments say '
          || coalesce(s.moved, 0) + coalesce(p.taken, 0) - coalesce(o.paid, 0) as problem
        from (select distinct tenant_id, ledger_account_id from bank_account where tenant_id = $1) b
        join account a on (a.tenant_id, a.id) = (b.tenant_id, b.ledger_account_id)
        left join lateral (
          select sum(case when t.debit_account_id = a.id then t.amount else -t.amount end) as balance from transfer t
          where t.tenant_id = $1 and a.id in (t.debit_account_id, t.credit_account_id)) l on true
        left join lateral (
          select sum(case when x.direction = 'IN' then x.amount else -x.amount end - coalesce(x.fee, 0)) as moved from statement_line x
          join bank_account y on (y.tenant_id, y.id) = (x.tenant_id, x.bank_account_id)
          where x.tenant_id = $1 and y.ledger_account_id = a.id) s on true
        left join lateral (
          select sum(x.amount) as taken from payment x
          where x.tenant_id = $1 and x.status = 'LIVE'
            and not exists (select 1 from match m where (m.tenant_id, m.payment_id) = (x.tenant_id, x.id))
            and exists (select 1 from transfer t where t.tenant_id = $1 and t.payment_id = x.id and t.debit_account_id = a.id)) p on true
        left join lateral (
          select sum(case when x.direction = 'IN' then x.amount else -x.amount end) as paid from line_booking k
          join statement_line x on (x.tenant_id, x.id) = (k.tenant_id, k.statement_line_id)
          join bank_account y on (y.tenant_id, y.id) = (k.tenant_id, k.bank_account_id)
          where k.tenant_id = $1 and k.kind = 'PAYOUT' and k.state = 'APPLIED' and y.ledger_account_id = a.id) o on true
        where coalesce(l.balance, 0) <> coalesce(s.moved, 0) + coalesce(p.taken, 0) - coalesce(o.paid, 0)`,
    },
    {
      // Of each payment, not of their sum alone: two wrongs that cancel are two wrongs.
      counts: 'select count(*) from payment where tenant_id = $1',
      violations: `
        select 'payment ' || p.number || ' has ' || case p.status when 'LIVE' then p.amount - p.allocated - p.refunded else 0 end
          || ' waiting, the ledger says ' || coalesce(l.rest, 0) as problem
        from payment p left join (
          select t.payment_id, sum(case when c.role = 'UNALLOCATED' then t.amount else 0 end
            - case when d.role = 'UNALLOCATED' then t.amount else 0 end) as rest
          from transfer t join account d on (d.tenant_id, d.id) = (t.tenant_id, t.debit_account_id)
          join account c on (c.tenant_id, c.id) = (t.tenant_id, t.credit_account_id)
          where t.tenant_id = $1 and t.payment_id is not null group by t.payment_id) l on l.payment_id = p.id
        where p.tenant_id = $1 and coalesce(l.rest, 0) <> case p.status when 'LIVE' then p.amount - p.allocated - p.refunded else 0 end
        union all
        select 'allocation ' || a.id || ' puts money of another customer to bill ' || b.number
        from allocation a join payment p on (p.tenant_id, p.id) = (a.tenant_id, a.payment_id)
        join bill b on (b.tenant_id, b.id) = (a.tenant_id, a.bill_id)
        where a.tenant_id = $1 and (p.customer_id, p.currency) <> (b.customer_id, b.currency)
        union all
        select 'allocation ' || r.id || ' does not mirror the allocation ' || a.id || ' that it takes back'
        from allocation r join allocation a on (a.tenant_id, a.id) = (r.tenant_id, r.reverses_id)
        where r.tenant_id = $1 and (r.amount <> -a.amount or (r.payment_id, r.bill_id) <> (a.payment_id, a.bill_id))`,
    },
    {
      counts: 'select count(*) from charge where tenant_id = $1',
      violations: `
        select 'charge ' || c.id || ' is open with ' || c.amount - coalesce(p.paid, 0) || ', the ledger says ' || coalesce(l.open, 0)
          as problem
        from charge c
        left join (
          select charge_id, sum(amount) as paid from (
            select charge_id, amount from allocation_line where tenant_id = $1
            union all
            select l.charge_id, l.amount from credit_note_line l
            join credit_note n on (n.tenant_id, n.id) = (l.tenant_id, l.credit_note_id) and n.status = 'POSTED'
            where l.tenant_id = $1) s
          group by charge_id) p on p.charge_id = c.id
        left join (
          select t.charge_id, sum(case when d.role = 'RECEIVABLE' then t.amount else 0 end
            - case when k.role = 'RECEIVABLE' then t.amount else 0 end) as open
          from transfer t join account d on (d.tenant_id, d.id) = (t.tenant_id, t.debit_account_id)
          join account k on (k.tenant_id, k.id) = (t.tenant_id, t.credit_account_id)
          where t.tenant_id = $1 and t.charge_id is not null group by t.charge_id) l on l.charge_id = c.id
        where c.tenant_id = $1 and c.amount - coalesce(p.paid, 0) <> coalesce(l.open, 0)
        union all
        select 'transfer ' || t.id || ' names another bill, customer or fee item than its charge ' || c.id
        from transfer t join charge c on (c.tenant_id, c.id) = (t.tenant_id, t.charge_id)
        where t.tenant_id = $1 and (t.bill_id, t.customer_id, t.fee_item_id) is distinct from (c.bill_id, c.customer_id, c.fee_item_id)`,
    },
    {
      counts: 'select count(*) from statement_line where tenant_id = $1',
      violations: `
        select 'statement line ' || l.id || ' moved ' || case l.direction when 'IN' then l.amount else -l.amount end - coalesce(l.fee, 0)
          || ', its account was booked with ' || coalesce(x.moved, 0) as problem
        from statement_line l
        join bank_account b on (b.tenant_id, b.id) = (l.tenant_id, l.bank_account_id)
        left join (
          select e.source_id, s.account_id, sum(s.amount) as moved
          from journal_entry e join transfer t on (t.tenant_id, t.journal_entry_id) = (e.tenant_id, e.id)
          cross join lateral (values (t.debit_account_id, t.amount), (t.credit_account_id, -t.amount)) s(account_id, amount)
          where e.tenant_id = $1 and e.kind = 'RECEIPT' group by e.source_id, s.account_id) x
          on x.source_id = l.id and x.account_id = b.ledger_account_id
        where l.tenant_id = $1 and coalesce(x.moved, 0) <> case l.direction when 'IN' then l.amount else -l.amount end - coalesce(l.fee, 0)
        union all
        select 'statement line ' || l.id || ' of ' || l.amount || ' is ' || m.state || ' with payment ' || p.number || ' of ' || p.amount
          || ', which is ' || p.status || ', with a difference of ' || m.difference
        from match m join statement_line l on (l.tenant_id, l.id) = (m.tenant_id, m.statement_line_id)
        join payment p on (p.tenant_id, p.id) = (m.tenant_id, m.payment_id)
        where m.tenant_id = $1 and (p.amount <> l.amount + m.difference or p.currency <> l.currency or p.customer_id <> m.customer_id
          or p.status <> case m.state when 'APPLIED' then 'LIVE' else 'REVERSED' end)`,
    },
    {
      counts: 'select count(*) from match where tenant_id = $1 and payment_id is not null',
      violations: `
        select 'the match of statement line ' || m.statement_line_id || ' let ' || m.difference || ' go, the ledger says '
          || coalesce(x.gone, 0) as problem
        from match m left join (
          select e.source_id, sum(case when d.role = 'TOLERANCE' then t.amount else 0 end
            - case when c.role = 'TOLERANCE' then t.amount else 0 end) as gone
          from journal_entry e join transfer t on (t.tenant_id, t.journal_entry_id) = (e.tenant_id, e.id)
          join account d on (d.tenant_id, d.id) = (t.tenant_id, t.debit_account_id)
          join account c on (c.tenant_id, c.id) = (t.tenant_id, t.credit_account_id)
          where e.tenant_id = $1 and e.kind = 'PAYMENT' group by e.source_id) x on x.source_id = m.payment_id
        where m.tenant_id = $1 and m.payment_id is not null and m.difference <> coalesce(x.gone, 0)
        union all
        select 'statement line ' || l.id || ' is booked with ' || l.amount || ' to account ' || a.code || ', the ledger says ' || coalesce(x.moved, 0)
        from line_booking b join statement_line l on (l.tenant_id, l.id) = (b.tenant_id, b.statement_line_id)
        join account a on (a.tenant_id, a.id) = (b.tenant_id, b.account_id)
        left join (
          select e.source_id, s.account_id, sum(s.amount) as moved
          from journal_entry e join transfer t on (t.tenant_id, t.journal_entry_id) = (e.tenant_id, e.id)
          cross join lateral (values (t.debit_account_id, t.amount), (t.credit_account_id, -t.amount)) s(account_id, amount)
          where e.tenant_id = $1 and e.kind in ('SETTLEMENT', 'REVERSAL') group by 1, 2) x
          on (x.source_id, x.account_id) = (b.id, b.account_id)
        where b.tenant_id = $1 and b.kind = 'ACCOUNT' and coalesce(x.moved, 0)
          <> case when b.state = 'APPLIED' then case l.direction when 'IN' then -l.amount else l.amount end else 0 end
        union all
        select 'match ' || m.id || ' names a rule that its tenant does not have' from match m
        left join matching_rule r on (r.tenant_id, r.id) = (m.tenant_id, m.matching_rule_id)
        where m.tenant_id = $1 and m.matching_rule_id is not null and r.id is null`,
    },
    {
      counts: 'select count(*) from payer_account where tenant_id = $1 and not archived',
      violations: `
        select 'customer ' || c.code || ' is known to pay from ' || p.account || ', learnt from ' || case
          when m.state <> 'APPLIED' then 'a match that is ' || m.state
          when m.customer_id <> p.customer_id then 'a match of another customer'
          when not (m.confirmed or m.rule = 'manual') then 'a match that nobody confirmed'
          else 'a line of another account' end as problem
        from payer_account p
        join customer c on (c.tenant_id, c.id) = (p.tenant_id, p.customer_id)
        join match m on (m.tenant_id, m.id) = (p.tenant_id, p.match_id)
        join statement_line l on (l.tenant_id, l.id) = (m.tenant_id, m.statement_line_id)
        where p.tenant_id = $1 and not p.archived and (m.state <> 'APPLIED' or m.customer_id <> p.customer_id
          or not (m.confirmed or m.rule = 'manual')
          or regexp_replace(upper(normalize(l.payer_account, nfkc)), '[^0-9A-Z]', '', 'g') <> p.account)`,
    },
    {
      counts: `select count(*) from account where tenant_id = $1 and role = 'CASH'`,
      violations: `
        select 'account ' || a.code || ' holds ' || coalesce(l.balance, 0) || ', counter payments, refunds and day closes say '
          || coalesce(p.taken, 0) - coalesce(g.given, 0) + coalesce(k.found, 0) as problem
        from account a
        left join lateral (
          select sum(case when t.debit_account_id = a.id then t.amount else -t.amount end) as balance from transfer t
          where t.tenant_id = $1 and a.id in (t.debit_account_id, t.credit_account_id)) l on true
        left join lateral (
          select sum(x.amount) as taken from payment x
          where x.tenant_id = $1 and x.status = 'LIVE' and x.channel in ('CASH', 'CHEQUE') and x.currency = a.currency) p on true
        left join lateral (
          select sum(x.amount) as given from refund x
          where x.tenant_id = $1 and x.status = 'PAID' and x.method = 'CASH' and x.currency = a.currency) g on true
        left join lateral (
          select sum(c.difference) as found from day_close c
          where c.tenant_id = $1 and c.channel in ('CASH', 'CHEQUE') and c.currency = a.currency) k on true
        where a.tenant_id = $1 and a.role = 'CASH' and coalesce(l.balance, 0) <> coalesce(p.taken, 0) - coalesce(g.given, 0) + coalesce(k.found, 0)`,
    },
  ],
};
