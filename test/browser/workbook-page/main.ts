/** A page with nothing but the spreadsheet, driven by the contract suite from outside. */
import type { ICellData } from '@univerjs/core';
import { openStorage, type WorkbenchStorage } from '../../../addin/workbench/storage.ts';
import { mountWorkbench, type SavedWorkbench, type Workbench } from '../../../addin/workbench/univer.ts';
import type {
  CellInput,
  CellValue,
  Locale,
  PlainSheet,
  ReadOptions,
  SheetLayout,
  TableChanges,
} from '../../../addin/workbook/port.ts';

let workbench: Workbench | null = null;
let saved: SavedWorkbench | undefined;
let storage: WorkbenchStorage | null = null;
let hints: { sheet: string; remote: boolean }[] = [];
let selections = 0;

/** Methods that the test calls by name; arguments and results are plain data. */
const methods = {
  mount(locale: Locale, again: boolean) {
    if (again && workbench) saved = structuredClone(workbench.save());
    workbench?.dispose();
    const container = document.createElement('div');
    container.style.height = '100%';
    document.querySelector('#sheet')?.replaceChildren(container);
    workbench = mountWorkbench(container, locale, { saved: again ? saved : undefined });
    hints = [];
    selections = 0;
    workbench.workbook.onChanged((hint) => hints.push(hint));
    workbench.workbook.onSelectionChanged(() => selections++);
  },
  /** From now on the browser keeps the workbook. */
  async store() {
    storage = await openStorage('test');
    await storage.clear();
    const before = structuredClone(bench().save());
    await storage.save(before);
    await methods.mountSaved(before);
  },
  async mountStored() {
    storage = await openStorage('test');
    await methods.mountSaved(await storage.load());
  },
  async mountSaved(kept: SavedWorkbench | undefined) {
    workbench?.dispose();
    const container = document.createElement('div');
    container.style.height = '100%';
    document.querySelector('#sheet')?.replaceChildren(container);
    workbench = mountWorkbench(container, 'zh', { saved: kept, storage: storage ?? undefined });
  },
  heard: () => ({ hints, selections }),
  sheets: () => port().sheets(),
  async openSheet(layout: SheetLayout, rows: CellInput[][], aborted: boolean) {
    let progress: [number, number] | null = null;
    const signal = aborted ? AbortSignal.abort() : undefined;
    const sheet = await port().openSheet(layout, rows, {
      signal,
      progress: (done, total) => (progress = [done, total]),
    });
    return { sheet, progress };
  },
  closeSheet: (sheet: string) => port().closeSheet(sheet),
  async read(sheet: string, options?: ReadOptions) {
    const table = await port().read(sheet, options);
    return { ...table, formulas: [...table.formulas] };
  },
  change: (sheet: string, changes: TableChanges) => port().change(sheet, changes),
  marks: (sheet: string) => port().marks(sheet),
  setLists: (lists: Record<string, string[]>) => port().setLists(lists),
  select: (sheet: string, row?: number, column?: string) => port().select(sheet, row, column),
  selection: () => port().selection(),
  readState: async (prefix: string) => [...(await port().readState(prefix))],
  writeState: (entries: [string, string | null][]) => port().writeState(new Map(entries)),
  setting: (name: string) => port().setting(name),
  setSetting: (name: string, value: string | null) => port().setSetting(name, value),
  analyses: () => port().analyses(),
  addPivot: () => port().addPivot(),
  writePlain: (sheet: PlainSheet, id?: string | null) => port().writePlain(sheet, id ?? undefined),
  showAnalysis: (id: string) => port().showAnalysis(id),
  plainCells(title: string) {
    const sheet = book().getSheetByName(title);
    const data = sheet?.getSheet().getCellMatrix().getMatrix() as Record<number, Record<number, ICellData>> | undefined;
    if (!sheet || !data) return null;
    return {
      front: book().getActiveSheet().getSheetName() === title,
      formulas: Object.values(data).some((row) => Object.values(row).some((cell) => cell.f ?? cell.si)),
      cells: Object.values(data).map((row) => Object.values(row).map((cell) => cell.v ?? null)),
    };
  },

  // What a user does.

  async place(sheet: string, column: string): Promise<[string, number]> {
    const bound = (await port().sheets()).find((s) => s.id === sheet);
    const heading = bound?.layout.columns.find((c) => c.id === column)?.heading;
    const worksheet = book().getSheetByName(bound?.title ?? '');
    const row = worksheet?.getRange(0, 0, 1, worksheet.getMaxColumns()).getValues()[0] ?? [];
    return [bound?.title ?? '', row.indexOf(heading ?? '')];
  },
  async type(sheet: string, row: number, column: string, value: CellInput) {
    const [title, at] = await methods.place(sheet, column);
    const range = book()
      .getSheetByName(title)
      ?.getRange(row + 1, at);
    if (value === null) range?.clearContent();
    else range?.setValue(value);
  },
  async formula(sheet: string, row: number, column: string, formula: string, value: CellValue) {
    const [title, at] = await methods.place(sheet, column);
    book()
      .getSheetByName(title)
      ?.getRange(row + 1, at)
      .setValue({ f: formula });
    // Formulas are calculated a little later; the suite's own checks judge what comes.
    for (let wait = 0; wait < 100; wait++) {
      const shown = (await port().read(sheet, { columns: [column] })).rows[row]?.[0];
      if (JSON.stringify(shown) === JSON.stringify(value)) return;
      await new Promise((done) => setTimeout(done, 50));
    }
  },
  async insertRow(sheet: string, at: number) {
    const [title] = await methods.place(sheet, '_id');
    book()
      .getSheetByName(title)
      ?.insertRowsBefore(at + 1, 1);
  },
  async deleteRow(sheet: string, row: number) {
    const [title] = await methods.place(sheet, '_id');
    book()
      .getSheetByName(title)
      ?.deleteRows(row + 1, 1);
  },
  async moveColumn(sheet: string, column: string, to: number) {
    const [title, at] = await methods.place(sheet, column);
    const worksheet = book().getSheetByName(title);
    worksheet?.moveColumns(worksheet.getRange(0, at, worksheet.getMaxRows(), 1), to > at ? to + 1 : to);
  },
  async deleteColumn(sheet: string, column: string) {
    const [title, at] = await methods.place(sheet, column);
    book().getSheetByName(title)?.deleteColumns(at, 1);
  },
  async sort(sheet: string, column: string) {
    const [title, at] = await methods.place(sheet, column);
    const worksheet = book().getSheetByName(title);
    // As the table's filter panel does.
    await api().executeCommand('sheet.command.sort-range', {
      unitId: book().getId(),
      subUnitId: worksheet?.getSheetId(),
      range: {
        startRow: 1,
        endRow: (worksheet?.getMaxRows() ?? 2) - 1,
        startColumn: 0,
        endColumn: (worksheet?.getMaxColumns() ?? 1) - 1,
      },
      orderRules: [{ type: 'asc', colIndex: at }],
      hasTitle: false,
    });
  },
  async rename(sheet: string, title: string) {
    const [old] = await methods.place(sheet, '_id');
    book().getSheetByName(old)?.setName(title);
  },
  /** Fills of a column's first three cells. */
  async styles(sheet: string, column: string) {
    const [title, at] = await methods.place(sheet, column);
    const worksheet = book().getSheetByName(title);
    return [1, 2, 3].map((row) => worksheet?.getRange(row, at).getCellStyleData()?.bg?.rgb ?? null);
  },
  /** Milliseconds to open so many rows (until the next frame is drawn), to read them, and to write a status into 5,000. */
  async measure(layout: SheetLayout, count: number) {
    const rows = Array.from({ length: count }, (_, i) =>
      layout.columns.map((c) =>
        c.cell === 'number' ? i * 1.37 : c.cell === 'date' ? 46_000 + (i % 300) : `${c.id} ${i}`,
      ),
    );
    let start = performance.now();
    const lap = () => {
      const took = Math.round(performance.now() - start);
      start = performance.now();
      return took;
    };
    await port().openSheet(layout, rows);
    const opened = lap();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const drawn = lap();
    const table = await port().read(layout.id);
    const read = lap();
    const cells = Array.from({ length: 5_000 }, (_, i) => [
      { row: i, column: '_status', value: 'Published' },
      { row: i, column: '_version', value: '2' },
    ]).flat();
    await port().change(layout.id, { cells });
    const changed = lap();
    const kept = await openStorage('measure');
    lap();
    const copy = bench().save();
    const copied = lap();
    await kept.save(copy);
    const stored = lap();
    await kept.save({ memory: copy.memory }, new Set());
    const storedAgain = lap();
    await kept.clear();
    return {
      opened,
      drawn,
      read,
      rows: table.rows.length,
      columns: table.columns.length,
      changed,
      copied,
      stored,
      storedAgain,
    };
  },
};

function bench(): Workbench {
  if (!workbench) throw new Error('not mounted');
  return workbench;
}
const port = () => bench().workbook;
const api = () => bench().api;
function book() {
  const workbook = api().getActiveWorkbook();
  if (!workbook) throw new Error('no workbook');
  return workbook;
}

Object.assign(globalThis, {
  /** Calls a method and gives its result or its error as plain data. */
  async callWorkbench(name: keyof typeof methods, args: unknown[]) {
    try {
      const method = methods[name] as (...list: unknown[]) => unknown;
      return { value: await method(...args) };
    } catch (error) {
      const { name: kind, message, code } = error as { name: string; message: string; code?: string };
      return { error: { name: kind, message, code } };
    }
  },
});
