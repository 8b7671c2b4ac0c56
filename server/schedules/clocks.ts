/**
 * From the time on a wall to a moment. Wall times are milliseconds as if the clock stood in UTC, so that counting days
 * and hours on it knows no daylight saving.
 */

const HOUR_MS = 3_600_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

/** Whether this is a time zone of the IANA list, such as `Asia/Shanghai`. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** What the clocks of a time zone show at a moment, to the second. */
export function wallTimeAt(timeZone: string, moment: number): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(moment)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/**
 * The moments at which the clocks of a time zone show a time, in order: one on most days, two where the clocks are set
 * back over it. A time that the clocks leave out has one all the same: as much later as they were set forward.
 */
export function momentsOf(timeZone: string, wall: number): [number, ...number[]] {
  const offsetAt = (moment: number) => wallTimeAt(timeZone, moment) - Math.floor(moment / 1000) * 1000;
  // No zone sets its clocks twice in two days, so these two offsets are all that may hold.
  const before = offsetAt(wall - 24 * HOUR_MS);
  const after = offsetAt(wall + 24 * HOUR_MS);
  const shown = [wall - before, wall - after].filter((moment) => wallTimeAt(timeZone, moment) === wall);
  const [first, second] = shown.toSorted((a, b) => a - b);
  if (first === undefined) return [wall - before];
  return second === undefined || second === first ? [first] : [first, second];
}
