import { defineEntity, p } from '@mikro-orm/postgresql';
import { changeColumns, date, decimal, keyColumns, timestamp } from '../kernel/columns.ts';
import type { RoundingMode } from '../kernel/money.ts';

/** What an operator may do; the table of roles is in the SDL of access. */
export type Role = 'FINANCE_VIEWER' | 'FINANCE' | 'PRICING' | 'SERVICE' | 'APPROVER' | 'ADMIN' | 'ANALYST' | 'AUDITOR';

export const Tenant = defineEntity({
  name: 'Tenant',
  tableName: 'tenant',
  properties: {
    tenantId: p.uuid().primary(),
    code: p.string(),
    name: p.string(),
    currency: p.string(),
    timeZone: p.string().default('Asia/Shanghai'),
    rounding: p.string().$type<RoundingMode>().default('HALF_UP'),
    paymentDays: p.integer().default(15),
    matchThreshold: p.integer().default(90),
    readingFactor: decimal().default('5'),
    /** Whether somebody other than who made a run approves it before it is posted. */
    postingNeedsApproval: p.boolean().default(false),
    businessDate: date().nullable(),
  },
});

export const Operator = defineEntity({
  name: 'Operator',
  tableName: 'operator',
  properties: {
    ...keyColumns,
    ...changeColumns,
    login: p.string(),
    name: p.string(),
    passwordHash: p.string(),
    roles: p.array().$type<Role[]>(),
    language: p.string().$type<'ZH' | 'EN'>().default('ZH'),
    active: p.boolean().default(true),
    version: p.integer().default(1),
  },
});

export const Session = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    ...keyColumns,
    operatorId: p.uuid(),
    tokenHash: p.string(),
    createdAt: timestamp().defaultRaw('now()'),
    expiresAt: timestamp(),
    revokedAt: timestamp().nullable(),
  },
});
