/**
 * What is told of a file that is imported all the same. Each sentence has a name, so that the pane can say it in the user's
 * language with the same figures; the English one here is what the API and the command line say.
 */
import type { StatementWarning } from './types.ts';

interface Sentence {
  /** stable code; one code may have several sentences */
  code: string;
  says: string;
}

/** Every sentence by its name. `{place}` is filled from the parameters. */
export const WARNINGS = {
  balances_differ: {
    code: 'statement.does_not_tie',
    says: 'Opening {opening} and entries {moved} give {expected}, but the closing balance is {closing}: {difference} is not explained.',
  },
  summary_figure_differs: {
    code: 'statement.does_not_tie',
    says: 'The summary says {what} {stated}, the rows give {counted}: a difference of {difference}.',
  },
  total_differs: {
    code: 'statement.does_not_tie',
    says: 'The total says {stated}, the entries are {counted}: a difference of {difference}.',
  },
  counted_total_differs: {
    code: 'statement.does_not_tie',
    says: 'The total says {statedCount} payments of {stated}, the file holds {count} of {counted}: a difference of {difference}.',
  },
  money_in_differs: {
    code: 'statement.does_not_tie',
    says: 'The report says {statedCount} entries of {stated} in; it holds {count} of {counted}.',
  },
  money_out_differs: {
    code: 'statement.does_not_tie',
    says: 'The report says {statedCount} entries of {stated} out; it holds {count} of {counted}.',
  },
  trailer_differs: {
    code: 'statement.does_not_tie',
    says: 'The trailer says {statedOut} out and {statedIn} in; the entries are {out} and {in}.',
  },
  settled_differs: {
    code: 'statement.does_not_tie',
    says: 'A trade of {amount} less its fee gives {expected}, but {settled} is settled.',
  },
  bank_summary_differs: {
    code: 'statement.summary_differs',
    says: "The bank's summary {name} says {statedCount} entries, {stated}; the statement holds {count} booked entries, {counted}.",
  },
  running_balance_breaks: {
    code: 'statement.running_balance_breaks',
    says: 'The balances stated after each row do not follow from one another: rows may be missing or out of order.',
  },
  details_differ: {
    code: 'statement.details_differ',
    says: 'The entry books {amount} {currency}, but its details add up to {sum}; the entry counts.',
  },
  other_currency: {
    code: 'statement.other_currency',
    says: 'An entry is in {currency} on an account in {accountCurrency}; it is left out of the check of the balances.',
  },
  balance_unreadable: {
    code: 'statement.balance_unreadable',
    says: 'The balance “{text}” cannot be read, so that nothing proves the entries.',
  },
  balance_sign_unknown: {
    code: 'statement.balance_unreadable',
    says: 'The closing balance has the sign “{sign}” instead of 1 or 2, so that nothing proves the entries.',
  },
  no_end_record: {
    code: 'statement.no_end_record',
    says: 'The file has no end record ({record}), so that nothing proves that it is whole.',
  },
  last_row_may_be_cut: {
    code: 'statement.last_row_may_be_cut',
    says: 'The last row has {count} of {columns} columns, and the file ends without a line break: it may have been cut off. Compare its end with the bank.',
  },
  date_replaced: {
    code: 'statement.date_replaced',
    says: '“{text}” is not a date that exists; the entry was given the day of the statement, {day}.',
  },
  value_date_invalid: {
    code: 'statement.value_date_invalid',
    says: 'The value date “{text}” does not exist and was left out.',
  },
  date_order_guessed: {
    code: 'statement.date_order_guessed',
    says: 'The dates may be read as {chosen} or {other}; they were read as {chosen}. Check the first: {text}.',
  },
  entries_not_booked: {
    code: 'statement.not_booked',
    says: '{count} entries with status {status} are not booked yet and were left out.',
  },
  row_not_booked: {
    code: 'statement.not_booked',
    says: 'A row with status {status} moved no money (yet) and was left out.',
  },
  record_moves_nothing: {
    code: 'statement.not_booked',
    says: 'A record of type {type} is neither credit nor debit and was left out.',
  },
  rows_neutral: {
    code: 'statement.not_booked',
    says: '{count} rows count neither as money in nor as money out (own transfers, refunds, not booked) and were left out; the first stands on line {line}.',
  },
  trades_closed: {
    code: 'statement.closed_trade',
    says: '{count} trades are closed, but the file counts them; their refunds, if any, are among the rows left out. The first stands on line {line}.',
  },
  rows_left_out: {
    code: 'statement.rows_left_out',
    says: '{count} rows begin as the profile says that no movement does and were left out; the first stands on line {line}.',
  },
  amount_unreadable: {
    code: 'statement.amount_unreadable',
    says: 'The amount “{text}” of an entry cannot be read, so that it is not imported; ask the bank what it moved.',
  },
  number_mangled: {
    code: 'statement.number_mangled',
    says: 'The number {number} was shortened by a spreadsheet; import the file as it was fetched.',
  },
  bank_error: {
    code: 'statement.bank_error',
    says: 'The bank answered with error {error}: {reason}. Fetch the statement again.',
  },
  order_rejected: { code: 'statement.payment_rejected', says: 'The order {number} was rejected: {reason}.' },
  payment_rejected: { code: 'statement.payment_rejected', says: 'The payment {number} was rejected: {reason}.' },
  message_rejected: { code: 'statement.payment_rejected', says: 'The message {number} was rejected: {reason}.' },
  member_twice: { code: 'statement.member_skipped', says: '{name} was left out: it is in the archive twice.' },
  member_summary: { code: 'statement.member_skipped', says: '{name} was left out: it is a summary without movements.' },
  zero_entries: {
    code: 'statement.zero_entries',
    says: '{count} entries of 0.00 move no money and are not imported.',
  },
  zero_entries_of: {
    code: 'statement.zero_entries',
    says: '{count} entries of 0.00 on {account} move no money and are not imported.',
  },
} as const satisfies Record<string, Sentence>;

export type WarningName = keyof typeof WARNINGS;

type Places<S extends string> = S extends `${string}{${infer Place}}${infer Rest}` ? Place | Places<Rest> : never;

/**
 * A warning with its sentence filled in.
 * @param params what the sentence names; amounts as plain decimal text
 * @param line of the file, counted from 1; null where it is about the whole
 */
export function warning<N extends WarningName>(
  name: N,
  params: Record<Places<(typeof WARNINGS)[N]['says']>, string | number>,
  line: number | null,
): StatementWarning {
  const { code, says } = WARNINGS[name];
  const filled = Object.fromEntries(
    Object.entries<string | number>(params).map(([place, value]) => [place, String(value)]),
  );
  return { code, name, params: filled, message: fill(says, filled), line, file: null };
}

const fill = (says: string, params: Readonly<Record<string, string>>): string =>
  says.replace(/\{(\w+)\}/g, (whole, place: string) => params[place] ?? whole);
