/**
 * A process of its own that posts a run, as a server does: `post-process.ts <url> <run> <hash> <lines a chunk> [back]`.
 * With `back` its clock jumps to yesterday while it is at it. Exits 0 when the run is posted.
 */
import { postRun } from '../../server/billing/post.ts';
import { openOrm } from '../../server/database/orm.ts';
import { newId } from '../../server/kernel/ids.ts';
import { openBooks } from '../../server/ledger/tenants.ts';

const DAY_MS = 86_400_000;

const [url = '', runId = '', contentHash = '', lines = '', clock = ''] = process.argv.slice(2);
const orm = await openOrm(url);
const books = await openBooks(orm, 'test');
if (!books) throw new Error('no tenant');
if (clock === 'back') {
  const now = Date.now.bind(Date);
  setTimeout(() => (Date.now = () => now() - DAY_MS), 50);
}
await postRun(books, { key: newId(), runId, contentHash }, Number(lines));
await orm.close(true);
