/** What is held of deposits: what was paid of their charges less what was released. */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../database/orm.ts';
import { Refusal } from '../../kernel/errors.ts';
import type { Work } from '../../ledger/unit-of-work.ts';

/** A charge of a deposit; amounts as decimal strings in its currency. */
export interface Deposit {
  /** The charge's. */
  id: string;
  bill: string;
  billId: string;
  customer: string;
  customerId: string;
  customerName: string;
  premise: string | null;
  feeItem: string;
  feeItemName: string;
  /** Day it was billed. */
  billedOn: string;
  currency: string;
  /** Billed, less what was credited. */
  amount: string;
  paid: string;
  released: string;
  held: string;
  /** Tax in it; of a taxed charge nothing can be released. */
  tax: string;
}

/** Deposits `c` (a charge) on bills `b` that stand, in the order of their bills. */
export async function deposits(
  db: Db,
  tenantId: string,
  which: RawBuilder<unknown>,
  limit: RawBuilder<unknown> = sql``,
): Promise<Deposit[]> {
  const { rows } = await sql<Deposit>`
    select c.id, b.number as bill, b.id as "billId", k.code as customer, k.id as "customerId", k.name as "customerName",
      p.code as premise, f.code as "feeItem", f.name_zh as "feeItemName", b.issue_date as "billedOn", c.currency,
      c.amount - coalesce(n.credited, 0) as amount, coalesce(a.paid, 0) as paid, coalesce(r.released, 0) as released,
      coalesce(a.paid, 0) - coalesce(r.released, 0) as held, c.tax
    from charge c
    join fee_item f on (f.tenant_id, f.id) = (c.tenant_id, c.fee_item_id) and f.category = 'DEPOSIT'
    join bill b on (b.tenant_id, b.id) = (c.tenant_id, c.bill_id)
    join customer k on (k.tenant_id, k.id) = (c.tenant_id, c.customer_id)
    left join premise p on (p.tenant_id, p.id) = (c.tenant_id, c.premise_id)
    left join lateral (
      select sum(l.amount) as paid from allocation_line l where (l.tenant_id, l.charge_id) = (c.tenant_id, c.id)) a on true
    left join lateral (
      select sum(x.amount) as released from payment x
      where (x.tenant_id, x.deposit_charge_id) = (c.tenant_id, c.id) and x.status = 'LIVE') r on true
    left join lateral (
      select sum(l.amount) as credited from credit_note_line l
      join credit_note q on (q.tenant_id, q.id) = (l.tenant_id, l.credit_note_id) and q.status = 'POSTED'
      where (l.tenant_id, l.charge_id) = (c.tenant_id, c.id)) n on true
    where c.tenant_id = ${tenantId} and b.status = 'LIVE' and ${which}
    order by b.number desc, c.id ${limit}`.execute(db);
  return rows;
}

/**
 * Money that paid a deposit cannot be taken away while it is released.
 * @param charges those whose payment was just taken back
 * @throws Refusal `deposits.released`
 */
export async function requireHeld(work: Work, charges: readonly string[]): Promise<void> {
  if (charges.length === 0) return;
  const { rows } = await sql<{ number: string }>`
    select min(x.number) as number from payment x
    where x.tenant_id = ${work.tenantId} and x.status = 'LIVE' and x.deposit_charge_id = any(${[...charges]}::uuid[])
    group by x.deposit_charge_id
    having sum(x.amount) > coalesce((
      select sum(l.amount) from allocation_line l
      where l.tenant_id = ${work.tenantId} and l.charge_id = x.deposit_charge_id), 0)`.execute(work.db);
  const [released] = rows;
  if (!released) return;
  throw new Refusal('deposits.released', `the deposit was released as ${released.number}; take that back first`);
}
