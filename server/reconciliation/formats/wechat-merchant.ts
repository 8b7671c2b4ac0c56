/**
 * WeChat Pay merchant bills (微信支付商户对账单), API v2 and v3: trade bill ALL, SUCCESS and REFUND, fund-flow bill, and the
 * like-built trade bills of aggregators (威富通 Swiftpass).
 *
 * What counts as a line: each successful payment and each refund of a trade bill; each movement of a fund-flow bill. A
 * refund is known by its status or type, never by the sign of its amount, which aggregators write either way. Unpaid,
 * failed and processing rows are not booked and give a warning.
 */
import { Refusal } from '../../kernel/errors.ts';
import { checkSummary, type SummaryCheck } from './channel.ts';
import { type CsvRow, type Header, headerName, lostLineBreaks, readHeader, readRows } from './csv.ts';
import type { DraftLine, FormatResult, StatementFormat, StatementWarning } from './types.ts';
import { readAmount } from './values.ts';
import { fundFlowBill } from './wechat-fund-flow.ts';
import { tradeBill } from './wechat-trade.ts';

/** One of the two kinds of bill. */
export interface WechatBill {
  /** the columns by which the header is known */
  isHeader(header: Header): boolean;
  readBody(header: Header, rows: readonly CsvRow[], warnings: StatementWarning[]): WechatBody;
  /** what the summary states, against the rows */
  checks(body: WechatBody, stated: (name: RegExp) => ReturnType<typeof readAmount> | null): SummaryCheck[];
}

export interface WechatBody {
  account: string | null;
  opening: DraftLine['amount'] | null;
  closing: DraftLine['amount'] | null;
  lines: DraftLine[];
  /** rows that moved no money (yet) */
  unbooked: DraftLine[];
  zeroEntries: number;
  /** rows of the file, booked or not: what the summary counts */
  rows: number;
}

const BILLS: readonly WechatBill[] = [tradeBill, fundFlowBill];
const SUMMARY_HEAD = /^(总|资金流水总)?(交易|订单|流水)?总?(单|笔)数$/;

export const wechatMerchant: StatementFormat = {
  name: 'wechat_merchant',
  label: 'WeChat Pay merchant bill 微信支付商户账单: trades, refunds, fund flow',
  detects: ({ text }) => {
    const head = headerName(text.slice(0, 20_000));
    const trades =
      /交易时间,/.test(head) &&
      /,商户订单号,/.test(head) &&
      /,交易状态,/.test(head) &&
      /公众账号ID|微信订单号|威富通订单号|第三方订单号/.test(head);
    return trades || (/记账时间,/.test(head) && /,资金流水单号,/.test(head) && /,收支类型,/.test(head));
  },
  parse: ({ text }) => parseBill(readRows(text)),
};

function parseBill(rows: readonly CsvRow[]): FormatResult {
  const at = rows.findIndex((row) => billOf(row) !== null);
  const [headerRow] = rows.slice(at, at + 1);
  const bill = headerRow ? billOf(headerRow) : null;
  if (at < 0 || !headerRow || !bill) throw lostLineBreaks(1);
  const header = readHeader(headerRow);
  // A value, or the mark before it, in the header's line: the rows were joined to it.
  if (headerRow.cells.some((cell) => /`|\d{4}-\d\d-\d\d/.test(cell))) throw lostLineBreaks(header.line);
  const { data, names, values } = splitAtSummary(rows, at);
  const warnings: StatementWarning[] = [];
  const body = bill.readBody(header, data, warnings);
  const stated = (name: RegExp): ReturnType<typeof readAmount> | null => {
    const index = names.findIndex((candidate) => name.test(candidate));
    return index < 0 ? null : readAmount(values.cells[index] ?? '', names[index] as string, values.line);
  };
  const ties = checkSummary(bill.checks(body, stated), values.line, warnings);
  const currencies = new Set(body.lines.map(({ currency }) => currency));
  const { account, opening, closing, lines, zeroEntries } = body;
  const currency = currencies.size > 1 ? null : (lines[0]?.currency ?? 'CNY');
  return { statements: [{ account, currency, reference: null, opening, closing, lines, zeroEntries, ties }], warnings };
}

function billOf(row: CsvRow): WechatBill | null {
  const header = readHeader(row);
  return BILLS.find((bill) => bill.isHeader(header)) ?? null;
}

interface Parts {
  data: CsvRow[];
  names: string[];
  values: CsvRow;
}

/** Data rows, then one row of summary names and one of values, then nothing: anything else is a cut or a mixed file. */
function splitAtSummary(rows: readonly CsvRow[], headerAt: number): Parts {
  const stray = rows.slice(0, headerAt).find(({ ticked }) => ticked);
  if (stray)
    throw new Refusal('statement.mixed_file', 'There are rows before the header: the head of the file is missing.', {
      line: stray.line,
    });
  const after = rows.slice(headerAt + 1);
  const end = after.findIndex(({ cells }) => SUMMARY_HEAD.test(headerName(cells[0] ?? '')));
  const data = end < 0 ? after : after.slice(0, end);
  const second = data.find((row) => billOf(row) !== null);
  if (second)
    throw new Refusal(
      'statement.mixed_file',
      'A second header begins here: several bills were put into one file. Import them one by one.',
      { line: second.line },
    );
  const [head, values, more] = end < 0 ? [] : after.slice(end);
  if (!head || !values || values.cells.length < head.cells.length) {
    const last = rows.at(-1)?.line;
    throw new Refusal(
      'statement.cut_file',
      'The bill ends without its summary (总交易单数 …): the file was cut. Fetch it again.',
      { line: last },
    );
  }
  if (more)
    throw new Refusal(
      'statement.mixed_file',
      'The file goes on behind its summary: several bills were put into one file. Import them one by one.',
      { line: more.line },
    );
  return { data, names: head.cells.map(headerName), values };
}
