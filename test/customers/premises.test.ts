import assert from 'node:assert/strict';
import { balancesOf, listCustomers, listPremises } from '../../server/customers/views.ts';
import type { Books } from '../../server/ledger/books.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { billMonth } from '../support/bill-month.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, archived, changed, publishing, summary } from '../support/publishing.ts';

const room = (code: string, community: string | null, kind = 'ROOM') => ({ code, name: code, kind, community });

describe('Customers and premises in a sheet', () => {
  let f: Fixture;
  let books: Books;
  beforeEach(async () => {
    f = await fixture('2026-11-05');
    books = f.books;
  });
  afterEach(() => f.close());

  const publish = async (...rows: Parameters<typeof publishing>[2]) =>
    (await publishing(books, 'PREMISES', rows)).map(summary);

  it('add a community and its rooms in one publish, in any order', async () => {
    assert.deepEqual(
      await publish(added(room('R-1', 'CUIHU')), added(room('CUIHU', null, 'COMMUNITY')), added(room('R-2', 'CUIHU'))),
      ['APPLIED', 'APPLIED', 'APPLIED'],
    );
    const { nodes } = await listPremises(books, { community: 'CUIHU' }, 50, null);
    assert.deepEqual(
      nodes.map(({ code }) => code),
      ['R-1', 'R-2'],
    );
  });

  it('refuse the rooms of a community that is refused', async () => {
    const community = added({ ...room('CUIHU', null, 'COMMUNITY'), area: 'large' });
    assert.deepEqual(await publish(added(room('R-1', 'CUIHU')), community), [
      'REFUSED community: value.unknown_code',
      'REFUSED area: value.not_a_number',
    ]);
  });

  it('belong to each other in no circle, however long', async () => {
    const [a, b] = await adding(books, 'PREMISES', room('A', null), {
      ...room('B', null),
      parent: 'A',
    });
    assert.ok(a && b);
    assert.deepEqual(
      await publish(added({ ...room('C', null, 'PARKING'), parent: 'B' }), changed(a, { parent: 'C' })),
      ['APPLIED', 'REFUSED parent: customers.premise_circle'],
    );
    assert.deepEqual(await publish(changed(a, { parent: 'A' })), ['REFUSED parent: customers.premise_circle']);
    // Both change places in one publish: there is no circle when all is done.
    assert.deepEqual(await publish(changed(b, { parent: null }), changed(a, { parent: 'B' })), ['APPLIED', 'APPLIED']);
  });

  it('are vacant from a day on, until a later one', async () => {
    assert.deepEqual(
      await publish(
        added({ ...room('A', null), vacantFrom: '2026-01-01' }),
        added({ ...room('B', null), vacantFrom: '2026-02-01', vacantTo: '2026-02-01' }),
        added({ ...room('C', null), vacantTo: '2026-02-01' }),
      ),
      ['APPLIED', 'REFUSED vacantTo: value.dates_reversed', 'REFUSED vacantFrom: customers.vacancy_without_start'],
    );
  });

  it('send bills where there is an address', async () => {
    const customer = (code: string, more: object) =>
      added({ code, name: code, kind: 'COMPANY', industry: 'IT', ...more });
    const answers = await publishing(books, 'CUSTOMERS', [
      customer('C-1', { billChannel: 'EMAIL', email: 'a@b.cn', tags: 'vip', contacts: '王芳 财务' }),
      customer('C-2', { billChannel: 'EMAIL' }),
      customer('C-3', { billChannel: 'SMS', phone: null }),
      customer('C-4', { billChannel: 'PIGEON' }),
    ]);
    assert.deepEqual(answers.map(summary), [
      'APPLIED',
      'REFUSED email: customers.address_missing',
      'REFUSED phone: customers.address_missing',
      'REFUSED billChannel: value.unknown_option',
    ]);
  });

  it('refuse a community that is none, or one inside another', async () => {
    await adding(books, 'PREMISES', room('CUIHU', null, 'COMMUNITY'), room('R-1', 'CUIHU'));
    assert.deepEqual(
      await publish(added(room('R-2', 'R-1')), added(room('LAKE', 'CUIHU', 'COMMUNITY')), added(room('R-3', 'R-3'))),
      [
        'REFUSED community: customers.not_a_community',
        'REFUSED community: customers.community_in_community',
        'REFUSED community: customers.not_a_community',
      ],
    );
  });

  it('refuse to archive what is used, and say by what', async () => {
    const [cuihu] = (await adding(books, 'PREMISES', room('CUIHU', null, 'COMMUNITY'), room('R-1', 'CUIHU'))) as [
      DatasetRow,
    ];
    const [answer] = await publishing(books, 'PREMISES', [archived(cuihu)]);
    assert.equal(summary(answer as never), 'REFUSED row: customers.premise_in_use');
    assert.match(answer?.errors[0]?.message ?? '', /1 premises/);
    assert.deepEqual(await publish(changed(cuihu, { kind: 'ROOM' })), ['REFUSED kind: customers.premise_in_use']);
  });

  it('keep a meter in the premise where it is charged', async () => {
    await f.premise('R-1');
    await f.premise('R-2');
    await f.meter('M-1', 'R-1');
    await f.customer('C-1');
    await f.feeItem('WATER');
    await f.binding('B-1', 'C-1', 'WATER', {
      premise_id: f.id('R-1'),
      quantity_source: 'METER',
      meter_id: f.id('M-1'),
      quantity: null,
    });
    const row = { id: f.id('M-1'), version: 1 };
    const meters = async (...rows: Parameters<typeof publishing>[2]) =>
      (await publishing(books, 'METERS', rows)).map(summary);
    assert.deepEqual(await meters(changed(row, { premise: 'R-2' })), ['REFUSED premise: customers.meter_bound']);
    assert.deepEqual(await meters(archived(row)), ['REFUSED row: customers.meter_bound']);
    assert.deepEqual(await meters(changed(row, { digits: '2' })), ['REFUSED digits: value.out_of_range']);
    assert.deepEqual(await meters(changed(row, { installedOn: '2026-05-01', removedOn: '2026-04-30' })), [
      'REFUSED removedOn: value.dates_reversed',
    ]);
    const { nodes } = await listCustomers(books, { search: 'c-' }, 50, null);
    assert.deepEqual(
      nodes.map(({ code }) => code),
      ['C-1'],
    );
  });

  it('show what a customer owes, and keep a customer who owes', async () => {
    await f.taxCode('VAT6', '0.06');
    await f.feeItem('MGMT', { tax_code_id: f.id('VAT6') });
    await f.price('MGMT', { model: 'FIXED', amount: '100' });
    await f.customer('C-1');
    await f.customer('C-2');
    await f.binding('B-1', 'C-1', 'MGMT', {
      start_date: '2026-10-01',
      end_date: '2026-11-01',
      anchor: '2026-10-01',
      quantity_source: 'FIXED',
      quantity: '1',
    });
    await billMonth(books, '2026-10');
    const later = f.on('2027-01-01');
    assert.deepEqual(await balancesOf(later, [f.id('C-2'), f.id('C-1')]), [
      { open: '0.00', overdue: '0.00', unallocated: '0.00' },
      { open: '100.00', overdue: '100.00', unallocated: '0.00' },
    ]);
    const bindings = await publishing(books, 'BINDINGS', [archived({ id: f.id('B-1'), version: 1 })]);
    assert.deepEqual(bindings.map(summary), ['APPLIED']);
    const customers = await publishing(books, 'CUSTOMERS', [archived({ id: f.id('C-1'), version: 1 })]);
    assert.deepEqual(customers.map(summary), ['REFUSED row: customers.customer_owes']);
  });
});
