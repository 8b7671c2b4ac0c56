/** Rows as a sheet would publish them: demo data goes in through the same door as everybody's. */
import { namedId } from '../kernel/ids.ts';
import type { Cells } from '../ledger/dataset.ts';

export interface SheetRow {
  key: string;
  id: string;
  version: null;
  cells: Cells;
}

/** A new row; its id and idempotency key follow from its name, so that every start makes the same demo. */
export function sheetRow(tenant: string, dataset: string, name: string, cells: Cells): SheetRow {
  const id = namedId(`demo ${tenant} ${dataset} ${name}`);
  return { key: namedId(`key ${id}`), id, version: null, cells };
}
