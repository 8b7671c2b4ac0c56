import { type Block, intersect, parseAddress } from './address.ts';
import { Collection } from './collection.ts';
import { HostError } from './host-error.ts';
import { Range } from './range.ts';
import type { Worksheet } from './worksheet.ts';

let lastTable = 0;

/** A table: a block with a heading row, at least one body row, and perhaps a totals row. */
export class Table {
  readonly Id = `{T-${++lastTable}}`;
  readonly sheet: Worksheet;
  block: Block;
  Style = 'TableStyleMedium2';
  ShowBandedRows = true;
  ShowFilterButton = true;
  ShowHeaders = true;
  #name = `Table${lastTable}`;
  #totals = false;

  constructor(sheet: Worksheet, block: Block) {
    this.sheet = sheet;
    this.block = block;
    this.fixHeadings();
  }
  get Name(): string {
    return this.#name;
  }
  set Name(name: string) {
    if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name)) throw new HostError('InvalidArgument', `Bad name ${name}.`);
    if (this.sheet.workbook.tables.some((table) => table !== this && table.Name.toLowerCase() === name.toLowerCase())) {
      throw new HostError('ItemAlreadyExists', `There is a table ${name} already.`);
    }
    this.#name = name;
  }
  get ShowTotals(): boolean {
    return this.#totals;
  }
  set ShowTotals(show: boolean) {
    if (show === this.#totals) return;
    const rows = this.block.rows + (show ? 1 : -1);
    if (!show) new Range(this.sheet, { ...this.block, row: this.block.row + rows, rows: 1 }).Clear('Contents');
    this.block = { ...this.block, rows };
    this.#totals = show;
  }
  get Worksheet(): Worksheet {
    return this.sheet;
  }
  get body(): Block {
    return { ...this.block, row: this.block.row + 1, rows: this.block.rows - 1 - (this.#totals ? 1 : 0) };
  }
  get headings(): string[] {
    return (this.GetHeaderRowRange().Values[0] ?? []).map(String);
  }
  get Columns(): Collection<Column> {
    const columns = this.headings.map((Name, Index) => new Column(this, Name, Index));
    return new Collection(
      () => columns,
      (column) => [column.Name, column.Id],
    );
  }
  GetRange(): Range {
    return new Range(this.sheet, this.block);
  }
  GetHeaderRowRange(): Range {
    return new Range(this.sheet, { ...this.block, rows: 1 });
  }
  GetDataBodyRange(): Range {
    return new Range(this.sheet, this.body);
  }
  get Sort(): object {
    return {
      Apply: (fields: readonly { key: number; ascending?: boolean }[]) => this.#sort(fields),
    };
  }
  ClearFilters(): void {
    this.sheet.filteredOut.clear();
  }
  Resize(target: Range | string): void {
    const block = typeof target === 'string' ? parseAddress(target).block : target.block;
    if (block.row !== this.block.row || block.rows < 2 || intersect(block, this.block) === null) {
      throw new HostError('InvalidArgument', 'A table keeps its heading row and needs one row more.');
    }
    this.sheet.assertFree(block, this);
    this.block = { ...block };
    this.fixHeadings();
  }
  Delete(): void {
    this.GetRange().Clear();
    this.sheet.removeTable(this);
  }

  #sort(fields: readonly { key: number; ascending?: boolean }[]): void {
    const lines = this.GetDataBodyRange().Values.map((line) => line.map(String));
    const order = lines
      .map((_, index) => index)
      .toSorted((a, b) => {
        for (const { key, ascending = true } of fields) {
          const found = (lines[a]?.[key] ?? '').localeCompare(lines[b]?.[key] ?? '');
          if (found !== 0) return ascending ? found : -found;
        }
        return a - b;
      });
    this.sheet.grid.orderRows(this.body, order);
    this.sheet.changed(this.body);
  }

  /** Excel never leaves a heading empty or twice the same, and headings are always text. */
  fixHeadings(): void {
    const seen = new Set<string>();
    for (let column = this.block.column; column < this.block.column + this.block.columns; column++) {
      const cell = this.sheet.grid.touch(this.block.row, column);
      const wish = String(cell.value) === '' ? `Column${column - this.block.column + 1}` : String(cell.value);
      let name = wish;
      for (let n = 2; seen.has(name.toLowerCase()); n++) name = `${wish}${n}`;
      seen.add(name.toLowerCase());
      cell.value = name;
      delete cell.formula;
    }
  }
}

/** A column of a table. */
class Column {
  readonly Name: string;
  readonly Index: number;
  readonly Id: number;
  readonly #table: Table;

  constructor(table: Table, name: string, index: number) {
    this.#table = table;
    this.Name = name;
    this.Index = index;
    this.Id = index + 1;
  }
  get Filter(): object {
    return { ApplyValuesFilter: (values: readonly string[]) => this.#hideOthers(new Set(values)) };
  }
  Delete(): void {
    const table = this.#table;
    const gone = table.block.column + this.Index;
    table.sheet.moveColumns((column) => (column === gone ? null : column > gone ? column - 1 : column));
    table.block = { ...table.block, columns: table.block.columns - 1 };
    table.sheet.workbook.changed(table.sheet, table.block, 'ColumnDeleted');
  }

  #hideOthers(values: ReadonlySet<string>): void {
    const { body, sheet } = this.#table;
    this.#table.GetDataBodyRange().Values.forEach((line, row) => {
      if (!values.has(String(line[this.Index]))) sheet.filteredOut.add(body.row + row);
    });
  }
}
