/**
 * Alipay merchant bills (支付宝商户账单): 业务明细 (trades and refunds) and 账务明细 (movements of the merchant's balance), GB18030
 * or UTF-8, with lines that begin with # around the table.
 *
 * What counts as a line: each row of the table. In 业务明细 the amount is 商家实收, what the merchant receives before the
 * fee, and a refund is known by 业务类型, never by its sign; in 账务明细 it is the income or the expense.
 */
import { Refusal } from '../../kernel/errors.ts';
import { type Decimal } from '../../kernel/money.ts';
import { accountDetail } from './alipay-account.ts';
import { tradeDetail } from './alipay-trade.ts';
import { checkSummary, type SummaryCheck } from './channel.ts';
import { type CsvRow, type Header, headerName, lostLineBreaks, readHeader, readRows } from './csv.ts';
import type { DraftLine, FormatResult, StatementFormat, StatementWarning } from './types.ts';
import { readAmount } from './values.ts';

/** One of the two kinds of bill. */
export interface AlipayBill {
  isHeader(header: Header): boolean;
  readBody(header: Header, rows: readonly CsvRow[], warnings: StatementWarning[]): AlipayBody;
  checks(body: AlipayBody, totals: readonly AlipayTotal[]): SummaryCheck[];
}

export interface AlipayBody {
  opening: Decimal | null;
  closing: Decimal | null;
  lines: DraftLine[];
  zeroEntries: number;
}

/** `#交易合计：3笔，商家实收共9.93元，…`: its name, the number of rows and the first sum. */
export interface AlipayTotal {
  name: string;
  count: Decimal;
  sum: Decimal;
}

const BILLS: readonly AlipayBill[] = [tradeDetail, accountDetail];
const TOTAL = /^#\s*(\S*?)合计[:：]\s*([\d,]+)\s*笔[,，][^0-9+-]*([+-]?[\d.,]+)\s*元/;
const NOT_A_STATEMENT_TITLE = /汇总/;

export const alipayMerchant: StatementFormat = {
  name: 'alipay_merchant',
  label: 'Alipay merchant bill 支付宝商户账单: 业务明细, 账务明细',
  detects: ({ text }) => !isOverview(text) && hasColumns(headerName(text.slice(0, 20_000))),
  accompanies: ({ text }) => isOverview(text),
  parse: ({ text }) => parseBill(readRows(text)),
};

function hasColumns(head: string): boolean {
  const trades =
    /支付宝交易号,/.test(head) && /,商户订单号,/.test(head) && /,业务类型,/.test(head) && /,商家实收,/.test(head);
  const account = /(账务流水号|支付宝流水号),/.test(head) && /,收入(金额)?,/.test(head) && /,支出(金额)?,/.test(head);
  return trades || account;
}

/** 业务明细(汇总) and 账务明细(汇总) are packed beside the details and hold totals per shop, no movements. */
function isOverview(text: string): boolean {
  const head = text.slice(0, 4000);
  return /^\s*#?\s*支付宝/.test(head) && NOT_A_STATEMENT_TITLE.test(head.split('\n')[0] ?? '');
}

function parseBill(rows: readonly CsvRow[]): FormatResult {
  const at = rows.findIndex((row) => billOf(row) !== null);
  const [headerRow] = rows.slice(Math.max(at, 0), at + 1);
  const bill = headerRow ? billOf(headerRow) : null;
  if (!headerRow || !bill) throw lostLineBreaks(1);
  const { data, footer } = splitAtFooter(rows, at);
  const warnings: StatementWarning[] = [];
  const body = bill.readBody(readHeader(headerRow), data, warnings);
  const totals = readTotals(footer);
  const ties = checkSummary(bill.checks(body, totals), footer[0]?.line ?? headerRow.line, warnings);
  const { opening, closing, lines, zeroEntries } = body;
  const account = accountOf(rows.slice(0, at));
  return {
    statements: [{ account, currency: 'CNY', reference: null, opening, closing, lines, zeroEntries, ties }],
    warnings,
  };
}

function billOf(row: CsvRow): AlipayBill | null {
  if (isMark(row)) return null;
  const header = readHeader(row);
  return BILLS.find((bill) => bill.isHeader(header)) ?? null;
}

function isMark(row: CsvRow): boolean {
  return row.cells[0]?.startsWith('#') ?? false;
}

/** Rows up to the first # line, then # lines with the totals, then nothing: anything else is a cut or a mixed file. */
function splitAtFooter(rows: readonly CsvRow[], headerAt: number): { data: CsvRow[]; footer: CsvRow[] } {
  const after = rows.slice(headerAt + 1);
  const end = after.findIndex(isMark);
  const data = end < 0 ? after : after.slice(0, end);
  const footer = end < 0 ? [] : after.slice(end);
  const stray = [
    ...data.filter((row) => billOf(row) !== null),
    ...footer.filter((row) => !isMark(row) || (row.cells[0] ?? '').startsWith('#支付宝')),
  ][0];
  if (stray) {
    throw new Refusal(
      'statement.mixed_file',
      'A second table begins here: several bills were put into one file. Import them one by one.',
      { line: stray.line },
    );
  }
  const last = footer.at(-1);
  const brokenEnd = last !== undefined && last.cells[0]?.includes('合计') && readTotals([last]).length === 0;
  if (readTotals(footer).length === 0 || brokenEnd) {
    throw new Refusal(
      'statement.cut_file',
      'The bill ends without its totals (#…合计): the file was cut. Fetch it again.',
      { line: rows.at(-1)?.line },
    );
  }
  return { data, footer };
}

function readTotals(footer: readonly CsvRow[]): AlipayTotal[] {
  return footer.flatMap((row) => {
    const match = TOTAL.exec(row.cells.join(',').replace(/,+$/, ''));
    if (!match) return [];
    const [, name, count, sum] = match as unknown as [string, string, string, string];
    return [{ name, count: readAmount(count, `${name}合计`, row.line), sum: readAmount(sum, `${name}合计`, row.line) }];
  });
}

function accountOf(preamble: readonly CsvRow[]): string | null {
  for (const { cells } of preamble) {
    const match = /账(?:号|户)[:：]\s*\[?([^\]\s,]+)\]?/.exec(cells.join(','));
    if (match?.[1]) return match[1];
  }
  return null;
}
