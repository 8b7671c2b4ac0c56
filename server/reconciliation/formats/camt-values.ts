/** What camt messages share below the statement: amounts, directions, account numbers. */
import { Refusal } from '../../kernel/errors.ts';
import { type Decimal, plain } from '../../kernel/money.ts';
import type { LineDirection, StatementWarning } from './types.ts';
import { readAmount, textOrNull } from './values.ts';
import { first, ownText, textAt, type XmlDocument, type XmlValue } from './xml.ts';

/** One `Stmt`, `Rpt` or `Ntfctn` while it is read. */
export interface CamtStatement {
  document: XmlDocument;
  node: XmlValue;
  created: string | null;
  warnings: StatementWarning[];
}

const ACCOUNT = ['IBAN', 'BBAN', 'Othr/Id', 'PrtryAcct/Id', 'UPIC'];
/** An account's number under `Acct`, `DbtrAcct` or `CdtrAcct`. */
export function accountNumber(account: XmlValue | undefined): string | null {
  return textOrNull(textAt(first(account, 'Id'), ...ACCOUNT));
}

/** A money amount of the standard: never negative, the direction has its own element. @throws Refusal */
export function readMoney(node: XmlValue | undefined, what: string, line: number): Decimal {
  const amount = readAmount(ownText(node) ?? '', what, line);
  if (amount.isNegative() && !amount.isZero()) {
    throw new Refusal(
      'statement.amount_negative',
      `${what} is ${plain(amount)}, but a camt amount is never negative; its direction stands in CdtDbtInd.`,
      { field: what, line },
    );
  }
  return amount.abs();
}

/** @throws Refusal `statement.direction_invalid` */
export function readDirection(node: XmlValue, line: number): LineDirection {
  const mark = textAt(node, 'CdtDbtInd');
  if (mark === 'CRDT') return 'IN';
  if (mark === 'DBIT') return 'OUT';
  throw new Refusal('statement.direction_invalid', `CdtDbtInd is “${mark ?? ''}”; it must be CRDT or DBIT.`, {
    field: 'CdtDbtInd',
    line,
  });
}
