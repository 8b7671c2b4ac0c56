/** A process that posts a run in small chunks and says so after each, so that a test can kill it between any two. */
import { postRun } from '../../server/billing/post.ts';
import { openOrm } from '../../server/database/orm.ts';
import { newId } from '../../server/kernel/ids.ts';
import { openBooks } from '../../server/ledger/tenants.ts';

const [url = '', runId = '', contentHash = ''] = process.argv.slice(2);
const orm = await openOrm(url);
const books = await openBooks(orm, 'test');
if (!books) throw new Error('no tenant');
await postRun(books, { key: newId(), runId, contentHash }, 4);
await orm.close(true);
