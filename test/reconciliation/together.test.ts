/** Several lines that pay one bill, from the file to the books and back. */
import assert from 'node:assert/strict';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { trialBalance } from '../../server/ledger/queries.ts';
import { matchAgain, matchLine, unmatchLine } from '../../server/reconciliation/decide-by-hand.ts';
import { type MatchTogether, matchLinesTogether } from '../../server/reconciliation/decide-together.ts';
import { rejectSuggestion } from '../../server/reconciliation/remarks.ts';
import { tryRule } from '../../server/reconciliation/rules/trial.ts';
import { type LineView, listLines, matchesOfLines } from '../../server/reconciliation/views.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

const money = (text: string) => new Decimal(text);
const LI_NA = { payerName: '李娜', payerAccount: '6222020200002' };

describe('Several lines, one bill', () => {
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

  const shown = async () => (await listLines(b.books, {}, 100, null)).nodes;
  const lineOf = async (amount: string) => (await shown()).find((line) => line.amount === amount) as LineView;
  const matchesOf = async (line: LineView) => (await matchesOfLines(b.books, [line.id]))[0] ?? [];
  const together = async (line: LineView) => (await matchesOf(line)).find(({ rule }) => rule === 'several_lines');
  const allocated = async (number: string) => (await b.bill(number)).allocated;
  const decide = (lines: readonly LineView[], more: Partial<MatchTogether>) =>
    matchLinesTogether(b.books, { key: newId(), lineIds: lines.map(({ id }) => id), bills: [], ...more });
  const bills = ['B-000002', 'B-000005', 'B-000008'];
  /** Li Na owes 285 for October alone. */
  const onlyOctober = async () => {
    for (const bill of bills.slice(0, 2)) await b.pay({ customer: 'C-2', amount: '285', bills: [bill] });
  };

  it('Li Na pays October in two parts, in two files: both are offered, confirmed together, undone together', async () => {
    await onlyOctober();
    await b.importMoves([{ ...LI_NA, on: '2026-10-20', amount: money('100') }]);
    assert.equal(await together(await lineOf('100.00')), undefined);
    await b.importMoves([{ ...LI_NA, on: '2026-11-03', amount: money('185') }]);

    const [first, second] = [await lineOf('100.00'), await lineOf('185.00')];
    const offered = await together(second);
    assert.deepEqual([first.status, second.status], ['SUGGESTED', 'SUGGESTED']);
    assert.match(offered?.reason ?? '', /with the line of 2026-10-20 \(100\.00\) it pays bill B-000008 exactly/);
    assert.match((await together(first))?.reason ?? '', /2026-11-03 \(185\.00\)/);
    assert.deepEqual(offered?.togetherIds, [first.id]);
    assert.equal(await allocated('B-000008'), '0', 'nothing is applied by itself');

    await decide([second, first], { bills: ['B-000008'], candidate: offered?.id ?? '' });
    assert.equal(await allocated('B-000008'), '285');
    const [applied] = await matchesOf(first);
    assert.deepEqual([applied?.rule, applied?.state, applied?.togetherIds], ['several_lines', 'APPLIED', [second.id]]);

    await unmatchLine(b.books, { key: newId(), lineId: first.id, together: true });
    assert.equal(await allocated('B-000008'), '0');
    // Set free, they are offered again, and still not applied.
    assert.equal((await together(await lineOf('100.00')))?.togetherIds[0], second.id);
    await matchAgain(b.books, { key: newId() });
    assert.equal(await allocated('B-000008'), '0');
  });

  it('one of them is undone alone: the other one’s part stays paid', async () => {
    await onlyOctober();
    await b.importMoves(['100', '185'].map((amount) => ({ ...LI_NA, amount: money(amount) })));
    const lines = [await lineOf('100.00'), await lineOf('185.00')];
    const offered = await together(lines[0] as LineView);
    await decide(lines, { bills: ['B-000008'], candidate: offered?.id ?? '' });
    await unmatchLine(b.books, { key: newId(), lineId: lines[1]?.id ?? '' });
    assert.equal(await allocated('B-000008'), '100');
    assert.deepEqual((await matchesOf(lines[0] as LineView))[0]?.togetherIds, []);
  });

  it('lines that all name the bill are applied where a part alone is not', async () => {
    const strict = { ...b.books, tenant: { ...b.books.tenant, matchThreshold: 100 } };
    const named = { ...LI_NA, text: 'October B-000008' };
    await b.importMoves([{ ...named, amount: money('100') }], strict);
    assert.equal(await allocated('B-000008'), '0');
    await b.importMoves([{ ...named, amount: money('185') }], strict);
    assert.equal(await allocated('B-000008'), '285');
    assert.deepEqual(
      (await shown()).map(({ status }) => status),
      ['MATCHED', 'MATCHED'],
    );
  });

  it('a suggestion falls when one of its lines is spent elsewhere, and does not come back once rejected', async () => {
    await onlyOctober();
    await b.importMoves(['100', '185'].map((amount) => ({ ...LI_NA, amount: money(amount) })));
    const [first, second] = [await lineOf('100.00'), await lineOf('185.00')];
    const offered = await together(second);
    await matchLine(b.books, { key: newId(), lineId: first.id, bills: [], customer: 'C-1' });
    assert.equal(await together(second), undefined);
    await refused(
      decide([first, second], { bills: ['B-000008'], candidate: offered?.id ?? '' }),
      'reconciliation.line_not_waiting',
    );
    await unmatchLine(b.books, { key: newId(), lineId: first.id });
    const again = await together(second);
    assert.ok(again, 'offered again');
    await rejectSuggestion(b.books, { key: newId(), id: again.id });
    await matchAgain(b.books, { key: newId() });
    assert.equal(await together(first), undefined);
    await refused(
      decide([first, second], { bills: ['B-000008'], candidate: again.id }),
      'reconciliation.suggestion_gone',
    );
  });

  it('by hand any lines pay a bill one after the other; what is too much waits', async () => {
    await b.importMoves([
      { on: '2026-11-02', amount: money('200'), payerName: 'Grandma', payerAccount: '6222999900001' },
      { on: '2026-11-01', amount: money('50'), payerName: 'Grandpa' },
      { on: '2026-11-03', amount: money('60'), payerName: 'Uncle' },
    ]);
    const lines = await Promise.all(['60.00', '200.00', '50.00'].map(lineOf));
    const ordered = await decide(lines, { bills: ['B-000002'] });
    assert.deepEqual(ordered, [lines[2]?.id, lines[1]?.id, lines[0]?.id]);
    assert.equal(await allocated('B-000002'), '285');
    assert.deepEqual(
      await b.query(
        `select trim_scale(amount)::text as amount, trim_scale(allocated)::text as used from payment order by number`,
      ),
      [
        { amount: '50', used: '50' },
        { amount: '200', used: '200' },
        { amount: '60', used: '35' },
      ],
    );
    const [match] = await matchesOf(lines[1] as LineView);
    assert.match(match?.reason ?? '', /with the lines of 2026-11-01 \(50\.00\), 2026-11-03 \(60\.00\)/);
    // Grandma's account is Li Na's payer from now on.
    const [known] = await b.query<{ account: string }>(`select account from payer_account where not archived`);
    assert.equal(known?.account, '6222999900001');
    const suspense = (await trialBalance(b.books, '2026-11-30')).find(({ code }) => code === '2241.02');
    assert.equal(new Decimal(suspense?.debit ?? 0).minus(suspense?.credit ?? 0).toFixed(), '0');
  });

  it('refuses one line, money that went out, and lines that are decided', async () => {
    await b.importMoves([{ amount: money('20') }, { amount: money('30'), direction: 'OUT' }, { amount: money('40') }]);
    const [one, out, other] = [await lineOf('20.00'), await lineOf('30.00'), await lineOf('40.00')];
    await refused(decide([one, one], { bills: ['B-000002'] }), 'reconciliation.lines_needed');
    await refused(decide([one, out], { bills: ['B-000002'] }), 'reconciliation.not_incoming');
    await refused(decide([one, other], {}), 'reconciliation.no_target');
    await refused(
      decide([one, other], { bills: ['B-000001', 'B-000002'] }),
      'reconciliation.bills_of_several_customers',
    );
    await decide([one, other], { customer: 'C-2' });
    await refused(decide([one, other], { bills: ['B-000002'] }), 'reconciliation.line_not_waiting');
  });

  it('is a rule that can be switched off, and says that it cannot be tried line by line', async () => {
    const rule = { name: '', action: 'SEVERAL_LINES' as const, conditions: {}, tolerance: '0', automatic: true };
    await refused(
      tryRule(b.books, {
        rule: { ...rule, threshold: null, account: null, channelAccount: null },
        from: '2026-01-01',
        to: '2026-11-05',
      }),
      'matching.not_tried',
    );
  });
});
