/** From a dataset's declaration to the sheet that shows it. */
import { type ColumnLayout, type Locale, MARKS_COLUMN, type SheetLayout } from '../workbook/port.ts';
import { datasetNamed, isDatasetName } from './datasets.ts';
import type { Column, Dataset, DatasetName } from './types.ts';

/** The product's own columns. Status and message stand right of the data, the others are hidden. */
export const STATUS_COLUMN = '_status';
export const MESSAGE_COLUMN = '_message';
export const ID_COLUMN = '_id';
export const VERSION_COLUMN = '_version';

export interface LayoutOptions {
  /** Tells several sheets of one dataset apart: `2026_10`, a run's id without dashes. */
  suffix?: string | undefined;
  /** Stands behind the title, e.g. the month. */
  subtitle?: string | undefined;
  /** Why the person may not edit this dataset; then every column is tinted and shows this sentence. */
  readOnlyReason?: string | undefined;
  /** Columns that the person may edit all the same; the reason stands at the others. */
  editableColumns?: readonly string[] | undefined;
  /** Columns that the person does not get to see. */
  hiddenColumns?: readonly string[] | undefined;
}

/** The sheet layout of a dataset in a language. Editable datasets carry Status and Message columns. */
export function layoutOf(dataset: Dataset, locale: Locale, options: LayoutOptions = {}): SheetLayout {
  const { suffix, subtitle } = options;
  const data = dataset.columns.map((c) => dataColumn(dataset, c, locale, options));
  return {
    id: suffix ? `${dataset.name}__${suffix}` : dataset.name,
    title: subtitle ? `${dataset.title[locale]} ${subtitle}` : dataset.title[locale],
    locale,
    columns: [...data, ...(dataset.editable ? statusColumns(locale) : []), ...hiddenColumns()],
  };
}

/** The dataset that a bound sheet's id names, or null when the sheet is not ours to know. */
export function datasetOfSheet(sheetId: string): Dataset | null {
  const name = sheetId.split('__')[0] as string;
  return isDatasetName(name) ? datasetNamed(name) : null;
}

/** Name of the drop-down list with the labels of an enum column, or with the codes of a dataset. */
export function enumList(dataset: DatasetName, column: string, locale: Locale): string {
  return `${dataset}_${column}_${locale}`;
}
export function referenceList(dataset: DatasetName): string {
  return `codes_${dataset}`;
}

/** The drop-down lists that need no server: all enum labels of a dataset in a language. */
export function enumLists(dataset: Dataset, locale: Locale): Record<string, string[]> {
  const lists: Record<string, string[]> = {};
  for (const column of dataset.columns) {
    if (column.kind !== 'enum' || !column.editable) continue;
    lists[enumList(dataset.name, column.id, locale)] = (column.values ?? []).map((v) => v[locale]);
  }
  return lists;
}

function dataColumn(dataset: Dataset, column: Column, locale: Locale, options: LayoutOptions): ColumnLayout {
  const { readOnlyReason, editableColumns = [], hiddenColumns: unseen = [] } = options;
  const forbidden = readOnlyReason !== undefined && !editableColumns.includes(column.id);
  return {
    id: column.id,
    heading: column.label[locale],
    cell: cellKind(column),
    numberFormat: numberFormat(column),
    width: column.width,
    hidden: unseen.includes(column.id),
    readOnly: !column.editable || forbidden,
    list: listOf(dataset, column, locale),
    hint: forbidden ? readOnlyReason : undefined,
  };
}

function cellKind(column: Column): ColumnLayout['cell'] {
  if (column.kind === 'decimal' || column.kind === 'int') return 'number';
  if (column.kind === 'date') return 'date';
  return column.kind === 'bool' ? 'boolean' : 'text';
}

/** Excel number format of a column; decimals beyond two show only where they are. */
export function numberFormat(column: Column): string {
  switch (column.kind) {
    case 'decimal':
      return column.money ? '#,##0.00' : `0.00${'#'.repeat(Math.max(0, (column.wireScale ?? column.scale ?? 2) - 2))}`;
    case 'int':
      return '0';
    case 'date':
      return 'yyyy-mm-dd';
    case 'bool':
      return 'General';
    default:
      return '@';
  }
}

function listOf(dataset: Dataset, column: Column, locale: Locale): string | undefined {
  if (!column.editable) return undefined;
  if (column.kind === 'enum') return enumList(dataset.name, column.id, locale);
  return column.references ? referenceList(column.references) : undefined;
}

function statusColumns(locale: Locale): ColumnLayout[] {
  const text = { cell: 'text', numberFormat: '@', hidden: false, readOnly: true } as const;
  return [
    { id: STATUS_COLUMN, heading: locale === 'zh' ? '状态' : 'Status', width: 12, ...text },
    { id: MESSAGE_COLUMN, heading: locale === 'zh' ? '提示' : 'Status message', width: 40, ...text },
  ];
}

function hiddenColumns(): ColumnLayout[] {
  return [ID_COLUMN, VERSION_COLUMN, MARKS_COLUMN].map((id) => ({
    id,
    heading: id,
    cell: 'text',
    numberFormat: '@',
    width: 10,
    hidden: true,
    readOnly: true,
  }));
}
