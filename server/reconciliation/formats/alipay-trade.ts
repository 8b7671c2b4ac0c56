/** Rows of Alipay's 业务明细: trades and refunds, with the fee. */
import { Decimal } from '../../kernel/money.ts';
import type { AlipayBill, AlipayBody, AlipayTotal } from './alipay-merchant.ts';
import { channelKind, type SummaryCheck, sumOf } from './channel.ts';
import { alignRow, type CsvRow, type Header, isMangledNumber, type RowShape } from './csv.ts';
import type { DraftLine, LineDirection, StatementWarning } from './types.ts';
import { joinTexts, readAmount, readAmountOrZero, readDate, textOrNull } from './values.ts';
import { warning } from './warnings.ts';

export const tradeDetail: AlipayBill = {
  isHeader: (header) => header.has('支付宝交易号', '商户订单号', '业务类型', '商家实收'),
  readBody: readTrades,
  checks: (body, totals) => [...check(body, totals, '交易', 'IN'), ...check(body, totals, '退款', 'OUT')],
};

function check(
  body: AlipayBody,
  totals: readonly AlipayTotal[],
  name: string,
  direction: LineDirection,
): SummaryCheck[] {
  const total = totals.find((candidate) => candidate.name === name);
  const lines = body.lines.filter((line) => line.direction === direction);
  return [
    { what: `${name}笔数`, stated: total?.count ?? null, counted: new Decimal(lines.length) },
    { what: `${name} 商家实收`, stated: total?.sum.abs() ?? null, counted: sumOf(lines, direction) },
  ];
}

function readTrades(header: Header, rows: readonly CsvRow[], warnings: StatementWarning[]): AlipayBody {
  const shape: RowShape = {
    textColumns: ['商品名称', '券名称', '备注', '门店名称'],
    fits: (row) => /^\d{4}[-/]/.test(header.value(row, '创建时间')) && /^-?[\d.]+$/.test(header.value(row, '商家实收')),
  };
  const read = rows.map((row) => readTrade(header, alignRow(header, row, shape), warnings));
  const lines = read.filter(({ amount }) => !amount.isZero());
  return { opening: null, closing: null, lines, zeroEntries: read.length - lines.length };
}

function readTrade(header: Header, row: CsvRow, warnings: StatementWarning[]): DraftLine {
  const { line } = row;
  const value = (name: string): string | null => textOrNull(header.value(row, name));
  const type = header.value(row, '业务类型');
  const kind = channelKind(type);
  const stated = readAmount(header.value(row, '商家实收'), '商家实收', line);
  const out = kind === 'REFUND' || kind === 'REVERSAL' || kind === 'FEE' || stated.isNegative();
  const fee = readAmountOrZero(header.value(row, '服务费'), '服务费', line).abs();
  const party = splitParty(value('对方账户'));
  const [trade, batch] = [value('支付宝交易号'), value('退款批次号/请求号')];
  if (trade && isMangledNumber(trade)) {
    warnings.push(warning('number_mangled', { number: trade }, line));
  }
  return {
    bookedOn: readDate(value('完成时间') ?? header.value(row, '创建时间'), '完成时间', line),
    valueOn: null,
    direction: out ? 'OUT' : 'IN',
    amount: stated.abs(),
    currency: 'CNY',
    payerName: out ? null : party.name,
    payerAccount: out ? null : party.account,
    payeeName: out ? party.name : null,
    payeeAccount: out ? party.account : null,
    reference: value('商户订单号'),
    bankReference: trade,
    refundReference: out ? batch : null,
    text: joinTexts([value('商品名称'), value('备注')]),
    kind,
    fee: header.has('服务费') ? (out ? fee.neg() : fee) : null,
    details: [],
    sourceLine: line,
    // A refund carries the trade's number; its own is the request number.
    identity: [trade, kind, out ? batch : null],
  };
}

/** `**博(156******89)`: name and account of the buyer, both masked by Alipay. */
function splitParty(text: string | null): { name: string | null; account: string | null } {
  const match = /^(.*?)[(（](.+)[)）]$/.exec(text ?? '');
  return match ? { name: textOrNull(match[1]), account: textOrNull(match[2]) } : { name: null, account: text };
}
