/** Ledger accounts that lines may be booked to: those that no document keeps, so that nobody's sum is disturbed. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { Refusal } from '../kernel/errors.ts';
import { type Books, read } from '../ledger/books.ts';

export interface BookableAccount {
  id: string;
  code: string;
  nameZh: string;
  nameEn: string;
  currency: string;
}

/** Accounts that lines may be booked to, by code and currency. */
export async function loadBookableAccounts(db: Db, tenantId: string): Promise<BookableAccount[]> {
  const { rows } = await sql<BookableAccount>`
    select a.id, a.code, a.name_zh as "nameZh", a.name_en as "nameEn", a.currency::text as currency from account a
    where a.tenant_id = ${tenantId} and not a.archived and (a.role is null or a.role = 'CHANNEL_FEES')
      and not exists (select 1 from bank_account b where b.tenant_id = a.tenant_id and b.ledger_account_id = a.id)
      and not exists (select 1 from fee_item f where f.tenant_id = a.tenant_id and f.revenue_account_id = a.id)
    order by a.code, a.currency limit 500`.execute(db);
  return rows;
}

/** Accounts that lines may be booked to. */
export const listBookableAccounts = (books: Books): Promise<BookableAccount[]> =>
  read(books, (db) => loadBookableAccounts(db, books.tenant.id));

/**
 * The account of a code and currency.
 * @throws Refusal `reconciliation.account_not_bookable` naming those that there are
 */
export async function bookableAccount(
  db: Db,
  tenantId: string,
  code: string,
  currency: string,
): Promise<BookableAccount> {
  const accounts = (await loadBookableAccounts(db, tenantId)).filter((each) => each.currency === currency);
  const found = accounts.find((each) => each.code === code);
  if (found) return found;
  const codes = accounts.slice(0, 8).map((each) => each.code);
  const message = `lines in ${currency} cannot be booked to “${code.slice(0, 40)}”; ${
    codes.length > 0 ? `there are ${codes.join(', ')}` : 'add an account for it to the sheet Accounts first'
  }`;
  throw new Refusal('reconciliation.account_not_bookable', message, { field: 'account' });
}
