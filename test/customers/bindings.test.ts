import assert from 'node:assert/strict';
import type { Books } from '../../server/ledger/books.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { billMonth } from '../support/bill-month.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, archived, changed, publishing, summary } from '../support/publishing.ts';

type Sent = Record<string, string | null>;

const binding = (code: string, more: Sent = {}): Sent => ({
  code,
  customer: 'C-1',
  feeItem: 'MGMT',
  premise: 'R-1',
  contract: null,
  startDate: '2026-03-15',
  endDate: null,
  quantitySource: 'AREA',
  quantity: null,
  meter: null,
  discountKind: null,
  discountValue: null,
  note: null,
  ...more,
});

describe('Bindings in a sheet', () => {
  let f: Fixture;
  let books: Books;
  beforeEach(async () => {
    f = await fixture('2026-11-05');
    books = f.books;
    await f.taxCode('VAT6', '0.06');
    await f.feeItem('MGMT', { tax_code_id: f.id('VAT6') });
    await f.feeItem('PARKING', { effective_from: '2026-02-01', effective_to: '2027-01-01' });
    await f.price('MGMT', { model: 'PER_UNIT', unitPrice: '2' });
    for (const code of ['C-1', 'C-2']) await f.customer(code);
    await f.premise('R-1', { area: '100', customer_id: f.id('C-1') });
    await f.premise('P-1', { kind: 'PARKING' });
    await f.meter('M-1', 'R-1');
    await f.contract('K-1', 'C-1', { start_date: '2026-01-01', end_date: '2027-01-01' });
    await f.contract('K-2', 'C-2');
  });
  afterEach(() => f.close());

  const publish = async (...rows: Parameters<typeof publishing>[2]) =>
    (await publishing(books, 'BINDINGS', rows)).map(summary);
  const addBinding = async (code: string, more: Sent = {}) =>
    (await adding(books, 'BINDINGS', binding(code, more)))[0] as DatasetRow;
  const anchors = () => f.query<{ code: string; anchor: string }>('select code, anchor from binding order by code');

  it('count their cycles from the first day of their start month', async () => {
    const row = await addBinding('B-1');
    assert.deepEqual(await anchors(), [{ code: 'B-1', anchor: '2026-03-01' }]);
    assert.deepEqual(await publish(changed(row, { startDate: '2026-05-20', note: 'later' })), ['APPLIED']);
    assert.deepEqual(await anchors(), [{ code: 'B-1', anchor: '2026-05-01' }]);
  });

  it('count their cycles from the anchor day of the fee item, the last one on or before their start', async () => {
    await f.feeItem('MID', { anchor_day: 20 });
    await f.feeItem('LAST', { anchor_day: 31 });
    await f.feeItem('WEEK', { cycle: 'WEEKLY' });
    await f.feeItem('SUNDAY', { cycle: 'WEEKLY', anchor_day: 7 });
    await f.feeItem('DAY', { cycle: 'DAILY' });
    await f.feeItem('ONCE', { cycle: 'ONE_OFF' });
    // 2026-03-15 is a Sunday.
    const expected = {
      MID: '2026-02-20',
      LAST: '2026-01-31',
      WEEK: '2026-03-09',
      SUNDAY: '2026-03-15',
      DAY: '2026-03-15',
      ONCE: '2026-03-15',
    };
    for (const feeItem of Object.keys(expected)) await addBinding(feeItem, { feeItem });
    assert.deepEqual(Object.fromEntries((await anchors()).map(({ code, anchor }) => [code, anchor])), expected);
  });

  it('are refused for those to whom the fee item does not apply', async () => {
    await f.customer('C-VIP', { customer_group: 'VIP', region: 'EAST' });
    await f.feeItem('CLUB', { for_groups: 'VIP, GOLD', for_premise_kinds: 'PARKING' });
    assert.deepEqual(
      await publish(
        added(binding('B-1', { feeItem: 'CLUB' })),
        added(binding('B-2', { feeItem: 'CLUB', customer: 'C-VIP' })),
        added(
          binding('B-3', {
            feeItem: 'CLUB',
            customer: 'C-VIP',
            premise: 'P-1',
            quantitySource: 'FIXED',
            quantity: '1',
          }),
        ),
      ),
      [
        'REFUSED customer: customers.fee_item_not_applicable',
        'REFUSED premise: customers.fee_item_not_applicable',
        'APPLIED',
      ],
    );
  });

  for (const [what, cells, expected] of [
    ['an unknown customer', { customer: 'C-9' }, 'customer: value.unknown_code'],
    ['an end that is not after the start', { endDate: '2026-03-15' }, 'endDate: value.dates_reversed'],
    [
      'a start before the contract',
      { contract: 'K-1', startDate: '2025-12-31', endDate: '2026-12-31' },
      'startDate: customers.binding_outside_contract',
    ],
    [
      'an end after the contract',
      { contract: 'K-1', endDate: '2027-01-02' },
      'endDate: customers.binding_outside_contract',
    ],
    ['no end in a contract that ends', { contract: 'K-1' }, 'endDate: customers.binding_outside_contract'],
    [
      'a start after the contract',
      { contract: 'K-1', startDate: '2027-01-01' },
      'startDate: customers.binding_outside_contract',
    ],
    ['a contract of somebody else', { contract: 'K-2' }, 'contract: customers.contract_of_another_customer'],
    [
      'dates outside the fee item, each at its cell',
      { feeItem: 'PARKING', startDate: '2026-01-31' },
      'startDate: customers.binding_outside_fee_item, endDate: customers.binding_outside_fee_item',
    ],
    ['a fixed quantity without one', { quantitySource: 'FIXED' }, 'quantity: customers.quantity_missing'],
    ['a quantity beside an area', { quantity: '3' }, 'quantity: customers.quantity_not_used'],
    ['an area without a premise', { premise: null }, 'premise: customers.premise_missing'],
    ['a premise without an area', { premise: 'P-1' }, 'premise: customers.area_missing'],
    ['a meter beside an area', { meter: 'M-1' }, 'meter: customers.meter_not_used'],
    ['no meter where one is read', { quantitySource: 'METER' }, 'meter: customers.meter_missing'],
    [
      'a meter of another premise',
      { quantitySource: 'METER', meter: 'M-1', premise: 'P-1' },
      'meter: customers.meter_of_another_premise',
    ],
    ['half a discount', { discountKind: 'PERCENT' }, 'discountValue: customers.discount_incomplete'],
    [
      'a discount over 100 %',
      { discountKind: 'PERCENT', discountValue: '101' },
      'discountValue: pricing.discount_too_large',
    ],
    [
      'several things at once, each at its cell',
      { customer: 'C-9', startDate: '2026-02-30', quantity: 'many', quantitySource: 'GUESS' },
      'startDate: value.not_a_date, quantitySource: value.unknown_option, quantity: value.not_a_number, customer: value.unknown_code',
    ],
  ] as [string, Sent, string][]) {
    it(`refuse ${what}`, async () => {
      const [found] = await publish(added(binding('B-1', cells)));
      const sorted = (text: string) => text.replace('REFUSED ', '').split(', ').toSorted();
      assert.deepEqual(sorted(found ?? ''), sorted(expected));
    });
  }

  it('refuse a fee item in another currency than the customer’s account', async () => {
    await f.customer('C-USD', { currency: 'USD' });
    assert.deepEqual(await publish(added(binding('B-1', { customer: 'C-USD' }))), [
      'REFUSED feeItem: customers.currency_differs',
    ]);
  });

  it('refuse to bind what is archived, but stay where they are when it is archived later', async () => {
    await f.customer('C-3', { archived: true });
    assert.deepEqual(await publish(added(binding('B-1', { customer: 'C-3' }))), [
      'REFUSED customer: value.archived_code',
    ]);
    const row = await addBinding('B-1');
    await f.change('premise', f.id('R-1'), { archived: true });
    assert.deepEqual(await publish(changed(row, { note: 'still here' })), ['APPLIED']);
  });

  it('refuse the same fee item for the same premise at the same time, naming the other one', async () => {
    await addBinding('B-1', { endDate: '2026-06-01' });
    const answers = await publishing(books, 'BINDINGS', [
      added(binding('B-2', { startDate: '2026-05-31', endDate: '2026-07-01' })),
      added(binding('B-3', { startDate: '2026-06-01' })),
      added(binding('B-4', { startDate: '2026-08-01', customer: 'C-2' })),
    ]);
    const overlap = 'REFUSED startDate: customers.binding_overlap';
    assert.deepEqual(answers.map(summary), [overlap, 'APPLIED', overlap]);
    assert.match(answers[0]?.errors[0]?.message ?? '', /B-1 .* from 2026-03-15 until 2026-06-01/);
    assert.match(answers[2]?.errors[0]?.message ?? '', /B-3 .* from 2026-06-01 on/);
  });

  it('pass from one customer to the next in one publish', async () => {
    const row = await addBinding('B-1');
    const next = added(binding('B-2', { customer: 'C-2', startDate: '2026-09-01' }));
    assert.deepEqual(await publish(next, changed(row, { endDate: '2026-09-01' })), ['APPLIED', 'APPLIED']);
  });

  it('keep what is billed: start, customer, premise, and the days up to the end of the last period', async () => {
    const row = await addBinding('B-1', { startDate: '2026-10-01' });
    await billMonth(books, '2026-10');
    const billed = 'customers.binding_billed';
    assert.deepEqual(await publish(changed(row, { startDate: '2026-10-02' })), [`REFUSED startDate: ${billed}`]);
    assert.deepEqual(await publish(changed(row, { customer: 'C-2' })), [`REFUSED customer: ${billed}`]);
    assert.deepEqual(await publish(changed(row, { endDate: '2026-10-31' })), [`REFUSED endDate: ${billed}`]);
    assert.deepEqual(await publish(archived(row)), [`REFUSED row: ${billed}`]);
    const [ended] = await publishing(books, 'BINDINGS', [
      changed(row, { endDate: '2026-11-01', discountKind: 'PERCENT', discountValue: '5' }),
    ]);
    assert.equal(ended?.status, 'APPLIED');
    assert.deepEqual(await publish(archived(ended.row as DatasetRow)), ['APPLIED']);
    const again = added(binding('B-2', { startDate: '2026-10-15' }));
    assert.deepEqual(await publish(again), ['REFUSED startDate: customers.binding_overlap']);
    assert.deepEqual(await publish(added(binding('B-2', { startDate: '2026-11-01' }))), ['APPLIED']);
  });

  it('hold their contract: it is not shortened or given to somebody else under them', async () => {
    await addBinding('B-1', { contract: 'K-1', startDate: '2026-02-01', endDate: '2027-01-01' });
    const row = { id: f.id('K-1'), version: 1 };
    const contracts = async (cells: Sent) => (await publishing(books, 'CONTRACTS', [changed(row, cells)])).map(summary);
    assert.deepEqual(await contracts({ startDate: '2026-02-02' }), ['REFUSED startDate: customers.contract_bound']);
    assert.deepEqual(await contracts({ endDate: '2026-12-31' }), ['REFUSED endDate: customers.contract_bound']);
    assert.deepEqual(await contracts({ customer: 'C-2' }), ['REFUSED customer: customers.contract_bound']);
    const [gone] = await publishing(books, 'CONTRACTS', [archived(row)]);
    assert.equal(summary(gone as never), 'REFUSED row: customers.contract_bound');
    assert.deepEqual(await contracts({ endDate: null, startDate: '2026-02-01' }), ['APPLIED']);
  });
});
