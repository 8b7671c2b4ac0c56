import { type PivotSpec, type SheetLayout, WorkbookError } from '../port.ts';
import { freeTitle } from './open.ts';
import { toExcel } from './payload.ts';
import type { Context } from './session.ts';
import { type TablePlace, tableName } from './tables.ts';

/** Sorting by values came with 1.9, filters of pivot fields with 1.12. */
export const PIVOT_API = '1.12';

const TEXT = { numberFormat: '@' };
const CHART_TYPES = { stacked: 'ColumnStacked', clustered: 'ColumnClustered', lines: 'LineMarkers' } as const;
/** The chart stands above, so that the PivotTable can grow down and to the right. */
const CHART_PLACE = ['A4', 'I22'] as const;
const PIVOT_PLACE = 'A24';

/** The product's PivotTables by their ids, as far as they are in the workbook. */
export async function pivotIds(context: Context): Promise<string[]> {
  const { pivotTables } = context.workbook;
  pivotTables.load('items/name');
  await context.sync();
  const prefix = tableName('');
  const names = Array.from(pivotTables.items, ({ name }) => name);
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}

/** Refreshes the PivotTable of this id and gives its chart the title of now; false when there is none. */
export async function refreshPivot(context: Context, { id, chart }: PivotSpec): Promise<boolean> {
  const pivot = context.workbook.pivotTables.getItemOrNullObject(tableName(id));
  pivot.load('name');
  const drawn = pivot.worksheet.charts.getItemOrNullObject(tableName(id));
  drawn.load('name');
  await context.sync();
  if (pivot.isNullObject) return false;
  pivot.refresh();
  if (!drawn.isNullObject) drawn.title.text = chart.title;
  await context.sync();
  return true;
}

/**
 * Builds a PivotTable on a bound table, and a chart that follows it, on a sheet of their own.
 * @throws WorkbookError `workbook.sheet_missing` when the table has lost a column that it needs
 */
export async function buildPivot(
  context: Context,
  spec: PivotSpec,
  place: TablePlace,
  layout: SheetLayout,
): Promise<void> {
  const tabs = context.workbook.worksheets.load('items/name');
  await context.sync();
  const heading = headings(place, layout);
  const sheet = context.workbook.worksheets.add(
    freeTitle(
      spec.title,
      tabs.items.map((tab) => tab.name),
    ),
  );
  try {
    const top = sheet.getRange('A1:A2');
    top.values = [[toExcel(spec.title, TEXT)], [toExcel(spec.note, TEXT)]];
    sheet.getRange('A1').format.font.bold = true;
    const pivot = sheet.pivotTables.add(tableName(spec.id), place.table, sheet.getRange(PIVOT_PLACE));
    arrange(pivot, spec, heading);
    await context.sync();
    const chart = sheet.charts.add(CHART_TYPES[spec.chart.kind], pivot.layout.getRange(), 'Auto');
    chart.name = tableName(spec.id);
    chart.title.text = spec.chart.title;
    chart.setPosition(...CHART_PLACE);
    sheet.activate();
    await context.sync();
  } catch (error) {
    // What went wrong first is what is told, whether the half-built sheet can be taken away or not.
    sheet.delete();
    await context.sync().catch(() => undefined);
    throw error;
  }
}

function arrange(pivot: Excel.PivotTable, spec: PivotSpec, heading: (column: string) => string): void {
  const { layout, hierarchies } = pivot;
  layout.layoutType = 'Tabular';
  layout.subtotalLocation = 'AtBottom';
  // A grand total at the bottom would add up the outer groups, which must not be.
  layout.showColumnGrandTotals = false;
  const add = (target: Excel.RowColumnPivotHierarchyCollection, column: string): Excel.PivotField =>
    target.add(hierarchies.getItem(heading(column))).fields.getItem(heading(column));
  add(pivot.rowHierarchies, spec.group);
  const rows = add(pivot.rowHierarchies, spec.rows);
  const columns = spec.columns === null ? null : add(pivot.columnHierarchies, spec.columns);
  const sums = spec.values.map(({ column, heading: name, numberFormat }) => {
    const sum = pivot.dataHierarchies.add(hierarchies.getItem(heading(column)));
    sum.summarizeBy = 'Sum';
    sum.name = name;
    sum.numberFormat = numberFormat;
    return sum;
  });
  const [first] = sums;
  if (spec.order === 'largest' && first) rows.sortByValues('Descending', first);
  if (spec.without) {
    const field = spec.without.column === spec.columns ? columns : rows;
    field?.applyFilter({ labelFilter: { condition: 'Equals', comparator: spec.without.shown, exclusive: true } });
  }
}

/** How a column is called in the table now. */
function headings(place: TablePlace, layout: SheetLayout): (column: string) => string {
  return (column) => {
    const heading = layout.columns.find(({ id }) => id === column)?.heading ?? '';
    if (place.headings.includes(heading)) return heading;
    throw new WorkbookError(
      'workbook.sheet_missing',
      `The sheet ${place.title} has no column ${heading || column} any more.`,
    );
  };
}
