import type { Orm } from '../database/orm.ts';
import { type Books, readAs } from '../ledger/books.ts';
import { booksOf } from '../ledger/tenants.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The books of every tenant, opened by the product itself, for its work in the background. */
export async function everyBooks(orm: Orm): Promise<Books[]> {
  const tenants = await readAs(orm, NOBODY, (db) => db.selectFrom('tenant').selectAll().orderBy('code').execute());
  return tenants.map((tenant) => booksOf(orm, tenant, null));
}
