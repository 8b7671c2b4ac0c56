/** Every sheet loads page by page; whatever the pages, it is the same sheet. */
import assert from 'node:assert/strict';
import { DATASETS } from '../../server/access/permissions.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import type { DatasetName, DatasetRow } from '../../server/ledger/dataset.ts';
import { readRows } from '../../server/sync/read-rows.ts';
import { movement, type SmallBooks, smallBooks } from '../support/small-books.ts';

describe('Pages of a dataset', function () {
  this.timeout(120_000);
  let f: SmallBooks;
  let runId: string;

  before(async () => {
    f = await smallBooks();
    await f.pay({ customer: 'C-1', amount: '600', receivedOn: '2026-10-20' });
    await f.pay({ customer: 'C-2', amount: '10', receivedOn: '2026-10-21' });
    await f.importMoves([
      movement({ reference: 'B-000004' }),
      movement({ reference: 'one', payerName: 'nobody' }),
      movement({ reference: 'two', payerName: 'nobody' }),
    ]);
    ({ id: runId } = await previewRun(f.books, { key: newId(), month: '2026-11', scope: { kind: 'ALL' } }));
  });
  after(() => f?.close());

  async function inPages(dataset: DatasetName, first: number): Promise<DatasetRow[]> {
    const filter = /^RUN_(LINES|COMPARISON|EXCEPTIONS)/.test(dataset) ? { runId } : {};
    const rows: DatasetRow[] = [];
    for (let after: string | null = null; ; ) {
      const page = await readRows(f.books, { dataset, filter, after, first });
      rows.push(...page.rows);
      if (!page.hasMore) return rows;
      after = page.endCursor;
    }
  }

  for (const dataset of DATASETS) {
    it(`make the same ${dataset}, one row at a time or all at once`, async () => {
      const whole = await inPages(dataset, 5000);
      assert.deepEqual(await inPages(dataset, 1), whole);
    });
  }
});
