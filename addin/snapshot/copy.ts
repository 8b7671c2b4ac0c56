/**
 * Copies to give away: values, and who saw them when. Nothing by which Suanpan or its server could be reached goes into
 * them: no formulas, ids, keys, base copy or address.
 */
import { filterText } from '../analysis/filter.ts';
import { word } from '../analysis/words.ts';
import { datasetNamed } from '../datasets/datasets.ts';
import type { SheetMeta } from '../sync/state.ts';
import type { BoundSheet, CellInput, CellValue, ColumnLayout, PlainSheet, TableContent } from '../workbook/port.ts';
import { headLines, type Maker, snapshotTitle } from './head.ts';

/** The columns that a copy of a sheet shows: the data that this person sees, in the sheet's order. */
export function copiedColumns({ layout }: BoundSheet): ColumnLayout[] {
  return layout.columns.filter((column) => !column.hidden && !column.id.startsWith('_'));
}

/**
 * A copy of a dataset's sheet.
 * @param table the sheet's rows, with the columns of `copiedColumns`
 * @param unpublished how many rows have edits that nobody else sees yet
 */
export function sheetCopy(
  sheet: BoundSheet,
  table: TableContent,
  meta: Readonly<SheetMeta>,
  unpublished: number,
  maker: Maker,
): PlainSheet {
  const { locale } = sheet.layout;
  const columns = copiedColumns(sheet).filter(({ id }) => !table.missing.includes(id));
  const at = columns.map(({ id }) => table.columns.indexOf(id));
  const rows = table.rows.filter((cells) => cells.some((cell) => cell !== null));
  const edits = unpublished > 0 ? word(locale, 'unpublished', { count: String(unpublished) }) : '';
  const head = headLines(locale, maker, {
    asOf: meta.asOf,
    filter: filterText(datasetNamed(meta.dataset), meta.filter, locale),
    content: word(locale, 'valuesOnly', { count: String(rows.length) }) + edits,
  });
  return {
    title: snapshotTitle(locale, sheet.title, meta.asOf, maker.timeZone),
    columns: columns.map(({ width, numberFormat }) => ({ width, numberFormat })),
    rows: [
      { kind: 'title', cells: [sheet.title] },
      ...head.map((cells) => ({ kind: 'note' as const, cells })),
      { kind: 'note', cells: [] },
      { kind: 'heading', cells: columns.map(({ heading }) => heading) },
      ...rows.map((cells) => ({ kind: 'body' as const, cells: at.map((place) => valueOf(cells[place] ?? null)) })),
    ],
  };
}

/** What a cell shows: an error as its word. */
function valueOf(cell: CellValue): CellInput {
  return typeof cell === 'object' ? (cell?.error ?? null) : cell;
}
