import assert from 'node:assert/strict';
import type { Books } from '../../server/ledger/books.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { billMonth } from '../support/bill-month.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, archived, changed, publishing, summary } from '../support/publishing.ts';

type Sent = Record<string, string | null>;

const lives = (customer: string, startDate: string, endDate: string | null = null, more: Sent = {}): Sent => ({
  premise: 'R-1',
  customer,
  role: 'TENANT',
  startDate,
  endDate,
  ...more,
});

describe('Occupants in a sheet', () => {
  let f: Fixture;
  let books: Books;
  beforeEach(async () => {
    f = await fixture();
    books = f.books;
    for (const code of ['C-1', 'C-2']) await f.customer(code);
    for (const code of ['R-1', 'R-2']) await f.premise(code);
  });
  afterEach(() => f.close());

  const publish = async (...rows: Parameters<typeof publishing>[2]) =>
    (await publishing(books, 'OCCUPANCIES', rows)).map(summary);

  it('pay unless said otherwise, one at a time', async () => {
    const [owner] = await adding(books, 'OCCUPANCIES', lives('C-1', '2026-01-01', null, { role: 'OWNER' }));
    assert.ok(owner);
    assert.equal(owner.cells['pays'], 'true');
    assert.deepEqual(await publish(added(lives('C-2', '2026-07-01'))), ['REFUSED startDate: customers.two_payers']);
    assert.deepEqual(
      await publish(
        added(lives('C-2', '2026-03-01', '2026-05-01', { pays: 'FALSE' })),
        changed(owner, { endDate: '2026-07-01' }),
        added(lives('C-2', '2026-07-01')),
      ),
      ['APPLIED', 'APPLIED', 'APPLIED'],
    );
  });

  it('stay with their premise, and end after they begin', async () => {
    const [row] = (await adding(books, 'OCCUPANCIES', lives('C-1', '2026-01-01'))) as [DatasetRow];
    assert.deepEqual(await publish(changed(row, { premise: 'R-2' })), ['REFUSED premise: customers.occupancy_moved']);
    assert.deepEqual(await publish(changed(row, { endDate: '2025-12-31', pays: 'maybe' })), [
      'REFUSED pays: value.not_a_boolean, endDate: value.dates_reversed',
    ]);
  });

  it('keep customers and premises from being archived', async () => {
    const [row] = (await adding(books, 'OCCUPANCIES', lives('C-1', '2026-01-01'))) as [DatasetRow];
    const archive = async (dataset: 'CUSTOMERS' | 'PREMISES', code: string) =>
      (await publishing(books, dataset, [archived({ id: f.id(code), version: 1 })])).map(summary)[0];
    assert.equal(await archive('CUSTOMERS', 'C-1'), 'REFUSED row: customers.customer_in_use');
    assert.equal(await archive('PREMISES', 'R-1'), 'REFUSED row: customers.premise_in_use');
    assert.deepEqual(await publish(archived(row)), ['APPLIED']);
    assert.equal(await archive('CUSTOMERS', 'C-1'), 'APPLIED');
  });

  it('pay for bindings of a premise only', async () => {
    await f.feeItem('MGMT');
    const binding = { code: 'B-1', customer: 'C-1', feeItem: 'MGMT', startDate: '2026-01-01', quantitySource: 'FIXED' };
    const sent = [added({ ...binding, quantity: '1', payer: 'OCCUPANT' })];
    assert.deepEqual((await publishing(books, 'BINDINGS', sent)).map(summary), [
      'REFUSED payer: customers.occupant_without_premise',
    ]);
  });
});

describe('Pauses in a sheet', () => {
  let f: Fixture;
  let books: Books;
  beforeEach(async () => {
    f = await fixture();
    books = f.books;
    await f.customer('C-1');
    await f.feeItem('PARK');
    await f.price('PARK', { model: 'FIXED', amount: '300' });
    for (const code of ['P-1', 'P-2']) {
      await f.premise(code, { kind: 'PARKING' });
      await f.binding(`B-${code}`, 'C-1', 'PARK', { premise_id: f.id(code), start_date: '2026-08-01' });
    }
  });
  afterEach(() => f.close());

  const publish = async (...rows: Parameters<typeof publishing>[2]) =>
    (await publishing(books, 'PAUSES', rows)).map(summary);
  const pause = (startDate: string, endDate: string | null = null, binding = 'B-P-1'): Sent => ({
    binding,
    startDate,
    endDate,
  });

  it('do not overlap, stay with their binding and end after they begin', async () => {
    const [row] = (await adding(books, 'PAUSES', pause('2026-08-11', '2026-08-21'))) as [DatasetRow];
    assert.deepEqual(
      await publish(
        added(pause('2026-08-20')),
        added(pause('2026-08-20', null, 'B-P-2')),
        added(pause('2026-09-20', '2026-09-20')),
        added(pause('2026-09-20', null, 'B-X')),
        changed(row, { binding: 'B-P-2' }),
      ),
      [
        'REFUSED startDate: customers.pause_overlap',
        'APPLIED',
        'REFUSED endDate: value.dates_reversed',
        'REFUSED binding: value.unknown_code',
        'REFUSED binding: customers.pause_moved',
      ],
    );
  });

  it('change on days that are not billed yet only', async () => {
    const [over, open] = (await adding(
      books,
      'PAUSES',
      pause('2026-08-11', '2026-08-21'),
      pause('2026-08-11', null, 'B-P-2'),
    )) as [DatasetRow, DatasetRow];
    await billMonth(books, '2026-08');
    assert.deepEqual(
      await publish(changed(over, { endDate: '2026-08-20' }), changed(open, { startDate: '2026-08-10' })),
      ['REFUSED endDate: customers.pause_billed', 'REFUSED startDate: customers.pause_billed'],
    );
    assert.deepEqual(
      await publish(archived(over), changed(open, { endDate: '2026-09-11' }), added(pause('2026-08-31'))),
      ['REFUSED row: customers.pause_billed', 'APPLIED', 'REFUSED startDate: customers.pause_billed'],
    );
    assert.deepEqual(await publish(changed(over, { note: 'moved out' })), ['APPLIED']);
  });
});
