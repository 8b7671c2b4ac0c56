import { defineEntity, p } from '@mikro-orm/postgresql';
import { bigint, changeColumns, date, decimal, editableColumns, keyColumns, timestamp } from '../kernel/columns.ts';

export type RunStatus =
  | 'DRAFT'
  | 'PREVIEWING'
  | 'PREVIEWED'
  | 'POSTING'
  | 'PAUSED'
  | 'POSTED'
  | 'STOPPED'
  | 'CANCELLED'
  | 'REVERSED';

/** CORRECTION: the difference that a change on a billed day makes to the charge it names. */
export type ChargeKind = 'REGULAR' | 'CORRECTION';

/** Whom and what a run bills. */
export interface RunScope {
  kind: 'ALL' | 'COMMUNITY' | 'BUILDING' | 'CUSTOMER_GROUP' | 'FEE_ITEMS' | 'CUSTOMERS' | 'CUSTOMER';
  /** The community, also of a building, or the customer. */
  id?: string;
  /** The customers or fee items. */
  ids?: readonly string[];
  /** Name of the building or customer group. */
  name?: string;
  /** How people read it: codes and names. */
  label?: string;
}

export const BillingRun = defineEntity({
  name: 'BillingRun',
  tableName: 'billing_run',
  properties: {
    ...keyColumns,
    ...changeColumns,
    number: p.string(),
    scope: p.json().$type<RunScope>(),
    periodStart: date(),
    periodEnd: date(),
    issueDate: date(),
    status: p.string().$type<RunStatus>(),
    contentHash: p.string().nullable(),
    feedPosition: bigint().nullable(),
    customerCount: p.integer().default(0),
    lineCount: p.integer().default(0),
    exceptionCount: p.integer().default(0),
    postedCount: p.integer().default(0),
    total: decimal().default('0'),
    previousTotal: decimal().default('0'),
    createdBy: p.uuid().nullable(),
    postedAt: timestamp().nullable(),
    postingSince: timestamp().nullable(),
    postedBefore: p.integer().default(0),
    failure: p.string().nullable(),
    minimum: decimal().default('0'),
    /** Hash of the content that a second person approved. */
    approvedHash: p.string().nullable(),
    approvedBy: p.uuid().nullable(),
    approvedAt: timestamp().nullable(),
    version: p.integer().default(1),
  },
});

export const BillingRunLine = defineEntity({
  name: 'BillingRunLine',
  tableName: 'billing_run_line',
  properties: {
    ...keyColumns,
    runId: p.uuid(),
    seq: p.integer(),
    customerId: p.uuid(),
    bindingId: p.uuid(),
    premiseId: p.uuid().nullable(),
    meterId: p.uuid().nullable(),
    feeItemId: p.uuid(),
    priceVersionId: p.uuid().nullable(),
    kind: p.string().$type<ChargeKind>().default('REGULAR'),
    correctsId: p.uuid().nullable(),
    cycle: p.integer(),
    part: p.integer(),
    periodStart: date(),
    periodEnd: date(),
    quantity: decimal().nullable(),
    unitPrice: decimal().nullable(),
    gross: decimal().nullable(),
    discount: decimal().nullable(),
    amount: decimal().nullable(),
    net: decimal().nullable(),
    tax: decimal().nullable(),
    taxRate: decimal().nullable(),
    currency: p.string(),
    previousAmount: decimal().nullable(),
    explanation: p.json().$type<unknown>().nullable(),
    exceptionCode: p.string().nullable(),
    exceptionMessage: p.string().nullable(),
  },
});

/** What a community has to share of a fee item's cost in a period. */
export const SharedCost = defineEntity({
  name: 'SharedCost',
  tableName: 'shared_cost',
  properties: {
    ...keyColumns,
    ...editableColumns,
    feeItemId: p.uuid(),
    communityId: p.uuid(),
    periodStart: date(),
    periodEnd: date(),
    amount: decimal(),
    note: p.string().default(''),
  },
});

export const Bill = defineEntity({
  name: 'Bill',
  tableName: 'bill',
  properties: {
    ...keyColumns,
    ...changeColumns,
    number: p.string(),
    runId: p.uuid(),
    customerId: p.uuid(),
    contractId: p.uuid().nullable(),
    currency: p.string(),
    periodStart: date(),
    periodEnd: date(),
    issueDate: date(),
    dueDate: date(),
    total: decimal(),
    taxTotal: decimal(),
    /** Settled: paid, or credited. */
    allocated: decimal().default('0'),
    /** What of it was settled by credit notes. */
    credited: decimal().default('0'),
    status: p.string().$type<'LIVE' | 'VOID'>().default('LIVE'),
    version: p.integer().default(1),
  },
});

export const Charge = defineEntity({
  name: 'Charge',
  tableName: 'charge',
  properties: {
    ...keyColumns,
    ...changeColumns,
    billId: p.uuid(),
    customerId: p.uuid(),
    bindingId: p.uuid(),
    premiseId: p.uuid().nullable(),
    communityId: p.uuid().nullable(),
    meterId: p.uuid().nullable(),
    feeItemId: p.uuid(),
    priceVersionId: p.uuid(),
    kind: p.string().$type<ChargeKind>().default('REGULAR'),
    correctsId: p.uuid().nullable(),
    cycle: p.integer(),
    part: p.integer(),
    live: p.boolean().default(true),
    periodStart: date(),
    periodEnd: date(),
    quantity: decimal(),
    unitPrice: decimal().nullable(),
    gross: decimal(),
    discount: decimal(),
    amount: decimal(),
    net: decimal(),
    tax: decimal(),
    taxRate: decimal(),
    currency: p.string(),
    explanation: p.json().$type<unknown>(),
  },
});
