/**
 * The codec between cells and the wire, where every cell is a string or null: the only place in the product where an
 * amount may be a JS number, because a spreadsheet has no other.
 */
import type { Column } from '../datasets/types.ts';
import { canonicalDecimal, decimalOfNumber, decimalPlaces, numberOfDecimal, roundDecimal } from './decimals.ts';
import type { CellInput, CellValue, Locale } from './port.ts';

export type CellProblemCode =
  | 'value.cell_error'
  | 'value.not_a_number'
  | 'value.not_an_integer'
  | 'value.too_many_decimals'
  | 'value.too_many_digits'
  | 'value.not_a_date'
  | 'value.has_time'
  | 'value.not_in_list'
  | 'value.not_true_or_false';

/** Why a cell can't be published. `params` fill the translated sentence. */
export interface CellProblem {
  code: CellProblemCode;
  params: Record<string, string>;
  /** A cell content that would be right, where there is an obvious one (*Round*). */
  suggestion?: CellInput;
}

export type Decoded = { ok: true; value: string | null } | { ok: false; problem: CellProblem };

/** Longest text a cell holds; longer text is cut in the sheet and stays whole on the server unless it is edited. */
export const CELL_TEXT_LIMIT = 32_767;

const DAY_MS = 86_400_000;
/** Serial of 1970-01-01. */
const EPOCH_SERIAL = 25_569;
/** 1900-03-01: before it Excel counts a 29 February 1900 that never was. */
const FIRST_SERIAL = 61;
/** 9999-12-31 */
const LAST_SERIAL = 2_958_465;

/** The text that a text cell and the wire agree on: one kind of line break, nothing that a workbook file cannot hold. */
export function canonicalText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- those are what is taken out
  return /[\r\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text)
    ? // oxlint-disable-next-line no-control-regex
      text.replace(/\r\n?/g, '\n').replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    : text;
}

/** Excel's serial of a date (UTC days, no zone), or null for a text that is no date or one before March 1900. */
export function serialOfDate(date: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const ms = Date.UTC(year, month - 1, day);
  const back = new Date(ms);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return null;
  const serial = ms / DAY_MS + EPOCH_SERIAL;
  return serial >= FIRST_SERIAL ? serial : null;
}

/** The date `YYYY-MM-DD` of a whole serial, or null outside March 1900 to 9999. */
export function dateOfSerial(serial: number): string | null {
  if (!Number.isInteger(serial) || serial < FIRST_SERIAL || serial > LAST_SERIAL) return null;
  return new Date((serial - EPOCH_SERIAL) * DAY_MS).toISOString().slice(0, 10);
}

/** Whether a host such as Excel would read something else than this text when it is typed or written as a value. */
export function needsEscape(text: string): boolean {
  return /^[=+\-@'\t\r\n]/.test(text);
}

/** The text for a host that, like Excel, takes a leading apostrophe as "what follows is text". */
export function escapeText(text: string): string {
  return needsEscape(text) ? `'${text}` : text;
}

/**
 * The cell that shows a wire value. Decimals become numbers only when the number gives them back; enum codes become
 * labels of the sheet's language; what the column's kind cannot hold stays text, so that nothing is lost.
 */
export function encodeCell(column: Column, wire: string | null, locale: Locale): CellInput {
  if (wire === null || wire === '') return null;
  switch (column.kind) {
    case 'decimal':
    case 'int': {
      const decimal = canonicalDecimal(wire);
      return decimal === null ? wire : (numberOfDecimal(decimal) ?? decimal);
    }
    case 'date':
      return serialOfDate(wire) ?? wire;
    case 'enum':
      return column.values?.find((v) => v.code === wire)?.[locale] ?? wire;
    case 'bool':
      return wire === 'true' ? true : wire === 'false' ? false : wire;
    default: {
      const text = canonicalText(wire);
      return text === '' ? null : text.length <= CELL_TEXT_LIMIT ? text : cutText(text);
    }
  }
}

/**
 * The wire value of a cell, or why there is none. Empty cells are null.
 * @param scale decimal places allowed, by default those of an edit; pass `wireScale` for what the server itself sent
 */
export function decodeCell(column: Column, cell: CellValue | undefined, scale = column.scale ?? 0): Decoded {
  if (cell === null || cell === undefined || cell === '') return { ok: true, value: null };
  if (typeof cell === 'object') return fail('value.cell_error', { error: cell.error });
  switch (column.kind) {
    case 'decimal':
      return decodeDecimal(cell, scale, false);
    case 'int':
      return decodeDecimal(cell, 0, true);
    case 'date':
      return decodeDate(cell);
    case 'enum':
      return decodeEnum(column, cell);
    case 'bool':
      return decodeBool(cell);
    default:
      return decodeText(cell, column.kind !== 'text');
  }
}

function decodeDecimal(cell: string | number | boolean, scale: number, integer: boolean): Decoded {
  if (typeof cell === 'boolean') return fail('value.not_a_number', { text: shown(cell) });
  let decimal: string | null;
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) return fail('value.not_a_number', { text: String(cell) });
    // Sixteen digits before the point: what was typed is already cut, and nobody can tell what it was.
    if (Math.abs(cell) >= 1e15) return fail('value.too_many_digits', { text: decimalOfNumber(cell) });
    decimal = decimalOfNumber(cell);
  } else {
    const text = cell.trim();
    if (text === '') return { ok: true, value: null };
    // Text with grouping, as pasted from a bank's page; an exponent in text is more likely a damaged code.
    const ungrouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : text;
    decimal = /e/i.test(ungrouped) ? null : canonicalDecimal(ungrouped);
    if (decimal === null) return fail('value.not_a_number', { text: shown(cell) });
  }
  if (decimalPlaces(decimal) <= scale) return { ok: true, value: decimal };
  const rounded = roundDecimal(decimal, scale);
  const suggestion = numberOfDecimal(rounded) ?? rounded;
  if (integer) return fail('value.not_an_integer', { text: decimal, rounded }, suggestion);
  return fail('value.too_many_decimals', { text: decimal, scale: String(scale), rounded }, suggestion);
}

const DATE_SHAPES = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日$/,
];

function decodeDate(cell: string | number | boolean): Decoded {
  if (typeof cell === 'number') {
    const date = dateOfSerial(Math.floor(cell));
    if (date === null) return fail('value.not_a_date', { text: shown(cell) });
    if (Number.isInteger(cell)) return { ok: true, value: date };
    return fail('value.has_time', { date }, Math.floor(cell));
  }
  if (typeof cell === 'boolean') return fail('value.not_a_date', { text: shown(cell) });
  const text = cell.trim();
  if (text === '') return { ok: true, value: null };
  for (const shape of DATE_SHAPES) {
    const match = shape.exec(text);
    if (!match) continue;
    const [, year, month, day] = match as unknown as [string, string, string, string];
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (isDate(date)) return { ok: true, value: date };
  }
  return fail('value.not_a_date', { text: shown(cell) });
}

function isDate(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return date >= '1900-01-01' && !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

function decodeEnum(column: Column, cell: string | number | boolean): Decoded {
  const text = String(cell).trim();
  if (text === '') return { ok: true, value: null };
  const lower = text.toLowerCase();
  const found = column.values?.find(
    (v) => v.zh === text || v.en.toLowerCase() === lower || v.code.toLowerCase() === lower,
  );
  return found ? { ok: true, value: found.code } : fail('value.not_in_list', { text: shown(text) });
}

const TRUE = new Set(['true', 'yes', '1', '是', '真']);
const FALSE = new Set(['false', 'no', '0', '否', '假']);

function decodeBool(cell: string | number | boolean): Decoded {
  const text = String(cell).trim().toLowerCase();
  if (text === '') return { ok: true, value: null };
  if (TRUE.has(text)) return { ok: true, value: 'true' };
  return FALSE.has(text) ? { ok: true, value: 'false' } : fail('value.not_true_or_false', { text: shown(cell) });
}

/** Codes are trimmed, free text is not; a number in a text column is taken as its digits while none can be missing. */
function decodeText(cell: string | number | boolean, trim: boolean): Decoded {
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell) || Math.abs(cell) >= 1e15)
      return fail('value.too_many_digits', { text: decimalOfNumber(cell) });
    return { ok: true, value: decimalOfNumber(cell) };
  }
  if (typeof cell === 'boolean') return { ok: true, value: cell ? 'TRUE' : 'FALSE' };
  const text = canonicalText(cell);
  const value = trim ? text.trim() : text;
  return { ok: true, value: value === '' ? null : value };
}

function cutText(text: string): string {
  const end = /[\ud800-\udbff]/.test(text[CELL_TEXT_LIMIT - 1] as string) ? CELL_TEXT_LIMIT - 1 : CELL_TEXT_LIMIT;
  return text.slice(0, end);
}

function fail(code: CellProblemCode, params: Record<string, string>, suggestion?: CellInput): Decoded {
  return { ok: false, problem: suggestion === undefined ? { code, params } : { code, params, suggestion } };
}

function shown(cell: string | number | boolean): string {
  const text = String(cell);
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
