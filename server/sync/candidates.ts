/** Takes the rows of a publish as far as the rules: answers what is known, outdated or repeated, and reads the rest. */
import { type FieldError, Refusal } from '../kernel/errors.ts';
import { parseId } from '../kernel/ids.ts';
import { Candidate, type EditableDataset, type StoredRow } from '../ledger/editable-dataset.ts';
import { asRow, storedRows } from '../ledger/stored-rows.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { Answers, PublishedRow } from './answers.ts';
import { readCells } from './read-cells.ts';
import { type ReferringRow, resolveReferences } from './references.ts';
import { answerKnownKeys } from './remembered.ts';
import type { Rights } from './rights.ts';

const LONGEST_KEY = 200;

type ReadRow = ReferringRow & { index: number };

/**
 * The rows that the rules have to judge, some of them with errors already. All others are answered.
 * @param lock keeps the stored rows as they are until the transaction ends
 */
export async function candidatesOf(
  work: Work,
  dataset: EditableDataset,
  rows: readonly PublishedRow[],
  rights: Rights,
  answers: Answers,
  lock: boolean,
): Promise<Candidate[]> {
  await answerKnownKeys(work, dataset, rows, answers);
  const ids = readIds(rows, answers);
  const stored = await storedRows(work.db, work.books, dataset, [...ids.values()], lock);
  const read: ReadRow[] = [];
  for (const [index, id] of ids) {
    const row = rows[index] as PublishedRow;
    const known = stored.get(id) ?? null;
    if (!answerByState(answers, index, row, known)) {
      const next = readRow(dataset, index, id, row, known, rights);
      if (isUnchanged(next)) answers.give(index, 'UNCHANGED', asRow(known as StoredRow));
      else read.push(next);
    }
  }
  const references = await resolveReferences(work.db, work.books, dataset, read);
  return read.map((row, i) => {
    const candidate = new Candidate({ ...row, ids: references[i] ?? {} });
    candidate.errors.push(...row.errors);
    return candidate;
  });
}

/** Ids by index of the rows that still wait for an answer; wrong and repeated ones are refused. */
function readIds(rows: readonly PublishedRow[], answers: Answers): Map<number, string> {
  const ids = new Map<number, string>();
  const seen = new Set<string>();
  for (const [index, { key, id: text }] of rows.entries()) {
    if (answers.has(index)) continue;
    const refuse = (code: string, message: string) =>
      answers.give(index, 'REFUSED', null, [{ field: null, code, message }]);
    if (key.trim() === '' || key.length > LONGEST_KEY) {
      refuse('sync.bad_key', `the key of a change has from 1 to ${LONGEST_KEY} characters`);
      continue;
    }
    try {
      const id = parseId(text);
      if (seen.has(id))
        refuse('sync.row_repeated', 'this row stands in the publish twice; publish one change of it at a time');
      else ids.set(index, id);
      seen.add(id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(error.code, error.message);
    }
  }
  return ids;
}

/** Answers a row whose version does not fit what is stored. @returns whether it was answered */
function answerByState(answers: Answers, index: number, row: PublishedRow, stored: StoredRow | null): boolean {
  const version = row.version ?? null;
  if (stored === null && version === null && !row.archive) return false;
  if (stored === null) {
    const message = 'these books have no such row; refresh the sheet, or add it as a new row';
    answers.give(index, 'REFUSED', null, [{ field: null, code: 'sync.row_unknown', message }]);
  } else if (stored.archived && row.archive) {
    answers.give(index, 'UNCHANGED', asRow(stored));
  } else if (stored.version !== version) {
    answers.give(index, 'CONFLICT', asRow(stored));
  } else if (stored.archived) {
    const message = 'this row is archived and cannot be changed; add a new one instead';
    answers.give(index, 'REFUSED', asRow(stored), [{ field: null, code: 'sync.row_archived', message }]);
  } else return false;
  return true;
}

function readRow(
  dataset: EditableDataset,
  index: number,
  id: string,
  row: PublishedRow,
  stored: StoredRow | null,
  rights: Rights,
): ReadRow {
  const archived = row.archive ?? false;
  const refusal = stored === null || archived ? rights.rows() : null;
  if (archived && stored) {
    const errors: FieldError[] = refusal ? [refusal] : [];
    return { index, id, stored, archived, cells: { ...stored.cells }, changed: new Set(), errors };
  }
  // Who may not add rows need not read what is wrong with each cell of this one.
  if (refusal) return { index, id, stored, archived, cells: {}, changed: new Set(), errors: [refusal] };
  return { index, id, stored, archived, ...readCells(dataset, row.cells, stored, rights) };
}

function isUnchanged({ stored, archived, changed, errors }: ReadRow): boolean {
  return stored !== null && !archived && changed.size === 0 && errors.length === 0;
}
