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
        from journal_entry r where r.tenant_id = $1 and r.reverses_id is not null and exists (
          (select debit_account_id, credit_account_id, currency, charge_id, sum(amount) from transfer
            where tenant_id = $1 and journal_entry_id = r.id group by 1, 2, 3, 4)
          except
          (select credit_account_id, debit_account_id, currency, charge_id, sum(amount) from transfer
            where tenant_id = $1 and journal_entry_id = r.reverses_id group by 1, 2, 3, 4))`,
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
      counts: 'select count(*) from journal_entry where tenant_id = $1',
      violations: `
        select 'journal entry ' || e.id || ' lies in no accounting period of its month' as problem from journal_entry e
        left join accounting_period p on (p.tenant_id, p.month) = (e.tenant_id, e.period_month)
        where e.tenant_id = $1 and (p.id is null or date_trunc('month', e.posting_date::timestamp)::date <> e.period_month)`,
    },
  ],
};

/** Tables whose rows are history: nobody but their owner may change or remove a row. */
const HISTORY = `('journal_entry', 'transfer', 'audit_event', 'change_feed', 'allocation', 'allocation_line', 'idempotency_key')`;

export const appendOnly: Law = {
  name: 'append_only',
  says: 'no role but the owner may update, delete or truncate history, and no serving role is superuser or bypasses row-level security',
  checks: [
    {
      counts: `select count(*) from pg_class where relnamespace = 'public'::regnamespace and relname in ${HISTORY} and $1::uuid is not null`,
      violations: `
        select 'role ' || coalesce(r.rolname, 'PUBLIC') || ' may ' || a.privilege_type || ' on ' || c.relname as problem
        from pg_class c, aclexplode(c.relacl) a left join pg_roles r on r.oid = a.grantee
        where c.relnamespace = 'public'::regnamespace and c.relname in ${HISTORY} and $1::uuid is not null
          and a.grantee <> c.relowner and a.privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
        union all
        select 'role ' || r.rolname || ' may update columns of ' || c.relname
        from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a join pg_roles r on r.oid = a.grantee
        where c.relnamespace = 'public'::regnamespace and c.relname in ${HISTORY} and a.grantee <> c.relowner
          and a.privilege_type = 'UPDATE'
        union all
        select distinct 'role ' || r.rolname || ' reads the ledger and is superuser or bypasses row-level security'
        from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
        where c.relnamespace = 'public'::regnamespace and c.relname = 'transfer' and (r.rolsuper or r.rolbypassrls)
          and a.grantee <> c.relowner`,
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
  ],
};
