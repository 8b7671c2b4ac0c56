/** From a row as it came from a sheet to checked cells: every cell that is wrong is named, not the first alone. */
import { type FieldError, Refusal, toFieldError } from '../kernel/errors.ts';
import { type Column, readCell } from '../ledger/columns.ts';
import type { Cells } from '../ledger/dataset.ts';
import type { EditableDataset, StoredRow } from '../ledger/editable-dataset.ts';
import type { Rights } from './rights.ts';

export interface ReadCells {
  /** All cells of the row as they would be stored, references still unchecked. */
  cells: Cells;
  /** Fields that differ from what is stored. */
  changed: Set<string>;
  errors: FieldError[];
}

/**
 * Lays the cells of a publish over what is stored.
 * @param sent cells by column, of any content
 * @param stored null for a new row, which takes the initial values of columns that are empty
 */
export function readCells(
  dataset: EditableDataset,
  sent: Readonly<Record<string, unknown>>,
  stored: StoredRow | null,
  rights: Rights,
): ReadCells {
  const errors: FieldError[] = [];
  const cells: Cells = stored
    ? { ...stored.cells }
    : Object.fromEntries(dataset.columns.map(({ field }) => [field, null]));
  const changed = new Set<string>();
  for (const [field, cell] of Object.entries(sent)) {
    const column = dataset.columns.find((each) => each.field === field);
    if (!column) {
      errors.push(unknownColumn(field));
      continue;
    }
    const value = valueOf(column, cell, stored, rights, errors);
    if (value === undefined || value === cells[field]) continue;
    cells[field] = value;
    changed.add(field);
  }
  fillAndRequire(dataset, { cells, changed, errors }, stored === null);
  return { cells, changed, errors };
}

/** The canonical text of a cell; undefined where it leaves the row as it is or is refused. */
function valueOf(
  column: Column,
  cell: unknown,
  stored: StoredRow | null,
  rights: Rights,
  errors: FieldError[],
): string | null | undefined {
  const { field } = column;
  const current = stored?.cells[field] ?? null;
  const refusal = column.readOnly ? readOnlyColumn(field) : rights.cell(field);
  try {
    const value = readCell(column, cell);
    if (refusal === null) return value;
    if (value !== current) errors.push(refusal);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    errors.push(refusal ?? { ...toFieldError(error), field });
  }
  return undefined;
}

/** Gives a new row its initial values, and requires what is required where nothing worse is known of the cell. */
function fillAndRequire(dataset: EditableDataset, { cells, changed, errors }: ReadCells, isNew: boolean): void {
  for (const { field, initial, required } of dataset.columns) {
    if (isNew && cells[field] === null && initial !== null) {
      cells[field] = initial;
      changed.add(field);
    }
    if (required && cells[field] === null && !errors.some((error) => error.field === field)) {
      errors.push({ field, code: 'value.required', message: `${field} must be filled` });
    }
  }
}

function unknownColumn(field: string): FieldError {
  const shown = field.slice(0, 60);
  return { field: shown, code: 'sync.unknown_column', message: `this dataset has no column ${shown}` };
}

function readOnlyColumn(field: string): FieldError {
  return {
    field,
    code: 'access.column_read_only',
    message: `${field} is filled in by the server; refresh to get its value back`,
  };
}
