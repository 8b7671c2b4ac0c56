import { defineEntity, p } from '@mikro-orm/postgresql';
import { changeColumns, date, decimal, keyColumns, timestamp } from '../kernel/columns.ts';

export type PaymentChannel =
  | 'BANK'
  | 'CASH'
  | 'POS'
  | 'CHEQUE'
  | 'WECHAT'
  | 'ALIPAY'
  | 'STRIPE'
  | 'UNIONPAY'
  | 'PAYPAL'
  | 'ADYEN'
  | 'DEPOSIT'
  | 'WRITE_OFF'
  | 'BONUS';

export const Payment = defineEntity({
  name: 'Payment',
  tableName: 'payment',
  properties: {
    ...keyColumns,
    ...changeColumns,
    number: p.string(),
    customerId: p.uuid(),
    receivedOn: date(),
    channel: p.string().$type<PaymentChannel>(),
    amount: decimal(),
    allocated: decimal().default('0'),
    refunded: decimal().default('0'),
    currency: p.string(),
    externalId: p.string().nullable(),
    reference: p.string().default(''),
    status: p.string().$type<'LIVE' | 'REVERSED'>().default('LIVE'),
    /** The charge whose deposit it was taken from; null for money that came in. */
    depositChargeId: p.uuid().nullable(),
    /** The prepayment package that was paid, or that the bonus came with. */
    packageId: p.uuid().nullable(),
    /** The payment that the bonus came with. */
    bonusOf: p.uuid().nullable(),
    /** Operator who took it at the counter; null for money that came otherwise. */
    takenBy: p.uuid().nullable(),
    takenAt: timestamp().nullable(),
    /** What day closes hold of it: zero, or its amount. */
    closed: decimal().default('0'),
    version: p.integer().default(1),
  },
});

export const Allocation = defineEntity({
  name: 'Allocation',
  tableName: 'allocation',
  properties: {
    ...keyColumns,
    ...changeColumns,
    paymentId: p.uuid(),
    billId: p.uuid(),
    amount: decimal(),
    allocatedOn: date(),
    reversesId: p.uuid().nullable(),
  },
});

export const AllocationLine = defineEntity({
  name: 'AllocationLine',
  tableName: 'allocation_line',
  properties: { ...keyColumns, allocationId: p.uuid(), chargeId: p.uuid(), amount: decimal() },
});
