import { defineEntity, p } from '@mikro-orm/postgresql';
import { changeColumns, date, decimal, keyColumns } from '../kernel/columns.ts';

/** What of a charge that was billed in advance became revenue in a month. */
export const RevenueRelease = defineEntity({
  name: 'RevenueRelease',
  tableName: 'revenue_release',
  properties: {
    ...keyColumns,
    ...changeColumns,
    chargeId: p.uuid(),
    month: date(),
    amount: decimal(),
    journalEntryId: p.uuid(),
  },
});
