import { defineEntity, p } from '@mikro-orm/postgresql';
import { date, decimal, editableColumns, keyColumns } from '../kernel/columns.ts';

export const Customer = defineEntity({
  name: 'Customer',
  tableName: 'customer',
  properties: {
    ...keyColumns,
    ...editableColumns,
    code: p.string(),
    name: p.string(),
    kind: p.string().$type<'PERSON' | 'COMPANY'>(),
    customerGroup: p.string().default(''),
    region: p.string().default(''),
    phone: p.string().default(''),
    email: p.string().default(''),
    taxId: p.string().default(''),
    bankAccount: p.string().default(''),
    paymentDays: p.integer().nullable(),
    language: p.string().$type<'ZH' | 'EN'>().default('ZH'),
    currency: p.string(),
    note: p.string().default(''),
  },
});

export type PremiseKind = 'COMMUNITY' | 'ROOM' | 'SHOP' | 'PARKING' | 'SITE';

export const Premise = defineEntity({
  name: 'Premise',
  tableName: 'premise',
  properties: {
    ...keyColumns,
    ...editableColumns,
    code: p.string(),
    name: p.string(),
    kind: p.string().$type<PremiseKind>(),
    communityId: p.uuid().nullable(),
    building: p.string().default(''),
    unit: p.string().default(''),
    room: p.string().default(''),
    area: decimal().nullable(),
    customerId: p.uuid().nullable(),
    note: p.string().default(''),
  },
});

export const Contract = defineEntity({
  name: 'Contract',
  tableName: 'contract',
  properties: {
    ...keyColumns,
    ...editableColumns,
    number: p.string(),
    customerId: p.uuid(),
    startDate: date(),
    endDate: date().nullable(),
    paymentDays: p.integer().nullable(),
    note: p.string().default(''),
  },
});

export const Meter = defineEntity({
  name: 'Meter',
  tableName: 'meter',
  properties: {
    ...keyColumns,
    ...editableColumns,
    code: p.string(),
    premiseId: p.uuid(),
    kind: p.string().$type<'WATER' | 'ELECTRICITY' | 'GAS' | 'USAGE'>(),
    digits: p.integer().nullable(),
    multiplier: decimal().default('1'),
    installedOn: date().nullable(),
    removedOn: date().nullable(),
    note: p.string().default(''),
  },
});

export type QuantitySource = 'FIXED' | 'AREA' | 'METER';

export const Binding = defineEntity({
  name: 'Binding',
  tableName: 'binding',
  properties: {
    ...keyColumns,
    ...editableColumns,
    code: p.string(),
    customerId: p.uuid(),
    feeItemId: p.uuid(),
    premiseId: p.uuid().nullable(),
    contractId: p.uuid().nullable(),
    startDate: date(),
    endDate: date().nullable(),
    anchor: date(),
    quantitySource: p.string().$type<QuantitySource>(),
    quantity: decimal().nullable(),
    meterId: p.uuid().nullable(),
    discountKind: p.string().$type<'PERCENT' | 'AMOUNT'>().nullable(),
    discountValue: decimal().nullable(),
    note: p.string().default(''),
  },
});
