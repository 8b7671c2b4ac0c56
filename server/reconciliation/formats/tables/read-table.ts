/** Reads a table by its profile into the lines of a statement. */
import type { BusinessDate } from '../../../kernel/dates.ts';
import { Refusal } from '../../../kernel/errors.ts';
import { type Decimal, plain } from '../../../kernel/money.ts';
import { bankLine } from '../bank-line.ts';
import { channelKind } from '../channel.ts';
import type { DraftLine, FormatResult, LineDirection, StatementWarning } from '../types.ts';
import { joinTexts, textOrNull } from '../values.ts';
import type { ColumnName, FoundTable } from './find.ts';
import type { GridRow } from './grid.ts';
import type { DateOrder } from './profile.ts';
import { isBalanceRow, type ReadRow, statementsOf, type TableReader } from './statements.ts';
import { looseAmount, looseCurrency, looseDate, usesComma } from './values.ts';

/**
 * @throws Refusal `statement.row_invalid`, `statement.date_invalid`, `statement.amount_invalid`, `statement.direction_invalid`
 *   with the line
 */
export function readTable(table: FoundTable): FormatResult {
  const warnings: StatementWarning[] = [];
  const cell = (row: GridRow, column: ColumnName): string => {
    const place = table.placeOf(table.profile.columns[column]);
    return place === null ? '' : (row.cells[place] ?? '');
  };
  const rows = movementRows(table, (row) => cell(row, 'date'));
  const order = orderOf(
    table,
    rows.map((row) => cell(row, 'date')),
    warnings,
  );
  const figures = rows.flatMap((row) => [cell(row, 'amount'), cell(row, 'credit'), cell(row, 'debit')]);
  const reader: TableReader = { table, cell, order, comma: usesComma(figures.filter((each) => each !== '')), warnings };
  const read = rows.map((row) => readRow(reader, row));
  warnOfNeutral(reader, rows, read);
  return { statements: statementsOf(reader, read), warnings };
}

const LIKE_DATE = /^\d{1,4}[-/.年]?\s?(\d|[A-Za-z]{3})/;

/** Rows from the first to the last with a date; sums, notices and rulers behind them are no movements. */
function movementRows(table: FoundTable, dateOf: (row: GridRow) => string): GridRow[] {
  const last = table.rows.findLastIndex((row) => LIKE_DATE.test(dateOf(row)) && row.cells.length > 2);
  return table.rows
    .slice(0, last + 1)
    .filter((row) => !row.cells.every((each) => each === '' || /^[-=_*]+$/.test(each)));
}

/** The order in which all dates exist and lie closest together. */
function orderOf({ profile, head }: FoundTable, dates: readonly string[], warnings: StatementWarning[]): DateOrder {
  const written = dates.filter((date) => date !== '');
  const orders = ([profile.dates, 'YMD', 'DMY', 'MDY'] as const).filter(
    (order): order is DateOrder => order !== undefined && written.every((date) => looseDate(date, order) !== null),
  );
  if (profile.dates && orders.includes(profile.dates)) return profile.dates;
  const span = (order: DateOrder) => {
    const days = written.map((date) => Date.parse(looseDate(date, order) as string)).toSorted((a, b) => a - b);
    return (days.at(-1) ?? 0) - (days[0] ?? 0);
  };
  const [chosen, next] = [...new Set(orders)].toSorted((a, b) => span(a) - span(b));
  if (chosen && next && written.some((date) => looseDate(date, chosen) !== looseDate(date, next))) {
    const message = `The dates may be read as ${chosen} or ${next}; they were read as ${chosen}. Check the first: ${written[0] ?? ''}.`;
    warnings.push({ code: 'statement.date_order_guessed', message, line: head.line });
  }
  return chosen ?? profile.dates ?? 'YMD';
}

function readRow(reader: TableReader, row: GridRow): ReadRow {
  const { cell, table } = reader;
  const { profile } = table;
  const after = looseAmount(cell(row, 'balance'), reader.comma)?.amount ?? null;
  const account = textOrNull(cell(row, 'account'));
  const money = moneyOf(reader, row);
  if (money === null) return { line: null, account, moved: null, after };
  const status = cell(row, 'status');
  if (profile.unbooked && new RegExp(`^(?:${profile.unbooked})$`, 'i').test(status)) {
    return { line: null, account, moved: null, after };
  }
  const { direction, amount } = money;
  const party =
    textOrNull(cell(row, direction === 'IN' ? 'payerName' : 'payeeName')) ?? textOrNull(cell(row, 'partyName'));
  const fee = looseAmount(cell(row, 'fee'), reader.comma)?.amount ?? null;
  const bankReference = textOrNull(cell(row, 'bankReference'));
  const text = joinTexts((profile.columns.text ?? []).map((name) => textAt(reader, row, name)));
  const type = cell(row, 'type');
  const line = bankLine({
    bookedOn: dateIn(reader, row, 'date'),
    valueOn: looseDate(cell(row, 'valueDate'), reader.order),
    direction,
    amount,
    currency: currencyOf(reader, row, money.currency),
    partyName: party,
    partyAccount: textOrNull(cell(row, 'partyAccount')),
    reference: textOrNull(cell(row, 'reference')),
    bankReference,
    text,
    kind: kindOf(`${type} ${status}`, direction),
    fee: fee !== null && profile.feeBelowZero ? fee.neg() : fee,
    sourceLine: row.line,
    identity: [
      bankReference,
      textOrNull(cell(row, 'reference')),
      party,
      text,
      cell(row, 'date'),
      after && plain(after),
    ],
  });
  return { line, account, moved: direction === 'IN' ? amount : amount.neg(), after };
}

function textAt({ table }: TableReader, row: GridRow, name: string): string | null {
  const place = table.placeOf([name]);
  return place === null ? null : textOrNull(row.cells[place]?.replace(/\s+/g, ' '));
}

interface Money {
  direction: LineDirection;
  amount: Decimal;
  currency: string | null;
}

/** Amount and direction of a row; null for a row without any, or that the table counts in neither direction. */
function moneyOf(reader: TableReader, row: GridRow): Money | null {
  const { columns } = reader.table.profile;
  if (columns.credit && columns.debit) {
    const [credit, debit] = [figure(reader, row, 'credit'), figure(reader, row, 'debit')];
    const found = credit && !credit.amount.isZero() ? credit : (debit ?? credit);
    if (!found) return null;
    // A figure below zero in its column takes an earlier one back.
    const isIn = (found === credit) !== found.amount.isNegative();
    return { direction: isIn ? 'IN' : 'OUT', amount: found.amount.abs(), currency: found.currency };
  }
  const found = figure(reader, row, 'amount');
  if (!found) return null;
  const direction = columns.direction ? directionOf(reader, row) : signOf(reader, found.amount);
  return direction && { direction, amount: found.amount.abs(), currency: found.currency };
}

const NOTHING = /^[-–—/\s]*$/;

function figure(reader: TableReader, row: GridRow, column: 'amount' | 'credit' | 'debit') {
  const text = reader.cell(row, column);
  if (NOTHING.test(text)) return null;
  const found = looseAmount(text, reader.comma);
  if (found) return found;
  const name = reader.table.profile.columns[column]?.[0] ?? column;
  throw new Refusal('statement.amount_invalid', `${name} “${text.slice(0, 40)}” is not a number.`, {
    field: name,
    line: row.line,
  });
}

const signOf = ({ table }: TableReader, amount: Decimal): LineDirection =>
  amount.isNegative() === (table.profile.inverted ?? false) ? 'IN' : 'OUT';

/** The direction column decides and not the sign; a word for neither direction is a neutral row. */
function directionOf({ table, cell }: TableReader, row: GridRow): LineDirection | null {
  const word = cell(row, 'direction');
  const is = (pattern: string | undefined) => pattern !== undefined && new RegExp(`^(?:${pattern})$`, 'i').test(word);
  if (is(table.profile.words?.in)) return 'IN';
  if (is(table.profile.words?.out)) return 'OUT';
  if (NOTHING.test(word) || /不计收支|其他|中性/.test(word)) return null;
  const name = table.profile.columns.direction?.[0] ?? 'direction';
  throw new Refusal('statement.direction_invalid', `${name} “${word.slice(0, 40)}” says neither in nor out.`, {
    field: name,
    line: row.line,
  });
}

function dateIn({ table, cell, order }: TableReader, row: GridRow, column: 'date'): BusinessDate {
  const names = table.profile.columns[column];
  // Some tables leave the first of their date columns empty.
  for (const name of names) {
    const place = table.placeOf([name]);
    const found = place === null ? null : looseDate(row.cells[place] ?? '', order);
    if (found) return found;
  }
  const text = cell(row, column);
  throw new Refusal('statement.date_invalid', `${names[0]} “${text.slice(0, 40)}” is not a date that exists.`, {
    field: names[0],
    line: row.line,
  });
}

/** What the row says, then what its figure says, then the profile; XXX is the currency of the account. */
function currencyOf({ table, cell }: TableReader, row: GridRow, beside: string | null): string {
  const inAccount = /\(([A-Z]{3})\)\s*$/.exec(cell(row, 'account'))?.[1];
  return looseCurrency(cell(row, 'currency')) ?? beside ?? inAccount ?? table.profile.currency ?? 'XXX';
}

function kindOf(word: string, direction: LineDirection): DraftLine['kind'] {
  const lower = word.toLowerCase();
  if (/\bpayout|transfer to bank|withdrawal|merchantpayout/.test(lower)) return 'PAYOUT';
  if (/refund|退款/.test(lower)) return 'REFUND';
  if (/chargeback|reversal|冲正/.test(lower)) return 'REVERSAL';
  if (/^\W*fee\b|手续费/.test(lower)) return 'FEE';
  const kind = /[一-鿿]/.test(word) ? channelKind(word) : 'PAYMENT';
  return kind === 'OTHER' || (kind === 'PAYOUT' && direction === 'IN') ? 'PAYMENT' : kind;
}

/** Rows that are counted and not imported: transfers between one's own accounts, refunds beside closed trades. */
function warnOfNeutral(
  { table, cell, warnings }: TableReader,
  rows: readonly GridRow[],
  read: readonly ReadRow[],
): void {
  const neutral = rows.filter((_, i) => read[i]?.line === null && !isBalanceRow(read[i]));
  const line = neutral[0]?.line ?? null;
  if (neutral.length > 0) {
    const message = `${neutral.length} rows count neither as money in nor as money out (own transfers, refunds, not booked) and were left out; the first stands on line ${line}.`;
    warnings.push({ code: 'statement.not_booked', message, line });
  }
  const { closed } = table.profile;
  const closedRows = rows.filter((row, i) => closed && read[i]?.line && new RegExp(closed).test(cell(row, 'status')));
  if (closedRows.length === 0) return;
  const message = `${closedRows.length} trades are closed, but the file counts them; their refunds, if any, are among the rows left out. The first stands on line ${closedRows[0]?.line}.`;
  warnings.push({ code: 'statement.closed_trade', message, line: closedRows[0]?.line ?? null });
}
