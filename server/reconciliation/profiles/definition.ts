/** What a person points out of a table, as a profile in the shape of those that ship, and back. Pure. */
import { Refusal } from '../../kernel/errors.ts';
import { ACCOUNT_ABOVE } from '../formats/tables/generic.ts';
import { heading } from '../formats/tables/grid.ts';
import type { DateOrder, DecimalSign, ProfileColumns, TableProfile } from '../formats/tables/profile.ts';

/** What a column holds, as the API says it. */
export type ColumnKind =
  | 'DATE'
  | 'VALUE_DATE'
  | 'AMOUNT'
  | 'CREDIT'
  | 'DEBIT'
  | 'DIRECTION'
  | 'CURRENCY'
  | 'BALANCE'
  | 'PARTY_NAME'
  | 'PARTY_ACCOUNT'
  | 'ACCOUNT'
  | 'REFERENCE'
  | 'BANK_REFERENCE'
  | 'TEXT'
  | 'FEE'
  | 'TYPE'
  | 'STATUS';

/** Columns of profiles by what the API calls them. */
export const COLUMN_OF: Readonly<Record<ColumnKind, keyof ProfileColumns>> = {
  DATE: 'date',
  VALUE_DATE: 'valueDate',
  AMOUNT: 'amount',
  CREDIT: 'credit',
  DEBIT: 'debit',
  DIRECTION: 'direction',
  CURRENCY: 'currency',
  BALANCE: 'balance',
  PARTY_NAME: 'partyName',
  PARTY_ACCOUNT: 'partyAccount',
  ACCOUNT: 'account',
  REFERENCE: 'reference',
  BANK_REFERENCE: 'bankReference',
  TEXT: 'text',
  FEE: 'fee',
  TYPE: 'type',
  STATUS: 'status',
};

export const COLUMN_KINDS = Object.keys(COLUMN_OF) as ColumnKind[];

/** A table as a person points it out. */
export interface PointedTable {
  headings: readonly string[];
  columns: readonly { kind: ColumnKind; column: string }[];
  inWords: readonly string[];
  outWords: readonly string[];
  inverted: boolean;
  dates?: DateOrder | null | undefined;
  decimal?: DecimalSign | null | undefined;
  currency?: string | null | undefined;
  leaveOut: readonly string[];
}

/** The same as it comes in: what is left out is none. */
export type TableInput = Pick<PointedTable, 'headings' | 'columns'> & {
  [K in Exclude<keyof PointedTable, 'headings' | 'columns'>]?: PointedTable[K] | undefined;
};

const MOST_COLUMNS = 200;
const MOST_WORDS = 50;
const LONGEST_TEXT = 100;

/**
 * The profile of a table that was pointed out.
 * @param name its name and label
 * @throws Refusal `statement.profile_no_date`, `statement.profile_no_amount`, `statement.profile_two_amounts`,
 *   `statement.profile_no_words`, `statement.profile_unknown_column`, `statement.profile_too_large`, `value.bad_currency`
 */
export function profileOf(name: string, input: TableInput): TableProfile {
  const table = {
    ...input,
    inWords: input.inWords ?? [],
    outWords: input.outWords ?? [],
    leaveOut: input.leaveOut ?? [],
  };
  refuseSize(table);
  const columns = columnsOf(table);
  refuseIncomplete(columns, table);
  const currency = table.currency?.trim().toUpperCase() || null;
  if (currency !== null && !/^[A-Z]{3}$/.test(currency)) {
    const message = `“${currency.slice(0, 20)}” is no currency; write its ISO 4217 code, such as CNY`;
    throw new Refusal('value.bad_currency', message, { field: 'currency' });
  }
  return {
    name,
    label: name,
    format: 'bank_csv',
    header: [...new Set(table.headings.map(heading))].filter((each) => each !== ''),
    columns: columns as ProfileColumns,
    currency,
    account: ACCOUNT_ABOVE,
    exact: true,
    ...(table.dates ? { dates: table.dates } : {}),
    ...(table.decimal ? { decimal: table.decimal } : {}),
    ...(table.inverted ? { inverted: true } : {}),
    ...(columns.direction ? { words: { in: patternOf(table.inWords), out: patternOf(table.outWords) } } : {}),
    ...(wordsIn(table.leaveOut).length > 0 ? { leaveOut: patternOf(table.leaveOut) } : {}),
  };
}

type Columns = Partial<Record<keyof ProfileColumns, string[]>>;

function columnsOf({ headings, columns }: TableInput): Columns {
  const known = new Set(headings.map(heading));
  const found: Columns = {};
  for (const { kind, column } of columns) {
    const named = heading(column).replace(/#\d+$/, '');
    if (named !== '' && !known.has(named)) {
      const message = `there is no column “${column.slice(0, 40)}” among the headings; point at it anew`;
      throw new Refusal('statement.profile_unknown_column', message, {
        field: column.slice(0, 40),
        params: { column: column.slice(0, 40) },
      });
    }
    (found[COLUMN_OF[kind]] ??= []).push(column);
  }
  return found;
}

function refuseIncomplete(columns: Columns, { inWords, outWords }: Pick<PointedTable, 'inWords' | 'outWords'>): void {
  const { date, amount, credit, debit, direction } = columns;
  if (!date) throw refusal('no_date', 'point at the column that holds the day of booking', 'DATE');
  if (!amount && !(credit && debit)) {
    const message = 'point at the column that holds the amount, or at both, money in and money out';
    throw refusal('no_amount', message, credit ? 'DEBIT' : debit ? 'CREDIT' : 'AMOUNT');
  }
  if (amount && (credit || debit)) {
    throw refusal('two_amounts', 'point either at one amount, or at money in and money out; not at both', 'AMOUNT');
  }
  if (direction && (wordsIn(inWords).length === 0 || wordsIn(outWords).length === 0)) {
    throw refusal(
      'no_words',
      'write which words of the direction column mean money in and which money out',
      'DIRECTION',
    );
  }
}

function refusal(reason: 'no_date' | 'no_amount' | 'two_amounts' | 'no_words', message: string, field: ColumnKind) {
  return new Refusal(`statement.profile_${reason}`, message, { field });
}

function refuseSize({ headings, columns, inWords, outWords, leaveOut }: Omit<PointedTable, 'inverted'>): void {
  const words = [...inWords, ...outWords, ...leaveOut];
  const texts = [...headings, ...columns.map(({ column }) => column), ...words];
  const fits = headings.length <= MOST_COLUMNS && columns.length <= MOST_COLUMNS && words.length <= MOST_WORDS * 3;
  if (fits && texts.every((text) => text.length <= LONGEST_TEXT)) return;
  const message = `a profile has at most ${MOST_COLUMNS} columns and ${MOST_WORDS} words of a kind, of ${LONGEST_TEXT} characters each`;
  throw new Refusal('statement.profile_too_large', message);
}

const wordsIn = (words: readonly string[]) =>
  [...new Set(words.map((word) => word.trim()))].filter((word) => word !== '');

/** A pattern that fits these words and nothing else: what people write is never a pattern itself. */
const patternOf = (words: readonly string[]): string =>
  wordsIn(words)
    .map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`))
    .join('|');

/** The words of a pattern; of a profile that ships, which has real patterns, their alternatives. */
function wordsOf(pattern: string | undefined): string[] {
  if (!pattern) return [];
  return pattern.split(/(?<!\\)\|/).map((word) => word.replace(/\\(.)/g, '$1'));
}

/** What a profile says, as a person pointed it out or could have. */
export function pointedTableOf(profile: TableProfile): PointedTable {
  const kinds = COLUMN_KINDS.flatMap((kind) =>
    (profile.columns[COLUMN_OF[kind]] ?? []).map((column) => ({ kind, column })),
  );
  return {
    headings: profile.header,
    columns: kinds,
    inWords: wordsOf(profile.words?.in),
    outWords: wordsOf(profile.words?.out),
    inverted: profile.inverted ?? false,
    dates: profile.dates ?? null,
    decimal: profile.decimal ?? null,
    currency: profile.currency ?? null,
    leaveOut: wordsOf(profile.leaveOut),
  };
}
