import { defineEntity, p } from '@mikro-orm/postgresql';
import { date, decimal, editableColumns, keyColumns } from '../../kernel/columns.ts';

export const PrepaymentPackage = defineEntity({
  name: 'PrepaymentPackage',
  tableName: 'prepayment_package',
  properties: {
    ...keyColumns,
    ...editableColumns,
    code: p.string(),
    name: p.string(),
    /** What the customer pays, in the tenant's currency. */
    price: decimal(),
    /** What is given on top. */
    bonus: decimal(),
    validFrom: date().nullable(),
    /** First day on which it is not sold any more. */
    validTo: date().nullable(),
    note: p.string().default(''),
  },
});
