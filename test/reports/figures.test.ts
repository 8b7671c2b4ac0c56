import assert from 'node:assert/strict';
import pg from 'pg';
import type { Figure, FigureRequest } from '../../server/generated/schema.ts';
import type { Books } from '../../server/ledger/books.ts';
import { foldRollups } from '../../server/ledger/rollups.ts';
import { customerStatement } from '../../server/payments/customer-statement.ts';
import { figures } from '../../server/reports/figures.ts';
import { kpis } from '../../server/reports/kpis.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

const shown = ({ value, text, error }: Figure) => value ?? text ?? error?.code ?? null;

/** The statements that work sends to the database. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const original = prototype.query;
  let count = 0;
  prototype.query = function counted(...args) {
    count += 1;
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return count;
}

/**
 * Bills as `smallBooks` has them: August, September and October, issued on each month's last day and due a month later or
 * so: 552.23 for C-1, 285.00 (C-2), 492.57 (C-3); 1329.80 together, of it 879.80 management and 450.00 parking.
 */
describe('Figures', () => {
  let f: SmallBooks;
  let books: Books;

  before(async () => {
    f = await smallBooks();
    await f.change('customer', f.id('C-1'), { customer_group: '业主', region: '东区' });
    await f.change('customer', f.id('C-3'), { customer_group: '商户' });
    await f.pay({ customer: 'C-1', amount: '600', receivedOn: '2026-10-20' });
    await f.pay({ customer: 'C-3', amount: '100.57', receivedOn: '2026-11-02' });
    await foldRollups(f.books);
    await f.pay({ customer: 'C-2', amount: '1000', receivedOn: '2026-11-03' });
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2' }, '2026-01-01', null, { customer_group: '业主' });
    books = { ...f.books, operator: { id: f.id('C-1'), name: 'test', roles: ['FINANCE'] } };
  });
  after(() => f.close());

  const ask = (requests: FigureRequest[], language: 'ZH' | 'EN' = 'EN', over: Partial<Books> = {}) =>
    figures({ ...books, ...over }, requests, language);
  const of = async (request: FigureRequest) => shown((await ask([request]))[0] as Figure);
  const kpi = (name: string, period: string, over: object = {}) => of({ function: 'KPI', kpi: name, period, ...over });

  it('give the KPIs that the KPI query gives, for a month, a quarter, a year and a fee item', async () => {
    const range = { fromMonth: '2026-08', toMonth: '2026-12' };
    const months = await kpis(books, range);
    for (const row of months) {
      const told = await ask(
        ['DUE', 'COLLECTED', 'OPEN', 'OVERDUE', 'COLLECTION_RATE'].map((name) => ({
          function: 'KPI',
          kpi: name,
          period: row.month,
        })),
      );
      assert.deepEqual(told.map(shown), [
        row.due,
        row.collected,
        row.open,
        row.overdue,
        row.collectionRate ?? 'figures.nothing_due',
      ]);
    }
    for (const row of await kpis(books, { ...range, by: 'FEE_ITEM' })) {
      const one = { dimension: 'FEE_ITEM', member: row.feeItem };
      assert.equal(await kpi('due', row.month, one), row.due);
      assert.equal(await kpi('COLLECTED', row.month, one), row.collected);
    }
    const fourth = months.filter(({ month }) => month >= '2026-10');
    const sum = (rows: typeof months) => rows.reduce((total, { due }) => total + Number(due), 0).toFixed(2);
    assert.equal(await kpi('DUE', '2026-Q4'), sum(fourth));
    assert.equal(await kpi('DUE', '2026'), sum(months));
    assert.equal(await kpi('DUE', '2026'), '3989.40');
  });

  it('count what was billed and what came in by the day it was booked', async () => {
    const billed = (period: string, over: object = {}) => of({ function: 'BILLED', period, ...over });
    const collected = (period: string, over: object = {}) => of({ function: 'COLLECTED', period, ...over });
    assert.equal(await billed('2026-09'), '1329.80');
    assert.equal(await billed('2026-Q3'), '2659.60');
    assert.equal(await billed('2026-11'), '0.00');
    assert.equal(await billed('2026-09', { feeItem: 'PARK' }), '450.00');
    assert.equal(await billed('2026', { group: '业主' }), '1656.69');
    assert.equal(await billed('2026-09', { group: '商户', feeItem: 'MGMT' }), '342.57');
    // C-2 paid 1000 for bills of 855; the rest waits and is nobody's bill.
    assert.equal(await collected('2026'), '1555.57');
    assert.equal(await collected('2026', { group: '业主' }), '600.00');
    assert.equal(await collected('2026', { group: '商户' }), '100.57');
    assert.equal(await collected('2026', { group: '邻居' }), 'figures.unknown_group');
  });

  it('count a customer group from the documents as roll-ups count everybody', async () => {
    await f.change('customer', f.id('C-2'), { customer_group: '租户' });
    for (const name of ['DUE', 'COLLECTED', 'OPEN', 'OVERDUE']) {
      for (const period of ['2026-08', '2026-09', '2026-10', '2026-11', '2026-Q4', '2026']) {
        const parts = await ask(
          ['业主', '商户', '租户'].map((member) => ({
            function: 'KPI',
            kpi: name,
            period,
            dimension: 'CUSTOMER_GROUP',
            member,
          })),
        );
        const sum = parts.reduce((total, { value }) => total + Number(value), 0).toFixed(2);
        assert.equal(sum, await kpi(name, period), `${name} ${period}`);
      }
    }
  });

  it('count a community by its premises', async () => {
    assert.equal(await kpi('DUE', '2026', { dimension: 'COMMUNITY', member: 'X' }), 'reports.community_unknown');
    await f.premise('EAST', { kind: 'COMMUNITY' });
    assert.equal(await kpi('DUE', '2026', { dimension: 'COMMUNITY', member: 'EAST' }), '0.00');
  });

  it('give balances as the customer statement closes with them, on any day', async () => {
    const balance = (customer: string, date?: string) => of({ function: 'BALANCE', customer, date });
    assert.equal(await balance('C-1'), '1056.69');
    assert.equal(await balance('C-2'), '-145.00');
    assert.equal(await balance('C-3'), '1377.14');
    assert.equal(await balance('C-1', '2026-08-30'), '0.00');
    assert.equal(await balance('C-9'), 'value.unknown_code');
    for (const customer of ['C-1', 'C-2', 'C-3']) {
      for (const date of ['2026-08-31', '2026-09-30', '2026-10-19', '2026-10-20', '2026-11-05']) {
        const { closing } = await customerStatement(books, { customer, from: '2026-01-01', to: date });
        assert.equal(await balance(customer, date), closing, `${customer} on ${date}`);
      }
    }
  });

  it('price a quantity for everybody and for a customer with a list of his own', async () => {
    const price = (over: object) => of({ function: 'PRICE', feeItem: 'MGMT', quantity: '88.5', ...over });
    assert.equal(await price({}), '252.23');
    assert.equal(await price({ customer: 'C-1' }), '177.00');
    assert.equal(await price({ customer: 'C-3' }), '252.23');
    assert.equal(await price({ date: '2019-01-01' }), 'pricing.no_price');
    assert.equal(await price({ feeItem: 'NONE' }), 'value.unknown_code');
    assert.equal(await price({ quantity: '1e3' }), 'value.not_a_number');
    assert.equal(await price({ date: '2026-02-30' }), 'value.not_a_date');
  });

  it('explain a charge in a sentence, by its bill and line or by its id', async () => {
    const bill = await f.bill('B-000001');
    const charges = await f.query<{ id: string; code: string }>(
      'select c.id, f.code from charge c join fee_item f on f.id = c.fee_item_id where c.bill_id = $1 order by f.code, c.id',
      bill.id,
    );
    const explain = (charge: string) => of({ function: 'EXPLAIN', charge });
    const sentence = 'MGMT, 2026-08-01 to 2026-08-31: 88.5 × 2.85 = 252.225, rounded 252.23 CNY';
    assert.equal(await explain('B-000001/1'), sentence);
    assert.equal(await explain(charges[0]?.id ?? ''), sentence);
    assert.equal(await explain('B-000001 # 2'), 'PARK, 2026-08-01 to 2026-08-31: 1 × 150 = 150 CNY');
    assert.equal(await explain('B-000001'), 'figures.which_line');
    assert.equal(await explain('B-000001/9'), 'figures.unknown_charge');
    assert.match(String(await explain('B-000002')), /^MGMT/, 'the only line of its bill');
    const [chinese] = await ask([{ function: 'EXPLAIN', charge: 'B-000001/1' }], 'ZH');
    assert.equal(chinese?.text, 'MGMT，2026-08-01 至 2026-08-31：88.5 × 2.85 = 252.225，取整为 252.23 CNY');
  });

  it('answer 999 good requests beside a bad one, each in its place', async () => {
    const good = Array.from({ length: 999 }, (_, i) => ({
      function: 'KPI',
      kpi: 'DUE',
      period: `20${String(i % 100).padStart(2, '0')}-10`,
    }));
    const bad = { function: 'KPI', kpi: 'DUE', period: 'October' };
    const told = await ask([...good.slice(0, 500), bad, ...good.slice(500)]);
    assert.equal(told.length, 1000);
    assert.deepEqual(told[500]?.error, {
      field: 'period',
      code: 'figures.not_a_period',
      message: '“OCTOBER” is not a period; write it like 2026-10, 2026-Q4 or 2026',
    });
    const others = told.filter((_, i) => i !== 500);
    assert.ok(others.every(({ value, error }) => value !== null && error === null));
    const [row] = await kpis(books, { fromMonth: '2026-10', toMonth: '2026-10' });
    assert.deepEqual(
      others.map(({ value }) => value),
      good.map(({ period }) => (period === '2026-10' ? row?.due : '0.00')),
    );
  });

  it('that are asked for many times are looked up once', async () => {
    const requests = Array.from({ length: 1000 }, (_, i) => ({
      function: 'BALANCE',
      customer: i % 2 ? ' C-1' : 'C-1 ',
      kpi: String(i),
    }));
    const told = await ask(requests);
    assert.deepEqual(new Set(told.map(shown)), new Set(['1056.69']));
  });

  it('say what is wrong with a request, whatever it is', async () => {
    const wrong: [FigureRequest, string][] = [
      [{ function: 'SUM' }, 'figures.unknown_function'],
      [{ function: 'KPI', kpi: 'PROFIT', period: '2026' }, 'figures.unknown_kpi'],
      [{ function: 'KPI', kpi: 'DUE' }, 'value.required'],
      [{ function: 'KPI', kpi: 'DUE', period: '2026-Q5' }, 'figures.not_a_period'],
      [{ function: 'KPI', kpi: 'DUE', period: '2026-13' }, 'figures.not_a_period'],
      [{ function: 'KPI', kpi: 'DUE', period: '2026', dimension: 'FEE_ITEM' }, 'value.required'],
      [{ function: 'KPI', kpi: 'DUE', period: '2026', dimension: 'MOON', member: 'x' }, 'figures.unknown_dimension'],
      [{ function: 'BALANCE', customer: 'C\0' }, 'value.not_text'],
      [{ function: 'BALANCE', customer: '\ud800' }, 'value.not_text'],
      [{ function: 'EXPLAIN', charge: '00000000-0000-4000-8000-000000000000' }, 'figures.unknown_charge'],
    ];
    const told = await ask(wrong.map(([request]) => request));
    assert.deepEqual(
      told.map(shown),
      wrong.map(([, code]) => code),
    );
    await refused(ask(Array.from({ length: 1001 }, () => ({ function: 'KPI' }))), 'figures.too_many');
  });

  it('show an analyst sums and balances, but no prices and explanations', async () => {
    const told = await ask(
      [
        { function: 'BALANCE', customer: 'C-2' },
        { function: 'PRICE', feeItem: 'MGMT', quantity: '1' },
        { function: 'EXPLAIN', charge: 'B-000002' },
      ],
      'EN',
      { operator: { id: f.id('C-1'), name: 'analyst', roles: ['ANALYST'] } },
    );
    assert.deepEqual(told.map(shown), ['-145.00', 'access.not_allowed', 'access.not_allowed']);
  });

  it('take as many statements for 1,000 requests of all kinds as for a few', async () => {
    const requests = (count: number): FigureRequest[] =>
      Array.from({ length: count }, (_, i): FigureRequest => {
        const period = `20${String(i % 90).padStart(2, '0')}-0${1 + (i % 9)}`;
        const kinds: FigureRequest[] = [
          { function: 'KPI', kpi: 'DUE', period },
          { function: 'KPI', kpi: 'OPEN', period, dimension: 'FEE_ITEM', member: i % 2 ? 'MGMT' : 'PARK' },
          { function: 'KPI', kpi: 'OPEN', period, dimension: 'COMMUNITY', member: 'EAST' },
          { function: 'KPI', kpi: 'DUE', period, dimension: 'CUSTOMER_GROUP', member: '业主' },
          { function: 'BILLED', period },
          { function: 'COLLECTED', period, group: '商户' },
          { function: 'BALANCE', customer: `C-${1 + (i % 3)}`, date: `${period}-15` },
          { function: 'PRICE', feeItem: 'MGMT', quantity: String(i), customer: 'C-1' },
          { function: 'EXPLAIN', charge: `B-00000${1 + (i % 9)}/1` },
        ];
        return kinds[i % kinds.length] as FigureRequest;
      });
    const few = await statementsOf(() => ask(requests(9)));
    const many = await statementsOf(async () => {
      const told = await ask(requests(1000));
      assert.deepEqual(
        told.filter(({ error }) => error !== null),
        [],
      );
    });
    assert.equal(many, few);
    assert.ok(many <= 16, `${many} statements`);
  });
});
