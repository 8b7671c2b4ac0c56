import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  formatAmount,
  formatCount,
  formatMoment,
  formatMonth,
  formatMonthShort,
  formatRate,
  formatScale,
} from '../../addin/i18n/format.ts';

describe('an amount', () => {
  it('has thousands separators and two decimals at least', () => {
    assert.equal(formatAmount('1234567.5'), '1,234,567.50');
    assert.equal(formatAmount('0'), '0.00');
    assert.equal(formatAmount('999'), '999.00');
    assert.equal(formatAmount('1000.00'), '1,000.00');
  });

  it('keeps digits beyond its decimals and those that no number could hold', () => {
    assert.equal(formatAmount('0.4883'), '0.4883');
    assert.equal(formatAmount('12345678901234567890.01'), '12,345,678,901,234,567,890.01');
  });

  it('has a true minus', () => {
    assert.equal(formatAmount('-35'), '−35.00');
  });

  it('shows what is no decimal as it is', () => {
    assert.equal(formatAmount('n/a'), 'n/a');
  });

  it('never changes the value', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.integer({ min: 0, max: 99 }),
        (whole, cents) => {
          const decimal = `${whole}.${String(cents).padStart(2, '0')}`;
          assert.equal(formatAmount(decimal).replaceAll(',', '').replace('−', '-'), decimal);
        },
      ),
    );
  });
});

describe('a rate', () => {
  it('is a percentage with one decimal, half up', () => {
    assert.equal(formatRate('0.9512'), '95.1%');
    assert.equal(formatRate('0.9515'), '95.2%');
    assert.equal(formatRate('1'), '100.0%');
    assert.equal(formatRate('0'), '0.0%');
    assert.equal(formatRate('0.004'), '0.4%');
    assert.equal(formatRate('0.9512', 0), '95%');
  });

  it('is a dash where there is none', () => {
    assert.equal(formatRate(null), '–');
  });
});

describe('counts, months and moments', () => {
  it('follow the language', () => {
    assert.equal(formatCount(20_000), '20,000');
    assert.equal(formatMonth('2026-10', 'zh'), '2026年10月');
    assert.equal(formatMonth('2026-03-01', 'en'), 'Mar 2026');
    assert.equal(formatMonthShort('2026-01', 'en'), 'Jan 26');
    assert.equal(formatMonthShort('2026-09', 'zh'), '9月');
    assert.equal(formatScale(475_000, 'zh'), '47.5万');
    assert.equal(formatScale(475_000, 'en'), '475k');
    assert.equal(formatScale(0, 'en'), '0');
  });

  it('show the day of a moment only when it is not today', () => {
    const now = new Date(2026, 9, 31, 15, 0);
    assert.equal(formatMoment(new Date(2026, 9, 31, 9, 5).toISOString(), now), '09:05');
    assert.equal(formatMoment(new Date(2026, 9, 30, 9, 5).toISOString(), now), '2026-10-30 09:05');
    assert.equal(formatMoment('soon', now), 'soon');
  });
});
