/** Rows of Alipay's 账务明细: every movement of the merchant's balance, fees and payouts included. */
import { Refusal } from '../../kernel/errors.ts';
import { Decimal } from '../../kernel/money.ts';
import type { AlipayBill, AlipayBody, AlipayTotal } from './alipay-merchant.ts';
import { channelKind, runningBalance, type SummaryCheck, sumOf } from './channel.ts';
import { alignRow, type CsvRow, type Header, type RowShape } from './csv.ts';
import type { DraftLine, LineDirection, StatementWarning } from './types.ts';
import { joinTexts, readAmount, readAmountOrZero, readDate, textOrNull } from './values.ts';
import { warning } from './warnings.ts';

const INCOME = ['收入金额', '收入'];
const EXPENSE = ['支出金额', '支出'];
const BOOKED = ['发生时间', '入账时间'];
const FLOW_NUMBER = ['账务流水号', '支付宝流水号'];
const TRADE_NUMBER = ['业务流水号', '支付宝交易号'];

export const accountDetail: AlipayBill = {
  isHeader: (header) => [INCOME, EXPENSE, FLOW_NUMBER, BOOKED].every((names) => names.some((name) => header.has(name))),
  readBody: readMovements,
  checks: (body, totals) => [...check(body, totals, '收入', 'IN'), ...check(body, totals, '支出', 'OUT')],
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
    { what: `${name}金额`, stated: total?.sum.abs() ?? null, counted: sumOf(lines, direction) },
  ];
}

function readMovements(header: Header, rows: readonly CsvRow[], warnings: StatementWarning[]): AlipayBody {
  const shape: RowShape = {
    textColumns: ['商品名称', '备注'],
    fits: (row) => /^\d{4}[-/]/.test(header.value(row, ...BOOKED)) && /^-?[\d.]*$/.test(header.value(row, '账户余额')),
  };
  const balances: { moved: Decimal; after: Decimal | null }[] = [];
  const lines: DraftLine[] = [];
  for (const raw of rows) {
    const row = alignRow(header, raw, shape);
    const moved = readMoved(header, row);
    const after = header.value(row, '账户余额');
    balances.push({ moved, after: after === '' ? null : readAmount(after, '账户余额', row.line) });
    if (!moved.isZero()) lines.push(readMovement(header, row, moved));
  }
  const { opening, closing } = runningBalance(balances);
  if (rows.length > 0 && opening === null) {
    warnings.push(warning('running_balance_breaks', {}, header.line));
  }
  return { opening, closing, lines, zeroEntries: rows.length - lines.length };
}

/** Signed: the expense column is an expense whether written 5.00 or -5.00. @throws Refusal when both columns are filled */
function readMoved(header: Header, row: CsvRow): Decimal {
  const income = readAmountOrZero(header.value(row, ...INCOME), '收入金额', row.line);
  const expense = readAmountOrZero(header.value(row, ...EXPENSE), '支出金额', row.line).abs();
  if (!income.isZero() && !expense.isZero()) {
    throw new Refusal('statement.direction_invalid', 'The row has both an income and an expense.', {
      field: '收入金额',
      line: row.line,
    });
  }
  return income.minus(expense);
}

function readMovement(header: Header, row: CsvRow, moved: Decimal): DraftLine {
  const value = (...names: string[]): string | null => textOrNull(header.value(row, ...names));
  const income = moved.isPositive();
  const [name, account] = [value('对方名称'), value('对方账号', '对方账户')];
  const flow = value(...FLOW_NUMBER);
  return {
    bookedOn: readDate(header.value(row, ...BOOKED), '发生时间', row.line),
    valueOn: null,
    direction: income ? 'IN' : 'OUT',
    amount: moved.abs(),
    currency: 'CNY',
    payerName: income ? name : null,
    payerAccount: income ? account : null,
    payeeName: income ? null : name,
    payeeAccount: income ? null : account,
    reference: value('商户订单号'),
    bankReference: value(...TRADE_NUMBER) ?? flow,
    refundReference: null,
    text: joinTexts([value('商品名称'), value('备注')]),
    kind: channelKind(value('业务类型', '账务类型') ?? ''),
    fee: null,
    details: [],
    sourceLine: row.line,
    identity: [flow ?? value(...TRADE_NUMBER), value('商户订单号')],
  };
}
