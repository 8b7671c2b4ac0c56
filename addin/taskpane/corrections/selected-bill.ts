import type { WorkbookPort } from '../../workbook/port.ts';

/** Columns in which sheets name a bill or, those of payments, a payment. */
const BILL_COLUMNS: Readonly<Record<string, string>> = {
  BILLS: 'number',
  CHARGES: 'bill',
  CREDIT_NOTES: 'bill',
  ALLOCATIONS: 'bill',
  DEPOSITS: 'bill',
  WRITE_OFFS: 'bill',
  REFUNDS: 'payment',
  PAYMENTS: 'number',
};

export interface SelectedBill {
  /** Number of the bill or payment. */
  number: string;
  /** Id of the charge that is selected; null for a whole document. */
  charge: string | null;
}

/** The bill or payment of the first selected row; null where the selection names none. */
export async function selectedBill(workbook: WorkbookPort): Promise<SelectedBill | null> {
  const selection = await workbook.selection();
  const row = selection?.rows[0];
  if (!selection || row === undefined) return null;
  const dataset = selection.sheet.split('__')[0] ?? '';
  const column = BILL_COLUMNS[dataset];
  if (column === undefined) return null;
  const { rows } = await workbook.read(selection.sheet, { columns: [column, '_id'], rows: [row] });
  const [number, id] = rows[0] ?? [];
  if (typeof number !== 'string' || number === '') return null;
  return { number, charge: dataset === 'CHARGES' && typeof id === 'string' ? id : null };
}
