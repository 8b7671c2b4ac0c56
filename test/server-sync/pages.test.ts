/** Every sheet loads page by page; whatever the pages, it is the same sheet. */
import assert from 'node:assert/strict';
import { DATASETS } from '../../server/access/permissions.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import { allRows } from '../support/publishing.ts';
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

  for (const dataset of DATASETS) {
    it(`make the same ${dataset}, one row at a time or all at once`, async () => {
      const filter = dataset.startsWith('RUN_')
        ? { runId }
        : dataset === 'CUSTOMER_STATEMENT'
          ? { customer: 'C-1' }
          : {};
      const whole = await allRows(f.books, dataset, 5000, filter);
      assert.deepEqual(await allRows(f.books, dataset, 1, filter), whole);
    });
  }
});
