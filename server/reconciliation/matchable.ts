/** What lines may be matched with, loaded for the index. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { Decimal } from '../kernel/money.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { KnownAccount, MatchableBill, MatchableCustomer } from './matching/index-of-bills.ts';
import type { LineToMatch } from './matching/line.ts';
import { numbersNamed } from './matching/steps.ts';

/** Where to read. */
type Reader = Pick<Work, 'tenantId'> & { db: Db };

/** All open bills of the lines' currencies, and the paid ones that a line names; the longest due first. */
export async function loadBills({ db, tenantId }: Reader, lines: readonly LineToMatch[]): Promise<MatchableBill[]> {
  const currencies = [...new Set(lines.map((line) => line.currency))];
  const bills = await sql<{
    id: string;
    number: string;
    customer_id: string;
    currency: string;
    due_date: string;
    open: string;
  }>`select id, number, customer_id, currency, due_date, total - allocated as open from bill
    where tenant_id = ${tenantId} and status = 'LIVE'
      and (allocated < total and currency = any(${currencies}::text[]) or number = any(${lines.flatMap(numbersNamed)}::text[]))
    order by due_date, number`.execute(db);
  return bills.rows.map((row) => ({
    id: row.id,
    number: row.number,
    customerId: row.customer_id,
    currency: row.currency,
    dueDate: row.due_date,
    open: new Decimal(row.open),
  }));
}

export async function loadCustomers({ db, tenantId }: Reader): Promise<MatchableCustomer[]> {
  const customers = await db
    .selectFrom('customer')
    .select(['id', 'name', 'bank_account'])
    .where('tenant_id', '=', tenantId)
    .execute();
  return customers.map((row) => ({ id: row.id, name: row.name, bankAccount: row.bank_account }));
}

/** Accounts that customers are known to pay from, beside those that they name as theirs. */
export async function knownAccounts({ db, tenantId }: Reader): Promise<KnownAccount[]> {
  const rows = await db
    .selectFrom('payer_account')
    .select(['account', 'customer_id'])
    .where('tenant_id', '=', tenantId)
    .where('archived', '=', false)
    .execute();
  return rows.map((row) => ({ account: row.account, customerId: row.customer_id }));
}
