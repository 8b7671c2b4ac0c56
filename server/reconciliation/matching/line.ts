/** What rules look at. */
import type { Decimal } from '../../kernel/money.ts';
import type { BankChannel } from '../entities.ts';

/** A statement line as far as matching asks. What is not known of it meets no condition. */
export interface LineToMatch {
  id: string;
  amount: Decimal;
  currency: string;
  payerName: string;
  payerAccount: string;
  reference: string;
  text: string;
  direction?: 'IN' | 'OUT';
  /** Code of our account that it is of. */
  account?: string;
  channel?: BankChannel;
  bookedOn?: string;
  /** Bills that somebody said it does not pay, as `billsKey` writes them. */
  rejectedBills?: ReadonlySet<string>;
  /** Rules of booking that somebody said do not fit it. */
  rejectedRules?: ReadonlySet<string>;
}

/** Bills in an order as one text. */
export const billsKey = (bills: readonly { id: string }[]): string => bills.map(({ id }) => id).join();
