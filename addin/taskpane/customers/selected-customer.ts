import { columnOf, datasetNamed } from '../../datasets/datasets.ts';
import { datasetOfSheet } from '../../datasets/layout.ts';
import type { WorkbookPort } from '../../workbook/port.ts';

/** The column in which a sheet's rows name a customer: its own code, or the customer they belong to. */
function columnOfCustomer(sheet: string): string | null {
  const name = datasetOfSheet(sheet)?.name;
  if (name === undefined) return null;
  if (name === 'CUSTOMERS') return 'code';
  return columnOf(datasetNamed(name), 'customer') ? 'customer' : null;
}

/** Code of the customer in the first selected row; null where the selection names none. */
export async function selectedCustomer(workbook: WorkbookPort): Promise<string | null> {
  const selection = await workbook.selection();
  const row = selection?.rows[0];
  if (!selection || row === undefined) return null;
  const column = columnOfCustomer(selection.sheet);
  if (column === null) return null;
  const { rows } = await workbook.read(selection.sheet, { columns: [column], rows: [row] });
  const cell = rows[0]?.[0];
  return typeof cell === 'string' && cell !== '' ? cell : null;
}
