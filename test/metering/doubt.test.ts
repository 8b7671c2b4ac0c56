import assert from 'node:assert/strict';
import { Client } from 'pg';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { acceptReading } from '../../server/metering/accept-reading.ts';
import { estimateReadings } from '../../server/metering/estimate-readings.ts';
import { meterLosses } from '../../server/metering/loss.ts';
import { replaceMeter } from '../../server/metering/replace-meter.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { billMonth } from '../support/bill-month.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, allRows, changed, publishing, summary } from '../support/publishing.ts';

/** A tenant with a metered room. */
async function metered(): Promise<Fixture> {
  const f = await fixture('2026-12-05');
  await f.taxCode('VAT3', '0.03');
  await f.feeItem('WATER', { tax_code_id: f.id('VAT3') });
  await f.price('WATER', { model: 'PER_UNIT', unitPrice: '2' });
  await f.customer('C-1');
  await f.premise('R-1');
  await f.meter('M-1', 'R-1', { digits: 5 });
  await f.binding('B-1', 'C-1', 'WATER', {
    premise_id: f.id('R-1'),
    start_date: '2026-09-01',
    anchor: '2026-09-01',
    quantity_source: 'METER',
    quantity: null,
    meter_id: f.id('M-1'),
  });
  return f;
}

const reading = (readOn: string, value: string, more: Record<string, string> = {}) => ({
  meter: 'M-1',
  readOn,
  value,
  kind: 'ACTUAL',
  ...more,
});

describe('Metering with doubt', () => {
  let f: Fixture;
  beforeEach(async () => {
    f = await metered();
  });
  afterEach(() => f.close());

  const read = (...cells: ReturnType<typeof reading>[]) => adding(f.books, 'METER_READINGS', ...cells);
  const preview = async (month: string) => {
    const run = await previewRun(f.books, { key: newId(), month, scope: { kind: 'ALL' } });
    return f.query<{ start: string; quantity: string | null; exception: string | null }>(
      `select period_start as start, trim_scale(quantity)::text as quantity, exception_code as exception
       from billing_run_line where run_id = $1 order by seq`,
      run.id,
    );
  };
  const quantities = async () =>
    (
      await f.query<{ quantity: string }>(
        'select trim_scale(quantity)::text as quantity from charge where live order by period_start',
      )
    ).map(({ quantity }) => quantity);
  const clean = async () => {
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    assert.ok(ok, JSON.stringify(laws.filter(({ broken }) => broken > 0)));
  };

  describe('A reading far above the usual', () => {
    beforeEach(async () => {
      await read(reading('2026-07-01', '0'), reading('2026-08-01', '31'), reading('2026-09-01', '62'));
    });

    it('is kept in doubt beyond five times the usual use, and is not billed until somebody accepts it', async () => {
      const [usual] = await read(reading('2026-09-15', String(62 + 14 * 5)));
      assert.equal(usual?.cells['flag'], null);
      const [far] = await read(reading('2026-10-01', '900'));
      assert.deepEqual([far?.cells['flag'], far?.cells['acceptedReason']], ['UNUSUAL', null]);
      assert.deepEqual(await preview('2026-09'), [
        { start: '2026-09-01', quantity: null, exception: 'metering.reading_suspicious' },
      ]);
      const input = { key: newId(), readingId: far?.id ?? '', reason: 'A pipe burst' };
      assert.equal(await acceptReading(f.books, input), far?.id);
      assert.equal(await acceptReading(f.books, input), far?.id);
      await assert.rejects(acceptReading(f.books, { ...input, key: newId() }), { code: 'metering.nothing_to_accept' });
      await billMonth(f.books, '2026-09');
      assert.deepEqual(await quantities(), ['838']);
      await clean();
    });

    it('says nothing about the readings after it while it is in doubt', async () => {
      await read(reading('2026-10-01', '9000'));
      const [next] = await read(reading('2026-11-01', '122'));
      assert.equal(next?.cells['flag'], null);
    });

    it('can be accepted in the sheet, with a reason that falls when the value changes', async () => {
      const [far] = (await read(reading('2026-10-01', '900', { acceptedReason: 'Pool filled' }))) as [DatasetRow];
      assert.deepEqual([far.cells['flag'], far.cells['acceptedReason']], ['UNUSUAL', 'Pool filled']);
      const [farther] = await publishing(f.books, 'METER_READINGS', [changed(far, { value: '950' })]);
      assert.deepEqual([farther?.row?.cells['flag'], farther?.row?.cells['acceptedReason']], ['UNUSUAL', null]);
      const [mended] = await publishing(f.books, 'METER_READINGS', [
        changed(farther?.row as DatasetRow, { value: '92' }),
      ]);
      assert.equal(mended?.row?.cells['flag'], null);
      const row = (await allRows(f.books, 'METER_READINGS')).find(({ id }) => id === far.id);
      assert.deepEqual([row?.cells['flag'], row?.cells['acceptedReason']], [null, null]);
      const needless = await publishing(f.books, 'METER_READINGS', [
        changed(mended.row, { acceptedReason: 'Why not' }),
        added(reading('2026-11-01', '120', { flag: 'LOWER' })),
      ]);
      assert.deepEqual(needless.map(summary), [
        'REFUSED acceptedReason: metering.nothing_to_accept',
        'REFUSED flag: access.column_read_only',
      ]);
    });

    it('is measured by the factor that the tenant has set', async () => {
      const admin = new Client({ connectionString: f.adminUrl });
      await admin.connect();
      await admin.query('update tenant set reading_factor = 50');
      await admin.end();
      const [far] = await read(reading('2026-10-01', '900'));
      assert.equal(far?.cells['flag'], null);
    });
  });

  it('takes an accepted reading that went back off the next charge, and charges nothing now', async () => {
    await read(reading('2026-09-01', '100'), reading('2026-10-01', '150', { kind: 'ESTIMATED' }));
    await billMonth(f.books, '2026-09');
    const [lower] = (await read(reading('2026-11-01', '140'))) as [DatasetRow];
    assert.equal(lower.cells['flag'], 'LOWER');
    await acceptReading(f.books, { key: newId(), readingId: lower.id, reason: 'September was estimated too high' });
    await billMonth(f.books, '2026-10');
    await read(reading('2026-12-01', '165'));
    await billMonth(f.books, '2026-11');
    assert.deepEqual(await quantities(), ['50', '0', '15']);
    await clean();
  });

  it('estimates what nobody read by the usual use, and the real reading settles it', async () => {
    await read(reading('2026-07-01', '0'), reading('2026-08-01', '31'), reading('2026-09-01', '62'));
    const key = newId();
    const estimates = await estimateReadings(f.books, { key, month: '2026-09' });
    assert.deepEqual(estimates, [{ meter: 'M-1', value: '92', readOn: '2026-10-01', reason: null }]);
    assert.deepEqual(await estimateReadings(f.books, { key, month: '2026-09' }), estimates);
    assert.deepEqual(await estimateReadings(f.books, { key: newId(), month: '2026-09' }), []);
    await billMonth(f.books, '2026-09');
    await read(reading('2026-11-01', '110'));
    await billMonth(f.books, '2026-10');
    assert.deepEqual(await quantities(), ['30', '18'], 'together what was really used');
    await assert.rejects(estimateReadings(f.books, { key: newId(), month: '2026-12' }), {
      code: 'metering.month_not_over',
    });
    await clean();
  });

  it('says why a meter cannot be estimated', async () => {
    await read(reading('2026-09-01', '62'));
    const [estimate] = await estimateReadings(f.books, { key: newId(), month: '2026-09' });
    assert.deepEqual([estimate?.value, estimate?.reason], [null, 'metering.no_usual_use']);
  });

  describe('A replaced meter', () => {
    beforeEach(async () => {
      await read(reading('2026-09-01', '100'), reading('2026-10-01', '150'));
      await billMonth(f.books, '2026-09');
    });
    const replace = (more: Partial<Parameters<typeof replaceMeter>[1]> = {}) =>
      replaceMeter(f.books, {
        key: newId(),
        meter: 'M-1',
        closedOn: '2026-10-11',
        closingValue: '170',
        newCode: 'M-2',
        openingValue: '5',
        ...more,
      });

    it('is charged for what both counted in a cycle, and goes on from the new one', async () => {
      assert.equal(await replace({ multiplier: '10' }), 'M-2');
      const [binding] = await allRows(f.books, 'BINDINGS');
      assert.equal(binding?.cells['meter'], 'M-2');
      await adding(f.books, 'METER_READINGS', reading('2026-11-01', '8', { meter: 'M-2' }));
      await adding(f.books, 'METER_READINGS', reading('2026-12-01', '9', { meter: 'M-2' }));
      await billMonth(f.books, '2026-10');
      await billMonth(f.books, '2026-11');
      assert.deepEqual(await quantities(), ['50', '50', '10']);
      const [october] = await f.query<{ readings: object }>(
        `select explanation -> 'readings' as readings from charge where period_start = '2026-10-01'`,
      );
      assert.deepEqual(october?.readings, {
        opening: { on: '2026-10-01', value: '150' },
        closing: { on: '2026-11-01', value: '8', meter: 'M-2' },
        multiplier: '10',
      });
      await clean();
    });

    it('loses nothing between two cycles, replaced on their boundary and read late', async () => {
      await replace({ closedOn: '2026-10-20', closingValue: '190' });
      await adding(f.books, 'METER_READINGS', reading('2026-11-01', '7', { meter: 'M-2' }));
      await replace({ meter: 'M-2', closedOn: '2026-11-01', closingValue: '7', newCode: 'M-3', openingValue: '0' });
      await billMonth(f.books, '2026-10');
      await adding(f.books, 'METER_READINGS', reading('2026-12-01', '12', { meter: 'M-3' }));
      await billMonth(f.books, '2026-11');
      assert.deepEqual(await quantities(), ['50', '42', '12']);
    });

    it('cannot be closed twice, before its last reading, below it, in the future or under a code that is taken', async () => {
      for (const [more, code] of [
        [{ closedOn: '2026-09-20' }, 'metering.replaced_before_reading'],
        [{ closingValue: '140' }, 'metering.reading_lower'],
        [{ closingValue: '100000' }, 'metering.reading_too_long'],
        [{ closedOn: '2026-12-06' }, 'metering.reading_in_future'],
        [{ newCode: 'M-1' }, 'metering.code_taken'],
        [{ newCode: ' ' }, 'value.bad_code'],
        [{ meter: 'M-9' }, 'metering.meter_unknown'],
        [{ openingValue: '-1' }, 'value.out_of_range'],
        [{ multiplier: '0' }, 'value.out_of_range'],
      ] as const) {
        await assert.rejects(replace(more), { code }, code);
      }
      await replace();
      await assert.rejects(replace({ newCode: 'M-3' }), { code: 'metering.meter_removed' });
    });
  });

  it('tells the loss between a parent meter and those below it, and leaves it unknown where one was not read', async () => {
    await f.meter('M-0', 'R-1', { multiplier: '10' });
    await f.meter('M-2', 'R-1');
    const meters = await allRows(f.books, 'METERS');
    const row = (code: string) => meters.find(({ cells }) => cells['code'] === code) as DatasetRow;
    const answers = await publishing(f.books, 'METERS', [
      changed(row('M-1'), { parent: 'M-0' }),
      changed(row('M-2'), { parent: 'M-0' }),
    ]);
    assert.deepEqual(answers.map(summary), ['APPLIED', 'APPLIED']);
    const circle = await publishing(f.books, 'METERS', [changed(row('M-0'), { parent: 'M-1' })]);
    assert.deepEqual(circle.map(summary), ['REFUSED parent: customers.meter_circle']);
    await read(reading('2026-10-01', '100'), reading('2026-11-01', '130'));
    await adding(f.books, 'METER_READINGS', reading('2026-10-01', '0', { meter: 'M-0' }));
    await adding(f.books, 'METER_READINGS', reading('2026-11-01', '10', { meter: 'M-0' }));
    await adding(f.books, 'METER_READINGS', reading('2026-10-01', '0', { meter: 'M-2' }));
    const [unknown] = await meterLosses(f.books, '2026-10');
    assert.deepEqual([unknown?.meter, unknown?.use, unknown?.loss, unknown?.problems.length], ['M-0', '100', null, 1]);
    await adding(f.books, 'METER_READINGS', reading('2026-11-01', '60', { meter: 'M-2' }));
    assert.deepEqual(await meterLosses(f.books, '2026-10'), [
      { meter: 'M-0', use: '100', childrenUse: '90', loss: '10', rate: '0.1', children: 2, problems: [] },
    ]);
  });
});
