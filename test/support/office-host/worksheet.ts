import { type Block, intersect, MAX_COLUMNS, MAX_ROWS, parseAddress } from './address.ts';
import { Grid, moveBlocks } from './cells.ts';
import { Collection } from './collection.ts';
import { SheetFormats } from './formats.ts';
import { HostError } from './host-error.ts';
import { Chart, PivotTable } from './pivot.ts';
import { Range } from './range.ts';
import { Table } from './table.ts';
import type { ChangeType, Workbook } from './workbook.ts';

let lastSheet = 0;

export class Worksheet {
  readonly Id = `{S-${++lastSheet}}`;
  readonly workbook: Workbook;
  readonly grid = new Grid();
  readonly formats = new SheetFormats();
  readonly hiddenColumns = new Set<number>();
  /** Rows that a filter hides; writing reaches them all the same. */
  readonly filteredOut = new Set<number>();
  frozenRows = 0;
  TabColor = '';
  readonly pivots: PivotTable[] = [];
  readonly charts: Chart[] = [];
  /** The options with which the sheet was protected, or null. */
  protectedWith: object | null = null;
  #tables: Table[] = [];
  #name: string;
  #visibility = 'Visible';

  constructor(workbook: Workbook, name: string) {
    this.workbook = workbook;
    this.#name = '';
    this.Name = name;
    this.#name = name;
  }
  get Name(): string {
    return this.#name;
  }
  set Name(name: string) {
    if (name === '' || name.length > 31 || /[\\/?*[\]:]/.test(name) || name.startsWith("'") || name.endsWith("'")) {
      throw new HostError('InvalidArgument', `${name} is no name for a sheet.`);
    }
    if (this.workbook.sheets.some((sheet) => sheet !== this && sheet.Name.toLowerCase() === name.toLowerCase())) {
      throw new HostError('ItemAlreadyExists', `There is a sheet ${name} already.`);
    }
    this.#name = name;
  }
  get Visibility(): string {
    return this.#visibility;
  }
  set Visibility(visibility: string) {
    const others = this.workbook.sheets.filter((sheet) => sheet !== this && sheet.Visibility === 'Visible');
    if (visibility !== 'Visible' && others.length === 0) {
      throw new HostError('InvalidOperation', 'One sheet must stay visible.');
    }
    this.#visibility = visibility;
  }
  get Position(): number {
    return this.workbook.sheets.indexOf(this);
  }
  get tables(): readonly Table[] {
    return this.#tables;
  }
  get Tables(): Collection<Table> {
    const tables = new Collection<Table>(
      () => this.#tables,
      (table) => [table.Name, table.Id],
    );
    return Object.assign(tables, { Add: (at: Range | string, headings: boolean) => this.#addTable(at, headings) });
  }
  get PivotTables(): Collection<PivotTable> {
    const pivots = new Collection<PivotTable>(
      () => this.pivots,
      (pivot) => [pivot.Name, pivot.Id],
    );
    return Object.assign(pivots, {
      Add: (name: string, source: Table, destination: Range) => this.#addPivot(name, source, destination),
    });
  }
  get Charts(): Collection<Chart> {
    const charts = new Collection<Chart>(
      () => this.charts,
      (chart) => [chart.Name, chart.Id],
    );
    const Add = (type: string, source: Range): Chart => {
      const chart = new Chart(type, source);
      this.charts.push(chart);
      return chart;
    };
    return Object.assign(charts, { Add });
  }
  get Protection(): object {
    return {
      Protect: (options: object) => {
        this.protectedWith = options;
      },
    };
  }
  get FreezePanes(): object {
    return {
      FreezeRows: (count: number) => {
        this.frozenRows = count;
      },
      Unfreeze: () => {
        this.frozenRows = 0;
      },
    };
  }

  GetRange(address?: string): Range {
    if (address === undefined || address === null) {
      return new Range(this, { row: 0, column: 0, rows: MAX_ROWS, columns: MAX_COLUMNS });
    }
    return new Range(this, parseAddress(address).block);
  }
  GetRangeByIndexes(row: number, column: number, rows: number, columns: number): Range {
    return new Range(this, { row, column, rows, columns });
  }
  GetCell(row: number, column: number): Range {
    return this.GetRangeByIndexes(row, column, 1, 1);
  }
  GetUsedRangeOrNullObject(): Range | null {
    return this.GetRange().GetUsedRangeOrNullObject();
  }
  Activate(): void {
    if (this.#visibility !== 'Visible') throw new HostError('InvalidOperation', 'The sheet is hidden.');
    this.workbook.activate(this);
  }
  Delete(): void {
    this.workbook.deleteSheet(this);
  }
  _RegisterDataChangedEvent(): void {
    this.workbook.registered.add(`changed ${this.Id}`);
  }
  _UnregisterDataChangedEvent(): void {
    this.workbook.registered.delete(`changed ${this.Id}`);
  }

  changed(block: Block, type: ChangeType = 'RangeEdited'): void {
    for (const table of this.#tables) {
      if (intersect(block, { ...table.block, rows: 1 }) !== null) table.fixHeadings();
    }
    this.workbook.changed(this, block, type);
  }

  clearFormats(block: Block): void {
    this.formats.clear(block);
    this.grid.formatArea(block, 'General');
  }

  /** Opens (positive) or closes rows within the block's columns; tables that lie there grow, shrink or move. */
  shiftRows(block: Block, by: number): void {
    for (const table of this.#tables) this.#shiftTable(table, block, by);
    this.grid.shift(block, by);
    this.changed(block, by > 0 ? 'RowInserted' : 'RowDeleted');
  }

  /** Cuts and inserts, or deletes (null), whole columns with all that belongs to them. */
  moveColumns(to: (column: number) => number | null): void {
    this.grid.moveColumns(to);
    this.formats.validations = moveBlocks(this.formats.validations, to);
    this.formats.conditional = moveBlocks(this.formats.conditional, to);
    this.formats.paint = moveBlocks(this.formats.paint, to);
    const hidden = [...this.hiddenColumns].map(to).filter((column) => column !== null);
    this.hiddenColumns.clear();
    for (const column of hidden) this.hiddenColumns.add(column);
  }

  #shiftTable(table: Table, block: Block, by: number): void {
    const shared = intersect(table.block, { ...block, rows: MAX_ROWS - block.row });
    if (shared === null) return;
    if (shared.columns !== table.block.columns) {
      throw new HostError('InvalidOperation', 'This would cut a table apart.');
    }
    const touched = intersect(table.block, block)?.rows ?? 0;
    if (block.row <= table.block.row) table.block = { ...table.block, row: table.block.row + by };
    else if (by > 0) table.block = { ...table.block, rows: table.block.rows + by };
    else {
      const rows = table.block.rows - touched;
      table.block = { ...table.block, rows: Math.max(rows, 2) };
    }
  }

  assertFree(block: Block, except?: Table): void {
    if (this.#tables.some((table) => table !== except && intersect(table.block, block) !== null)) {
      throw new HostError('InvalidOperation', 'A table overlaps another one.');
    }
  }

  removeTable(table: Table): void {
    this.#tables = this.#tables.filter((other) => other !== table);
  }

  #addPivot(name: string, source: Table, destination: Range): PivotTable {
    if (this.workbook.pivots.some((pivot) => pivot.Name.toLowerCase() === name.toLowerCase())) {
      throw new HostError('ItemAlreadyExists', `There is a PivotTable ${name} already.`);
    }
    const pivot = new PivotTable(name, source, destination);
    this.pivots.push(pivot);
    return pivot;
  }

  #addTable(at: Range | string, headings: boolean): Table {
    if (!headings) throw new HostError('NotImplemented', 'This host makes tables with headings only.');
    const block = { ...(typeof at === 'string' ? this.GetRange(at).block : at.block) };
    this.assertFree(block);
    if (block.rows < 2) block.rows = 2;
    const table = new Table(this, block);
    this.#tables.push(table);
    return table;
  }
}
