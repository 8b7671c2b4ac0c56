import { datasetNamed } from '../datasets/datasets.ts';
import { ID_COLUMN, type LayoutOptions, layoutOf, VERSION_COLUMN } from '../datasets/layout.ts';
import type { DatasetName } from '../datasets/types.ts';
import type { BoundSheet, CellInput, LongWork, SheetLayout } from '../workbook/port.ts';
import type { Filter } from './api.ts';
import type { SyncContext } from './context.ts';
import { loadAll } from './load.ts';
import { type BaseRow, encodeRow } from './rows.ts';
import { SheetState } from './state.ts';

export interface OpenOptions extends LayoutOptions, LongWork {
  filter?: Filter | undefined;
}

export interface OpenReport {
  sheet: BoundSheet;
  rows: number;
  asOf: string;
}

/**
 * Loads a dataset into its sheet, which is made or replaced: unpublished edits in it are lost, so ask `review` first.
 * When it fails half-way the sheet has no base copy, and only opening it again helps.
 */
export async function openDataset(ctx: SyncContext, name: DatasetName, options: OpenOptions = {}): Promise<OpenReport> {
  const dataset = datasetNamed(name);
  const { workbook, locale } = ctx;
  const layout = layoutOf(dataset, locale, options);
  if (dataset.editable) await ctx.references.update(dataset, options.signal);
  const { rows, cursor, asOf } = await loadAll(ctx.api, { dataset: name, filter: options.filter }, options);
  const base: BaseRow[] = rows
    .filter((row) => !row.archived)
    .map((row) => ({ id: row.id, version: row.version, cells: encodeRow(dataset, row.cells, locale) }));
  ctx.drop(layout.id);
  const meta = {
    dataset: name,
    locale,
    columns: dataset.columns.map((c) => c.id),
    filter: options.filter ?? {},
    cursor,
    asOf,
    rows: base.length,
  };
  // Without its old state first: a sheet of new rows beside an old base copy would look edited all over.
  await SheetState.erase(workbook, layout.id);
  await workbook.setLists(ctx.references.lists(dataset, locale));
  const sheet = await workbook.openSheet(
    layout,
    base.map((row) => sheetRow(layout, row)),
    options,
  );
  const state = SheetState.create(layout.id, meta, base);
  await state.save(workbook);
  ctx.remember(state);
  return { sheet, rows: base.length, asOf };
}

/** A base row as a row of the sheet: data, empty status, id and version. */
export function sheetRow(layout: SheetLayout, row: BaseRow, extra: Record<string, CellInput> = {}): CellInput[] {
  let data = 0;
  return layout.columns.map(({ id }) => {
    if (!id.startsWith('_')) return row.cells[data++] ?? null;
    if (id === ID_COLUMN) return row.id;
    return id === VERSION_COLUMN ? String(row.version) : (extra[id] ?? null);
  });
}
