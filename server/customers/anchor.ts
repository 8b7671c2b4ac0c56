import { anchorBefore, type CycleUnit } from '../catalog/cycles.ts';
import { type BusinessDate, monthStart } from '../kernel/dates.ts';

/**
 * The day from which a binding's cycles are counted: the fee item's anchor day on or before the start. Without one it is the
 * first of the start month (the Monday of its week), so that cycles are calendar months, quarters and years from that month on,
 * and a binding that starts later pays for a part of its first cycle.
 */
export function anchorOf(
  startDate: BusinessDate,
  cycle: { unit: CycleUnit; anchorDay: number | null } | null,
): BusinessDate {
  if (cycle === null) return monthStart(startDate);
  // The only cycle of a one-off fee is the day on which it is bound.
  if (cycle.unit === 'ONE_OFF') return startDate;
  return anchorBefore(startDate, cycle.unit, cycle.anchorDay);
}
