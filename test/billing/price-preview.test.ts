import assert from 'node:assert/strict';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import { readRows } from '../../server/sync/read-rows.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { adding } from '../support/publishing.ts';
import { refused } from '../support/small-books.ts';

describe('A price preview', () => {
  let f: Fixture;

  beforeEach(async () => {
    f = await fixture();
    await f.taxCode('VAT6', '0.06');
    await f.premise('EAST', { kind: 'COMMUNITY' });
    await f.feeItem('MGMT', { tax_code_id: f.id('VAT6') });
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2.85' }, '2026-01-01', '2027-01-01');
    await f.feeItem('QUARTER', { cycle: 'QUARTERLY', timing: 'ADVANCE' });
    await f.price('QUARTER', { model: 'FIXED', amount: '900' });
    for (const code of ['C-1', 'C-2']) {
      await f.customer(code);
      await f.premise(`R-${code}`, { area: '88.50', ...(code === 'C-1' ? { community_id: f.id('EAST') } : {}) });
      const row = { quantity_source: 'AREA', premise_id: f.id(`R-${code}`), start_date: '2026-08-01' };
      await f.binding(`M-${code}`, code, 'MGMT', row);
    }
    await f.binding('Q-1', 'C-1', 'QUARTER', { start_date: '2026-08-01' });
  });
  afterEach(() => f.close());

  const cells = async (filter: object, first = 2000, after: string | null = null) =>
    readRows(f.books, { dataset: 'PRICE_PREVIEW', filter, first, after });
  const lines = async (filter: object) =>
    (await cells(filter)).rows.map(({ cells: c }) =>
      [c['binding'], c['periodStart'], c['amount'] ?? c['exception'], c['discounts']].filter(Boolean).join(' '),
    );

  it('prices what falls due in the month and is not billed, with its discounts, and stores nothing', async () => {
    const discount = { code: 'TENTH', name: '九折', scope: 'CUSTOMER', customer: 'C-2', kind: 'PERCENT', value: '10' };
    await adding(f.books, 'DISCOUNTS', { ...discount, validFrom: '2026-01-01' });
    assert.deepEqual(await lines({ month: '2026-11' }), [
      'M-C-1 2026-11-01 252.23',
      'Q-1 2026-11-01 900.00',
      'M-C-2 2026-11-01 227.00 TENTH',
    ]);
    assert.deepEqual(await lines({ month: '2026-12' }), ['M-C-1 2026-12-01 252.23', 'M-C-2 2026-12-01 227.00 TENTH']);
    assert.deepEqual(await f.query('select 1 from billing_run union all select 1 from billing_run_line'), []);
    const run = await previewRun(f.books, { key: newId(), month: '2026-08', scope: { kind: 'ALL' } });
    await postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
    assert.deepEqual(await lines({ month: '2026-08' }), []);
  });

  it('says why something cannot be priced', async () => {
    const { rows } = await cells({ month: '2027-01', customer: 'C-1' });
    assert.deepEqual(
      rows.map(({ cells: c }) => [c['binding'], c['amount'], c['exception']]),
      [['M-C-1', null, 'pricing.no_price']],
    );
    assert.match(rows[0]?.cells['message'] ?? '', /no price from 2027-01-01/);
  });

  it('shows a customer or a community, page by page', async () => {
    assert.deepEqual(await lines({ month: '2026-10', customer: 'C-2' }), ['M-C-2 2026-10-01 252.23']);
    assert.deepEqual(await lines({ month: '2026-10', community: 'EAST' }), ['M-C-1 2026-10-01 252.23']);
    const first = await cells({ month: '2026-10' }, 1);
    assert.deepEqual([first.rows.length, first.hasMore], [1, true]);
    const second = await cells({ month: '2026-10' }, 1, first.endCursor);
    assert.deepEqual(
      [second.rows[0]?.cells['customer'], second.rows[0]?.cells['net'], second.hasMore],
      ['C-2', '237.95', false],
    );
    await refused(cells({ month: '2026-13' }), 'value.not_a_month');
    await refused(cells({ community: 'WEST' }), 'billing.scope_unknown');
    await refused(cells({ fee: 'MGMT' }), 'sync.unknown_filter');
  });

  it('comes to what the run of the month charges', async () => {
    const { rows } = await cells({ month: '2026-08' });
    const run = await previewRun(f.books, { key: newId(), month: '2026-08', scope: { kind: 'ALL' } });
    const total = rows.reduce((sum, { cells: c }) => sum + Number(c['amount']) * 100, 0);
    assert.equal(total, Number(run.total) * 100);
    assert.equal(rows.length, run.lineCount);
  });
});
