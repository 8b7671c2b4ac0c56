/** What is to be released, as a query. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { addMonths, type BusinessDate } from '../kernel/dates.ts';
import { minorUnits } from '../kernel/money.ts';

/** Currencies of a tenant with their decimals, since PostgreSQL does not know ISO 4217. */
async function scales(db: Db, tenantId: string): Promise<string> {
  const rows = await db.selectFrom('account').select('currency').distinct().where('tenant_id', '=', tenantId).execute();
  return JSON.stringify(rows.map(({ currency }) => ({ currency, digits: minorUnits(currency) })));
}

/**
 * Charges that were billed into the contract liability, with what of each is to be released by the end of a month and was
 * not yet: round(net that stands × days passed ÷ days) less the releases of months up to it. By days, cumulative, so that the months
 * add up to the net to the cent; below zero where the charge was credited since. Half a cent goes away from zero.
 * @param month first day of the month
 */
export async function releaseRows(db: Db, tenantId: string, month: BusinessDate): Promise<RawBuilder<unknown>> {
  const end = addMonths(month, 1);
  const digits = await scales(db, tenantId);
  return sql`(
    select d.*, d.target - d.released as amount from (
      select c.id as charge_id, c.bill_id, c.customer_id, c.fee_item_id, c.currency, l.account_id as liability_id,
        round((c.net - coalesce(k.net, 0)) * greatest(least(c.period_end, ${end}::date) - c.period_start, 0)
          / (c.period_end - c.period_start), s.digits) as target,
        coalesce((select sum(r.amount) from revenue_release r
          where r.tenant_id = c.tenant_id and r.charge_id = c.id and r.month <= ${month}::date), 0) as released
      from charge c
      join json_to_recordset(${digits}::json) as s(currency text, digits int) on s.currency = c.currency
      join lateral (
        select a.id as account_id from transfer t
        join journal_entry e on (e.tenant_id, e.id) = (t.tenant_id, t.journal_entry_id) and e.kind = 'BILL'
        join account a on a.tenant_id = t.tenant_id and a.id in (t.debit_account_id, t.credit_account_id)
          and a.role = 'CONTRACT_LIABILITY'
        where t.tenant_id = c.tenant_id and t.bill_id = c.bill_id and t.charge_id = c.id limit 1) l on true
      left join lateral (
        select sum(x.net) as net from credit_note_line x
        join credit_note n on (n.tenant_id, n.id) = (x.tenant_id, x.credit_note_id) and n.status = 'POSTED'
        where (x.tenant_id, x.charge_id) = (c.tenant_id, c.id)) k on true
      where c.tenant_id = ${tenantId} and c.period_start < ${end}::date
        and c.fee_item_id in (select f.id from fee_item f where f.tenant_id = ${tenantId} and f.cycle in ('QUARTERLY', 'HALF_YEARLY', 'YEARLY'))
    ) d
    where d.target <> d.released)`;
}
