import assert from 'node:assert/strict';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { trialBalance } from '../../server/ledger/queries.ts';
import { matchAgain, matchLine, unmatchLine } from '../../server/reconciliation/decide-by-hand.ts';
import { bookLine } from '../../server/reconciliation/line-bookings.ts';
import { SHIPPED_RULES } from '../../server/reconciliation/matching/rules.ts';
import { commentLine, rejectSuggestion } from '../../server/reconciliation/remarks.ts';
import type { RuleInput } from '../../server/reconciliation/rules/check-rule.ts';
import { orderRules, removeRule, saveRule } from '../../server/reconciliation/rules/save-rules.ts';
import { listRules, type RuleView, statisticsOf } from '../../server/reconciliation/rules/views.ts';
import { bookingsOfLines, type LineView, listLines, matchesOfLines } from '../../server/reconciliation/views.ts';
import { adding } from '../support/publishing.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

const money = (text: string) => new Decimal(text);

const SHIPPED = SHIPPED_RULES.length;

describe('Rules of matching', () => {
  let b: SmallBooks;

  beforeEach(async () => {
    b = await smallBooks();
  });

  afterEach(async () => {
    try {
      await b.clean();
    } finally {
      await b.close();
    }
  });

  const save = (rule: RuleInput, over: object = {}, books = b.books) =>
    saveRule(books, { key: newId(), enabled: true, rule, ...over });
  const rules = () => listRules(b.books);
  const ruleOf = async (action: string) => (await rules()).find((rule) => rule.action === action) as RuleView;
  /** A stored rule as it is sent back with changes. */
  const resend = ({
    name,
    action,
    conditions,
    tolerance,
    automatic,
    threshold,
    account,
    channelAccount,
  }: RuleView): RuleInput => ({
    name,
    action,
    conditions,
    tolerance,
    automatic,
    threshold,
    account,
    channelAccount,
  });
  const change = (rule: RuleView, over: Partial<RuleInput>, enabled = true) =>
    save({ ...resend(rule), ...over }, { id: rule.id, version: rule.version, enabled });
  const lineOf = async (amount: string): Promise<LineView> =>
    (await listLines(b.books, {}, 500, null)).nodes.find((line) => line.amount === amount) as LineView;
  const matchOf = async (line: LineView) => (await matchesOfLines(b.books, [line.id]))[0]?.[0];
  const bookingOf = async (line: LineView, state: 'APPLIED' | 'SUGGESTED' = 'APPLIED') =>
    (await bookingsOfLines(b.books, [line.id], state))[0];
  const statistics = async (id: string) => (await statisticsOf(b.books, [id]))[0];
  const balanceOf = async (code: string) => {
    const row = (await trialBalance(b.books, '2026-11-30')).find((each) => each.code === code);
    return row ? money(row.debit).minus(row.credit).toFixed() : '0';
  };
  const fee = (over: Partial<RuleInput> = {}): RuleInput => ({
    name: 'Bank fees',
    action: 'BOOK_FEE',
    conditions: { direction: 'OUT', words: ['手续费'] },
    ...over,
  });

  it('are those of the product until somebody changes one; their ids and what they found stay', async () => {
    const before = await rules();
    assert.deepEqual(
      before.map(({ action }) => action),
      ['REFERENCE', 'PAYER_AMOUNT', 'PAYER_OLDEST', 'PAYER_SUBSET', 'SEVERAL_LINES', 'PAYER_PINYIN', 'PAYER', 'AMOUNT'],
    );
    assert.equal((await b.query('select 1 from matching_rule')).length, 0, 'nothing is written by looking');
    await b.importMoves([{ amount: money('552.23'), text: 'B-000001' }]);
    const after = await rules();
    assert.deepEqual(after, before);
    assert.deepEqual(await statistics(after[0]?.id ?? ''), { applied: 1, confirmed: 0, waiting: 0, rejected: 0 });
  });

  it('are written down once when two need them at the same moment', async () => {
    const elsewhere = await b.elsewhere();
    await Promise.all([b.importMoves([{ text: 'x' }]), b.importMoves([{ text: 'y' }], elsewhere), save(fee())]);
    assert.equal((await rules()).length, SHIPPED + 1);
  });

  it('come first when they are new, are ordered as a whole, and are removed for good', async () => {
    const id = await save(fee());
    const ids = (await rules()).map((rule) => rule.id);
    assert.equal(ids[0], id);
    await refused(orderRules(b.books, { key: newId(), ids: ids.slice(1) }), 'matching.changed_meanwhile');
    await refused(orderRules(b.books, { key: newId(), ids: [...ids, id] }), 'matching.changed_meanwhile');
    await orderRules(b.books, { key: newId(), ids: ids.toReversed() });
    assert.deepEqual(
      (await rules()).map((rule) => rule.id),
      ids.toReversed(),
    );
    await removeRule(b.books, { key: newId(), id });
    await refused(removeRule(b.books, { key: newId(), id }), 'matching.unknown_rule');
    assert.equal((await rules()).length, SHIPPED);
    for (const rule of await rules()) await removeRule(b.books, { key: newId(), id: rule.id });
    assert.deepEqual(await rules(), [], 'a tenant may have none');
    await b.importMoves([{ amount: money('552.23'), text: 'B-000001' }]);
    assert.equal((await lineOf('552.23')).status, 'UNMATCHED');
  });

  it('are changed by one person at a time', async () => {
    const id = await save(fee());
    await save(fee({ name: 'Fees' }), { id, version: 1 });
    await refused(save(fee(), { id, version: 1 }), 'matching.changed_meanwhile');
    await refused(save(fee(), { id: newId(), version: 1 }), 'matching.unknown_rule');
    const [first] = await rules();
    assert.deepEqual([first?.name, first?.version], ['Fees', 2]);
    const key = newId();
    const twice = await Promise.all([save(fee(), { key }), save(fee(), { key }, await b.elsewhere())]);
    assert.equal(twice[0], twice[1]);
    assert.equal((await rules()).length, SHIPPED + 2);
  });

  it('are refused where they cannot be meant, with the field', async () => {
    const wrong: [Partial<RuleInput>, string, string][] = [
      [{ name: ' ' }, 'matching.no_name', 'name'],
      [{ conditions: { direction: 'OUT' } }, 'matching.no_condition', 'conditions'],
      [{ conditions: { words: [' '] } }, 'matching.no_condition', 'conditions'],
      [{ conditions: { pattern: '(a' } }, 'matching.bad_pattern', 'pattern'],
      [{ conditions: { direction: 'UP' } }, 'matching.bad_condition', 'direction'],
      [{ conditions: { channels: ['CASH'] } }, 'matching.bad_condition', 'channels'],
      [{ conditions: { accounts: ['NONE'] } }, 'value.unknown_code', 'accounts'],
      [{ conditions: { payers: ['！'] } }, 'matching.bad_condition', 'payers'],
      [{ conditions: { words: ['x'.repeat(61)] } }, 'matching.bad_condition', 'words'],
      [{ conditions: { amountFrom: '1,5' } }, 'value.not_a_number', 'amountFrom'],
      [{ conditions: { amountTo: '-1' } }, 'value.out_of_range', 'amountTo'],
      [{ conditions: { bookedFrom: '2026-02-30' } }, 'value.not_a_date', 'bookedFrom'],
      [{ tolerance: '0.01' }, 'matching.no_tolerance_here', 'tolerance'],
      [{ tolerance: '-1' }, 'value.out_of_range', 'tolerance'],
      [{ threshold: 101 }, 'value.out_of_range', 'threshold'],
      [{ action: 'BOOK_PAYOUT', channelAccount: 'ICBC' }, 'reconciliation.no_channel', 'channelAccount'],
      [{ action: 'BOOK_ACCOUNT', account: '1002' }, 'reconciliation.account_not_bookable', 'account'],
      [{ action: 'BOOK_ACCOUNT' }, 'reconciliation.account_not_bookable', 'account'],
    ];
    for (const [over, code, field] of wrong) {
      const refusal = await refused(save(fee(over)), code);
      assert.equal(refusal.field, field, JSON.stringify(over));
    }
    assert.equal((await rules()).length, SHIPPED);
  });

  it('book lines as what they say, and what they booked can be undone and is not booked by itself again', async () => {
    const id = await save(fee());
    await b.importMoves([
      { amount: money('12.50'), direction: 'OUT', text: '网银手续费' },
      { amount: money('13.50'), direction: 'OUT', text: 'rent' },
    ]);
    const line = await lineOf('12.50');
    assert.equal(line.status, 'MATCHED');
    assert.deepEqual([(await bookingOf(line))?.kind, (await bookingOf(line))?.ruleName], ['FEE', 'Bank fees']);
    assert.equal((await lineOf('13.50')).status, 'UNMATCHED');
    assert.equal(await balanceOf('6603'), '12.5');
    await unmatchLine(b.books, { key: newId(), lineId: line.id });
    assert.equal(await balanceOf('6603'), '0');
    assert.equal(await matchAgain(b.books, { key: newId() }), 0);
    const again = await lineOf('12.50');
    assert.equal(again.status, 'SUGGESTED');
    assert.equal((await bookingOf(again, 'SUGGESTED'))?.ruleName, 'Bank fees');
    assert.deepEqual(await statistics(id), { applied: 0, confirmed: 0, waiting: 1, rejected: 1 });
    await bookLine(b.books, { key: newId(), lineId: line.id, kind: 'FEE' });
    assert.deepEqual(await statistics(id), { applied: 0, confirmed: 1, waiting: 0, rejected: 1 });
  });

  it('book interest and other income to an account that no document keeps', async () => {
    await adding(b.books, 'ACCOUNTS', { code: '6603.02', nameZh: '利息收入', nameEn: 'Interest', kind: 'INCOME' });
    await save({
      name: 'Interest',
      action: 'BOOK_ACCOUNT',
      conditions: { pattern: '^ ?(结息|interest)' },
      account: '6603.02',
    });
    await b.importMoves([
      { amount: money('3.21'), text: 'Interest 2026 Q3' },
      { amount: money('4.21'), text: 'my interest' },
    ]);
    assert.equal((await bookingOf(await lineOf('3.21')))?.account, '6603.02');
    assert.equal((await lineOf('4.21')).status, 'UNMATCHED');
    await bookLine(b.books, { key: newId(), lineId: (await lineOf('4.21')).id, kind: 'ACCOUNT', account: '6603.02' });
    assert.equal(await balanceOf('6603.02'), '-7.42');
    for (const account of ['1122', '2241.02', '1002']) {
      const wish = { key: newId(), lineId: (await lineOf('3.21')).id, kind: 'ACCOUNT' as const, account };
      await refused(bookLine(b.books, wish), 'reconciliation.line_not_waiting');
    }
    await unmatchLine(b.books, { key: newId(), lineId: (await lineOf('4.21')).id });
    const wish = { key: newId(), lineId: (await lineOf('4.21')).id, kind: 'ACCOUNT' as const, account: '1122' };
    await refused(bookLine(b.books, wish), 'reconciliation.account_not_bookable', /6603\.02/);
  });

  it('book what a channel pays out', async () => {
    await save({ name: 'WeChat', action: 'BOOK_PAYOUT', conditions: { payers: ['清算中心'] }, channelAccount: 'WX' });
    await b.importMoves([{ amount: money('77'), payerName: '某某清算中心', text: 'x' }]);
    const booking = await bookingOf(await lineOf('77.00'));
    assert.deepEqual([booking?.kind, booking?.channelAccount, booking?.ruleName], ['PAYOUT', 'WX', 'WeChat']);
  });

  it('that only suggest wait for somebody to confirm them, and a suggestion that is rejected does not come back', async () => {
    const id = await save(fee({ automatic: false }));
    await b.importMoves([{ amount: money('12.50'), direction: 'OUT', text: '手续费' }]);
    const line = await lineOf('12.50');
    assert.equal(line.status, 'SUGGESTED');
    const suggested = await bookingOf(line, 'SUGGESTED');
    assert.equal(await balanceOf('6603'), '0');
    await rejectSuggestion(b.books, { key: newId(), id: suggested?.id ?? '' });
    await refused(
      rejectSuggestion(b.books, { key: newId(), id: suggested?.id ?? '' }),
      'reconciliation.suggestion_gone',
    );
    await matchAgain(b.books, { key: newId() });
    assert.deepEqual([(await lineOf('12.50')).status, await bookingOf(line, 'SUGGESTED')], ['UNMATCHED', null]);
    assert.deepEqual(await statistics(id), { applied: 0, confirmed: 0, waiting: 0, rejected: 1 });
  });

  it('that are switched off, or for another account, are not asked', async () => {
    await save(fee(), { enabled: false });
    await save(fee({ name: 'WeChat fees', conditions: { accounts: ['WX'], words: ['手续费'] } }));
    await b.importMoves([{ amount: money('12.50'), direction: 'OUT', text: '手续费' }]);
    assert.equal((await lineOf('12.50')).status, 'UNMATCHED');
  });

  it('apply or suggest from a threshold of their own', async () => {
    const reference = await ruleOf('REFERENCE');
    await change(reference, { threshold: 99 });
    await b.importMoves([
      { amount: money('552'), text: 'B-000001' },
      { amount: money('285'), text: 'B-000002' },
    ]);
    assert.equal((await lineOf('552.00')).status, 'SUGGESTED', 'a part payment scores 95');
    assert.equal((await lineOf('285.00')).status, 'MATCHED');
    const oldest = await ruleOf('PAYER_OLDEST');
    await change(oldest, { threshold: 80 });
    await b.importMoves([{ amount: money('985.14'), payerName: 'Acme Ltd' }]);
    assert.equal((await matchOf(await lineOf('985.14')))?.rule, 'payer_all_open');
  });

  it('that leave a line to a person keep what would be certain a suggestion', async () => {
    await save({ name: 'Deposits', action: 'LEAVE', conditions: { words: ['押金'] } });
    await b.importMoves([
      { amount: money('552.23'), text: '押金 B-000001' },
      { amount: money('285'), text: 'B-000002' },
    ]);
    assert.deepEqual([(await lineOf('552.23')).status, (await lineOf('285.00')).status], ['SUGGESTED', 'MATCHED']);
  });

  it('let go of a small difference, on an account of its own, and take that back too', async () => {
    const rule = await ruleOf('PAYER_AMOUNT');
    await change(rule, { name: 'To the yuan', tolerance: '0.5' });
    await b.importMoves([
      { amount: money('552'), payerName: '王伟', payerAccount: '6222020200001', text: 'x' },
      { amount: money('285.40'), payerAccount: '6222020200002', text: 'x' },
    ]);
    assert.equal((await lineOf('552.00')).status, 'SUGGESTED', 'three of his bills differ as little: a tie');
    await b.pay({ customer: 'C-2', amount: '570', bills: ['B-000002', 'B-000005'] });
    await matchAgain(b.books, { key: newId() });
    const over = await matchOf(await lineOf('285.40'));
    assert.deepEqual([over?.state, over?.difference, over?.ruleName], ['APPLIED', '-0.4', 'To the yuan']);
    assert.match(over?.reason ?? '', /within the tolerance \(rule “To the yuan”\)/);
    assert.equal(await balanceOf('6711'), '-0.4');
    await b.pay({ customer: 'C-1', amount: '1104.46', bills: ['B-000001', 'B-000004'] });
    await matchAgain(b.books, { key: newId() });
    const short = await matchOf(await lineOf('552.00'));
    assert.deepEqual([short?.state, short?.difference], ['APPLIED', '0.23']);
    assert.deepEqual([(await b.bill('B-000007')).allocated, await balanceOf('6711')], ['552.23', '-0.17']);
    await b.clean();
    await unmatchLine(b.books, { key: newId(), lineId: (await lineOf('552.00')).id });
    assert.deepEqual([(await b.bill('B-000007')).allocated, await balanceOf('6711')], ['0', '-0.4']);
  });

  it('keep rule, sentence and difference when a person confirms what they suggested', async () => {
    const rule = await ruleOf('PAYER_AMOUNT');
    await change(rule, { tolerance: '0.5', automatic: false });
    await b.importMoves([{ amount: money('284.80'), payerName: '李娜', text: 'x' }]);
    const line = await lineOf('284.80');
    const [suggested] = (await matchesOfLines(b.books, [line.id]))[0] ?? [];
    assert.equal(suggested?.difference, '0.2');
    const numbers = new Map((await b.bills()).map((bill) => [bill.id, bill.number]));
    const bills = suggested?.billIds.map((id) => numbers.get(id) as string) ?? [];
    const confirm = { key: newId(), lineId: line.id, bills, candidate: suggested?.id ?? '' };
    await refused(matchLine(b.books, { ...confirm, bills: ['B-000001'] }), 'reconciliation.suggestion_gone');
    await refused(
      matchLine(b.books, { ...confirm, key: newId(), candidate: newId() }),
      'reconciliation.suggestion_gone',
    );
    await matchLine(b.books, { ...confirm, key: newId() });
    const match = await matchOf(line);
    assert.deepEqual(
      [match?.rule, match?.difference, match?.confirmed, match?.score],
      ['payer_amount', '0.2', true, 90],
    );
    assert.equal((await b.bill(bills[0] ?? '')).allocated, '285');
    assert.deepEqual(await statistics(rule.id), { applied: 0, confirmed: 1, waiting: 0, rejected: 0 });
  });

  it('do not suggest bills again that a person rejected for a line', async () => {
    await b.importMoves([{ amount: money('492.57'), payerName: 'Acme', text: 'x' }]);
    const line = await lineOf('492.57');
    for (const number of ['B-000003', 'B-000006']) {
      const bill = await b.bill(number);
      const [matches] = await matchesOfLines(b.books, [line.id]);
      const found = matches?.find(({ billIds }) => billIds.join() === bill.id);
      await rejectSuggestion(b.books, { key: newId(), id: found?.id ?? '' });
    }
    await matchAgain(b.books, { key: newId() });
    const match = await matchOf(line);
    assert.deepEqual([match?.state, match?.billIds], ['APPLIED', [(await b.bill('B-000009')).id]], 'one way is left');
  });

  it('leave remarks about lines alone, which people write', async () => {
    await b.importMoves([{ amount: money('1'), text: 'x' }]);
    const { id } = await lineOf('1.00');
    const comment = (text: string) => commentLine(b.books, { key: newId(), lineId: id, comment: text });
    await comment(' asked the bank ');
    assert.equal((await lineOf('1.00')).comment, 'asked the bank');
    await refused(comment('x'.repeat(501)), 'value.too_long');
    await comment('');
    assert.equal((await lineOf('1.00')).comment, '');
  });
});
