/** All datasets by name. Each noun declares its own; this list is the only place that knows them all. */
import type { DatasetName, ReadOnlyDataset } from '../ledger/dataset.ts';

const READ_ONLY: readonly ReadOnlyDataset[] = [];

/** The dataset that the server computes, or undefined when the name is an editable one. */
export function readOnlyDataset(name: DatasetName): ReadOnlyDataset | undefined {
  return READ_ONLY.find((dataset) => dataset.name === name);
}
