import { type Block, formatAddress, intersect, MAX_COLUMNS, MAX_ROWS } from './address.ts';
import { type Cell, enter } from './cells.ts';
import { ConditionalFormats, RangeFormat, Validation } from './formats.ts';
import { HostError } from './host-error.ts';
import type { Worksheet } from './worksheet.ts';

/** A range as RichApi sees it: members are named as on the wire. */
export class Range {
  readonly sheet: Worksheet;
  readonly block: Block;

  constructor(sheet: Worksheet, block: Block) {
    if (block.row < 0 || block.column < 0 || block.rows < 1 || block.columns < 1) {
      throw new HostError('InvalidArgument', 'The range is empty or outside the sheet.');
    }
    if (block.row + block.rows > MAX_ROWS || block.column + block.columns > MAX_COLUMNS) {
      throw new HostError('InvalidArgument', 'The range reaches beyond the sheet.');
    }
    this.sheet = sheet;
    this.block = block;
  }

  get Address(): string {
    return formatAddress(this.block, this.sheet.Name);
  }
  get RowIndex(): number {
    return this.block.row;
  }
  get ColumnIndex(): number {
    return this.block.column;
  }
  get RowCount(): number {
    return this.block.rows;
  }
  get ColumnCount(): number {
    return this.block.columns;
  }
  get Worksheet(): Worksheet {
    return this.sheet;
  }
  get Format(): RangeFormat {
    return new RangeFormat(this);
  }
  get DataValidation(): Validation {
    return new Validation(this);
  }
  get ConditionalFormats(): ConditionalFormats {
    return new ConditionalFormats(this);
  }

  get Values(): unknown[][] {
    return this.#grid((cell) => cell?.value ?? '');
  }
  set Values(input: unknown) {
    this.#fill(input, (cell, value, format) => enter(cell, value, format, this.sheet.workbook.calculate));
  }
  get Formulas(): unknown[][] {
    return this.#grid((cell) => cell?.formula ?? cell?.value ?? '');
  }
  set Formulas(input: unknown) {
    this.Values = input;
  }
  get ValueTypes(): unknown[][] {
    return this.#grid((cell) => {
      if (cell === undefined || (cell.value === '' && cell.formula === undefined)) return 'Empty';
      if (cell.error === true) return 'Error';
      return { string: 'String', number: 'Double', boolean: 'Boolean' }[typeof cell.value as 'string'];
    });
  }
  get NumberFormat(): unknown[][] {
    const { row, column, rows, columns } = this.block;
    return matrix(rows, columns, (i, j) => this.sheet.grid.formatAt(row + i, column + j));
  }
  set NumberFormat(input: unknown) {
    if (typeof input === 'string') this.sheet.grid.formatArea(this.block, input);
    else
      this.#eachInput(input, (row, column, value) => {
        this.sheet.grid.touch(row, column).format = String(value);
      });
  }
  get ColumnHidden(): boolean {
    return this.sheet.hiddenColumns.has(this.block.column);
  }
  set ColumnHidden(hidden: boolean) {
    for (let column = this.block.column; column < this.block.column + this.block.columns; column++) {
      if (hidden) this.sheet.hiddenColumns.add(column);
      else this.sheet.hiddenColumns.delete(column);
    }
  }

  GetCell(row: number, column: number): Range {
    return this.#at({ row, column, rows: 1, columns: 1 });
  }
  GetRow(row: number): Range {
    return this.#at({ row, column: 0, rows: 1, columns: this.block.columns });
  }
  GetColumn(column: number): Range {
    return this.#at({ row: 0, column, rows: this.block.rows, columns: 1 });
  }
  GetEntireColumn(): Range {
    return new Range(this.sheet, { ...this.block, row: 0, rows: MAX_ROWS });
  }
  GetResizedRange(rows: number, columns: number): Range {
    const { block } = this;
    return new Range(this.sheet, { ...block, rows: block.rows + rows, columns: block.columns + columns });
  }
  GetOffsetRange(row: number, column: number): Range {
    return this.#at({ ...this.block, row, column });
  }
  GetBoundingRect(other: Range): Range {
    const [a, b] = [this.block, other.block];
    const row = Math.min(a.row, b.row);
    const column = Math.min(a.column, b.column);
    const rows = Math.max(a.row + a.rows, b.row + b.rows) - row;
    const columns = Math.max(a.column + a.columns, b.column + b.columns) - column;
    return new Range(this.sheet, { row, column, rows, columns });
  }
  GetIntersectionOrNullObject(other: Range): Range | null {
    const shared = other.sheet === this.sheet ? intersect(this.block, other.block) : null;
    return shared === null ? null : new Range(this.sheet, shared);
  }
  GetUsedRangeOrNullObject(): Range | null {
    const used = this.sheet.grid.used(this.block);
    return used === null ? null : new Range(this.sheet, used);
  }

  Clear(what: 'All' | 'Contents' | 'Formats' = 'All'): void {
    this.sheet.grid.each(this.block, (cell) => {
      if (what !== 'Formats') enter(cell, '', '@', this.sheet.workbook.calculate);
      if (what !== 'Contents') delete cell.format;
    });
    if (what !== 'Contents') this.sheet.clearFormats(this.block);
    this.sheet.changed(this.block);
  }
  Insert(shift: 'Down'): Range {
    if (shift !== 'Down') throw new HostError('NotImplemented', 'This host inserts downwards only.');
    this.sheet.shiftRows(this.block, this.block.rows);
    return this;
  }
  Delete(shift: 'Up'): void {
    if (shift !== 'Up') throw new HostError('NotImplemented', 'This host deletes upwards only.');
    this.sheet.shiftRows(this.block, -this.block.rows);
  }
  Select(): void {
    if (this.sheet.Visibility !== 'Visible') throw new HostError('InvalidOperation', 'The sheet is hidden.');
    this.sheet.workbook.select(this.sheet, [this.block]);
  }
  /** Sent by the API layer before it cuts a large array into pieces. */
  _ValidateArraySize(rows: number, columns: number): void {
    if (rows !== this.block.rows || columns !== this.block.columns) throw wrongShape();
  }

  #at(inner: Block): Range {
    return new Range(this.sheet, {
      ...inner,
      row: this.block.row + inner.row,
      column: this.block.column + inner.column,
    });
  }

  #grid(show: (cell: Cell | undefined) => unknown): unknown[][] {
    const { row, column, rows, columns } = this.block;
    return matrix(rows, columns, (i, j) => show(this.sheet.grid.cell(row + i, column + j)));
  }

  #fill(input: unknown, put: (cell: Cell, value: unknown, format: string) => void): void {
    const { grid } = this.sheet;
    try {
      this.#eachInput(input, (row, column, value) => put(grid.touch(row, column), value, grid.formatAt(row, column)));
    } catch (error) {
      if (error instanceof RangeError) throw new HostError('InvalidArgument', error.message);
      throw error;
    }
    this.sheet.changed(this.block);
  }

  /** A single value goes into every cell; in an array `null` leaves the cell as it is. */
  #eachInput(input: unknown, visit: (row: number, column: number, value: unknown) => void): void {
    const { row, column, rows, columns } = this.block;
    if (!Array.isArray(input)) {
      for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) visit(row + i, column + j, input);
      return;
    }
    const lines = input as unknown[][];
    if (lines.length !== rows || lines.some((line) => line.length !== columns)) throw wrongShape();
    lines.forEach((line, i) => {
      line.forEach((value, j) => {
        if (value !== null) visit(row + i, column + j, value);
      });
    });
  }
}

function matrix(rows: number, columns: number, at: (i: number, j: number) => unknown): unknown[][] {
  const lines: unknown[][] = [];
  for (let i = 0; i < rows; i++) {
    const line: unknown[] = [];
    for (let j = 0; j < columns; j++) line.push(at(i, j));
    lines.push(line);
  }
  return lines;
}

function wrongShape(): HostError {
  return new HostError(
    'InvalidArgument',
    "The number of rows or columns in the input array doesn't match the size or dimensions of the range.",
  );
}

/** Several blocks of one sheet, as a selection may be. */
export class RangeAreas {
  readonly sheet: Worksheet;
  readonly blocks: readonly Block[];

  constructor(sheet: Worksheet, blocks: readonly Block[]) {
    this.sheet = sheet;
    this.blocks = blocks;
  }
  get Address(): string {
    return this.blocks.map((block) => formatAddress(block, this.sheet.Name)).join(',');
  }
  get AreaCount(): number {
    return this.blocks.length;
  }
  get Worksheet(): Worksheet {
    return this.sheet;
  }
}
