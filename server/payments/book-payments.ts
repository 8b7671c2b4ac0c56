/** Books payments and what they pay: any number of them in one unit of work, with a handful of statements. */
import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/dates.ts';
import { newId } from '../kernel/ids.ts';
import { Decimal, plain, ZERO } from '../kernel/money.ts';
import { insertRows } from '../ledger/bulk.ts';
import type { AccountRef, TransferInput } from '../ledger/journal.ts';
import { postingDates } from '../ledger/posting-date.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { isCounterChannel } from './counter/entities.ts';
import type { PaymentChannel } from './entities.ts';
import { lockBills, type OpenBill, type OpenCharge } from './open-items.ts';
import { spreadInOrder, spreadInProportion } from './spread.ts';

/** A payment to book: money that came to an account, from a known payer, for bills in an order. */
export interface PaymentPlan {
  id: string;
  customerId: string;
  amount: Decimal;
  /** What of the amount did not come in but is let go as a payment difference; below zero: what came in beyond it. */
  difference?: Decimal;
  currency: string;
  receivedOn: BusinessDate;
  channel: PaymentChannel;
  /** The account that gives the money to the payer's unallocated payments: suspense for a statement line, else cash. */
  from: AccountRef;
  externalId: string | null;
  reference: string;
  /** The charge whose deposit the money was; none for money that came in. */
  depositChargeId?: string;
  /** The prepayment package that it pays for. */
  packageId?: string;
  /** The payment that it is the bonus of. */
  bonusOf?: string;
  /** Paid in this order; what is left over waits unallocated. */
  billIds: readonly string[];
}

interface Allocated {
  id: string;
  bill: OpenBill;
  amount: Decimal;
  shares: { charge: OpenCharge; amount: Decimal }[];
}

/** A payment as it was booked. */
export interface BookedPayment {
  id: string;
  number: string;
  allocated: Decimal;
}

/**
 * Books payments in the order given; a bill that two of them name is paid by the first as far as it goes.
 * @throws Refusal `ledger.period_closed` when the current month is closed too
 */
export async function bookPayments(work: Work, plans: readonly PaymentPlan[]): Promise<BookedPayment[]> {
  if (plans.length === 0) return [];
  const bills = await lockBills(
    work,
    plans.flatMap((plan) => plan.billIds),
  );
  const postingDate = await postingDates(work);
  const decided = plans.map((plan) => ({ plan, allocations: allocate(plan, bills) }));
  const first = await work.takeNumbers('PAYMENT', plans.length);
  const booked = decided.map(({ plan, allocations }, i) => ({
    plan,
    allocations,
    number: `P-${String(first + BigInt(i)).padStart(6, '0')}`,
    postingDate: postingDate(plan.receivedOn),
    allocated: allocations.reduce((sum, allocation) => sum.plus(allocation.amount), ZERO),
  }));
  await insertRows(
    work.db,
    'payment',
    booked.map((payment) => paymentRow(work, payment)),
  );
  await saveAllocations(work, booked);
  for (const payment of booked) record(work, payment);
  return booked.map(({ plan, number, allocated }) => ({ id: plan.id, number, allocated }));
}

type Booked = {
  plan: PaymentPlan;
  allocations: Allocated[];
  number: string;
  postingDate: BusinessDate;
  allocated: Decimal;
};

/** Decides what a payment pays and takes that from what is open. */
function allocate(plan: PaymentPlan, bills: Map<string, OpenBill>): Allocated[] {
  const named = plan.billIds
    .map((id) => bills.get(id))
    .filter((bill) => bill !== undefined && bill.currency === plan.currency) as OpenBill[];
  const { shares } = spreadInOrder(plan.amount, named);
  return shares.map(({ id, amount }) => {
    const bill = bills.get(id) as OpenBill;
    const charges = new Map(bill.charges.map((charge) => [charge.id, charge]));
    const parts = spreadInProportion(amount, bill.charges, bill.currency).map((share) => ({
      charge: charges.get(share.id) as OpenCharge,
      amount: share.amount,
    }));
    for (const part of parts) part.charge.open = part.charge.open.minus(part.amount);
    bill.open = bill.open.minus(amount);
    return { id: newId(), bill, amount, shares: parts };
  });
}

const paymentRow = (work: Work, { plan, number, allocated }: Booked) => ({
  tenant_id: work.tenantId,
  id: plan.id,
  number,
  customer_id: plan.customerId,
  received_on: plan.receivedOn,
  channel: plan.channel,
  amount: plain(plan.amount),
  allocated: plain(allocated),
  currency: plan.currency,
  external_id: plan.externalId,
  reference: plan.reference,
  deposit_charge_id: plan.depositChargeId ?? null,
  package_id: plan.packageId ?? null,
  bonus_of: plan.bonusOf ?? null,
  ...taken(work, plan),
  change_id: work.changeId,
});

/** Who took money at the counter, and when. What came with a statement, or by the product itself, lies in nobody's drawer. */
function taken({ books }: Work, { channel, externalId }: PaymentPlan) {
  const by = isCounterChannel(channel) && externalId === null ? (books.operator?.id ?? null) : null;
  return { taken_by: by, taken_at: by === null ? null : new Date().toISOString() };
}

async function saveAllocations(work: Work, booked: readonly Booked[]): Promise<void> {
  const allocations = booked.flatMap((payment) => payment.allocations.map((allocation) => ({ payment, allocation })));
  await insertRows(
    work.db,
    'allocation',
    allocations.map(({ payment, allocation }) => ({
      tenant_id: work.tenantId,
      id: allocation.id,
      payment_id: payment.plan.id,
      bill_id: allocation.bill.id,
      amount: plain(allocation.amount),
      allocated_on: payment.postingDate,
      change_id: work.changeId,
    })),
  );
  await insertRows(
    work.db,
    'allocation_line',
    allocations.flatMap(({ allocation }) =>
      allocation.shares.map(({ charge, amount }) => ({
        tenant_id: work.tenantId,
        id: newId(),
        allocation_id: allocation.id,
        charge_id: charge.id,
        amount: plain(amount),
      })),
    ),
  );
  await moveAllocated(
    work,
    allocations.map(({ allocation }) => ({ billId: allocation.bill.id, amount: allocation.amount })),
  );
}

/** Adds to what bills have allocated (negative: takes back). */
export async function moveAllocated(work: Work, moves: readonly { billId: string; amount: Decimal }[]): Promise<void> {
  if (moves.length === 0) return;
  const rows = moves.map(({ billId, amount }) => ({ bill_id: billId, amount: plain(amount) }));
  await sql`
    update bill b set allocated = b.allocated + m.amount, version = b.version + 1, change_id = ${work.changeId}
    from (select bill_id, sum(amount) as amount from json_to_recordset(${JSON.stringify(rows)}::json)
      as x(bill_id uuid, amount numeric) group by bill_id) m
    where b.tenant_id = ${work.tenantId} and b.id = m.bill_id`.execute(work.db);
}

/** Transfers, KPI facts and audit of a payment. */
function record(work: Work, booked: Booked): void {
  const { plan, allocations, number, postingDate, allocated } = booked;
  work.book({
    documentDate: plan.receivedOn,
    postingDate,
    kind: 'PAYMENT',
    sourceId: plan.id,
    description: number,
    transfers: receivedTransfers(plan),
  });
  recordAllocations(work, booked);
  work.audit({
    noun: 'Payment',
    rowId: plan.id,
    action: 'CREATED',
    after: {
      number,
      customerId: plan.customerId,
      amount: plain(plan.amount),
      currency: plan.currency,
      receivedOn: plan.receivedOn,
      channel: plan.channel,
      allocated: plain(allocated),
      bills: billsOf(allocations),
    },
  });
}

/** What came in, and the difference that is let go or kept, so that the payment is its amount. */
function receivedTransfers(plan: PaymentPlan): TransferInput[] {
  const { amount, difference = ZERO, from } = plan;
  const common = { currency: plan.currency, customerId: plan.customerId, paymentId: plan.id };
  const short = Decimal.max(difference, ZERO);
  return [
    { ...common, debit: from, credit: 'UNALLOCATED', amount: amount.minus(short) },
    { ...common, debit: 'TOLERANCE', credit: 'UNALLOCATED', amount: short },
    { ...common, debit: from, credit: 'TOLERANCE', amount: Decimal.max(difference.negated(), ZERO) },
  ];
}

const billsOf = (allocations: readonly Allocated[]) =>
  allocations.map(({ bill, amount }) => ({ number: bill.number, amount: plain(amount) }));

/** Transfers and KPI facts of what a payment pays. */
function recordAllocations(work: Work, { plan, allocations, number, postingDate }: Omit<Booked, 'allocated'>): void {
  const dates = { documentDate: plan.receivedOn, postingDate };
  const common = { currency: plan.currency, customerId: plan.customerId, paymentId: plan.id };
  for (const { id, bill, shares } of allocations) {
    work.book({
      ...dates,
      kind: 'ALLOCATION',
      sourceId: id,
      description: `${number} → ${bill.number}`,
      transfers: shares.map(({ charge, amount }) => ({
        ...common,
        debit: 'UNALLOCATED',
        credit: 'RECEIVABLE',
        amount,
        billId: bill.id,
        chargeId: charge.id,
        feeItemId: charge.feeItemId,
      })),
    });
    // What is written off was not collected: it stays due.
    if (plan.channel === 'WRITE_OFF') continue;
    work.addFacts(
      shares
        .filter(({ charge }) => charge.counts)
        .map(({ charge, amount }) => ({
          measure: 'COLLECTED',
          dueDate: bill.dueDate,
          postingDate,
          feeItemId: charge.feeItemId,
          communityId: charge.communityId,
          currency: plan.currency,
          amount,
        })),
    );
  }
}

/** A payment whose money waits. */
export interface WaitingPayment {
  id: string;
  number: string;
  customerId: string;
  currency: string;
  channel: PaymentChannel;
  rest: Decimal;
}

/** Waiting money, and the bills that it is put to, in their order. */
export interface WaitingUse {
  payment: WaitingPayment;
  billIds: readonly string[];
}

/**
 * Puts the waiting money of payments, which the caller has locked, to bills; a payment before another pays first.
 * @param on day that it counts for; it lies in an open month
 * @returns what was allocated in all
 */
export async function allocateWaiting(
  work: Work,
  uses: readonly WaitingUse[],
  on: BusinessDate = work.today,
): Promise<Decimal> {
  const bills = await lockBills(
    work,
    uses.flatMap(({ billIds }) => billIds),
  );
  const booked = uses
    .map(({ payment, billIds }) => {
      const plan = planOf(payment, billIds, on);
      const allocations = allocate(plan, bills);
      const allocated = allocations.reduce((sum, { amount }) => sum.plus(amount), ZERO);
      return { plan, allocations, number: payment.number, postingDate: on, allocated };
    })
    .filter(({ allocated }) => allocated.gt(0));
  await saveAllocations(work, booked);
  await addAllocated(work, booked);
  for (const payment of booked) {
    recordAllocations(work, payment);
    const { plan, number, allocations } = payment;
    work.audit({
      noun: 'Payment',
      rowId: plan.id,
      action: 'ALLOCATED',
      after: { number, bills: billsOf(allocations) },
    });
  }
  return booked.reduce((sum, { allocated }) => sum.plus(allocated), ZERO);
}

function planOf(payment: WaitingPayment, billIds: readonly string[], on: BusinessDate): PaymentPlan {
  const { id, customerId, currency, channel, rest } = payment;
  const money = { id, customerId, currency, channel, amount: rest, from: 'UNALLOCATED' } as const;
  return { ...money, receivedOn: on, externalId: null, reference: '', billIds };
}

async function addAllocated(work: Work, booked: readonly Pick<Booked, 'plan' | 'allocated'>[]): Promise<void> {
  if (booked.length === 0) return;
  const rows = booked.map(({ plan, allocated }) => ({ id: plan.id, amount: plain(allocated) }));
  await sql`update payment p set allocated = p.allocated + m.amount, version = p.version + 1, change_id = ${work.changeId}
    from json_to_recordset(${JSON.stringify(rows)}::json) as m(id uuid, amount numeric)
    where p.tenant_id = ${work.tenantId} and p.id = m.id`.execute(work.db);
}
