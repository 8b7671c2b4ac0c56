/** Takes a payment back by reversing documents and entries; nothing that was written is changed or removed. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, plain } from '../kernel/money.ts';
import { bookMirror } from '../ledger/mirror.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { requireHeld } from './deposits/held.ts';
import { lockBills } from './open-items.ts';
import { liveLines, takeBack } from './take-back.ts';

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
 * @param reason why, for the audit trail
 * @throws Refusal `payments.refunded` where some of it was given back, `deposits.released` where it paid a deposit that is not held any more
 */
export async function reversePayment(work: Work, paymentId: string, reason?: string): Promise<void> {
  const { rows } = await sql<PaymentRow>`
    update payment set status = 'REVERSED', allocated = 0, version = version + 1, change_id = ${work.changeId}
    where tenant_id = ${work.tenantId} and id = ${paymentId} and status = 'LIVE' and refunded = 0
    returning id, number, customer_id, amount, currency`.execute(work.db);
  const payment = rows[0];
  if (!payment) {
    await refuseRefunded(work, paymentId);
    throw new Error(`payment ${paymentId} is not live`);
  }
  const lines = await liveLines(work, sql`a.payment_id = ${paymentId}`);
  // In the order in which payments lock them, or the two would wait for each other.
  await lockBills(
    work,
    lines.map((line) => line.bill_id),
  );
  await takeBack(work, lines, payment.number);
  await requireHeld(
    work,
    lines.map((line) => line.charge_id),
  );
  await bookMirror(work, paymentId, ['PAYMENT'], payment.number);
  await takeBonusBack(work, paymentId, `${payment.number} was taken back`);
  work.audit({
    noun: 'Payment',
    rowId: paymentId,
    action: 'REVERSED',
    before: {
      number: payment.number,
      amount: plain(new Decimal(payment.amount)),
      bills: [...new Set(lines.map((l) => l.bill_number))],
    },
    ...(reason === undefined ? {} : { after: { reason } }),
  });
}

/** Takes the bonus of a prepayment back, whatever it was put to; a payment without one has nothing to take back. */
export async function takeBonusBack(work: Work, saleId: string, reason: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from payment
    where tenant_id = ${work.tenantId} and bonus_of = ${saleId} and status = 'LIVE' for update`.execute(work.db);
  for (const { id } of rows) await reversePayment(work, id, reason);
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
