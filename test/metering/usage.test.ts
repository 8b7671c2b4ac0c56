import assert from 'node:assert/strict';
import { explainCharge } from '../../server/billing/explain.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import { recordUsage } from '../../server/metering/record-usage.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { billMonth } from '../support/bill-month.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, publishing, summary } from '../support/publishing.ts';

type Event = Record<string, unknown>;

let made = 0;
const event = (at: string, quantity: unknown, more: Event = {}): Event => ({
  id: `e-${(made += 1)}`,
  binding: 'B-1',
  at,
  quantity,
  ...more,
});

describe('Usage events', () => {
  let f: Fixture;
  beforeEach(async () => {
    f = await fixture('2026-12-05');
    await f.taxCode('VAT6', '0.06');
    await f.feeItem('API', { tax_code_id: f.id('VAT6') });
    await f.price('API', { model: 'PER_UNIT', unitPrice: '0.5' });
    await f.customer('C-1');
    await f.customer('C-2');
    await adding(f.books, 'USAGE_METRICS', { code: 'CALLS', name: 'Calls', aggregation: 'SUM' });
    await bind('B-1', 'C-1', 'CALLS');
  });
  afterEach(() => f.close());

  const bind = (code: string, customer: string, metric: string, more: Record<string, string> = {}) =>
    adding(f.books, 'BINDINGS', {
      code,
      customer,
      feeItem: 'API',
      startDate: '2026-10-01',
      quantitySource: 'USAGE',
      metric,
      ...more,
    });
  const record = async (events: readonly unknown[], key = newId()) =>
    (await recordUsage(f.books, { key, events })).map(({ status, errors }) =>
      [status, errors.map(({ field, code }) => `${field ?? 'row'}: ${code}`).join()].filter(Boolean).join(' '),
    );
  const charges = () =>
    f.query<{ id: string; start: string; quantity: string; amount: string; usage: Record<string, unknown> }>(
      `select id, period_start as start, trim_scale(quantity)::text as quantity, trim_scale(amount)::text as amount, explanation -> 'usage' as usage
       from charge order by period_start, part`,
    );
  const previewed = async (month: string) => {
    const run = await previewRun(f.books, { key: newId(), month, scope: { kind: 'ALL' } });
    return f.query<{ quantity: string | null; exception: string | null; usage: Record<string, unknown> }>(
      `select trim_scale(quantity)::text as quantity, exception_code as exception, explanation -> 'usage' as usage
       from billing_run_line where run_id = $1 order by seq`,
      run.id,
    );
  };

  it('are counted in the month of the time zone, and the charge explains itself', async () => {
    const answers = await record([
      // The last minute of September in Shanghai is before the binding; the first of October is in it.
      event('2026-09-30T15:59:59Z', '7'),
      event('2026-09-30T16:00:00Z', '100'),
      event('2026-10-31T23:00:00+08:00', 20.5),
      event('2026-11-01T00:00:00+08:00', '1000'),
    ]);
    assert.deepEqual(answers, ['REFUSED at: metering.usage_outside_binding', 'APPLIED', 'APPLIED', 'APPLIED']);
    await billMonth(f.books, '2026-10');
    const [charge] = await charges();
    assert.deepEqual([charge?.quantity, charge?.amount], ['120.5', '60.25']);
    assert.deepEqual(charge?.usage, {
      metric: 'CALLS',
      aggregation: 'SUM',
      from: '2026-10-01',
      until: '2026-11-01',
      quantity: '120.5',
      events: 2,
    });
    assert.equal((await explainCharge(f.books, charge?.id ?? ''))?.recomputed, '60.25');
  });

  it('that came late are settled by the next charge, which says so, and by none after it', async () => {
    await record([event('2026-10-05T00:00:00Z', '100'), event('2026-11-05T00:00:00Z', '10')]);
    await billMonth(f.books, '2026-10');
    await record([event('2026-10-06T00:00:00Z', '5')]);
    await billMonth(f.books, '2026-11');
    const [, november] = await charges();
    assert.deepEqual([november?.quantity, november?.amount], ['15', '7.5']);
    assert.deepEqual(november?.usage['late'], [
      { from: '2026-10-01', until: '2026-11-01', quantity: '105', events: 2, billed: '100' },
    ]);
    assert.equal((await explainCharge(f.books, november?.id ?? ''))?.recomputed, '7.5');
    const [december] = await previewed('2026-12');
    assert.deepEqual([december?.quantity, december?.usage['late']], ['0', undefined]);
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    assert.ok(ok, JSON.stringify(laws.filter(({ broken }) => broken > 0)));
  });

  it('count once however often they are sent, and are refused with an id that says something else', async () => {
    const first = event('2026-10-05T00:00:00Z', '100', { properties: { region: 'eu' } });
    assert.deepEqual(await record([first, first, { ...first, quantity: '100.0' }]), [
      'APPLIED',
      'UNCHANGED',
      'UNCHANGED',
    ]);
    assert.deepEqual(await record([first, { ...first, quantity: '101' }, { ...first, properties: {} }]), [
      'UNCHANGED',
      'REFUSED id: metering.event_id_reused',
      'REFUSED id: metering.event_id_reused',
    ]);
    assert.deepEqual(await record([{ ...first, at: '2026-10-05T00:00:01Z' }]), [
      'REFUSED id: metering.event_id_reused',
    ]);
    assert.deepEqual(await record([{ ...first, at: '2026-10-05T08:00:00+08:00' }]), ['UNCHANGED']);
    const [{ n }] = (await f.query<{ n: number }>('select count(*)::int as n from usage_event')) as [{ n: number }];
    assert.equal(n, 1);
  });

  it('give the same answer to the same batch, and refuse its key for another', async () => {
    const events = [event('2026-10-05T00:00:00Z', '1'), event('2026-10-05T00:00:00Z', 'many')];
    const key = newId();
    const answer = await record(events, key);
    assert.deepEqual(answer, ['APPLIED', 'REFUSED quantity: value.not_a_number']);
    assert.deepEqual(await record(events, key), answer);
    await assert.rejects(record([event('2026-10-05T00:00:00Z', '1')], key), { code: 'request.key_reused' });
  });

  it('go in although others of the batch are refused, each with its field', async () => {
    const at = '2026-10-05T00:00:00Z';
    const answers = await record([
      event(at, '1'),
      event(at, '1', { binding: 'B-9' }),
      event(at, '1', { binding: undefined, customer: 'C-2', metric: 'CALLS' }),
      event(at, '1', { binding: undefined }),
      event(at, '1', { customer: 'C-1' }),
      event(at, '1', { metric: 'OTHER' }),
      event(at, '1', { binding: undefined, customer: 'C-1' }),
      event('2026-12-06T00:00:00+08:00', '1'),
      event('yesterday', '1'),
      event(at, '1', { id: '' }),
      event(at, '1', { id: 'x'.repeat(129) }),
      event(at, null),
      event(at, '1', { properties: 'none' }),
      event(at, '1', { properties: { text: '\u0000' } }),
      'nothing',
      event(at, '2', { binding: undefined, customer: 'C-1', metric: 'CALLS' }),
    ]);
    assert.deepEqual(answers, [
      'APPLIED',
      'REFUSED binding: metering.unknown_binding',
      'REFUSED customer: metering.unknown_binding',
      'REFUSED binding: metering.subject_missing',
      'REFUSED binding: metering.subject_missing',
      'REFUSED binding: metering.unknown_binding',
      'REFUSED metric: metering.metric_missing',
      'REFUSED at: metering.usage_in_future',
      'REFUSED at: value.not_a_moment',
      'REFUSED id: metering.event_id_missing',
      'REFUSED id: metering.event_id_bad',
      'REFUSED quantity: metering.quantity_missing',
      'REFUSED properties: metering.properties_bad',
      'REFUSED properties: metering.properties_bad',
      'REFUSED row: metering.event_not_read',
      'APPLIED',
    ]);
    const lines = await previewed('2026-10');
    assert.deepEqual(
      lines.map(({ quantity }) => quantity),
      ['3'],
    );
  });

  it('are refused as a whole only beyond ten thousand', async () => {
    const many = Array.from({ length: 10_001 }, () => event('2026-10-05T00:00:00Z', '1'));
    await assert.rejects(record(many), { code: 'metering.too_many_events' });
    const bad = many.slice(0, 10_000).map((each, i) => (i % 20 === 0 ? { ...each, quantity: 'x' } : each));
    const answers = await record(bad);
    assert.equal(answers.filter((answer) => answer === 'APPLIED').length, 9_500);
  });

  for (const [aggregation, quantity, property] of [
    ['SUM', '31', null],
    ['COUNT', '4', null],
    ['MAX', '20', null],
    ['LATEST', '1', null],
    ['UNIQUE_COUNT', '2', 'user'],
    // +4 for 31 of 31 days (since before), +6 for 21, +20 for 11 and +1 for the last day.
    ['WEIGHTED_SUM', '15.193548', null],
  ] as const) {
    it(`come to a quantity by ${aggregation}`, async () => {
      await adding(f.books, 'USAGE_METRICS', { code: 'M', name: 'M', aggregation, property });
      await bind('B-2', 'C-2', 'M');
      const of = (at: string, value: string, user: string) =>
        event(at, value, { binding: 'B-2', properties: { user } });
      await record([
        of('2026-10-01T00:00:00+08:00', '4', 'a'),
        of('2026-10-11T00:00:00+08:00', '6', 'b'),
        of('2026-10-31T00:00:00+08:00', '1', 'a'),
        of('2026-10-21T00:00:00+08:00', '20', 'a'),
      ]);
      const lines = await previewed('2026-10');
      assert.equal(lines.find(({ usage }) => usage['metric'] === 'M')?.quantity, quantity);
    });
  }

  it('without which a metric stands still: a level lasts into the next month', async () => {
    await adding(f.books, 'USAGE_METRICS', { code: 'SEATS', name: 'Seats', aggregation: 'WEIGHTED_SUM' });
    await bind('B-2', 'C-2', 'SEATS');
    await record([event('2026-10-16T12:00:00+08:00', '10', { binding: 'B-2' })]);
    const lines = (await previewed('2026-11')).filter(({ usage }) => usage['metric'] === 'SEATS');
    assert.deepEqual(
      lines.map(({ quantity }) => quantity),
      ['5', '10'],
    );
  });

  it('need a metric on the binding, and a binding by usage for the metric', async () => {
    const answers = await publishing(f.books, 'BINDINGS', [
      added({ code: 'B-3', customer: 'C-2', feeItem: 'API', startDate: '2026-10-01', quantitySource: 'USAGE' }),
      added({
        code: 'B-4',
        customer: 'C-2',
        feeItem: 'API',
        startDate: '2026-10-01',
        quantitySource: 'FIXED',
        quantity: '1',
        metric: 'CALLS',
      }),
    ]);
    assert.deepEqual(answers.map(summary), [
      'REFUSED metric: customers.metric_missing',
      'REFUSED metric: customers.metric_not_used',
    ]);
    const metrics = await publishing(f.books, 'USAGE_METRICS', [
      added({ code: 'A', name: 'A', aggregation: 'UNIQUE_COUNT' }),
      added({ code: 'B', name: 'B', aggregation: 'SUM', property: 'user' }),
    ]);
    assert.deepEqual(metrics.map(summary), [
      'REFUSED property: customers.property_missing',
      'REFUSED property: customers.property_not_used',
    ]);
  });

  it('are an exception where a yearly ladder would need them', async () => {
    await f.feeItem('LADDER');
    const tiers = [
      { upTo: '10', unitPrice: '1' },
      { upTo: null, unitPrice: '2' },
    ];
    await f.price('LADDER', { model: 'GRADUATED', tiers, reset: 'YEAR' });
    await bind('B-5', 'C-2', 'CALLS', { feeItem: 'LADDER' });
    const lines = await previewed('2026-10');
    assert.ok(lines.some(({ exception }) => exception === 'billing.yearly_usage'));
  });
});
