/** The books in sheets: accounts with their names elsewhere, the trial balance and the journal of a month. */
import { sql } from 'kysely';
import { addMonths, type BusinessDate, monthPeriod, monthStart } from '../kernel/dates.ts';
import { namedId } from '../kernel/ids.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import { code, enumOf, text } from '../ledger/columns.ts';
import {
  decodeCursor,
  encodeCursor,
  type PageRequest,
  pageOf,
  type ReadOnlyDataset,
  refuseUnknownFilters,
} from '../ledger/dataset.ts';
import type { EditableDataset } from '../ledger/editable-dataset.ts';

/** First day of the month of the filter; null without one. @throws Refusal `value.not_a_month` */
function monthOf({ filter }: PageRequest): BusinessDate | null {
  refuseUnknownFilters(filter, ['month']);
  const { month } = filter;
  return typeof month === 'string' && month !== '' ? monthPeriod(month, 'month').start : null;
}

/** The chart: what an account is called here and in the customer's own books. What the product books to it stays as it is. */
export const accounts: EditableDataset = {
  name: 'ACCOUNTS',
  noun: 'Account',
  table: 'account',
  codeField: 'code',
  order: ['code'],
  extra: ['currency', 'role'],
  columns: [
    code('code', 'code'),
    text('nameZh', 'name_zh', { required: true, max: 100 }),
    text('nameEn', 'name_en', { required: true, max: 100 }),
    enumOf('kind', 'kind', ['ASSET', 'LIABILITY', 'EQUITY', 'INCOME', 'EXPENSE'], { required: true }),
    text('externalCode', 'external_code', { max: 50 }),
    text('externalName', 'external_name', { max: 100 }),
  ],
  prepare: () =>
    Promise.resolve({
      check(row) {
        if (row.stored === null) return;
        if (row.archived) {
          row.refuse(null, 'closing.account_kept', 'an account is never taken away; entries may stand on it');
        } else if (row.touches('kind')) {
          row.refuse(
            'kind',
            'closing.account_kind',
            'an account keeps its kind; add another account for the other one',
          );
        }
      },
    }),
  extraValues: (row, { tenant }) => ({
    currency: row.stored?.extra['currency'] ?? tenant.currency,
    role: row.stored?.extra['role'] ?? null,
  }),
};

interface BalanceRow {
  id: string;
  code: string;
  name: string;
  kind: string;
  currency: string;
  opening: string;
  debit: string;
  credit: string;
}

/** 科目余额表: what each account held before the month, what moved in it, what it holds at its end; debits above zero. */
export const trialBalance: ReadOnlyDataset = {
  name: 'TRIAL_BALANCE',
  async page(db, books, request) {
    const month = monthOf(request) ?? monthStart(books.today);
    const after = request.after ? decodeCursor(request.after, 1)[0] : null;
    const { rows } = await sql<BalanceRow>`
      select a.id, a.code, a.name_zh as name, a.kind, a.currency, s.opening::text, s.debit::text, s.credit::text from (
        select account_id, coalesce(sum(debit - credit) filter (where posting_date < ${month}::date), 0) as opening,
          coalesce(sum(debit) filter (where posting_date >= ${month}::date), 0) as debit,
          coalesce(sum(credit) filter (where posting_date >= ${month}::date), 0) as credit
        from (
          select debit_account_id as account_id, posting_date, amount as debit, 0 as credit from transfer
          where tenant_id = ${books.tenant.id} and posting_date < ${addMonths(month, 1)}::date
          union all
          select credit_account_id, posting_date, 0, amount from transfer
          where tenant_id = ${books.tenant.id} and posting_date < ${addMonths(month, 1)}::date) t
        group by account_id) s
      join account a on a.tenant_id = ${books.tenant.id} and a.id = s.account_id
      where ${after ? sql`a.code > ${after}` : sql`true`} order by a.code limit ${request.first + 1}`.execute(db);
    return pageOf(
      rows,
      request.first,
      (row) => balanceRow(row, month),
      (row) => encodeCursor([row.code]),
    );
  },
};

function balanceRow(row: BalanceRow, month: BusinessDate) {
  const money = (value: Decimal) => moneyText(value, row.currency);
  const [opening, debit, credit] = [new Decimal(row.opening), new Decimal(row.debit), new Decimal(row.credit)];
  return {
    id: namedId(`trial balance ${row.id} ${month}`),
    version: 0,
    archived: false,
    cells: {
      month: month.slice(0, 7),
      account: row.code,
      accountName: row.name,
      kind: row.kind,
      currency: row.currency,
      opening: money(opening),
      debit: money(debit),
      credit: money(credit),
      closing: money(opening.plus(debit).minus(credit)),
    },
  };
}

interface JournalRow {
  id: string;
  posting_date: string;
  kind: string;
  description: string;
  debit: string;
  debit_name: string;
  credit: string;
  credit_name: string;
  amount: string;
  currency: string;
  customer: string | null;
  bill: string | null;
  fee_item: string | null;
}

/** 序时账: the transfers of a month, or all, in the order of days. */
export const journal: ReadOnlyDataset = {
  name: 'JOURNAL',
  async page(db, books, request) {
    const month = monthOf(request);
    const [day, id] = request.after ? decodeCursor(request.after, 2) : [null, null];
    const { rows } = await sql<JournalRow>`
      select t.id, t.posting_date, e.kind, e.description, d.code as debit, d.name_zh as debit_name, k.code as credit,
        k.name_zh as credit_name, t.amount, t.currency, c.code as customer, b.number as bill, f.code as fee_item
      from transfer t
      join journal_entry e on (e.tenant_id, e.id) = (t.tenant_id, t.journal_entry_id)
      join account d on (d.tenant_id, d.id) = (t.tenant_id, t.debit_account_id)
      join account k on (k.tenant_id, k.id) = (t.tenant_id, t.credit_account_id)
      left join customer c on (c.tenant_id, c.id) = (t.tenant_id, t.customer_id)
      left join bill b on (b.tenant_id, b.id) = (t.tenant_id, t.bill_id)
      left join fee_item f on (f.tenant_id, f.id) = (t.tenant_id, t.fee_item_id)
      where t.tenant_id = ${books.tenant.id}
        and ${month ? sql`t.posting_date >= ${month}::date and t.posting_date < ${addMonths(month, 1)}::date` : sql`true`}
        and ${day ? sql`(t.posting_date, t.id) > (${day}::date, ${id}::uuid)` : sql`true`}
      order by t.posting_date, t.id limit ${request.first + 1}`.execute(db);
    return pageOf(rows, request.first, journalRow, (row) => encodeCursor([row.posting_date, row.id]));
  },
};

const journalRow = (row: JournalRow) => ({
  id: row.id,
  version: 0,
  archived: false,
  cells: {
    postingDate: row.posting_date,
    kind: row.kind,
    description: row.description,
    debit: row.debit,
    debitName: row.debit_name,
    credit: row.credit,
    creditName: row.credit_name,
    amount: moneyText(new Decimal(row.amount), row.currency),
    currency: row.currency,
    customer: row.customer,
    bill: row.bill,
    feeItem: row.fee_item,
  },
});
