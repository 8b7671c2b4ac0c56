/**
 * The workbook port over Office.js. Requests are cut by their bytes, one sync a piece; a table's place is asked for anew by
 * each method, because the user may have moved everything in between.
 */
import { changeTable } from './excel/change.ts';
import { WorkbookEvents } from './excel/events.ts';
import { askLists, writeLists } from './excel/lists.ts';
import { openTable } from './excel/open.ts';
import { buildPivot, PIVOT_API, pivotIds, refreshPivot } from './excel/pivot.ts';
import { writePlainSheet } from './excel/plain.ts';
import { readTable } from './excel/read.ts';
import { readSelection } from './excel/selection.ts';
import { type Context, type ExcelPage, ExcelSession } from './excel/session.ts';
import { askState, ENTRY_PREFIX, LAYOUT_PREFIX, readEntries, writeEntries } from './excel/state.ts';
import { askTable, positions, present, sheetOf, type TablePlace, tableName } from './excel/tables.ts';
import { collectMarks } from './marks.ts';
import {
  type BoundSheet,
  type CellInput,
  type ChangeHint,
  type LongWork,
  MARKS_COLUMN,
  type Mark,
  type PivotSpec,
  type PlainSheet,
  type ReadOptions,
  type Selection,
  type SheetLayout,
  type TableChanges,
  type TableContent,
  WorkbookError,
  type WorkbookPort,
} from './port.ts';

export type { ExcelPage } from './excel/session.ts';

const SETTING_PREFIX = 'suanpan.';

function noPivots(): WorkbookError {
  return new WorkbookError('workbook.no_pivots', 'This Excel cannot build PivotTables for add-ins.');
}

/**
 * Binds to the workbook that is open in Excel.
 *
 * @param page `{ excel: Excel, supports: (set, version) => Office.context.requirements.isSetSupported(set, version) }`
 * @throws WorkbookError `workbook.unsupported` when this Excel is too old
 */
export async function connectExcel(page: ExcelPage): Promise<WorkbookPort> {
  const workbook = new ExcelWorkbook(page);
  await workbook.connect();
  return workbook;
}

class ExcelWorkbook implements WorkbookPort {
  readonly host = 'excel';
  readonly hasPivots: boolean;
  readonly #session: ExcelSession;
  readonly #events = new WorkbookEvents();
  readonly #layouts = new Map<string, SheetLayout>();

  constructor(page: ExcelPage) {
    this.#session = new ExcelSession(page);
    this.hasPivots = this.#session.supports(PIVOT_API);
  }

  /** Registers for events and learns which sheets there are. */
  async connect(): Promise<void> {
    await this.#session.run((context) => this.#events.register(context));
    await this.sheets();
  }

  sheets(): Promise<BoundSheet[]> {
    return this.#session.run(async (context) => {
      const { tables } = context.workbook;
      tables.load('items/name,items/worksheet/id,items/worksheet/name');
      await this.#loadLayouts(context);
      const bound: BoundSheet[] = [];
      for (const { name, worksheet } of tables.items) {
        const id = sheetOf(name);
        const layout = id === null ? undefined : this.#layouts.get(id);
        if (id === null || layout === undefined) continue;
        this.#events.learn(worksheet.id, id);
        bound.push({ id, title: worksheet.name, layout: structuredClone(layout) });
      }
      return bound;
    });
  }

  openSheet(layout: SheetLayout, rows: readonly (readonly CellInput[])[], work?: LongWork): Promise<BoundSheet> {
    return this.#session.run(async (context) => {
      work?.signal?.throwIfAborted();
      const title = await openTable(context, layout, rows, work);
      const kept = JSON.parse(JSON.stringify(layout)) as SheetLayout;
      this.#layouts.set(layout.id, kept);
      await this.#locate(context, layout.id);
      return { id: layout.id, title, layout: structuredClone(kept) };
    });
  }

  closeSheet(sheet: string): Promise<void> {
    return this.#session.run(async (context) => {
      const table = context.workbook.tables.getItemOrNullObject(tableName(sheet));
      table.load('name');
      table.worksheet.load('id');
      const tabs = context.workbook.worksheets.load('items/id,items/visibility');
      const state = askState(context);
      await context.sync();
      if (table.isNullObject) return;
      const others = tabs.items.filter((tab) => tab.id !== table.worksheet.id && tab.visibility === 'Visible');
      // Excel never lets the last visible sheet go.
      if (others.length === 0) context.workbook.worksheets.add();
      table.worksheet.delete();
      await writeEntries(context, state(), LAYOUT_PREFIX, new Map([[sheet, null]]));
      this.#layouts.delete(sheet);
    });
  }

  read(sheet: string, options?: ReadOptions): Promise<TableContent> {
    return this.#session.run(async (context) => {
      const { place, layout } = await this.#locate(context, sheet);
      return readTable(context, place, layout, options);
    });
  }

  change(sheet: string, changes: TableChanges, work?: LongWork): Promise<void> {
    return this.#session.run(async (context) => {
      work?.signal?.throwIfAborted();
      const { place, layout } = await this.#locate(context, sheet);
      await changeTable(context, place, layout, changes, work);
    });
  }

  async marks(sheet: string): Promise<Mark[]> {
    const { rows } = await this.read(sheet, { columns: [MARKS_COLUMN] });
    return collectMarks(rows.map(([cell]) => cell));
  }

  setLists(lists: Readonly<Record<string, readonly string[]>>): Promise<void> {
    return this.#session.run(async (context) => {
      const there = askLists(context);
      await context.sync();
      await writeLists(context, there(), lists);
    });
  }

  select(sheet: string, row?: number, column?: string): Promise<void> {
    return this.#session.run(async (context) => {
      const { place, layout } = await this.#locate(context, sheet);
      place.sheet.activate();
      if (row !== undefined || column !== undefined) {
        const at = column === undefined ? undefined : positions(place, layout).get(column);
        place.sheet.getCell(place.top + (row ?? 0), at ?? place.left).select();
      }
      await context.sync();
    });
  }

  selection(): Promise<Selection | null> {
    return this.#session.run((context) => readSelection(context, (id) => this.#layouts.get(id)));
  }

  onChanged(listener: (hint: ChangeHint) => void): () => void {
    return this.#events.onChanged(listener);
  }

  onSelectionChanged(listener: () => void): () => void {
    return this.#events.onSelectionChanged(listener);
  }

  readState(prefix: string): Promise<Map<string, string>> {
    return this.#session.run(async (context) => {
      const state = askState(context);
      await context.sync();
      const found = await readEntries(context, state(), ENTRY_PREFIX + prefix);
      return new Map([...found].map(([rest, text]) => [prefix + rest, text]));
    });
  }

  writeState(entries: ReadonlyMap<string, string | null>): Promise<void> {
    return this.#session.run(async (context) => {
      const state = askState(context);
      await context.sync();
      await writeEntries(context, state(), ENTRY_PREFIX, entries);
    });
  }

  setting(name: string): Promise<string | null> {
    return this.#session.run(async (context) => {
      const setting = context.workbook.settings.getItemOrNullObject(SETTING_PREFIX + name);
      setting.load('value');
      await context.sync();
      return setting.isNullObject ? null : String(setting.value);
    });
  }

  setSetting(name: string, value: string | null): Promise<void> {
    return this.#session.run(async (context) => {
      const { settings } = context.workbook;
      if (value === null) {
        const setting = settings.getItemOrNullObject(SETTING_PREFIX + name);
        setting.load('key');
        await context.sync();
        if (!setting.isNullObject) setting.delete();
      } else settings.add(SETTING_PREFIX + name, value);
      await context.sync();
    });
  }

  async analyses(): Promise<string[]> {
    return this.hasPivots ? this.#session.run(pivotIds) : [];
  }

  addPivot(spec: PivotSpec): Promise<void> {
    return this.#session.run(async (context) => {
      if (!this.hasPivots) throw noPivots();
      if (await refreshPivot(context, spec)) return;
      const { place, layout } = await this.#locate(context, spec.sheet);
      await buildPivot(context, spec, place, layout);
    });
  }

  writePlain(sheet: PlainSheet, id?: string, work?: LongWork): Promise<string> {
    return this.#session.run(async (context) => {
      work?.signal?.throwIfAborted();
      // What is computed has a sheet of its own only where there are no PivotTables; every Excel above the floor has them.
      if (id !== undefined) throw noPivots();
      return writePlainSheet(context, sheet, work);
    });
  }

  async showAnalysis(id: string): Promise<boolean> {
    if (!this.hasPivots) return false;
    return this.#session.run(async (context) => {
      const pivot = context.workbook.pivotTables.getItemOrNullObject(tableName(id));
      pivot.load('name');
      await context.sync();
      if (pivot.isNullObject) return false;
      pivot.worksheet.activate();
      await context.sync();
      return true;
    });
  }

  /** Where the sheet's table is now, and the layout it was opened with. */
  async #locate(context: Context, sheet: string): Promise<{ place: TablePlace; layout: SheetLayout }> {
    const there = askTable(context, sheet);
    await context.sync();
    const place = present(there(), sheet);
    this.#events.look(sheet, place);
    if (!this.#layouts.has(sheet)) await this.#loadLayouts(context);
    const layout = this.#layouts.get(sheet);
    if (layout !== undefined) return { place, layout };
    throw new WorkbookError('workbook.sheet_missing', `The sheet ${sheet} was not opened by Suanpan. Open it again.`);
  }

  /** Reads the layouts of all bound sheets from the workbook; whatever else waits is loaded along. */
  async #loadLayouts(context: Context): Promise<void> {
    const state = askState(context);
    await context.sync();
    const stored = await readEntries(context, state(), LAYOUT_PREFIX);
    this.#layouts.clear();
    for (const [id, text] of stored) this.#layouts.set(id, JSON.parse(text) as SheetLayout);
  }
}
