import assert from 'node:assert/strict';
import { newId } from '../../server/kernel/ids.ts';
import { openTestApp, operatorWithRole, type TestApp } from '../support/app.ts';

const PUBLISH = `mutation ($input: PublishInput!) {
  publish(input: $input) { cursor results { index status row { id version archived cells } errors { field code message } } }
}`;

interface Published {
  publish: {
    cursor: string;
    results: { status: string; errors: { field: string; code: string }[]; row: { id: string } }[];
  };
}

interface Seen {
  feeItems: { nodes: { code: string; prices: { effectiveFrom: string }[] }[] };
  priceQuote: { amount: string; exact: string };
  rows: { rows: { cells: Record<string, string> }[]; hasMore: boolean };
  history: { operator: string; action: string; kind: string; after: { code: string } }[];
}

describe('Sheets over GraphQL', () => {
  let t: TestApp;
  let pricing: { authorization: string };
  let finance: { authorization: string };
  before(async () => {
    t = await openTestApp();
    for (const role of ['PRICING', 'FINANCE', 'AUDITOR'] as const) await operatorWithRole(t.books, role);
    pricing = await t.signIn('pricing');
    finance = await t.signIn('finance');
  });
  after(() => t.close());

  const publish = async (headers: { authorization: string }, dataset: string, ...cells: object[]) => {
    const rows = cells.map((each) => ({ key: newId(), id: newId(), version: null, cells: each }));
    const { data, errors } = await t.ask(PUBLISH, { variables: { input: { dataset, rows } }, headers });
    assert.deepEqual(errors, []);
    return (data as unknown as Published).publish.results;
  };

  it('publishes, reads back, prices, and tells who did it', async () => {
    const item = {
      code: 'WATER',
      nameZh: '水费',
      category: 'PASS_THROUGH',
      cycle: 'MONTHLY',
      timing: 'ARREARS',
      currency: 'CNY',
      effectiveFrom: '2026-01-01',
    };
    const [feeItem] = await publish(pricing, 'FEE_ITEMS', item);
    assert.equal(feeItem?.status, 'APPLIED');
    const tiers = '0-180: 5 | 180-260: 7 | 260+: 9';
    const prices = await publish(
      pricing,
      'PRICES',
      { feeItem: 'WATER', effectiveFrom: '2026-01-01', model: 'GRADUATED', tiers, reset: 'YEAR' },
      { feeItem: 'WATER', effectiveFrom: '2025-01-01', effectiveTo: '2026-01-01', model: 'PER_UNIT', price: 4.5 },
    );
    assert.deepEqual(
      prices.map(({ status }) => status),
      ['APPLIED', 'APPLIED'],
    );
    const { data } = await t.ask(
      `query ($id: ID!) {
        feeItems { nodes { code prices { effectiveFrom model } } pageInfo { hasNextPage } }
        priceQuote(input: { feeItem: "WATER", quantity: "40", at: "2026-10-31", before: "170" }) { amount exact }
        rows(input: { dataset: PRICES, first: 1 }) { rows { cells } hasMore cursor }
        history(rowId: $id) { operator action kind after }
      }`,
      { variables: { id: feeItem.row.id }, headers: pricing },
    );
    const seen = JSON.parse(JSON.stringify(data)) as Seen;
    assert.deepEqual(
      seen.feeItems.nodes.map(({ code, prices: versions }) => [
        code,
        versions.map(({ effectiveFrom }) => effectiveFrom),
      ]),
      [['WATER', ['2026-01-01', '2025-01-01']]],
    );
    assert.deepEqual(seen.priceQuote, { amount: '260.00', exact: '260' });
    assert.equal(seen.rows.rows[0]?.cells['price'], '4.5');
    assert.equal(seen.rows.hasMore, true);
    const [event] = seen.history;
    assert.deepEqual(
      [event?.operator, event?.action, event?.kind, event?.after.code],
      ['PRICING', 'publish.FEE_ITEMS', 'CREATED', 'WATER'],
    );
  });

  it('answers for customers with their balance, premises and meters with their readings', async () => {
    await publish(finance, 'CUSTOMERS', { code: 'C-1', name: '王伟', kind: 'PERSON' });
    await publish(finance, 'PREMISES', { code: 'CUIHU', name: '翠湖', kind: 'COMMUNITY' });
    await publish(finance, 'PREMISES', {
      code: 'R-1',
      name: '101',
      kind: 'ROOM',
      community: 'CUIHU',
      area: '88.50',
      customer: 'C-1',
    });
    await publish(finance, 'METERS', { code: 'M-1', premise: 'R-1', kind: 'WATER' });
    await publish(finance, 'METER_READINGS', { meter: 'M-1', readOn: '2026-01-01', value: '12.50', kind: 'ACTUAL' });
    const { data } = await t.ask(
      `{ customers(filter: { search: "王", community: "CUIHU" }) { nodes { code balance { open overdue unallocated } } }
         premises(filter: { kind: "ROOM", community: "CUIHU" }) { nodes { code area } }
         meter(code: "M-1") { multiplier readings { readOn value } }
         none: meter(code: "M-9") { id } }`,
      { headers: finance },
    );
    assert.deepEqual(JSON.parse(JSON.stringify(data)), {
      customers: { nodes: [{ code: 'C-1', balance: { open: '0.00', overdue: '0.00', unallocated: '0.00' } }] },
      premises: { nodes: [{ code: 'R-1', area: '88.5' }] },
      meter: { multiplier: '1', readings: [{ readOn: '2026-01-01', value: '12.5' }] },
      none: null,
    });
  });

  it('takes 10,000 rows in one request', async function () {
    this.timeout(60_000);
    const cells = Array.from({ length: 10_000 }, (_, i) => ({
      code: `N-${i}`,
      name: '王伟',
      kind: 'PERSON',
      note: '长'.repeat(50),
    }));
    const results = await publish(finance, 'CUSTOMERS', ...cells);
    assert.equal(results.filter(({ status }) => status === 'APPLIED').length, 10_000);
  });

  it('refuses prices to finance, cell by cell, whatever the cells hold', async () => {
    const [row] = await publish(finance, 'PRICES', { feeItem: 'WATER', price: { deep: [1] } });
    assert.equal(row?.status, 'REFUSED');
    assert.match(row.errors[0]?.code ?? '', /^access\./);
  });

  it('shows the history of documents only to those who may read documents', async () => {
    const ask = async (login: string) => {
      const headers = await t.signIn(login);
      const { data } = await t.ask('query ($id: ID!) { history(rowId: $id) { kind } }', {
        variables: { id: t.books.tenant.id },
        headers,
      });
      return (data as { history: unknown[] }).history.length;
    };
    assert.equal(await ask('pricing'), 0);
    assert.ok((await ask('auditor')) > 0);
  });
});
