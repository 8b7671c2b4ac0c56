import { sql } from 'kysely';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal } from '../../kernel/money.ts';
import type { Work } from '../../ledger/unit-of-work.ts';
import type { CreditableCharge } from './rules.ts';

/** What the books and the KPIs need of a charge. */
interface ChargeFacts {
  feeItemId: string;
  communityId: string | null;
  /** Whether it counts in the KPIs: deposits and late fees do not. */
  counts: boolean;
  /** The account that its net was booked to; null where it was nothing. */
  incomeAccountId: string | null;
}

/** A live bill under a lock, with its charges and what was taken back of them. */
export interface CreditableBill {
  id: string;
  number: string;
  customerId: string;
  currency: string;
  dueDate: string;
  charges: CreditableCharge[];
  facts: ReadonlyMap<string, ChargeFacts>;
}

interface ChargeRow {
  id: string;
  amount: string;
  net: string;
  tax: string;
  tax_rate: string;
  credited_amount: string;
  credited_net: string;
  fee_item_id: string;
  community_id: string | null;
  category: string;
  income_account_id: string | null;
}

/**
 * Locks a bill until the transaction ends.
 * @throws Refusal `credits.bill_unknown`, `credits.bill_void`
 */
export async function lockBill(work: Work, billId: string): Promise<CreditableBill> {
  const bills = await sql<{ number: string; customer_id: string; currency: string; due_date: string; status: string }>`
    select number, customer_id, currency, due_date, status from bill
    where tenant_id = ${work.tenantId} and id = ${billId} for update`.execute(work.db);
  const [bill] = bills.rows;
  if (!bill) throw new Refusal('credits.bill_unknown', 'there is no such bill', { field: 'billId' });
  if (bill.status === 'VOID') {
    throw new Refusal('credits.bill_void', `bill ${bill.number} is void: nothing of it is left`, { field: 'billId' });
  }
  const rows = await chargesOf(work, billId);
  const { number, customer_id: customerId, currency, due_date: dueDate } = bill;
  return {
    id: billId,
    number,
    customerId,
    currency,
    dueDate,
    charges: rows.map(chargeOf),
    facts: new Map(rows.map((row) => [row.id, factsOf(row)])),
  };
}

async function chargesOf(work: Work, billId: string): Promise<ChargeRow[]> {
  const { rows } = await sql<ChargeRow>`
    select c.id, c.amount, c.net, c.tax, c.tax_rate, coalesce(l.amount, 0) as credited_amount, coalesce(l.net, 0) as credited_net,
      c.fee_item_id, c.community_id, f.category, t.account_id as income_account_id
    from charge c
    join fee_item f on (f.tenant_id, f.id) = (c.tenant_id, c.fee_item_id)
    left join lateral (
      select sum(x.amount) as amount, sum(x.net) as net from credit_note_line x
      join credit_note n on (n.tenant_id, n.id) = (x.tenant_id, x.credit_note_id) and n.status = 'POSTED'
      where (x.tenant_id, x.charge_id) = (c.tenant_id, c.id)) l on true
    left join lateral (
      select a.id as account_id from transfer x
      join journal_entry e on (e.tenant_id, e.id) = (x.tenant_id, x.journal_entry_id) and e.kind = 'BILL'
      join account a on a.tenant_id = x.tenant_id and a.id in (x.debit_account_id, x.credit_account_id)
        and a.role is distinct from 'RECEIVABLE' and a.role is distinct from 'OUTPUT_TAX'
      where x.tenant_id = c.tenant_id and x.bill_id = c.bill_id and x.charge_id = c.id limit 1) t on true
    where c.tenant_id = ${work.tenantId} and c.bill_id = ${billId} order by c.id`.execute(work.db);
  return rows;
}

const chargeOf = (row: ChargeRow): CreditableCharge => ({
  id: row.id,
  amount: new Decimal(row.amount),
  net: new Decimal(row.net),
  tax: new Decimal(row.tax),
  taxRate: new Decimal(row.tax_rate),
  creditedAmount: new Decimal(row.credited_amount),
  creditedNet: new Decimal(row.credited_net),
});

const factsOf = (row: ChargeRow): ChargeFacts => ({
  feeItemId: row.fee_item_id,
  communityId: row.community_id,
  counts: row.category !== 'DEPOSIT' && row.category !== 'PENALTY',
  incomeAccountId: row.income_account_id,
});
