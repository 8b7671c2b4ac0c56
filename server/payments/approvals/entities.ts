import { defineEntity, p } from '@mikro-orm/postgresql';
import { changeColumns, date, decimal, keyColumns } from '../../kernel/columns.ts';

/** How money goes back: out of the till, or by a transfer that the bank's statement will show. */
export type RefundMethod = 'CASH' | 'BANK';
/** APPROVED: owed until the statement shows that it left. */
export type RefundStatus = 'REQUESTED' | 'REJECTED' | 'APPROVED' | 'PAID' | 'REVERSED';
export type WriteOffStatus = 'REQUESTED' | 'REJECTED' | 'POSTED' | 'REVERSED';

/** What one person asks for and another one decides. */
const requestColumns = {
  ...keyColumns,
  ...changeColumns,
  number: p.string(),
  customerId: p.uuid(),
  amount: decimal(),
  currency: p.string(),
  reason: p.string(),
  requestedBy: p.uuid().nullable(),
  requestedOn: date(),
  decidedBy: p.uuid().nullable(),
  decidedOn: date().nullable(),
  /** What who decided, or reversed it, had to say. */
  note: p.string().default(''),
  version: p.integer().default(1),
};

export const Refund = defineEntity({
  name: 'Refund',
  tableName: 'refund',
  properties: {
    ...requestColumns,
    paymentId: p.uuid(),
    method: p.string().$type<RefundMethod>(),
    payeeName: p.string().default(''),
    payeeAccount: p.string().default(''),
    status: p.string().$type<RefundStatus>(),
  },
});

export const WriteOff = defineEntity({
  name: 'WriteOff',
  tableName: 'write_off',
  properties: {
    ...requestColumns,
    billId: p.uuid(),
    status: p.string().$type<WriteOffStatus>(),
  },
});
