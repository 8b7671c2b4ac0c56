/**
 * Business dates are `YYYY-MM-DD` strings in the tenant's time zone; periods are half-open `[start, end)`.
 * Arithmetic counts days since 1970-01-01 on the proleptic Gregorian calendar, so no time zone can shift a date.
 */
import { Refusal } from './errors.ts';

export type BusinessDate = string;

/** A half-open period: `start` belongs to it, `end` does not. */
export interface Period {
  start: BusinessDate;
  end: BusinessDate;
}

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/**
 * Checks that a text is a date that exists.
 * @throws Refusal `value.not_a_date` for a wrong shape or a day such as 2026-02-30
 */
export function parseDate(text: string, field?: string): BusinessDate {
  const match = SHAPE.exec(text.trim());
  if (match) {
    const [, year, month, day] = match.map(Number) as [number, number, number, number];
    const date = new Date(Date.UTC(year, month - 1, day));
    if (date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year >= 1900) return text.trim();
  }
  throw new Refusal('value.not_a_date', `“${text.slice(0, 40)}” is not a date that exists; write it like 2026-10-31`, {
    field,
  });
}

/** Days from the first of March of the year 0 to 1970-01-01, and one more because days of a month count from 1. */
const DAYS_TO_1970 = 719_469;

/** Days since 1970-01-01 of a valid date. By arithmetic: every rating asks for it several times, and `Date.parse` is slow. */
export function dayNumber(date: BusinessDate): number {
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  // Years from March on, so that the leap day is a year's last: then months before this one have (153 m + 2) / 5 days.
  const [years, months] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leaps + Math.floor((153 * months + 2) / 5) + day - DAYS_TO_1970;
}

/** The date that lies so many days after 1970-01-01. */
export function fromDayNumber(days: number): BusinessDate {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(date: BusinessDate, days: number): BusinessDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** Days from `start` to `end`; the length of the half-open period. */
export function daysBetween(start: BusinessDate, end: BusinessDate): number {
  return dayNumber(end) - dayNumber(start);
}

/** Days in a month; month counts from 1. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Adds months and keeps the day; where the month is too short, its last day (31 Jan + 1 month = 28 or 29 Feb).
 * Count from the anchor, not from the previous result, or the day is lost after February.
 */
export function addMonths(date: BusinessDate, months: number): BusinessDate {
  const day = Number(date.slice(8));
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const y = Math.floor(index / 12);
  const m = (index % 12) + 1;
  // Every month has 28 days; a run asks this several times for each charge.
  const d = day <= 28 ? day : Math.min(day, daysInMonth(y, m));
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}

/** First day of the month that holds the date. */
export function monthStart(date: BusinessDate): BusinessDate {
  return `${date.slice(0, 7)}-01`;
}

/** The month `YYYY-MM` as a period. @throws Refusal `value.not_a_month` */
export function monthPeriod(month: string, field?: string): Period {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    throw new Refusal('value.not_a_month', `“${month.slice(0, 40)}” is not a month; write it like 2026-10`, { field });
  }
  const start = `${month}-01`;
  return { start, end: addMonths(start, 1) };
}

/** The common part of two periods, or null when they do not meet. */
export function intersect(a: Period, b: Period): Period | null {
  const start = a.start > b.start ? a.start : b.start;
  const end = a.end < b.end ? a.end : b.end;
  return start < end ? { start, end } : null;
}

/** Today's date in a time zone (IANA name). Only entry points call it; rules take dates as arguments. */
export function todayIn(timeZone: string, now: Date = new Date()): BusinessDate {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}
