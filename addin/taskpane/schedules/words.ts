/** What schedules and their jobs are, in words. */
import type { JobPartsFragment, ScheduledJobStatus, SchedulePartsFragment } from '../../generated/operations.ts';
import type { Params, Translator } from '../../i18n/translate.ts';

/** When a schedule is due: “Mon, Wed 02:30”. */
export function whenText(schedule: SchedulePartsFragment, { t }: Translator): string {
  const { kind, time, weekdays, monthDay, cron, timeZone } = schedule;
  const days = weekdays.map((day) => t(`weekday.${String(day)}` as 'weekday.1')).join(t('common.comma'));
  const params = { time: time ?? '', days, day: monthDay ?? '', cron: cron ?? '' };
  return `${t(`scheduleWhen.${kind}`, params)} · ${timeZone}`;
}

/** What a job brought: “Run R-000012: 340 charges, 2 exceptions”. */
export function resultText({ action, result }: JobPartsFragment, { t }: Translator): string {
  if (result === null || typeof result !== 'object') return '';
  return t(`jobResult.${action}`, result as Params);
}

/** How the state looks; the word beside it says the same. */
export function jobColour(status: ScheduledJobStatus): 'brand' | 'success' | 'warning' | 'danger' | 'informative' {
  if (status === 'DONE') return 'success';
  if (status === 'FAILED') return 'warning';
  if (status === 'GIVEN_UP') return 'danger';
  return status === 'SKIPPED' ? 'informative' : 'brand';
}
