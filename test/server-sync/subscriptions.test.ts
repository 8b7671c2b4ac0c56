import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainCharge } from '../../server/billing/explain.ts';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import type { Run } from '../../server/billing/runs.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import {
  cancelSubscription,
  changeSubscription,
  type StepResult,
  startSubscription,
} from '../../server/sync/subscriptions/subscriptions.ts';
import { subscriptionsOf } from '../../server/sync/subscriptions/views.ts';
import { verifyDatabase } from '../../server/verify/verify.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, allRows, changed, publishing, summary } from '../support/publishing.ts';
import { problemsOf, refused } from '../support/small-books.ts';

describe('Subscriptions', () => {
  let f: Fixture;

  before(async () => {
    f = await fixture('2026-11-05', 'USD');
    await f.taxCode('VAT6', '0.06');
    for (const [plan, price] of [
      ['TEAM', { model: 'PER_UNIT', unitPrice: '12' }],
      ['BASIC', { model: 'FIXED', amount: '29' }],
      ['PRO', { model: 'FIXED', amount: '99' }],
      ['STEPS', { model: 'GRADUATED', tiers: [{ upTo: '5', unitPrice: '10' }, { upTo: null, unitPrice: '7' }] }], // biome-ignore format: one tier scheme
      ['VOLUME', { model: 'VOLUME', tiers: [{ upTo: '5', unitPrice: '10' }, { upTo: null, unitPrice: '7' }] }], // biome-ignore format: one tier scheme
    ] as const) {
      await f.feeItem(plan, { timing: 'ADVANCE', tax_code_id: f.id('VAT6') });
      await f.price(plan, price, '2025-01-01');
    }
    await f.feeItem('LATER', { timing: 'ARREARS' });
    await f.price('LATER', { model: 'PER_UNIT', unitPrice: '30' }, '2025-01-01');
  });
  after(() => f.close());

  let made = 0;
  async function someone(): Promise<string> {
    made += 1;
    const code = `N-${made}`;
    await f.customer(code, { currency: 'USD' });
    return code;
  }

  const start = (customer: string, feeItem: string, startDate: string, more: object = {}): Promise<StepResult> =>
    startSubscription(f.books, { key: newId(), customer, feeItem, startDate, ...more });
  const change = (binding: string, on: string, more: object): Promise<StepResult> =>
    changeSubscription(f.books, { key: newId(), binding, on, ...more });
  const cancel = (binding: string, more: object = {}): Promise<StepResult> =>
    cancelSubscription(f.books, { key: newId(), binding, ...more });

  const preview = (customer: string, month: string): Promise<Run> =>
    previewRun(f.books, { key: newId(), month, scope: { kind: 'CUSTOMER', code: customer } });

  async function bill(customer: string, month: string): Promise<Run> {
    const run = await preview(customer, month);
    if (run.lineCount === 0) return run;
    return postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
  }

  /** Live charges of a customer, as `kind fee item start end quantity amount`. */
  async function charged(customer: string): Promise<string[]> {
    const rows = await f.query<{ line: string }>(
      `select concat_ws(' ', x.kind, i.code, x.period_start, x.period_end, trim_scale(x.quantity), trim_scale(x.amount)) as line
       from charge x join customer c on (c.tenant_id, c.id) = (x.tenant_id, x.customer_id)
       join fee_item i on (i.tenant_id, i.id) = (x.tenant_id, x.fee_item_id)
       where c.code = $1 and x.live order by x.id`,
      customer,
    );
    return rows.map(({ line }) => line);
  }

  async function net(customer: string): Promise<string> {
    const [row] = await f.query<{ sum: string }>(
      `select coalesce(sum(x.amount), 0)::text as sum from charge x
       join customer c on (c.tenant_id, c.id) = (x.tenant_id, x.customer_id) where c.code = $1 and x.live`,
      customer,
    );
    return new Decimal((row as { sum: string }).sum).toFixed(2);
  }

  it('charges nothing in a trial, and converts by itself on the day it ends', async () => {
    const n = await someone();
    const { subscription, charges } = await start(n, 'BASIC', '2026-11-01', { trialDays: 14 });
    assert.equal(subscription.status, 'TRIAL');
    // 29 × 16 ÷ 30
    assert.deepEqual(
      charges.map(({ periodStart, periodEnd, amount }) => [periodStart, periodEnd, amount]),
      [['2026-11-15', '2026-12-01', '15.47']],
    );
    await bill(n, '2026-11');
    await bill(n, '2026-12');
    assert.deepEqual(await charged(n), [
      'REGULAR BASIC 2026-11-15 2026-12-01 1 15.47',
      'REGULAR BASIC 2026-12-01 2027-01-01 1 29',
    ]);
  });

  it('bills nothing of a trial that is cancelled in time', async () => {
    const n = await someone();
    const { subscription } = await start(n, 'PRO', '2026-11-01', { trialDays: 30 });
    const { charges, subscription: ended } = await cancel(subscription.binding);
    assert.deepEqual([charges, ended.endDate], [[], '2026-12-01']);
    assert.equal((await bill(n, '2026-12')).lineCount, 0);
  });

  it('credits the unused days of the old plan and charges those of the new one', async () => {
    const n = await someone();
    const { subscription } = await start(n, 'BASIC', '2026-11-01');
    await bill(n, '2026-11');
    const shown = await changeSubscription(f.books, {
      key: newId(),
      binding: subscription.binding,
      on: '2026-11-16',
      feeItem: 'PRO',
      dryRun: true,
    });
    // −29 × 15 ÷ 30 and 99 × 15 ÷ 30
    assert.deepEqual(
      shown.charges.map(({ kind, feeItem, amount }) => `${kind} ${feeItem} ${amount}`),
      ['CORRECTION BASIC -14.50', 'REGULAR PRO 49.50'],
    );
    assert.deepEqual([shown.applied, shown.total], [false, '35.00']);
    assert.equal((await subscriptionsOf(f.books, n)).length, 1, 'a dry run writes nothing');
    await change(subscription.binding, '2026-11-16', { feeItem: 'PRO' });
    await bill(n, '2026-11');
    await bill(n, '2026-12');
    assert.deepEqual(await charged(n), [
      'REGULAR BASIC 2026-11-01 2026-12-01 1 29',
      'CORRECTION BASIC 2026-11-16 2026-12-01 0 -14.5',
      'REGULAR PRO 2026-11-16 2026-12-01 1 49.5',
      'REGULAR PRO 2026-12-01 2027-01-01 1 99',
    ]);
    assert.equal((await preview(n, '2026-12')).lineCount, 0, 'nothing is corrected twice');
  });

  it('gives the credit of a downgrade back bill by bill, so that no bill is below zero', async () => {
    const n = await someone();
    const { subscription } = await start(n, 'PRO', '2026-11-01');
    await bill(n, '2026-11');
    await change(subscription.binding, '2026-11-16', { feeItem: 'BASIC' });
    for (const month of ['2026-11', '2026-12', '2027-01', '2027-02']) await bill(n, month);
    assert.deepEqual((await charged(n)).slice(1), [
      'CORRECTION PRO 2026-11-16 2026-12-01 0 -14.5',
      'REGULAR BASIC 2026-11-16 2026-12-01 1 14.5',
      'CORRECTION PRO 2026-11-16 2026-12-01 0 -29',
      'REGULAR BASIC 2026-12-01 2027-01-01 1 29',
      'CORRECTION PRO 2026-11-16 2026-12-01 0 -6',
      'REGULAR BASIC 2027-01-01 2027-02-01 1 29',
      'REGULAR BASIC 2027-02-01 2027-03-01 1 29',
    ]);
    // 99 × 15 ÷ 30, 29 × 15 ÷ 30, three months
    assert.equal(await net(n), '151.00');
  });

  it('keeps a credit that there is nothing to set against as an exception', async () => {
    const n = await someone();
    const { subscription } = await start(n, 'PRO', '2026-11-01');
    await bill(n, '2026-11');
    await cancel(subscription.binding, { on: '2026-11-16' });
    const run = await preview(n, '2026-12');
    assert.deepEqual([run.lineCount, run.exceptionCount], [0, 1]);
  });

  it('charges seats for the days on which they were there, before and after they are billed', async () => {
    const n = await someone();
    const { subscription } = await start(n, 'TEAM', '2026-11-01', { quantity: '3' });
    await bill(n, '2026-11');
    await change(subscription.binding, '2026-11-11', { quantity: '5' });
    await change(subscription.binding, '2026-12-16', { quantity: '4' });
    assert.deepEqual((await subscriptionsOf(f.books, n)).map(({ quantity }) => quantity), ['3']); // biome-ignore format: short
    await bill(n, '2026-12');
    // 2 × 12 × 20 ÷ 30; 5 × 12 − 12 × 16 ÷ 31
    assert.deepEqual(await charged(n), [
      'REGULAR TEAM 2026-11-01 2026-12-01 3 36',
      'CORRECTION TEAM 2026-11-11 2026-12-01 2 16',
      'REGULAR TEAM 2026-12-01 2027-01-01 4 53.81',
    ]);
  });

  it('settles a billed cycle in arrears just the same', async () => {
    const n = await someone();
    const { subscription } = await start(n, 'LATER', '2026-10-01', { quantity: '2' });
    await bill(n, '2026-10');
    await change(subscription.binding, '2026-10-12', { quantity: '1' });
    await bill(n, '2026-11');
    // 30 × 20 ÷ 31 less; then one seat
    assert.deepEqual((await charged(n)).toSorted(), [
      'CORRECTION LATER 2026-10-12 2026-11-01 -1 -19.35',
      'REGULAR LATER 2026-10-01 2026-11-01 2 60',
      'REGULAR LATER 2026-11-01 2026-12-01 1 30',
    ]);
  });

  it('ends with its period, or at once with or without a credit', async () => {
    const [a, b, c] = [await someone(), await someone(), await someone()];
    for (const n of [a, b, c]) {
      await start(n, 'PRO', '2026-11-01', { code: `PRO-${n}` });
      await start(n, 'TEAM', '2026-11-01', { quantity: '9', code: `TEAM-${n}` });
      await bill(n, '2026-11');
    }
    assert.equal((await cancel(`PRO-${a}`)).subscription.endDate, '2026-12-01');
    assert.equal((await cancel(`PRO-${b}`, { on: '2026-11-21' })).total, '-33.00');
    assert.equal((await cancel(`PRO-${c}`, { on: '2026-11-21', credit: false })).total, '0.00');
    for (const n of [a, b, c]) await bill(n, '2026-12');
    // 99 + 108 + 108, the second one with 99 × 10 ÷ 30 given back
    assert.deepEqual(await Promise.all([a, b, c].map(net)), ['315.00', '282.00', '315.00']);
    await refused(cancel(`PRO-${b}`), 'customers.binding_cancelled');
    const again = await start(b, 'PRO', '2026-11-25');
    assert.equal(again.subscription.binding, `PRO/${b}`);
  });

  it('explains a correction by what the cycle cost and what it costs now', async () => {
    const rows = await f.query<{ id: string; amount: string }>(
      `select id, amount from charge where kind = 'CORRECTION'`,
    );
    assert.ok(rows.length >= 5);
    for (const { id, amount } of rows) {
      const explained = await explainCharge(f.books, id);
      assert.ok(new Decimal(amount).eq(explained?.recomputed ?? NaN), `${id}: ${explained?.recomputed}, not ${amount}`);
    }
  });

  it('does not correct what a new price would change', async () => {
    const n = await someone();
    await f.feeItem('RISES', { timing: 'ADVANCE' });
    const version = await f.price('RISES', { model: 'PER_UNIT', unitPrice: '10' }, '2025-01-01');
    const { subscription } = await start(n, 'RISES', '2026-11-01', { quantity: '3' });
    await bill(n, '2026-11');
    await f.change('price_version', version, { model: { model: 'PER_UNIT', unitPrice: '20' } });
    await change(subscription.binding, '2026-11-16', { quantity: '4' });
    await bill(n, '2026-11');
    // One seat more for half a month at the price of today; the three that were billed stay as they were.
    assert.deepEqual((await charged(n))[1], 'CORRECTION RISES 2026-11-16 2026-12-01 1 10');
  });

  it('refuses what cannot be, naming the field and the way out', async () => {
    const n = await someone();
    const { subscription } = await start(n, 'TEAM', '2026-09-10', { quantity: '3' });
    for (const month of ['2026-09', '2026-10', '2026-11']) await bill(n, month);
    const { binding } = subscription;
    await refused(
      change(binding, '2026-10-15', { quantity: '4' }),
      'customers.quantity_change_too_early',
      /2026-11-01/,
    );
    await refused(change(binding, '2026-09-10', { quantity: '4' }), 'customers.quantity_change_outside');
    await refused(change(binding, '2026-11-10', { quantity: '-1' }), 'value.out_of_range', /at least 0/);
    await refused(change(binding, '2026-11-10', {}), 'customers.nothing_to_change');
    await refused(change(binding, '2026-11-10', { feeItem: 'TEAM' }), 'customers.same_plan');
    await refused(change(binding, '2026-11-31', { quantity: '4' }), 'value.not_a_date');
    await refused(change('NONE', '2026-11-10', { quantity: '4' }), 'customers.no_subscription');
    await refused(cancel(binding, { on: '2026-10-20' }), 'customers.cancel_too_early');
    await refused(cancel(binding, { on: '2026-09-10' }), 'customers.cancel_before_start');
    await refused(start(n, 'NONE', '2026-11-10'), 'value.unknown_code');
    await refused(start(n, 'TEAM', '2026-11-10', { premise: 'NONE' }), 'value.unknown_code');
    await refused(start(n, 'TEAM', '2026-11-10'), 'customers.binding_overlap');
    await refused(start(n, 'PRO', '2026-11-10', { trialDays: 0 }), 'customers.bad_trial');
    const volume = await start(n, 'VOLUME', '2026-11-01', { quantity: '3' });
    const { charges } = await change(volume.subscription.binding, '2026-11-10', { quantity: '8' });
    assert.match(charges[0]?.exception ?? '', /cannot price a quantity that changes/);
  });

  it('answers a repeated request as before, and does nothing twice', async () => {
    const n = await someone();
    const request = { key: newId(), customer: n, feeItem: 'BASIC', startDate: '2026-11-01' };
    const first = await startSubscription(f.books, request);
    assert.deepEqual(await startSubscription(f.books, request), first);
    await refused(startSubscription(f.books, { ...request, feeItem: 'PRO' }), 'request.key_reused');
    assert.equal((await subscriptionsOf(f.books, n)).length, 1);
  });

  it('keeps settled changes, and an end that was settled, as they are in the sheets', async () => {
    const n = await someone();
    const { subscription } = await start(n, 'TEAM', '2026-11-01', { quantity: '3' });
    await bill(n, '2026-11');
    const [row] = await publishing(f.books, 'QUANTITY_CHANGES', [
      added({ binding: subscription.binding, effectiveFrom: '2026-11-11', quantity: '5', note: null }),
    ]);
    assert.equal(row?.status, 'APPLIED');
    await bill(n, '2026-11');
    const [edited] = await publishing(f.books, 'QUANTITY_CHANGES', [
      changed(row.row ?? assert.fail(), { quantity: '6' }),
    ]);
    assert.equal(summary(edited ?? assert.fail()), 'REFUSED quantity: customers.quantity_change_billed');
    await cancel(subscription.binding, { on: '2026-11-21' });
    const binding = (await allRows(f.books, 'BINDINGS')).find(({ cells }) => cells['code'] === subscription.binding);
    const [moved] = await publishing(f.books, 'BINDINGS', [
      changed(binding ?? assert.fail(), { endDate: '2026-12-01' }),
    ]);
    assert.equal(summary(moved ?? assert.fail()), 'REFUSED endDate: customers.binding_cancelled');
  });

  it('comes to the same, to the cent, however often it is billed in between', async () => {
    const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}`;
    const changes = fc.uniqueArray(
      fc.record({ on: fc.integer({ min: 2, max: 30 }), quantity: fc.integer({ min: 0, max: 12 }) }),
      { selector: ({ on }) => on, minLength: 1, maxLength: 4 },
    );
    const plan = fc.constantFrom('TEAM', 'STEPS');
    await fc.assert(
      fc.asyncProperty(
        plan,
        fc.integer({ min: 0, max: 9 }),
        changes,
        fc.array(fc.boolean()),
        async (item, seats, list, when) => {
          const [often, once] = [await someone(), await someone()];
          for (const n of [often, once])
            await start(n, item, '2026-11-01', { quantity: String(seats), code: `S-${n}` });
          await bill(often, '2026-11');
          for (const [i, { on, quantity }] of list.entries()) {
            for (const n of [often, once]) await change(`S-${n}`, day(on), { quantity: String(quantity) });
            if (when[i]) await bill(often, '2026-11');
          }
          // December's seats outweigh any credit, unless there are none left.
          for (const n of [often, once]) await start(n, 'PRO', '2026-12-01', { code: `P-${n}` });
          await bill(often, '2026-11');
          for (const n of [often, once]) await bill(n, '2026-12');
          const held = (await preview(often, '2026-12')).exceptionCount;
          if (held > 0) return;
          assert.equal(await net(often), await net(once));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('leaves books in which every law holds', async () => {
    const { ok, laws } = await verifyDatabase(f.serverUrl);
    assert.ok(ok, problemsOf(laws).join('\n'));
  });
});
