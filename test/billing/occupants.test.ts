import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { cancelBillingRun, postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import type { ScopeRequest } from '../../server/billing/run-scope.ts';
import { type Run, requireRun } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, changed, publishing } from '../support/publishing.ts';
import { problemsOf, refused } from '../support/small-books.ts';

describe('A binding that occupants pay for', () => {
  let f: Fixture;

  beforeEach(async () => {
    f = await fixture();
    // In the order of codes the owner comes last, so that pages meet the occupants first.
    for (const code of ['T-1', 'T-2', 'Z-OWNER']) await f.customer(code);
    await f.premise('EAST', { kind: 'COMMUNITY' });
    await f.premise('R-1', { area: '100', community_id: f.id('EAST') });
    await f.feeItem('MGMT');
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '3' });
    await f.binding('B-1', 'Z-OWNER', 'MGMT', {
      quantity_source: 'AREA',
      premise_id: f.id('R-1'),
      start_date: '2026-08-01',
      payer: 'OCCUPANT',
    });
  });
  afterEach(() => f.close());

  const lives = async (customer: string, startDate: string, endDate: string | null, pays = 'true') =>
    (
      await adding(f.books, 'OCCUPANCIES', {
        premise: 'R-1',
        customer,
        role: 'TENANT',
        startDate,
        endDate,
        pays,
        note: null,
      })
    )[0];

  const preview = (month: string, scope: ScopeRequest = { kind: 'ALL' }): Promise<Run> =>
    previewRun(f.books, { key: newId(), month, scope });

  async function linesOf(run: Run): Promise<string[]> {
    const rows = await f.query<{ line: string }>(
      `select concat_ws(' ', c.code, l.period_start, l.part, trim_scale(l.amount), l.exception_code) as line
       from billing_run_line l join customer c on (c.tenant_id, c.id) = (l.tenant_id, l.customer_id)
       where l.run_id = $1 order by l.period_start, l.part`,
      run.id,
    );
    return rows.map(({ line }) => line);
  }

  it('is charged to each of them for their days, and to its customer where nobody pays', async () => {
    await lives('T-1', '2026-08-11', '2026-08-21');
    await lives('T-2', '2026-09-01', null);
    const run = await preview('2026-09');
    // 300 × 10 ÷ 31 = 96.774…; × 20 ÷ 31 = 193.548…; the rest of 300
    assert.deepEqual(await linesOf(run), [
      'Z-OWNER 2026-08-01 0 96.77',
      'T-1 2026-08-11 1 96.78',
      'Z-OWNER 2026-08-21 2 106.45',
      'T-2 2026-09-01 0 300',
    ]);
    assert.deepEqual([run.customerCount, run.total], [3, '600']);
    await postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
    assert.deepEqual(
      await f.query(`select c.code, trim_scale(b.total)::text as total from bill b
        join customer c on (c.tenant_id, c.id) = (b.tenant_id, b.customer_id) order by c.code`),
      [
        { code: 'T-1', total: '96.78' },
        { code: 'T-2', total: '300' },
        { code: 'Z-OWNER', total: '203.22' },
      ],
    );
    assert.deepEqual(await linesOf(await preview('2026-09')), []);
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    assert.ok(ok, problemsOf(laws).join('\n'));
  });

  it('is billed whole, whichever of its payers or communities is asked for', async () => {
    await lives('T-1', '2026-08-11', null);
    const whole = ['Z-OWNER 2026-08-01 0 96.77', 'T-1 2026-08-11 1 203.23'];
    for (const scope of [
      { kind: 'CUSTOMER', code: 'T-1' },
      { kind: 'CUSTOMER', code: 'Z-OWNER' },
      { kind: 'COMMUNITY', code: 'EAST' },
    ] as const) {
      assert.deepEqual(await linesOf(await preview('2026-08', scope)), whole);
    }
    assert.deepEqual(await linesOf(await preview('2026-08', { kind: 'CUSTOMER', code: 'T-2' })), []);
  });

  it('is billed the same when its payers stand on different pages', async () => {
    await lives('T-1', '2026-08-11', null);
    // 500 customers a page: these stand between the tenant and the owner.
    await f.feeItem('FEW');
    await f.price('FEW', { model: 'FIXED', amount: '1' });
    const codes = Array.from({ length: 600 }, (_, i) => `U-${i}`);
    const editable = { note: '', archived: false, version: 1 };
    const ids = new Map(codes.map((code) => [code, newId()]));
    const texts = { customer_group: '', region: '', phone: '', email: '', tax_id: '', bank_account: '' };
    const customer = { ...editable, ...texts, name: 'x', kind: 'PERSON', currency: 'CNY', language: 'ZH' };
    await f.insert(
      'customer',
      codes.map((code) => ({ ...customer, id: ids.get(code), code })),
    );
    const start = { start_date: '2026-08-01', anchor: '2026-08-01' };
    const binding = { ...editable, ...start, fee_item_id: f.id('FEW'), quantity_source: 'FIXED', quantity: '1' };
    await f.insert(
      'binding',
      codes.map((code) => ({ ...binding, id: newId(), code, customer_id: ids.get(code) })),
    );
    const lines = (await linesOf(await preview('2026-08'))).filter((line) => !line.startsWith('U-'));
    assert.deepEqual(lines, ['Z-OWNER 2026-08-01 0 96.77', 'T-1 2026-08-11 1 203.23']);
  });

  it('is an exception where the payer is archived, and says so', async () => {
    await lives('T-1', '2026-08-11', null);
    await f.change('customer', f.id('T-1'), { archived: true });
    assert.deepEqual(await linesOf(await preview('2026-08')), ['Z-OWNER 2026-08-01 0 billing.customer_archived']);
  });

  it('splits metered use by the reading of the day on which the payer changes', async () => {
    await f.meter('M-1', 'R-1');
    await f.feeItem('WATER');
    await f.price('WATER', { model: 'PER_UNIT', unitPrice: '5' });
    await f.binding('W-1', 'Z-OWNER', 'WATER', {
      quantity_source: 'METER',
      meter_id: f.id('M-1'),
      premise_id: f.id('R-1'),
      start_date: '2026-08-01',
      payer: 'OCCUPANT',
    });
    await lives('T-1', '2026-08-11', null);
    await f.reading('M-1', '2026-08-01', '100');
    await f.reading('M-1', '2026-08-11', '104');
    await f.reading('M-1', '2026-09-01', '130');
    const water = (await linesOf(await preview('2026-08'))).filter((line) => / (20|130)$/.test(line));
    assert.deepEqual(water, ['Z-OWNER 2026-08-01 0 20', 'T-1 2026-08-11 1 130']);
  });

  it('is an exception where a stopped run has billed some of its payers, until that bill is reversed', async () => {
    await lives('T-1', '2026-08-11', null);
    await f.feeItem('FEW');
    await f.price('FEW', { model: 'FIXED', amount: '1' });
    for (let n = 1; n <= 9; n += 1) {
      await f.customer(`U-${n}`);
      await f.binding(`U-${n}-B`, `U-${n}`, 'FEW', { start_date: '2026-08-01' });
    }
    const run = await preview('2026-08');
    const posting = postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' }, 1);
    while ((await requireRun(f.books, run.id)).postedCount === 0) await sleep(1);
    assert.equal((await cancelBillingRun(await f.elsewhere(), run.id)).status, 'STOPPED');
    await posting;
    const own = async () => (await linesOf(await preview('2026-08'))).filter((line) => !line.startsWith('U-'));
    assert.deepEqual(await own(), ['Z-OWNER 2026-08-01 0 billing.cycle_half_billed']);
    const [charge] = await f.query<{ id: string }>('select id from charge where binding_id = $1', f.id('B-1'));
    await f.change('charge', charge?.id ?? '', { live: false });
    assert.deepEqual(await own(), ['Z-OWNER 2026-08-01 0 96.77', 'T-1 2026-08-11 1 203.23']);
  });

  it('makes a run be previewed again when somebody moves', async () => {
    const row = await lives('T-1', '2026-08-11', null);
    const run = await preview('2026-08');
    assert.ok(row);
    await publishing(f.books, 'OCCUPANCIES', [changed(row, { endDate: '2026-08-21' })]);
    const posting = postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
    await refused(posting, 'billing.input_changed', /occupancy of R-1/);
  });
});

describe('A paused binding', () => {
  let f: Fixture;

  beforeEach(async () => {
    f = await fixture();
    await f.customer('C-1');
    await f.feeItem('PARK');
    await f.price('PARK', { model: 'FIXED', amount: '300' });
    await f.binding('P-1', 'C-1', 'PARK', { start_date: '2026-08-01' });
  });
  afterEach(() => f.close());

  const pause = async (startDate: string, endDate: string | null) =>
    (await adding(f.books, 'PAUSES', { binding: 'P-1', startDate, endDate, note: null }))[0];

  async function bill(month: string): Promise<string[]> {
    const run = await previewRun(f.books, { key: newId(), month, scope: { kind: 'ALL' } });
    const rows = await f.query<{ line: string }>(
      `select concat_ws(' ', period_start, period_end, trim_scale(amount), exception_code) as line
       from billing_run_line where run_id = $1 order by period_start`,
      run.id,
    );
    if (run.lineCount > 0) await postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
    return rows.map(({ line }) => line);
  }

  it('is charged for the days before and after, and not for months that are paused whole', async () => {
    const row = await pause('2026-08-11', '2026-10-21');
    assert.ok(row);
    // 300 × 10 ÷ 31; nothing; 300 × 11 ÷ 31 = 106.451…
    assert.deepEqual(await bill('2026-10'), ['2026-08-01 2026-08-11 96.77', '2026-10-21 2026-11-01 106.45']);
    assert.deepEqual(await bill('2026-10'), []);
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    assert.ok(ok, problemsOf(laws).join('\n'));
  });

  it('is resumed by an end, and never paused on days that are billed', async () => {
    assert.deepEqual(await bill('2026-08'), ['2026-08-01 2026-09-01 300']);
    const [early] = await publishing(f.books, 'PAUSES', [
      { key: newId(), id: newId(), version: null, cells: { binding: 'P-1', startDate: '2026-08-20' } },
    ]);
    assert.deepEqual(
      early?.errors.map(({ field, code }) => [field, code]),
      [['startDate', 'customers.pause_billed']],
    );
    const row = await pause('2026-09-01', null);
    assert.deepEqual(await bill('2026-09'), []);
    assert.ok(row);
    const [resumed] = await publishing(f.books, 'PAUSES', [changed(row, { endDate: '2026-10-01' })]);
    assert.equal(resumed?.status, 'APPLIED');
    assert.deepEqual(await bill('2026-10'), ['2026-10-01 2026-11-01 300']);
  });
});

describe('A binding that counts premises', () => {
  let f: Fixture;

  beforeEach(async () => {
    f = await fixture();
    await f.customer('C-1');
    for (const code of ['R-1', 'R-2', 'R-3']) await f.premise(code);
    await f.feeItem('DOOR');
    await f.price('DOOR', { model: 'PER_UNIT', unitPrice: '31' });
    await f.binding('B-1', 'C-1', 'DOOR', { quantity_source: 'PREMISES', quantity: null, start_date: '2026-07-01' });
  });
  afterEach(() => f.close());

  const has = (premise: string, role: string, startDate: string, endDate: string | null) =>
    adding(f.books, 'OCCUPANCIES', { premise, customer: 'C-1', role, startDate, endDate, pays: 'false', note: null });
  const amounts = async (month: string) => {
    const run = await previewRun(f.books, { key: newId(), month, scope: { kind: 'ALL' } });
    return f.query(
      `select period_start as month, trim_scale(sum(amount))::text as amount, max(exception_code) as exception from billing_run_line
       where run_id = $1 group by period_start order by 1`,
      run.id,
    );
  };

  it('charges for each that the customer owns or rents, by the day where that changes', async () => {
    await has('R-1', 'OWNER', '2026-01-01', null);
    await has('R-2', 'TENANT', '2026-08-11', '2026-09-01');
    await has('R-2', 'OWNER', '2026-09-01', null);
    // August: one premise for 31 days, another for 21 of 31.
    assert.deepEqual(await amounts('2026-09'), [
      { month: '2026-07-01', amount: '31', exception: null },
      { month: '2026-08-01', amount: '52', exception: null },
      { month: '2026-09-01', amount: '62', exception: null },
    ]);
  });

  it('is an exception, not a charge of nothing, where there is no premise at all', async () => {
    await has('R-3', 'OWNER', '2026-08-01', null);
    assert.deepEqual(await amounts('2026-08'), [
      { month: '2026-07-01', amount: null, exception: 'billing.no_premises' },
      { month: '2026-08-01', amount: '31', exception: null },
    ]);
  });

  it('is found changed when an occupancy is added after the preview', async () => {
    await has('R-1', 'OWNER', '2026-01-01', null);
    const run = await previewRun(f.books, { key: newId(), month: '2026-08', scope: { kind: 'ALL' } });
    await has('R-2', 'OWNER', '2026-08-01', null);
    await assert.rejects(
      postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' }),
      /occupancy of R-2/,
    );
  });

  it('is paid by its customer alone', async () => {
    const cells = { code: 'B-2', customer: 'C-1', feeItem: 'DOOR', premise: 'R-1', startDate: '2026-08-01' };
    const [answer] = await publishing(f.books, 'BINDINGS', [
      added({ ...cells, quantitySource: 'PREMISES', payer: 'OCCUPANT' }),
    ]);
    assert.match(JSON.stringify(answer?.errors), /customers.premises_of_occupants/);
  });
});
