/**
 * The preview of a billing run: reads one snapshot, prices every cycle that is due, stores the lines and writes no bill.
 */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import {
  addDays,
  addMonths,
  type BusinessDate,
  monthPeriod,
  monthStart,
  type Period,
  parseDate,
} from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { parseDecimal, plain } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import { insertRows } from '../ledger/bulk.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import { write } from '../ledger/unit-of-work.ts';
import { inBackground } from './background.ts';
import { priceRun } from './price-run.ts';
import { RunContent } from './run-content.ts';
import { alive, lockRun, setStatus } from './run-locks.ts';
import { findScope, type ScopeRequest } from './run-scope.ts';
import { checkStep } from './run-states.ts';
import { type Run, requireRun } from './runs.ts';

/** What to preview. */
export interface PreviewInput {
  /** Idempotency key: the same key answers with the same run. */
  key: string;
  /** `YYYY-MM` */
  month: string;
  scope: ScopeRequest;
  /** Default: today, but not before the month's last day. */
  issueDate?: BusinessDate | null;
  /** A customer's bill of less than this waits, its cycles unbilled, for a later run. Default 0: everything is billed. */
  minimum?: string | null;
}

/**
 * Makes a run and lets its preview go on in the background.
 * @returns the run, in PREVIEWING (or wherever it stands when the key was used before)
 * @throws Refusal `billing.scope_unknown`, `billing.scope_codes`, `billing.month_too_far`, `billing.negative_minimum`,
 *   `value.not_a_number`, `value.not_a_month`, `value.not_a_date`
 */
export async function previewBillingRun(books: Books, input: PreviewInput): Promise<Run> {
  const { runId, made } = await makeRun(books, input);
  const run = await requireRun(books, runId);
  if (made) {
    inBackground(
      `preview of run ${run.number}`,
      () => compute(books, run),
      (error) => giveUp(books, run, error),
    );
  }
  return run;
}

/** Makes a run and computes it to its end. @returns the run, PREVIEWED @throws as `previewBillingRun` */
export async function previewRun(books: Books, input: PreviewInput): Promise<Run> {
  const { runId, made } = await makeRun(books, input);
  if (made) {
    const run = await requireRun(books, runId);
    await compute(books, run).catch(async (error: unknown) => {
      await giveUp(books, run, error, () => undefined);
      throw error;
    });
  }
  return requireRun(books, runId);
}

/** Writes the run's row, once per key. `made` says whether this call did it. */
async function makeRun(books: Books, { key, ...asked }: PreviewInput): Promise<{ runId: string; made: boolean }> {
  const minimum = parseDecimal(asked.minimum ?? '0', 'minimum');
  if (minimum.isNegative()) {
    throw new Refusal('billing.negative_minimum', 'the smallest bill is zero or more', { field: 'minimum' });
  }
  const input = { ...asked, minimum: plain(minimum) };
  const period = billedMonth(books, input.month);
  const issueDate = issueDateOf(books, period, input.issueDate);
  const id = newId();
  const runId = await writeOnce(books, { key, operation: 'billing.preview', input }, async (work) => {
    const scope = await findScope(work.db, books, input.scope);
    const number = `R-${String(await work.takeNumbers('R', 1)).padStart(6, '0')}`;
    await insertRows(work.db, 'billing_run', [
      {
        tenant_id: work.tenantId,
        id,
        number,
        scope,
        period_start: period.start,
        period_end: period.end,
        issue_date: issueDate,
        status: 'DRAFT',
        customer_count: 0,
        line_count: 0,
        exception_count: 0,
        posted_count: 0,
        total: '0',
        previous_total: '0',
        minimum: input.minimum,
        created_by: books.operator?.id ?? null,
        version: 1,
        change_id: work.changeId,
      },
    ]);
    const after = { number, scope: input.scope, month: input.month, issueDate, minimum: input.minimum };
    work.audit({ noun: 'BillingRun', rowId: id, action: 'CREATED', after });
    await setStatus(work, id, 'DRAFT', 'PREVIEWING');
    return id;
  });
  return { runId, made: runId === id };
}

/** The month as a period; a month far ahead is a slip of the keyboard and would bill years in advance. */
function billedMonth(books: Books, month: string): Period {
  const period = monthPeriod(month, 'month');
  if (period.start <= addMonths(monthStart(books.today), 12)) return period;
  throw new Refusal(
    'billing.month_too_far',
    `${month} is more than a year ahead of ${books.today}; bill an earlier month`,
    {
      field: 'month',
    },
  );
}

function issueDateOf(books: Books, period: Period, asked: BusinessDate | null | undefined): BusinessDate {
  if (asked) return parseDate(asked, 'issueDate');
  const lastDay = addDays(period.end, -1);
  return books.today > lastDay ? books.today : lastDay;
}

/** Prices and stores everything, then says so in the run's row, all while other processes see that the run is alive. */
function compute(books: Books, run: Run): Promise<void> {
  return read(books, async (db) => {
    await alive(db, run.id);
    const content = new RunContent(books.tenant.currency);
    await priceRun(db, books, run, content);
    await savePreview(books, run, content, await feedPosition(db, books));
  });
}

/** The end of the change feed in a snapshot: whatever has a higher number happened after it. */
async function feedPosition(db: Db, books: Books): Promise<string> {
  const tails = db.selectFrom('tenant_tail').select('feed_no').where('tenant_id', '=', books.tenant.id);
  return (await tails.executeTakeFirstOrThrow()).feed_no;
}

async function savePreview(books: Books, run: Run, content: RunContent, feedNo: string): Promise<void> {
  await write(books, 'billing.previewed', async (work) => {
    const { status } = await lockRun(work, run.id);
    checkStep(run.number, status, 'PREVIEWED');
    const { customerCount, lineCount, exceptionCount } = content;
    const contentHash = content.hash([run.periodStart, run.periodEnd, run.issueDate, run.scopeKind, run.scopeCode]);
    const total = plain(content.total);
    await sql`update billing_run set status = 'PREVIEWED', content_hash = ${contentHash}, feed_position = ${feedNo},
      customer_count = ${customerCount}, line_count = ${lineCount}, exception_count = ${exceptionCount}, total = ${total},
      previous_total = ${plain(content.previousTotal)}, version = version + 1, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${run.id}`.execute(work.db);
    const after = { status: 'PREVIEWED', contentHash, customerCount, lineCount, exceptionCount, total };
    work.audit({ noun: 'BillingRun', rowId: run.id, action: 'PREVIEWED', before: { status }, after });
  });
}

/** A preview that failed is cancelled, and its lines go; the reason goes to the server's log unless somebody awaits it. */
async function giveUp(books: Books, run: Run, error: unknown, log = console.error): Promise<void> {
  const { status } = await requireRun(books, run.id);
  if (status === 'PREVIEWING') {
    log(`preview of run ${run.number} failed:`, error);
    await cancelPreview(books, run.id, error instanceof Refusal ? error.code : 'internal');
  } else {
    await dropLines(books, run.id);
  }
}

/** Ends a run whose preview cannot go on. */
export async function cancelPreview(books: Books, runId: string, reason: string): Promise<void> {
  await write(books, 'billing.cancel', async (work) => {
    const { status } = await lockRun(work, runId);
    if (status !== 'PREVIEWING') return;
    await sql`delete from billing_run_line where tenant_id = ${work.tenantId} and run_id = ${runId}`.execute(work.db);
    await setStatus(work, runId, status, 'CANCELLED', reason);
  });
}

/** Lines of a cancelled run that came after its end. */
async function dropLines(books: Books, runId: string): Promise<void> {
  await write(books, 'billing.preview.drop', async (work) => {
    await sql`delete from billing_run_line l using billing_run r where l.tenant_id = ${work.tenantId} and l.run_id = ${runId}
      and r.tenant_id = l.tenant_id and r.id = l.run_id and r.status = 'CANCELLED'`.execute(work.db);
  });
}
