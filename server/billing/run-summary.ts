/** What a person wants to know of a previewed run at a glance, beside its totals. */
import { sql } from 'kysely';
import { type Books, read } from '../ledger/books.ts';
import { USUAL_JUMP } from './comparison-dataset.ts';
import type { Run } from './runs.ts';

/** How a run's cycles stand beside those before. Amounts are of the tenant's currency. */
export interface RunComparison {
  newCount: number;
  newAmount: string;
  changedCount: number;
  changedAmount: string;
  sameCount: number;
  /** Cycles that ended before the run's period: missed ones that it catches up on. */
  caughtUpCount: number;
  caughtUpAmount: string;
}

/** Counts what is new, changed and as before, and what is caught up on. */
export function runComparison(books: Books, run: Run): Promise<RunComparison> {
  return read(books, async (db) => {
    const { rows } = await sql<RunComparison>`
      with cycles as (
        select binding_id, customer_id, cycle, min(period_end) as period_end, sum(amount) as amount, max(previous_amount) as previous
        from billing_run_line
        where tenant_id = ${books.tenant.id} and run_id = ${run.id} and amount is not null and kind = 'REGULAR'
          and currency = ${books.tenant.currency}
        group by binding_id, customer_id, cycle
      )
      select count(*) filter (where previous is null)::int as "newCount",
        coalesce(sum(amount) filter (where previous is null), 0) as "newAmount",
        count(*) filter (where previous <> amount)::int as "changedCount",
        coalesce(sum(amount - previous) filter (where previous <> amount), 0) as "changedAmount",
        count(*) filter (where previous = amount)::int as "sameCount",
        count(*) filter (where period_end <= ${run.periodStart}::date)::int as "caughtUpCount",
        coalesce(sum(amount) filter (where period_end <= ${run.periodStart}::date), 0) as "caughtUpAmount"
      from cycles`.execute(db);
    return rows[0] as RunComparison;
  });
}

/** A line that will be billed and deserves a look before. */
export interface RunWarning {
  customer: string;
  customerName: string;
  binding: string;
  feeItem: string;
  /** ZERO_NOW: nothing, where there was something before. JUMP: a change of more than so many per cent. */
  code: string;
  amount: string;
  previousAmount: string;
}

/**
 * Lines that changed suspiciously, largest change first.
 * @param percent a change of more than that is told; 50 unless said otherwise
 * @param first at most 500
 */
export function runWarnings(books: Books, runId: string, first: number, percent = USUAL_JUMP): Promise<RunWarning[]> {
  return read(books, async (db) => {
    const { rows } = await sql<RunWarning>`
      select c.code as customer, c.name as "customerName", b.code as binding, f.code as "feeItem",
        case when w.amount = 0 then 'ZERO_NOW' else 'JUMP' end as code, w.amount, w.previous as "previousAmount"
      from (
        select l.customer_id, l.binding_id, l.fee_item_id, l.cycle, sum(l.amount) as amount, max(l.previous_amount) as previous
        from billing_run_line l
        where l.tenant_id = ${books.tenant.id} and l.run_id = ${runId} and l.amount is not null and l.kind = 'REGULAR'
        group by l.customer_id, l.binding_id, l.fee_item_id, l.cycle
        having abs(sum(l.amount) - max(l.previous_amount)) > abs(max(l.previous_amount)) * ${percent}::numeric / 100
        order by abs(sum(l.amount) - max(l.previous_amount)) desc limit ${Math.min(Math.max(first, 0), 500)}) w
      join customer c on c.tenant_id = ${books.tenant.id} and c.id = w.customer_id
      join binding b on b.tenant_id = ${books.tenant.id} and b.id = w.binding_id
      join fee_item f on f.tenant_id = ${books.tenant.id} and f.id = w.fee_item_id
      order by abs(w.amount - w.previous) desc, b.code`.execute(db);
    return rows;
  });
}
