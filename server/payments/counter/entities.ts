import { defineEntity, p } from '@mikro-orm/postgresql';
import { changeColumns, date, decimal, keyColumns, timestamp } from '../../kernel/columns.ts';
import type { PaymentChannel } from '../entities.ts';

/** How money reaches a counter; each has a drawer of its own. */
export type CounterChannel = 'CASH' | 'POS' | 'CHEQUE';

const CHANNELS: readonly PaymentChannel[] = ['CASH', 'POS', 'CHEQUE'] satisfies CounterChannel[];

/** Whether money of a channel is taken by a person, who answers for it. */
export const isCounterChannel = (channel: PaymentChannel): channel is CounterChannel => CHANNELS.includes(channel);

export const DayClose = defineEntity({
  name: 'DayClose',
  tableName: 'day_close',
  properties: {
    ...keyColumns,
    ...changeColumns,
    number: p.string(),
    cashierId: p.uuid(),
    channel: p.string().$type<CounterChannel>(),
    currency: p.string(),
    booked: decimal(),
    counted: decimal(),
    difference: decimal(),
    explanation: p.string().default(''),
    closedOn: date(),
    closedAt: timestamp(),
    closedBy: p.uuid(),
    /** The close that this one takes back. */
    reversesId: p.uuid().nullable(),
  },
});

export const DayClosePayment = defineEntity({
  name: 'DayClosePayment',
  tableName: 'day_close_payment',
  properties: { ...keyColumns, dayCloseId: p.uuid(), paymentId: p.uuid(), amount: decimal() },
});

export const DayCloseDenomination = defineEntity({
  name: 'DayCloseDenomination',
  tableName: 'day_close_denomination',
  properties: { ...keyColumns, dayCloseId: p.uuid(), denomination: decimal(), pieces: p.integer() },
});
