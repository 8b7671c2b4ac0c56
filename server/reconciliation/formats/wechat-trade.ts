/** Rows of a WeChat trade bill: payments and refunds, with the fee that was kept or given back. */
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, ZERO } from '../../kernel/money.ts';
import { type SummaryCheck, sumOf } from './channel.ts';
import { alignRow, type CsvRow, type Header, isMangledNumber, type RowShape } from './csv.ts';
import type { DraftLine, LineDirection, StatementWarning } from './types.ts';
import { joinTexts, readAmount, readAmountOrZero, readDate, textOrNull } from './values.ts';
import { warning } from './warnings.ts';
import type { WechatBill, WechatBody } from './wechat-merchant.ts';

/** What is settled with the merchant: v3 names it, v2 calls it the total; the order amount includes vouchers. */
const PAID = ['应结订单金额', '总金额', '订单金额'];
const TRADE_NUMBER = ['微信订单号', '威富通订单号', '平台订单号', '第三方订单号'];
const REFUND_NUMBER = ['微信退款单号', '威富通退款单号', '平台退款单号'];

export const tradeBill: WechatBill = {
  isHeader: (header) => header.has('交易时间', '商户订单号', '交易状态') && PAID.some((name) => header.has(name)),
  readBody: readTrades,
  checks: (body, stated): SummaryCheck[] => [
    { what: '总交易单数', stated: stated(/^总?(交易|订单)?总?(单|笔)数$/), counted: new Decimal(body.rows) },
    { what: '应结订单总金额', stated: stated(/^(总交易额|应结订单总金额|总交易金额)$/), ...sums(body, 'IN') },
    { what: '退款总金额', stated: stated(/^(总退款金额|退款总金额)$/)?.abs() ?? null, ...sums(body, 'OUT') },
    { what: '手续费总金额', stated: stated(/^(手续费总金额|总手续费金额)$/), counted: fees(body.lines) },
  ],
};

/** A refund that is still on its way stands in the summary of some bills already. */
function sums(body: WechatBody, direction: LineDirection): Pick<SummaryCheck, 'counted' | 'withUnbooked'> {
  return { counted: sumOf(body.lines, direction), withUnbooked: sumOf([...body.lines, ...body.unbooked], direction) };
}

function fees(lines: readonly DraftLine[]): Decimal {
  return lines.reduce<Decimal>((sum, line) => sum.plus(line.fee ?? ZERO), ZERO);
}

function readTrades(header: Header, rows: readonly CsvRow[], warnings: StatementWarning[]): WechatBody {
  const shape: RowShape = { textColumns: ['商品名称', '商户数据包'], fits: (row) => fits(header, row) };
  const lines: DraftLine[] = [];
  const unbooked: DraftLine[] = [];
  let zeroEntries = 0;
  for (const raw of rows) {
    const row = alignRow(header, raw, shape);
    const state = stateOf(header, row);
    const line = readTrade(header, row, state, warnings);
    if (!state.booked) {
      warnings.push(warning('row_not_booked', { status: statusText(header, row) }, row.line));
      unbooked.push(line);
    } else if (line.amount.isZero()) zeroEntries += 1;
    else lines.push(line);
  }
  return {
    account: accountOf(header, rows),
    opening: null,
    closing: null,
    lines,
    unbooked,
    zeroEntries,
    rows: rows.length,
  };
}

function fits(header: Header, row: CsvRow): boolean {
  return /^[A-Z]{3}$/.test(header.value(row, '货币种类')) && /^(-?\d[\d.]*|)$/.test(header.value(row, '手续费'));
}

function statusText(header: Header, row: CsvRow): string {
  return joinTexts([header.value(row, '交易状态'), header.value(row, '退款状态')], ' / ') ?? '';
}

interface State {
  kind: 'PAYMENT' | 'REFUND' | 'REVERSAL';
  booked: boolean;
}

/** @throws Refusal `statement.status_unknown`: money is not guessed from a word that nobody knows */
function stateOf(header: Header, row: CsvRow): State {
  const trade = header.value(row, '交易状态').toUpperCase();
  const refund = header.value(row, '退款状态').toUpperCase();
  if (/REFUND|退款|REVO|撤销|REVERS|冲正/.test(trade)) {
    const booked = !/FAIL|失败|PROCESS|处理中|CHANGE|转入代发|NOTSURE|未确定/.test(refund);
    return { kind: /REFUND|退款/.test(trade) ? 'REFUND' : 'REVERSAL', booked };
  }
  if (/NOTPAY|未支付|未付款|CLOSED|关闭|PAYERROR|失败|USERPAYING|支付中/.test(trade))
    return { kind: 'PAYMENT', booked: false };
  if (/SUCCESS|成功|已支付/.test(trade)) return { kind: 'PAYMENT', booked: true };
  throw new Refusal(
    'statement.status_unknown',
    `The status “${trade}” is not known, so it is not clear whether money moved.`,
    {
      field: '交易状态',
      line: row.line,
    },
  );
}

function readTrade(header: Header, row: CsvRow, state: State, warnings: StatementWarning[]): DraftLine {
  const { line } = row;
  const out = state.kind !== 'PAYMENT';
  const paid = readPaid(header, row);
  const refunded = readAmountOrZero(header.value(row, '退款金额'), '退款金额', line).abs();
  // A revoked order that names no refund amount gives the whole order back.
  const amount = out ? (state.kind === 'REVERSAL' && refunded.isZero() ? paid.abs() : refunded) : paid;
  const fee = readAmountOrZero(header.value(row, '手续费'), '手续费', line).abs();
  const trade = textOrNull(header.value(row, ...TRADE_NUMBER));
  const refund = out ? textOrNull(header.value(row, ...REFUND_NUMBER)) : null;
  const bankReference = refund ?? trade;
  if (bankReference && isMangledNumber(bankReference)) {
    warnings.push(warning('number_mangled', { number: bankReference }, line));
  }
  const dates = out ? ['退款成功时间', '退款申请时间', '交易时间'] : ['交易时间'];
  return {
    bookedOn: readDate(
      dates.map((name) => header.value(row, name)).find((text) => textOrNull(text)) ?? '',
      '交易时间',
      line,
    ),
    valueOn: null,
    direction: out ? 'OUT' : 'IN',
    amount,
    currency: header.value(row, '货币种类') || 'CNY',
    payerName: null,
    payerAccount: out ? null : textOrNull(header.value(row, '用户标识')),
    payeeName: null,
    payeeAccount: out ? textOrNull(header.value(row, '用户标识')) : null,
    reference: textOrNull(header.value(row, '商户订单号')),
    bankReference,
    refundReference: out ? textOrNull(header.value(row, '商户退款单号')) : null,
    text: joinTexts([header.value(row, '商品名称'), header.value(row, '商户数据包')]),
    kind: state.kind,
    fee: header.has('手续费') ? (out ? fee.neg() : fee) : null,
    details: [],
    sourceLine: line,
    identity: [bankReference ?? header.value(row, '商户订单号')],
  };
}

/** @throws Refusal `statement.amount_invalid`, also for a payment below zero, which would be something else */
function readPaid(header: Header, row: CsvRow): Decimal {
  const name = PAID.find((candidate) => header.has(candidate)) as string;
  const text = header.value(row, name);
  const amount = readAmount(text, name, row.line);
  if (amount.isNegative() && stateOf(header, row).kind === 'PAYMENT') {
    throw new Refusal('statement.amount_invalid', `${name} “${text}” of a payment is below zero.`, {
      field: name,
      line: row.line,
    });
  }
  return amount;
}

/** The sub-merchant whose money it is, if all rows have the same one; else the merchant that fetched the bill. */
function accountOf(header: Header, rows: readonly CsvRow[]): string | null {
  for (const names of [['特约商户号', '子商户号'], ['商户号']]) {
    const found = new Set(
      rows.map((row) => header.value(row, ...names)).filter((value) => value !== '' && value !== '0'),
    );
    if (found.size === 1) return [...found][0] ?? null;
  }
  return null;
}
