import { defineEntity, p } from '@mikro-orm/postgresql';
import { changeColumns, date, decimal, keyColumns } from '../../kernel/columns.ts';

/** CREDIT: a mistake or a goodwill is made good; WAIVER: granted by an approver; REVERSAL: the bill is void, its cycles are due again. */
export type CreditKind = 'CREDIT' | 'WAIVER' | 'REVERSAL';
export type CreditStatus = 'REQUESTED' | 'POSTED' | 'REJECTED';

export const CreditNote = defineEntity({
  name: 'CreditNote',
  tableName: 'credit_note',
  properties: {
    ...keyColumns,
    ...changeColumns,
    number: p.string(),
    billId: p.uuid(),
    customerId: p.uuid(),
    kind: p.string().$type<CreditKind>(),
    status: p.string().$type<CreditStatus>(),
    reason: p.string(),
    issueDate: date(),
    currency: p.string(),
    total: decimal(),
    taxTotal: decimal(),
    requestedBy: p.uuid().nullable(),
    decidedBy: p.uuid().nullable(),
    version: p.integer().default(1),
  },
});

export const CreditNoteLine = defineEntity({
  name: 'CreditNoteLine',
  tableName: 'credit_note_line',
  properties: {
    ...keyColumns,
    creditNoteId: p.uuid(),
    chargeId: p.uuid(),
    amount: decimal(),
    net: decimal(),
    tax: decimal(),
  },
});
