/** Making, changing and removing schedules. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Books } from '../ledger/books.ts';
import { insertRows } from '../ledger/bulk.ts';
import { writeOnce } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { ACTIONS, type ActionArguments } from './actions.ts';
import { nextDueTime } from './due-times.ts';
import type { CatchUp } from './entities.ts';
import { DUE_COLUMNS, type DueSchedule, makeDueJobs } from './tick.ts';
import { checkTiming, type TimingInput } from './timing.ts';

/** A schedule as somebody wants it. */
export interface ScheduleInput extends TimingInput {
  /** Idempotency key. */
  key: string;
  code: string;
  name?: string | undefined;
  action: string;
  arguments: ActionArguments;
  /** ALL unless said otherwise. */
  catchUp?: CatchUp | undefined;
  /** On unless said otherwise. */
  enabled?: boolean | undefined;
  /** Version of the schedule that is changed; none for a new one. */
  version?: number | null | undefined;
}

/**
 * Makes a schedule, or changes the one with this code. Times that have come under its old form are kept as jobs first; the
 * new form counts from now on.
 * @returns its code
 * @throws Refusal `schedule.code_taken`, `schedule.unknown`, `schedule.changed_meanwhile`, `schedule.unknown_action`,
 *   `schedule.bad_arguments`, `value.bad_code`, those of `checkTiming` and of what the arguments name
 */
export async function saveSchedule(books: Books, { key, ...input }: ScheduleInput, now = new Date()): Promise<string> {
  const content = await contentOf(books, input, now);
  return writeOnce(books, { key, operation: 'schedules.save', input }, async (work) => {
    const known = await lockSchedule(work, input.code);
    checkVersion(known, input);
    const next = content.row.enabled ? nextDueTime(content.timing, now) : null;
    const row = { ...content.row, next_run_at: next?.toISOString() ?? null, change_id: work.changeId };
    const id = known?.id ?? newId();
    if (known) {
      await keepDueTimes(work, known, now);
      await changeSchedule(work, id, row);
    } else {
      await insertRows(work.db, 'schedule', [
        { tenant_id: work.tenantId, id, code: input.code, version: 1, archived: false, ...row },
      ]);
    }
    const { version: _version, ...after } = input;
    work.audit({ noun: 'Schedule', rowId: id, action: known ? 'CHANGED' : 'CREATED', after });
    return input.code;
  });
}

/** Removes a schedule; its jobs stay to be seen, and what waits is still done. @throws Refusal `schedule.unknown` */
export function removeSchedule(books: Books, input: { key: string; code: string }, now = new Date()): Promise<string> {
  const { key, code } = input;
  return writeOnce(books, { key, operation: 'schedules.remove', input: { code } }, async (work) => {
    const known = await requireSchedule(work, code);
    await keepDueTimes(work, known, now);
    await sql`update schedule set archived = true, next_run_at = null, version = version + 1, change_id = ${work.changeId}
      where tenant_id = ${work.tenantId} and id = ${known.id}`.execute(work.db);
    work.audit({ noun: 'Schedule', rowId: known.id, action: 'ARCHIVED' });
    return code;
  });
}

export interface KnownSchedule extends Omit<DueSchedule, 'nextRunAt'> {
  nextRunAt: string | null;
  enabled: boolean;
  archived: boolean;
  version: number;
}

/** The schedule of a code that is not removed, under a lock. @throws Refusal `schedule.unknown` */
export async function requireSchedule(work: Work, code: string): Promise<KnownSchedule> {
  const known = await lockSchedule(work, code);
  return known && !known.archived ? known : unknownSchedule(code);
}

async function lockSchedule(work: Work, code: string): Promise<KnownSchedule | undefined> {
  const { rows } = await sql<KnownSchedule>`
    select ${DUE_COLUMNS}, enabled, archived, version from schedule
    where tenant_id = ${work.tenantId} and code = ${code} for no key update`.execute(work.db);
  return rows[0];
}

async function contentOf(books: Books, input: Omit<ScheduleInput, 'key'>, now: Date) {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(input.code)) {
    throw new Refusal('value.bad_code', 'a schedule is called by letters, digits and dashes', { field: 'code' });
  }
  const timing = checkTiming(input, now);
  const row = {
    name: (input.name ?? '').trim().slice(0, 200),
    kind: timing.kind,
    time_of_day: timing.timeOfDay,
    weekdays: timing.weekdays,
    month_day: timing.monthDay,
    cron: timing.cron,
    time_zone: timing.timeZone,
    action: input.action,
    arguments: await checkArguments(books, input),
    catch_up: input.catchUp ?? 'ALL',
    enabled: input.enabled ?? true,
  };
  return { timing, row };
}

async function checkArguments(books: Books, input: Omit<ScheduleInput, 'key'>): Promise<ActionArguments> {
  const action = ACTIONS[input.action];
  if (!action) {
    throw new Refusal('schedule.unknown_action', `there is no action “${input.action.slice(0, 40)}”`, {
      field: 'action',
    });
  }
  const given: unknown = input.arguments;
  if (given === null || typeof given !== 'object' || Array.isArray(given)) {
    throw new Refusal('schedule.bad_arguments', 'arguments are an object', { field: 'arguments' });
  }
  return action.check(books, input.arguments);
}

/** A code of a removed schedule may be used again. */
function checkVersion(known: KnownSchedule | undefined, { code, version = null }: Omit<ScheduleInput, 'key'>): void {
  if (version === null) {
    if (!known || known.archived) return;
    throw new Refusal('schedule.code_taken', `there is a schedule “${code}” already; change it, or take another code`, {
      field: 'code',
    });
  }
  if (!known || known.archived) return unknownSchedule(code);
  if (known.version === version) return;
  throw new Refusal('schedule.changed_meanwhile', `somebody else has changed “${code}”; look at it again first`, {
    field: 'version',
  });
}

/** Times that came since the last tick belong to the schedule as it was. */
async function keepDueTimes(work: Work, known: KnownSchedule, now: Date): Promise<void> {
  if (!known.enabled || known.archived || known.nextRunAt === null) return;
  const nextRunAt = new Date(known.nextRunAt);
  if (nextRunAt <= now) await makeDueJobs(work, { ...known, nextRunAt }, now);
}

async function changeSchedule(work: Work, id: string, row: Record<string, unknown>): Promise<void> {
  await sql`update schedule s set name = n.name, kind = n.kind, time_of_day = n.time_of_day, weekdays = n.weekdays,
      month_day = n.month_day, cron = n.cron, time_zone = n.time_zone, action = n.action, arguments = n.arguments,
      catch_up = n.catch_up, enabled = n.enabled, next_run_at = n.next_run_at, archived = false, version = s.version + 1,
      change_id = n.change_id
    from json_populate_record(null::schedule, ${JSON.stringify(row)}::json) n
    where s.tenant_id = ${work.tenantId} and s.id = ${id}`.execute(work.db);
}

function unknownSchedule(code: string): never {
  throw new Refusal('schedule.unknown', `there is no schedule “${code.slice(0, 64)}”`, { field: 'code' });
}
