/** Files of fixed columns: records by line, with readers for the values that stand in them. */
import type { BusinessDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal } from '../../kernel/money.ts';
import { dayOf, textOrNull } from './values.ts';

export interface FixedRecord {
  /** line of the file, counted from 1 */
  line: number;
  text: string;
}

/** Lines that hold something. */
export function fixedRecords(text: string): FixedRecord[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((each, i) => ({ line: i + 1, text: each }))
    .filter((record) => record.text.trim() !== '');
}

/** The columns of a record from one place to another, counted from 0, without outer spaces. */
export const column = ({ text }: FixedRecord, from: number, to: number): string => text.slice(from, to).trim();

/** The same, with inner runs of spaces narrowed; null for nothing. */
export const columnText = (record: FixedRecord, from: number, to: number): string | null =>
  textOrNull(column(record, from, to).replace(/\s+/g, ' '));

/**
 * Digits as an amount with that many decimals.
 * @throws Refusal `statement.amount_invalid`
 */
export function columnAmount(record: FixedRecord, from: number, to: number, decimals: number): Decimal {
  const digits = column(record, from, to);
  if (/^\d+$/.test(digits)) return new Decimal(digits).div(new Decimal(10).pow(decimals));
  throw new Refusal(
    'statement.amount_invalid',
    `“${digits.slice(0, 40)}” is not an amount: the file was cut or edited.`,
    {
      line: record.line,
    },
  );
}

/**
 * Six digits as a date of this century.
 * @throws Refusal `statement.date_invalid`
 */
export function columnDate(record: FixedRecord, from: number, order: 'DMY' | 'YMD'): BusinessDate {
  const found = columnDateOrNull(record, from, order);
  if (found !== null) return found;
  const digits = column(record, from, from + 6);
  throw new Refusal('statement.date_invalid', `“${digits}” is not a date that exists.`, { line: record.line });
}

/** Like `columnDate`; null for zeros, spaces and days that do not exist. */
export function columnDateOrNull(record: FixedRecord, from: number, order: 'DMY' | 'YMD'): BusinessDate | null {
  const digits = column(record, from, from + 6);
  if (!/^\d{6}$/.test(digits)) return null;
  const [a, b, c] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  return dayOf(order === 'YMD' ? `20${digits}` : `20${c}${b}${a}`);
}

/** What to say of a file that ends too early. */
export const cutFile = (what: string, line: number) =>
  new Refusal('statement.cut_file', `${what}: the file was cut or edited. Fetch it again.`, { line });

/**
 * Records from each header to the next.
 * @param header code with which a header begins
 * @throws Refusal `statement.cut_file` where a record stands before the first header
 */
export function statementsBy(records: readonly FixedRecord[], header: string, what: string): FixedRecord[][] {
  const statements: FixedRecord[][] = [];
  for (const record of records) {
    if (record.text.startsWith(header)) statements.push([]);
    const open = statements.at(-1);
    if (open === undefined) throw cutFile(`The file does not begin with ${what}`, record.line);
    open.push(record);
  }
  return statements;
}

/** Records of a code that follow a record at once: what more there is to say of it. */
export function recordsBehind(records: readonly FixedRecord[], record: FixedRecord, code: string): FixedRecord[] {
  const from = records.indexOf(record) + 1;
  const end = records.findIndex((each, i) => i >= from && !each.text.startsWith(code));
  return records.slice(from, end < 0 ? undefined : end);
}
