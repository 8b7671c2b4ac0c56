import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { code, date, decimal, int, text } from '../../addin/datasets/columns.ts';
import { DATASETS } from '../../addin/datasets/datasets.ts';
import { feeItems } from '../../addin/datasets/masters.ts';
import type { Column } from '../../addin/datasets/types.ts';
import { canonicalDecimal, decimalOfNumber, numberOfDecimal, roundDecimal } from '../../addin/workbook/decimals.ts';
import {
  canonicalText,
  dateOfSerial,
  decodeCell,
  encodeCell,
  escapeText,
  serialOfDate,
} from '../../addin/workbook/values.ts';

const price = decimal('price', '单价', 'Price', 4, { wireScale: 12 });
const free = decimal('free', '数', 'Number', 400);
const note = text('note', '备注', 'Note');
const itemCode = code('code', '编码', 'Code');
const day = date('day', '日期', 'Date');
const days = int('days', '天数', 'Days');

function wire(column: Column, cell: Parameters<typeof decodeCell>[1]): string | null {
  const decoded = decodeCell(column, cell);
  assert.ok(decoded.ok, JSON.stringify(decoded));
  return decoded.value;
}
function problem(column: Column, cell: Parameters<typeof decodeCell>[1]) {
  const decoded = decodeCell(column, cell);
  assert.ok(!decoded.ok, `taken as ${JSON.stringify(decoded)}`);
  return decoded.problem;
}
const bigDecimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 20 }))
  .map(([digits, places]) => {
    const sign = digits < 0n ? '-' : '';
    const plain = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
    return `${sign}${plain.slice(0, plain.length - places)}.${plain.slice(plain.length - places)}`;
  });

describe('the codec between cells and the wire', () => {
  it('gives every decimal back exactly, as a number where that survives and as text where it does not', () => {
    fc.assert(
      fc.property(bigDecimal, (value) => {
        const cell = encodeCell(free, value, 'zh');
        assert.equal(wire(free, cell), canonicalDecimal(value));
        if (typeof cell === 'number') assert.equal(decimalOfNumber(cell), canonicalDecimal(value));
      }),
    );
  });

  it('writes up to fifteen digits as a number, so that sums and pivots work', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999_999 }),
        fc.integer({ min: 0, max: 12 }),
        (digits, places) => {
          const value = canonicalDecimal(`${digits}e-${places}`) as string;
          assert.equal(typeof encodeCell(free, value, 'en'), 'number');
        },
      ),
    );
    assert.equal(encodeCell(price, '2.850000', 'en'), 2.85);
    assert.equal(encodeCell(price, '1234567890.123456', 'en'), '1234567890.123456');
  });

  it('takes fifteen digits of a number that arithmetic has frayed', () => {
    assert.equal(wire(price, 0.1 + 0.2), '0.3');
    assert.equal(wire(price, 2.85 * 1.05 * 1000), '2992.5');
    assert.equal(wire(price, -0), '0');
  });

  it('refuses more decimals than the column has and offers the rounded value', () => {
    const found = problem(price, 1 / 3);
    assert.equal(found.code, 'value.too_many_decimals');
    assert.equal(found.suggestion, 0.3333);
    assert.deepEqual(found.params, { text: '0.333333333333333', scale: '4', rounded: '0.3333' });
    assert.equal(problem(price, '2.00005').suggestion, 2.0001);
    assert.equal(problem(price, '-2.00005').suggestion, -2.0001);
    assert.equal(decodeCell(price, 0.00012, 12).ok, true);
  });

  it('rounds like exact arithmetic does', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
        fc.integer({ min: 0, max: 8 }),
        (digits, places) => {
          const unit = 10n ** BigInt(8 - places);
          const magnitude = digits < 0n ? -digits : digits;
          const expected = ((magnitude + unit / 2n) / unit) * unit * (digits < 0n ? -1n : 1n);
          assert.equal(
            roundDecimal(canonicalDecimal(`${digits}e-8`) as string, places),
            canonicalDecimal(`${expected}e-8`),
          );
        },
      ),
    );
  });

  it('refuses numbers of sixteen digits and more, because the sheet has already cut them', () => {
    assert.equal(problem(price, Number('12345678901234567')).code, 'value.too_many_digits');
    assert.equal(problem(itemCode, Number('6222020200112233445')).code, 'value.too_many_digits');
    assert.equal(wire(note, '6222020200112233445'), '6222020200112233445');
    assert.equal(numberOfDecimal('1000000000000000'), null);
  });

  it('refuses text, errors and truth values where a number belongs', () => {
    for (const cell of ['abc', '12元', '1e5', '--1', '1.2.3', '1,23', true]) {
      assert.equal(problem(price, cell).code, 'value.not_a_number');
    }
    assert.deepEqual(problem(price, { error: '#N/A' }), { code: 'value.cell_error', params: { error: '#N/A' } });
    assert.equal(problem(note, { error: '#REF!' }).code, 'value.cell_error');
    assert.equal(wire(price, ' 1,234.50 '), '1234.5');
    assert.equal(wire(price, '  '), null);
  });

  it('takes whole numbers only for counts', () => {
    assert.equal(wire(days, 30), '30');
    assert.equal(problem(days, 30.5).code, 'value.not_an_integer');
    assert.equal(problem(days, '30.5').suggestion, 31);
  });

  it('keeps every date from March 1900 on through its serial', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2_958_465 }), (serial) => {
        const written = dateOfSerial(serial) as string;
        assert.equal(serialOfDate(written), serial);
        assert.equal(wire(day, encodeCell(day, written, 'en')), written);
      }),
    );
    assert.equal(serialOfDate('2026-10-31'), 46_326);
    assert.equal(wire(day, encodeCell(day, '1900-01-15', 'en')), '1900-01-15');
  });

  it('refuses dates that do not exist and offers the day where a time was pasted', () => {
    for (const cell of ['2026-02-30', '2026-13-01', '30.2.2026', '明天', 'x', 0, 60, 1e9, false]) {
      assert.equal(problem(day, cell).code, 'value.not_a_date', String(cell));
    }
    const timed = problem(day, 46_326.75);
    assert.deepEqual([timed.code, timed.suggestion], ['value.has_time', 46_326]);
    for (const cell of ['2026/2/3', '2026.2.3', '2026年2月3日', '2026-02-03', '2026-2-3']) {
      assert.equal(wire(day, cell), '2026-02-03');
    }
  });

  it('gives every text back, whatever it looks like', () => {
    const nasty = fc.constantFrom(
      '=1+1',
      '+1',
      '-1',
      '@SUM(A1)',
      '\tx',
      "'x",
      '00123',
      '1e5',
      '#N/A',
      'TRUE',
      '2026-10-31',
    );
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (value) => {
        const cell = encodeCell(note, value, 'zh');
        if (cell !== null) assert.equal(typeof cell, 'string');
        assert.equal(wire(note, cell) ?? '', canonicalText(value));
      }),
    );
    const long = '缴费通知🧾'.repeat(5_000);
    assert.equal(wire(note, encodeCell(note, long, 'zh')), long);
  });

  it('escapes text that a spreadsheet would take for a formula', () => {
    for (const value of ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', "'x"]) {
      assert.equal(escapeText(value), `'${value}`);
    }
    for (const value of ['1+1', '管理费', '00123', '']) assert.equal(escapeText(value), value);
  });

  it('reads an enum by its label in either language or its code, and shows the label of the sheet', () => {
    const cycle = feeItems.columns.find((c) => c.id === 'cycle') as Column;
    for (const cell of ['每月', 'monthly', 'MONTHLY', ' Monthly ']) assert.equal(wire(cycle, cell), 'MONTHLY');
    assert.equal(encodeCell(cycle, 'MONTHLY', 'zh'), '每月');
    assert.equal(problem(cycle, 'fortnightly').code, 'value.not_in_list');
  });

  it('gives every enum code of every dataset back in both languages', () => {
    for (const dataset of DATASETS) {
      for (const column of dataset.columns) {
        for (const value of column.values ?? []) {
          for (const locale of ['zh', 'en'] as const) {
            assert.equal(wire(column, encodeCell(column, value.code, locale)), value.code);
          }
        }
      }
    }
  });

  it('trims codes, keeps their leading zeros and takes typed numbers as digits', () => {
    assert.equal(wire(itemCode, ' 00123 '), '00123');
    assert.equal(wire(itemCode, 123), '123');
    assert.equal(wire(itemCode, ' '), null);
  });
});
