import type { Law } from '../law.ts';

/** Laws of the ledger alone: its transfers, its periods, its privileges. */

export const balanced: Law = {
  name: 'balanced',
  says: 'every transfer moves an amount above zero between two accounts of its currency, inside a journal entry',
  checks: [
    {
      counts: 'select count(*) from transfer where tenant_id = $1',
      violations: `
        select 'transfer ' || t.id || ' ' || case
          when t.amount is null or t.amount <= 0 then 'has the amount ' || coalesce(t.amount::text, 'null')
          when t.debit_account_id = t.credit_account_id then 'debits and credits the same account'
          when e.id is null then 'belongs to no journal entry'
          when e.posting_date <> t.posting_date then 'has another posting date than its journal entry'
          else 'has an account that is missing or in another currency' end as problem
        from transfer t
        left join journal_entry e on (e.tenant_id, e.id) = (t.tenant_id, t.journal_entry_id)
        left join account d on (d.tenant_id, d.id, d.currency) = (t.tenant_id, t.debit_account_id, t.currency)
        left join account c on (c.tenant_id, c.id, c.currency) = (t.tenant_id, t.credit_account_id, t.currency)
        where t.tenant_id = $1 and (t.amount is null or t.amount <= 0 or t.debit_account_id = t.credit_account_id
          or e.id is null or e.posting_date <> t.posting_date or d.id is null or c.id is null)`,
    },
    {
      counts: 'select count(*) from journal_entry where tenant_id = $1',
      violations: `
        select 'journal entry ' || e.id || ' has no transfers' as problem from journal_entry e
        where e.tenant_id = $1 and not exists (
          select 1 from transfer t where (t.tenant_id, t.journal_entry_id) = (e.tenant_id, e.id))`,
    },
    {
      counts: `select count(*) from journal_entry where tenant_id = $1 and reverses_id is not null`,
      violations: `
        select 'journal entry ' || r.id || ' does not mirror the entry ' || r.reverses_id || ' that it reverses' as problem
        from journal_entry r where r.tenant_id = $1 and r.reverses_id is not null and (
          select array_agg((debit_account_id, credit_account_id, currency, charge_id, payment_id, amount)::text
            order by debit_account_id, credit_account_id, charge_id, amount)
          from transfer where tenant_id = $1 and journal_entry_id = r.id
        ) is distinct from (
          select array_agg((credit_account_id, debit_account_id, currency, charge_id, payment_id, amount)::text
            order by credit_account_id, debit_account_id, charge_id, amount)
          from transfer where tenant_id = $1 and journal_entry_id = r.reverses_id)
        union all
        select 'journal entry ' || reverses_id || ' is reversed ' || count(*) || ' times' from journal_entry
        where tenant_id = $1 and reverses_id is not null group by reverses_id having count(*) > 1`,
    },
  ],
};

export const closedStaysClosed: Law = {
  name: 'closed_stays_closed',
  says: 'a closed accounting period took no entry after it was closed and still has the trial balance stored then',
  checks: [
    {
      counts: `select count(*) from accounting_period where tenant_id = $1 and status = 'CLOSED'`,
      violations: `
        select 'journal entry ' || e.id || ' was booked into ' || to_char(p.month, 'YYYY-MM') || ' after it was closed' as problem
        from accounting_period p
        join journal_entry e on (e.tenant_id, e.period_month) = (p.tenant_id, p.month)
        left join change_feed f on (f.tenant_id, f.id) = (e.tenant_id, e.change_id)
        where p.tenant_id = $1 and p.status = 'CLOSED' and (f.at is null or f.at > p.closed_at)
        union all
        select 'accounting period ' || to_char(p.month, 'YYYY-MM') || ' is closed without a time' from accounting_period p
        where p.tenant_id = $1 and p.status = 'CLOSED' and p.closed_at is null`,
    },
    {
      // A list of { account, currency, debit, credit }: all that was posted up to and with the month.
      counts: 'select count(*) from accounting_period where tenant_id = $1 and trial_balance is not null',
      violations: `
        with stored as (
          select p.month, b.account, b.currency, b.debit, b.credit
          from accounting_period p
          cross join lateral jsonb_to_recordset(p.trial_balance) b(account text, currency text, debit numeric, credit numeric)
          where p.tenant_id = $1 and p.status = 'CLOSED' and jsonb_typeof(p.trial_balance) = 'array'
        ),
        posted as (
          select p.month, a.code as account, a.currency::text as currency, sum(s.debit) as debit, sum(s.credit) as credit
          from accounting_period p
          join transfer t on t.tenant_id = p.tenant_id and t.posting_date < p.month + interval '1 month'
          cross join lateral (values (t.debit_account_id, t.amount, 0), (t.credit_account_id, 0, t.amount)) s(account_id, debit, credit)
          join account a on (a.tenant_id, a.id) = (t.tenant_id, s.account_id)
          where p.tenant_id = $1 and p.status = 'CLOSED' and p.trial_balance is not null group by 1, 2, 3
        )
        select 'accounting period ' || to_char(coalesce(s.month, p.month), 'YYYY-MM') || ' was closed with ' || coalesce(s.debit, 0)
          || ' / ' || coalesce(s.credit, 0) || ' on account ' || coalesce(s.account, p.account) || ', now it is '
          || coalesce(p.debit, 0) || ' / ' || coalesce(p.credit, 0) as problem
        from stored s full join posted p on (p.month, p.account, p.currency) = (s.month, s.account, s.currency)
        where (coalesce(s.debit, 0), coalesce(s.credit, 0)) <> (coalesce(p.debit, 0), coalesce(p.credit, 0))`,
    },
    {
      counts: 'select count(*) from journal_entry where tenant_id = $1',
      violations: `
        select 'journal entry ' || e.id || ' lies in no accounting period of its month' as problem from journal_entry e
        left join accounting_period p on (p.tenant_id, p.month) = (e.tenant_id, e.period_month)
        where e.tenant_id = $1 and (p.id is null or date_trunc('month', e.posting_date::timestamp)::date <> e.period_month)`,
    },
  ],
};

/** Tables whose rows are history: nobody but their owner may change or remove a row. */
const HISTORY = `('journal_entry', 'transfer', 'audit_event', 'change_feed', 'allocation', 'allocation_line', 'idempotency_key', 'revenue_release', 'day_close', 'day_close_payment', 'day_close_denomination')`;

/** Tables whose rows stay as they were written, but for the state that they are in. */
const DOCUMENTS = `('bill', 'charge', 'payment', 'statement', 'statement_line', 'match', 'line_booking', 'credit_note', 'credit_note_line', 'refund', 'write_off')`;

export const appendOnly: Law = {
  name: 'append_only',
  says: 'no role but the owner may change or remove history or what a document says, and no serving role owns the tables, is superuser or bypasses row-level security',
  checks: [
    {
      counts: `select count(*) from pg_class where relnamespace = 'public'::regnamespace and relname in ${HISTORY} and $1::uuid is not null`,
      violations: `
        select 'role ' || coalesce(r.rolname, 'PUBLIC') || ' may ' || a.privilege_type || ' on ' || c.relname as problem
        from pg_class c, aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
        where c.relnamespace = 'public'::regnamespace and c.relname in ${HISTORY} and $1::uuid is not null
          and a.grantee <> c.relowner and a.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
        union all
        select 'role ' || coalesce(r.rolname, 'PUBLIC') || ' may update columns of ' || c.relname
        from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a left join pg_roles r on r.oid = a.grantee
        where c.relnamespace = 'public'::regnamespace and c.relname in ${HISTORY} and a.grantee <> c.relowner
          and a.privilege_type = 'UPDATE'
        union all
        select distinct 'role ' || r.rolname || ' reads the ledger and is superuser or bypasses row-level security'
        from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
        where c.relnamespace = 'public'::regnamespace and c.relname = 'transfer' and (r.rolsuper or r.rolbypassrls)
          and a.grantee <> c.relowner
        union all
        select distinct 'role ' || r.rolname || ' reads the ledger and may act as its owner ' || o.rolname
        from pg_class c join pg_roles o on o.oid = c.relowner, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
        where c.relnamespace = 'public'::regnamespace and c.relname = 'transfer' and a.grantee <> c.relowner
          and not r.rolsuper and pg_has_role(r.oid, c.relowner, 'MEMBER')`,
    },
    {
      counts: `select count(*) from pg_class where relnamespace = 'public'::regnamespace and relname in ${DOCUMENTS} and $1::uuid is not null`,
      violations: `
        select 'role ' || coalesce(r.rolname, 'PUBLIC') || ' may ' || a.privilege_type || ' on ' || c.relname as problem
        from pg_class c, aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
        where c.relnamespace = 'public'::regnamespace and c.relname in ${DOCUMENTS} and $1::uuid is not null
          and a.grantee <> c.relowner and a.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
        union all
        select 'role ' || coalesce(r.rolname, 'PUBLIC') || ' may change ' || c.relname || '.' || t.attname
        from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a left join pg_roles r on r.oid = a.grantee
        where c.relnamespace = 'public'::regnamespace and c.relname in ${DOCUMENTS} and a.grantee <> c.relowner
          and a.privilege_type = 'UPDATE'
          and t.attname not in ('allocated', 'credited', 'refunded', 'closed', 'payout_id', 'decided_by', 'decided_on', 'rejected_by', 'status', 'live', 'state', 'note', 'version', 'change_id')`,
    },
  ],
};

export const tenantsApart: Law = {
  name: 'tenants_apart',
  says: 'every table is keyed by tenant, sees one tenant by forced row-level security, and no key or reference crosses tenants',
  checks: [
    {
      counts: `select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and relname <> 'migration' and $1::uuid is not null`,
      violations: `
        with tables as (
          select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, a.attnum as tenant_column
          from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
          where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration'
            and $1::uuid is not null
        )
        select 'table ' || relname || ' has no tenant_id' as problem from tables where tenant_column is null
        union all
        select 'table ' || relname || ' lacks forced row-level security' from tables
        where not (relrowsecurity and relforcerowsecurity)
        union all
        select 'table ' || relname || ' has no policy' from tables t
        where not exists (select 1 from pg_policy p where p.polrelid = t.oid)
        union all
        select 'policy ' || p.polname || ' on ' || t.relname || ' does not name the tenant' from tables t
        join pg_policy p on p.polrelid = t.oid
        where t.relname <> 'tenant'
          and coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
            not like '%tenant_id = (NULLIF(current_setting(''suanpan.tenant''%'
        union all
        select 'unique index ' || i.indexrelid::regclass || ' does not contain tenant_id' from tables t
        join pg_index i on i.indrelid = t.oid and i.indisunique
        where t.tenant_column <> all (i.indkey::smallint[]) and t.relname <> 'tenant'
        union all
        select 'foreign key ' || k.conname || ' of ' || t.relname || ' does not contain tenant_id' from tables t
        join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
        where t.tenant_column <> all (k.conkey)
        union all
        select 'foreign key ' || k.conname || ' of ' || t.relname || ' is not validated' from tables t
        join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' and not k.convalidated`,
    },
    {
      // What has no foreign key, because it is an array or would cost too much at posting.
      counts:
        'select (select count(*) from transfer where tenant_id = $1) + (select count(*) from match where tenant_id = $1)',
      violations: `
        select 'transfer ' || t.id || ' names a ' || case
          when t.customer_id is not null and c.id is null then 'customer' when t.bill_id is not null and b.id is null then 'bill'
          when t.charge_id is not null and h.id is null then 'charge' when t.payment_id is not null and p.id is null then 'payment'
          else 'fee item' end || ' that its tenant does not have' as problem
        from transfer t
        left join customer c on (c.tenant_id, c.id) = (t.tenant_id, t.customer_id)
        left join bill b on (b.tenant_id, b.id) = (t.tenant_id, t.bill_id)
        left join charge h on (h.tenant_id, h.id) = (t.tenant_id, t.charge_id)
        left join payment p on (p.tenant_id, p.id) = (t.tenant_id, t.payment_id)
        left join fee_item f on (f.tenant_id, f.id) = (t.tenant_id, t.fee_item_id)
        where t.tenant_id = $1 and (t.customer_id is not null and c.id is null or t.bill_id is not null and b.id is null
          or t.charge_id is not null and h.id is null or t.payment_id is not null and p.id is null
          or t.fee_item_id is not null and f.id is null)
        union all
        select 'match ' || m.id || ' names a bill that its tenant or its customer does not have'
        from match m cross join lateral unnest(m.bill_ids) x(bill_id)
        left join bill b on (b.tenant_id, b.id) = (m.tenant_id, x.bill_id)
        where m.tenant_id = $1 and b.customer_id is distinct from m.customer_id`,
    },
  ],
};
