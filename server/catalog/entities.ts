import { defineEntity, p } from '@mikro-orm/postgresql';
import { changeColumns, date, decimal, editableColumns, keyColumns } from '../kernel/columns.ts';

export const TaxCode = defineEntity({
  name: 'TaxCode',
  tableName: 'tax_code',
  properties: { ...keyColumns, ...changeColumns, code: p.string(), name: p.string() },
});

export const TaxRate = defineEntity({
  name: 'TaxRate',
  tableName: 'tax_rate',
  properties: {
    ...keyColumns,
    ...changeColumns,
    taxCodeId: p.uuid(),
    validFrom: date(),
    validTo: date().nullable(),
    rate: decimal(),
    treatment: p.string().$type<'TAXED' | 'EXEMPT' | 'ZERO_RATED' | 'OUT_OF_SCOPE'>().default('TAXED'),
  },
});

export type FeeCategory = 'BASIC' | 'VALUE_ADDED' | 'DEPOSIT' | 'PENALTY' | 'PASS_THROUGH' | 'ONE_OFF';
export type BillingCycle = 'ONE_OFF' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'QUARTERLY' | 'HALF_YEARLY' | 'YEARLY';
export type BillingTiming = 'ADVANCE' | 'ARREARS';

export const FeeItem = defineEntity({
  name: 'FeeItem',
  tableName: 'fee_item',
  properties: {
    ...keyColumns,
    ...editableColumns,
    code: p.string(),
    nameZh: p.string(),
    nameEn: p.string().default(''),
    category: p.string().$type<FeeCategory>(),
    cycle: p.string().$type<BillingCycle>(),
    timing: p.string().$type<BillingTiming>(),
    anchorDay: p.integer().nullable(),
    unit: p.string().default(''),
    currency: p.string(),
    taxCodeId: p.uuid().nullable(),
    revenueAccountId: p.uuid().nullable(),
    effectiveFrom: date(),
    effectiveTo: date().nullable(),
    forGroups: p.string().default(''),
    forRegions: p.string().default(''),
    forPremiseKinds: p.string().default(''),
    note: p.string().default(''),
  },
});

export const PriceVersion = defineEntity({
  name: 'PriceVersion',
  tableName: 'price_version',
  properties: {
    ...keyColumns,
    ...editableColumns,
    feeItemId: p.uuid(),
    customerGroup: p.string().default(''),
    region: p.string().default(''),
    effectiveFrom: date(),
    effectiveTo: date().nullable(),
    model: p.json().$type<Record<string, unknown>>(),
    proration: p.string().$type<'ACTUAL_DAYS' | 'THIRTY_360' | 'NONE'>().default('ACTUAL_DAYS'),
    note: p.string().default(''),
  },
});

/** A tier of a price version, as a row. */
export const PriceTier = defineEntity({
  name: 'PriceTier',
  tableName: 'price_tier',
  properties: {
    ...keyColumns,
    ...editableColumns,
    priceVersionId: p.uuid(),
    feeItemId: p.uuid(),
    customerGroup: p.string().default(''),
    region: p.string().default(''),
    effectiveFrom: date(),
    fromQuantity: decimal(),
    upTo: decimal().nullable(),
    price: decimal(),
    packageSize: decimal().nullable(),
    flatFee: decimal().nullable(),
  },
});
