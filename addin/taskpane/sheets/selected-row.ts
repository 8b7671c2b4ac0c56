import { ID_COLUMN } from '../../datasets/layout.ts';
import type { Dataset } from '../../datasets/types.ts';
import { rowLabel } from '../../sync/rows.ts';
import type { WorkbookPort } from '../../workbook/port.ts';

/** The row under the cursor in a bound sheet. */
export interface SelectedRow {
  /** UUID of the row; null for one that was never published. */
  id: string | null;
  /** Its first two cells, so that a person knows which it is. */
  label: string;
}

/** The first selected row of a dataset's sheet; null where another sheet, or nothing, is selected. */
export async function selectedRow(
  workbook: WorkbookPort,
  sheet: string,
  dataset: Dataset,
): Promise<SelectedRow | null> {
  const selection = await workbook.selection();
  const row = selection?.sheet === sheet ? selection.rows[0] : undefined;
  if (row === undefined) return null;
  const shown = dataset.columns.slice(0, 2).map(({ id }) => id);
  const { rows } = await workbook.read(sheet, { columns: [ID_COLUMN, ...shown], rows: [row] });
  const [id, ...cells] = rows[0] ?? [];
  if (rows[0] === undefined || rows[0].every((cell) => cell === null)) return null;
  return { id: typeof id === 'string' ? id : null, label: rowLabel(dataset, cells) };
}
