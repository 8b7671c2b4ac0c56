import assert from 'node:assert/strict';
import { explainCharge } from '../../server/billing/explain.ts';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import type { Cells } from '../../server/ledger/dataset.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { adding, changed, publishing } from '../support/publishing.ts';
import { refused } from '../support/small-books.ts';

const NOTHING: Cells = {
  binding: null,
  customer: null,
  customerGroup: null,
  feeItem: null,
  validTo: null,
  firstCycles: null,
  stackOrder: null,
  packageItems: null,
  note: null,
};

describe('Discounts in a run', () => {
  let f: Fixture;

  beforeEach(async () => {
    f = await fixture();
    for (const code of ['C-1', 'C-2']) await f.customer(code, { customer_group: code === 'C-1' ? '老客户' : '' });
    await f.feeItem('MGMT');
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2.85' });
    await f.feeItem('PARK');
    await f.price('PARK', { model: 'FIXED', amount: '300' });
    for (const customer of ['C-1', 'C-2']) {
      await f.premise(`R-${customer}`, { area: '88.50' });
      const premise = { premise_id: f.id(`R-${customer}`), start_date: '2026-08-01' };
      await f.binding(`M-${customer}`, customer, 'MGMT', { ...premise, quantity_source: 'AREA' });
    }
  });
  afterEach(() => f.close());

  const discount = async (code: string, cells: Cells) =>
    (await adding(f.books, 'DISCOUNTS', { ...NOTHING, code, name: code, validFrom: '2026-01-01', ...cells }))[0];

  /** Binding, first day, gross and amount of each line of a month's run. */
  async function lines(month: string, post = false): Promise<string[]> {
    const run = await previewRun(f.books, { key: newId(), month, scope: { kind: 'ALL' } });
    const rows = await f.query<{ line: string }>(
      `select concat_ws(' ', b.code, l.period_start, trim_scale(l.gross), trim_scale(l.amount), l.exception_code) as line
       from billing_run_line l join binding b on (b.tenant_id, b.id) = (l.tenant_id, l.binding_id)
       where l.run_id = $1 order by b.code, l.period_start`,
      run.id,
    );
    if (post) await postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
    return rows.map(({ line }) => line);
  }

  it('give regular customers a tenth off (老客户 9 折), and explain each charge', async () => {
    await discount('LOYAL-9', { scope: 'CUSTOMER_GROUP', customerGroup: '老客户', kind: 'PERCENT', value: '10' });
    // 2.85 × 88.50 = 252.225 → 252.23; × 0.9 = 227.0025
    assert.deepEqual(await lines('2026-08', true), ['M-C-1 2026-08-01 252.23 227', 'M-C-2 2026-08-01 252.23 252.23']);
    for (const { id, amount } of await f.query<{ id: string; amount: string }>('select id, amount from charge')) {
      const explained = await explainCharge(f.books, id);
      assert.equal(Number(explained?.recomputed), Number(amount));
    }
  });

  it('bundle fee items that are charged together (季度套餐), while they are', async () => {
    await discount('PACKAGE', {
      scope: 'CUSTOMER',
      customer: 'C-1',
      kind: 'PERCENT',
      value: '20',
      packageItems: 'MGMT，PARK',
      validTo: '2026-10-01',
    });
    await f.binding('P-C-1', 'C-1', 'PARK', { start_date: '2026-09-01', end_date: '2026-10-16' });
    await f.binding('P-C-2', 'C-2', 'PARK', { start_date: '2026-09-01' });
    // Parking begins in September; in October the package is over. 252.225 × 0.8 = 201.78; 300 × 0.8; 300 × 15 ÷ 31
    assert.deepEqual(await lines('2026-10'), [
      'M-C-1 2026-08-01 252.23 252.23',
      'M-C-1 2026-09-01 252.23 201.78',
      'M-C-1 2026-10-01 252.23 252.23',
      'M-C-2 2026-08-01 252.23 252.23',
      'M-C-2 2026-09-01 252.23 252.23',
      'M-C-2 2026-10-01 252.23 252.23',
      'P-C-1 2026-09-01 300 240',
      'P-C-1 2026-10-01 145.16 145.16',
      'P-C-2 2026-09-01 300 300',
      'P-C-2 2026-10-01 300 300',
    ]);
  });

  it('give the first cycles of a fee item for nothing', async () => {
    await discount('FREE-2', { scope: 'FEE_ITEM', feeItem: 'PARK', kind: 'PERCENT', value: '100', firstCycles: '2' });
    await f.binding('P-C-1', 'C-1', 'PARK', { start_date: '2026-08-16', anchor: '2026-08-01' });
    const parking = (await lines('2026-10')).filter((line) => line.startsWith('P'));
    // 300 × 16 ÷ 31 = 154.838…
    assert.deepEqual(parking, ['P-C-1 2026-08-16 154.84 0', 'P-C-1 2026-09-01 300 0', 'P-C-1 2026-10-01 300 300']);
  });

  it('agree a price and free units for one binding, and stack in the order that is given', async () => {
    await discount('AGREED', { scope: 'BINDING', binding: 'M-C-1', kind: 'PRICE_OVERRIDE', value: '2.5' });
    await discount('A-TENTH', { scope: 'CUSTOMER', customer: 'C-1', kind: 'PERCENT', value: '10', stackOrder: '20' });
    await discount('B-TWENTY', { scope: 'BINDING', binding: 'M-C-1', kind: 'AMOUNT', value: '20', stackOrder: '10' });
    await discount('UNITS', { scope: 'CUSTOMER', customer: 'C-2', feeItem: 'MGMT', kind: 'FREE_UNITS', value: '8.5' });
    // (88.50 × 2.5 − 20) × 0.9 = 181.125; 80 × 2.85
    assert.deepEqual(await lines('2026-08'), ['M-C-1 2026-08-01 252.23 181.13', 'M-C-2 2026-08-01 252.23 228']);
  });

  it('make a run be previewed again when they change', async () => {
    const row = await discount('ALL', { scope: 'FEE_ITEM', feeItem: 'MGMT', kind: 'PERCENT', value: '10' });
    const run = await previewRun(f.books, { key: newId(), month: '2026-08', scope: { kind: 'ALL' } });
    assert.ok(row);
    const [answer] = await publishing(f.books, 'DISCOUNTS', [changed(row, { value: '20' })]);
    assert.equal(answer?.status, 'APPLIED');
    const posting = postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
    await refused(posting, 'billing.input_changed', /discount ALL/);
  });
});
