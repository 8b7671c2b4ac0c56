/** A cashier's day at the counter, from the first payment to the count, told as finance people tell it. */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createOperator } from '../../server/access/operators.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal, ZERO } from '../../server/kernel/money.ts';
import { type Books, read } from '../../server/ledger/books.ts';
import { journalEntries, trialBalance } from '../../server/ledger/queries.ts';
import { type CloseCounterDay, closeCounterDay } from '../../server/payments/counter/close-day.ts';
import { dayCloses } from '../../server/payments/counter/day-closes-dataset.ts';
import { reverseDayClose } from '../../server/payments/counter/reverse-day-close.ts';
import {
  dayCloseById,
  listDayCloses,
  movementsOfClose,
  openCounterDay,
  openMovements,
  piecesOf,
} from '../../server/payments/counter/views.ts';
import { payments } from '../../server/payments/datasets.ts';
import type { CounterPayment } from '../../server/payments/record-payment.ts';
import { paymentById } from '../../server/payments/views.ts';
import { voidPayment } from '../../server/payments/void-payment.ts';
import { PASSWORD } from '../support/app.ts';
import { movement, refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

const PAGE = { first: 100, after: null };

describe('A day at the counter', () => {
  let b: SmallBooks;
  let anna: Books;
  let ben: Books;
  let chief: Books;

  beforeEach(async () => {
    b = await smallBooks();
    const person = async (login: string, roles: readonly ('FINANCE' | 'APPROVER')[]): Promise<Books> => {
      const id = await createOperator(b.books, { login, name: login, password: PASSWORD, roles: [...roles] });
      return { ...b.books, operator: { id, name: login, roles } };
    };
    anna = await person('anna', ['FINANCE']);
    ben = await person('ben', ['FINANCE', 'APPROVER']);
    chief = await person('chief', ['APPROVER']);
  });

  afterEach(async () => {
    try {
      await b.clean();
    } finally {
      await b.close();
    }
  });

  const take = async (amount: string, channel: CounterPayment['channel'] = 'CASH', by = anna) =>
    paymentById(b.books, await b.pay({ customer: 'C-1', amount, channel }, by));
  const undo = (payment: string, by = anna) => voidPayment(by, { key: newId(), payment, reason: 'typed wrongly' });
  const close = async (counted: string, over: Partial<CloseCounterDay> = {}, by = anna) =>
    dayCloseById(b.books, await closeCounterDay(by, { key: newId(), channel: 'CASH', counted, ...over }));
  const reverse = async (dayClose: string, by = chief, reason = 'counted the wrong drawer') =>
    dayCloseById(b.books, await reverseDayClose(by, { key: newId(), dayClose, reason }));
  const drawers = async (by = anna) =>
    (await openCounterDay(by)).drawers.map(({ channel, booked, count }) => [channel, booked, count]);
  const lying = async (by = anna) =>
    (await openMovements(by, by.operator?.id ?? '', null, PAGE)).nodes.map((each) => [
      each.payment.number,
      each.amount,
    ]);
  const balanceOf = async (code: string) => {
    const row = (await trialBalance(b.books, '2026-12-31')).find((each) => each.code === code);
    return row ? new Decimal(row.debit).minus(row.credit).toFixed() : '0';
  };

  it('remembers who took the money and when, of cash, card and cheque; of nothing that came otherwise', async () => {
    const { takenBy, takenAt } = await take('100');
    assert.equal(takenBy, 'anna');
    assert.ok(Math.abs(Date.parse(takenAt ?? '') - Date.now()) < 600_000);
    assert.equal((await take('1', 'POS', ben)).takenBy, 'ben');
    assert.equal((await take('1', 'CHEQUE')).takenBy, 'anna');
    const byItself = await paymentById(b.books, await b.pay({ customer: 'C-1', amount: '2' }));
    assert.deepEqual([byItself.takenBy, byItself.takenAt], [null, null]);
    await b.importMoves([movement({ amount: new Decimal('285'), text: 'B-000002' })], anna);
    const { rows } = await read(b.books, (db) =>
      payments.page(db, b.books, { filter: {}, sinceFeedNo: null, first: 10, after: null }),
    );
    assert.deepEqual(
      rows.map(({ cells }) => [cells['channel'], cells['takenBy']]),
      [['BANK', null], ['CASH', null], ['CHEQUE', 'anna'], ['POS', 'ben'], ['CASH', 'anna']],
    ); // biome-ignore format: a row each
  });

  it('shows what lies in each drawer, and closes one that agrees without booking anything', async () => {
    await take('100');
    await take('50.50');
    await take('20', 'POS');
    await take('7', 'CASH', ben);
    assert.deepEqual(await drawers(), [['CASH', '150.50', 2], ['POS', '20.00', 1]]); // biome-ignore format: a row each
    assert.deepEqual(await drawers(ben), [['CASH', '7.00', 1]]);
    assert.equal((await openCounterDay(anna)).drawers[0]?.since, null);

    const closed = await close('150.50', { booked: '150.5' });
    const { number, cashier, booked, counted, difference, closedOn, closedBy, paymentCount } = closed;
    assert.deepEqual(
      [number, cashier, booked, counted, difference, closedOn, closedBy, paymentCount],
      ['DC-000001', 'anna', '150.50', '150.50', '0.00', '2026-11-05', 'anna', 2],
    );
    assert.deepEqual(await journalEntries(b.books, closed.id), []);
    assert.deepEqual(await drawers(), [['POS', '20.00', 1]]);
    const held = await movementsOfClose(b.books, closed.id, PAGE);
    assert.deepEqual(
      held.nodes.map((each) => [each.payment.number, each.amount]),
      [['P-000002', '50.50'], ['P-000001', '100.00']],
    ); // biome-ignore format: a row each
    await take('1');
    assert.ok((await openCounterDay(anna)).drawers[0]?.since, 'the next one says since when');
  });

  it('books what is missing, or there beyond what was booked, to payment differences', async () => {
    await take('100');
    const short = await close('97.40', { explanation: 'change given wrongly' });
    assert.deepEqual([short.difference, short.explanation], ['-2.60', 'change given wrongly']);
    const [entry] = await journalEntries(b.books, short.id);
    assert.deepEqual(
      [
        entry?.kind,
        entry?.description,
        ...(entry?.transfers ?? []).map((t) => [t.debitAccount, t.creditAccount, t.amount]),
      ],
      ['DAY_CLOSE', 'DC-000001', ['6711', '1001', '2.6']],
    );
    assert.deepEqual([await balanceOf('1001'), await balanceOf('6711')], ['97.4', '2.6']);

    await take('10', 'CHEQUE');
    const over = await close('12', { channel: 'CHEQUE', explanation: 'a cheque that nobody entered' });
    const [gain] = await journalEntries(b.books, over.id);
    assert.deepEqual(
      gain?.transfers.map((t) => [t.debitAccount, t.creditAccount, t.amount]),
      [['1001', '6711', '2']],
    );
    assert.deepEqual([await balanceOf('1001'), await balanceOf('6711')], ['109.4', '0.6']);
  });

  it('only records what differs at the card terminal, because the bank’s statement settles it', async () => {
    await take('100', 'POS');
    const closed = await close('90', { channel: 'POS', explanation: 'a slip is missing' });
    assert.equal(closed.difference, '-10.00');
    assert.deepEqual(await journalEntries(b.books, closed.id), []);
    assert.deepEqual([await balanceOf('1002'), await balanceOf('6711')], ['100', '0']);
  });

  it('leaves a payment out that was voided before, and takes one that was voided after into the next close', async () => {
    const wrong = await take('30');
    const kept = await take('100');
    await undo(wrong.number);
    assert.deepEqual(await lying(), [[kept.number, '100.00']]);
    const first = await close('100');

    await undo(kept.number);
    assert.deepEqual(await lying(), [[kept.number, '-100.00']]);
    assert.deepEqual(await dayCloseById(b.books, first.id), first, 'what was closed says what it said');
    await take('40');
    assert.deepEqual(await drawers(), [['CASH', '-60.00', 2]]);
    await refused(close('-60.01', { explanation: 'x' }), 'counter.counted_negative', /-60\.00 or more/);
    const second = await close('-60', {});
    assert.deepEqual([second.booked, second.difference, second.paymentCount], ['-60.00', '0.00', 2]);
    assert.deepEqual(await drawers(), []);
    assert.equal(await balanceOf('1001'), '40');
  });

  it('counts a void with the cashier who took the money, whoever voids it', async () => {
    const { number } = await take('30');
    await close('30');
    await undo(number, ben);
    assert.deepEqual([await lying(), await lying(ben)], [[[number, '-30.00']], []]);
  });

  it('takes notes and coins that come to the count', async () => {
    await take('251.50');
    const pieces = (...list: [string, number][]) => list.map(([denomination, n]) => ({ denomination, pieces: n }));
    const count = (...list: [string, number][]) => close('251.50', { denominations: pieces(...list) });
    const off = await refused(count(['100', 2], ['50', 1], ['0.5', 2]), 'counter.denominations_off', /come to 251,/);
    assert.equal(off.field, 'denominations');
    await refused(count(['100', 2], ['100.0', 1]), 'counter.denomination_invalid');
    await refused(count(['-1', 2]), 'counter.denomination_invalid');
    await refused(count(['100', -2]), 'counter.denomination_invalid');
    await refused(count(['0.001', 251_500]), 'counter.denomination_invalid');
    await refused(count(['much', 2]), 'value.not_a_number');
    const closed = await count(['0.5', 3], ['100', 2], ['50', 1], ['10', 0]);
    assert.deepEqual(await piecesOf(b.books, [closed.id]), [pieces(['100', 2], ['50', 1], ['0.5', 3])]);
  });

  it('refuses what cannot be closed, naming the field, and writes nothing', async () => {
    const nothing = await refused(close('0'), 'counter.nothing_to_close', /no CASH payment in CNY/);
    assert.equal(nothing.field, 'channel');
    await take('10');
    const attempts = [
      [{ channel: 'WECHAT' }, 'counter.channel_unknown', 'channel'],
      [{ channel: 'DEPOSIT' }, 'counter.channel_unknown', 'channel'],
      [{ channel: 'POS' }, 'counter.nothing_to_close', 'channel'],
      [{ currency: 'USD' }, 'counter.nothing_to_close', 'channel'],
      [{ counted: '-1' }, 'counter.counted_negative', 'counted'],
      [{ counted: '9.999' }, 'value.too_many_decimals', 'counted'],
      [{ counted: 'ten' }, 'value.not_a_number', 'counted'],
      [{ counted: '9' }, 'counter.explanation_missing', 'explanation'],
      [{ counted: '9', explanation: '   ' }, 'counter.explanation_missing', 'explanation'],
      [{ counted: '9', explanation: 'x'.repeat(201) }, 'counter.explanation_too_long', 'explanation'],
      [{ booked: '9' }, 'counter.moved_on', 'booked'],
      [{ booked: '' }, 'value.not_a_number', 'booked'],
    ] as const;
    for (const [over, code, field] of attempts) {
      const refusal = await refused(close('10', over), code);
      assert.equal(refusal.field, field, code);
    }
    await refused(close('10', {}, b.books), 'counter.no_cashier');
    assert.deepEqual((await listDayCloses(b.books, PAGE)).nodes, []);
    assert.equal((await close('10')).number, 'DC-000001', 'no number was used');
  });

  it('is not closed over what came since somebody looked', async () => {
    await take('10');
    await take('5');
    await refused(close('10', { booked: '10.00', explanation: 'x' }), 'counter.moved_on', /15\.00 is booked now/);
  });

  it('is refused where the month is closed and a difference is to be booked', async () => {
    await take('10');
    await b.closeMonth('2026-11');
    await refused(close('9', { explanation: 'x' }), 'ledger.period_closed');
    assert.equal((await close('10')).number, 'DC-000001');
  });

  it('ends in one close when two come at the same moment, and happens once for a key', async () => {
    await take('10');
    const elsewhere = { ...(await b.elsewhere()), operator: anna.operator };
    const both = await Promise.allSettled([close('10'), close('10', {}, elsewhere)]);
    const lost = both.filter((each) => each.status === 'rejected');
    assert.deepEqual(
      lost.map(({ reason }) => (reason as { code?: string }).code),
      ['counter.nothing_to_close'],
    );

    await take('20');
    const key = newId();
    const [first, again] = await Promise.all([close('20', { key }), close('20', { key }, elsewhere)]);
    assert.deepEqual([first?.number, again?.number], ['DC-000002', 'DC-000002']);
    await refused(close('21', { key, explanation: 'x' }), 'request.key_reused');
    await refused(close('20', { key }, ben), 'request.key_reused');
  });

  it('either holds a payment or does not, when it is voided in the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { number } = await take('10');
      await take('5');
      const elsewhere = { ...(await b.elsewhere()), operator: anna.operator };
      const [closed] = await Promise.all([close('15', { explanation: 'counted before' }), undo(number, elsewhere)]);
      const held = (await movementsOfClose(b.books, closed?.id ?? '', PAGE)).nodes.length;
      assert.deepEqual(await lying(), held === 2 ? [[number, '-10.00']] : []);
      if (held === 2) await close('-10');
    }
  });

  it('is taken back by somebody else: the difference goes back, and the money lies in the drawer again', async () => {
    await take('100');
    const first = await close('90', { explanation: 'I do not know' });
    await refused(reverse(first.number, anna), 'counter.second_person');
    await refused(reverse(first.number, chief, ' '), 'counter.reason_missing');
    await refused(reverse('DC-000009'), 'value.unknown_code');

    const counter = await reverse(first.number, ben);
    assert.deepEqual(
      [counter.number, counter.cashier, counter.closedBy, counter.booked, counter.counted, counter.difference],
      ['DC-000002', 'anna', 'ben', '-100.00', '-90.00', '10.00'],
    );
    assert.deepEqual([counter.reverses, counter.explanation], ['DC-000001', 'counted the wrong drawer']);
    assert.equal((await dayCloseById(b.books, first.id)).reversedBy, 'DC-000002');
    assert.deepEqual([await balanceOf('1001'), await balanceOf('6711')], ['100', '0']);
    assert.deepEqual(await drawers(), [['CASH', '100.00', 1]]);
    assert.equal((await openCounterDay(anna)).drawers[0]?.since, null, 'what was taken back does not count as a close');

    await refused(reverse(first.number), 'counter.reversed_already', /DC-000002/);
    await refused(reverse(counter.number), 'counter.is_reversal');
    assert.equal((await close('100')).number, 'DC-000003');
    const { rows } = await read(b.books, (db) =>
      dayCloses.page(db, b.books, { filter: {}, sinceFeedNo: null, first: 10, after: null }),
    );
    assert.deepEqual(
      rows.map(({ cells }) => [cells['number'], cells['difference'], cells['reverses'], cells['reversedBy']]),
      [
        ['DC-000003', '0.00', null, null],
        ['DC-000002', '10.00', 'DC-000001', null],
        ['DC-000001', '-10.00', null, 'DC-000002'],
      ],
    );
  });

  it('is taken back before a later close that holds one of its payments is', async () => {
    const { number } = await take('100');
    await close('100');
    await undo(number);
    await close('-100');
    const refusal = await refused(reverse('DC-000001'), 'counter.closed_later', /P-000001 .* DC-000002/);
    assert.equal(refusal.field, 'dayClose');
    await reverse('DC-000002');
    assert.deepEqual(await lying(), [[number, '-100.00']]);
    await reverse('DC-000001');
    assert.deepEqual(await lying(), [], 'it was voided and is in no close');
  });

  it('is taken back once when two do so at the same moment', async () => {
    await take('10');
    await close('11', { explanation: 'a coin lay there' });
    const elsewhere = { ...(await b.elsewhere()), operator: ben.operator };
    const both = await Promise.allSettled([reverse('DC-000001'), reverse('DC-000001', elsewhere)]);
    const lost = both.filter((each) => each.status === 'rejected');
    assert.deepEqual(
      lost.map(({ reason }) => (reason as { code?: string }).code),
      ['counter.reversed_already'],
    );
    assert.equal(await balanceOf('6711'), '0');
  });

  it('pages what lies in a drawer, and the closes', async () => {
    for (const amount of ['1', '2', '3']) await take(amount);
    const id = anna.operator?.id ?? '';
    const first = await openMovements(anna, id, 'CASH', { first: 2, after: null });
    assert.deepEqual([first.nodes.map(({ amount }) => amount), first.pageInfo.hasNextPage], [['3.00', '2.00'], true]);
    const rest = await openMovements(anna, id, 'CASH', { first: 2, after: first.pageInfo.endCursor });
    assert.deepEqual([rest.nodes.map(({ amount }) => amount), rest.pageInfo.hasNextPage], [['1.00'], false]);
    await refused(openMovements(anna, id, null, { first: 2, after: 'x' }), 'sync.bad_cursor');
    await close('6');
    await take('1');
    await close('1');
    const newest = await listDayCloses(b.books, { first: 1, after: null });
    assert.deepEqual([newest.nodes[0]?.number, newest.pageInfo.hasNextPage], ['DC-000002', true]);
    const older = await listDayCloses(b.books, { first: 1, after: newest.pageInfo.endCursor });
    assert.deepEqual([older.nodes[0]?.number, older.pageInfo.hasNextPage], ['DC-000001', false]);
  });

  it('adds up, whatever is taken, voided, closed and taken back in whatever order', async function () {
    this.timeout(120_000);
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ does: fc.constant('take' as const), cents: fc.integer({ min: 1, max: 99_999 }) }),
      },
      { weight: 2, arbitrary: fc.record({ does: fc.constant('void' as const), which: fc.nat() }) },
      {
        weight: 2,
        arbitrary: fc.record({ does: fc.constant('close' as const), off: fc.integer({ min: 0, max: 500 }) }),
      },
      { weight: 1, arbitrary: fc.record({ does: fc.constant('reverse' as const), which: fc.nat() }) },
    );
    const live = new Map<string, Decimal>();
    const open: string[] = [];
    const lies = async () => new Decimal((await openCounterDay(anna)).drawers[0]?.booked ?? '0');
    const closeAll = async (off: Decimal) => {
      if ((await openCounterDay(anna)).drawers.length === 0) return;
      open.push((await close((await lies()).plus(off).toFixed(2), { explanation: 'as it is' })).number);
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
        for (const each of steps) {
          if (each.does === 'take') {
            const { number, amount } = await take(new Decimal(each.cents).div(100).toFixed(2));
            live.set(number, new Decimal(amount));
          } else if (each.does === 'void' && live.size > 0) {
            const number = [...live.keys()][each.which % live.size] as string;
            await undo(number);
            live.delete(number);
          } else if (each.does === 'close') {
            await closeAll(new Decimal(each.off).div(100));
          } else if (each.does === 'reverse' && open.length > 0) {
            // From the newest on: nothing later holds one of its payments.
            await reverse(open.pop() as string);
          }
        }
        const { nodes } = await listDayCloses(b.books, { first: 500, after: null });
        const closed = nodes.reduce((sum, { booked }) => sum.plus(booked), ZERO);
        const taken = [...live.values()].reduce((sum, amount) => sum.plus(amount), ZERO);
        assert.equal(closed.plus(await lies()).toFixed(2), taken.toFixed(2));
        const found = nodes.reduce((sum, { difference }) => sum.plus(difference), ZERO);
        assert.equal(await balanceOf('1001'), taken.plus(found).toFixed());
        assert.equal(await balanceOf('6711'), found.negated().toFixed().replace(/^-0$/, '0'));
      }),
      { numRuns: 8 },
    );
    await closeAll(ZERO);
    assert.deepEqual(await drawers(), []);
  });
});
