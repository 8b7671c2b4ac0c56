/**
 * The port on Univer 0.25.1, the spreadsheet of the workbench. Big tables come in as a sheet snapshot and are read from the
 * cell matrix: the facade's setValues and getValues are 50 to 200 times slower.
 */
import type { ICellData, IRange, IStyleData, IWorksheetData } from '@univerjs/core';
import type { FUniver } from '@univerjs/core/lib/facade';
import { changedMarks, collectMarks, readMarks } from './marks.ts';
import {
  type BoundSheet,
  type CellInput,
  type CellValue,
  type ChangeHint,
  type ColumnLayout,
  type LongWork,
  MARKS_COLUMN,
  type Mark,
  type PlainSheet,
  type ReadOptions,
  type Selection,
  type SheetLayout,
  STATE_ENTRY_LIMIT,
  type TableChanges,
  type TableContent,
  WorkbookError,
  type WorkbookPort,
} from './port.ts';
import {
  columnStyle,
  HEADING_STYLE,
  isEmpty,
  isFormula,
  markStyle,
  readCell,
  snapshotCell,
  writtenCell,
} from './workbench-cells.ts';
import { type ListRule, listRule } from './workbench-lists.ts';
import { PLAIN_STYLES, plainSnapshot } from './workbench-plain.ts';

type Workbook = NonNullable<ReturnType<FUniver['getActiveWorkbook']>>;
type Worksheet = ReturnType<Workbook['getSheets']>[number];
type Matrix = Record<number, Record<number, ICellData | null> | undefined>;

/** Empty rows below the data that are formatted already, so that text typed there stays text. */
const SPARE_ROWS = 500;
/** Empty rows and columns around plain cells. */
const AROUND = 8;
/** Univer's LifecycleStages.Rendered. */
const RENDERED = 2;
/** Pixels of a character of the default font. */
const CHARACTER = 8;

/** What the workbench keeps beside the sheets; the page stores it together with them. */
export interface WorkbenchMemory {
  state: Map<string, string>;
  settings: Map<string, string>;
  lists: Map<string, readonly string[]>;
}

export interface WorkbenchOptions {
  /** What an earlier session has left. */
  memory?: WorkbenchMemory | undefined;
  /** Is awaited whenever state must be in the workbook for good, i.e. survive a reload of the page. */
  persist?: (() => Promise<void>) | undefined;
}

export class WorkbenchWorkbook implements WorkbookPort {
  readonly host = 'workbench';
  readonly hasPivots = false;
  readonly memory: WorkbenchMemory;
  private readonly api: FUniver;
  private readonly persist: () => Promise<void>;
  private readonly changed = new Set<(hint: ChangeHint) => void>();
  private readonly selectionChanged = new Set<() => void>();
  private writing = 0;
  private touched = new Set<string>();

  /** @param api of an instance that has one workbook open */
  constructor(api: FUniver, options: WorkbenchOptions = {}) {
    this.api = api;
    this.memory = options.memory ?? { state: new Map(), settings: new Map(), lists: new Map() };
    this.persist = options.persist ?? (() => Promise.resolve());
    api.addEvent(api.Event.CommandExecuted, ({ id, params }) => this.heard(id, params as { subUnitId?: string }));
  }

  sheets(): Promise<BoundSheet[]> {
    return Promise.resolve(
      this.workbook()
        .getSheets()
        .flatMap((sheet) => {
          const layout = layoutOf(sheet);
          return layout ? [{ id: layout.id, title: sheet.getSheetName(), layout: structuredClone(layout) }] : [];
        }),
    );
  }

  async openSheet(layout: SheetLayout, rows: readonly (readonly CellInput[])[], work?: LongWork): Promise<BoundSheet> {
    work?.signal?.throwIfAborted();
    const workbook = this.workbook();
    const old = this.find(layout.id);
    const title = this.freeTitle(layout.title, old);
    this.quietly(() => {
      const styles: Record<string, IStyleData> = { heading: HEADING_STYLE };
      layout.columns.forEach((column, c) => {
        styles[styleId(layout, c)] = columnStyle(column);
        styles[textStyleId(layout, c)] = { ...columnStyle(column), n: { pattern: '@' } };
      });
      workbook.addStyles(styles);
      const index = old ? old.getIndex() : workbook.getSheets().length;
      // The new sheet first: a workbook must have one, and a failure must not cost the old one.
      const rowCount = rows.length + 1 + SPARE_ROWS;
      const sheet = workbook.create(old ? `${title} …` : title, rowCount, layout.columns.length, {
        index,
        sheet: snapshot(layout, rows),
      });
      if (old) {
        workbook.deleteSheet(old);
        sheet.setName(title);
      }
      // The blank sheet that a new workbook starts with.
      for (const other of workbook.getSheets()) {
        if (!layoutOf(other) && isUntouched(other)) workbook.deleteSheet(other);
      }
      sheet.activate();
    });
    await this.makeTable(this.sheet(layout.id), layout);
    this.applyLists(this.sheet(layout.id), layout);
    this.forgetUndo();
    work?.progress?.(rows.length, rows.length);
    this.tell({ sheet: layout.id, remote: false });
    return { id: layout.id, title, layout: structuredClone(layout) };
  }

  async closeSheet(id: string): Promise<void> {
    const sheet = this.find(id);
    if (!sheet) return;
    this.quietly(() => {
      if (this.workbook().getSheets().length === 1) this.workbook().create('Sheet1', 100, 20);
      this.workbook().deleteSheet(sheet);
    });
    this.forgetUndo();
  }

  async read(id: string, options: ReadOptions = {}): Promise<TableContent> {
    const sheet = this.sheet(id);
    const layout = layoutOf(sheet) as SheetLayout;
    const places = columnPlaces(sheet, layout);
    const columns = [...(options.columns ?? layout.columns.map((c) => c.id))];
    const at = columns.map((column) => places.get(column) ?? -1);
    const kinds = columns.map((column) => columnOf(layout, column)?.cell ?? 'text');
    const matrix = matrixOf(sheet);
    const formulas = new Set<number>();
    const wanted = options.rows ?? Array.from({ length: lastRow(matrix, [...places.values()]) }, (_, row) => row);
    const rows: CellValue[][] = [];
    for (const number of wanted) {
      const cells = matrix[number + 1];
      const row: CellValue[] = Array.from({ length: at.length }, () => null);
      for (let c = 0; c < at.length; c++) {
        const cell = cells?.[at[c] as number];
        if (!cell) continue;
        row[c] = readCell(cell, kinds[c] as ColumnLayout['cell']);
        if (options.formulas && isFormula(cell)) formulas.add(rows.length * columns.length + c);
      }
      rows.push(row);
    }
    return { columns, rows, missing: columns.filter((column) => !places.has(column)), formulas };
  }

  async change(id: string, changes: TableChanges, work?: LongWork): Promise<void> {
    work?.signal?.throwIfAborted();
    const sheet = this.sheet(id);
    const layout = layoutOf(sheet) as SheetLayout;
    const places = columnPlaces(sheet, layout);
    const matrix = matrixOf(sheet);
    const last = lastRow(matrix, [...places.values()]);
    const values: Matrix = {};
    const put = (row: number, column: string, cell: ICellData) => {
      const at = places.get(column);
      if (at === undefined) return;
      const cells = (values[row + 1] ??= {});
      cells[at] = { ...cells[at], ...cell, s: mergeStyle(cells[at]?.s, cell.s) };
    };
    for (const { row, column, value } of changes.cells ?? []) {
      const declared = columnOf(layout, column);
      if (declared) put(row, column, writtenCell(declared, value));
    }
    const looks = this.putMarks(layout, places, matrix, last, changes, put);
    const end = Math.max(last, ...Object.keys(values).map(Number), 0);
    changes.append?.forEach((cells, i) => {
      layout.columns.forEach((column, c) => {
        const style = columnStyle(column);
        const cell = writtenCell(column, cells[c] ?? null);
        put(end + i, column.id, { ...cell, s: mergeStyle(style, cell.s) });
      });
    });
    this.quietly(() => {
      this.ensureRows(sheet, end + (changes.append?.length ?? 0) + 1);
      if (Object.keys(values).length > 0) this.mutate(SET_CELLS, sheet, { cellValue: values });
      // What comes of a command for styles is no new content; otherwise Univer would forget the formulas of such cells.
      if (Object.keys(looks).length > 0) this.mutate(SET_CELLS, sheet, { cellValue: looks, trigger: SET_STYLE });
      for (const [from, to] of runs(changes.remove ?? [])) {
        const range = { startRow: from + 1, endRow: to + 1, startColumn: 0, endColumn: sheet.getMaxColumns() - 1 };
        this.mutate('sheet.mutation.remove-rows', sheet, { range });
        this.ensureRows(sheet, end + 1);
      }
    });
    if (changes.append?.length || changes.remove?.length) this.forgetUndo();
    const done = (changes.cells?.length ?? 0) + (changes.append?.length ?? 0);
    work?.progress?.(done, done);
    this.tell({ sheet: id, remote: false });
  }

  async marks(id: string): Promise<Mark[]> {
    const table = await this.read(id, { columns: [MARKS_COLUMN] });
    return collectMarks(table.rows.map((row) => row[0]));
  }

  async setLists(lists: Readonly<Record<string, readonly string[]>>): Promise<void> {
    for (const [name, values] of Object.entries(lists)) this.memory.lists.set(name, [...values]);
    for (const sheet of this.workbook().getSheets()) {
      const layout = layoutOf(sheet);
      if (layout?.columns.some((c) => c.list && c.list in lists)) this.applyLists(sheet, layout, lists);
    }
  }

  async select(id: string, row?: number, column?: string): Promise<void> {
    const sheet = this.sheet(id);
    sheet.activate();
    await this.rendered();
    if (row === undefined && column === undefined) return;
    const layout = layoutOf(sheet) as SheetLayout;
    const at = columnPlaces(sheet, layout).get(column ?? layout.columns[0]?.id ?? '') ?? 0;
    const range = sheet.getRange((row ?? -1) + 1, at);
    sheet.setActiveRange(range);
    sheet.scrollToCell(Math.max(0, (row ?? 0) - 3), Math.max(0, at - 2));
  }

  async selection(): Promise<Selection | null> {
    const sheet = this.workbook().getActiveSheet();
    const layout = layoutOf(sheet);
    const ranges = sheet.getSelection()?.getActiveRangeList() ?? [];
    if (!layout || ranges.length === 0) return null;
    const places = columnPlaces(sheet, layout);
    const last = lastRow(matrixOf(sheet), [...places.values()]);
    const rows = new Set<number>();
    const columns = new Set<string>();
    for (const range of ranges) {
      const { startRow, endRow, startColumn, endColumn } = bounded(range.getRange(), last, sheet.getMaxColumns());
      for (let r = Math.max(startRow, 1); r <= endRow; r++) rows.add(r - 1);
      for (const [column, at] of places) if (at >= startColumn && at <= endColumn) columns.add(column);
    }
    return { sheet: layout.id, rows: [...rows].toSorted((a, b) => a - b), columns: [...columns] };
  }

  onChanged(listener: (hint: ChangeHint) => void): () => void {
    this.changed.add(listener);
    return () => this.changed.delete(listener);
  }

  onSelectionChanged(listener: () => void): () => void {
    this.selectionChanged.add(listener);
    return () => this.selectionChanged.delete(listener);
  }

  async readState(prefix: string): Promise<Map<string, string>> {
    return new Map([...this.memory.state].filter(([key]) => key.startsWith(prefix)));
  }

  async writeState(entries: ReadonlyMap<string, string | null>): Promise<void> {
    for (const [key, value] of entries) {
      if (value !== null && value.length > STATE_ENTRY_LIMIT) {
        throw new WorkbookError('workbook.too_large', `the entry ${key} is longer than a cell`);
      }
    }
    for (const [key, value] of entries) {
      if (value === null) this.memory.state.delete(key);
      else this.memory.state.set(key, value);
    }
    await this.persist();
  }

  async setting(name: string): Promise<string | null> {
    return this.memory.settings.get(name) ?? null;
  }

  async setSetting(name: string, value: string | null): Promise<void> {
    if (value === null) this.memory.settings.delete(name);
    else this.memory.settings.set(name, value);
  }

  async analyses(): Promise<string[]> {
    return this.workbook()
      .getSheets()
      .flatMap((sheet) => analysisOf(sheet) ?? []);
  }

  addPivot(): Promise<void> {
    return Promise.reject(new WorkbookError('workbook.no_pivots', 'the workbench has no PivotTables'));
  }

  async writePlain(plain: PlainSheet, id?: string, work?: LongWork): Promise<string> {
    work?.signal?.throwIfAborted();
    const workbook = this.workbook();
    const old = id === undefined ? undefined : this.analysisSheet(id);
    const front = workbook.getActiveSheet();
    const title = this.freeTitle(plain.title, old);
    this.quietly(() => {
      workbook.addStyles(PLAIN_STYLES);
      const index = old ? old.getIndex() : workbook.getSheets().length;
      const sheet = workbook.create(
        old ? `${title} …` : title,
        plain.rows.length + AROUND,
        plain.columns.length + AROUND,
        {
          index,
          sheet: { ...plainSnapshot(plain, CHARACTER), custom: id === undefined ? {} : { suanpanAnalysis: id } },
        },
      );
      if (old) {
        workbook.deleteSheet(old);
        sheet.setName(title);
      }
      if (id !== undefined && front.getSheetId() !== old?.getSheetId()) front.activate();
      else sheet.activate();
    });
    this.forgetUndo();
    await this.persist();
    return title;
  }

  async showAnalysis(id: string): Promise<boolean> {
    const sheet = this.analysisSheet(id);
    if (!sheet) return false;
    sheet.activate();
    await this.rendered();
    return true;
  }

  /** Univer's sheets that have changed since this was asked for last: what must be stored. */
  takeTouched(): ReadonlySet<string> {
    const { touched } = this;
    this.touched = new Set();
    return touched;
  }

  /** Marks change the `_marks` cell and the look of the cells that they name, which is what this gives. */
  private putMarks(
    layout: SheetLayout,
    places: ReadonlyMap<string, number>,
    matrix: Matrix,
    last: number,
    changes: TableChanges,
    put: (row: number, column: string, cell: ICellData) => void,
  ): Matrix {
    const looks: Matrix = {};
    if (changes.clearMarks === undefined && !changes.marks?.length) return looks;
    const at = places.get(MARKS_COLUMN) ?? -1;
    const before = Array.from({ length: last }, (_, row) => readCell(matrix[row + 1]?.[at], 'text'));
    const own = columnOf(layout, MARKS_COLUMN);
    for (const [row, text] of changedMarks(before, changes.clearMarks, changes.marks)) {
      const now = readMarks(text);
      for (const column of new Set([...Object.keys(readMarks(before[row])), ...Object.keys(now)])) {
        const declared = columnOf(layout, column);
        const place = places.get(column);
        if (!declared || place === undefined) continue;
        (looks[row + 1] ??= {})[place] = { s: markStyle(declared, column in now) };
      }
      if (own) put(row, MARKS_COLUMN, writtenCell(own, text));
    }
    return looks;
  }

  /** Filter and sort buttons in the headings. The table reaches to the sheet's last row, so that it need not grow. */
  private async makeTable(sheet: Worksheet, layout: SheetLayout): Promise<void> {
    const range = { startRow: 0, startColumn: 0, endRow: sheet.getMaxRows() - 1, endColumn: layout.columns.length - 1 };
    await sheet.addTable(`T_${layout.id}`, range, `table-${sheet.getSheetId()}`);
  }

  private applyLists(sheet: Worksheet, layout: SheetLayout, only?: Readonly<Record<string, unknown>>): void {
    const places = columnPlaces(sheet, layout);
    const rules: ListRule[] = [];
    for (const column of layout.columns) {
      const values = column.list && (!only || column.list in only) ? this.memory.lists.get(column.list) : undefined;
      const at = places.get(column.id);
      if (values && at !== undefined) rules.push(listRule(column.id, at, sheet.getMaxRows(), values));
    }
    this.quietly(() => {
      for (const rule of rules) {
        this.mutate('data-validation.mutation.removeRule', sheet, { ruleId: rule.uid, source: 'patched' });
        this.mutate('data-validation.mutation.addRule', sheet, { rule, source: 'patched' });
      }
    });
  }

  /** Scrolling needs a sheet that was drawn once. */
  private async rendered(): Promise<void> {
    const drawn = () => {
      const stage: number = this.api.getCurrentLifecycleStage();
      return stage >= RENDERED;
    };
    if (drawn()) return;
    await new Promise<void>((done) => {
      const listening = this.api.addEvent(this.api.Event.LifeCycleChanged, () => {
        if (!drawn()) return;
        listening.dispose();
        done();
      });
    });
  }

  private heard(id: string, params: { subUnitId?: string } | undefined): void {
    if (SELECTING.has(id)) this.selectionMoved();
    if (params?.subUnitId && id.includes('.mutation.')) this.touched.add(params.subUnitId);
    if (this.writing > 0 || !params?.subUnitId || !CHANGING.test(id)) return;
    const sheet = this.workbook().getSheetBySheetId(params.subUnitId);
    const layout = sheet && layoutOf(sheet);
    if (layout) this.tell({ sheet: layout.id, remote: false });
  }

  private tell(hint: ChangeHint): void {
    for (const listener of this.changed) listener(hint);
  }

  private selectionMoved(): void {
    for (const listener of this.selectionChanged) listener();
  }

  /** Runs writes of the port itself, which are reported once and not per mutation. */
  private quietly(write: () => void): void {
    this.writing++;
    try {
      write();
    } finally {
      this.writing--;
    }
  }

  private mutate(id: string, sheet: Worksheet, params: object): void {
    const unitId = this.workbook().getId();
    this.api.syncExecuteCommand(id, { unitId, subUnitId: sheet.getSheetId(), ...params });
  }

  private ensureRows(sheet: Worksheet, rows: number): void {
    if (sheet.getMaxRows() >= rows + 50) return;
    this.mutate('sheet.mutation.set-worksheet-row-count', sheet, { rowCount: rows + SPARE_ROWS });
  }

  /** What the user did before is by row numbers that no longer hold. */
  private forgetUndo(): void {
    this.clearUndo?.(this.workbook().getId());
  }

  /** Set by who mounts Univer: the facade has no way to clear the undo stack. */
  clearUndo: ((unitId: string) => void) | undefined;

  private workbook(): Workbook {
    const workbook = this.api.getActiveWorkbook();
    if (!workbook) throw new WorkbookError('workbook.failed', 'the workbench has no workbook open');
    return workbook;
  }

  private find(id: string): Worksheet | undefined {
    return this.workbook()
      .getSheets()
      .find((sheet) => layoutOf(sheet)?.id === id);
  }

  private analysisSheet(id: string): Worksheet | undefined {
    return this.workbook()
      .getSheets()
      .find((sheet) => analysisOf(sheet) === id);
  }

  private sheet(id: string): Worksheet {
    const sheet = this.find(id);
    if (!sheet) throw new WorkbookError('workbook.sheet_missing', `the sheet ${id} is not in this workbook`);
    return sheet;
  }

  private freeTitle(wanted: string, own: Worksheet | undefined): string {
    const taken = new Set(
      this.workbook()
        .getSheets()
        .filter((s) => s.getSheetId() !== own?.getSheetId())
        .map((s) => s.getSheetName()),
    );
    let title = wanted;
    for (let n = 2; taken.has(title); n++) title = `${wanted} (${n})`;
    return title;
  }
}

const SET_CELLS = 'sheet.mutation.set-range-values';
const SET_STYLE = 'sheet.command.set-style';

/** Mutations of Univer that change what a sheet holds. */
const CHANGING =
  /^sheet\.mutation\.(set-range-values|insert-row|insert-col|remove-rows|remove-col|move-range|move-rows|move-columns|reorder-range)$/;

/** Operations that select; the facade's own event misses those that code makes. */
const SELECTING = new Set(['sheet.operation.set-selections', 'sheet.operation.set-worksheet-active']);

function layoutOf(sheet: Worksheet): SheetLayout | undefined {
  return (sheet.getCustomMetadata() as { suanpan?: SheetLayout } | undefined | null)?.suanpan;
}

/** The id of the analysis that stands on a sheet. */
function analysisOf(sheet: Worksheet): string | undefined {
  return (sheet.getCustomMetadata() as { suanpanAnalysis?: string } | undefined | null)?.suanpanAnalysis;
}

function columnOf(layout: SheetLayout, id: string): ColumnLayout | undefined {
  return layout.columns.find((c) => c.id === id);
}

function matrixOf(sheet: Worksheet): Matrix {
  return sheet.getSheet().getCellMatrix().getMatrix() as Matrix;
}

/** Where the columns stand now, by their headings in the first row. */
function columnPlaces(sheet: Worksheet, layout: SheetLayout): Map<string, number> {
  const byHeading = new Map(layout.columns.map((c) => [c.heading, c.id]));
  const places = new Map<string, number>();
  for (const [at, cell] of Object.entries(matrixOf(sheet)[0] ?? {})) {
    const heading = readCell(cell, 'text');
    const id = typeof heading === 'string' ? byHeading.get(heading) : undefined;
    if (id !== undefined && !places.has(id)) places.set(id, Number(at));
  }
  return places;
}

/** The last sheet row with content in one of the columns; 0 when there is only the heading. */
function lastRow(matrix: Matrix, columns: readonly number[]): number {
  let row = Object.keys(matrix).reduce((max, key) => Math.max(max, Number(key)), 0);
  while (row > 0 && columns.every((at) => isEmpty(matrix[row]?.[at]))) row--;
  return row;
}

function isUntouched(sheet: Worksheet): boolean {
  return Object.values(matrixOf(sheet)).every((cells) => Object.values(cells ?? {}).every((cell) => isEmpty(cell)));
}

function styleId(layout: SheetLayout, column: number): string {
  return `${layout.id}.${column}`;
}
function textStyleId(layout: SheetLayout, column: number): string {
  return `${layout.id}.${column}.text`;
}

function mergeStyle(a: ICellData['s'], b: ICellData['s']): IStyleData | undefined {
  if (!a || typeof a === 'string') return (b as IStyleData | null) ?? undefined;
  return b && typeof b !== 'string' ? { ...a, ...b } : a;
}

/** Runs of row numbers, the last first, so that removing one does not move the next. */
function runs(rows: readonly number[]): [number, number][] {
  const sorted = [...new Set(rows)].toSorted((a, b) => b - a);
  const found: [number, number][] = [];
  for (const row of sorted) {
    const open = found.at(-1);
    if (open && open[0] === row + 1) open[0] = row;
    else found.push([row, row]);
  }
  return found;
}

function limit(value: number, max: number): number {
  return Number.isNaN(value) ? max : Math.min(value, max);
}

/** Whole-column and whole-row selections have no end of their own. */
function bounded(range: IRange, last: number, columns: number): IRange {
  return {
    startRow: Number.isNaN(range.startRow) ? 0 : range.startRow,
    endRow: limit(range.endRow, last),
    startColumn: Number.isNaN(range.startColumn) ? 0 : range.startColumn,
    endColumn: limit(range.endColumn, columns - 1),
  };
}

/** The whole sheet as Univer loads it: headings, rows, and some empty rows that are formatted already. */
function snapshot(layout: SheetLayout, rows: readonly (readonly CellInput[])[]): Partial<IWorksheetData> {
  const { columns } = layout;
  const ids = columns.map((_, c) => [styleId(layout, c), textStyleId(layout, c)] as const);
  const cellData: Matrix = { 0: {} };
  columns.forEach((column, c) => {
    (cellData[0] as Record<number, ICellData>)[c] = { v: column.heading, t: 1, s: 'heading' };
  });
  for (let r = 0; r < rows.length + SPARE_ROWS; r++) {
    const cells: Record<number, ICellData> = {};
    for (let c = 0; c < columns.length; c++) {
      const [style, text] = ids[c] as readonly [string, string];
      cells[c] = snapshotCell(rows[r]?.[c] ?? null, style, text);
    }
    cellData[r + 1] = cells;
  }
  return {
    cellData: cellData as IWorksheetData['cellData'],
    columnData: Object.fromEntries(
      columns.map((column, c) => [
        c,
        { w: Math.round(column.width * CHARACTER) + 12, hd: column.hidden ? 1 : 0, s: styleId(layout, c) },
      ]),
    ),
    freeze: { xSplit: 0, ySplit: 1, startRow: 1, startColumn: -1 },
    custom: { suanpan: structuredClone(layout) },
  };
}
