/** Money billed for months ahead becomes revenue month by month. */
import { sql } from 'kysely';
import { addDays, addMonths, type BusinessDate, monthPeriod, monthStart } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import { holdOpenPeriods } from '../ledger/journal.ts';
import { newIdIn } from '../ledger/new-id-in.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { releaseRows } from './release-rows.ts';

/** A month to release. */
export interface ReleaseRequest {
  key: string;
  /** `YYYY-MM` */
  month: string;
}

/**
 * Releases what of charges billed in advance belongs to the time up to the end of a month, earlier months that were
 * forgotten included. Asked again, it releases what came since.
 * @returns how many charges
 * @throws Refusal `value.not_a_month`, `closing.month_ahead`, `ledger.period_closed`
 */
export async function releaseRevenue(books: Books, { key, ...input }: ReleaseRequest): Promise<number> {
  const month = monthPeriod(input.month, 'month').start;
  if (month > monthStart(books.today)) {
    throw new Refusal('closing.month_ahead', `${input.month} has not begun; release it then`, { field: 'month' });
  }
  return writeOnce(books, { key, operation: 'revenue.release', input }, (work) => release(work, month));
}

async function release(work: Work, month: BusinessDate): Promise<number> {
  await holdOpenPeriods(work, [month]);
  // Two at the same moment would both release the same: they queue here.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`release ${work.tenantId}`}, 0))`.execute(work.db);
  const id = await newIdIn(work.db);
  await sql`create temporary table released on commit drop as
    select ${id} as id, x.*, coalesce(f.revenue_account_id, i.id) as income_id
    from ${await releaseRows(work.db, work.tenantId, month)} x
    join fee_item f on f.tenant_id = ${work.tenantId} and f.id = x.fee_item_id
    join account i on i.tenant_id = ${work.tenantId} and i.role = 'REVENUE' and i.currency = x.currency`.execute(
    work.db,
  );
  const { rows } = await sql<{ count: number; total: string }>`
    select count(*)::int as count, coalesce(sum(amount), 0)::text as total from released`.execute(work.db);
  const { count, total } = rows[0] as { count: number; total: string };
  if (count === 0) return 0;
  const entryId = newId();
  // The month's last day: what was earned in it.
  const postedOn = addDays(addMonths(month, 1), -1);
  await sql`insert into journal_entry
      (tenant_id, id, kind, document_date, posting_date, period_month, source_id, description, change_id)
    values (${work.tenantId}, ${entryId}, 'RELEASE', ${postedOn}, ${postedOn}, ${month}, ${entryId},
      ${`Revenue of ${month.slice(0, 7)}`}, ${work.changeId})`.execute(work.db);
  await sql`insert into transfer
      (tenant_id, id, journal_entry_id, debit_account_id, credit_account_id, amount, currency, posting_date, customer_id,
       bill_id, charge_id, fee_item_id)
    select ${work.tenantId}::uuid, ${id}, ${entryId}::uuid, case when r.amount > 0 then r.liability_id else r.income_id end,
      case when r.amount > 0 then r.income_id else r.liability_id end, abs(r.amount), r.currency, ${postedOn}::date,
      r.customer_id, r.bill_id, r.charge_id, r.fee_item_id
    from released r`.execute(work.db);
  await sql`insert into revenue_release (tenant_id, id, charge_id, month, amount, journal_entry_id, change_id)
    select ${work.tenantId}::uuid, r.id, r.charge_id, ${month}::date, r.amount, ${entryId}::uuid, ${work.changeId}::uuid
    from released r`.execute(work.db);
  work.audit({
    noun: 'AccountingPeriod',
    rowId: entryId,
    action: 'RELEASED',
    after: { month: month.slice(0, 7), count, total },
  });
  return count;
}
