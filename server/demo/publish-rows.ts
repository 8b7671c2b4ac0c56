import type { Books } from '../ledger/books.ts';
import type { DatasetName } from '../ledger/dataset.ts';
import { publish } from '../sync/publish.ts';
import type { SheetRow } from './sheet-row.ts';

const ROWS_A_BATCH = 10_000;

/** Publishes rows of demo data as a sheet would, all or none a batch. @throws Error naming the first refused row */
export async function publishRows(books: Books, dataset: DatasetName, rows: readonly SheetRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_A_BATCH) {
    const batch = rows.slice(from, from + ROWS_A_BATCH);
    const { results } = await publish(books, { dataset, mode: 'ATOMIC', dryRun: false, rows: batch });
    const refused = results.find((result) => result.errors.length > 0);
    if (!refused) continue;
    const cells = JSON.stringify(batch[refused.index]?.cells);
    throw new Error(`demo data: ${dataset} ${cells} was refused: ${JSON.stringify(refused.errors)}`);
  }
}
