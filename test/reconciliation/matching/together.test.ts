/** Which lines pay a bill together: found only where they alone come to it, within a stated limit. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays } from '../../../server/kernel/dates.ts';
import { Decimal } from '../../../server/kernel/money.ts';
import { IndexOfBills, type MatchableBill } from '../../../server/reconciliation/matching/index-of-bills.ts';
import type { LineToMatch } from '../../../server/reconciliation/matching/line.ts';
import { SHIPPED_RULES } from '../../../server/reconciliation/matching/rules.ts';
import { MOST_BESIDE, MOST_TOGETHER, setsWithLast } from '../../../server/reconciliation/matching/sums.ts';
import { payTogether } from '../../../server/reconciliation/matching/together.ts';

const DAY = '2026-10-01';
let made = 0;

const bill = (open: string, customerId = 'c1'): MatchableBill => {
  made += 1;
  const number = `B-${String(made).padStart(6, '0')}`;
  return { id: `bill-${made}`, number, customerId, currency: 'CNY', dueDate: DAY, open: new Decimal(open) };
};

const line = (amount: string | number, over: Partial<LineToMatch> = {}): LineToMatch => {
  made += 1;
  return {
    id: `line-${made}`,
    amount: new Decimal(amount),
    currency: 'CNY',
    payerName: 'ACME',
    payerAccount: '',
    reference: '',
    text: '',
    account: 'ICBC',
    bookedOn: DAY,
    ...over,
  };
};

const customers = [
  { id: 'c1', name: 'Acme', bankAccount: '62221111' },
  { id: 'c2', name: 'Other', bankAccount: '62222222' },
];
const groups = (lines: readonly LineToMatch[], bills: MatchableBill[], fresh = true) =>
  payTogether(
    lines.map((each) => ({ line: each, fresh, undone: false })),
    new IndexOfBills(bills, customers),
    90,
    SHIPPED_RULES,
  );
const members = (found: ReturnType<typeof groups>) =>
  found.map(({ members: each, applied }) => `${applied} ${each.map((one) => one.line.amount).join('+')}`);

describe('Lines that pay together', () => {
  it('are offered with a sentence that names the others', () => {
    const [b] = [bill('300')];
    const found = groups([line(100), line(200, { bookedOn: '2026-10-05' }), line(77)], [b]);
    assert.deepEqual(members(found), ['false 100+200']);
    const [first, second] = found[0]?.members ?? [];
    assert.equal(first?.candidate.reason, `with the line of 2026-10-05 (200.00) it pays bill ${b.number} exactly`);
    assert.match(second?.candidate.reason ?? '', /2026-10-01 \(100\.00\)/);
    assert.equal(first?.candidate.score, 75);
  });

  it('may pay all open bills of the customer at once', () => {
    const bills = [bill('300'), bill('50')];
    const [found] = groups([line(120, { payerAccount: '62221111' }), line(230, { payerAccount: '62221111' })], bills);
    assert.deepEqual(found?.members[0]?.candidate.bills, bills);
    assert.equal(found?.members[0]?.candidate.score, 80);
  });

  it('are applied only where all of them name just these bills', () => {
    const b = bill('300');
    const named = { text: `${b.number} part` };
    assert.deepEqual(members(groups([line(100, named), line(200)], [b])), ['false 100+200']);
    const [way] = groups([line(100, named), line(200)], [bill('300'), b]);
    assert.deepEqual(way?.members[0]?.candidate.bills, [b], 'what a line says goes before what it comes to');
    assert.deepEqual(members(groups([line(100, named), line(200, named)], [b])), ['true 100+200']);
    assert.equal(b.open.toFixed(), '0', 'what is applied is taken from the bills');
  });

  it('are not offered where another set comes to the same, and never applied where two bills do', () => {
    assert.deepEqual(groups([line(100), line(200), line(200)], [bill('300')]), []);
    const two = [bill('300'), bill('300')];
    assert.deepEqual(members(groups([line(100), line(200)], two)), ['false 100+200', 'false 100+200']);
  });

  it('lie within 35 days, on one account of ours, and are of one customer', () => {
    const b = bill('300');
    assert.equal(groups([line(100), line(200, { bookedOn: addDays(DAY, 35) })], [b]).length, 1);
    assert.equal(groups([line(100), line(200, { bookedOn: addDays(DAY, 36) })], [b]).length, 0);
    assert.equal(groups([line(100), line(200, { account: 'CMB' })], [b]).length, 0);
    assert.equal(groups([line(100), line(200, { payerName: 'Other' })], [b]).length, 0);
    assert.equal(groups([line(100), line(200, { currency: 'EUR' })], [b]).length, 0);
    assert.equal(groups([line(100), line(200)], [b], false).length, 0, 'nothing new, nothing to ask');
  });

  it('are known by the account of one that names the bill', () => {
    const b = bill('300');
    const unknown = { payerName: 'Grandma', payerAccount: '62229999' };
    const found = groups([line(100, unknown), line(200, { ...unknown, text: b.number })], [b]);
    assert.deepEqual(members(found), ['false 100+200']);
  });

  it('leave out those of which somebody said that they do not pay it', () => {
    const b = bill('300');
    assert.deepEqual(groups([line(100, { rejectedBills: new Set([b.id]) }), line(200)], [b]), []);
  });

  it('are sought among at most 15 lines within the days, of which 8 pay', () => {
    const b = bill('800');
    assert.equal(
      groups(
        Array.from({ length: 8 }, () => line(100)),
        [b],
      ).length,
      1,
    );
    assert.equal(
      groups(
        Array.from({ length: 9 }, () => line(100)),
        [bill('900')],
      ).length,
      0,
    );
    const others = Array.from({ length: 20 }, (_, i) => line(1_000 + i));
    assert.equal(groups([line(300), line(500), ...others], [b]).length, 0);
  });

  it('come to the sum exactly, whatever the amounts', () => {
    const amounts = fc.array(fc.bigInt(1n, 40n), { minLength: 1, maxLength: MOST_BESIDE + 1 });
    fc.assert(
      fc.property(amounts, fc.bigInt(1n, 120n), (each, sum) => {
        const found = new Set<string>();
        setsWithLast(each, new Set([sum]), (_sum, places) => found.add(places.join()));
        // Every subset, tried one by one.
        const expected = new Set<string>();
        for (let bits = 0; bits < 1 << (each.length - 1); bits += 1) {
          const places = each.flatMap((_amount, i) => (i === each.length - 1 || (bits >> i) & 1 ? [i] : []));
          const total = places.reduce((all, place) => all + (each[place] as bigint), 0n);
          if (places.length > 1 && places.length <= MOST_TOGETHER && total === sum) expected.add(places.join());
        }
        assert.deepEqual(found, expected);
      }),
      { numRuns: 40 },
    );
  });
});
