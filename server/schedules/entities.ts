import { defineEntity, p } from '@mikro-orm/postgresql';
import { changeColumns, keyColumns, timestamp } from '../kernel/columns.ts';

export type ScheduleKind = 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'CRON';

/** Times that passed while no server ran: all are caught up, or the last one alone. */
export type CatchUp = 'ALL' | 'LATEST';

export type JobStatus = 'WAITING' | 'RUNNING' | 'DONE' | 'FAILED' | 'GIVEN_UP' | 'SKIPPED';

export const Schedule = defineEntity({
  name: 'Schedule',
  tableName: 'schedule',
  properties: {
    ...keyColumns,
    ...changeColumns,
    code: p.string(),
    name: p.string().default(''),
    kind: p.string().$type<ScheduleKind>(),
    timeOfDay: p.string().nullable(),
    weekdays: p.array().$type<number[]>().columnType('integer[]').nullable(),
    monthDay: p.integer().nullable(),
    cron: p.string().nullable(),
    timeZone: p.string(),
    action: p.string(),
    arguments: p.json().$type<Record<string, unknown>>(),
    catchUp: p.string().$type<CatchUp>().default('ALL'),
    enabled: p.boolean().default(true),
    nextRunAt: timestamp().nullable(),
    lastRunAt: timestamp().nullable(),
    archived: p.boolean().default(false),
    version: p.integer().default(1),
  },
});

/** One time that a schedule was due. */
export const ScheduledJob = defineEntity({
  name: 'ScheduledJob',
  tableName: 'scheduled_job',
  properties: {
    ...keyColumns,
    scheduleId: p.uuid(),
    dueAt: timestamp(),
    action: p.string(),
    arguments: p.json().$type<Record<string, unknown>>(),
    status: p.string().$type<JobStatus>().default('WAITING'),
    attempts: p.integer().default(0),
    lastErrorCode: p.string().nullable(),
    lastErrorMessage: p.string().nullable(),
    result: p.json().$type<Record<string, unknown>>().nullable(),
    requestedBy: p.uuid().nullable(),
    startedAt: timestamp().nullable(),
    finishedAt: timestamp().nullable(),
  },
});
