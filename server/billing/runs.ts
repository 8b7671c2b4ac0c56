/** Billing runs as they are stored, read and locked. */
import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { type Books, read } from '../ledger/books.ts';
import type { RunScope, RunStatus } from './entities.ts';

/** A billing run as the API shows it. */
export interface Run {
  id: string;
  number: string;
  scope: RunScope;
  scopeKind: RunScope['kind'];
  /** Codes or names of what is billed; null for ALL. */
  scopeCode: string | null;
  periodStart: BusinessDate;
  periodEnd: BusinessDate;
  issueDate: BusinessDate;
  status: RunStatus;
  contentHash: string | null;
  feedPosition: string | null;
  customerCount: number;
  lineCount: number;
  exceptionCount: number;
  postedCount: number;
  total: string;
  previousTotal: string;
  /** What comes to less waits for a later bill. */
  minimum: string;
  /** Why it is paused or cancelled, as a stable code; null where a person did it. */
  failure: string | null;
  /** Whether somebody other than who made it approved what it holds now. */
  approved: boolean;
  /** Name of who did. */
  approvedBy: string | null;
  /** Whether it waits for that before it can be posted. */
  needsApproval: boolean;
  /** Id of the operator who made it; null for a schedule. */
  createdBy: string | null;
  /** About how long posting still takes; null where it is not going on, or not known yet. */
  secondsLeft: number | null;
  currency: string;
}

interface RunRow {
  id: string;
  number: string;
  scope: RunScope;
  scope_code: string | null;
  period_start: string;
  period_end: string;
  issue_date: string;
  status: RunStatus;
  content_hash: string | null;
  feed_position: string | null;
  customer_count: number;
  line_count: number;
  exception_count: number;
  posted_count: number;
  total: string;
  previous_total: string;
  minimum: string;
  failure: string | null;
  approved: boolean;
  approved_by: string | null;
  created_by: string | null;
  seconds_left: number | null;
}

const COLUMNS = sql`r.id, r.number, r.scope, r.period_start, r.period_end, r.issue_date, r.status, r.content_hash,
  r.feed_position, r.customer_count, r.line_count, r.exception_count, r.posted_count, r.total, r.previous_total, r.minimum, r.failure,
  r.created_by, coalesce(r.approved_hash = r.content_hash, false) as approved,
  (select o.name from operator o where o.tenant_id = r.tenant_id and o.id = r.approved_by) as approved_by,
  case when r.status = 'POSTING' and r.posted_count > r.posted_before then ceil(
    extract(epoch from clock_timestamp() - r.posting_since) / (r.posted_count - r.posted_before)
      * greatest(r.customer_count - r.posted_count, 0))::int end as seconds_left,
  coalesce(r.scope ->> 'label',
    (select c.code from customer c where c.tenant_id = r.tenant_id and r.scope ->> 'kind' = 'CUSTOMER' and c.id = (r.scope ->> 'id')::uuid),
    (select p.code from premise p where p.tenant_id = r.tenant_id and r.scope ->> 'kind' = 'COMMUNITY' and p.id = (r.scope ->> 'id')::uuid)
  ) as scope_code`;

function runOf(row: RunRow, books: Books): Run {
  return {
    id: row.id,
    number: row.number,
    scope: row.scope,
    scopeKind: row.scope.kind,
    scopeCode: row.scope_code,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    issueDate: row.issue_date,
    status: row.status,
    contentHash: row.content_hash,
    feedPosition: row.feed_position,
    customerCount: row.customer_count,
    lineCount: row.line_count,
    exceptionCount: row.exception_count,
    postedCount: row.posted_count,
    total: row.total,
    previousTotal: row.previous_total,
    minimum: row.minimum,
    failure: row.failure,
    approved: row.approved,
    approvedBy: row.approved ? row.approved_by : null,
    needsApproval: books.tenant.postingNeedsApproval && !row.approved,
    createdBy: row.created_by,
    secondsLeft: row.seconds_left,
    currency: books.tenant.currency,
  };
}

/** A billing run; null when there is none of that id. */
export function findRun(books: Books, id: string): Promise<Run | null> {
  return read(books, async (db) => {
    const { rows } = await sql<RunRow>`
      select ${COLUMNS} from billing_run r where r.tenant_id = ${books.tenant.id} and r.id = ${id}`.execute(db);
    return rows[0] ? runOf(rows[0], books) : null;
  });
}

/** A billing run that must be there. @throws Refusal `billing.run_unknown` */
export async function requireRun(books: Books, id: string): Promise<Run> {
  return (await findRun(books, id)) ?? unknownRun();
}

/** Billing runs, newest first, at most 100; of given states only where they are named. */
export function listRuns(books: Books, first: number, statuses?: readonly RunStatus[]): Promise<Run[]> {
  return read(books, async (db) => {
    const { rows } = await sql<RunRow>`
      select ${COLUMNS} from billing_run r where r.tenant_id = ${books.tenant.id}
        and ${statuses ? sql`r.status = any(${[...statuses]}::text[])` : sql`true`}
      order by r.id desc limit ${Math.min(Math.max(first, 0), 100)}`.execute(db);
    return rows.map((row) => runOf(row, books));
  });
}

export function unknownRun(): never {
  throw new Refusal('billing.run_unknown', 'there is no such billing run', { field: 'runId' });
}

/** A total of a run for one fee item. */
export interface RunTotalView {
  feeItem: string;
  nameZh: string;
  nameEn: string;
  count: number;
  amount: string;
  previousAmount: string;
}

/** Totals by fee item, largest first. */
export function runTotals(books: Books, runId: string): Promise<RunTotalView[]> {
  return read(books, async (db) => {
    const { rows } = await sql<RunTotalView>`
      select f.code as "feeItem", f.name_zh as "nameZh", f.name_en as "nameEn", s.count, s.amount, s.previous as "previousAmount"
      from (select l.fee_item_id, count(*)::int as count, sum(l.amount) as amount, coalesce(sum(l.previous_amount), 0) as previous
        from billing_run_line l where l.tenant_id = ${books.tenant.id} and l.run_id = ${runId} and l.amount is not null
        group by l.fee_item_id) s
      join fee_item f on f.tenant_id = ${books.tenant.id} and f.id = s.fee_item_id
      order by s.amount desc, f.code`.execute(db);
    return rows;
  });
}

/** A cycle that could not be priced, with the codes that a person knows it by. */
export interface RunExceptionView {
  customer: string;
  customerName: string;
  binding: string;
  feeItem: string;
  code: string;
  message: string;
}

/** Exceptions in the order of customers, at most 500. */
export function runExceptions(books: Books, runId: string, first: number): Promise<RunExceptionView[]> {
  return read(books, async (db) => {
    const { rows } = await sql<RunExceptionView>`
      select c.code as customer, c.name as "customerName", b.code as binding, f.code as "feeItem",
        l.exception_code as code, l.exception_message as message
      from billing_run_line l
      join customer c on c.tenant_id = l.tenant_id and c.id = l.customer_id
      join binding b on b.tenant_id = l.tenant_id and b.id = l.binding_id
      join fee_item f on f.tenant_id = l.tenant_id and f.id = l.fee_item_id
      where l.tenant_id = ${books.tenant.id} and l.run_id = ${runId} and l.exception_code is not null
      order by l.seq limit ${Math.min(Math.max(first, 0), 500)}`.execute(db);
    return rows;
  });
}
