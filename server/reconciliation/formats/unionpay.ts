import iconv from 'iconv-lite';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal, plain } from '../../kernel/money.ts';
import { bankLine, withoutZeros } from './bank-line.ts';
import { cutFile } from './fixed-width.ts';
import type { DraftLine, LineKind, StatementFormat, StatementSource, StatementWarning } from './types.ts';
import { dayOf, textOrNull } from './values.ts';
import { warning } from './warnings.ts';

/**
 * China UnionPay's merchant detail file (ZM): columns of fixed width in bytes of GBK, amounts in fen, a letter C or D before
 * fee and settlement. UnionPay, 商户对账文件说明.
 */
export const unionpay: StatementFormat = {
  name: 'unionpay',
  label: '银联商户对账文件 UnionPay merchant detail',
  detects: (source) => RECORD.test(firstLine(source)) || isSummary(source),
  accompanies: isSummary,
  parse: (source) => {
    if (isSummary(source)) {
      const message = 'This is the printed summary without movements; import the detail file (ZM) that lies beside it.';
      throw new Refusal('statement.summary_only', message, { line: 1 });
    }
    const lines = readLines(source.text);
    const read = lines.map(({ bytes, line }) => readTrade(bytes, line));
    const warnings = read.flatMap(({ trade, settled }) => unsettled(trade, settled));
    return {
      statements: [
        {
          account: read[0]?.merchant ?? null,
          currency: 'CNY',
          reference: null,
          opening: null,
          closing: null,
          ...withoutZeros(read.map(({ trade }) => trade)),
          // Each trade less its fee is what is settled.
          ties: warnings.length === 0,
        },
      ],
      warnings,
    };
  },
};

/** Code of the trade, acquirer, sender, trace number, time, card. */
const RECORD = /^[A-Z]\d\d \d{8,11} +\d{8,11} +\d{6} \d{10} /;
const firstLine = ({ text }: StatementSource) => text.slice(0, 400).split(/\r?\n/)[0] ?? '';

function isSummary({ text }: StatementSource): boolean {
  return /^\s*中国银联\S*商户交易汇总表/.test(text);
}

function readLines(text: string): { bytes: Buffer; line: number }[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((each, i) => ({ bytes: iconv.encode(each, 'gbk'), line: i + 1 }))
    .filter(({ bytes }) => bytes.length > 1);
}

/** Columns from and to, in bytes. */
const COLUMNS = {
  code: [0, 3],
  trace: [28, 34],
  sentAt: [35, 45],
  card: [46, 65],
  amount: [66, 78],
  queryId: [87, 108],
  order: [112, 144],
  fee: [166, 179],
  settled: [180, 193],
  merchant: [293, 308],
} as const;

function unsettled({ amount, fee, sourceLine: line }: DraftLine, settled: Decimal): StatementWarning[] {
  const expected = amount.minus(fee?.abs() ?? 0);
  if (expected.eq(settled)) return [];
  const figures = { amount: plain(amount), expected: plain(expected), settled: plain(settled) };
  return [warning('settled_differs', figures, line)];
}

function readTrade(bytes: Buffer, line: number): { trade: DraftLine; merchant: string | null; settled: Decimal } {
  const column = (name: keyof typeof COLUMNS) => iconv.decode(bytes.subarray(...COLUMNS[name]), 'gbk').trim();
  const amount = column('amount');
  const [settled, fee] = [column('settled'), column('fee')];
  if (!/^\d{12}$/.test(amount) || !/^[CD]\d{12}$/.test(settled) || !/^[CD]\d{12}$/.test(fee)) {
    throw cutFile('The line is no trade of a UnionPay detail file', line);
  }
  const booked = dayOf(column('queryId').slice(0, 8));
  if (booked === null) {
    const message = `The number ${column('queryId')} of the trade does not begin with a date that exists.`;
    throw new Refusal('statement.date_invalid', message, { line });
  }
  const fen = (text: string) => new Decimal(text.replace(/^[CD]/, '')).div(100);
  const isIn = settled.startsWith('C');
  const trade = bankLine({
    bookedOn: booked,
    direction: isIn ? 'IN' : 'OUT',
    amount: fen(amount),
    currency: 'CNY',
    partyAccount: textOrNull(column('card')),
    reference: textOrNull(column('order')),
    bankReference: textOrNull(column('queryId')),
    kind: kindOf(column('code'), isIn),
    // D is what the merchant pays.
    fee: fee.startsWith('D') ? fen(fee) : fen(fee).neg(),
    sourceLine: line,
    identity: [column('queryId'), column('code'), column('order'), column('trace')],
  });
  return { trade, settled: fen(settled), merchant: textOrNull(column('merchant')) };
}

/** S30 gives money back, S31 cancels; what else takes money is a payment. */
function kindOf(code: string, isIn: boolean): LineKind {
  if (code === 'S30') return 'REFUND';
  if (code === 'S31') return 'REVERSAL';
  return isIn ? 'PAYMENT' : 'OTHER';
}
