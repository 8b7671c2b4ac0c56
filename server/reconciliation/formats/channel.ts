/** What the bills of Chinese payment channels share: sums, kinds of business, a running balance, the check of a summary. */
import { type Decimal, plain, ZERO } from '../../kernel/money.ts';
import type { DraftLine, LineDirection, LineKind, StatementWarning } from './types.ts';
import { warning } from './warnings.ts';

/** The sum of one direction. */
export function sumOf(lines: readonly Pick<DraftLine, 'direction' | 'amount'>[], direction: LineDirection): Decimal {
  return lines
    .filter((line) => line.direction === direction)
    .reduce<Decimal>((sum, line) => sum.plus(line.amount), ZERO);
}

/** The kind that the channel's word for the business stands for. */
export function channelKind(word: string): LineKind {
  if (/费|佣金/.test(word)) return 'FEE';
  if (/退款|退回|退票/.test(word)) return 'REFUND';
  if (/撤销|冲正/.test(word)) return 'REVERSAL';
  if (/提现|充值|转账|划账|结算到|转出|转入/.test(word)) return 'PAYOUT';
  if (/交易|支付|付款|收款|消费/.test(word)) return 'PAYMENT';
  return 'OTHER';
}

/** One figure of a summary against the rows. */
export interface SummaryCheck {
  what: string;
  stated: Decimal | null;
  counted: Decimal;
  /** what the rows give with those that are not booked, which some summaries include */
  withUnbooked?: Decimal;
}

/** Compares a summary with its rows and tells every difference by how much. @returns true when nothing differs */
export function checkSummary(checks: readonly SummaryCheck[], line: number, warnings: StatementWarning[]): boolean {
  let ties = true;
  for (const { what, stated, counted, withUnbooked } of checks) {
    if (stated === null || stated.eq(counted) || (withUnbooked && stated.eq(withUnbooked))) continue;
    ties = false;
    const figures = { stated: plain(stated), counted: plain(counted), difference: plain(stated.minus(counted)) };
    warnings.push(warning('summary_figure_differs', { what, ...figures }, line));
  }
  return ties;
}

/** Balances around the rows of a fund-flow bill. */
export interface RunningBalance {
  opening: Decimal | null;
  closing: Decimal | null;
}

/**
 * Opening and closing balance from the balance stated after each row, if the rows hang together, oldest or newest first.
 * @param rows signed amount and balance after it
 */
export function runningBalance(rows: readonly { moved: Decimal; after: Decimal | null }[]): RunningBalance {
  const chained = (ordered: typeof rows): RunningBalance | null => {
    const [first] = ordered;
    if (!first?.after) return null;
    let balance = first.after.minus(first.moved);
    const opening = balance;
    for (const { moved, after } of ordered) {
      balance = balance.plus(moved);
      if (!after?.eq(balance)) return null;
    }
    return { opening, closing: balance };
  };
  return chained(rows) ?? chained(rows.toReversed()) ?? { opening: null, closing: null };
}
