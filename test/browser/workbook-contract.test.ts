/** The contract of the workbook port over Univer in Chromium: the port runs in the page, the suite outside. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { enumLists, layoutOf } from '../../addin/datasets/layout.ts';
import { bindings, feeItems } from '../../addin/datasets/masters.ts';
import type { BoundSheet, CellValue, Mark, Selection, TableContent, WorkbookPort } from '../../addin/workbook/port.ts';
import { launchBrowser, serveFolder } from '../support/browser.ts';
import { type Hands, workbookContract } from '../workbook/contract.ts';

const PAGE = fileURLToPath(new URL('./workbook-page', import.meta.url));
const OUTPUT = fileURLToPath(new URL('../output/workbook-page', import.meta.url));
const SHOTS = fileURLToPath(new URL('../output/screenshots', import.meta.url));

let browser: Browser;
let page: Page;
let server: { url: string; close(): Promise<void> };
const outside: string[] = [];
const complaints: string[] = [];

async function call<T>(name: string, ...args: unknown[]): Promise<T> {
  const answer = await page.evaluate(
    ([method, list]) =>
      (globalThis as unknown as { callWorkbench(n: unknown, a: unknown): Promise<unknown> }).callWorkbench(
        method,
        list,
      ),
    [name, args],
  );
  const { value, error } = answer as { value: T; error?: { name: string; message: string; code?: string } };
  if (error) throw Object.assign(new Error(error.message), error);
  return value;
}

/** The port in the page, as one out here. */
function remotePort(): WorkbookPort {
  return {
    host: 'workbench',
    hasPivots: false,
    sheets: () => call<BoundSheet[]>('sheets'),
    async openSheet(layout, rows, work) {
      const aborted = work?.signal?.aborted ?? false;
      const { sheet, progress } = await call<{ sheet: BoundSheet; progress: [number, number] | null }>(
        'openSheet',
        layout,
        rows,
        aborted,
      );
      if (progress) work?.progress?.(...progress);
      return sheet;
    },
    closeSheet: (sheet) => call('closeSheet', sheet),
    async read(sheet, options) {
      const table = await call<TableContent & { formulas: number[] }>('read', sheet, options);
      return { ...table, formulas: new Set(table.formulas as Iterable<number>) };
    },
    change: (sheet, changes) => call('change', sheet, changes),
    marks: (sheet) => call<Mark[]>('marks', sheet),
    setLists: (lists) => call('setLists', lists),
    select: (sheet, row, column) => call('select', sheet, row, column),
    selection: () => call<Selection | null>('selection'),
    onChanged: (listener) =>
      poll(
        (heard) => heard.hints.length,
        (heard) => heard.hints.forEach((hint) => listener(hint)),
      ),
    onSelectionChanged: (listener) => poll((heard) => heard.selections, listener),
    readState: async (prefix) => new Map(await call<[string, string][]>('readState', prefix)),
    writeState: (entries) => call('writeState', [...entries]),
    setting: (name) => call('setting', name),
    setSetting: (name, value) => call('setSetting', name, value),
    analyses: () => call('analyses'),
    addPivot: (spec) => call('addPivot', spec),
    writePlain: (sheet, id) => call('writePlain', sheet, id),
    showAnalysis: (id) => call('showAnalysis', id),
  };
}

interface Heard {
  hints: { sheet: string; remote: boolean }[];
  selections: number;
}

/** Asks the page every few milliseconds whether it heard something since. */
function poll(count: (heard: Heard) => number, tell: (heard: Heard) => void): () => void {
  let before: number | null = null;
  let on = true;
  const tick = async () => {
    const heard = await call<Heard>('heard');
    if (!on) return;
    if (before !== null && count(heard) > before) tell(heard);
    before = count(heard);
    setTimeout(() => void tick(), 5);
  };
  void tick();
  return () => {
    on = false;
  };
}

const hands: Hands = {
  type: (...args) => call('type', ...args),
  formula: (...args) => call('formula', ...args),
  error: (sheet, row, column, error) => call('formula', sheet, row, column, '=NA()', error),
  insertRow: (...args) => call('insertRow', ...args),
  deleteRow: (...args) => call('deleteRow', ...args),
  moveColumn: (...args) => call('moveColumn', ...args),
  deleteColumn: (...args) => call('deleteColumn', ...args),
  sort: (...args) => call('sort', ...args),
  rename: (...args) => call('rename', ...args),
  look: async (title) => {
    const seen = await call<{ cells: CellValue[][]; formulas: boolean; front: boolean } | null>('plainCells', title);
    if (!seen) return null;
    const cells = seen.cells.map((row) => row.filter((cell) => cell !== null)).filter((row) => row.length > 0);
    return { ...seen, cells };
  },
  reopen: async () => {
    await call('mount', 'zh', true);
    return remotePort();
  },
};

describe('the workbench’s spreadsheet in Chromium', function () {
  this.timeout(120_000);

  before(async () => {
    await build({ root: PAGE, logLevel: 'error', build: { outDir: OUTPUT, emptyOutDir: true, minify: false } });
    await mkdir(SHOTS, { recursive: true });
    server = await serveFolder(OUTPUT);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('request', (request) => {
      if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) outside.push(request.url());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(server.url);
  });

  after(async () => {
    await browser?.close();
    await server?.close();
  });

  workbookContract('Univer', async () => {
    await call('mount', 'zh', false);
    return { workbook: remotePort(), hands };
  });

  it('opens, reads and changes 20,000 rows', async () => {
    await call('mount', 'zh', false);
    const figures = await call<Record<string, number>>('measure', layoutOf(bindings, 'zh'), 20_000);
    console.log(`      20,000 rows: ${JSON.stringify(figures)}`);
    assert.equal(figures['rows'], 20_000);
    await page.screenshot({ path: `${SHOTS}/workbench-20000.png` });
  });

  it('marks, tints and lists where a person can see it', async () => {
    await call('mount', 'en', false);
    const layout = layoutOf(feeItems, 'en');
    await call('setLists', enumLists(feeItems, 'en'));
    const row = (code: string) =>
      layout.columns.map((c) => (c.id === 'code' ? code : c.id === 'cycle' ? 'Monthly' : null));
    await call('openSheet', layout, ['FEE-1', 'FEE-2', 'FEE-3'].map(row), false);
    await call('change', 'FEE_ITEMS', { marks: [{ row: 1, column: 'cycle', reason: 'not in the list' }] });
    await call('select', 'FEE_ITEMS', 2, 'code');
    await page.waitForTimeout(300);
    await page.screenshot({ path: `${SHOTS}/workbench-marks.png` });
    const marked = async () => (await call<string[]>('styles', 'FEE_ITEMS', 'cycle')).map((fill) => fill === '#fde7e9');
    assert.deepEqual(await marked(), [false, true, false]);
    assert.deepEqual(await call('styles', 'FEE_ITEMS', 'status'), ['#f3f2f1', '#f3f2f1', '#f3f2f1']);
    await call('change', 'FEE_ITEMS', { clearMarks: 'all' });
    assert.deepEqual(await marked(), [false, false, false]);
  });

  it('keeps what a person types: text in text columns, dates as dates', async () => {
    await call('mount', 'zh', false);
    const layout = layoutOf(bindings, 'zh');
    await call('openSheet', layout, [layout.columns.map(() => null)], false);
    await call('select', 'BINDINGS', 0, 'code');
    for (const text of ['00123', '=1+1']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(200);
    }
    await call('select', 'BINDINGS', 0, 'startDate');
    for (const text of ['2026-10-31', '2026-02-30']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(200);
    }
    await page.screenshot({ path: `${SHOTS}/workbench-typed.png` });
    const table = await call<TableContent>('read', 'BINDINGS', { columns: ['code', 'startDate'] });
    assert.deepEqual(table.rows, [
      ['00123', 46_326],
      ['=1+1', '2026-02-30'],
    ]);
  });

  it('is there again after the page was reloaded: cells, state, lists', async () => {
    await call('mount', 'zh', false);
    const layout = layoutOf(feeItems, 'zh');
    await call('setLists', { FEE_ITEMS_cycle_zh: ['每月', '每年'] });
    await call('openSheet', layout, [layout.columns.map((c) => (c.id === 'code' ? '00123' : null))], false);
    await call('store');
    await call('writeState', [
      ['s:FEE_ITEMS:keys#0', '[1]'],
      ['gone', 'x'],
    ]);
    await call('type', 'FEE_ITEMS', 0, 'note', '离线修改');
    await call('writeState', [['gone', null]]);
    await page.reload();
    await call('mountStored');
    const table = await call<TableContent>('read', 'FEE_ITEMS', { columns: ['code', 'note'] });
    assert.deepEqual(table.rows, [['00123', '离线修改']]);
    assert.deepEqual(await call('readState', ''), [['s:FEE_ITEMS:keys#0', '[1]']]);
    await call('closeSheet', 'FEE_ITEMS');
    assert.deepEqual(await call('sheets'), []);
  });

  it('asks nobody outside and throws nothing', () => {
    assert.deepEqual(outside, []);
    assert.deepEqual(complaints, []);
  });
});
