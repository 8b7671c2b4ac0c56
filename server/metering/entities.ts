import { defineEntity, p } from '@mikro-orm/postgresql';
import { date, decimal, editableColumns, keyColumns } from '../kernel/columns.ts';

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
    note: p.string().default(''),
  },
});
