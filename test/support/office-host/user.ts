import { type Block, formatAddress, parseAddress } from './address.ts';
import type { Scalar } from './cells.ts';
import type { OfficeHost } from './host.ts';
import { HostError } from './host-error.ts';
import type { Table } from './table.ts';

/** What a person does in Excel, or a co-author in another one; events go out as Excel sends them. */
export class User {
  readonly #host: OfficeHost;
  readonly #who: 'Unknown' | 'Remote';

  constructor(host: OfficeHost, who: 'person' | 'co-author' = 'person') {
    this.#host = host;
    this.#who = who === 'person' ? 'Unknown' : 'Remote';
  }

  table(name: string): Table {
    const found = this.#host.workbook.tables.find((table) => table.Name === name);
    if (found === undefined) throw new HostError('ItemNotFound', `There is no table ${name}.`);
    return found;
  }

  /** Types or pastes at an address; a table grows when that is right below it. */
  type(sheet: string, address: string, values: unknown[][]): void {
    const target = this.#host.workbook.sheet(sheet);
    const { block } = parseAddress(address);
    const [rows, columns] = [values.length, values[0]?.length ?? 0];
    const above = target.tables.find(
      (table) => table.block.row + table.block.rows === block.row && block.column >= table.block.column,
    );
    if (above !== undefined) above.block = { ...above.block, rows: above.block.rows + rows };
    this.#do(() => {
      target.GetRangeByIndexes(block.row, block.column, rows, columns).Values = values;
    });
  }

  /** Types into a table's cell, rows counted from 0 below the heading. */
  typeInto(name: string, row: number, heading: string, value: unknown): void {
    const table = this.table(name);
    this.type(table.sheet.Name, formatAddress(this.#cell(table, row, heading)), [[value]]);
  }

  /** Enters a formula whose value is given, since this host does not calculate. */
  enterFormula(name: string, row: number, heading: string, formula: string, value: Scalar | { error: string }): void {
    this.#host.workbook.calculate = () => value;
    this.typeInto(name, row, heading, formula);
  }

  insertRow(name: string, at: number): void {
    const table = this.table(name);
    this.#do(() => table.sheet.shiftRows({ ...table.body, row: table.body.row + at, rows: 1 }, 1));
  }

  deleteRow(name: string, row: number): void {
    const table = this.table(name);
    this.#do(() => table.sheet.shiftRows({ ...table.body, row: table.body.row + row, rows: 1 }, -1));
  }

  /** Cuts a column and inserts it so that it stands at this place of the table. */
  moveColumn(name: string, heading: string, to: number): void {
    const table = this.table(name);
    const order = table.headings.map((_, index) => index);
    order.splice(to, 0, ...order.splice(this.#column(table, heading), 1));
    const left = table.block.column;
    table.sheet.moveColumns((column) => {
      const at = order.indexOf(column - left);
      return at < 0 ? column : left + at;
    });
    this.#do(() => table.sheet.changed(table.block));
  }

  deleteColumn(name: string, heading: string): void {
    const table = this.table(name);
    const gone = table.block.column + this.#column(table, heading);
    table.sheet.moveColumns((column) => (column === gone ? null : column > gone ? column - 1 : column));
    table.block = { ...table.block, columns: table.block.columns - 1 };
    this.#do(() => this.#host.workbook.changed(table.sheet, table.block, 'ColumnDeleted'));
  }

  sort(name: string, heading: string): void {
    const table = this.table(name);
    const keys = table.GetDataBodyRange().Values.map((line) => String(line[this.#column(table, heading)]));
    const order = keys.map((_, index) => index).toSorted((a, b) => (keys[a] ?? '').localeCompare(keys[b] ?? ''));
    table.sheet.grid.orderRows(table.body, order);
    this.#do(() => table.sheet.changed(table.body));
  }

  /** Selects one or more blocks, e.g. `B2:C4,E7`. */
  select(sheet: string, addresses: string): void {
    const blocks = addresses.split(',').map((address) => parseAddress(address).block);
    this.#host.workbook.select(this.#host.workbook.sheet(sheet), blocks);
  }

  #column(table: Table, heading: string): number {
    const index = table.headings.indexOf(heading);
    if (index < 0) throw new HostError('ItemNotFound', `There is no column ${heading}.`);
    return index;
  }

  #cell(table: Table, row: number, heading: string): Block {
    const column = table.block.column + this.#column(table, heading);
    return { row: table.body.row + row, column, rows: 1, columns: 1 };
  }

  #do(work: () => void): void {
    this.#host.as(this.#who, work);
  }
}
