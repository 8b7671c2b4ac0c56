/**
 * Columns of editable datasets, declared: how a cell's text is checked and brought into its one canonical form, and in
 * which column of the table it is kept. Cells stay texts on their way through the rules; equal values are equal texts.
 */
import type { DatasetName } from '../generated/schema.ts';
import { parseDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, parseDecimal, plain } from '../kernel/money.ts';

/** The table that a column's codes name. */
export interface Reference {
  table:
    | 'customer'
    | 'premise'
    | 'contract'
    | 'meter'
    | 'usage_metric'
    | 'binding'
    | 'fee_item'
    | 'tax_code'
    | 'account';
  /** Its column that holds the code. */
  code: 'code' | 'number';
  /** Its dataset, where it has one; messages name it. */
  dataset: DatasetName | null;
  /** Whether its rows can be archived; an archived one cannot be newly named. */
  archivable: boolean;
}

export interface Column {
  /** Name of the cell on the wire. */
  field: string;
  /** Column of the table; null where the dataset computes the cell from other columns. */
  stored: string | null;
  required: boolean;
  /** Nobody may edit it. */
  readOnly: boolean;
  /** What a new row gets where the cell is empty. */
  initial: string | null;
  /** What the table holds for an empty cell. */
  empty: '' | null;
  reference: Reference | null;
  /** How values of the table compare. */
  order: 'text' | 'date' | 'numeric';
  /** The canonical text of a non-empty cell. @throws Refusal with the reason; the caller adds the field */
  read(text: string): string;
  /** The canonical text of what the table holds. */
  show(stored: string): string;
}

interface Options {
  required?: boolean;
  initial?: string;
}

const same = (value: string) => value;

function column(field: string, stored: string | null, options: Options, rest: Partial<Column>): Column {
  return {
    field,
    stored,
    required: options.required ?? false,
    readOnly: false,
    initial: options.initial ?? null,
    empty: null,
    reference: null,
    order: 'text',
    read: same,
    show: same,
    ...rest,
  };
}

/** Free text; an empty cell is stored as an empty text. */
export function text(field: string, stored: string, options: Options & { max?: number } = {}): Column {
  return column(field, stored, options, { empty: '', read: (cell) => readText(cell, options.max ?? 200) });
}

/** The text by which people name a row: one line, at most 64 characters. */
export function code(field: string, stored: string): Column {
  return column(field, stored, { required: true }, { empty: '', read: readCode });
}

/** A plain decimal number with at most `scale` decimals and 15 digits before the point. */
export function decimal(
  field: string,
  stored: string | null,
  scale: number,
  options: Options & { min?: string; max?: string } = {},
): Column {
  return column(field, stored, options, {
    order: 'numeric',
    read: (cell) => readDecimal(cell, scale, options.min ?? '0', options.max),
    show: (value) => plain(new Decimal(value)),
  });
}

/** A whole number in a range. */
export function int(field: string, stored: string, options: Options & { min: number; max: number }): Column {
  return column(field, stored, options, {
    order: 'numeric',
    read: (cell) => {
      const value = parseDecimal(cell);
      if (!value.isInteger()) throw new Refusal('value.not_whole', `${plain(value)} is not a whole number`);
      return inRange(value, String(options.min), String(options.max));
    },
  });
}

/** A date that exists, between 1900 and 2999. */
export function date(field: string, stored: string, options: Options = {}): Column {
  return column(field, stored, options, {
    order: 'date',
    read: (cell) => {
      const day = parseDate(cell);
      if (day >= '3000-01-01')
        throw new Refusal('value.out_of_range', `${day} is too far in the future; check the year`);
      return day;
    },
  });
}

/** One of a few codes, upper or lower case. */
export function enumOf(
  field: string,
  stored: string | null,
  allowed: readonly string[],
  options: Options = {},
): Column {
  return column(field, stored, options, {
    read: (cell) => {
      const found = cell.toUpperCase();
      if (allowed.includes(found)) return found;
      throw new Refusal('value.unknown_option', `“${cut(cell)}” is not one of ${allowed.join(', ')}`);
    },
  });
}

/** Yes or no, as `true` and `false`. */
export function bool(field: string, stored: string, options: Options = {}): Column {
  return column(field, stored, options, {
    read: (cell) => {
      const found = cell.toLowerCase();
      if (found === 'true' || found === 'false') return found;
      throw new Refusal('value.not_a_boolean', `“${cut(cell)}” is neither TRUE nor FALSE`);
    },
  });
}

/** The code of another row; the table holds its id. */
export function reference(field: string, stored: string, to: Reference, options: Options = {}): Column {
  return column(field, stored, options, { reference: to, read: readCode });
}

/** A column that the dataset fills in and nobody edits. */
export function computed(field: string): Column {
  return column(field, null, {}, { readOnly: true });
}

/** A column that is edited but kept as part of another one, such as the price in a model. */
export function mapped(inner: Column): Column {
  return { ...inner, stored: null };
}

/**
 * Reads one cell.
 * @param cell what came from outside; spaces around it do not count
 * @returns its canonical text, null for an empty cell
 * @throws Refusal without a field
 */
export function readCell(rule: Column, cell: unknown): string | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell !== 'string') throw new Refusal('value.not_text', 'a cell must be text; send numbers as text');
  const trimmed = cell.trim();
  if (trimmed === '') return null;
  if (EXCEL_ERROR.test(trimmed)) {
    throw new Refusal('value.formula_error', `the cell shows ${cut(trimmed)}; mend its formula or type the value`);
  }
  // PostgreSQL takes neither NUL nor half a character; the other control characters come from broken pastes.
  if (CONTROL.test(trimmed) || !trimmed.isWellFormed()) {
    throw new Refusal('value.control_character', 'the cell holds characters that cannot be shown; type it anew');
  }
  return rule.read(trimmed);
}

const EXCEL_ERROR =
  /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|EXTERNAL!|PYTHON!|GETTING_DATA)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const cut = (cell: string) => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

function readText(cell: string, max: number): string {
  if (cell.length <= max) return cell;
  throw new Refusal('value.too_long', `${cell.length} characters are too many; at most ${max} fit`);
}

function readCode(cell: string): string {
  if (/[\r\n\t]/.test(cell)) throw new Refusal('value.bad_code', 'a code is one line without tabs');
  return readText(cell, 64);
}

function readDecimal(cell: string, scale: number, min: string, max: string | undefined): string {
  const value = parseDecimal(cell);
  if (value.decimalPlaces() > scale) {
    throw new Refusal('value.too_many_decimals', `${cut(cell)} has more than ${scale} decimals; round it`);
  }
  if (value.abs().gte('1e15')) {
    throw new Refusal('value.too_many_digits', `${cut(cell)} has more than 15 digits before the point`);
  }
  return inRange(value, min, max);
}

function inRange(value: Decimal, min: string, max: string | undefined): string {
  if (value.lt(min) || (max !== undefined && value.gt(max))) {
    const range = max === undefined ? `at least ${min}` : `from ${min} to ${max}`;
    throw new Refusal('value.out_of_range', `${plain(value)} is out of range; it must be ${range}`);
  }
  return plain(value);
}
