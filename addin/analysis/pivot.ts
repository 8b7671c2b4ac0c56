import { columnOf, datasetNamed } from '../datasets/datasets.ts';
import type { BoundSheet, PivotSpec } from '../workbook/port.ts';
import { AMOUNT_FORMAT } from './cells.ts';
import { type Analysis, CURRENCY } from './declarations.ts';
import { labelOf } from './facts.ts';
import { word } from './words.ts';

/**
 * What a host with PivotTables builds for an analysis.
 * @param sheet the dataset's sheet, in whose language everything is named
 * @param time as of when its rows are
 */
export function pivotOf(analysis: Analysis, sheet: BoundSheet, time: string): PivotSpec {
  const { locale } = sheet.layout;
  const { without, chart } = analysis;
  const title = analysis.title[locale];
  const column = without && columnOf(datasetNamed(analysis.dataset), without.column);
  return {
    id: analysis.id,
    title,
    note: word(locale, 'pivotNote', { sheet: sheet.title }),
    sheet: sheet.id,
    group: CURRENCY,
    rows: analysis.rows,
    columns: analysis.columns,
    values: analysis.values.map((value) => ({
      column: value.column,
      heading: value.label[locale],
      numberFormat: AMOUNT_FORMAT,
    })),
    without: without ? { column: without.column, shown: labelOf(column, without.code, locale) } : null,
    order: analysis.order,
    chart: {
      // A chart of a PivotTable shows all of its values; only parts of a whole may stand on each other.
      kind: chart.parts ? 'clustered' : chart.kind,
      title: word(locale, 'chartTitle', { title, time }),
    },
  };
}
