/** A schedule while it is being written. */
import type {
  CatchUp,
  SaveScheduleInput,
  ScheduleAction,
  ScheduleKind,
  SchedulePartsFragment,
} from '../../generated/operations.ts';

export const KINDS: readonly ScheduleKind[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'CRON'];
export const ACTIONS: readonly ScheduleAction[] = ['PREVIEW_RUN', 'PULL_USAGE', 'MATCH_STATEMENTS', 'FOLD_ROLLUPS'];
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const MONTHS = ['PREVIOUS', 'CURRENT', 'NEXT'] as const;
export const CATCH_UPS: readonly CatchUp[] = ['ALL', 'LATEST'];

/** Everything that the form shows, also what the kind and the action chosen just now do not use. */
export interface Draft {
  code: string;
  name: string;
  kind: ScheduleKind;
  time: string;
  weekdays: readonly number[];
  monthDay: string;
  cron: string;
  timeZone: string;
  action: ScheduleAction;
  month: string;
  source: string;
  catchUp: CatchUp;
  enabled: boolean;
  version: number | null;
}

/** The schedule as a draft; a new one for a preview on the first of the month before work begins. */
export function draftOf(schedule: SchedulePartsFragment | null, timeZone: string): Draft {
  const given = (schedule?.arguments ?? {}) as { month?: string; source?: string };
  return {
    code: schedule?.code ?? '',
    name: schedule?.name ?? '',
    kind: schedule?.kind ?? 'MONTHLY',
    time: schedule?.time ?? '02:30',
    weekdays: schedule && schedule.weekdays.length > 0 ? schedule.weekdays : [1],
    monthDay: String(schedule?.monthDay ?? 1),
    cron: schedule?.cron ?? '30 2 * * 1-5',
    timeZone: schedule?.timeZone ?? timeZone,
    action: schedule?.action ?? 'PREVIEW_RUN',
    month: given.month ?? 'PREVIOUS',
    source: given.source ?? '',
    catchUp: schedule?.catchUp ?? 'ALL',
    enabled: schedule?.enabled ?? true,
    version: schedule?.version ?? null,
  };
}

/** What is sent of a draft: only what its kind and its action use. */
export function inputOf(draft: Draft, key: string): SaveScheduleInput {
  const { code, name, kind, time, weekdays, monthDay, cron, timeZone, action, month, source, catchUp, enabled } = draft;
  return {
    key,
    code: code.trim(),
    name: name.trim(),
    kind,
    time: kind === 'CRON' ? null : time,
    weekdays: kind === 'WEEKLY' ? [...weekdays] : null,
    monthDay: kind === 'MONTHLY' ? Number.parseInt(monthDay, 10) || null : null,
    cron: kind === 'CRON' ? cron : null,
    timeZone: timeZone.trim(),
    action,
    arguments: action === 'PREVIEW_RUN' ? { month } : action === 'PULL_USAGE' ? { source: source.trim() } : {},
    catchUp,
    enabled,
    version: draft.version,
  };
}
