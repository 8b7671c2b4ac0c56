import assert from 'node:assert/strict';
import { priceImpact } from '../../server/billing/price-impact.ts';
import { billMonth } from '../support/bill-month.ts';
import { type Fixture, fixture } from '../support/fixture.ts';

describe('What a price would change', () => {
  let f: Fixture;
  beforeEach(async () => {
    f = await fixture();
    await f.feeItem('MGMT');
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2' });
    for (const [code, group] of [
      ['C-1', ''],
      ['C-2', 'VIP'],
    ] as const) {
      await f.customer(code, { customer_group: group });
      await f.premise(`R-${code}`, { area: '100' });
      await f.binding(`B-${code}`, code, 'MGMT', { premise_id: f.id(`R-${code}`), quantity_source: 'AREA' });
    }
  });
  afterEach(() => f.close());

  const ask = (input: object) =>
    priceImpact(f.books, {
      feeItem: 'MGMT',
      effectiveFrom: '2027-01-01',
      model: { model: 'PER_UNIT', unitPrice: '2.5' },
      ...input,
    });

  it('is the difference of the first whole period, binding by binding', async () => {
    await f.change('binding', f.id('B-C-2'), { discount_kind: 'PERCENT', discount_value: '10' });
    const { bindings, count, current, proposed, difference } = await ask({ effectiveFrom: '2027-01-10' });
    assert.deepEqual(
      bindings.map((row) => [row.binding, row.periodStart, row.current, row.proposed, row.difference, row.reason]),
      [
        ['B-C-1', '2027-02-01', '200.00', '250.00', '50.00', null],
        ['B-C-2', '2027-02-01', '180.00', '225.00', '45.00', null],
      ],
    );
    assert.deepEqual([count, current, proposed, difference], [2, '380.00', '475.00', '95.00']);
    assert.deepEqual(await f.query('select 1 from price_version where effective_from > $1', '2026-01-01'), []);
  });

  it('concerns only those whose price list it belongs to, and only while it holds', async () => {
    assert.deepEqual(
      (await ask({ customerGroup: 'VIP' })).bindings.map(({ binding }) => binding),
      ['B-C-2'],
    );
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '1' }, '2026-01-01', null, { customer_group: 'VIP' });
    assert.deepEqual(
      (await ask({})).bindings.map(({ binding }) => binding),
      ['B-C-1'],
    );
    await f.change('binding', f.id('B-C-1'), { end_date: '2026-12-01' });
    assert.equal((await ask({})).count, 0);
  });

  it('takes what a meter counted last, and says why an amount is not known', async () => {
    await f.meter('M-1', 'R-C-1');
    await f.feeItem('WATER');
    await f.price('WATER', { model: 'PER_UNIT', unitPrice: '5' }, '2020-01-01', '2027-01-01');
    await f.binding('W-1', 'C-1', 'WATER', {
      premise_id: f.id('R-C-1'),
      quantity_source: 'METER',
      meter_id: f.id('M-1'),
    });
    assert.match((await ask({ feeItem: 'WATER', effectiveFrom: '2026-11-01' })).bindings[0]?.reason ?? '', /quantity/);
    await f.reading('M-1', '2026-10-01', '0');
    await f.reading('M-1', '2026-11-01', '12');
    await billMonth(f.books, '2026-10');
    const [row] = (await ask({ feeItem: 'WATER', effectiveFrom: '2026-11-01' })).bindings;
    assert.deepEqual([row?.quantity, row?.current, row?.proposed], ['12', '60.00', '30.00']);
    const [later] = (await ask({ feeItem: 'WATER' })).bindings;
    assert.deepEqual([later?.current, later?.proposed], [null, '30.00']);
    assert.match(later?.reason ?? '', /no price/);
  });

  it('refuses a wrong model and an unknown fee item', async () => {
    await assert.rejects(ask({ model: { model: 'FIXED' } }), { code: 'pricing.field_missing' });
    await assert.rejects(ask({ feeItem: 'X' }), { code: 'value.unknown_code' });
    await assert.rejects(ask({ effectiveTo: '2026-01-01' }), { code: 'value.dates_reversed' });
  });
});
