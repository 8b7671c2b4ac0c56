import { sql } from 'kysely';
import { Decimal } from '../kernel/money.ts';
import type { Work } from '../ledger/unit-of-work.ts';

/** A charge with what is still to be paid of it, and what its payment counts for. */
export interface OpenCharge {
  id: string;
  open: Decimal;
  feeItemId: string;
  communityId: string | null;
  /** Whether the charge counts in the KPIs: deposits and late fees do not. */
  counts: boolean;
}

/** A live bill with what is still to be paid of it. */
export interface OpenBill {
  id: string;
  number: string;
  customerId: string;
  currency: string;
  dueDate: string;
  open: Decimal;
  charges: OpenCharge[];
}

interface BillRow {
  id: string;
  number: string;
  customer_id: string;
  currency: string;
  due_date: string;
  open: string;
}

interface ChargeRow {
  id: string;
  bill_id: string;
  fee_item_id: string;
  community_id: string | null;
  category: string;
  open: string;
}

/**
 * Reads bills with their charges and locks them in the order of their ids until the transaction ends, so that what is
 * open stays so while it is paid.
 */
export async function lockBills(work: Work, billIds: readonly string[]): Promise<Map<string, OpenBill>> {
  if (billIds.length === 0) return new Map();
  const ids = [...new Set(billIds)];
  const bills = await sql<BillRow>`
    select id, number, customer_id, currency, due_date, total - allocated as open from bill
    where tenant_id = ${work.tenantId} and id = any(${ids}::uuid[]) and status = 'LIVE' order by id for update`.execute(
    work.db,
  );
  const charges = await sql<ChargeRow>`
    select c.id, c.bill_id, c.fee_item_id, c.community_id, f.category, c.amount - coalesce(a.paid, 0) - coalesce(k.credited, 0) as open
    from charge c
    join fee_item f on (f.tenant_id, f.id) = (c.tenant_id, c.fee_item_id)
    left join lateral (
      select sum(l.amount) as paid from allocation_line l where (l.tenant_id, l.charge_id) = (c.tenant_id, c.id)) a on true
    left join lateral (
      select sum(l.amount) as credited from credit_note_line l
      join credit_note n on (n.tenant_id, n.id) = (l.tenant_id, l.credit_note_id) and n.status = 'POSTED'
      where (l.tenant_id, l.charge_id) = (c.tenant_id, c.id)) k on true
    where c.tenant_id = ${work.tenantId} and c.bill_id = any(${ids}::uuid[]) order by c.bill_id, c.id`.execute(work.db);
  const byBill = Map.groupBy(charges.rows, (charge) => charge.bill_id);
  return new Map(bills.rows.map((row) => [row.id, openBill(row, byBill.get(row.id) ?? [])]));
}

const openBill = (row: BillRow, charges: readonly ChargeRow[]): OpenBill => ({
  id: row.id,
  number: row.number,
  customerId: row.customer_id,
  currency: row.currency,
  dueDate: row.due_date,
  open: new Decimal(row.open),
  charges: charges.map((charge) => ({
    id: charge.id,
    open: new Decimal(charge.open),
    feeItemId: charge.fee_item_id,
    communityId: charge.community_id,
    counts: charge.category !== 'DEPOSIT' && charge.category !== 'PENALTY',
  })),
});

/** Ids of a customer's open bills in a currency, the longest due first. */
export async function oldestOpenBills(work: Work, customerId: string, currency: string): Promise<string[]> {
  const rows = await work.db
    .selectFrom('bill')
    .select('id')
    .where('tenant_id', '=', work.tenantId)
    .where('customer_id', '=', customerId)
    .where('currency', '=', currency)
    .where('status', '=', 'LIVE')
    .whereRef('allocated', '<', 'total')
    .orderBy('due_date')
    .orderBy('number')
    .execute();
  return rows.map((row) => row.id);
}
