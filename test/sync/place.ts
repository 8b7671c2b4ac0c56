/** A workbook in memory beside a server in memory, with the fee items opened. */
import type { WireCells } from '../../addin/sync/api.ts';
import { createSync, type Sync } from '../../addin/sync/sync.ts';
import { MemoryWorkbook } from '../../addin/workbook/memory.ts';
import type { CellValue, Locale, WorkbookPort } from '../../addin/workbook/port.ts';
import { SheetServer } from '../support/sheet-server.ts';

export const FEES = 'FEE_ITEMS';

export function feeItem(code: string, more: WireCells = {}): WireCells {
  return {
    code,
    nameZh: `项目 ${code}`,
    nameEn: null,
    category: 'BASIC',
    cycle: 'MONTHLY',
    timing: 'ARREARS',
    unit: 'm2',
    currency: 'CNY',
    taxCode: 'VAT6',
    revenueAccount: '6001',
    effectiveFrom: '2026-01-01',
    effectiveTo: null,
    status: 'ACTIVE',
    note: null,
    ...more,
  };
}

export interface Place {
  server: SheetServer;
  workbook: MemoryWorkbook;
  sync: Sync;
  /** Ids of FEE-1, FEE-2, … */
  ids: string[];
}

/** A fee item sheet with `count` rows `FEE-1` … */
export async function feePlace(count = 3, locale: Locale = 'en'): Promise<Place> {
  const server = new SheetServer();
  const ids = Array.from({ length: count }, (_, i) => server.put(FEES, feeItem(`FEE-${i + 1}`)));
  const workbook = new MemoryWorkbook();
  const sync = createSync({ workbook, api: server, locale });
  await sync.open(FEES);
  return { server, workbook, sync, ids };
}

/** One column of a sheet, top to bottom. */
export async function cells(workbook: WorkbookPort, column: string, sheet = FEES): Promise<CellValue[]> {
  return (await workbook.read(sheet, { columns: [column] })).rows.map((row) => row[0] ?? null);
}

/** Types a whole fee item into a row, as a paste would. */
export function typeFeeItem(workbook: MemoryWorkbook, row: number, code: string, more: Record<string, CellValue> = {}) {
  const typed = { ...feeItem(code), status: null, effectiveFrom: 46_023, ...more };
  for (const [column, value] of Object.entries(typed)) workbook.userTypes(FEES, row, column, value);
}
