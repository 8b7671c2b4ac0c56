import assert from 'node:assert/strict';
import { postRun } from '../../server/billing/post.ts';
import { type PreviewInput, previewRun } from '../../server/billing/preview.ts';
import { type Run, runExceptions } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

describe('What a run bills', () => {
  let f: Fixture;

  beforeEach(async () => {
    f = await fixture('2026-11-05');
    await f.feeItem('MGMT');
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2' });
    await f.feeItem('PARK');
    await f.price('PARK', { model: 'FIXED', amount: '30' });
    await f.premise('EAST', { kind: 'COMMUNITY' });
    for (const [code, group, building] of [
      ['C-1', 'OWNERS', 'A'],
      ['C-2', 'OWNERS', 'B'],
      ['C-3', 'TENANTS', 'A'],
    ] as const) {
      await f.customer(code, { customer_group: group });
      await f.premise(`R-${code}`, { area: '50', building, community_id: f.id('EAST') });
      await f.binding(`M-${code}`, code, 'MGMT', { quantity_source: 'AREA', premise_id: f.id(`R-${code}`) });
      await f.binding(`P-${code}`, code, 'PARK', { quantity: '1' });
    }
  });

  afterEach(async () => {
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    await f.close();
    assert.ok(ok, laws.flatMap(({ law, problems }) => problems.map((problem) => `${law}: ${problem}`)).join('\n'));
  });

  const preview = (scope: PreviewInput['scope'], rest: Partial<PreviewInput> = {}) =>
    previewRun(f.books, { key: newId(), month: '2026-10', scope, ...rest });

  const post = (run: Run) => postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });

  const bindingsOf = async (run: Run): Promise<string> => {
    const rows = await f.query<{ code: string }>(
      `select b.code from billing_run_line l join binding b on b.id = l.binding_id
       where l.run_id = $1 and l.amount is not null order by l.seq`,
      run.id,
    );
    return rows.map(({ code }) => code).join(' ');
  };

  it('is a building, a group, some fee items or some customers, and the run says which', async () => {
    const scopes: [PreviewInput['scope'], string, string][] = [
      [{ kind: 'BUILDING', code: 'EAST', building: 'A' }, 'M-C-1 M-C-3', 'EAST / A'],
      [{ kind: 'CUSTOMER_GROUP', code: 'OWNERS' }, 'M-C-1 P-C-1 M-C-2 P-C-2', 'OWNERS'],
      [{ kind: 'FEE_ITEMS', codes: ['PARK'] }, 'P-C-1 P-C-2 P-C-3', 'PARK'],
      [{ kind: 'CUSTOMERS', codes: ['C-3', 'C-1', 'C-1'] }, 'M-C-1 P-C-1 M-C-3 P-C-3', 'C-1, C-3'],
    ];
    for (const [scope, bindings, label] of scopes) {
      const run = await preview(scope);
      assert.equal(await bindingsOf(run), bindings, scope.kind);
      assert.equal(run.scopeCode, label);
    }
  });

  it('is refused where it names nothing that is there', async () => {
    const wrong: PreviewInput['scope'][] = [
      { kind: 'BUILDING', code: 'EAST', building: 'Z' },
      { kind: 'BUILDING', code: 'WEST', building: 'A' },
      { kind: 'CUSTOMER_GROUP', code: 'NOBODY' },
      { kind: 'CUSTOMER_GROUP' },
      { kind: 'FEE_ITEMS', codes: ['PARK', 'GARDEN'] },
    ];
    for (const scope of wrong) await assert.rejects(preview(scope), { code: 'billing.scope_unknown', field: 'scope' });
    await assert.rejects(preview({ kind: 'CUSTOMERS', codes: [] }), { code: 'billing.scope_codes' });
    await assert.rejects(preview({ kind: 'ALL' }, { minimum: '-1' }), { code: 'billing.negative_minimum' });
  });

  it('adds up to everything, and to nothing twice, whatever came first', async () => {
    await post(await preview({ kind: 'FEE_ITEMS', codes: ['PARK'] }));
    await post(await preview({ kind: 'BUILDING', code: 'EAST', building: 'A' }));
    const rest = await preview({ kind: 'ALL' });
    assert.equal(await bindingsOf(rest), 'M-C-2');
    await post(rest);
    const [sums] = await f.query(`select count(*)::int as charges, sum(amount)::float as total from charge`);
    assert.deepEqual(sums, { charges: 6, total: 390 });
  });

  it('names a customer who came into the group since the preview', async () => {
    const run = await preview({ kind: 'CUSTOMER_GROUP', code: 'OWNERS' });
    await f.change('customer', f.id('C-3'), { customer_group: 'OWNERS' });
    await assert.rejects(post(run), { code: 'billing.input_changed', message: /customer C-3/ });
  });

  it('leaves bills below the smallest one for a later run, but not those of bindings that end', async () => {
    await f.change('binding', f.id('M-C-1'), { archived: true });
    await f.change('binding', f.id('M-C-3'), { archived: true });
    await f.change('binding', f.id('P-C-3'), { end_date: '2026-11-01' });
    const run = await preview({ kind: 'ALL' }, { minimum: '50' });
    assert.equal(await bindingsOf(run), 'M-C-2 P-C-2 P-C-3');
    assert.deepEqual(
      (await runExceptions(f.books, run.id, 10)).map(({ binding, code }) => [binding, code]),
      [['P-C-1', 'billing.below_minimum']],
    );
    await post(run);
    const later = await previewRun(f.on('2026-12-05'), {
      key: newId(),
      month: '2026-11',
      scope: { kind: 'CUSTOMER', code: 'C-1' },
      minimum: '50',
    });
    assert.deepEqual([later.lineCount, later.total], [2, '60'], 'October comes with November');
  });

  it('becomes a bill for each contract where the customer wants it so', async () => {
    await f.contract('K-1', 'C-1', { payment_days: 10 });
    await f.contract('K-2', 'C-1', { payment_days: 40 });
    await f.change('binding', f.id('M-C-1'), { contract_id: f.id('K-1') });
    await f.change('binding', f.id('P-C-1'), { contract_id: f.id('K-2') });
    await f.feeItem('EXTRA');
    await f.price('EXTRA', { model: 'FIXED', amount: '60' });
    await f.binding('X-C-1', 'C-1', 'EXTRA', { quantity: '1' });
    await f.change('customer', f.id('C-1'), { bill_per: 'CONTRACT' });
    const run = await preview({ kind: 'CUSTOMERS', codes: ['C-1', 'C-2'] }, { issueDate: '2026-11-01' });
    const posted = await post(run);
    const bills = await f.query(
      `select b.number, c.code as customer, k.number as contract, b.due_date, b.total::float from bill b
       join customer c on c.id = b.customer_id left join contract k on k.id = b.contract_id order by b.number`,
    );
    assert.deepEqual(bills, [
      { number: 'B-000001', customer: 'C-1', contract: 'K-1', due_date: '2026-11-11', total: 100 },
      { number: 'B-000002', customer: 'C-1', contract: 'K-2', due_date: '2026-12-11', total: 30 },
      { number: 'B-000003', customer: 'C-1', contract: null, due_date: '2026-11-16', total: 60 },
      { number: 'B-000004', customer: 'C-2', contract: null, due_date: '2026-11-16', total: 130 },
    ]);
    assert.equal(posted.postedCount, 4);
  });
});
