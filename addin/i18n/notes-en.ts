/**
 * What is told of a statement file, in English: warnings by the name of their sentence, refusals that name something by their
 * code. The server has the same sentences; `notes-zh.ts` says them in Chinese.
 */
export const notesEn = {
  'notes.balances_differ':
    'Opening {opening} and entries {moved} give {expected}, but the closing balance is {closing}: {difference} is not explained.',
  'notes.summary_figure_differs':
    'The summary says {what} {stated}, the rows give {counted}: a difference of {difference}.',
  'notes.total_differs': 'The total says {stated}, the entries are {counted}: a difference of {difference}.',
  'notes.counted_total_differs':
    'The total says {statedCount} payments of {stated}, the file holds {count} of {counted}: a difference of {difference}.',
  'notes.money_in_differs': 'The report says {statedCount} entries of {stated} in; it holds {count} of {counted}.',
  'notes.money_out_differs': 'The report says {statedCount} entries of {stated} out; it holds {count} of {counted}.',
  'notes.trailer_differs': 'The trailer says {statedOut} out and {statedIn} in; the entries are {out} and {in}.',
  'notes.settled_differs': 'A trade of {amount} less its fee gives {expected}, but {settled} is settled.',
  'notes.bank_summary_differs':
    "The bank's summary {name} says {statedCount} entries, {stated}; the statement holds {count} booked entries, {counted}.",
  'notes.running_balance_breaks':
    'The balances stated after each row do not follow from one another: rows may be missing or out of order.',
  'notes.details_differ': 'The entry books {amount} {currency}, but its details add up to {sum}; the entry counts.',
  'notes.other_currency':
    'An entry is in {currency} on an account in {accountCurrency}; it is left out of the check of the balances.',
  'notes.balance_unreadable': 'The balance “{text}” cannot be read, so that nothing proves the entries.',
  'notes.balance_sign_unknown':
    'The closing balance has the sign “{sign}” instead of 1 or 2, so that nothing proves the entries.',
  'notes.no_end_record': 'The file has no end record ({record}), so that nothing proves that it is whole.',
  'notes.date_replaced': '“{text}” is not a date that exists; the entry was given the day of the statement, {day}.',
  'notes.value_date_invalid': 'The value date “{text}” does not exist and was left out.',
  'notes.date_order_guessed':
    'The dates may be read as {chosen} or {other}; they were read as {chosen}. Check the first: {text}.',
  'notes.entries_not_booked': '{count} entries with status {status} are not booked yet and were left out.',
  'notes.row_not_booked': 'A row with status {status} moved no money (yet) and was left out.',
  'notes.record_moves_nothing': 'A record of type {type} is neither credit nor debit and was left out.',
  'notes.rows_neutral':
    '{count} rows count neither as money in nor as money out (own transfers, refunds, not booked) and were left out; the first stands on line {line}.',
  'notes.last_row_may_be_cut':
    'The last row has {count} of {columns} columns, and the file ends without a line break: it may have been cut off. Compare its end with the bank.',
  'notes.rows_left_out':
    '{count} rows begin as the profile says that no movement does and were left out; the first stands on line {line}.',
  'notes.trades_closed':
    '{count} trades are closed, but the file counts them; their refunds, if any, are among the rows left out. The first stands on line {line}.',
  'notes.amount_unreadable':
    'The amount “{text}” of an entry cannot be read, so that it is not imported; ask the bank what it moved.',
  'notes.number_mangled': 'The number {number} was shortened by a spreadsheet; import the file as it was fetched.',
  'notes.bank_error': 'The bank answered with error {error}: {reason}. Fetch the statement again.',
  'notes.order_rejected': 'The order {number} was rejected: {reason}.',
  'notes.payment_rejected': 'The payment {number} was rejected: {reason}.',
  'notes.message_rejected': 'The message {number} was rejected: {reason}.',
  'notes.member_twice': '{name} was left out: it is in the archive twice.',
  'notes.member_summary': '{name} was left out: it is a summary without movements.',
  'notes.zero_entries': '{count} entries of 0.00 move no money and are not imported.',
  'notes.zero_entries_of': '{count} entries of 0.00 on {account} move no money and are not imported.',

  'notes.statement.amount_invalid': '“{text}” in the column {column} is not a number.',
  'notes.statement.date_invalid': '“{text}” in the column {column} is not a date that exists.',
  'notes.statement.direction_invalid': '“{text}” in the column {column} says neither in nor out.',
  'notes.statement.profile_does_not_fit':
    'The profile “{profile}” needs the columns {columns}, which the file does not have. Choose another profile, or point at the columns anew.',
  'notes.statement.profile_unknown_column': 'There is no column “{column}”; point at it anew.',
  'notes.statement.profile_name_taken':
    'There is a profile “{profile}” already; change that one, or take another name.',
  'notes.statement.profile_headings_taken':
    'The profile “{profile}” is for files with the same headings; change that one, or put it away first.',
  'notes.statement.unknown_profile': 'There is no profile “{profile}”.',
  'notes.statement.too_large':
    'The file is {size} MB, and at most {limit} MB are taken of this kind. Export a shorter period, or as camt.053, MT940 or CSV.',
  'notes.reconciliation.unknown_account':
    'The file is of the {channel} account {account} in {currency}. Ours: {ours}. Choose the account.',
  'notes.reconciliation.currency_differs':
    'A movement is in {currency}, but {account} is an account in {accountCurrency}; choose the account of that currency.',
  'notes.reconciliation.in_the_future':
    'A movement is booked on {day}, after today ({today}); check the file or the date.',
};
