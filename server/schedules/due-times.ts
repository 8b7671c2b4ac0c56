/**
 * When a schedule is due. A pure rule: the times in two parts of an interval are those in the whole, and nothing depends
 * on when it is asked.
 */
import { type CronExpression, CronExpressionParser } from 'cron-parser';
import { daysInMonth } from '../kernel/dates.ts';
import { momentsOf, wallTimeAt } from './clocks.ts';
import type { ScheduleKind } from './entities.ts';

/** What decides when a schedule is due; it was checked by `checkTiming`. */
export interface Timing {
  kind: ScheduleKind;
  /** `HH:MM`; null for CRON. */
  timeOfDay: string | null;
  /** 1 is Monday; null but for WEEKLY. */
  weekdays: readonly number[] | null;
  /** 1 to 31; null but for MONTHLY. */
  monthDay: number | null;
  /** Five fields; null but for CRON. */
  cron: string | null;
  timeZone: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The clocks of no zone are set by more, so wall times further away cannot become moments of an interval. */
const CLOCKS_SET_BY = 3 * 60 * MINUTE_MS;
/** 29 February leaves out a century's year. */
const LONGEST_WAIT = 9 * 366 * DAY_MS;

/**
 * The moments after `after` up to and with `until` at which a schedule is due, in order, at most `limit` of them.
 * A time that the clocks leave out is due as much later as they are set forward, once; a time that they show twice is due
 * the first time. Only a cron expression for every hour goes on through both.
 */
export function dueTimes(timing: Timing, after: Date, until: Date, limit = Number.POSITIVE_INFINITY): Date[] {
  const found: Date[] = [];
  // In growing parts: a schedule for each minute has enough in the first, a yearly one is looked for in long ones.
  let from = after.getTime();
  for (let span = DAY_MS / 4; from < until.getTime() && found.length < limit; span *= 2) {
    const to = Math.min(from + span, until.getTime());
    found.push(...dueWithin(timing, from, to));
    from = to;
  }
  return found.slice(0, limit);
}

/** The first moment after `after`; null where there is none within nine years. */
export function nextDueTime(timing: Timing, after: Date): Date | null {
  const [next] = dueTimes(timing, after, new Date(after.getTime() + LONGEST_WAIT), 1);
  return next ?? null;
}

function dueWithin(timing: Timing, after: number, until: number): Date[] {
  const first = wallTimeAt(timing.timeZone, after) - CLOCKS_SET_BY;
  const last = wallTimeAt(timing.timeZone, until) + CLOCKS_SET_BY;
  const { walls, everyHour } = wallTimes(timing, first, last);
  const moments = walls.flatMap((wall) => {
    const shown = momentsOf(timing.timeZone, wall);
    return everyHour ? shown : shown.slice(0, 1);
  });
  const due = [...new Set(moments)].filter((moment) => moment > after && moment <= until);
  return due.toSorted((a, b) => a - b).map((moment) => new Date(moment));
}

/** What the clocks show when the schedule is due, from `first` to `last`. */
function wallTimes(timing: Timing, first: number, last: number): { walls: number[]; everyHour: boolean } {
  if (timing.kind === 'CRON') return cronTimes(timing.cron ?? '', first, last);
  const [hour = 0, minute = 0] = (timing.timeOfDay ?? '').split(':').map(Number);
  const walls: number[] = [];
  for (let day = Math.floor(first / DAY_MS) * DAY_MS; day <= last; day += DAY_MS) {
    const wall = day + (hour * 60 + minute) * MINUTE_MS;
    if (wall >= first && wall <= last && isDay(timing, new Date(day))) walls.push(wall);
  }
  return { walls, everyHour: false };
}

function isDay({ kind, weekdays, monthDay }: Timing, day: Date): boolean {
  if (kind === 'WEEKLY') return weekdays?.includes(day.getUTCDay() || 7) ?? false;
  if (kind !== 'MONTHLY') return true;
  const length = daysInMonth(day.getUTCFullYear(), day.getUTCMonth() + 1);
  return day.getUTCDate() === Math.min(monthDay ?? 1, length);
}

/** Cron on a clock that is never set: the library is given UTC, and daylight saving is ours for all kinds alike. */
function cronTimes(cron: string, first: number, last: number): { walls: number[]; everyHour: boolean } {
  const expression = CronExpressionParser.parse(cron, { tz: 'UTC', currentDate: new Date(first - 1) });
  const walls: number[] = [];
  for (let wall = nextOf(expression); wall <= last; wall = nextOf(expression)) walls.push(wall);
  return { walls, everyHour: expression.fields.hour.values.length === 24 };
}

/** The library gives up by an error where years pass without a day that fits. */
function nextOf(expression: CronExpression): number {
  try {
    return expression.next().getTime();
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
