/** Bills a month for everybody with the product's own run. */
import assert from 'node:assert/strict';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import type { Books } from '../../server/ledger/books.ts';

/** Previews and posts the month; it must bill something. */
export async function billMonth(books: Books, month: string): Promise<void> {
  const run = await previewRun(books, { key: newId(), month, scope: { kind: 'ALL' } });
  assert.equal(run.exceptionCount, 0, `${month} has exceptions`);
  const posted = await postRun(books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
  assert.equal(posted.status, 'POSTED');
}
