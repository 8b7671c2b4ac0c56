/** What the formats of banks share: a line with its other party, and the check of a statement's balances. */
import { type Decimal, plain, ZERO } from '../../kernel/money.ts';
import type { DraftLine, DraftStatement, StatementWarning } from './types.ts';
import { warning } from './warnings.ts';

type Essential = 'bookedOn' | 'direction' | 'amount' | 'currency' | 'sourceLine';

export interface BankLine extends Pick<DraftLine, Essential>, Partial<Omit<DraftLine, Essential>> {
  /** the other side: who paid what came in, or was paid what went out */
  partyName?: string | null;
  partyAccount?: string | null;
}

/** A whole line from what the bank says of it. Without an identity of its own it is known by all that it says. */
export function bankLine({ partyName = null, partyAccount = null, ...said }: BankLine): DraftLine {
  const isIn = said.direction === 'IN';
  const line = {
    valueOn: null,
    payerName: isIn ? partyName : null,
    payerAccount: isIn ? partyAccount : null,
    payeeName: isIn ? null : partyName,
    payeeAccount: isIn ? null : partyAccount,
    reference: null,
    bankReference: null,
    refundReference: null,
    text: null,
    kind: 'PAYMENT' as const,
    fee: null,
    details: [],
    ...said,
  };
  return {
    identity: [line.bankReference, line.reference, partyName, partyAccount, line.text],
    ...line,
  };
}

/** What lines moved together, money in less money out. */
export function movedBy(lines: readonly Pick<DraftLine, 'direction' | 'amount'>[]): Decimal {
  return lines.reduce<Decimal>(
    (sum, { direction, amount }) => (direction === 'IN' ? sum.plus(amount) : sum.minus(amount)),
    ZERO,
  );
}

/**
 * Whether opening + lines = closing; null where one of the balances is missing. A difference is warned of, by how much.
 * @param line where the statement stands in the file
 */
export function tieBalances(
  { opening, closing, lines }: Pick<DraftStatement, 'opening' | 'closing'> & { lines: readonly DraftLine[] },
  line: number,
  warnings: StatementWarning[],
): boolean | null {
  return tieMoved({ opening, closing, moved: movedBy(lines) }, line, warnings);
}

/** The same from what the lines moved together. */
export function tieMoved(
  { opening, closing, moved }: Pick<DraftStatement, 'opening' | 'closing'> & { moved: Decimal },
  line: number,
  warnings: StatementWarning[],
): boolean | null {
  if (opening === null || closing === null) return null;
  const expected = opening.plus(moved);
  if (expected.eq(closing)) return true;
  const figures = { opening, moved, expected, closing, difference: closing.minus(expected) };
  warnings.push(warning('balances_differ', texts(figures), line));
  return false;
}

const texts = <K extends string>(figures: Record<K, Decimal>) =>
  Object.fromEntries(Object.entries<Decimal>(figures).map(([name, amount]) => [name, plain(amount)])) as Record<
    K,
    string
  >;

/** Takes entries of 0.00 out: they are counted, and nothing is to be imported. */
export function withoutZeros(lines: readonly DraftLine[]): Pick<DraftStatement, 'lines' | 'zeroEntries'> {
  const moving = lines.filter(({ amount }) => !amount.isZero());
  return { lines: moving, zeroEntries: lines.length - moving.length };
}
