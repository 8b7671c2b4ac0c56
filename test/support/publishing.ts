/** Publishing rows in tests, as an add-in does: keys and ids are made here. */
import assert from 'node:assert/strict';
import type { Role } from '../../server/access/entities.ts';
import { newId } from '../../server/kernel/ids.ts';
import type { Books } from '../../server/ledger/books.ts';
import type { Cells, DatasetName, DatasetRow } from '../../server/ledger/dataset.ts';
import type { Answer, PublishedRow } from '../../server/sync/answers.ts';
import { publish } from '../../server/sync/publish.ts';
import { readRows } from '../../server/sync/read-rows.ts';

type SentCells = Readonly<Record<string, unknown>>;

/** A new row. */
export const added = (cells: SentCells, id = newId()): PublishedRow => ({ key: newId(), id, version: null, cells });

/** A change of a stored row. */
export const changed = ({ id, version }: Pick<DatasetRow, 'id' | 'version'>, cells: SentCells): PublishedRow => ({
  key: newId(),
  id,
  version,
  cells,
});

/** The wish to archive a stored row. */
export const archived = ({ id, version }: Pick<DatasetRow, 'id' | 'version'>): PublishedRow => ({
  key: newId(),
  id,
  version,
  cells: {},
  archive: true,
});

/** Publishes rows, PARTIAL unless said otherwise. */
export async function publishing(
  books: Books,
  dataset: DatasetName,
  rows: readonly PublishedRow[],
  options: { mode?: 'ATOMIC' | 'PARTIAL'; dryRun?: boolean } = {},
): Promise<Answer[]> {
  return (await publish(books, { dataset, mode: 'PARTIAL', dryRun: false, rows, ...options })).results;
}

/** Adds rows that must all be applied. @returns them as stored */
export async function adding(books: Books, dataset: DatasetName, ...cells: Cells[]): Promise<DatasetRow[]> {
  const answers = await publishing(
    books,
    dataset,
    cells.map((each) => added(each)),
  );
  assert.deepEqual(
    answers.filter(({ status }) => status !== 'APPLIED'),
    [],
  );
  return answers.map(({ row }) => row as DatasetRow);
}

/** Status and error codes with their fields, as in `REFUSED price: value.not_a_number`. */
export function summary({ status, errors }: Answer): string {
  return [status, errors.map(({ field, code }) => `${field ?? 'row'}: ${code}`).join(', ')].filter(Boolean).join(' ');
}

/** All live rows of a dataset, over as many pages as it takes. */
export async function allRows(
  books: Books,
  dataset: DatasetName,
  first = 2000,
  filter: Readonly<Record<string, unknown>> = {},
): Promise<DatasetRow[]> {
  const rows: DatasetRow[] = [];
  for (let after: string | null = null; ; ) {
    const page = await readRows(books, { dataset, filter, after, first });
    rows.push(...page.rows);
    if (!page.hasMore) return rows;
    after = page.endCursor;
  }
}

/** The same books, opened by an operator with these roles. */
export const withRoles = (books: Books, ...roles: Role[]): Books => ({
  ...books,
  operator: { id: newId(), name: roles.join(' '), roles },
});
