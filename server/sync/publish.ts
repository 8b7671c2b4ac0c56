/** Publishing a sheet: changed rows in, an answer for each row out, in one transaction. */
import { sql } from 'kysely';
import { Refusal } from '../kernel/errors.ts';
import { type Books, read } from '../ledger/books.ts';
import type { DatasetName } from '../ledger/dataset.ts';
import type { EditableDataset } from '../ledger/editable-dataset.ts';
import { type Work, write } from '../ledger/unit-of-work.ts';
import { type Answer, Answers, type PublishedRow } from './answers.ts';
import { candidatesOf } from './candidates.ts';
import { feedPosition } from './read-rows.ts';
import { editableDataset } from './registry.ts';
import { rememberAnswers } from './remembered.ts';
import { type Rights, rightsIn } from './rights.ts';
import { saveRows } from './save-rows.ts';
import { settle } from './settle.ts';

const MOST_ROWS = 10_000;
const ATTEMPTS = 3;

export interface PublishRequest {
  dataset: DatasetName;
  mode: 'ATOMIC' | 'PARTIAL';
  dryRun: boolean;
  rows: readonly PublishedRow[];
}

/** Answers by row, and the feed position after the publish. */
export interface PublishAnswer {
  results: Answer[];
  cursor: string;
}

/**
 * Publishes up to 10,000 rows. Bad rows are answered REFUSED with every error at its field, outdated ones CONFLICT with
 * what is stored now; PARTIAL writes the others, ATOMIC nothing then. A key that was applied before is answered as
 * before, whatever happened to the row since.
 * @throws Refusal `access.dataset_not_readable`, `sync.dataset_read_only`, `sync.too_many_rows`
 */
export async function publish(books: Books, request: PublishRequest): Promise<PublishAnswer> {
  const rights = rightsIn(books, request.dataset);
  const dataset = editableDataset(request.dataset);
  if (!dataset) {
    throw new Refusal('sync.dataset_read_only', `${request.dataset} is computed by the server and cannot be edited`);
  }
  if (request.rows.length > MOST_ROWS) {
    throw new Refusal('sync.too_many_rows', `a publish has at most ${MOST_ROWS} rows; send it in parts`);
  }
  const results = await again(() =>
    write(books, `publish.${dataset.name}`, (work) => publishRows(work, dataset, request, rights)),
  );
  return { results, cursor: await read(books, (db) => feedPosition(db, books)) };
}

/**
 * Publishes rows inside another change, by the same rules.
 * @throws Refusal `access.dataset_not_readable`
 */
export function publishWithin(work: Work, request: PublishRequest): Promise<Answer[]> {
  const dataset = editableDataset(request.dataset) as EditableDataset;
  return publishRows(work, dataset, request, rightsIn(work.books, request.dataset));
}

async function publishRows(
  work: Work,
  dataset: EditableDataset,
  { mode, dryRun, rows }: PublishRequest,
  rights: Rights,
): Promise<Answer[]> {
  const { db, books } = work;
  if (!dryRun) await waitForOthers(work, dataset);
  const answers = new Answers(dataset, rows, rights);
  const candidates = await candidatesOf(work, dataset, rows, rights, answers, !dryRun);
  await settle(db, books, dataset, candidates);
  const refusedWhole = () => mode === 'ATOMIC' && (answers.refusedAny || candidates.some((row) => row.refused));
  if (!dryRun && !refusedWhole()) {
    await sql`savepoint publish`.execute(db);
    const written = await saveRows(
      work,
      dataset,
      candidates.filter((row) => !row.refused),
    );
    if (refusedWhole()) await sql`rollback to savepoint publish`.execute(db);
    else {
      await dataset.afterSave?.(work, written);
      for (const row of written) answers.applied(row, books);
    }
  }
  answers.close(candidates, dryRun && !refusedWhole() ? 'VALID' : 'SKIPPED');
  for (const record of answers.audit) work.audit(record);
  if (!dryRun && !refusedWhole()) await rememberAnswers(work, dataset, rows, answers);
  return answers.all();
}

/**
 * Publishes of one dataset go one after the other, so that rules see all that was written before. Other writers are not
 * held up.
 */
async function waitForOthers(work: Work, dataset: EditableDataset): Promise<void> {
  const name = `publish ${work.tenantId} ${dataset.queue ?? dataset.name}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(work.db);
}

/** Once more after a deadlock, or when the same new row or key was written at the same moment: then it is found. */
async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count += 1) {
    try {
      return await attempt();
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string };
      const passing = code === '40P01' || code === '40001' || (code === '23505' && constraint?.endsWith('_pkey'));
      if (!passing || count >= ATTEMPTS) throw error;
    }
  }
}
