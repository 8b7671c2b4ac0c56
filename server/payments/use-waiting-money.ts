/** Money that waits pays new bills, oldest money first: that of customers who agreed to it, and of prepayments. */
import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/dates.ts';
import { Decimal } from '../kernel/money.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { allocateWaiting, type WaitingPayment } from './book-payments.ts';

interface Row extends Omit<WaitingPayment, 'rest'> {
  rest: string;
  bill_ids: string[];
}

/**
 * Puts waiting money to bills that this unit of work has just made; counts from today, or from their day where that is still
 * to come, since nothing is paid before it is billed.
 * @param bills ids of live bills, paid in this order
 * @param issuedOn their day
 */
export async function useWaitingMoney(work: Work, bills: readonly string[], issuedOn: BusinessDate): Promise<void> {
  const { rows } = await sql<Row>`
    with new_bill as (
      select b.customer_id, b.currency, c.waiting_money, array_agg(b.id order by n.place) as bill_ids
      from unnest(${[...bills]}::uuid[]) with ordinality as n(id, place)
      join bill b on b.tenant_id = ${work.tenantId} and b.id = n.id and b.total > 0
      join customer c on c.tenant_id = b.tenant_id and c.id = b.customer_id
      group by b.customer_id, b.currency, c.waiting_money)
    select p.id, p.number, p.customer_id as "customerId", p.currency, p.channel, p.amount - p.allocated - p.refunded as rest,
      to_json(b.bill_ids) as bill_ids
    from new_bill b
    join payment p on p.tenant_id = ${work.tenantId} and p.customer_id = b.customer_id and p.currency = b.currency
    where p.status = 'LIVE' and (b.waiting_money = 'USE' or p.package_id is not null) and p.amount > p.allocated + p.refunded
    order by p.received_on, p.number
    for update of p`.execute(work.db);
  if (rows.length === 0) return;
  const uses = rows.map(({ bill_ids: billIds, rest, ...payment }) => ({
    payment: { ...payment, rest: new Decimal(rest) },
    billIds,
  }));
  await allocateWaiting(work, uses, issuedOn > work.today ? issuedOn : work.today);
}
