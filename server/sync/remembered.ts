/** Keys of a publish: what was answered to a change before is answered again. */
import type { DatasetRow } from '../ledger/dataset.ts';
import type { EditableDataset } from '../ledger/editable-dataset.ts';
import { inputHash, recall, remember } from '../ledger/idempotency.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import type { Answers, PublishedRow, Status } from './answers.ts';

const OPERATION = 'publish';

/** What the key stands for: the change, whatever the mode in which it is sent. */
function inputOf(dataset: EditableDataset, { id, version, cells, archive }: PublishedRow): unknown {
  return { dataset: dataset.name, id, version: version ?? null, cells, archive: archive ?? false };
}

/**
 * Answers rows whose key is known: as before, or REFUSED `sync.key_reused` when it stood for another change. A key
 * that comes twice in one publish counts for its first row.
 */
export async function answerKnownKeys(
  work: Work,
  dataset: EditableDataset,
  rows: readonly PublishedRow[],
  answers: Answers,
): Promise<void> {
  const known = await recall(work, OPERATION, [...new Set(rows.map(({ key }) => key))]);
  const seen = new Map<string, string>();
  for (const [index, row] of rows.entries()) {
    const input = inputHash(inputOf(dataset, row));
    const remembered = known.get(row.key);
    const first = remembered?.inputHash ?? seen.get(row.key);
    if (first !== undefined && first !== input) {
      const message = 'the key of this change was used for another one; make a new key and publish again';
      answers.give(index, 'REFUSED', null, [{ field: null, code: 'sync.key_reused', message }]);
    } else if (remembered) {
      const { status, row: answered } = remembered.result as { status: Status; row: DatasetRow };
      answers.replay(index, status, answered);
    } else if (first !== undefined) {
      const message = 'this change stands in the publish twice; it is answered at its first row';
      answers.give(index, 'REFUSED', null, [{ field: null, code: 'sync.row_repeated', message }]);
    } else {
      seen.set(row.key, input);
    }
  }
}

/** Stores what was written (or found to be there already) under its keys. Refusals are not remembered. */
export async function rememberAnswers(
  work: Work,
  dataset: EditableDataset,
  rows: readonly PublishedRow[],
  answers: Answers,
): Promise<void> {
  const requests = answers.done().map(({ index, status, row }) => {
    const published = rows[index] as PublishedRow;
    return { key: published.key, operation: OPERATION, input: inputOf(dataset, published), result: { status, row } };
  });
  await remember(work, requests);
}
