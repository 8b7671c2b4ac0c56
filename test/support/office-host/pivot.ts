import type { Block } from './address.ts';
import type { Scalar } from './cells.ts';
import { Collection } from './collection.ts';
import { HostError } from './host-error.ts';
import { Range } from './range.ts';
import type { Table } from './table.ts';
import type { Worksheet } from './worksheet.ts';

let lastPivot = 0;

type SortBy = 'Ascending' | 'Descending';

/** A column of the source table, as it may stand on the axes of the PivotTable. */
class Field {
  readonly Id: string;
  readonly Name: string;
  sorted: { by: SortBy; value: Sum | null } = { by: 'Ascending', value: null };
  without: string | null = null;
  readonly #pivot: PivotTable;

  constructor(pivot: PivotTable, name: string) {
    this.#pivot = pivot;
    this.Name = name;
    this.Id = name;
  }
  get Fields(): Collection<Field> {
    return new Collection<Field>(
      () => [this],
      (field) => [field.Name],
    );
  }
  SortByValues(by: SortBy, value: Sum): void {
    if (this.#pivot.columns.length > 0) throw new HostError('InvalidArgument', 'It must be said by which column.');
    this.sorted = { by, value };
    this.#pivot.Refresh();
  }
  ApplyFilter(filter: { labelFilter?: { condition: string; comparator?: string; exclusive?: boolean } }): void {
    const { condition, comparator, exclusive } = filter.labelFilter ?? {};
    if (condition !== 'Equals' || exclusive !== true) throw new HostError('NotImplemented', 'No such filter here.');
    this.without = comparator ?? '';
    this.#pivot.Refresh();
  }
}

/** A column that is summed. */
class Sum {
  readonly Id: string;
  readonly field: Field;
  SummarizeBy = 'Unknown';
  NumberFormat = 'General';
  #name: string;
  readonly #pivot: PivotTable;

  constructor(pivot: PivotTable, field: Field) {
    this.#pivot = pivot;
    this.field = field;
    this.Id = field.Name;
    this.#name = `Sum of ${field.Name}`;
  }
  get Name(): string {
    return this.#name;
  }
  set Name(name: string) {
    if (this.#pivot.source.headings.includes(name)) {
      throw new HostError('InvalidArgument', `PivotTable field name ${name} already exists.`);
    }
    this.#name = name;
    this.#pivot.Refresh();
  }
}

/**
 * A PivotTable in tabular form that sums: row fields from the left, at most one column field. It computes what it shows, in
 * cents, from the numbers of its table; text is passed over, as in Excel.
 */
export class PivotTable {
  readonly Id = `{P-${++lastPivot}}`;
  readonly Name: string;
  readonly sheet: Worksheet;
  readonly source: Table;
  readonly rows: Field[] = [];
  readonly columns: Field[] = [];
  readonly sums: Sum[] = [];
  readonly layout = {
    LayoutType: 'Compact',
    SubtotalLocation: 'AtTop',
    ShowColumnGrandTotals: true,
    ShowRowGrandTotals: true,
  };
  refreshed = 0;
  #block: Block;
  readonly #fields: Field[];

  constructor(name: string, source: Table, destination: Range) {
    this.Name = name;
    this.source = source;
    this.sheet = destination.sheet;
    this.#block = { ...destination.block, rows: 1, columns: 1 };
    this.#fields = source.headings.map((heading) => new Field(this, heading));
  }
  get Worksheet(): Worksheet {
    return this.sheet;
  }
  get Hierarchies(): Collection<Field> {
    return this.#axis(this.#fields);
  }
  get RowHierarchies(): Collection<Field> {
    return this.#axis(this.rows);
  }
  get ColumnHierarchies(): Collection<Field> {
    return this.#axis(this.columns);
  }
  get DataHierarchies(): Collection<Sum> {
    const sums = new Collection<Sum>(
      () => this.sums,
      (sum) => [sum.Name],
    );
    const Add = (field: Field): Sum => {
      const sum = new Sum(this, field);
      this.sums.push(sum);
      this.Refresh();
      return sum;
    };
    return Object.assign(sums, { Add });
  }
  get Layout(): object {
    return Object.assign(this.layout, { GetRange: () => new Range(this.sheet, this.#block) });
  }
  /** What it shows, for a test to look at. */
  get shown(): unknown[][] {
    return new Range(this.sheet, this.#block).Values;
  }

  Refresh(): void {
    this.refreshed += 1;
    new Range(this.sheet, this.#block).Clear('Contents');
    const lines = this.#lines();
    const width = Math.max(...lines.map((line) => line.length), 1);
    const { row, column } = this.#block;
    this.#block = { row, column, rows: Math.max(lines.length, 1), columns: width };
    lines.forEach((line, i) => {
      line.forEach((value, j) => {
        this.sheet.grid.touch(row + i, column + j).value = value;
      });
    });
  }

  #axis(fields: Field[]): Collection<Field> {
    const axis = new Collection<Field>(
      () => fields,
      (field) => [field.Name],
    );
    const Add = (field: Field): Field => {
      fields.push(field);
      this.Refresh();
      return field;
    };
    return Object.assign(axis, { Add });
  }

  #lines(): Scalar[][] {
    const records = this.#records();
    const [column] = this.columns;
    const labels = column ? unique(records.map((record) => text(record[column.Name]))) : [];
    const heads = column ? [...labels, 'Grand Total'] : this.sums.map((sum) => sum.Name);
    const [outer, inner] = this.rows;
    if (!outer || !inner) return [heads];
    const cells = (own: readonly Record<string, unknown>[]): Scalar[] => {
      const [first] = this.sums;
      if (!column || !first) return this.sums.map((sum) => total(own, sum));
      const parts = labels.map((label) => own.filter((record) => text(record[column.Name]) === label));
      return [...parts.map((part) => (part.length > 0 ? total(part, first) : '')), total(own, first)];
    };
    const lines: Scalar[][] = [[outer.Name, inner.Name, ...heads]];
    for (const group of unique(records.map((record) => text(record[outer.Name])))) {
      const own = records.filter((record) => text(record[outer.Name]) === group);
      const items = unique(own.map((record) => text(record[inner.Name]))).map((label) => ({
        label,
        own: own.filter((record) => text(record[inner.Name]) === label),
      }));
      const { by, value } = inner.sorted;
      if (value) items.sort((a, b) => (by === 'Descending' ? -1 : 1) * (total(a.own, value) - total(b.own, value)));
      for (const item of items) lines.push([group, item.label === '' ? '(blank)' : item.label, ...cells(item.own)]);
      lines.push([`${group} Total`, '', ...cells(own)]);
    }
    return lines;
  }

  #records(): Record<string, unknown>[] {
    const { headings } = this.source;
    return this.source
      .GetDataBodyRange()
      .Values.map((line) => Object.fromEntries(headings.map((heading, i) => [heading, line[i]])))
      .filter((record) => this.#fields.every((f) => f.without === null || text(record[f.Name]) !== f.without));
  }
}

function total(records: readonly Record<string, unknown>[], { field }: Sum): number {
  const numbers = records.map((record) => record[field.Name]).filter((value) => typeof value === 'number');
  return numbers.reduce((sum, value) => sum + Math.round(value * 100), 0) / 100;
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value);

function unique(labels: readonly string[]): string[] {
  return [...new Set(labels)].toSorted((a, b) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1));
}

let lastChart = 0;

/** A chart, as far as it is said what it shows and where it stands. */
export class Chart {
  readonly Id = `{C-${++lastChart}}`;
  Name = `Chart ${lastChart}`;
  readonly Title = { Text: '' };
  readonly ChartType: string;
  readonly source: Range;
  place: unknown[] = [];

  constructor(type: string, source: Range) {
    this.ChartType = type;
    this.source = source;
  }
  SetPosition(...place: unknown[]): void {
    this.place = place;
  }
}
