/**
 * Posts the lines of a range of whole customers in one transaction: bills, charges, transfers, roll-ups and audit, or
 * nothing. Set by set within the database, so that neither lines nor explanations travel.
 */
import { type RawBuilder, sql } from 'kysely';
import type { BillingCycle, BillingTiming, FeeCategory } from '../catalog/entities.ts';
import type { Db } from '../database/orm.ts';
import { monthStart } from '../kernel/dates.ts';
import { accountIds } from '../ledger/accounts.ts';
import type { AccountRef } from '../ledger/journal.ts';
import { newIdIn } from '../ledger/new-id-in.ts';
import { NO_COMMUNITY } from '../ledger/rollups.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { tellOfNewBills } from './new-bills.ts';
import type { Run } from './runs.ts';

/** Lines after one and up to another; no customer goes on beyond it. */
export interface LineRange {
  after: number;
  upTo: number;
}

/** Cycles whose money, billed in advance, is for months that have not begun. */
const MONTHS_AHEAD: ReadonlySet<BillingCycle> = new Set(['QUARTERLY', 'HALF_YEARLY', 'YEARLY']);

interface FeeItemRow {
  id: string;
  currency: string;
  category: FeeCategory;
  cycle: BillingCycle;
  timing: BillingTiming;
  revenue_account_id: string | null;
}

/** What a charge is income of. Money for months ahead is a liability until they have passed; a deposit always is. */
function creditOf({ category, cycle, timing, revenue_account_id: accountId }: FeeItemRow): AccountRef {
  if (category === 'DEPOSIT') return accountId ? { accountId } : 'DEPOSITS_HELD';
  if (timing === 'ADVANCE' && MONTHS_AHEAD.has(cycle)) return 'CONTRACT_LIABILITY';
  if (accountId) return { accountId };
  return category === 'PENALTY' ? 'LATE_FEE_INCOME' : 'REVENUE';
}

/**
 * The next range of a run's lines, which no longer change once it is posted.
 * @param count about how many lines; a customer is never cut in two
 * @returns null behind the last line
 */
export async function nextRange(db: Db, run: Run, after: number, count: number): Promise<LineRange | null> {
  const { rows } = await sql<{ lines: number; last: number; whole: number | null }>`
    with part as (
      select seq, customer_id from billing_run_line
      where run_id = ${run.id} and seq > ${after} order by seq limit ${count + 1}
    ),
    last as (select seq, customer_id from part order by seq desc limit 1)
    select (select count(*)::int from part) as lines, last.seq as last,
      (select max(part.seq) from part where part.customer_id <> last.customer_id) as whole
    from last`.execute(db);
  const [found] = rows;
  if (!found) return null;
  if (found.lines <= count) return { after, upTo: found.last };
  return found.whole === null ? nextRange(db, run, after, count * 4) : { after, upTo: found.whole };
}

/**
 * Bills a range in a month that is held open, those customers aside that have a bill of this run already.
 * @param turn waits until the range before is posted: bills are numbered in the order of customers
 * @returns how many bills
 */
export async function postChunk(work: Work, run: Run, range: LineRange, turn: () => Promise<void>): Promise<number> {
  const id = await newIdIn(work.db);
  await stageLines(work, run, range);
  const count = await stageBills(work, run, id);
  if (count === 0) return 0;
  // What refers to no bill comes first, while the range before still has the series of numbers.
  await bookBills(work, run, id);
  await addDue(work, run, id);
  await turn();
  const first = await work.takeNumbers('B', count);
  const bills = await insertBills(work, run, first);
  await insertCharges(work);
  await tellOfNewBills(work, bills, run.issueDate);
  return count;
}

/** The range's lines with what their bills and transfers need. */
async function stageLines(work: Work, run: Run, { after, upTo }: LineRange): Promise<void> {
  const accounts = JSON.stringify(await accountsOfFeeItems(work));
  await sql`create temporary table posted_line on commit drop as
    select l.seq, l.id, l.customer_id, l.currency, l.amount, l.net, l.tax, l.fee_item_id, a.income, a.output_tax, a.receivable,
      a.counts, case when c.bill_per = 'CONTRACT' then k.id end as contract_id, case when p.kind = 'COMMUNITY' then p.id else p.community_id end as community_id,
      k.payment_days as contract_days, c.payment_days as customer_days
    from billing_run_line l
    join json_to_recordset(${accounts}::json) as a(fee_item_id uuid, income uuid, output_tax uuid, receivable uuid, counts boolean)
      on a.fee_item_id = l.fee_item_id
    join customer c on c.tenant_id = l.tenant_id and c.id = l.customer_id
    join binding b on b.tenant_id = l.tenant_id and b.id = l.binding_id
    left join contract k on k.tenant_id = b.tenant_id and k.id = b.contract_id and k.customer_id = l.customer_id
    left join premise p on p.tenant_id = l.tenant_id and p.id = l.premise_id
    where l.tenant_id = ${work.tenantId} and l.run_id = ${run.id} and l.seq > ${after} and l.seq <= ${upTo}
      and l.amount is not null
    order by l.seq`.execute(work.db);
}

/** Accounts of each fee item, and whether its charges count in the KPIs: deposits and late fees do not. */
async function accountsOfFeeItems({ db, tenantId }: Work) {
  const { rows } = await sql<FeeItemRow>`
    select f.id, f.currency, f.category, f.cycle, f.timing, f.revenue_account_id from fee_item f
    where f.tenant_id = ${tenantId} and exists (
      select 1 from account a where a.tenant_id = f.tenant_id and a.role = 'RECEIVABLE' and a.currency = f.currency)`.execute(
    db,
  );
  const accountOf = await accountIds(db, tenantId);
  return rows.map((item) => ({
    fee_item_id: item.id,
    income: accountOf(creditOf(item), item.currency),
    output_tax: accountOf('OUTPUT_TAX', item.currency),
    receivable: accountOf('RECEIVABLE', item.currency),
    counts: item.category !== 'DEPOSIT' && item.category !== 'PENALTY',
  }));
}

/**
 * A bill for each customer and currency, and for each contract where the customer wants it so. Due: issue date + payment days, those of the contracts behind the bill, else the
 * customer's, else the tenant's. Of several contracts the longest counts, so that nothing is overdue before its own
 * contract says so.
 */
async function stageBills(work: Work, run: Run, id: RawBuilder<string>): Promise<number> {
  await sql`create temporary table posted_bill on commit drop as
    select ${id} as id, ${id} as entry_id, s.* from (
      select l.customer_id, l.currency, l.contract_id, min(l.seq) as place, sum(l.amount) as total, sum(l.tax) as tax_total,
        ${run.issueDate}::date
          + coalesce(max(l.contract_days), min(l.customer_days), ${work.books.tenant.paymentDays}::int) as due_date
      from posted_line l group by l.customer_id, l.currency, l.contract_id) s
    where not exists (select 1 from bill b where b.tenant_id = ${work.tenantId} and b.run_id = ${run.id}
      and b.customer_id = s.customer_id and b.currency = s.currency and b.contract_id is not distinct from s.contract_id)
    order by s.place`.execute(work.db);
  const { rows } = await sql<{ bills: number }>`select count(*)::int as bills from posted_bill`.execute(work.db);
  return rows[0]?.bills ?? 0;
}

/** Which staged bill `b` a staged line `l` belongs to. */
const ofBill = sql`(b.customer_id = l.customer_id and b.currency = l.currency and b.contract_id is not distinct from l.contract_id)`;

/** Receivable / income and receivable / output tax; a negative charge goes the other way. A bill of zero books nothing. */
async function bookBills(work: Work, run: Run, id: RawBuilder<string>): Promise<void> {
  await sql`insert into journal_entry
      (tenant_id, id, kind, document_date, posting_date, period_month, source_id, description, change_id)
    select ${work.tenantId}::uuid, b.entry_id, 'BILL', ${run.issueDate}::date, ${run.issueDate}::date,
      ${monthStart(run.issueDate)}::date, b.id, ${`Bill of run ${run.number}`}, ${work.changeId}::uuid
    from posted_bill b where exists (select 1 from posted_line l
      where ${ofBill} and (l.net <> 0 or l.tax <> 0))
    order by b.place`.execute(work.db);
  await sql`insert into transfer
      (tenant_id, id, journal_entry_id, debit_account_id, credit_account_id, amount, currency, posting_date, customer_id,
       bill_id, charge_id, fee_item_id)
    select ${work.tenantId}::uuid, ${id}, b.entry_id, case when m.amount < 0 then m.account else l.receivable end,
      case when m.amount < 0 then l.receivable else m.account end, abs(m.amount), l.currency, ${run.issueDate}::date,
      l.customer_id, b.id, l.id, l.fee_item_id
    from posted_line l
    join posted_bill b on ${ofBill}
    cross join lateral (values (l.income, l.net), (l.output_tax, l.tax)) m(account, amount)
    where m.amount <> 0`.execute(work.db);
}

async function addDue(work: Work, run: Run, id: RawBuilder<string>): Promise<void> {
  await sql`insert into rollup_delta
      (tenant_id, id, measure, due_date, posting_date, fee_item_id, community_id, currency, amount)
    select ${work.tenantId}::uuid, ${id}, 'DUE', s.* from (
      select b.due_date, ${run.issueDate}::date, l.fee_item_id, coalesce(l.community_id, ${NO_COMMUNITY}::uuid), l.currency,
        sum(l.amount)
      from posted_line l
      join posted_bill b on ${ofBill}
      where l.counts
      group by 1, 2, 3, 4, 5 having sum(l.amount) <> 0) s`.execute(work.db);
}

/** @returns ids of the bills, in the order of their numbers */
async function insertBills(work: Work, run: Run, first: bigint): Promise<string[]> {
  const { rows } = await sql<{ id: string; number: string; total: string; currency: string; due_date: string }>`
    insert into bill (tenant_id, id, number, run_id, customer_id, contract_id, currency, period_start, period_end, issue_date, due_date,
      total, tax_total, allocated, status, version, change_id)
    select ${work.tenantId}::uuid, b.id, 'B-' || lpad(b.no::text, greatest(6, length(b.no::text)), '0'),
      ${run.id}::uuid, b.customer_id, b.contract_id, b.currency, ${run.periodStart}::date, ${run.periodEnd}::date, ${run.issueDate}::date,
      b.due_date, b.total, b.tax_total, 0, 'LIVE', 1, ${work.changeId}::uuid
    from (select *, ${first}::bigint + row_number() over (order by place) - 1 as no from posted_bill) b
    order by b.place
    returning id, number, trim_scale(total)::text as total, currency, due_date`.execute(work.db);
  for (const { id, number, total, currency, due_date: dueDate } of rows) {
    work.audit({
      noun: 'Bill',
      rowId: id,
      action: 'POSTED',
      after: { number, run: run.number, total, currency, dueDate },
    });
  }
  return rows.map(({ id }) => id);
}

/** Stored lines become charges; a charge keeps its line's id. */
async function insertCharges(work: Work): Promise<void> {
  await sql`
    insert into charge (tenant_id, id, bill_id, customer_id, binding_id, premise_id, community_id, meter_id, fee_item_id,
      price_version_id, kind, corrects_id, cycle, part, live, period_start, period_end, quantity, unit_price, gross, discount, amount,
      net, tax, tax_rate, currency, explanation, change_id)
    select l.tenant_id, l.id, t.bill_id, l.customer_id, l.binding_id, l.premise_id, t.community_id, l.meter_id, l.fee_item_id,
      l.price_version_id, l.kind, l.corrects_id, l.cycle, l.part, true, l.period_start, l.period_end, l.quantity, l.unit_price, l.gross,
      l.discount, l.amount, l.net, l.tax, l.tax_rate, l.currency, l.explanation, ${work.changeId}::uuid
    from (select l.id as line_id, l.community_id, b.id as bill_id from posted_line l join posted_bill b on ${ofBill}) t
    join billing_run_line l on l.tenant_id = ${work.tenantId} and l.id = t.line_id`.execute(work.db);
}
