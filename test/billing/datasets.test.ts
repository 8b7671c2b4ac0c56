import assert from 'node:assert/strict';
import { listBills } from '../../server/billing/bills.ts';
import { bills, charges, runLines } from '../../server/billing/datasets.ts';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import type { Run } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { type Books, read } from '../../server/ledger/books.ts';
import type { PageRequest, ReadOnlyDataset } from '../../server/ledger/dataset.ts';
import { recordPayment } from '../../server/payments/record-payment.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

const page = (books: Books, dataset: ReadOnlyDataset, request: Partial<PageRequest> = {}) =>
  read(books, (db) => dataset.page(db, books, { filter: {}, sinceFeedNo: null, after: null, first: 100, ...request }));

const cells = async (books: Books, dataset: ReadOnlyDataset, request: Partial<PageRequest> = {}) =>
  (await page(books, dataset, request)).rows.map((row) => row.cells);

describe('Sheets of billing', () => {
  let f: Fixture;
  let run: Run;

  before(async () => {
    f = await fixture('2026-11-05');
    await f.taxCode('VAT6', '0.06');
    await f.feeItem('MGMT', { tax_code_id: f.id('VAT6'), name_zh: '物业费' });
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2.85' });
    await f.feeItem('PARK');
    for (const [code, area] of [
      ['C-1', '88.50'],
      ['C-2', '100'],
    ] as const) {
      await f.customer(code);
      await f.premise(`R-${code}`, { area });
      const premise = { quantity_source: 'AREA', premise_id: f.id(`R-${code}`) };
      await f.binding(`B-${code}`, code, 'MGMT', premise);
    }
    await f.binding('B-P', 'C-1', 'PARK');
    const previewed = await previewRun(f.books, {
      key: newId(),
      month: '2026-10',
      scope: { kind: 'ALL' },
      issueDate: '2026-10-31',
    });
    run = await postRun(f.books, { key: newId(), runId: previewed.id, contentHash: previewed.contentHash ?? '' });
  });

  after(() => f.close());

  it('show the lines of a run, exceptions among them, and none without a run', async () => {
    const lines = await cells(f.books, runLines, { filter: { runId: run.id } });
    assert.deepEqual(lines[0], {
      customer: 'C-1',
      customerName: 'Customer C-1',
      premise: 'R-C-1',
      binding: 'B-C-1',
      feeItem: 'MGMT',
      feeItemName: '物业费',
      periodStart: '2026-10-01',
      periodEnd: '2026-11-01',
      quantity: '88.5',
      unitPrice: '2.85',
      gross: '252.23',
      discount: '0.00',
      amount: '252.23',
      net: '237.95',
      tax: '14.28',
      previousAmount: null,
      exception: null,
      message: null,
    });
    const codes = lines.map(({ binding, amount, exception }) => [binding, amount, exception]);
    assert.deepEqual(codes, [
      ['B-C-1', '252.23', null],
      ['B-P', null, 'pricing.no_price'],
      ['B-C-2', '285.00', null],
    ]);
    assert.deepEqual(await cells(f.books, runLines), []);
    await assert.rejects(page(f.books, runLines, { filter: { runId: 'x' } }), { code: 'value.not_an_id' });
    await assert.rejects(page(f.books, runLines, { filter: { month: 'x' } }), { code: 'sync.unknown_filter' });
  });

  it('show bills and charges, page by page', async () => {
    const first = await page(f.books, bills, { first: 1 });
    assert.deepEqual([first.rows.length, first.hasMore], [1, true]);
    const second = await page(f.books, bills, { first: 1, after: first.endCursor });
    assert.deepEqual([second.rows[0]?.cells['number'], second.hasMore], ['B-000002', false]);
    const lines = await cells(f.books, charges, { filter: { billNumber: 'B-000002' } });
    assert.deepEqual(lines, [
      {
        bill: 'B-000002',
        customer: 'C-2',
        premise: 'R-C-2',
        feeItem: 'MGMT',
        feeItemName: '物业费',
        kind: 'REGULAR',
        periodStart: '2026-10-01',
        periodEnd: '2026-11-01',
        quantity: '100',
        amount: '285.00',
        net: '268.87',
        tax: '16.13',
        open: '285.00',
        month: '2026-10',
        currency: 'CNY',
      },
    ]);
    const next = await page(f.books, charges, { first: 1 });
    const rest = await page(f.books, charges, { first: 5, after: next.endCursor });
    assert.deepEqual(
      [...next.rows, ...rest.rows].map((row) => row.cells['bill']),
      ['B-000001', 'B-000002'],
    );
    assert.deepEqual(await cells(f.books, charges, { filter: { month: '2026-09' } }), []);
  });

  it('say where a bill stands on the day, and refresh what payments changed', async () => {
    const states = async (today: string) =>
      (await cells(f.on(today), bills)).map(({ status, daysOverdue }) => [status, daysOverdue]);
    assert.deepEqual(await states('2026-11-15'), [
      ['OPEN', '0'],
      ['OPEN', '0'],
    ]);
    assert.deepEqual(await states('2026-11-18'), [
      ['OVERDUE', '3'],
      ['OVERDUE', '3'],
    ]);
    const [tail] = await f.query<{ feed_no: string }>('select feed_no from tenant_tail');
    const since = { sinceFeedNo: tail?.feed_no ?? '' };
    assert.deepEqual(await cells(f.books, bills, since), []);
    const pay = { key: newId(), channel: 'CASH', receivedOn: '2026-11-05' } as const;
    await recordPayment(f.books, { ...pay, customer: 'C-1', amount: '52.23' });
    await recordPayment(f.books, { ...pay, key: newId(), customer: 'C-2', amount: '285' });
    assert.deepEqual(
      (await cells(f.books, bills, since)).map(({ number, status, open }) => [number, status, open]),
      [
        ['B-000001', 'PARTLY_PAID', '200.00'],
        ['B-000002', 'PAID', '0.00'],
      ],
    );
    assert.deepEqual(
      (await cells(f.books, charges, since)).map(({ open }) => open),
      ['200.00', '0.00'],
    );
    assert.deepEqual(
      (await cells(f.books, bills, { filter: { status: 'PAID', customer: 'C-2', month: '2026-10' } })).length,
      1,
    );
    const leaving = await page(f.books, bills, { ...since, filter: { status: 'PARTLY_PAID' } });
    assert.deepEqual(
      leaving.rows.map((row) => row.archived),
      [false, true],
      'a paid bill leaves the filtered sheet',
    );
    await assert.rejects(page(f.books, bills, { filter: { status: 'LATE' } }), { code: 'value.not_allowed' });
  });

  it('list bills by filter through the API', async () => {
    const open = await listBills(f.books, { openOnly: true }, 10, null);
    assert.deepEqual(
      open.nodes.map(({ number, open: left }) => [number, left]),
      [['B-000001', '200']],
    );
    const one = await listBills(f.books, { month: '2026-10' }, 1, null);
    assert.equal(one.pageInfo.hasNextPage, true);
    const two = await listBills(f.books, { month: '2026-10' }, 1, one.pageInfo.endCursor);
    assert.deepEqual([two.nodes[0]?.number, two.pageInfo.hasNextPage], ['B-000002', false]);
    assert.equal((await listBills(f.books, { customer: 'C-9' }, 10, null)).nodes.length, 0);
  });
});
