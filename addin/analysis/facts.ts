/** From the cells of a dataset's sheet to the facts that an analysis sums. */
import { columnOf, datasetNamed } from '../datasets/datasets.ts';
import type { Column } from '../datasets/types.ts';
import { canonicalDecimal } from '../workbook/decimals.ts';
import type { CellValue, Locale, TableContent } from '../workbook/port.ts';
import { decodeCell } from '../workbook/values.ts';
import type { Fact } from './cross-table.ts';
import { type Analysis, CURRENCY } from './declarations.ts';

/** An amount that could not be read, and so is in no sum. */
export interface UnreadCell {
  /** Row of the sheet as its margin numbers it, where the table begins in the sheet's first row. */
  row: number;
  column: string;
}

export interface SheetFacts {
  facts: Fact[];
  unread: UnreadCell[];
  /** Amounts that stand as text, since a cell could not hold them exactly; a PivotTable passes them over. */
  textAmounts: number;
}

/**
 * Reads the facts from a table that holds the columns of `columnsOf(analysis)`.
 * @param locale the sheet's language, in which its enum labels stand
 */
export function factsOf(analysis: Analysis, table: TableContent, locale: Locale): SheetFacts {
  const dataset = datasetNamed(analysis.dataset);
  const at = (id: string) => table.columns.indexOf(id);
  const [currency, rows] = [at(CURRENCY), at(analysis.rows)];
  const columns = analysis.columns === null ? -1 : at(analysis.columns);
  const values = analysis.values.map(({ column }) => ({ column: columnOf(dataset, column) as Column, at: at(column) }));
  const { without } = analysis;
  const left = without && {
    at: at(without.column),
    label: labelOf(columnOf(dataset, without.column), without.code, locale),
  };
  const result: SheetFacts = { facts: [], unread: [], textAmounts: 0 };
  table.rows.forEach((cells, index) => {
    if (cells.every((cell) => cell === null) || (left && cells[left.at] === left.label)) return;
    const amounts: string[] = [];
    for (const value of values) {
      const cell = cells[value.at] ?? null;
      const amount = amountOf(value.column, cell);
      if (amount === null) result.unread.push({ row: index + 2, column: value.column.label[locale] });
      else if (typeof cell === 'string') result.textAmounts++;
      amounts.push(amount ?? '0');
    }
    result.facts.push({
      currency: shown(cells[currency]),
      row: shown(cells[rows]),
      column: columns === -1 ? null : shown(cells[columns]),
      amounts,
    });
  });
  return result;
}

/** The labels of an enum column in the order of its declaration; nothing for other columns. */
export function labelsInOrder(analysis: Analysis, locale: Locale): string[] {
  if (analysis.columns === null) return [];
  return (columnOf(datasetNamed(analysis.dataset), analysis.columns)?.values ?? []).map((value) => value[locale]);
}

/** What a sheet shows for a code of an enum column. */
export function labelOf(column: Column | undefined, code: string, locale: Locale): string {
  return column?.values?.find((value) => value.code === code)?.[locale] ?? code;
}

/** As text, whatever the cell holds: a month that was typed over, an error. */
function shown(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? cell.error : String(cell).trim();
}

function amountOf(column: Column, cell: CellValue): string | null {
  if (cell === null) return null;
  const decoded = decodeCell(column, cell, 40);
  return decoded.ok && decoded.value !== null ? canonicalDecimal(decoded.value) : null;
}
