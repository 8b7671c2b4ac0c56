/** A page that opens many rows in two ways: through the workbook port, and with Univer alone. */
import { type ICellData, LocaleType, mergeLocales, Univer, UniverInstanceType } from '@univerjs/core';
import { FUniver } from '@univerjs/core/lib/facade';
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core';
import coreZh from '@univerjs/preset-sheets-core/locales/zh-CN';
import { mountWorkbench } from '../../../addin/workbench/univer.ts';
import type { CellInput, ColumnLayout, SheetLayout } from '../../../addin/workbook/port.ts';

interface Mounted {
  dispose(): void;
}

let mounted: Mounted | null = null;

function container(): HTMLElement {
  mounted?.dispose();
  const element = document.createElement('div');
  element.style.height = '100%';
  document.querySelector('#sheet')?.replaceChildren(element);
  return element;
}

/** Until the browser has shown what was made. */
const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

/** Long enough for everything that starts with Univer to have started. */
const calm = () => new Promise((done) => setTimeout(done, 500));

/** Milliseconds of the work, up to the frame that shows it. */
async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  await drawn();
  return performance.now() - began;
}

function valueOf(column: ColumnLayout, row: number): CellInput {
  if (column.cell === 'number') return Math.round(row * 137) / 100;
  if (column.cell === 'date') return 46_000 + (row % 300);
  return `${column.id} ${row}`;
}

const rowsOf = (layout: SheetLayout, count: number): CellInput[][] =>
  Array.from({ length: count }, (_, row) => layout.columns.map((column) => valueOf(column, row)));

/** Opens the sheet as the product does. @returns milliseconds */
async function openThroughPort(layout: SheetLayout, count: number): Promise<number> {
  const workbench = mountWorkbench(container(), 'zh');
  mounted = workbench;
  const rows = rowsOf(layout, count);
  await calm();
  return timed(() => workbench.workbook.openSheet(layout, rows));
}

/** Hands the same cells to Univer, already in its own form. @returns milliseconds */
async function openBare(layout: SheetLayout, count: number): Promise<number> {
  const univer = new Univer({
    locale: LocaleType.ZH_CN,
    locales: { [LocaleType.ZH_CN]: mergeLocales(coreZh) },
  });
  for (const plugin of UniverSheetsCorePreset({ container: container() }).plugins) {
    const [constructor, config] = Array.isArray(plugin) ? plugin : [plugin, undefined];
    univer.registerPlugin(constructor, config);
  }
  const api = FUniver.newAPI(univer);
  mounted = univer;
  // A blank workbook stands already, as it does in the workbench when a dataset is opened.
  univer.createUnit(UniverInstanceType.UNIVER_SHEET, { id: 'blank', name: 'Blank' });
  const snapshot = bareSnapshot(layout, rowsOf(layout, count));
  await calm();
  return timed(() => api.createWorkbook(snapshot));
}

function bareSnapshot(layout: SheetLayout, rows: readonly CellInput[][]) {
  const cellData: Record<number, Record<number, ICellData>> = {};
  const put = (row: number, values: readonly CellInput[]) => {
    cellData[row] = Object.fromEntries(
      values.map((v, column): [number, ICellData] => [column, typeof v === 'number' ? { v, t: 2 } : { v, t: 1 }]),
    );
  };
  put(
    0,
    layout.columns.map(({ heading }) => heading),
  );
  rows.forEach((values, row) => put(row + 1, values));
  const size = { rowCount: rows.length + 1, columnCount: layout.columns.length };
  return {
    id: `bare-${performance.now()}`,
    name: 'Bare',
    sheetOrder: ['rows'],
    sheets: { rows: { id: 'rows', name: layout.title, cellData, ...size } },
  };
}

Object.assign(globalThis, { bench: { openThroughPort, openBare } });
