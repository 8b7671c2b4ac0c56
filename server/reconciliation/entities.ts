import { defineEntity, p } from '@mikro-orm/postgresql';
import { changeColumns, date, decimal, editableColumns, keyColumns, timestamp } from '../kernel/columns.ts';
import type { TableProfile } from './formats/tables/profile.ts';
import type { LineKind, StatementWarning } from './formats/types.ts';
import type { RuleConditions } from './matching/conditions.ts';
import type { RuleAction } from './matching/rules.ts';

/** Kinds of accounts of ours: a bank's, or a channel's. */
export const BANK_CHANNELS = ['BANK', 'WECHAT', 'ALIPAY', 'STRIPE', 'UNIONPAY', 'PAYPAL', 'ADYEN'] as const;
export type BankChannel = (typeof BANK_CHANNELS)[number];

export const BankAccount = defineEntity({
  name: 'BankAccount',
  tableName: 'bank_account',
  properties: {
    ...keyColumns,
    ...changeColumns,
    code: p.string(),
    name: p.string(),
    channel: p.string().$type<BankChannel>(),
    accountNumber: p.string().default(''),
    currency: p.string(),
    ledgerAccountId: p.uuid(),
  },
});

export const Statement = defineEntity({
  name: 'Statement',
  tableName: 'statement',
  properties: {
    ...keyColumns,
    ...changeColumns,
    number: p.string(),
    bankAccountId: p.uuid(),
    format: p.string(),
    encoding: p.string(),
    fileName: p.string(),
    fileSha256: p.string().name('file_sha256'),
    opening: decimal().nullable(),
    closing: decimal().nullable(),
    ties: p.boolean().nullable(),
    lineCount: p.integer(),
    newLineCount: p.integer(),
    importedAt: timestamp(),
    warnings: p.json().$type<StatementWarning[]>().default('[]'),
    profile: p.string().default(''),
  },
});

export type LineStatus = 'UNMATCHED' | 'SUGGESTED' | 'MATCHED' | 'IGNORED';

export const StatementLine = defineEntity({
  name: 'StatementLine',
  tableName: 'statement_line',
  properties: {
    ...keyColumns,
    ...changeColumns,
    statementId: p.uuid(),
    bankAccountId: p.uuid(),
    lineNo: p.integer(),
    fingerprint: p.string(),
    bookedOn: date(),
    direction: p.string().$type<'IN' | 'OUT'>(),
    amount: decimal(),
    currency: p.string(),
    fee: decimal().nullable(),
    payerName: p.string().default(''),
    payerAccount: p.string().default(''),
    reference: p.string().default(''),
    bankReference: p.string().default(''),
    text: p.string().default(''),
    status: p.string().$type<LineStatus>().default('UNMATCHED'),
    note: p.string().default(''),
    kind: p.string().$type<LineKind>().default('PAYMENT'),
    payoutId: p.uuid().nullable(),
    version: p.integer().default(1),
  },
});

export type MatchState = 'SUGGESTED' | 'APPLIED' | 'REJECTED' | 'UNDONE';

export const Match = defineEntity({
  name: 'Match',
  tableName: 'match',
  properties: {
    ...keyColumns,
    ...changeColumns,
    statementLineId: p.uuid(),
    customerId: p.uuid(),
    billIds: p.array().$type<string[]>(),
    paymentId: p.uuid().nullable(),
    rule: p.string(),
    score: p.integer(),
    reason: p.string(),
    state: p.string().$type<MatchState>(),
    matchedBy: p.uuid().nullable(),
    matchingRuleId: p.uuid().nullable(),
    difference: decimal().default('0'),
    groupId: p.uuid().nullable(),
    confirmed: p.boolean().default(false),
    rejectedBy: p.uuid().nullable(),
  },
});

export type BookingKind = 'FEE' | 'PAYOUT' | 'BOUNCE' | 'REFUND' | 'ACCOUNT';

/** What a statement line is when it pays no bill. */
export const LineBooking = defineEntity({
  name: 'LineBooking',
  tableName: 'line_booking',
  properties: {
    ...keyColumns,
    ...changeColumns,
    statementLineId: p.uuid(),
    kind: p.string().$type<BookingKind>(),
    bankAccountId: p.uuid().nullable(),
    counterLineId: p.uuid().nullable(),
    paymentId: p.uuid().nullable(),
    reason: p.string(),
    state: p.string().$type<MatchState>().default('APPLIED'),
    bookedBy: p.uuid().nullable(),
    matchingRuleId: p.uuid().nullable(),
    accountId: p.uuid().nullable(),
    /** The approved refund that the line paid. */
    refundId: p.uuid().nullable(),
    confirmed: p.boolean().default(false),
    rejectedBy: p.uuid().nullable(),
  },
});

/** What is asked of a line, in the order of positions. */
export const MatchingRule = defineEntity({
  name: 'MatchingRule',
  tableName: 'matching_rule',
  properties: {
    ...keyColumns,
    ...editableColumns,
    position: p.integer(),
    name: p.string().default(''),
    enabled: p.boolean().default(true),
    action: p.string().$type<RuleAction>(),
    conditions: p.json().$type<RuleConditions>().default('{}'),
    tolerance: decimal().default('0'),
    automatic: p.boolean().default(true),
    threshold: p.integer().nullable(),
    accountId: p.uuid().nullable(),
    bankAccountId: p.uuid().nullable(),
  },
});

/** An account that a customer pays from, entered or learnt from a match that a person confirmed. */
export const PayerAccount = defineEntity({
  name: 'PayerAccount',
  tableName: 'payer_account',
  properties: {
    ...keyColumns,
    ...editableColumns,
    customerId: p.uuid(),
    account: p.string(),
    source: p.string().$type<'ENTERED' | 'LEARNT'>().default('ENTERED'),
    matchId: p.uuid().nullable(),
    note: p.string().default(''),
  },
});

/** How a table of a bank is read, as somebody pointed it out. */
export const StatementProfile = defineEntity({
  name: 'StatementProfile',
  tableName: 'statement_profile',
  properties: {
    ...keyColumns,
    ...changeColumns,
    name: p.string(),
    definition: p.json().$type<TableProfile>(),
    headings: p.array().$type<string[]>(),
    archived: p.boolean().default(false),
    version: p.integer().default(1),
  },
});
