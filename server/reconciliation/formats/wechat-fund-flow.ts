/** Rows of a WeChat fund-flow bill (资金账单): every movement of the merchant's balance, fees and payouts included. */
import { Refusal } from '../../kernel/errors.ts';
import { Decimal } from '../../kernel/money.ts';
import { channelKind, runningBalance, type SummaryCheck, sumOf } from './channel.ts';
import { alignRow, type CsvRow, type Header, type RowShape } from './csv.ts';
import type { DraftLine, LineDirection, StatementWarning } from './types.ts';
import { joinTexts, readAmount, readDate, textOrNull } from './values.ts';
import { warning } from './warnings.ts';
import type { WechatBill, WechatBody } from './wechat-merchant.ts';

export const fundFlowBill: WechatBill = {
  isHeader: (header) => header.has('记账时间', '资金流水单号', '收支类型', '收支金额'),
  readBody: readMovements,
  checks: (body, stated): SummaryCheck[] => [
    { what: '资金流水总笔数', stated: stated(/^资金流水总笔数$/), counted: new Decimal(body.rows) },
    { what: '收入笔数', stated: stated(/^收入笔数$/), counted: count(body, 'IN') },
    { what: '收入金额', stated: stated(/^收入金额$/), counted: sumOf(body.lines, 'IN') },
    { what: '支出笔数', stated: stated(/^支出笔数$/), counted: count(body, 'OUT') },
    { what: '支出金额', stated: stated(/^支出金额$/)?.abs() ?? null, counted: sumOf(body.lines, 'OUT') },
  ],
};

function count(body: WechatBody, direction: LineDirection): Decimal {
  return new Decimal(body.lines.filter((line) => line.direction === direction).length);
}

function readMovements(header: Header, rows: readonly CsvRow[], warnings: StatementWarning[]): WechatBody {
  const shape: RowShape = {
    textColumns: ['备注'],
    fits: (row) => /^(收入|支出)$/.test(header.value(row, '收支类型')) && !/\s/.test(header.value(row, '业务凭证号')),
  };
  const balances: { moved: Decimal; after: Decimal | null }[] = [];
  const lines: DraftLine[] = [];
  for (const raw of rows) {
    const row = alignRow(header, raw, shape);
    const line = readMovement(header, row);
    const after = header.value(row, '账户结余');
    const moved = line.direction === 'IN' ? line.amount : line.amount.neg();
    balances.push({ moved, after: after === '' ? null : readAmount(after, '账户结余', row.line) });
    if (!line.amount.isZero()) lines.push(line);
  }
  const { opening, closing } = runningBalance(balances);
  if (rows.length > 0 && opening === null) {
    warnings.push(warning('running_balance_breaks', {}, header.line));
  }
  return {
    account: null,
    opening,
    closing,
    lines,
    unbooked: [],
    zeroEntries: rows.length - lines.length,
    rows: rows.length,
  };
}

function readMovement(header: Header, row: CsvRow): DraftLine {
  const { line } = row;
  const value = (name: string): string | null => textOrNull(header.value(row, name));
  const type = header.value(row, '收支类型');
  if (!/^(收入|支出)$/.test(type)) {
    throw new Refusal('statement.direction_invalid', `收支类型 is “${type}”; it must be 收入 or 支出.`, {
      field: '收支类型',
      line,
    });
  }
  return {
    bookedOn: readDate(header.value(row, '记账时间'), '记账时间', line),
    valueOn: null,
    direction: type === '收入' ? 'IN' : 'OUT',
    amount: readAmount(header.value(row, '收支金额'), '收支金额', line).abs(),
    currency: 'CNY',
    payerName: null,
    payerAccount: null,
    payeeName: null,
    payeeAccount: null,
    reference: value('业务凭证号'),
    bankReference: value('微信支付业务单号'),
    refundReference: null,
    text: joinTexts([value('业务名称'), value('业务类型'), value('备注')]),
    kind: channelKind(joinTexts([value('业务类型'), value('业务名称')]) ?? ''),
    fee: null,
    details: [],
    sourceLine: line,
    identity: [value('微信支付业务单号'), value('资金流水单号'), value('业务名称'), value('业务类型')],
  };
}
