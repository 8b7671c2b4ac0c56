/** The sheets of whoever closes a month. */
import assert from 'node:assert/strict';
import { wechatBill } from '../../server/demo/statement-files.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { matchAgain, matchLine, unmatchLine } from '../../server/reconciliation/decide-by-hand.ts';
import { listLines } from '../../server/reconciliation/views.ts';
import { allRows } from '../support/publishing.ts';
import { MERCHANT, movement, type SmallBooks, smallBooks } from '../support/small-books.ts';

const money = (text: string) => new Decimal(text);

describe('Sheets of bank and channels', () => {
  let b: SmallBooks;

  beforeEach(async () => {
    b = await smallBooks();
  });

  afterEach(async () => {
    await b.clean();
    await b.close();
  });

  const cells = async (dataset: Parameters<typeof allRows>[1], ...fields: string[]) =>
    (await allRows(b.books, dataset, 2)).map((row) => fields.map((field) => row.cells[field] ?? null).join(' '));

  it('list money that waits for its owner, the longest waiting first, until somebody claims it', async () => {
    await b.importMoves([
      { on: '2026-11-04', amount: money('7'), payerName: 'A' },
      { on: '2026-10-20', amount: money('33'), payerName: 'B' },
      { on: '2026-11-05', amount: money('5'), direction: 'OUT' },
    ]);
    assert.deepEqual(await cells('UNIDENTIFIED_RECEIPTS', 'account', 'bookedOn', 'days', 'amount', 'payerName'), [
      'ICBC 2026-10-20 16 33.00 B',
      'ICBC 2026-11-04 1 7.00 A',
    ]);
    const line = (await listLines(b.books, {}, 10, null)).nodes.find(({ amount }) => amount === '33.00');
    await matchLine(b.books, { key: newId(), lineId: line?.id ?? '', bills: [], customer: 'C-2' });
    assert.deepEqual(await cells('UNIDENTIFIED_RECEIPTS', 'amount'), ['7.00']);
  });

  it('prove the balance of an account day by day, and name what explains a difference', async () => {
    await b.importMoves([
      { on: '2026-11-03', amount: money('100') },
      { on: '2026-11-04', amount: money('40'), direction: 'OUT' },
    ]);
    await b.pay({ customer: 'C-2', amount: '50', channel: 'POS', receivedOn: '2026-11-04' });
    assert.deepEqual(
      await cells(
        'BANK_RECONCILIATION',
        'day',
        'lines',
        'stated',
        'statedDifference',
        'ledger',
        'counter',
        'unexplained',
        'waiting',
      ),
      ['2026-11-03 100.00   100.00 0.00 0.00 100.00', '2026-11-04 60.00 60.00 0.00 110.00 50.00 0.00 60.00'],
    );
  });

  it('show what a channel traded, kept and paid out, by day', async () => {
    const trades = [
      movement({ on: '2026-11-01', amount: money('285') }),
      movement({ on: '2026-11-01', amount: money('100') }),
      movement({ on: '2026-11-02', amount: money('50') }),
    ];
    await b.importFile(wechatBill(MERCHANT, trades));
    await b.importMoves([{ amount: money('382.69'), payerName: '财付通' }]);
    assert.deepEqual(
      await cells('CHANNEL_SETTLEMENT', 'account', 'day', 'trades', 'gross', 'fees', 'net', 'paidOut', 'open'),
      ['WX 2026-11-01 2 385.00 2.31 382.69 382.69 0.00', 'WX 2026-11-02 1 50.00 0.30 49.70 0.00 49.70'],
    );
    const wechat = (await allRows(b.books, 'BANK_RECONCILIATION')).filter(
      ({ cells: each }) => each['account'] === 'WX',
    );
    assert.deepEqual(
      wechat.map(({ cells: each }) => each['unexplained']),
      ['0.00', '0.00'],
    );
  });

  it('list allocations with what was taken back', async () => {
    await b.importMoves([{ amount: money('285'), payerName: '李娜', text: 'B-000002' }]);
    const [line] = (await listLines(b.books, {}, 10, null)).nodes;
    await unmatchLine(b.books, { key: newId(), lineId: line?.id ?? '' });
    assert.deepEqual(await cells('ALLOCATIONS', 'payment', 'bill', 'amount'), [
      'P-000001 B-000002 285.00',
      'P-000001 B-000002 -285.00',
    ]);
  });

  it('follow when waiting lines are matched again, but what a person undid is only suggested', async () => {
    await b.importMoves([
      { amount: money('285'), payerName: '李娜', text: 'B-000002' },
      { amount: money('492.57'), payerName: 'Acme Co., Ltd.' },
    ]);
    const undone = (await listLines(b.books, {}, 10, null)).nodes.find(({ amount }) => amount === '285.00');
    await unmatchLine(b.books, { key: newId(), lineId: undone?.id ?? '' });
    for (const bill of ['B-000003', 'B-000006']) await b.pay({ customer: 'C-3', amount: '492.57', bills: [bill] });
    assert.equal(await matchAgain(b.books, { key: newId() }), 1);
    assert.deepEqual(
      new Set((await listLines(b.books, {}, 10, null)).nodes.map(({ amount, status }) => `${amount} ${status}`)),
      new Set(['285.00 SUGGESTED', '492.57 MATCHED']),
    );
  });
});
