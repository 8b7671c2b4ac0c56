/** Posts the next customers of a run in one transaction: bills, charges, transfers, roll-ups and audit, or nothing. */
import { sql } from 'kysely';
import type { BillingCycle, BillingTiming, FeeCategory } from '../catalog/entities.ts';
import { addDays, type BusinessDate } from '../kernel/dates.ts';
import { newId } from '../kernel/ids.ts';
import { Decimal, plain, ZERO } from '../kernel/money.ts';
import { insertRows } from '../ledger/bulk.ts';
import type { AccountRef, TransferInput } from '../ledger/journal.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { Run } from './runs.ts';

/** A stored line with what its bill and its transfers need. */
interface Line {
  id: string;
  seq: number;
  customer_id: string;
  currency: string;
  amount: string;
  net: string;
  tax: string;
  fee_item_id: string;
  category: FeeCategory;
  cycle: BillingCycle;
  timing: BillingTiming;
  revenue_account_id: string | null;
  community_id: string | null;
  contract_days: number | null;
  customer_days: number | null;
}

/** What a chunk did. `nextSeq` is where the next one begins; null when nothing was left. */
export interface Chunk {
  bills: number;
  nextSeq: number | null;
}

/** A bill in the making. */
interface NewBill {
  id: string;
  customerId: string;
  currency: string;
  dueDate: BusinessDate;
  total: Decimal;
  tax: Decimal;
  lines: Line[];
}

/**
 * Bills the next whole customers after a line, those aside that have a bill of this run already.
 * @param lineCount about how many lines to take; a customer is never cut in two
 */
export async function postChunk(work: Work, run: Run, afterSeq: number, lineCount: number): Promise<Chunk> {
  const lines = await nextLines(work, run, afterSeq, lineCount);
  const last = lines.at(-1);
  if (!last) return { bills: 0, nextSeq: null };
  const done = await billedCustomers(work, run, lines);
  const left = lines.filter((line) => !done.has(payerKey(line)));
  if (left.length === 0) return { bills: 0, nextSeq: last.seq };
  const bills = billsOf(work, run, left);
  await insertBills(work, run, bills);
  await insertCharges(work, bills);
  for (const bill of bills) recordBill(work, run, bill);
  return { bills: bills.length, nextSeq: last.seq };
}

const payerKey = (line: { customer_id: string; currency: string }) => `${line.customer_id} ${line.currency}`;

async function nextLines(work: Work, run: Run, afterSeq: number, count: number): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select l.id, l.seq, l.customer_id, l.currency, l.amount, l.net, l.tax, l.fee_item_id, f.category, f.cycle, f.timing,
      f.revenue_account_id, case when p.kind = 'COMMUNITY' then p.id else p.community_id end as community_id,
      k.payment_days as contract_days, c.payment_days as customer_days
    from (select * from billing_run_line where tenant_id = ${work.tenantId} and run_id = ${run.id} and seq > ${afterSeq}
      and amount is not null order by seq limit ${count + 1}) l
    join fee_item f on f.tenant_id = l.tenant_id and f.id = l.fee_item_id
    join customer c on c.tenant_id = l.tenant_id and c.id = l.customer_id
    join binding b on b.tenant_id = l.tenant_id and b.id = l.binding_id
    left join contract k on k.tenant_id = b.tenant_id and k.id = b.contract_id and k.customer_id = l.customer_id
    left join premise p on p.tenant_id = l.tenant_id and p.id = l.premise_id
    order by l.seq`.execute(work.db);
  if (rows.length <= count) return rows;
  // The last customer may go on beyond what was read: it belongs to the next chunk, unless it fills this one alone.
  const cut = (rows.at(-1) as Line).customer_id;
  const whole = rows.filter((row) => row.customer_id !== cut);
  return whole.length > 0 ? whole : nextLines(work, run, afterSeq, count * 4);
}

/**
 * Who has a bill of this run: an earlier try or another server wrote it. Asked for by the chunk's customers, so that it is
 * an index look-up however the planner guesses at a table that is just being filled.
 */
async function billedCustomers(work: Work, run: Run, lines: readonly Line[]): Promise<Set<string>> {
  const ids = [...new Set(lines.map((line) => line.customer_id))];
  const { rows } = await sql<{ customer_id: string; currency: string }>`
    select customer_id, currency from bill
    where tenant_id = ${work.tenantId} and run_id = ${run.id} and customer_id = any(${ids}::uuid[])`.execute(work.db);
  return new Set(rows.map(payerKey));
}

function billsOf(work: Work, run: Run, lines: readonly Line[]): NewBill[] {
  const bills = new Map<string, NewBill>();
  for (const line of lines) {
    const key = payerKey(line);
    const bill = bills.get(key) ?? {
      id: newId(),
      customerId: line.customer_id,
      currency: line.currency,
      dueDate: '',
      total: ZERO,
      tax: ZERO,
      lines: [],
    };
    bill.total = bill.total.plus(line.amount);
    bill.tax = bill.tax.plus(line.tax);
    bill.lines.push(line);
    bills.set(key, bill);
  }
  return [...bills.values()].map((bill) => ({ ...bill, dueDate: dueDateOf(work, run, bill.lines) }));
}

/**
 * Issue date + payment days: those of the contracts behind the bill, else the customer's, else the tenant's. Of several
 * contracts the longest counts, so that nothing is overdue before its own contract says so.
 */
function dueDateOf(work: Work, run: Run, lines: readonly Line[]): BusinessDate {
  const agreed = lines.map((line) => line.contract_days).filter((days) => days !== null);
  const days = agreed.length > 0 ? Math.max(...agreed) : (lines[0]?.customer_days ?? work.books.tenant.paymentDays);
  return addDays(run.issueDate, days);
}

async function insertBills(work: Work, run: Run, bills: readonly NewBill[]): Promise<void> {
  const first = await work.takeNumbers('B', bills.length);
  const numbers = bills.map((_, i) => `B-${String(first + BigInt(i)).padStart(6, '0')}`);
  await insertRows(
    work.db,
    'bill',
    bills.map((bill, i) => ({
      tenant_id: work.tenantId,
      id: bill.id,
      number: numbers[i],
      run_id: run.id,
      customer_id: bill.customerId,
      currency: bill.currency,
      period_start: run.periodStart,
      period_end: run.periodEnd,
      issue_date: run.issueDate,
      due_date: bill.dueDate,
      total: plain(bill.total),
      tax_total: plain(bill.tax),
      allocated: '0',
      status: 'LIVE',
      version: 1,
      change_id: work.changeId,
    })),
  );
  for (const [i, { id, total, currency, dueDate }] of bills.entries()) {
    const after = { number: numbers[i], run: run.number, total: plain(total), currency, dueDate };
    work.audit({ noun: 'Bill', rowId: id, action: 'POSTED', after });
  }
}

/** Stored lines become charges within the database: their explanations need not travel. A charge keeps its line's id. */
async function insertCharges(work: Work, bills: readonly NewBill[]): Promise<void> {
  const taken = bills.flatMap(({ id, lines }) =>
    lines.map((line) => ({ id: line.id, bill_id: id, community_id: line.community_id })),
  );
  await sql`
    insert into charge (tenant_id, id, bill_id, customer_id, binding_id, premise_id, community_id, meter_id, fee_item_id,
      price_version_id, kind, corrects_id, cycle, part, live, period_start, period_end, quantity, unit_price, gross, discount, amount,
      net, tax, tax_rate, currency, explanation, change_id)
    select l.tenant_id, l.id, t.bill_id, l.customer_id, l.binding_id, l.premise_id, t.community_id, l.meter_id, l.fee_item_id,
      l.price_version_id, l.kind, l.corrects_id, l.cycle, l.part, true, l.period_start, l.period_end, l.quantity, l.unit_price, l.gross,
      l.discount, l.amount, l.net, l.tax, l.tax_rate, l.currency, l.explanation, ${work.changeId}
    from json_to_recordset(${JSON.stringify(taken)}::json) as t(id uuid, bill_id uuid, community_id uuid)
    join billing_run_line l on l.tenant_id = ${work.tenantId} and l.id = t.id`.execute(work.db);
}

function recordBill(work: Work, run: Run, bill: NewBill): void {
  work.book({
    kind: 'BILL',
    documentDate: run.issueDate,
    sourceId: bill.id,
    description: `Bill of run ${run.number}`,
    transfers: bill.lines.flatMap((line) => transfersOf(bill, line)),
  });
  work.addFacts(
    bill.lines
      .filter(({ category }) => category !== 'DEPOSIT' && category !== 'PENALTY')
      .map((line) => ({
        measure: 'DUE',
        dueDate: bill.dueDate,
        postingDate: run.issueDate,
        feeItemId: line.fee_item_id,
        communityId: line.community_id,
        currency: line.currency,
        amount: new Decimal(line.amount),
      })),
  );
}

/** Receivable / income and receivable / output tax; a negative charge goes the other way. */
function transfersOf(bill: NewBill, line: Line): TransferInput[] {
  const move = (credit: AccountRef, text: string): TransferInput => {
    const amount = new Decimal(text);
    const back = amount.isNegative();
    return {
      debit: back ? credit : 'RECEIVABLE',
      credit: back ? 'RECEIVABLE' : credit,
      amount: amount.abs(),
      currency: line.currency,
      customerId: bill.customerId,
      billId: bill.id,
      chargeId: line.id,
      feeItemId: line.fee_item_id,
    };
  };
  return [move(creditOf(line), line.net), move('OUTPUT_TAX', line.tax)];
}

/** Cycles whose money, billed in advance, is for months that have not begun. */
const MONTHS_AHEAD: ReadonlySet<BillingCycle> = new Set(['QUARTERLY', 'HALF_YEARLY', 'YEARLY']);

/** What a charge is income of. Money for months ahead is a liability until they have passed; a deposit always is. */
function creditOf({ category, cycle, timing, revenue_account_id: accountId }: Line): AccountRef {
  if (category === 'DEPOSIT') return accountId ? { accountId } : 'DEPOSITS_HELD';
  if (timing === 'ADVANCE' && MONTHS_AHEAD.has(cycle)) return 'CONTRACT_LIABILITY';
  if (accountId) return { accountId };
  return category === 'PENALTY' ? 'LATE_FEE_INCOME' : 'REVENUE';
}
