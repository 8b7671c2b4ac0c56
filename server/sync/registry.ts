/** All datasets by name. Each noun declares its own; this list is the only place that knows them all. */
import { bills, charges, pricePreview, runComparison, runExceptions, runLines } from '../billing/datasets.ts';
import { sharedCosts } from '../billing/shared-costs.ts';
import { feeItems } from '../catalog/fee-items.ts';
import { priceTiers } from '../catalog/price-tiers.ts';
import { prices } from '../catalog/prices.ts';
import { accounts, journal, trialBalance } from '../closing/datasets.ts';
import { bindings } from '../customers/bindings.ts';
import { contracts } from '../customers/contracts.ts';
import { customers } from '../customers/customers.ts';
import { discounts } from '../customers/discounts.ts';
import { meters } from '../customers/meters.ts';
import { occupancies } from '../customers/occupancies.ts';
import { pauses } from '../customers/pauses.ts';
import { premises } from '../customers/premises.ts';
import { quantityChanges } from '../customers/quantity-changes.ts';
import { usageMetrics } from '../customers/usage-metrics.ts';
import type { DatasetName, ReadOnlyDataset } from '../ledger/dataset.ts';
import type { EditableDataset } from '../ledger/editable-dataset.ts';
import { meterReadings } from '../metering/readings.ts';
import { allocations } from '../payments/allocations-dataset.ts';
import { refunds, writeOffs } from '../payments/approvals/views.ts';
import { dayCloses } from '../payments/counter/day-closes-dataset.ts';
import { creditNotes } from '../payments/credits/views.ts';
import { customerStatements } from '../payments/customer-statement-dataset.ts';
import { payments } from '../payments/datasets.ts';
import { deposits } from '../payments/deposits/deposits-dataset.ts';
import { prepaymentPackages } from '../payments/prepayments/packages.ts';
import { statementLines } from '../reconciliation/datasets.ts';
import { payerAccounts } from '../reconciliation/payer-accounts.ts';
import { bankReconciliation, channelSettlement } from '../reconciliation/settlement-datasets.ts';
import { unidentifiedReceipts } from '../reconciliation/unidentified-dataset.ts';
import { kpis } from '../reports/datasets.ts';

const EDITABLE: readonly EditableDataset[] = [
  feeItems,
  prices,
  priceTiers,
  discounts,
  customers,
  premises,
  occupancies,
  contracts,
  bindings,
  quantityChanges,
  pauses,
  meters,
  usageMetrics,
  prepaymentPackages,
  meterReadings,
  sharedCosts,
  accounts,
  payerAccounts,
];

const READ_ONLY: readonly ReadOnlyDataset[] = [
  pricePreview,
  runLines,
  runComparison,
  runExceptions,
  bills,
  charges,
  creditNotes,
  refunds,
  writeOffs,
  customerStatements,
  payments,
  dayCloses,
  deposits,
  allocations,
  statementLines,
  unidentifiedReceipts,
  channelSettlement,
  bankReconciliation,
  trialBalance,
  journal,
  kpis,
];

/** The dataset that sheets may edit, or undefined when the name is a read-only one. */
export function editableDataset(name: DatasetName): EditableDataset | undefined {
  return EDITABLE.find((dataset) => dataset.name === name);
}

/** The dataset that the server computes, or undefined when the name is an editable one. */
export function readOnlyDataset(name: DatasetName): ReadOnlyDataset | undefined {
  return READ_ONLY.find((dataset) => dataset.name === name);
}
