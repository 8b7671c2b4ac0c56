/** Filters of a sheet, which come from outside as JSON. */
import { type BusinessDate, monthPeriod } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import type { PageRequest } from '../ledger/dataset.ts';

/** A filter's text; null where it is not set. @throws Refusal `value.not_text` */
export function textOf(filter: PageRequest['filter'], name: string): string | null {
  const value = filter[name] ?? null;
  if (value === null || value === '') return null;
  if (typeof value === 'string') return value;
  throw new Refusal('value.not_text', `the filter “${name}” must be a text`, { field: name });
}

/** First day of the month in the filter `month`; null where it is not set. @throws Refusal `value.not_a_month` */
export function monthOf(filter: PageRequest['filter']): BusinessDate | null {
  const month = textOf(filter, 'month');
  return month === null ? null : monthPeriod(month, 'month').start;
}
