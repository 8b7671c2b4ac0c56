/** Reads the values that stand in statements: amounts and dates, refused with the line they stand on. */
import { type BusinessDate, parseDate } from '../../kernel/dates.ts';
import { Refusal } from '../../kernel/errors.ts';
import { Decimal } from '../../kernel/money.ts';

const AMOUNT = /^[+-]?(\d+(\.\d*)?|\.\d+|\d{1,3}(,\d{3})+(\.\d+)?)$/;

/**
 * An amount as written, sign kept; a currency sign in front and commas between thousands are allowed, an exponent is not.
 * @throws Refusal `statement.amount_invalid` with the line
 */
export function readAmount(text: string, what: string, line: number): Decimal {
  const bare = text.replace(/^([+-]?)\s*[¥￥]\s*/, '$1').trim();
  if (!AMOUNT.test(bare)) {
    throw new Refusal('statement.amount_invalid', `${what} “${text.slice(0, 40)}” is not a number.`, {
      field: what,
      line,
      params: { column: what, text: text.slice(0, 40) },
    });
  }
  return new Decimal(bare.replaceAll(',', ''));
}

/** Like `readAmount`; an empty text is zero, because channels leave the columns that do not apply empty. */
export function readAmountOrZero(text: string, what: string, line: number): Decimal {
  return text === '' || text === '--' || text === '/' ? new Decimal(0) : readAmount(text, what, line);
}

const DATE_TIME =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The date of a date or a date with time, as the bank or channel wrote it: in its own time zone, not recomputed. Full-width
 * colons, slashes and a time that follows without a space (“2014-11-1016：33：45”) are met in real files.
 * @throws Refusal `statement.date_invalid` with the line, also for a day such as 2026-02-30
 */
export function readDate(text: string, what: string, line: number): BusinessDate {
  const match = DATE_TIME.exec(text.trim().replaceAll('：', ':'));
  if (match) {
    const [, year, month, day] = match as unknown as [string, string, string, string];
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    try {
      return parseDate(date);
    } catch {
      // refused below, with the place
    }
  }
  throw new Refusal('statement.date_invalid', `${what} “${text.slice(0, 40)}” is not a date that exists.`, {
    field: what,
    line,
    params: { column: what, text: text.slice(0, 40) },
  });
}

/** `YYYYMMDD` as a date; null where there is no such day. */
export function dayOf(digits: string): BusinessDate | null {
  try {
    return parseDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`);
  } catch {
    return null;
  }
}

/** The text without spaces around it, or null for nothing and for the usual words for nothing. */
export function textOrNull(text: string | null | undefined): string | null {
  const bare = text?.trim() ?? '';
  return bare === '' || /^(NOTPROVIDED|NONREF|NOT PROVIDED|\/|-+)$/i.test(bare) ? null : bare;
}

/** Joins what there is, each text once. */
export function joinTexts(texts: readonly (string | null | undefined)[], separator = ' '): string | null {
  const found = texts.map(textOrNull).filter((text) => text !== null);
  return found.length === 0 ? null : [...new Set(found)].join(separator);
}
