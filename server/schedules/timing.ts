/** What a person says of when, checked. */
import { CronExpressionParser } from 'cron-parser';
import { Refusal } from '../kernel/errors.ts';
import { isTimeZone } from './clocks.ts';
import { nextDueTime, type Timing } from './due-times.ts';
import type { ScheduleKind } from './entities.ts';

/** As it is asked for; what a kind does not use is left out or ignored. */
export interface TimingInput {
  kind: ScheduleKind;
  time?: string | null | undefined;
  weekdays?: readonly number[] | null | undefined;
  monthDay?: number | null | undefined;
  cron?: string | null | undefined;
  timeZone: string;
}

/**
 * Checks when a schedule is to be due.
 * @param now a schedule that would never be due after it is refused
 * @throws Refusal `schedule.bad_time`, `schedule.no_weekday`, `schedule.bad_month_day`, `schedule.bad_cron`,
 *   `schedule.unknown_time_zone`
 */
export function checkTiming(input: TimingInput, now: Date): Timing {
  const { kind, timeZone } = input;
  if (!isTimeZone(timeZone)) {
    refuse(
      'schedule.unknown_time_zone',
      `“${timeZone.slice(0, 40)}” is no time zone; write one like Asia/Shanghai`,
      'timeZone',
    );
  }
  const timing: Timing = {
    kind,
    timeZone,
    timeOfDay: kind === 'CRON' ? null : timeOfDay(input.time),
    weekdays: kind === 'WEEKLY' ? weekdays(input.weekdays) : null,
    monthDay: kind === 'MONTHLY' ? monthDay(input.monthDay) : null,
    cron: kind === 'CRON' ? cronExpression(input.cron) : null,
  };
  if (nextDueTime(timing, now) === null)
    refuse('schedule.bad_cron', 'this expression is never due; change its days', 'cron');
  return timing;
}

function timeOfDay(time: string | null | undefined): string {
  const text = (time ?? '').trim();
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
  return refuse('schedule.bad_time', `“${text.slice(0, 20)}” is no time of day; write it like 02:30`, 'time');
}

function weekdays(days: readonly number[] | null | undefined): number[] {
  const chosen = [...new Set(days ?? [])].toSorted((a, b) => a - b);
  if (chosen.length > 0 && chosen.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)) return chosen;
  return refuse('schedule.no_weekday', 'choose at least one weekday, from 1 for Monday to 7 for Sunday', 'weekdays');
}

function monthDay(day: number | null | undefined): number {
  if (Number.isInteger(day) && day && day >= 1 && day <= 31) return day;
  return refuse(
    'schedule.bad_month_day',
    'choose a day of the month from 1 to 31; a shorter month has it last',
    'monthDay',
  );
}

function cronExpression(text: string | null | undefined): string {
  const cron = (text ?? '').trim().split(/\s+/).join(' ');
  // Seconds would be a load, and H and @ are drawn by chance or hide what they mean.
  if (cron.split(' ').length !== 5 || /[@h?]/i.test(cron.replaceAll(/thu|mar|march/gi, ''))) {
    refuse(
      'schedule.bad_cron',
      'write five fields: minute, hour, day of month, month, weekday, such as 30 2 * * 1-5',
      'cron',
    );
  }
  try {
    CronExpressionParser.parse(cron, { tz: 'UTC' });
    return cron;
  } catch (error) {
    return refuse('schedule.bad_cron', `this is no cron expression: ${(error as Error).message}`, 'cron');
  }
}

function refuse(code: string, message: string, field: string): never {
  throw new Refusal(code, message, { field });
}
