/**
 * A workbook in memory: the port as plainly as it can be written, for the sync tests and as the yardstick of the contract
 * suite. It also offers what a user does to a sheet, and can be saved and opened again.
 */
import { changedMarks, collectMarks } from './marks.ts';
import {
  type BoundSheet,
  type CellInput,
  type CellValue,
  type ChangeHint,
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

/** A formula as this workbook keeps it: it does not calculate, the user gives text and value. */
interface FormulaCell {
  formula: string;
  value: CellValue;
}

type StoredCell = CellValue | FormulaCell;

interface MemorySheet {
  layout: SheetLayout;
  title: string;
  /** Headings from left to right as they stand. */
  headings: string[];
  rows: StoredCell[][];
}

interface MemoryContent {
  sheets: Record<string, MemorySheet>;
  lists: Record<string, string[]>;
  state: Record<string, string>;
  settings: Record<string, string>;
  /** Plain sheets, the named ones with their id. */
  plain: { id: string | null; sheet: PlainSheet }[];
}

export class MemoryWorkbook implements WorkbookPort {
  readonly host = 'memory';
  readonly hasPivots = false;
  private readonly content: MemoryContent;
  private readonly changed = new Set<(hint: ChangeHint) => void>();
  private readonly selectionChanged = new Set<() => void>();
  private current: Selection | null = null;
  /** Title of the sheet in front. */
  front: string | null = null;

  constructor(content?: MemoryContent) {
    this.content = content ?? { sheets: {}, lists: {}, state: {}, settings: {}, plain: [] };
  }

  /** The workbook as a file: what a colleague gets who opens it later. */
  save(): string {
    return JSON.stringify(this.content);
  }

  static open(saved: string): MemoryWorkbook {
    return new MemoryWorkbook(JSON.parse(saved) as MemoryContent);
  }

  sheets(): Promise<BoundSheet[]> {
    return Promise.resolve(Object.values(this.content.sheets).map(bound));
  }

  openSheet(layout: SheetLayout, rows: readonly (readonly CellInput[])[], work?: LongWork): Promise<BoundSheet> {
    work?.signal?.throwIfAborted();
    const others = Object.values(this.content.sheets).filter((s) => s.layout.id !== layout.id);
    let title = layout.title;
    for (let n = 2; others.some((s) => s.title === title); n++) title = `${layout.title} (${n})`;
    const sheet: MemorySheet = {
      layout: structuredClone(layout),
      title,
      headings: layout.columns.map((c) => c.heading),
      rows: rows.map((row) => layout.columns.map((_, i) => stored(row[i] ?? null))),
    };
    this.content.sheets[layout.id] = sheet;
    work?.progress?.(rows.length, rows.length);
    return Promise.resolve(bound(sheet));
  }

  closeSheet(id: string): Promise<void> {
    delete this.content.sheets[id];
    return Promise.resolve();
  }

  async read(id: string, options: ReadOptions = {}): Promise<TableContent> {
    const sheet = this.sheet(id);
    const columns = [...(options.columns ?? sheet.layout.columns.map((c) => c.id))];
    const places = columns.map((column) => place(sheet, column));
    const formulas = new Set<number>();
    const wanted = options.rows?.map((row) => sheet.rows[row] ?? []) ?? sheet.rows.slice(0, lastRow(sheet) + 1);
    const rows = wanted.map((cells, row) =>
      places.map((at, column) => {
        const cell = cells[at] ?? null;
        if (!isFormula(cell)) return cell;
        if (options.formulas) formulas.add(row * columns.length + column);
        return cell.value;
      }),
    );
    return { columns, rows, missing: columns.filter((_, i) => places[i] === -1), formulas };
  }

  async change(id: string, changes: TableChanges, work?: LongWork): Promise<void> {
    work?.signal?.throwIfAborted();
    const sheet = this.sheet(id);
    for (const { row, column, value } of changes.cells ?? []) put(sheet, row, column, value);
    const marks = changedMarks(this.column(sheet, MARKS_COLUMN), changes.clearMarks, changes.marks);
    for (const [row, text] of marks) put(sheet, row, MARKS_COLUMN, text);
    sheet.rows.length = Math.min(sheet.rows.length, lastRow(sheet) + 1);
    const removed = new Set(changes.remove);
    const kept = removed.size > 0 ? sheet.rows.filter((_, row) => !removed.has(row)) : sheet.rows;
    const places = sheet.layout.columns.map((c) => place(sheet, c.id));
    for (const row of changes.append ?? []) {
      const cells: StoredCell[] = sheet.headings.map(() => null);
      places.forEach((at, i) => {
        if (at !== -1) cells[at] = stored(row[i] ?? null);
      });
      kept.push(cells);
    }
    sheet.rows = kept;
  }

  async marks(id: string): Promise<Mark[]> {
    return collectMarks(this.column(this.sheet(id), MARKS_COLUMN));
  }

  setLists(lists: Readonly<Record<string, readonly string[]>>): Promise<void> {
    for (const [name, values] of Object.entries(lists)) this.content.lists[name] = [...values];
    return Promise.resolve();
  }

  /** A drop-down's values, as the user would see them. */
  list(name: string): readonly string[] {
    return this.content.lists[name] ?? [];
  }

  async select(id: string, row?: number, column?: string): Promise<void> {
    const sheet = this.sheet(id);
    const first = sheet.layout.columns[0]?.id;
    this.userSelects(id, row === undefined ? [] : [row], [column ?? first ?? '']);
  }

  selection(): Promise<Selection | null> {
    return Promise.resolve(this.current && structuredClone(this.current));
  }

  onChanged(listener: (hint: ChangeHint) => void): () => void {
    this.changed.add(listener);
    return () => this.changed.delete(listener);
  }

  onSelectionChanged(listener: () => void): () => void {
    this.selectionChanged.add(listener);
    return () => this.selectionChanged.delete(listener);
  }

  readState(prefix: string): Promise<Map<string, string>> {
    return Promise.resolve(new Map(Object.entries(this.content.state).filter(([key]) => key.startsWith(prefix))));
  }

  writeState(entries: ReadonlyMap<string, string | null>): Promise<void> {
    for (const [key, value] of entries) {
      if (value === null) delete this.content.state[key];
      else if (value.length <= STATE_ENTRY_LIMIT) this.content.state[key] = value;
      else return Promise.reject(new WorkbookError('workbook.too_large', `the entry ${key} is longer than a cell`));
    }
    return Promise.resolve();
  }

  setting(name: string): Promise<string | null> {
    return Promise.resolve(this.content.settings[name] ?? null);
  }

  setSetting(name: string, value: string | null): Promise<void> {
    if (value === null) delete this.content.settings[name];
    else this.content.settings[name] = value;
    return Promise.resolve();
  }

  analyses(): Promise<string[]> {
    return Promise.resolve(this.content.plain.flatMap(({ id }) => (id === null ? [] : [id])));
  }

  addPivot(): Promise<void> {
    return Promise.reject(new WorkbookError('workbook.no_pivots', 'this workbook has no PivotTables'));
  }

  writePlain(sheet: PlainSheet, id?: string, work?: LongWork): Promise<string> {
    work?.signal?.throwIfAborted();
    const { plain } = this.content;
    const at = id === undefined ? -1 : plain.findIndex((other) => other.id === id);
    const others = [
      ...plain.filter((_, index) => index !== at).map((other) => other.sheet.title),
      ...Object.values(this.content.sheets).map((other) => other.title),
    ];
    let { title } = sheet;
    for (let n = 2; others.includes(title); n++) title = `${sheet.title} (${n})`;
    const kept = { id: id ?? null, sheet: { ...structuredClone(sheet), title } };
    if (at === -1) plain.push(kept);
    else plain[at] = kept;
    if (id === undefined || at === -1) this.front = title;
    return Promise.resolve(title);
  }

  showAnalysis(id: string): Promise<boolean> {
    const found = this.content.plain.find((other) => other.id === id);
    if (found) this.front = found.sheet.title;
    return Promise.resolve(found !== undefined);
  }

  /** The cells of a plain sheet by its title, as the user would see them. */
  plainRows(title: string): CellInput[][] | null {
    const found = this.content.plain.find(({ sheet }) => sheet.title === title);
    return found ? found.sheet.rows.map(({ cells }) => [...cells]) : null;
  }

  // What a user does. Rows count from 0 below the heading.

  userTypes(id: string, row: number, column: string, value: CellValue): void {
    const sheet = this.sheet(id);
    grow(sheet, row)[place(sheet, column)] = value === '' ? null : value;
    this.tell(id);
  }

  userEntersFormula(id: string, row: number, column: string, formula: string, value: CellValue): void {
    const sheet = this.sheet(id);
    grow(sheet, row)[place(sheet, column)] = { formula, value };
    this.tell(id);
  }

  userInsertsRow(id: string, at: number): void {
    const sheet = this.sheet(id);
    sheet.rows.splice(
      at,
      0,
      sheet.headings.map(() => null),
    );
    this.tell(id);
  }

  /** Copies a whole row, hidden cells included, and inserts the copy. */
  userCopiesRow(id: string, from: number, to: number): void {
    const sheet = this.sheet(id);
    sheet.rows.splice(to, 0, [...(sheet.rows[from] ?? [])]);
    this.tell(id);
  }

  userDeletesRow(id: string, row: number): void {
    this.sheet(id).rows.splice(row, 1);
    this.tell(id);
  }

  userSorts(id: string, column: string): void {
    const sheet = this.sheet(id);
    const at = place(sheet, column);
    const order = this.column(sheet, column)
      .map((value, row) => ({ key: JSON.stringify(value), row }))
      .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.row - b.row));
    if (at !== -1) sheet.rows = order.map(({ row }) => sheet.rows[row] as StoredCell[]);
    this.tell(id);
  }

  userMovesColumn(id: string, column: string, to: number): void {
    const sheet = this.sheet(id);
    const from = place(sheet, column);
    for (const cells of [sheet.headings, ...sheet.rows] as unknown[][]) {
      const [cell] = cells.splice(from, 1);
      cells.splice(to, 0, cell);
    }
    this.tell(id);
  }

  userDeletesColumn(id: string, column: string): void {
    const sheet = this.sheet(id);
    const at = place(sheet, column);
    for (const cells of [sheet.headings, ...sheet.rows]) cells.splice(at, 1);
    this.tell(id);
  }

  userRenamesSheet(id: string, title: string): void {
    this.sheet(id).title = title;
  }

  userSelects(id: string, rows: number[], columns: string[]): void {
    this.front = this.sheet(id).title;
    this.current = { sheet: id, rows, columns };
    for (const listener of this.selectionChanged) listener();
  }

  private tell(sheet: string): void {
    for (const listener of this.changed) listener({ sheet, remote: false });
  }

  private column(sheet: MemorySheet, column: string): CellValue[] {
    const at = place(sheet, column);
    return sheet.rows.map((cells) => {
      const cell = cells[at] ?? null;
      return isFormula(cell) ? cell.value : cell;
    });
  }

  private sheet(id: string): MemorySheet {
    const sheet = this.content.sheets[id];
    if (!sheet) throw new WorkbookError('workbook.sheet_missing', `the sheet ${id} is not in this workbook`);
    return sheet;
  }
}

function isFormula(cell: StoredCell | undefined): cell is FormulaCell {
  return typeof cell === 'object' && cell !== null && 'formula' in cell;
}

function stored(value: CellInput): CellInput {
  return value === '' ? null : value;
}

function bound(sheet: MemorySheet): BoundSheet {
  return { id: sheet.layout.id, title: sheet.title, layout: structuredClone(sheet.layout) };
}

/** Where the column stands now, by its heading; -1 when it is gone. */
function place(sheet: MemorySheet, column: string): number {
  const heading = sheet.layout.columns.find((c) => c.id === column)?.heading;
  return heading === undefined ? -1 : sheet.headings.indexOf(heading);
}

function put(sheet: MemorySheet, row: number, column: string, value: CellInput): void {
  const at = place(sheet, column);
  if (at !== -1) grow(sheet, row)[at] = stored(value);
}

function grow(sheet: MemorySheet, row: number): StoredCell[] {
  while (sheet.rows.length <= row) sheet.rows.push(sheet.headings.map(() => null));
  return sheet.rows[row] as StoredCell[];
}

function lastRow(sheet: MemorySheet): number {
  return sheet.rows.findLastIndex((cells) => cells.some((cell) => cell !== null && cell !== ''));
}
