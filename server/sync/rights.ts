/** What the operator of open books may see and change of a dataset. */
import { cellRefusal, datasetPermission, rowRefusal } from '../access/permissions.ts';
import type { FieldError } from '../kernel/errors.ts';
import { Refusal } from '../kernel/errors.ts';
import type { Books } from '../ledger/books.ts';
import type { Cells, DatasetName, DatasetRow } from '../ledger/dataset.ts';

/** The rights in one dataset; errors say who may. */
export interface Rights {
  /** Why a cell may not be changed; null when it may. */
  cell(field: string): FieldError | null;
  /** Why rows may not be added or archived; null when they may. */
  rows(): FieldError | null;
  /** The row without the cells that the operator does not get to see. */
  visible(row: DatasetRow): DatasetRow;
}

/** Books opened by the product itself have no operator and may do everything. */
const ALL: Rights = { cell: () => null, rows: () => null, visible: (row) => row };

/** @throws Refusal `access.dataset_not_readable` */
export function rightsIn(books: Books, dataset: DatasetName): Rights {
  if (books.operator === null) return ALL;
  const { roles } = books.operator;
  const { readable, hiddenColumns } = datasetPermission(roles, dataset);
  if (!readable) {
    throw new Refusal(
      'access.dataset_not_readable',
      `your roles do not show ${dataset}; ask an administrator for one that does`,
    );
  }
  const refusals = new Map<string, FieldError | null>();
  return {
    cell(field) {
      if (!refusals.has(field)) {
        const refusal = cellRefusal(roles, dataset, field);
        refusals.set(field, refusal && { ...refusal, code: 'access.column_read_only' });
      }
      return refusals.get(field) ?? null;
    },
    rows: () => rowRefusal(roles, dataset),
    visible: (row) => (hiddenColumns.length === 0 ? row : { ...row, cells: without(row.cells, hiddenColumns) }),
  };
}

function without(cells: Cells, hidden: readonly string[]): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([field]) => !hidden.includes(field)));
}
