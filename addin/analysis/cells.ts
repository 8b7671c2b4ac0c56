/** The cross table of an analysis as cells of a sheet. */
import { columnOf, datasetNamed } from '../datasets/datasets.ts';
import { numberOfDecimal } from '../workbook/decimals.ts';
import type { CellInput, Locale, PlainSheet } from '../workbook/port.ts';
import type { CrossTable } from './cross-table.ts';
import type { Analysis } from './declarations.ts';
import { word } from './words.ts';

export const AMOUNT_FORMAT = '#,##0.00';

/** A line above the table: what it is called and what it says. */
export type HeadLine = readonly [label: string, text: string];

/** Title and head lines, then headings, lines and totals of the cross table, by currency. */
export function crossCells(
  analysis: Analysis,
  cross: CrossTable,
  locale: Locale,
  { title, lines }: { title: string; lines: readonly HeadLine[] },
): PlainSheet {
  const rows: PlainSheet['rows'][number][] = [
    { kind: 'title', cells: [analysis.title[locale]] },
    ...lines.map((cells) => ({ kind: 'note' as const, cells })),
    { kind: 'note', cells: [] },
    { kind: 'heading', cells: headingsOf(analysis, cross, locale) },
  ];
  for (const { currency, lines: own, totals } of cross.groups) {
    for (const { label, sums } of own) {
      rows.push({ kind: 'body', cells: [currency, labelCell(label, locale), ...sums.map(amountCell)] });
    }
    rows.push({ kind: 'total', cells: [currency, word(locale, 'total'), ...totals.map(amountCell)] });
  }
  const sums = headingsOf(analysis, cross, locale).slice(2);
  return {
    title,
    columns: [
      { width: 12, numberFormat: '@' },
      { width: 24, numberFormat: '@' },
      ...sums.map((heading) => ({ width: Math.max(16, widthOf(heading) + 2), numberFormat: AMOUNT_FORMAT })),
    ],
    rows,
  };
}

/** Currency and row field, then one heading for each sum. */
export function headingsOf(analysis: Analysis, cross: CrossTable, locale: Locale): string[] {
  const field = columnOf(datasetNamed(analysis.dataset), analysis.rows)?.label[locale] ?? '';
  const values = analysis.values.map(({ label }) => label[locale]);
  const columns = cross.columns.map((label) => labelCell(label, locale));
  return [word(locale, 'currency'), field, ...(analysis.columns === null ? values : [...columns, ...values])];
}

/** How a row or column is called whose label is empty in the sheet. */
export function labelCell(label: string, locale: Locale): string {
  return label === '' ? word(locale, 'none') : label;
}

/** A number where a cell holds it exactly, else text. */
function amountCell(sum: string | null): CellInput {
  return sum === null ? null : (numberOfDecimal(sum) ?? sum);
}

/** Chinese characters are twice as wide as letters. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += letter > '\u2e80' ? 2 : 1;
  return width;
}
