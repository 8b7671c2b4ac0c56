/** A process of its own that reverses a posted run, as a server does: `reverse-process.ts <url> <run>`. Exits 0 when it is done. */
import { requireRun } from '../../server/billing/runs.ts';
import { openOrm } from '../../server/database/orm.ts';
import { openBooks } from '../../server/ledger/tenants.ts';
import { reverseRun } from '../../server/payments/credits/reversal.ts';

const [url = '', runId = ''] = process.argv.slice(2);
const orm = await openOrm(url);
const books = await openBooks(orm, 'test');
if (!books) throw new Error('no tenant');
await reverseRun(books, await requireRun(books, runId), 'the wrong price');
await orm.close(true);
