import {
  accounts,
  bindings,
  contracts,
  customers,
  discounts,
  feeItems,
  occupancies,
  pauses,
  payerAccounts,
  premises,
  prepaymentPackages,
  prices,
  priceTiers,
  quantityChanges,
  sharedCosts,
} from './masters.ts';
import { meterReadings, meters, usageMetrics } from './metering.ts';
import {
  allocations,
  bankReconciliation,
  bills,
  channelSettlement,
  charges,
  creditNotes,
  customerStatement,
  dayCloses,
  deposits,
  journal,
  kpis,
  payments,
  pricePreview,
  refunds,
  runComparison,
  runExceptions,
  runLines,
  statementLines,
  trialBalance,
  unidentifiedReceipts,
  writeOffs,
} from './results.ts';
import type { Column, Dataset, DatasetName } from './types.ts';

/** All datasets, in the order in which a menu lists them. */
export const DATASETS: readonly Dataset[] = [
  feeItems,
  prices,
  priceTiers,
  discounts,
  customers,
  premises,
  prepaymentPackages,
  occupancies,
  contracts,
  bindings,
  quantityChanges,
  pauses,
  meters,
  meterReadings,
  usageMetrics,
  sharedCosts,
  accounts,
  pricePreview,
  runLines,
  runComparison,
  runExceptions,
  bills,
  charges,
  creditNotes,
  refunds,
  writeOffs,
  customerStatement,
  journal,
  trialBalance,
  payments,
  dayCloses,
  deposits,
  allocations,
  statementLines,
  payerAccounts,
  unidentifiedReceipts,
  channelSettlement,
  bankReconciliation,
  kpis,
];

const BY_NAME = new Map(DATASETS.map((d) => [d.name, d]));

/** The declaration of a dataset. */
export function datasetNamed(name: DatasetName): Dataset {
  const dataset = BY_NAME.get(name);
  if (!dataset) throw new Error(`no dataset is called ${name}`);
  return dataset;
}

export function isDatasetName(name: string): name is DatasetName {
  return BY_NAME.has(name as DatasetName);
}

/** The column with this id, or undefined. */
export function columnOf(dataset: Dataset, id: string): Column | undefined {
  return dataset.columns.find((c) => c.id === id);
}

/** The column by which people name a row of the dataset, when it has one; references hold its values. */
export function keyColumn(dataset: Dataset): Column | undefined {
  return dataset.columns.find((c) => c.key);
}

/** Datasets whose codes this dataset's columns name, each once: what drop-downs and checks need to be loaded. */
export function referencedBy(dataset: Dataset): DatasetName[] {
  return [...new Set(dataset.columns.flatMap((c) => (c.references && c.editable ? [c.references] : [])))];
}
