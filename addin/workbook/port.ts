/**
 * What the product needs from a spreadsheet, and nothing else. Three implementations stand behind it: `memory.ts` (tests),
 * `workbench.ts` (the web page) and `excel.ts` (Office.js). `test/workbook/contract.ts` holds what they must do.
 *
 * Every method is a batch and may take several round trips; none keeps a reference to the arrays it is given, and those
 * it returns belong to the caller.
 *
 * Cells in this interface are plain values:
 * - dates are Excel serials (days since 1899-12-30) in columns whose `cell` is `date`; an implementation whose host keeps
 *   dates otherwise translates in both directions, and leaves what is no date as it is;
 * - a string is text, always: an implementation escapes whatever its host would take for a formula, a number or a date;
 * - `null` is an empty cell; the empty string is never returned.
 */

export type Locale = 'zh' | 'en';

/** An error that a cell shows, e.g. `{ error: '#N/A' }`. It is read, never written. */
export interface CellError {
  readonly error: string;
}

export type CellValue = string | number | boolean | null | CellError;

/** What may be written: everything but errors. */
export type CellInput = string | number | boolean | null;

export interface ColumnLayout {
  /** Stable id of the column, e.g. `price`, `_id`; ids that begin with `_` are the product's own. */
  id: string;
  /** The heading as the user sees it, unique in its sheet. It locates the column after the user moved it. */
  heading: string;
  /** What the cells hold. Text columns keep leading zeros and are never converted by the host. */
  cell: 'text' | 'number' | 'date' | 'boolean';
  /** Excel number format code (`@`, `0.00##`, `yyyy-mm-dd`). Set before values. */
  numberFormat: string;
  /** Width in characters of the default font. */
  width: number;
  hidden: boolean;
  /** Tinted; not locked, because a locked sheet cannot be sorted or filtered. Publishing refuses edits in it. */
  readOnly: boolean;
  /** Name of the drop-down list (see `setLists`). It suggests: other text can still be typed, publishing checks it. */
  list?: string | undefined;
  /** A sentence shown where the host can show one when a cell of the column is selected. */
  hint?: string | undefined;
}

/** The hidden column in which an implementation keeps marks, see `marks.ts`. It belongs to every layout. */
export const MARKS_COLUMN = '_marks';

export interface SheetLayout {
  /**
   * Names the binding within the workbook: a dataset name, or `<DATASET>__<suffix>` for a further sheet of the same
   * dataset. Letters, digits and `_` only; it survives renaming the sheet.
   */
  id: string;
  /** The tab's title; made unique by the implementation when another sheet has it. */
  title: string;
  /** The language in which headings and enum labels stand in this sheet, whoever opens it. */
  locale: Locale;
  columns: readonly ColumnLayout[];
}

/** A bound sheet that is in the workbook now, with the layout it was opened with and the title it has now. */
export interface BoundSheet {
  id: string;
  title: string;
  layout: SheetLayout;
}

export interface ReadOptions {
  /** Column ids wanted, in this order; all columns of the layout by default. */
  columns?: readonly string[] | undefined;
  /** Rows of the table wanted, in this order; all by default. The answer's `rows` are these, empty where the table has ended. */
  rows?: readonly number[] | undefined;
  /** Also tell which cells are formulas (costs a second pass in Excel). */
  formulas?: boolean | undefined;
}

/** The table's rows from top to bottom as they stand, hidden and filtered-out rows included. */
export interface TableContent {
  /** Ids of the columns of `rows`, in the order asked for. */
  columns: string[];
  /** `rows[row][column]`; wholly empty rows inside the table are kept, those after the last row with content are not. */
  rows: CellValue[][];
  /** Ids that the sheet has no heading for any more (deleted or renamed); their cells read as `null`. */
  missing: string[];
  /** `row * columns.length + column` of the cells that are formulas, by the answer's rows; empty unless asked for. */
  formulas: ReadonlySet<number>;
}

export interface CellWrite {
  /** Row of the table, counted from 0 below the heading, as `read` returned it. */
  row: number;
  column: string;
  value: CellInput;
}

/** A cell that is shown as refused and carries the reason. A later mark of the same cell replaces it. */
export interface Mark {
  row: number;
  column: string;
  reason: string;
}

/**
 * One batch of changes to a table. All row numbers are those before the batch. Steps happen in this order: cells, clearMarks,
 * marks, append, remove. Filters, sort order, hidden and moved columns of the user stay as they are, and so do cells that are
 * not named.
 */
export interface TableChanges {
  /** A string into a `number` or `date` column turns that cell into text; a number turns it back. */
  cells?: readonly CellWrite[] | undefined;
  /** Rows whose marks go away, or all. */
  clearMarks?: readonly number[] | 'all' | undefined;
  marks?: readonly Mark[] | undefined;
  /** New rows below the last one, their cells in the order of the layout's columns. */
  append?: readonly (readonly CellInput[])[] | undefined;
  /** Whole table rows to take out. */
  remove?: readonly number[] | undefined;
}

export interface Selection {
  /** The bound sheet's id. */
  sheet: string;
  /** Table rows that the selection touches, ascending; the heading is no row. */
  rows: number[];
  /** Column ids that it touches. */
  columns: string[];
}

export interface ChangeHint {
  sheet: string;
  /** The change came from a co-author, who runs a pane of their own. */
  remote: boolean;
}

export interface LongWork {
  /** Called now and then with the rows done and the rows in all. */
  progress?: ((done: number, total: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** How a row of plain cells looks. */
export type PlainRowKind = 'title' | 'note' | 'heading' | 'body' | 'total';

/** A sheet of plain cells: no table, nothing hidden, nothing to publish. */
export interface PlainSheet {
  /** The tab's title; made unique, and fitting, by the implementation. */
  title: string;
  /** Formats are those of `body` and `total` rows; cells of the others are text. */
  columns: readonly { width: number; numberFormat: string }[];
  /** Cells from the first column on; a row may stop early. Down to the last `heading` row everything stays when one scrolls. */
  rows: readonly { kind: PlainRowKind; cells: readonly CellInput[] }[];
}

/** A PivotTable and a chart of it, on the table of a bound sheet. Columns are named by their ids. */
export interface PivotSpec {
  /** Names both in the workbook; letters, digits and `_`. */
  id: string;
  /** Title of the tab. */
  title: string;
  /** A sentence below the title: where the figures come from. */
  note: string;
  /** The bound sheet. */
  sheet: string;
  /** The outer row field: each of its values has a subtotal, and nothing is summed across them. */
  group: string;
  rows: string;
  /** Null: the values stand beside each other. */
  columns: string | null;
  /** Sums, with headings that no column of the table has. */
  values: readonly { column: string; heading: string; numberFormat: string }[];
  /** Leaves out the rows that show this in a column that is `rows` or `columns`. */
  without: { column: string; shown: string } | null;
  order: 'label' | 'largest';
  chart: { kind: 'stacked' | 'clustered' | 'lines'; title: string };
}

/** Longest text of one state entry, in UTF-16 units: a cell holds 32,767. */
export const STATE_ENTRY_LIMIT = 30_000;

export type WorkbookErrorCode =
  | 'workbook.sheet_missing'
  | 'workbook.cell_editing'
  | 'workbook.read_only'
  | 'workbook.too_large'
  | 'workbook.unsupported'
  | 'workbook.no_pivots'
  | 'workbook.failed';

/** The spreadsheet could not do it; the code is stable and translated, the message is English. */
export class WorkbookError extends Error {
  override readonly name = 'WorkbookError';
  readonly code: WorkbookErrorCode;

  constructor(code: WorkbookErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export interface WorkbookPort {
  readonly host: 'memory' | 'workbench' | 'excel';
  /** Whether the host itself has PivotTables and charts (`addPivot`); else what was computed is shown by `writePlain`. */
  readonly hasPivots: boolean;

  /** All bound sheets of the workbook. */
  sheets(): Promise<BoundSheet[]>;

  /**
   * Writes a whole table: creates the sheet, or replaces layout and rows of the one bound to `layout.id`. Heading frozen,
   * formats, widths, lists, tints and hidden columns set, marks gone, the sheet shown. Cells are in the order of
   * `layout.columns`; a row's cells may stop early.
   */
  openSheet(layout: SheetLayout, rows: readonly (readonly CellInput[])[], work?: LongWork): Promise<BoundSheet>;

  /** Takes the sheet out of the workbook; nothing happens when it is not there. Its state entries stay. */
  closeSheet(sheet: string): Promise<void>;

  /** @throws WorkbookError `workbook.sheet_missing` */
  read(sheet: string, options?: ReadOptions): Promise<TableContent>;

  /** @throws WorkbookError `workbook.sheet_missing`; a column that the sheet has lost is passed over */
  change(sheet: string, changes: TableChanges, work?: LongWork): Promise<void>;

  /** All marks as they stand now, wherever their rows were sorted to. */
  marks(sheet: string): Promise<Mark[]>;

  /**
   * Replaces the named drop-down lists and keeps the others. Columns refer to lists by name, also to lists that come later;
   * values are shown as they are. Names: letters, digits and `_`.
   */
  setLists(lists: Readonly<Record<string, readonly string[]>>): Promise<void>;

  /** Shows the sheet and, when given, selects the cell and scrolls to it. */
  select(sheet: string, row?: number, column?: string): Promise<void>;

  /** What is selected, when that is in a bound sheet. */
  selection(): Promise<Selection | null>;

  /**
   * Tells that something in a bound sheet may have changed. It is a hint: it may come late, twice or not at all, and
   * what the port itself wrote may be reported too. Returns how to stop listening.
   */
  onChanged(listener: (hint: ChangeHint) => void): () => void;

  onSelectionChanged(listener: () => void): () => void;

  /**
   * State that travels with the workbook, out of the user's sight: all entries whose key starts with the prefix.
   * Keys are up to 100 characters of ASCII.
   */
  readState(prefix: string): Promise<Map<string, string>>;

  /**
   * Stores, replaces or (null) removes entries of up to `STATE_ENTRY_LIMIT` characters each; when it resolves they are
   * in the workbook. Text beginning with `=` and the like is stored as it is.
   */
  writeState(entries: ReadonlyMap<string, string | null>): Promise<void>;

  /** A small setting of the workbook (up to 2,000 characters), e.g. the server's address. */
  setting(name: string): Promise<string | null>;
  setSetting(name: string, value: string | null): Promise<void>;

  /** Ids of the PivotTables and named plain sheets that are in the workbook now. */
  analyses(): Promise<string[]>;

  /**
   * Builds a PivotTable and its chart on a new sheet. Those that are there already are refreshed and otherwise left as the
   * user has arranged them; only the chart's title is written again.
   * @throws WorkbookError `workbook.no_pivots`, `workbook.sheet_missing`
   */
  addPivot(spec: PivotSpec): Promise<void>;

  /**
   * Writes a sheet of plain cells and gives its tab's title.
   * @param id names it, for hosts without PivotTables: the sheet of that id is replaced, and whichever sheet was in front
   *   stays there. Without an id it is a new sheet in front, of which the workbook remembers nothing.
   */
  writePlain(sheet: PlainSheet, id?: string, work?: LongWork): Promise<string>;

  /** Shows the sheet on which the analysis stands; false when it is gone. */
  showAnalysis(id: string): Promise<boolean>;
}
