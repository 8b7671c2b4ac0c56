import assert from 'node:assert/strict';
import fc from 'fast-check';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import { read } from '../../server/ledger/books.ts';
import { foldRollups } from '../../server/ledger/rollups.ts';
import { recordPayment } from '../../server/payments/record-payment.ts';
import { kpis as dataset } from '../../server/reports/datasets.ts';
import { type Kpi, kpis } from '../../server/reports/kpis.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

async function bill(f: Fixture, month: string, issueDate: string): Promise<void> {
  const run = await previewRun(f.books, { key: newId(), month, scope: { kind: 'ALL' }, issueDate });
  await postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
}

const pay = (f: Fixture, customer: string, amount: string, receivedOn: string) =>
  recordPayment(f.books, { key: newId(), customer, amount, receivedOn, channel: 'CASH' });

const figures = (row: Kpi | undefined) => row && [row.due, row.collected, row.open, row.overdue, row.collectionRate];

describe('KPIs', () => {
  let f: Fixture;

  beforeEach(async () => {
    f = await fixture('2026-12-20');
    await f.premise('EAST', { kind: 'COMMUNITY' });
    await f.premise('R-1', { area: '100', community_id: f.id('EAST') });
    await f.premise('R-2', { area: '60' });
    await f.feeItem('MGMT', { name_zh: '物业费' });
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2' });
    await f.feeItem('PARK');
    await f.price('PARK', { model: 'FIXED', amount: '50' });
    for (const [i, code] of ['C-1', 'C-2'].entries()) {
      await f.customer(code, { payment_days: 10 });
      const premise = { premise_id: f.id(`R-${i + 1}`), start_date: '2026-09-01' };
      await f.binding(`M-${code}`, code, 'MGMT', { ...premise, quantity_source: 'AREA' });
      await f.binding(`P-${code}`, code, 'PARK', premise);
    }
  });

  afterEach(() => f.close());

  it('count what is due in a month, what of it came in by a day, and what is late', async () => {
    await bill(f, '2026-09', '2026-09-30');
    await bill(f, '2026-10', '2026-10-31');
    await pay(f, 'C-1', '250', '2026-10-05');
    await pay(f, 'C-2', '70', '2026-12-01');
    const of = async (asOf: string, more = {}) =>
      kpis(f.books, { fromMonth: '2026-10', toMonth: '2026-11', asOf, ...more });
    // September's bills fall due on 10 October: C-1 250, C-2 170; October's the same on 10 November.
    assert.deepEqual((await of('2026-12-20')).map(figures), [
      ['420.00', '320.00', '100.00', '100.00', '0.7619'],
      ['420.00', '0.00', '420.00', '420.00', '0.0000'],
    ]);
    assert.deepEqual((await of('2026-11-10')).map(figures), [
      ['420.00', '250.00', '170.00', '170.00', '0.5952'],
      ['420.00', '0.00', '420.00', '0.00', '0.0000'],
    ]);
    assert.deepEqual(
      (await of('2026-10-10')).map(figures),
      [
        ['420.00', '250.00', '170.00', '0.00', '0.5952'],
        ['0.00', '0.00', '0.00', '0.00', null],
      ],
      'October was not billed yet, and what is due today is not late',
    );
    assert.deepEqual((await of('2026-12-20', { community: 'EAST' })).map(figures)[0], [
      '250.00',
      '250.00',
      '0.00',
      '0.00',
      '1.0000',
    ]);
    const items = await of('2026-12-20', { by: 'FEE_ITEM' });
    assert.deepEqual(
      items.map(({ month, feeItem, due }) => [month, feeItem, due]),
      [
        ['2026-10', 'MGMT', '320.00'],
        ['2026-10', 'PARK', '100.00'],
        ['2026-11', 'MGMT', '320.00'],
        ['2026-11', 'PARK', '100.00'],
      ],
    );
  });

  it('stand in a sheet with a row for all and one for each fee item, under the same ids every time', async () => {
    await bill(f, '2026-09', '2026-09-30');
    const rows = (first: number, after: string | null = null) =>
      read(f.books, (db) =>
        dataset.page(db, f.books, {
          filter: { fromMonth: '2026-10', toMonth: '2026-10' },
          sinceFeedNo: null,
          after,
          first,
        }),
      );
    const all = await rows(10);
    assert.deepEqual(
      all.rows.map(({ cells }) => [cells['month'], cells['feeItem'], cells['feeItemName'], cells['due']]),
      [
        ['2026-10', null, '合计', '420.00'],
        ['2026-10', 'MGMT', '物业费', '320.00'],
        ['2026-10', 'PARK', 'PARK', '100.00'],
      ],
    );
    const first = await rows(2);
    const rest = await rows(2, first.endCursor);
    assert.deepEqual([first.hasMore, rest.hasMore], [true, false]);
    assert.deepEqual([...first.rows, ...rest.rows], all.rows);
  });

  it('refuse months that are none, reversed or too many, and a community that is none', async () => {
    const ask = (fromMonth: string, toMonth: string, more = {}) => kpis(f.books, { fromMonth, toMonth, ...more });
    await assert.rejects(ask('2026-13', '2026-12'), { code: 'value.not_a_month' });
    await assert.rejects(ask('2026-12', '2026-11'), { code: 'reports.months_reversed' });
    await assert.rejects(ask('2020-01', '2026-12'), { code: 'reports.too_many_months' });
    await assert.rejects(ask('2026-12', '2026-12', { asOf: '2026-02-30' }), { code: 'value.not_a_date' });
    await assert.rejects(ask('2026-12', '2026-12', { community: 'X' }), { code: 'reports.community_unknown' });
  });

  it('equal what charges and allocations say, whatever was billed, paid and folded', async () => {
    for (const [month, day] of [
      ['2026-09', '30'],
      ['2026-10', '31'],
      ['2026-11', '30'],
    ] as const) {
      await bill(f, month, `${month}-${day}`);
    }
    const payment = fc.record({
      customer: fc.constantFrom('C-1', 'C-2'),
      cents: fc.integer({ min: 1, max: 30_000 }),
      day: fc.integer({ min: 1, max: 20 }),
      fold: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(payment, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 20 }),
        async (payments, day) => {
          for (const { customer, cents, day: paid, fold } of payments) {
            await pay(f, customer, (cents / 100).toFixed(2), `2026-12-${String(paid).padStart(2, '0')}`);
            if (fold) await foldRollups(f.books);
          }
          const asOf = `2026-12-${String(day).padStart(2, '0')}`;
          const range = { fromMonth: '2026-10', toMonth: '2026-12', asOf };
          for (const by of ['MONTH', 'FEE_ITEM'] as const) {
            const told = (await kpis(f.books, { ...range, by })).map((row) => [
              row.month,
              row.feeItem,
              ...(figures(row) ?? []),
            ]);
            assert.deepEqual(told, await recomputed(f, asOf, by === 'FEE_ITEM'));
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

/** The same figures from charges, bills and allocations alone. */
async function recomputed(f: Fixture, asOf: string, byFeeItem: boolean): Promise<unknown[]> {
  const rows = await f.query<Record<string, string | null>>(
    `select to_char(b.due_date, 'YYYY-MM') as month, ${byFeeItem ? 'f.code' : 'null::text'} as item,
      sum(c.amount)::numeric(20, 2)::text as due, sum(coalesce(a.paid, 0))::numeric(20, 2)::text as paid,
      sum(c.amount - coalesce(a.paid, 0))::numeric(20, 2)::text as open,
      coalesce(sum(c.amount - coalesce(a.paid, 0)) filter (where b.due_date < $1::date), 0)::numeric(20, 2)::text as late,
      (sum(coalesce(a.paid, 0)) / sum(c.amount))::numeric(20, 4)::text as rate
     from charge c join bill b on b.id = c.bill_id join fee_item f on f.id = c.fee_item_id
     left join lateral (select sum(l.amount) as paid from allocation_line l join allocation a on a.id = l.allocation_id
       where l.charge_id = c.id and a.allocated_on <= $1::date) a on true
     where b.issue_date <= $1::date group by 1, 2 order by 1, 2`,
    asOf,
  );
  return rows.map(({ month, item, due, paid, open, late, rate }) => [month, item, due, paid, open, late, rate]);
}
