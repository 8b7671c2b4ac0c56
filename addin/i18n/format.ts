/** How figures look: exact, from decimal strings, never through a JS number. */
import type { Locale } from '../workbook/port.ts';

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * An amount with thousands separators: `1234567.5` → `1,234,567.50`. Digits beyond `places` are kept, they are money too.
 * @param places decimals shown at least
 */
export function formatAmount(decimal: string, places = 2): string {
  const match = DECIMAL.exec(decimal);
  if (!match) return decimal;
  const [, sign, whole, fraction = ''] = match as unknown as [string, string, string, string?];
  const shown = fraction.replace(/0+$/, '').padEnd(places, '0');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  // A true minus is as wide as a digit, so that columns of figures line up.
  return `${sign ? '−' : ''}${grouped}${shown ? `.${shown}` : ''}`;
}

/** A count with thousands separators. */
export function formatCount(count: number): string {
  return formatAmount(String(Math.trunc(count)), 0);
}

/** A rate from 0 to 1 as a percentage with one decimal, half up: `0.95125` → `95.1%`. Null shows a dash. */
export function formatRate(rate: string | null, places = 1): string {
  const match = rate === null ? null : DECIMAL.exec(rate);
  if (!match) return '–';
  const [, sign, whole, fraction = ''] = match as unknown as [string, string, string, string?];
  const kept = 2 + places;
  const padded = fraction.padEnd(kept + 1, '0');
  const scaled = BigInt(whole + padded.slice(0, kept)) + (padded.charAt(kept) >= '5' ? 1n : 0n);
  const digits = scaled.toString().padStart(places + 1, '0');
  const cut = digits.length - places;
  return `${sign ? '−' : ''}${digits.slice(0, cut)}${places > 0 ? `.${digits.slice(cut)}` : ''}%`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2026-10` (or a date in it) as `2026年10月` or `Oct 2026`. */
export function formatMonth(month: string, locale: Locale): string {
  const [year, number] = month.split('-') as [string, string];
  return locale === 'zh' ? `${year}年${Number(number)}月` : `${MONTHS[Number(number) - 1] ?? number} ${year}`;
}

/** `2026-10` as short as an axis wants it: `10月`, `Oct`; January carries its year. */
export function formatMonthShort(month: string, locale: Locale): string {
  const [year, number] = month.split('-') as [string, string];
  const name = locale === 'zh' ? `${Number(number)}月` : (MONTHS[Number(number) - 1] ?? number);
  return number === '01' ? `${name} ${year.slice(2)}` : name;
}

const two = (n: number) => String(n).padStart(2, '0');

/** A number on a chart's axis, as short as people say it: `45万` or `450k`. Never for figures that matter. */
export function formatScale(value: number, locale: Locale): string {
  const [unit, name] = locale === 'zh' ? [10_000, '万'] : value >= 1_000_000 ? [1_000_000, 'M'] : [1_000, 'k'];
  return value < unit ? String(value) : `${Number((value / unit).toFixed(1))}${name}`;
}

/** A moment as the clock here shows it; with its day when that is not today. */
export function formatMoment(iso: string, now = new Date()): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}
