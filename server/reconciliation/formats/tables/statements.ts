/** What was read from the rows of a table, as statements of accounts. */
import type { Decimal } from '../../../kernel/money.ts';
import { movedBy } from '../bank-line.ts';
import { runningBalance } from '../channel.ts';
import type { DraftLine, DraftStatement, StatementWarning } from '../types.ts';
import { textOrNull } from '../values.ts';
import type { ColumnName, FoundTable } from './find.ts';
import type { GridRow } from './grid.ts';
import type { DateOrder } from './profile.ts';

export interface TableReader {
  table: FoundTable;
  cell: (row: GridRow, column: ColumnName) => string;
  order: DateOrder;
  comma: boolean;
  warnings: StatementWarning[];
}

/** A row that was read: a line, or why it is none. */
export interface ReadRow {
  line: DraftLine | null;
  account: string | null;
  moved: Decimal | null;
  after: Decimal | null;
}

/** A row that states a balance and nothing else is no entry. */
export const isBalanceRow = (row: ReadRow | undefined) =>
  row?.line === null && row.moved === null && row.after !== null;

/** One statement for each account and currency of the table. */
export function statementsOf(reader: TableReader, read: readonly ReadRow[]): DraftStatement[] {
  const above = accountAbove(reader.table);
  const groups = new Map<string, ReadRow[]>();
  for (const row of read) {
    const key = `${row.account ?? above ?? ''}\n${row.line?.currency ?? ''}`;
    if (row.line) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const left = read.filter((row) => row.line === null && !isBalanceRow(row)).length;
  if (groups.size === 0) groups.set(`${above ?? ''}\n${reader.table.profile.currency ?? ''}`, []);
  return [...groups].map(([key, rows], i) => {
    const [account, currency] = key.split('\n') as [string, string];
    const only = groups.size === 1;
    return { ...statementOf(reader, account, currency, only ? read : rows), otherEntries: i === 0 ? left : 0 };
  });
}

function statementOf(reader: TableReader, account: string, currency: string, rows: readonly ReadRow[]): DraftStatement {
  const all = rows.flatMap(({ line }) => line ?? []);
  const lines = all.filter(({ amount }) => !amount.isZero());
  const balances = rows.filter(({ line, after }) => line !== null && after !== null);
  const complete = balances.length > 0 && balances.length === all.length;
  const moves = balances.map(({ moved, after }) => ({ moved: moved as Decimal, after }));
  const { opening, closing } = complete ? runningBalance(moves) : edgesOf(rows, lines);
  if (complete && opening === null) {
    const message =
      'The balances stated after each row do not follow from one another: rows may be missing or out of order.';
    reader.warnings.push({ code: 'statement.running_balance_breaks', message, line: reader.table.head.line });
  }
  return {
    account: account === '' ? null : account.replace(/\s*\([A-Z]{3}\)$/, ''),
    currency: currency === '' || currency === 'XXX' ? null : currency,
    reference: null,
    opening,
    closing,
    lines,
    zeroEntries: all.length - lines.length,
    ties: opening && closing ? true : null,
  };
}

/** A balance before the first entry and one after the last, where only some rows state it. */
function edgesOf(
  rows: readonly ReadRow[],
  lines: readonly DraftLine[],
): { opening: Decimal | null; closing: Decimal | null } {
  const [first, last] = [rows[0], rows.at(-1)];
  const opening = first && isBalanceRow(first) ? first.after : null;
  const closing = last?.after ?? null;
  const holds = opening && closing && opening.plus(movedBy(lines)).eq(closing);
  return holds ? { opening, closing } : { opening: null, closing: null };
}

/** The account's number in the lines above the heading. */
function accountAbove({ preamble, profile }: FoundTable): string | null {
  if (!profile.account) return null;
  const pattern = new RegExp(profile.account);
  for (const { cells } of preamble) {
    const found = pattern.exec(cells.join(','))?.[1];
    if (found) return textOrNull(found);
  }
  return null;
}
