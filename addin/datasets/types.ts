/**
 * What a dataset declaration says. Declarations are pure data, used by sheet layout, validation, diff and publishing alike.
 */

export type DatasetName =
  | 'FEE_ITEMS'
  | 'PRICES'
  | 'PRICE_TIERS'
  | 'DISCOUNTS'
  | 'CUSTOMERS'
  | 'PREMISES'
  | 'OCCUPANCIES'
  | 'CONTRACTS'
  | 'BINDINGS'
  | 'QUANTITY_CHANGES'
  | 'PAUSES'
  | 'METERS'
  | 'USAGE_METRICS'
  | 'PREPAYMENT_PACKAGES'
  | 'METER_READINGS'
  | 'SHARED_COSTS'
  | 'PRICE_PREVIEW'
  | 'RUN_LINES'
  | 'RUN_COMPARISON'
  | 'RUN_EXCEPTIONS'
  | 'BILLS'
  | 'CHARGES'
  | 'CREDIT_NOTES'
  | 'REFUNDS'
  | 'WRITE_OFFS'
  | 'CUSTOMER_STATEMENT'
  | 'ACCOUNTS'
  | 'TRIAL_BALANCE'
  | 'JOURNAL'
  | 'PAYMENTS'
  | 'STATEMENT_LINES'
  | 'DAY_CLOSES'
  | 'DEPOSITS'
  | 'ALLOCATIONS'
  | 'PAYER_ACCOUNTS'
  | 'UNIDENTIFIED_RECEIPTS'
  | 'CHANNEL_SETTLEMENT'
  | 'BANK_RECONCILIATION'
  | 'KPIS';

/** A text in the two languages of the product. */
export interface Label {
  zh: string;
  en: string;
}

export type ColumnKind = 'text' | 'code' | 'decimal' | 'int' | 'date' | 'enum' | 'ref' | 'bool';

/** One allowed value of an enum column: the code on the wire and what the sheet shows. */
export interface EnumValue extends Label {
  code: string;
}

export interface Column {
  /** Name of the cell on the wire. */
  id: string;
  label: Label;
  kind: ColumnKind;
  /** Part of the row's human key; unique within the dataset. */
  key: boolean;
  required: boolean;
  editable: boolean;
  /** Decimal places that an edit may have. Only for `decimal`. */
  scale?: number;
  /** Decimal places that a value of the server may have, where that is more than `scale`. */
  wireScale?: number;
  /** Only for `enum`. */
  values?: readonly EnumValue[];
  /** Dataset whose codes the column names. Only for `ref`. */
  references?: DatasetName;
  /** Shown as an amount, with grouping and two decimals at least. */
  money?: boolean;
  /** Width in characters. */
  width: number;
}

export interface Dataset {
  name: DatasetName;
  title: Label;
  /** Whether rows may be edited, added and archived at all. */
  editable: boolean;
  columns: readonly Column[];
  /** Names of the filters that the server takes for it. */
  filters: readonly string[];
}
