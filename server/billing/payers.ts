/** The customers that bills are for. */
import { sql } from 'kysely';
import type { Customer } from '../generated/schema.ts';
import { type Books, read } from '../ledger/books.ts';

/** Customers in the order of the ids asked for. An id that is not there is a defect: a bill has a customer. */
export async function payersById(books: Books, ids: readonly string[]): Promise<Customer[]> {
  const rows = await read(books, async (db) => {
    const found = await sql<Customer>`
      select id, code, name, kind, customer_group as "customerGroup", phone, email, currency from customer
      where tenant_id = ${books.tenant.id} and id = any(${[...ids]}::uuid[])`.execute(db);
    return found.rows;
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) as Customer);
}
