/** Months of the books are closed in their order, and opened again by somebody else. */
import { sql } from 'kysely';
import { addMonths, type BusinessDate, monthPeriod } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { type Books, read } from '../ledger/books.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { checklist } from './checklist.ts';

/** A month of the books as people look at it. */
export interface PeriodView {
  /** `YYYY-MM` */
  month: string;
  status: 'OPEN' | 'CLOSED';
  closedAt: string | null;
  /** Name of who closed it. */
  closedBy: string | null;
  /** Journal entries in it. */
  entryCount: number;
}

/** Accounting periods that were used, newest first, at most 60. */
export function accountingPeriods(books: Books): Promise<PeriodView[]> {
  return read(books, async (db) => {
    const { rows } = await sql<PeriodView>`
      select to_char(p.month, 'YYYY-MM') as month, p.status, to_char(p.closed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "closedAt", o.name as "closedBy",
        (select count(*)::int from journal_entry e where e.tenant_id = p.tenant_id and e.period_month = p.month) as "entryCount"
      from accounting_period p left join operator o on (o.tenant_id, o.id) = (p.tenant_id, p.closed_by)
      where p.tenant_id = ${books.tenant.id} order by p.month desc limit 60`.execute(db);
    return rows;
  });
}

/** A month to close. */
export interface CloseRequest {
  key: string;
  /** `YYYY-MM` */
  month: string;
  /** Codes of checks that somebody looked at and lets be. */
  acknowledged: readonly string[];
}

/**
 * Closes a month: it takes no entry any more, and its trial balance is kept.
 * @returns the month
 * @throws Refusal `value.not_a_month`, `closing.closed_already`, `closing.blocked`, `closing.not_acknowledged`
 */
export async function closeAccountingPeriod(books: Books, { key, ...input }: CloseRequest): Promise<string> {
  const month = monthPeriod(input.month, 'month').start;
  return writeOnce(books, { key, operation: 'period.close', input }, async (work) => {
    const { id, status } = await lockPeriod(work, month);
    if (status === 'CLOSED') {
      throw new Refusal('closing.closed_already', `${input.month} is closed already`, { field: 'month' });
    }
    await refuseUnready(work, month, new Set(input.acknowledged));
    const balance = JSON.stringify(await trialBalanceOf(work, month));
    // The clock and not the beginning of the transaction: entries that it waited for came before.
    await sql`update accounting_period set status = 'CLOSED', closed_at = clock_timestamp(), trial_balance = ${balance}::jsonb,
      closed_by = ${work.books.operator?.id ?? null}, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${id}`.execute(work.db);
    const after = { month: input.month, acknowledged: [...input.acknowledged].toSorted() };
    work.audit({ noun: 'AccountingPeriod', rowId: id, action: 'CLOSED', after });
    return input.month;
  });
}

async function refuseUnready(work: Work, month: BusinessDate, acknowledged: ReadonlySet<string>): Promise<void> {
  const found = (await checklist(work.db, work.books, month)).filter(({ count }) => count > 0);
  const name = (checks: typeof found) => checks.map(({ code, count }) => `${code} (${count})`).join(', ');
  const blocking = found.filter((check) => check.blocking);
  if (blocking.length > 0) {
    throw new Refusal('closing.blocked', `first solve: ${name(blocking)}`, { field: 'month' });
  }
  const open = found.filter(({ code }) => !acknowledged.has(code));
  if (open.length > 0) {
    throw new Refusal('closing.not_acknowledged', `look at these, or acknowledge them: ${name(open)}`, {
      field: 'acknowledged',
    });
  }
}

/** Waits for entries under way and keeps new ones out until the transaction ends. */
async function lockPeriod(work: Work, month: BusinessDate): Promise<{ id: string; status: string }> {
  await sql`insert into accounting_period (tenant_id, id, month, change_id)
    values (${work.tenantId}, ${newId()}, ${month}, ${work.changeId}) on conflict (tenant_id, month) do nothing`.execute(
    work.db,
  );
  const { rows } = await sql<{ id: string; status: string }>`select id, status from accounting_period
    where tenant_id = ${work.tenantId} and month = ${month} for update`.execute(work.db);
  return rows[0] as { id: string; status: string };
}

/** All that was posted up to and with a month, by account. */
async function trialBalanceOf(work: Work, month: BusinessDate): Promise<unknown[]> {
  const { rows } = await sql`
    select a.code as account, a.currency, sum(s.debit)::text as debit, sum(s.credit)::text as credit from (
      select debit_account_id as id, sum(amount) as debit, 0 as credit from transfer
      where tenant_id = ${work.tenantId} and posting_date < ${addMonths(month, 1)}::date group by 1
      union all
      select credit_account_id, 0, sum(amount) from transfer
      where tenant_id = ${work.tenantId} and posting_date < ${addMonths(month, 1)}::date group by 1) s
    join account a on a.tenant_id = ${work.tenantId} and a.id = s.id
    group by a.code, a.currency order by a.currency, a.code`.execute(work.db);
  return rows;
}

/** A month to open again. */
export interface ReopenRequest {
  key: string;
  /** `YYYY-MM` */
  month: string;
  reason: string;
}

/**
 * Opens the month that was closed last again; somebody else than who closed it must do so.
 * @returns the month
 * @throws Refusal `closing.not_closed`, `closing.later_closed`, `closing.second_person`, `closing.reason_missing`
 */
export async function reopenAccountingPeriod(books: Books, { key, ...input }: ReopenRequest): Promise<string> {
  const month = monthPeriod(input.month, 'month').start;
  const reason = input.reason.trim();
  if (reason === '') throw new Refusal('closing.reason_missing', 'say why', { field: 'reason' });
  return writeOnce(books, { key, operation: 'period.reopen', input }, async (work) => {
    const { id, closedBy } = await lockClosed(work, month);
    if (closedBy === (work.books.operator?.id ?? null)) {
      throw new Refusal('closing.second_person', 'who closed a month does not open it again; have somebody else do it');
    }
    await sql`update accounting_period set status = 'OPEN', closed_at = null, closed_by = null, trial_balance = null,
      change_id = ${work.changeId} where tenant_id = ${work.tenantId} and id = ${id}`.execute(work.db);
    work.audit({ noun: 'AccountingPeriod', rowId: id, action: 'REOPENED', after: { month: input.month, reason } });
    return input.month;
  });
}

async function lockClosed(work: Work, month: BusinessDate): Promise<{ id: string; closedBy: string | null }> {
  const { rows } = await sql<{ id: string; closedBy: string | null; month: string }>`
    select id, closed_by as "closedBy", month from accounting_period
    where tenant_id = ${work.tenantId} and status = 'CLOSED' and month >= ${month}::date order by month desc for update`.execute(
    work.db,
  );
  const own = rows.find((row) => row.month === month);
  if (!own) throw new Refusal('closing.not_closed', `${month.slice(0, 7)} is not closed`, { field: 'month' });
  const [latest] = rows;
  if (latest && latest.month !== month) {
    const message = `${latest.month.slice(0, 7)} is closed too; open that one first`;
    throw new Refusal('closing.later_closed', message, { field: 'month' });
  }
  return own;
}
