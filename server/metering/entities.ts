import { defineEntity, p } from '@mikro-orm/postgresql';
import { changeColumns, date, decimal, editableColumns, keyColumns, timestamp } from '../kernel/columns.ts';

/** What a person has to look at before a reading is billed. */
export type ReadingFlag = 'LOWER' | 'UNUSUAL' | 'OUT_OF_ORDER';

export const MeterReading = defineEntity({
  name: 'MeterReading',
  tableName: 'meter_reading',
  properties: {
    ...keyColumns,
    ...editableColumns,
    meterId: p.uuid(),
    readOn: date(),
    value: decimal(),
    kind: p.string().$type<'ACTUAL' | 'ESTIMATED'>(),
    flag: p.string().$type<ReadingFlag>().nullable(),
    acceptedReason: p.string().default(''),
    note: p.string().default(''),
  },
});

export const UsageEvent = defineEntity({
  name: 'UsageEvent',
  tableName: 'usage_event',
  properties: {
    tenantId: p.uuid().primary(),
    id: p.string().primary(),
    ...changeColumns,
    subjectId: p.uuid(),
    metricId: p.uuid(),
    at: timestamp(),
    usedOn: date(),
    quantity: decimal(),
    properties: p.json().$type<Record<string, unknown>>().nullable(),
  },
});

export const MeteringSource = defineEntity({
  name: 'MeteringSource',
  tableName: 'metering_source',
  properties: {
    ...keyColumns,
    ...changeColumns,
    code: p.string(),
    kind: p.string().$type<'HTTP_JSON' | 'CSV_FOLDER'>(),
    target: p.string().$type<'READINGS' | 'USAGE'>(),
    settings: p.json().$type<Record<string, unknown>>(),
    cursor: p.string().default(''),
    version: p.integer().default(1),
  },
});

export const SourceRejection = defineEntity({
  name: 'SourceRejection',
  tableName: 'source_rejection',
  properties: {
    ...keyColumns,
    ...changeColumns,
    sourceId: p.uuid(),
    place: p.string(),
    content: p.json().$type<Record<string, unknown>>(),
    code: p.string(),
    message: p.string(),
  },
});
