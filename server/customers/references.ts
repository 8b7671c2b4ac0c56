/** How other rows name customers and what is charged for. */
import type { Reference } from '../ledger/columns.ts';

export const CUSTOMER_CODE: Reference = { table: 'customer', code: 'code', dataset: 'CUSTOMERS', archivable: true };

export const PREMISE_CODE: Reference = { table: 'premise', code: 'code', dataset: 'PREMISES', archivable: true };

export const CONTRACT_NUMBER: Reference = { table: 'contract', code: 'number', dataset: 'CONTRACTS', archivable: true };

export const BINDING_CODE: Reference = { table: 'binding', code: 'code', dataset: 'BINDINGS', archivable: true };
export const METRIC_CODE: Reference = {
  table: 'usage_metric',
  code: 'code',
  dataset: 'USAGE_METRICS',
  archivable: true,
};

export const METER_CODE: Reference = { table: 'meter', code: 'code', dataset: 'METERS', archivable: true };
