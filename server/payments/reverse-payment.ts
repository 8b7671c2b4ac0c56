/** Takes a payment back by reversing documents and entries; nothing that was written is changed or removed. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import { Decimal, plain } from '../kernel/money.ts';
import { insertRows } from '../ledger/bulk.ts';
import { bookMirror } from '../ledger/mirror.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { moveAllocated } from './book-payments.ts';
import { lockBills } from './open-items.ts';

interface LineRow {
  allocation_id: string;
  bill_id: string;
  bill_number: string;
  due_date: string;
  charge_id: string;
  fee_item_id: string;
  community_id: string | null;
  category: string;
  amount: string;
}

interface PaymentRow {
  id: string;
  number: string;
  customer_id: string;
  amount: string;
  currency: string;
}

/**
 * Reverses a live payment: each allocation gets a negative twin, each journal entry its mirror, dated today; the bills
 * are open again. The money goes back to the account that it came from.
 * @throws Refusal `payments.refunded` where some of it was given back
 */
export async function reversePayment(work: Work, paymentId: string): Promise<void> {
  const { rows } = await sql<PaymentRow>`
    update payment set status = 'REVERSED', allocated = 0, version = version + 1, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and id = ${paymentId} and status = 'LIVE' and refunded = 0
    returning id, number, customer_id, amount, currency`.execute(work.db);
  const payment = rows[0];
  if (!payment) {
    await refuseRefunded(work, paymentId);
    throw new Error(`payment ${paymentId} is not live`);
  }
  const lines = await liveLines(work, paymentId);
  // In the order in which payments lock them, or the two would wait for each other.
  await lockBills(
    work,
    lines.map((line) => line.bill_id),
  );
  const byAllocation = Map.groupBy(lines, (line) => line.allocation_id);
  await saveTwins(work, paymentId, byAllocation);
  for (const sourceId of [...byAllocation.keys(), paymentId]) {
    await bookMirror(work, sourceId, ['PAYMENT', 'ALLOCATION'], payment.number);
  }
  takeBackFacts(work, payment.currency, lines);
  work.audit({
    noun: 'Payment',
    rowId: paymentId,
    action: 'REVERSED',
    before: {
      number: payment.number,
      amount: plain(new Decimal(payment.amount)),
      bills: [...new Set(lines.map((l) => l.bill_number))],
    },
  });
}

async function refuseRefunded(work: Work, paymentId: string): Promise<void> {
  const payment = await work.db
    .selectFrom('payment')
    .select('status')
    .where('tenant_id', '=', work.tenantId)
    .where('id', '=', paymentId)
    .executeTakeFirst();
  if (payment?.status !== 'LIVE') return;
  const message = 'money of this payment was given back; undo that first';
  throw new Refusal('payments.refunded', message, { field: 'payment' });
}

async function liveLines(work: Work, paymentId: string): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select l.allocation_id, b.id as bill_id, b.number as bill_number, b.due_date, c.id as charge_id, c.fee_item_id,
      c.community_id, f.category, l.amount
    from allocation a
    join allocation_line l on (l.tenant_id, l.allocation_id) = (a.tenant_id, a.id)
    join charge c on (c.tenant_id, c.id) = (l.tenant_id, l.charge_id)
    join bill b on (b.tenant_id, b.id) = (a.tenant_id, a.bill_id)
    join fee_item f on (f.tenant_id, f.id) = (c.tenant_id, c.fee_item_id)
    where a.tenant_id = ${work.tenantId} and a.payment_id = ${paymentId} and a.reverses_id is null
      and not exists (select 1 from allocation r where (r.tenant_id, r.reverses_id) = (a.tenant_id, a.id))
    order by l.allocation_id, l.id`.execute(work.db);
  return rows;
}

async function saveTwins(work: Work, paymentId: string, byAllocation: Map<string, LineRow[]>): Promise<void> {
  const twins = [...byAllocation].map(([allocationId, lines]) => ({
    id: newId(),
    allocationId,
    lines,
    amount: lines.reduce((sum, line) => sum.minus(line.amount), new Decimal(0)),
  }));
  await insertRows(
    work.db,
    'allocation',
    twins.map(({ id, allocationId, lines, amount }) => ({
      tenant_id: work.tenantId,
      id,
      payment_id: paymentId,
      bill_id: (lines[0] as LineRow).bill_id,
      amount: plain(amount),
      allocated_on: work.today,
      reverses_id: allocationId,
      change_id: work.changeId,
    })),
  );
  await insertRows(
    work.db,
    'allocation_line',
    twins.flatMap((twin) =>
      twin.lines.map((line) => ({
        tenant_id: work.tenantId,
        id: newId(),
        allocation_id: twin.id,
        charge_id: line.charge_id,
        amount: plain(new Decimal(line.amount).negated()),
      })),
    ),
  );
  await moveAllocated(
    work,
    twins.map(({ lines, amount }) => ({ billId: (lines[0] as LineRow).bill_id, amount })),
  );
}

function takeBackFacts(work: Work, currency: string, lines: readonly LineRow[]): void {
  work.addFacts(
    lines
      .filter((line) => line.category !== 'DEPOSIT' && line.category !== 'PENALTY')
      .map((line) => ({
        measure: 'COLLECTED',
        dueDate: line.due_date,
        postingDate: work.today,
        feeItemId: line.fee_item_id,
        communityId: line.community_id,
        currency,
        amount: new Decimal(line.amount).negated(),
      })),
  );
}
