import { defineEntity, p } from '@mikro-orm/postgresql';
import { bigint, changeColumns, date, decimal, keyColumns, timestamp } from '../kernel/columns.ts';

export const TenantTail = defineEntity({
  name: 'TenantTail',
  tableName: 'tenant_tail',
  properties: { tenantId: p.uuid().primary(), feedNo: bigint().default('0'), chainHead: p.string().default('') },
});

export const NumberSeries = defineEntity({
  name: 'NumberSeries',
  tableName: 'number_series',
  properties: { ...keyColumns, series: p.string(), nextNo: bigint().default('1') },
});

export const ChangeFeed = defineEntity({
  name: 'ChangeFeed',
  tableName: 'change_feed',
  properties: {
    ...keyColumns,
    feedNo: bigint(),
    operatorId: p.uuid().nullable(),
    action: p.string(),
    at: timestamp(),
    eventCount: p.integer(),
    eventsDigest: p.string(),
    previousHash: p.string(),
    hash: p.string(),
  },
});

export const AuditEvent = defineEntity({
  name: 'AuditEvent',
  tableName: 'audit_event',
  properties: {
    ...keyColumns,
    ...changeColumns,
    seq: p.integer(),
    noun: p.string(),
    rowId: p.uuid(),
    action: p.string(),
    before: p.json().$type<unknown>().nullable(),
    after: p.json().$type<unknown>().nullable(),
  },
});

export const IdempotencyKey = defineEntity({
  name: 'IdempotencyKey',
  tableName: 'idempotency_key',
  properties: {
    ...keyColumns,
    operation: p.string(),
    inputHash: p.string(),
    result: p.json().$type<unknown>(),
    createdAt: timestamp().defaultRaw('now()'),
  },
});

export type AccountKind = 'ASSET' | 'LIABILITY' | 'EQUITY' | 'INCOME' | 'EXPENSE';

export const Account = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    ...keyColumns,
    ...changeColumns,
    code: p.string(),
    nameZh: p.string(),
    nameEn: p.string(),
    kind: p.string().$type<AccountKind>(),
    role: p.string().nullable(),
    currency: p.string(),
    /** In the customer's own books. */
    externalCode: p.string().default(''),
    externalName: p.string().default(''),
    version: p.integer().default(1),
    archived: p.boolean().default(false),
  },
});

export const AccountingPeriod = defineEntity({
  name: 'AccountingPeriod',
  tableName: 'accounting_period',
  properties: {
    ...keyColumns,
    ...changeColumns,
    month: date(),
    status: p.string().$type<'OPEN' | 'CLOSED'>().default('OPEN'),
    closedAt: timestamp().nullable(),
    closedBy: p.uuid().nullable(),
    trialBalance: p.json().$type<unknown>().nullable(),
  },
});

export const JournalEntry = defineEntity({
  name: 'JournalEntry',
  tableName: 'journal_entry',
  properties: {
    ...keyColumns,
    ...changeColumns,
    kind: p.string(),
    documentDate: date(),
    postingDate: date(),
    periodMonth: date(),
    sourceId: p.uuid(),
    reversesId: p.uuid().nullable(),
    description: p.string().default(''),
  },
});

export const Transfer = defineEntity({
  name: 'Transfer',
  tableName: 'transfer',
  properties: {
    ...keyColumns,
    journalEntryId: p.uuid(),
    debitAccountId: p.uuid(),
    creditAccountId: p.uuid(),
    amount: decimal(),
    currency: p.string(),
    postingDate: date(),
    customerId: p.uuid().nullable(),
    billId: p.uuid().nullable(),
    chargeId: p.uuid().nullable(),
    paymentId: p.uuid().nullable(),
    feeItemId: p.uuid().nullable(),
  },
});

export type RollupMeasure = 'DUE' | 'COLLECTED';

const rollupColumns = {
  ...keyColumns,
  measure: p.string().$type<RollupMeasure>(),
  dueDate: date(),
  postingDate: date(),
  feeItemId: p.uuid(),
  communityId: p.uuid(),
  currency: p.string(),
  amount: decimal(),
};

export const Rollup = defineEntity({ name: 'Rollup', tableName: 'rollup', properties: rollupColumns });
export const RollupDelta = defineEntity({ name: 'RollupDelta', tableName: 'rollup_delta', properties: rollupColumns });
