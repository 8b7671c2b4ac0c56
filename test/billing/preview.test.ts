import assert from 'node:assert/strict';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import type { ScopeRequest } from '../../server/billing/run-scope.ts';
import type { Run } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

interface Line {
  binding: string;
  cycle: number;
  start: string;
  quantity: string | null;
  amount: string | null;
  discount: string | null;
  net: string | null;
  tax: string | null;
  previous: string | null;
  code: string | null;
}

function linesOf(f: Fixture, run: Run): Promise<Line[]> {
  return f.query<Line>(
    `select b.code as binding, l.cycle, l.period_start as start, l.quantity, l.amount, l.discount, l.net, l.tax,
      l.previous_amount as previous, l.exception_code as code
     from billing_run_line l join binding b on b.tenant_id = l.tenant_id and b.id = l.binding_id
     where l.run_id = $1 order by l.seq`,
    run.id,
  );
}

const preview = (f: Fixture, month: string, scope: ScopeRequest = { kind: 'ALL' }) =>
  previewRun(f.books, { key: newId(), month, scope });

const post = (f: Fixture, run: Run) =>
  postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });

/** What a month's run comes to, line by line: what was charged, or why it was not. */
async function amounts(f: Fixture, month: string, scope?: ScopeRequest): Promise<(string | null)[]> {
  return (await linesOf(f, await preview(f, month, scope))).map((line) => line.amount ?? line.code);
}

async function bill(f: Fixture, month: string): Promise<string[]> {
  const run = await preview(f, month);
  const lines = await linesOf(f, run);
  await post(f, run);
  return lines.map((line) => line.amount ?? (line.code as string));
}

const BEIJING_WATER = {
  model: 'GRADUATED',
  reset: 'YEAR',
  tiers: [
    { upTo: '180', unitPrice: '5' },
    { upTo: '260', unitPrice: '7' },
    { upTo: null, unitPrice: '9' },
  ],
};

describe('A preview', () => {
  let f: Fixture;

  beforeEach(async () => {
    f = await fixture();
    await f.taxCode('VAT6', '0.06');
    await f.customer('C-1');
    await f.premise('EAST', { kind: 'COMMUNITY' });
    await f.premise('R-1', { area: '88.50', customer_id: f.id('C-1'), community_id: f.id('EAST') });
  });

  afterEach(() => f.close());

  async function managementFee(row: object = {}): Promise<void> {
    await f.feeItem('MGMT', { tax_code_id: f.id('VAT6') });
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2.85' });
    await f.binding('B-1', 'C-1', 'MGMT', { quantity_source: 'AREA', premise_id: f.id('R-1'), ...row });
  }

  it('charges a fee by area to the cent, tax included, and writes no bill', async () => {
    await managementFee();
    const run = await preview(f, '2026-10');
    assert.equal(run.status, 'PREVIEWED');
    // 2.85 × 88.50 = 252.225 → 252.23; 252.23 ÷ 1.06 = 237.952… → 237.95
    assert.deepEqual(await linesOf(f, run), [
      {
        binding: 'B-1',
        cycle: 0,
        start: '2026-10-01',
        quantity: '88.5',
        amount: '252.23',
        discount: '0',
        net: '237.95',
        tax: '14.28',
        previous: null,
        code: null,
      },
    ]);
    assert.deepEqual([run.customerCount, run.lineCount, run.exceptionCount, run.total], [1, 1, 0, '252.23']);
    assert.deepEqual(await f.query('select 1 from bill'), []);
  });

  it('charges days only where the binding begins within the month', async () => {
    await f.feeItem('PARK');
    await f.price('PARK', { model: 'FIXED', amount: '300' });
    await f.binding('B-1', 'C-1', 'PARK', { start_date: '2026-10-11', anchor: '2026-10-01' });
    assert.deepEqual(await amounts(f, '2026-10'), ['203.23'], '300 × 21 ÷ 31');
  });

  it('cuts a month where its price changes', async () => {
    await f.feeItem('MGMT');
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2.85' }, '2020-01-01', '2026-10-16');
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '3.10' }, '2026-10-16');
    await f.binding('B-1', 'C-1', 'MGMT', { quantity_source: 'AREA', premise_id: f.id('R-1') });
    // 252.225 × 15/31 = 122.04…; (252.225 × 15 + 274.35 × 16) ÷ 31 = 263.64…
    assert.deepEqual(await amounts(f, '2026-10'), ['122.04', '141.6']);
  });

  it('takes discounts by percent and by amount off', async () => {
    await managementFee({ discount_kind: 'PERCENT', discount_value: '10' });
    await f.premise('R-2', { area: '88.50' });
    await f.binding('B-2', 'C-1', 'MGMT', {
      quantity_source: 'AREA',
      premise_id: f.id('R-2'),
      discount_kind: 'AMOUNT',
      discount_value: '20',
    });
    const lines = await linesOf(f, await preview(f, '2026-10'));
    // 252.225 × 0.9 = 227.0025; 252.225 − 20 = 232.225
    assert.deepEqual(
      lines.map(({ amount, discount }) => [amount, discount]),
      [
        ['227', '25.23'],
        ['232.23', '20'],
      ],
    );
  });

  it('charges a quarter and a year in advance when they begin, and not again', async () => {
    await f.feeItem('QUARTER', { cycle: 'QUARTERLY', timing: 'ADVANCE' });
    await f.price('QUARTER', { model: 'FIXED', amount: '900' });
    await f.feeItem('YEAR', { cycle: 'YEARLY', timing: 'ADVANCE' });
    await f.price('YEAR', { model: 'PER_UNIT', unitPrice: '600' });
    await f.binding('B-1', 'C-1', 'QUARTER');
    await f.binding('B-2', 'C-1', 'YEAR', { start_date: '2026-10-15', quantity: '2', quantity_source: 'FIXED' });
    assert.deepEqual(await bill(f, '2026-10'), ['900', '1200']);
    assert.deepEqual(await amounts(f, '2026-11'), []);
    assert.deepEqual(await amounts(f, '2027-01'), ['900'], 'the next quarter, not the next year');
  });

  it('climbs the yearly water ladder over months, for the meter and not for the customer, and begins anew in January', async () => {
    await f.customer('C-2');
    await f.feeItem('WATER');
    await f.price('WATER', BEIJING_WATER);
    await f.meter('M-1', 'R-1');
    const metered = { quantity_source: 'METER', meter_id: f.id('M-1'), premise_id: f.id('R-1') };
    await f.binding('B-1', 'C-1', 'WATER', { ...metered, start_date: '2026-07-01', end_date: '2026-09-01' });
    await f.binding('B-2', 'C-2', 'WATER', { ...metered, start_date: '2026-09-01' });
    await f.reading('M-1', '2026-07-01', '1000');
    await f.reading('M-1', '2026-08-01', '1100');
    assert.deepEqual(await bill(f, '2026-07'), ['500']);
    await f.reading('M-1', '2026-09-01', '1190');
    assert.deepEqual(await bill(f, '2026-08'), ['470'], '80 × 5 + 10 × 7');
    await f.reading('M-1', '2026-10-01', '1275');
    assert.deepEqual(await bill(f, '2026-09'), ['625'], '70 × 7 + 15 × 9');
    await f.reading('M-1', '2026-11-01', '1276');
    await f.reading('M-1', '2026-12-01', '1276');
    await f.reading('M-1', '2027-01-01', '1277');
    await f.reading('M-1', '2027-02-01', '1287');
    assert.deepEqual(await amounts(f, '2027-01'), ['9', '0', '9', '50'], 'October to January in one late run');
  });

  it('settles a reading that came late with the next bill', async () => {
    await f.feeItem('WATER');
    await f.price('WATER', { model: 'PER_UNIT', unitPrice: '5' });
    await f.meter('M-1', 'R-1');
    await f.binding('B-1', 'C-1', 'WATER', {
      quantity_source: 'METER',
      meter_id: f.id('M-1'),
      start_date: '2026-08-01',
    });
    await f.reading('M-1', '2026-08-01', '10');
    await f.reading('M-1', '2026-08-28', '20');
    assert.deepEqual(await bill(f, '2026-08'), ['50']);
    await f.reading('M-1', '2026-08-31', '22');
    await f.reading('M-1', '2026-10-01', '30');
    assert.deepEqual(await amounts(f, '2026-09'), ['50'], 'from 20, which was billed, not from 22');
  });

  it('counts multipliers and a counter that rolls over', async () => {
    await f.feeItem('POWER');
    await f.price('POWER', { model: 'PER_UNIT', unitPrice: '0.5' });
    await f.meter('M-1', 'R-1', { digits: 4, multiplier: '40' });
    await f.binding('B-1', 'C-1', 'POWER', { quantity_source: 'METER', meter_id: f.id('M-1') });
    await f.reading('M-1', '2026-10-01', '9990');
    await f.reading('M-1', '2026-11-01', '15.5');
    assert.deepEqual(await amounts(f, '2026-10'), ['510'], '25.5 × 40 × 0.5');
  });

  it('says why a cycle cannot be priced, and goes on with the rest', async () => {
    await managementFee();
    await f.feeItem('NOPRICE');
    await f.price('NOPRICE', { model: 'FIXED', amount: '1' }, '2027-01-01');
    await f.feeItem('WATER');
    await f.price('WATER', BEIJING_WATER);
    await f.taxCode('OLD', '0.09', '2020-01-01', '2025-01-01');
    await f.feeItem('OLDTAX', { tax_code_id: f.id('OLD') });
    await f.price('OLDTAX', { model: 'FIXED', amount: '1' });
    await f.feeItem('GONE', { archived: true });
    await f.premise('R-2');
    await f.meter('M-1', 'R-1');
    await f.reading('M-1', '2026-09-01', '10');
    await f.reading('M-1', '2026-11-01', '12');
    await f.binding('B-2', 'C-1', 'NOPRICE');
    await f.binding('B-3', 'C-1', 'MGMT', { quantity_source: 'AREA', premise_id: f.id('R-2') });
    await f.binding('B-4', 'C-1', 'OLDTAX');
    await f.binding('B-5', 'C-1', 'GONE');
    await f.binding('B-6', 'C-1', 'WATER', {
      quantity_source: 'METER',
      meter_id: f.id('M-1'),
      start_date: '2026-09-01',
    });
    const run = await preview(f, '2026-10');
    assert.deepEqual(
      (await linesOf(f, run)).map(({ binding, amount, code }) => `${binding} ${amount ?? code}`),
      [
        'B-1 252.23',
        'B-2 pricing.no_price',
        'B-3 billing.no_area',
        'B-4 catalog.no_tax_rate',
        'B-5 billing.fee_item_archived',
        'B-6 metering.no_reading',
        'B-6 billing.earlier_cycle_open',
      ],
    );
    assert.deepEqual([run.lineCount, run.exceptionCount, run.total], [1, 6, '252.23']);
  });

  it('bills what was missed when it runs late, and compares with the cycle before', async () => {
    await managementFee({ start_date: '2026-08-01' });
    assert.deepEqual(await bill(f, '2026-08'), ['252.23']);
    const lines = await linesOf(f, await preview(f, '2026-10'));
    assert.deepEqual(
      lines.map(({ start, cycle, amount, previous }) => [start, cycle, amount, previous]),
      [
        ['2026-09-01', 1, '252.23', '252.23'],
        ['2026-10-01', 2, '252.23', '252.23'],
      ],
    );
  });

  it('bills one customer, or one community', async () => {
    await managementFee();
    await f.customer('C-2');
    await f.premise('R-2', { area: '100' });
    await f.binding('B-2', 'C-2', 'MGMT', { quantity_source: 'AREA', premise_id: f.id('R-2') });
    assert.deepEqual(await amounts(f, '2026-10'), ['252.23', '285']);
    assert.deepEqual(await amounts(f, '2026-10', { kind: 'CUSTOMER', code: 'C-2' }), ['285']);
    assert.deepEqual(await amounts(f, '2026-10', { kind: 'COMMUNITY', code: 'EAST' }), ['252.23']);
    await assert.rejects(preview(f, '2026-10', { kind: 'CUSTOMER', code: 'C-9' }), { code: 'billing.scope_unknown' });
  });

  it('has a hash of what it says, not of ids and times', async () => {
    await managementFee();
    const [one, two] = [await preview(f, '2026-10'), await preview(f, '2026-10')];
    assert.notEqual(one.id, two.id);
    assert.equal(one.contentHash, two.contentHash);
    await f.change('premise', f.id('R-1'), { area: '88.51' });
    assert.notEqual((await preview(f, '2026-10')).contentHash, one.contentHash);
  });

  it('answers a repeated key with the same run', async () => {
    await managementFee();
    const input = { key: newId(), month: '2026-10', scope: { kind: 'ALL' } as const };
    const [one, two] = [await previewRun(f.books, input), await previewRun(f.books, input)];
    assert.equal(one.id, two.id);
    assert.deepEqual(await f.query('select count(*)::int as n from billing_run_line'), [{ n: 1 }]);
    await assert.rejects(previewRun(f.books, { ...input, month: '2026-09' }), { code: 'request.key_reused' });
  });

  it('refuses a month far ahead, which would bill years in advance', async () => {
    await assert.rejects(preview(f, '2036-10'), { code: 'billing.month_too_far', field: 'month' });
    await assert.rejects(preview(f, '2026-13'), { code: 'value.not_a_month' });
  });

  it('lets months end where the anchor says: the last day of short months', async () => {
    await f.feeItem('RENT', { timing: 'ADVANCE' });
    await f.price('RENT', { model: 'FIXED', amount: '100' });
    await f.binding('B-1', 'C-1', 'RENT', { start_date: '2026-01-31' });
    const lines = await linesOf(f, await preview(f, '2026-04'));
    assert.deepEqual(
      lines.map(({ start, amount }) => [start, amount]),
      [
        ['2026-01-31', '100'],
        ['2026-02-28', '100'],
        ['2026-03-31', '100'],
        ['2026-04-30', '100'],
      ],
    );
  });
});
