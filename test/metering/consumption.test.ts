import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays } from '../../server/kernel/dates.ts';
import { Decimal, plain, ZERO } from '../../server/kernel/money.ts';
import { consumptionOf, type MeterFacts, type Reading } from '../../server/metering/consumption.ts';

const meter: MeterFacts = { code: 'M-1', digits: null, multiplier: new Decimal(1), installedOn: null };
const october = { start: '2026-10-01', end: '2026-11-01' };
const read = (on: string, value: number): Reading => ({ on, value: new Decimal(value) });

describe('The consumption of a meter', () => {
  it('lies between the latest readings at both ends of a period', () => {
    const found = consumptionOf(meter, [read('2026-09-28', 10), read('2026-10-30', 25)], october, null);
    assert.deepEqual([plain(found.quantity), found.opening.on, found.closing.on], ['15', '2026-09-28', '2026-10-30']);
    assert.deepEqual(
      found.slices.map(({ period }) => period),
      [october],
    );
  });

  it('is cut by readings in between', () => {
    const readings = [read('2026-10-01', 10), read('2026-10-16', 14), read('2026-11-01', 25)];
    const { slices } = consumptionOf(meter, readings, october, null);
    assert.deepEqual(
      slices.map(({ period, quantity }) => [period.start, period.end, plain(quantity)]),
      [
        ['2026-10-01', '2026-10-16', '4'],
        ['2026-10-16', '2026-11-01', '11'],
      ],
    );
  });

  it('begins with the first reading of a meter that came in the middle', () => {
    const readings = [read('2026-10-10', 0), read('2026-11-01', 7)];
    const found = consumptionOf({ ...meter, installedOn: '2026-10-10' }, readings, october, null);
    assert.equal(plain(found.quantity), '7');
    assert.throws(() => consumptionOf(meter, readings, october, null), { code: 'metering.no_reading' });
  });

  it('needs a reading within the period to end with', () => {
    assert.throws(() => consumptionOf(meter, [read('2026-10-01', 10)], october, null), {
      code: 'metering.no_reading',
      message: /after 2026-10-01 and up to 2026-11-01/,
    });
  });

  it('rolls over where the meter has digits, and refuses a counter that ran backwards', () => {
    const readings = [read('2026-10-01', 9990), read('2026-11-01', 15)];
    assert.equal(plain(consumptionOf({ ...meter, digits: 4 }, readings, october, null).quantity), '25');
    assert.throws(() => consumptionOf(meter, readings, october, null), { code: 'metering.reading_lower' });
    const misread = [read('2026-10-01', 5000), read('2026-11-01', 4990)];
    assert.throws(() => consumptionOf({ ...meter, digits: 4 }, misread, october, null), {
      code: 'metering.reading_lower',
    });
  });

  it('neither loses nor doubles use over consecutive periods, however readings come late or are corrected', () => {
    const steps = fc.array(fc.record({ days: fc.integer({ min: 1, max: 20 }), use: fc.nat(50) }), {
      minLength: 8,
      maxLength: 20,
    });
    fc.assert(
      fc.property(steps, fc.nat(30), (plan, error) => {
        let day = '2026-01-01';
        let value = 100;
        const readings = [read(day, value)];
        for (const { days, use } of plan) {
          day = addDays(day, days);
          value += use;
          readings.push(read(day, value));
        }
        // The periods end on every second reading; each was read too low or too late when it was billed.
        const bounds = readings.filter((_, i) => i % 2 === 0);
        let billed: Reading | null = null;
        let total = ZERO;
        for (const [i, { on: end }] of bounds.entries()) {
          const start = bounds[i - 1]?.on;
          if (start === undefined) continue;
          const known = readings.map((reading) =>
            reading.on === end ? { ...reading, value: reading.value.minus(i % 3 === 0 ? error : 0) } : reading,
          );
          const seen = known.filter(({ on, value: shown }) => on <= end && shown.gte(readings[0]?.value ?? 0));
          try {
            const found = consumptionOf(meter, seen, { start, end }, billed);
            total = total.plus(found.quantity);
            billed = found.closing;
          } catch {
            return; // An error so large that the counter seems to run backwards is refused, not billed.
          }
        }
        assert.equal(plain(total), plain(billed?.value.minus(readings[0]?.value ?? 0) ?? ZERO));
      }),
    );
  });
});
