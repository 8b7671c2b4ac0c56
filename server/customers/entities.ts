import { defineEntity, p } from '@mikro-orm/postgresql';
import type { DiscountKind } from '../catalog/discounts.ts';
import { changeColumns, date, decimal, editableColumns, keyColumns } from '../kernel/columns.ts';

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
    industry: p.string().default(''),
    tags: p.string().default(''),
    contacts: p.string().default(''),
    billPer: p.string().$type<'CUSTOMER' | 'CONTRACT'>().default('CUSTOMER'),
    /** USE: money that waits with the customer pays new bills as they are posted; agreed with the customer. */
    waitingMoney: p.string().$type<'KEEP' | 'USE'>().default('KEEP'),
    billChannel: p.string().$type<'PAPER' | 'EMAIL' | 'SMS' | 'WECHAT'>().nullable(),
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
    parentId: p.uuid().nullable(),
    vacantFrom: date().nullable(),
    vacantTo: date().nullable(),
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
    terms: p.string().default(''),
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
    parentId: p.uuid().nullable(),
    pointId: p.uuid().nullable(),
    installedOn: date().nullable(),
    removedOn: date().nullable(),
    note: p.string().default(''),
  },
});

export type Aggregation = 'SUM' | 'COUNT' | 'MAX' | 'LATEST' | 'UNIQUE_COUNT' | 'WEIGHTED_SUM';

export const UsageMetric = defineEntity({
  name: 'UsageMetric',
  tableName: 'usage_metric',
  properties: {
    ...keyColumns,
    ...editableColumns,
    code: p.string(),
    name: p.string(),
    aggregation: p.string().$type<Aggregation>(),
    property: p.string().default(''),
    unit: p.string().default(''),
    note: p.string().default(''),
  },
});

export type QuantitySource = 'FIXED' | 'AREA' | 'METER' | 'USAGE' | 'PREMISES';

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
    metricId: p.uuid().nullable(),
    discountKind: p.string().$type<'PERCENT' | 'AMOUNT'>().nullable(),
    discountValue: decimal().nullable(),
    payer: p.string().$type<'CUSTOMER' | 'OCCUPANT'>().default('CUSTOMER'),
    trialEnd: date().nullable(),
    note: p.string().default(''),
  },
});

/** Who owns or rents a premise from a day to a day, and whether they pay for it. */
export const Occupancy = defineEntity({
  name: 'Occupancy',
  tableName: 'occupancy',
  properties: {
    ...keyColumns,
    ...editableColumns,
    premiseId: p.uuid(),
    customerId: p.uuid(),
    role: p.string().$type<'OWNER' | 'TENANT'>(),
    startDate: date(),
    endDate: date().nullable(),
    pays: p.boolean(),
    note: p.string().default(''),
  },
});

/** Days of a binding that are not charged. */
export const BindingPause = defineEntity({
  name: 'BindingPause',
  tableName: 'binding_pause',
  properties: {
    ...keyColumns,
    ...editableColumns,
    bindingId: p.uuid(),
    startDate: date(),
    endDate: date().nullable(),
    note: p.string().default(''),
  },
});

/** The quantity of a binding from a day on. */
export const QuantityChange = defineEntity({
  name: 'QuantityChange',
  tableName: 'quantity_change',
  properties: {
    ...keyColumns,
    ...editableColumns,
    bindingId: p.uuid(),
    effectiveFrom: date(),
    quantity: decimal(),
    note: p.string().default(''),
  },
});

/** A binding that ends before what is billed of it. */
export const BindingCancellation = defineEntity({
  name: 'BindingCancellation',
  tableName: 'binding_cancellation',
  properties: {
    ...keyColumns,
    ...changeColumns,
    bindingId: p.uuid(),
    endsOn: date(),
    previousEnd: date().nullable(),
    credited: p.boolean(),
    reason: p.string().default(''),
  },
});

/** A reduction for a binding, a customer, a group or a fee item, beside a binding's own. */
export const Discount = defineEntity({
  name: 'Discount',
  tableName: 'discount',
  properties: {
    ...keyColumns,
    ...editableColumns,
    code: p.string(),
    name: p.string(),
    scope: p.string().$type<'BINDING' | 'CUSTOMER' | 'CUSTOMER_GROUP' | 'FEE_ITEM'>(),
    bindingId: p.uuid().nullable(),
    customerId: p.uuid().nullable(),
    customerGroup: p.string().default(''),
    feeItemId: p.uuid().nullable(),
    kind: p.string().$type<DiscountKind>(),
    value: decimal(),
    validFrom: date(),
    validTo: date().nullable(),
    firstCycles: p.integer().nullable(),
    stackOrder: p.integer().default(100),
    packageItems: p.string().default(''),
    packageItemIds: p.array().columnType('uuid[]'),
    note: p.string().default(''),
  },
});
