/** What the ledger says: entries of a document, balances of accounts, months of the books. */
import { sql } from 'kysely';
import type { BusinessDate } from '../kernel/dates.ts';
import { type Books, read } from './books.ts';

/** A ledger row by the codes of its accounts. */
export interface TransferView {
  id: string;
  debitAccount: string;
  creditAccount: string;
  amount: string;
  currency: string;
}

/** Transfers booked together. */
export interface JournalEntryView {
  id: string;
  kind: string;
  documentDate: BusinessDate;
  postingDate: BusinessDate;
  description: string;
  transfers: TransferView[];
}

/** Entries of a document (bill, payment, allocation, statement line), oldest first, with their transfers. */
export function journalEntries(books: Books, sourceId: string): Promise<JournalEntryView[]> {
  return read(books, async (db) => {
    const { rows } = await sql<JournalEntryView>`
      select e.id, e.kind, e.document_date as "documentDate", e.posting_date as "postingDate", e.description,
        (select coalesce(json_agg(json_build_object('id', t.id, 'debitAccount', d.code, 'creditAccount', c.code,
            'amount', t.amount::text, 'currency', t.currency) order by t.id), '[]')
          from transfer t
          join account d on d.tenant_id = t.tenant_id and d.id = t.debit_account_id
          join account c on c.tenant_id = t.tenant_id and c.id = t.credit_account_id
          where t.tenant_id = e.tenant_id and t.journal_entry_id = e.id) as transfers
      from journal_entry e where e.tenant_id = ${books.tenant.id} and e.source_id = ${sourceId}
      order by e.id limit 500`.execute(db);
    return rows;
  });
}

/** Debits and credits of an account. */
export interface AccountBalanceView {
  code: string;
  nameZh: string;
  nameEn: string;
  kind: string;
  currency: string;
  debit: string;
  credit: string;
}

/**
 * Debits and credits of every account with postings up to and with a day, by code. Within a currency their sums are equal.
 * @param to default: everything posted by the tenant's today
 */
export function trialBalance(books: Books, to: BusinessDate = books.today): Promise<AccountBalanceView[]> {
  return read(books, async (db) => {
    const { rows } = await sql<AccountBalanceView>`
      with sums as (
        select account_id, sum(debit) as debit, sum(credit) as credit from (
          select debit_account_id as account_id, sum(amount) as debit, 0 as credit from transfer
          where tenant_id = ${books.tenant.id} and posting_date <= ${to}::date group by debit_account_id
          union all
          select credit_account_id, 0, sum(amount) from transfer
          where tenant_id = ${books.tenant.id} and posting_date <= ${to}::date group by credit_account_id
        ) sides group by account_id
      )
      select a.code, a.name_zh as "nameZh", a.name_en as "nameEn", a.kind, a.currency, s.debit, s.credit
      from sums s join account a on a.tenant_id = ${books.tenant.id} and a.id = s.account_id
      order by a.currency, a.code`.execute(db);
    return rows;
  });
}
