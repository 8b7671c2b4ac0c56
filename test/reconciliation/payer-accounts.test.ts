import assert from 'node:assert/strict';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { matchLine, unmatchLine } from '../../server/reconciliation/decide-by-hand.ts';
import { accountToLearn } from '../../server/reconciliation/learnt-accounts.ts';
import { bookLine } from '../../server/reconciliation/line-bookings.ts';
import { type LineView, listLines } from '../../server/reconciliation/views.ts';
import { added, adding, archived, changed, publishing, summary } from '../support/publishing.ts';
import { BANK, type SmallBooks, smallBooks } from '../support/small-books.ts';

const money = (text: string) => new Decimal(text);

describe('Accounts that customers pay from', () => {
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

  /** Imports a line from an account and gives it back. */
  async function lineFrom(payerAccount: string, amount: string, over: object = {}): Promise<LineView> {
    await b.importMoves([{ amount: money(amount), payerAccount, text: 'x', ...over }]);
    return (await listLines(b.books, {}, 500, null)).nodes.find((line) => line.amount === amount) as LineView;
  }
  const match = (line: LineView, bills: readonly string[], over: object = {}) =>
    matchLine(b.books, { key: newId(), lineId: line.id, bills, ...over });
  const undo = (line: LineView) => unmatchLine(b.books, { key: newId(), lineId: line.id });
  const statusOf = async ({ id }: LineView) =>
    (await listLines(b.books, {}, 500, null)).nodes.find((line) => line.id === id)?.status;
  const accounts = () =>
    b.query<{ customer: string; account: string; source: string }>(
      `select c.code as customer, p.account, p.source from payer_account p
       join customer c on (c.tenant_id, c.id) = (p.tenant_id, p.customer_id) where not p.archived order by 1, 2`,
    );

  it('are learnt from a match that a person confirmed, and tell who pays from then on', async () => {
    await match(await lineFrom('de89 3704 0044', '10.00'), [], { customer: 'C-3' });
    assert.deepEqual(await accounts(), [{ customer: 'C-3', account: 'DE8937040044', source: 'LEARNT' }]);
    await b.pay({ customer: 'C-3', amount: '985.14', bills: ['B-000003', 'B-000006'] });
    const next = await lineFrom('DE89-3704-0044', '492.57');
    assert.equal(next.status, 'MATCHED');
    assert.equal((await b.bill('B-000009')).allocated, '492.57');
  });

  it('are not learnt from what rules matched by themselves, masked or short accounts, ours, or what is known', async () => {
    await lineFrom('999988887777', '552.23', { text: 'B-000001' });
    assert.equal((await b.bill('B-000001')).allocated, '552.23');
    await match(await lineFrom('6222****0009', '11.00'), [], { customer: 'C-1' });
    await match(await lineFrom('12345', '12.00'), [], { customer: 'C-1' });
    await match(await lineFrom(BANK, '13.00'), [], { customer: 'C-1' });
    await match(await lineFrom('6222020200001', '14.00'), [], { customer: 'C-1' });
    assert.deepEqual(await accounts(), []);
    for (const [given, learnt] of [
      ['62220001', '62220001'],
      ['oWx12_ab', 'OWX12AB'],
      ['abcdefgh', null],
      ['1•••2345', null],
      ['xxxx1234', null],
    ] as const) {
      assert.equal(accountToLearn(given), learnt);
    }
  });

  it('are forgotten when the match that taught them is undone, unless another one teaches the same', async () => {
    const first = await lineFrom('777712345678', '11.00');
    const second = await lineFrom('7777 1234 5678', '12.00');
    await match(first, [], { customer: 'C-3' });
    await match(second, [], { customer: 'C-3' });
    await undo(first);
    assert.equal((await accounts()).length, 1, 'the second teaches it, too');
    await b.clean();
    await undo(second);
    assert.deepEqual(await accounts(), []);
    await match(first, [], { customer: 'C-2' });
    assert.deepEqual(await accounts(), [{ customer: 'C-2', account: '777712345678', source: 'LEARNT' }]);
  });

  it('are forgotten when the payment that taught them bounces', async () => {
    const line = await lineFrom('777712345678', '11.00');
    await match(line, [], { customer: 'C-3' });
    const out = await lineFrom('777712345678', '11.00', { direction: 'OUT' });
    const back = (await listLines(b.books, {}, 500, null)).nodes.find((each) => each.direction === 'OUT') ?? out;
    await bookLine(b.books, { key: newId(), lineId: back.id, kind: 'BOUNCE', payment: 'P-000001' });
    assert.deepEqual(await accounts(), []);
  });

  it('of several customers are not enough to apply anything', async () => {
    await match(await lineFrom('777712345678', '11.00'), [], { customer: 'C-3' });
    await match(await lineFrom('777712345678', '12.00'), [], { customer: 'C-2' });
    await b.pay({ customer: 'C-3', amount: '985.14', bills: ['B-000003', 'B-000006'] });
    const next = await lineFrom('777712345678', '492.57');
    assert.equal(next.status, 'SUGGESTED');
    const [row] = await b.query<{ score: number }>(
      `select score from match where state = 'SUGGESTED' and statement_line_id = $1`,
      next.id,
    );
    assert.equal(row?.score, 85);
  });

  it('are entered, changed and removed in a sheet, each once for a customer', async () => {
    const [row] = await adding(b.books, 'PAYER_ACCOUNTS', { customer: 'C-3', account: 'gb29 nwbk-6016 1331 9268 19' });
    assert.deepEqual([row?.cells['account'], row?.cells['source']], ['GB29NWBK60161331926819', 'ENTERED']);
    const answers = await publishing(b.books, 'PAYER_ACCOUNTS', [
      added({ customer: 'C-3', account: 'GB29NWBK60161331926819' }),
      added({ customer: 'C-9', account: '12345678' }),
      added({ customer: 'C-2', account: '***' }),
      added({ customer: 'C-2', account: 'GB29NWBK60161331926819', note: 'their parents' }),
    ]);
    assert.deepEqual(answers.map(summary), [
      'REFUSED account: reconciliation.account_repeated',
      'REFUSED customer: value.unknown_code',
      'REFUSED account: reconciliation.not_an_account',
      'APPLIED',
    ]);
    const [gone] = await publishing(b.books, 'PAYER_ACCOUNTS', [archived(row as NonNullable<typeof row>)]);
    assert.equal(gone?.status, 'APPLIED');
    await b.pay({ customer: 'C-2', amount: '570', bills: ['B-000002', 'B-000005'] });
    assert.equal((await lineFrom('GB29 NWBK 6016 1331 9268 19', '285.00')).status, 'MATCHED');
  });

  it('that were learnt are entered ones once somebody changes them, and outlive the match then', async () => {
    const line = await lineFrom('777712345678', '11.00');
    await match(line, [], { customer: 'C-3' });
    const [{ id, version }] = (await b.query<{ id: string; version: number }>(
      'select id, version from payer_account',
    )) as [{ id: string; version: number }];
    const [noted] = await publishing(b.books, 'PAYER_ACCOUNTS', [changed({ id, version }, { note: 'asked them' })]);
    assert.equal(noted?.row?.cells['source'], 'LEARNT', 'a note changes nothing of it');
    const [moved] = await publishing(b.books, 'PAYER_ACCOUNTS', [
      changed({ id, version: version + 1 }, { customer: 'C-2' }),
    ]);
    assert.equal(moved?.row?.cells['source'], 'ENTERED');
    await undo(line);
    assert.equal(await statusOf(line), 'SUGGESTED', 'C-2 is known to pay from there');
    assert.deepEqual(await accounts(), [{ customer: 'C-2', account: '777712345678', source: 'ENTERED' }]);
  });
});
