import type { WorkbookPort } from '../../workbook/port.ts';

/** Columns in which sheets name a bill or, those of payments, a payment. */
const BILL_COLUMNS: Readonly<Record<string, string>> = {
  BILLS: 'number',
  CHARGES: 'bill',
  CREDIT_NOTES: 'bill',
  ALLOCATIONS: 'bill',
  DEPOSITS: 'bill',
  PAYMENTS: 'number',
};

/** The number of the bill or payment in the first selected row; null where the selection names none. */
export async function selectedBill(workbook: WorkbookPort): Promise<string | null> {
  const selection = await workbook.selection();
  const row = selection?.rows[0];
  if (!selection || row === undefined) return null;
  const column = BILL_COLUMNS[selection.sheet.split('__')[0] ?? ''];
  if (column === undefined) return null;
  const { rows } = await workbook.read(selection.sheet, { columns: [column] });
  const cell = rows[row]?.[0];
  return typeof cell === 'string' && cell !== '' ? cell : null;
}
