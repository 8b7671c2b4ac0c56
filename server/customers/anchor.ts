import { type BusinessDate, monthStart } from '../kernel/dates.ts';

/**
 * The day from which a binding's cycles are counted: the first of its start month, so that cycles are calendar months,
 * quarters and years from that month on, and a binding that starts later in the month pays for a part of its first one.
 */
export function anchorOf(startDate: BusinessDate): BusinessDate {
  return monthStart(startDate);
}
