/** Vouchers (记账凭证) for another accounting program: entries of a month, summed by day and kind, in its own account codes. */

import { sql } from 'kysely';
import { monthPeriod } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, moneyText } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import { stringify } from './csv.ts';

/** A side of a voucher. */
export interface VoucherLine {
  date: string;
  /** Counts from 1 in the month. */
  voucher: number;
  kind: string;
  account: string;
  accountName: string;
  currency: string;
  debit: string;
  credit: string;
}

/** A file to save. */
export interface VoucherFile {
  fileName: string;
  mediaType: string;
  /** Text, with a byte order mark for Excel. */
  content: string;
}

interface Row {
  date: string;
  voucher: number;
  kind: string;
  code: string;
  name: string;
  external_code: string;
  external_name: string;
  currency: string;
  debit: string;
  credit: string;
}

/**
 * The vouchers of a month: one for each day, kind of entry and currency.
 * @throws Refusal `value.not_a_month`, `closing.account_unmapped` where some accounts have a code of their own and others not
 */
export async function voucherLines(books: Books, month: string): Promise<VoucherLine[]> {
  const { start, end } = monthPeriod(month, 'month');
  const rows = await read(books, async (db) => {
    const { rows: found } = await sql<Row>`
      with sides as (
        select e.posting_date as date, e.kind, t.currency, t.debit_account_id as account_id, t.amount as debit, 0 as credit
        from journal_entry e join transfer t on (t.tenant_id, t.journal_entry_id) = (e.tenant_id, e.id)
        where e.tenant_id = ${books.tenant.id} and e.posting_date >= ${start}::date and e.posting_date < ${end}::date
        union all
        select e.posting_date, e.kind, t.currency, t.credit_account_id, 0, t.amount
        from journal_entry e join transfer t on (t.tenant_id, t.journal_entry_id) = (e.tenant_id, e.id)
        where e.tenant_id = ${books.tenant.id} and e.posting_date >= ${start}::date and e.posting_date < ${end}::date
      )
      select s.date, dense_rank() over (order by s.date, s.kind, s.currency)::int as voucher, s.kind, a.code, a.name_zh as name,
        a.external_code, a.external_name, s.currency, sum(s.debit)::text as debit, sum(s.credit)::text as credit
      from sides s join account a on a.tenant_id = ${books.tenant.id} and a.id = s.account_id
      group by s.date, s.kind, s.currency, a.code, a.name_zh, a.external_code, a.external_name
      order by voucher, sum(s.debit) = 0, a.code`.execute(db);
    return found;
  });
  refuseHalfMapped(rows);
  return rows.map((row) => ({
    date: row.date,
    voucher: row.voucher,
    kind: row.kind,
    account: row.external_code || row.code,
    accountName: row.external_name || row.name,
    currency: row.currency,
    debit: moneyText(new Decimal(row.debit), row.currency),
    credit: moneyText(new Decimal(row.credit), row.currency),
  }));
}

/** Codes of two charts in one file would be booked wrongly without anybody noticing. */
function refuseHalfMapped(rows: readonly Row[]): void {
  const bare = rows.find((row) => row.external_code === '');
  if (!bare || rows.every((row) => row.external_code === '')) return;
  const message = `account ${bare.code} has no code of your own chart; fill it in the sheet of accounts`;
  throw new Refusal('closing.account_unmapped', message, { field: 'externalCode' });
}

const KINDS: Readonly<Record<string, string>> = {
  BILL: '出账',
  CREDIT_NOTE: '红字与减免',
  RECEIPT: '到账',
  PAYMENT: '收款',
  ALLOCATION: '核销',
  SETTLEMENT: '渠道结算',
  REFUND: '退款',
  DAY_CLOSE: '日结差额',
  RELEASE: '收入确认',
  REVERSAL: '冲销',
};

const HEADINGS = ['日期', '凭证字', '凭证号', '摘要', '科目编码', '科目名称', '币种', '借方金额', '贷方金额'];

/** The vouchers of a month as CSV. @throws Refusal as `voucherLines` */
export async function voucherExport(books: Books, month: string): Promise<VoucherFile> {
  const lines = await voucherLines(books, month);
  const rows = lines.map((line) => [
    line.date,
    '记',
    String(line.voucher),
    KINDS[line.kind] ?? line.kind,
    line.account,
    line.accountName,
    line.currency,
    line.debit === moneyText(new Decimal(0), line.currency) ? '' : line.debit,
    line.credit === moneyText(new Decimal(0), line.currency) ? '' : line.credit,
  ]);
  return {
    fileName: `vouchers-${books.tenant.code}-${month}.csv`,
    mediaType: 'text/csv; charset=utf-8',
    content: `\uFEFF${stringify([HEADINGS, ...rows])}`,
  };
}
