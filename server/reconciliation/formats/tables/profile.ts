/** How a table of a bank or channel is read: which columns hold what. Profiles are data. */

/**
 * Columns are named by their headings, the first that the table has counts; `金额#2` is the second column of that heading,
 * `#5` the fifth column whatever its heading.
 */
export interface ProfileColumns {
  date: readonly string[];
  valueDate?: readonly string[];
  /** one amount, by its sign or by `direction` */
  amount?: readonly string[];
  /** money in and money out in columns of their own */
  credit?: readonly string[];
  debit?: readonly string[];
  direction?: readonly string[];
  currency?: readonly string[];
  balance?: readonly string[];
  partyName?: readonly string[];
  /** from whom and to whom, where both are named */
  payerName?: readonly string[];
  payeeName?: readonly string[];
  partyAccount?: readonly string[];
  account?: readonly string[];
  reference?: readonly string[];
  bankReference?: readonly string[];
  type?: readonly string[];
  status?: readonly string[];
  fee?: readonly string[];
  text?: readonly string[];
}

export type DateOrder = 'YMD' | 'MDY' | 'DMY';

export interface TableProfile {
  /** stable name: `icbc-debit` */
  name: string;
  /** what a person calls it */
  label: string;
  /** the statement format it belongs to: `cn_bank` */
  format: string;
  /** headings that the table must have to be this one */
  header: readonly string[];
  columns: ProfileColumns;
  /** ISO 4217, where no column says it; null: that of the account */
  currency?: string | null;
  /** order of day, month and year, where the dates alone leave it open */
  dates?: DateOrder;
  /** words of the direction column; patterns, tested against the whole cell */
  words?: { in: string; out: string };
  /** what was kept is written below zero, and what was given back above */
  feeBelowZero?: boolean;
  /** amounts are what is left after the fees, which stand in several columns that add up */
  amountAfterFees?: boolean;
  /** a positive amount is money out, as on credit cards */
  inverted?: boolean;
  /** rows whose status says that no money moved and no balance changed; a pattern */
  unbooked?: string;
  /** rows whose status says that the trade was closed although its direction counts it; a pattern, warned of */
  closed?: string;
  /** finds the account's number in the lines above the table; a pattern with one group */
  account?: string;
  /** the decimal sign of its figures; without it, as they look */
  decimal?: DecimalSign;
  /** rows in which a cell begins so are no movements: sums, opening balances; a pattern */
  leaveOut?: string;
  /** a person said how dates and figures are written: one that is written otherwise is refused, not read otherwise */
  exact?: boolean;
}

export type DecimalSign = 'POINT' | 'COMMA';

/** The profiles that a tenant made, beside those that ship, and the one that was asked for by name. */
export interface ProfileChoice {
  own: readonly TableProfile[];
  wanted: TableProfile | null;
}
