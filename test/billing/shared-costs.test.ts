import assert from 'node:assert/strict';
import { Client } from 'pg';
import { explainCharge } from '../../server/billing/explain.ts';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import type { ScopeRequest } from '../../server/billing/run-scope.ts';
import { newId } from '../../server/kernel/ids.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, archived, changed, publishing, summary } from '../support/publishing.ts';

const cost = (amount: string, more: object = {}) => ({
  feeItem: 'LIFT',
  community: 'EAST',
  periodStart: '2026-10-01',
  periodEnd: '2026-11-01',
  amount,
  note: null,
  ...more,
});

describe('Shared costs', () => {
  let f: Fixture;
  beforeEach(async () => {
    f = await fixture();
    await f.premise('EAST', { kind: 'COMMUNITY' });
    await f.feeItem('LIFT');
    for (const [n, area] of ['100', '50', '50'].entries()) {
      await f.customer(`C-${n}`);
      await f.premise(`R-${n}`, { area, community_id: f.id('EAST') });
    }
    for (const n of [0, 1]) await f.binding(`B-${n}`, `C-${n}`, 'LIFT', { premise_id: f.id(`R-${n}`) });
  });
  afterEach(() => f.close());

  const preview = (scope: ScopeRequest = { kind: 'ALL' }, month = '2026-10') =>
    previewRun(f.books, { key: newId(), month, scope });
  const amounts = async (scope?: ScopeRequest, month?: string): Promise<(string | null)[]> => {
    const run = await preview(scope, month);
    const lines = await f.query<{ amount: string | null; code: string | null }>(
      'select amount, exception_code as code from billing_run_line where run_id = $1 order by seq',
      run.id,
    );
    return lines.map((line) => line.amount ?? line.code);
  };

  it('are split over bound and vacant premises by area, and a run for one customer gives the same share', async () => {
    await f.price('LIFT', { model: 'SHARED', basis: 'AREA' });
    await adding(f.books, 'SHARED_COSTS', cost('100.01'));
    // 100.01 × 100, 50, 50 ÷ 200 = 50.005, 25.0025, 25.0025: the cent goes to the first.
    assert.deepEqual(await amounts(), ['50.01', '25']);
    assert.deepEqual(await amounts({ kind: 'CUSTOMER', code: 'C-1' }), ['25']);
  });

  it('leave out vacant and excluded premises where the price says so', async () => {
    await f.price('LIFT', { model: 'SHARED', basis: 'EQUAL', vacant: 'EXCLUDED' }, '2020-01-01', '2026-11-01');
    await f.price('LIFT', { model: 'SHARED', basis: 'EQUAL', excludedPremises: ['R-0'] }, '2026-11-01');
    const november = { periodStart: '2026-11-01', periodEnd: '2026-12-01' };
    await adding(f.books, 'SHARED_COSTS', cost('99'), cost('10', november));
    assert.deepEqual(await amounts(undefined, '2026-11'), ['49.5', '0', '49.5', '5']);
  });

  it('weigh by days where somebody moves in or out', async () => {
    await f.price('LIFT', { model: 'SHARED', basis: 'AREA', vacant: 'EXCLUDED' });
    await f.change('binding', f.id('B-1'), { end_date: '2026-10-11' });
    await f.binding('B-2', 'C-2', 'LIFT', { premise_id: f.id('R-1'), start_date: '2026-10-11', anchor: '2026-10-01' });
    await adding(f.books, 'SHARED_COSTS', cost('465'));
    assert.deepEqual(await amounts(), ['310', '50', '105']);
  });

  it('are split by what meters count', async () => {
    await f.price('LIFT', { model: 'SHARED', basis: 'USAGE' });
    for (const n of [0, 1]) {
      await f.meter(`M-${n}`, `R-${n}`);
      await f.change('binding', f.id(`B-${n}`), { quantity_source: 'METER', quantity: null, meter_id: f.id(`M-${n}`) });
      await f.reading(`M-${n}`, '2026-10-01', '0');
    }
    await adding(f.books, 'SHARED_COSTS', cost('90'));
    await f.reading('M-0', '2026-11-01', '10');
    assert.deepEqual(
      await amounts(),
      ['metering.no_reading', 'metering.no_reading'],
      'nobody pays before all are read',
    );
    await f.reading('M-1', '2026-11-01', '20');
    assert.deepEqual(await amounts({ kind: 'CUSTOMER', code: 'C-1' }), ['60']);
  });

  it('are an exception until they are entered', async () => {
    await f.price('LIFT', { model: 'SHARED', basis: 'AREA' });
    assert.deepEqual(await amounts(), ['billing.no_shared_cost', 'billing.no_shared_cost']);
    await adding(f.books, 'SHARED_COSTS', cost('100', { periodEnd: '2026-10-16' }));
    assert.deepEqual(await amounts({ kind: 'CUSTOMER', code: 'C-1' }), ['billing.no_shared_cost']);
  });

  it('post with an explanation that leads back to the share, and stay as they were billed', async () => {
    await f.price('LIFT', { model: 'SHARED', basis: 'AREA' });
    const [row] = (await adding(f.books, 'SHARED_COSTS', cost('100.01'))) as [DatasetRow];
    const run = await preview();
    await postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
    for (const { id, amount } of await f.query<{ id: string; amount: string }>('select id, amount from charge')) {
      assert.equal((await explainCharge(f.books, id))?.recomputed, amount);
    }
    const answers = await publishing(f.books, 'SHARED_COSTS', [changed(row, { amount: '200' }), archived(row)]);
    assert.ok(
      answers.every(({ status }) => status === 'REFUSED'),
      JSON.stringify(answers),
    );
    const [noted] = await publishing(f.books, 'SHARED_COSTS', [changed(row, { note: 'checked' })]);
    assert.equal(noted?.status, 'APPLIED');
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    assert.ok(ok, JSON.stringify(laws.flatMap(({ problems }) => problems)));
    const admin = new Client({ connectionString: f.adminUrl });
    await admin.connect();
    await admin.query('update shared_cost set amount = 75');
    await admin.end();
    const broken = (await verifyDatabase(f.serverUrl)).laws.flatMap(({ law, problems }) =>
      problems.map((said) => `${law}: ${said}`),
    );
    assert.match(broken.join(), /billed_once: the shared cost of .* is 75, shares of 75.01 are charged/);
  });

  it('stop a run from being posted when one of them changed since its preview', async () => {
    await f.price('LIFT', { model: 'SHARED', basis: 'AREA' });
    const [row] = (await adding(f.books, 'SHARED_COSTS', cost('100'))) as [DatasetRow];
    const run = await preview({ kind: 'CUSTOMER', code: 'C-0' });
    await publishing(f.books, 'SHARED_COSTS', [changed(row, { amount: '200' })]);
    await assert.rejects(postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' }), {
      code: 'billing.input_changed',
    });
  });

  it('are refused where they overlap, belong to no community or are no whole cents', async () => {
    await adding(f.books, 'SHARED_COSTS', cost('1'));
    const answers = await publishing(f.books, 'SHARED_COSTS', [
      added(cost('2', { periodStart: '2026-10-31', periodEnd: '2026-12-01' })),
      added(cost('2', { community: 'R-0', periodStart: '2026-12-01', periodEnd: '2027-01-01' })),
      added(cost('2.001', { periodStart: '2026-12-01', periodEnd: '2027-01-01' })),
    ]);
    assert.deepEqual(answers.map(summary), [
      'REFUSED periodStart: billing.shared_cost_overlap',
      'REFUSED community: customers.not_a_community',
      'REFUSED amount: value.too_many_decimals',
    ]);
  });
});

describe('A run', () => {
  let f: Fixture;
  beforeEach(async () => {
    f = await fixture();
    await f.premise('R-1', { area: '80' });
  });
  afterEach(() => f.close());

  const amounts = async (month = '2026-10'): Promise<(string | null)[]> => {
    const run = await previewRun(f.books, { key: newId(), month, scope: { kind: 'ALL' } });
    const lines = await f.query<{ amount: string | null; code: string | null }>(
      'select amount, exception_code as code from billing_run_line where run_id = $1 order by seq',
      run.id,
    );
    return lines.map((line) => line.amount ?? line.code);
  };

  it('takes the price list of the customer, and the prices for everybody where it has none', async () => {
    await f.feeItem('MGMT');
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '3' });
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2' }, '2026-10-01', '2026-10-16', { customer_group: 'VIP' });
    for (const [code, group] of [
      ['C-1', ''],
      ['C-2', 'VIP'],
    ] as const) {
      await f.customer(code, { customer_group: group });
      await f.binding(`B-${code}`, code, 'MGMT', { quantity: '31' });
    }
    assert.deepEqual(await amounts(), ['93', '30', '48']);
  });

  it('charges by formula with the area of the premise, and by season', async () => {
    await f.customer('C-1');
    await f.feeItem('CLEAN');
    await f.price('CLEAN', {
      model: 'FORMULA',
      expression: 'quantity * max(area, 60) * rate',
      variables: { rate: '0.5' },
    });
    await f.binding('B-1', 'C-1', 'CLEAN', { premise_id: f.id('R-1'), quantity: '2' });
    await f.feeItem('HEAT');
    await f.price('HEAT', { model: 'FIXED', amount: '0', seasons: [{ months: [11, 12, 1, 2], amount: '310' }] });
    await f.binding('B-2', 'C-1', 'HEAT', { start_date: '2026-11-01' });
    await f.binding('B-3', 'C-1', 'CLEAN', { quantity: '2' });
    assert.deepEqual(await amounts('2026-11'), ['80', '80', '310', ...Array(2).fill('pricing.formula_value_missing')]);
  });

  it('bills weeks and days that have ended', async () => {
    await f.customer('C-1');
    await f.feeItem('WEEK', { cycle: 'WEEKLY' });
    await f.price('WEEK', { model: 'FIXED', amount: '70' });
    await f.binding('B-1', 'C-1', 'WEEK', { start_date: '2026-10-14', anchor: '2026-10-12' });
    assert.deepEqual(await amounts(), ['50', '70']);
    await f.feeItem('DAY', { cycle: 'DAILY', timing: 'ADVANCE' });
    await f.price('DAY', { model: 'FIXED', amount: '1' });
    await f.binding('B-2', 'C-1', 'DAY', { start_date: '2026-10-30' });
    assert.deepEqual(await amounts(), ['50', '70', '1', '1']);
  });
});
