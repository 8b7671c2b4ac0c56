import assert from 'node:assert/strict';
import type { Books } from '../../server/ledger/books.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { mayFollow } from '../../server/metering/reading-rules.ts';
import { billMonth } from '../support/bill-month.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, archived, changed, publishing, summary } from '../support/publishing.ts';

const reading = (readOn: string, value: string, more: Record<string, string> = {}) => ({
  meter: 'M-1',
  readOn,
  value,
  kind: 'ACTUAL',
  ...more,
});

describe('Meter readings in a sheet', () => {
  let f: Fixture;
  let books: Books;
  beforeEach(async () => {
    f = await fixture('2026-11-05');
    books = f.books;
    await f.premise('R-1');
    await f.meter('M-1', 'R-1', { digits: 5, installed_on: '2026-01-01', removed_on: '2026-12-31' });
    await f.meter('M-2', 'R-1', { digits: null });
  });
  afterEach(() => f.close());

  const publish = async (...rows: Parameters<typeof publishing>[2]) =>
    (await publishing(books, 'METER_READINGS', rows)).map(summary);

  for (const [what, cells, expected] of [
    ['an unknown meter', { meter: 'M-9' }, 'meter: value.unknown_code'],
    ['a day that does not exist', { readOn: '2026-02-30' }, 'readOn: value.not_a_date'],
    ['a day in the future', { readOn: '2026-11-06' }, 'readOn: metering.reading_in_future'],
    ['a day before the meter was installed', { readOn: '2025-12-31' }, 'readOn: metering.meter_not_installed'],
    ['text', { value: 'twelve' }, 'value: value.not_a_number'],
    ['a figure below zero', { value: '-1' }, 'value: value.out_of_range'],
    ['more digits than the meter has', { value: '100000' }, 'value: metering.reading_too_long'],
  ] as const) {
    it(`refuse ${what}`, async () => {
      assert.deepEqual(await publish(added(reading('2026-10-31', '10', cells))), [`REFUSED ${expected}`]);
    });
  }

  it('refuse a second reading of a day, stored or in the same publish', async () => {
    await adding(books, 'METER_READINGS', reading('2026-09-30', '10'));
    const answers = await publish(
      added(reading('2026-09-30', '10')),
      added(reading('2026-10-31', '20')),
      added(reading('2026-10-31', '21')),
      added(reading('2026-10-31', '5', { meter: 'M-2' })),
    );
    const twice = 'REFUSED readOn: metering.duplicate_day';
    assert.deepEqual(answers, [twice, 'APPLIED', twice, 'APPLIED']);
  });

  it('keep a reading below the one before or above the one after, in doubt', async () => {
    await adding(books, 'METER_READINGS', reading('2026-09-30', '120'), reading('2026-10-31', '150.5'));
    const answers = await publishing(books, 'METER_READINGS', [
      added(reading('2026-11-05', '150')),
      added(reading('2026-10-15', '151')),
      added(reading('2026-10-16', '130')),
      added(reading('2026-10-17', '129')),
    ]);
    assert.deepEqual(answers.map(summary), ['APPLIED', 'APPLIED', 'APPLIED', 'APPLIED']);
    assert.deepEqual(
      answers.map(({ row }) => row?.cells['flag']),
      ['LOWER', 'OUT_OF_ORDER', null, 'LOWER'],
    );
  });

  it('take a counter that rolled over its last digit, but not a misread one', async () => {
    await adding(books, 'METER_READINGS', reading('2026-09-30', '99950'));
    assert.deepEqual(await publish(added(reading('2026-10-31', '30'))), ['APPLIED']);
    assert.equal(mayFollow('60000', '6010', 5), false);
    assert.equal(mayFollow('99950', '30', null), false);
    assert.equal(mayFollow('10', '10', null), true);
  });

  it('judge a corrected reading by its neighbours, and two that change their days together', async () => {
    const [a, b] = (await adding(
      books,
      'METER_READINGS',
      reading('2026-09-30', '100'),
      reading('2026-10-31', '900'),
      reading('2026-11-05', '950'),
    )) as [DatasetRow, DatasetRow];
    const [lower] = await publishing(books, 'METER_READINGS', [changed(b, { value: '90' })]);
    assert.equal(lower?.row?.cells['flag'], 'LOWER');
    const [mended] = await publishing(books, 'METER_READINGS', [changed(lower.row, { value: '900' })]);
    assert.equal(mended?.row?.cells['flag'], null);
    b.version = mended?.row?.version ?? 0;
    const moved = await publishing(books, 'METER_READINGS', [
      changed(a, { readOn: '2026-10-31' }),
      changed(b, { readOn: '2026-09-30' }),
    ]);
    assert.deepEqual(
      moved.map(({ row }) => row?.cells['flag']),
      ['LOWER', null],
    );
    const [later, earlier] = moved.map(({ row }) => row) as [DatasetRow, DatasetRow];
    const swapped = await publishing(books, 'METER_READINGS', [
      changed(later, { value: '900' }),
      changed(earlier, { value: '100' }),
    ]);
    assert.deepEqual(
      swapped.map(({ status, row }) => [status, row?.cells['flag']]),
      [
        ['APPLIED', null],
        ['APPLIED', null],
      ],
    );
  });

  it('keep what was billed, and take what comes after', async () => {
    await f.taxCode('VAT3', '0.03');
    await f.feeItem('WATER', { tax_code_id: f.id('VAT3') });
    await f.price('WATER', { model: 'PER_UNIT', unitPrice: '5' });
    await f.customer('C-1');
    await f.binding('B-1', 'C-1', 'WATER', {
      premise_id: f.id('R-1'),
      start_date: '2026-10-01',
      anchor: '2026-10-01',
      quantity_source: 'METER',
      quantity: null,
      meter_id: f.id('M-1'),
    });
    const [, row] = (await adding(
      books,
      'METER_READINGS',
      reading('2026-10-01', '100'),
      reading('2026-11-01', '120'),
    )) as [DatasetRow, DatasetRow];
    await billMonth(books, '2026-10');
    assert.deepEqual(await publish(changed(row, { value: '121' })), ['REFUSED value: metering.reading_billed']);
    assert.deepEqual(await publish(archived(row)), ['REFUSED row: metering.reading_billed']);
    assert.deepEqual(await publish(changed(row, { note: 'checked' }), added(reading('2026-11-05', '125'))), [
      'APPLIED',
      'APPLIED',
    ]);
  });
});
