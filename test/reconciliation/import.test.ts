import assert from 'node:assert/strict';
import iconv from 'iconv-lite';
import { alipayBill, camt053, wechatBill } from '../../server/demo/statement-files.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { journalEntries, trialBalance } from '../../server/ledger/queries.ts';
import { listLines, listStatements } from '../../server/reconciliation/views.ts';
import {
  ALIPAY,
  BANK,
  camtOf,
  MERCHANT,
  movement,
  refused,
  type SmallBooks,
  smallBooks,
} from '../support/small-books.ts';

const money = (text: string) => new Decimal(text);

describe('Importing a statement', () => {
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

  const lines = async () => (await listLines(b.books, {}, 500, null)).nodes;
  const statuses = async () => (await lines()).map(({ amount, status }) => `${amount} ${status}`).toSorted();
  const balance = async (code: string) => {
    const account = (await trialBalance(b.books)).find((one) => one.code === code);
    return money(account?.debit ?? '0')
      .minus(account?.credit ?? '0')
      .toFixed(2);
  };

  it('matches what is certain, suggests what may be, and leaves the rest to a person', async () => {
    const { statementIds, knownLines } = await b.importMoves([
      { amount: money('552.23'), text: '物业费 B-000001' },
      { amount: money('285'), payerName: '李娜', payerAccount: '6222020200009', text: '转账' },
      { amount: money('492.57'), payerName: 'ACME', text: 'wire' },
      { amount: money('7.77'), payerName: '王伟', text: '物业费' },
      { amount: money('3.33'), text: 'nobody knows' },
      { amount: money('12.50'), direction: 'OUT', text: 'fee' },
    ]);
    assert.equal(knownLines, 0);
    const [statement] = await listStatements(b.books, 10, statementIds);
    assert.deepEqual(
      [
        statement?.lineCount,
        statement?.newLineCount,
        statement?.matchedCount,
        statement?.suggestedCount,
        statement?.unmatchedCount,
      ],
      [6, 6, 1, 3, 2],
    );
    // 285.00 and 492.57 fit three bills of their payer each: that is a tie, and a tie is never applied.
    assert.deepEqual(await statuses(), [
      '12.50 UNMATCHED',
      '285.00 SUGGESTED',
      '3.33 UNMATCHED',
      '492.57 SUGGESTED',
      '552.23 MATCHED',
      '7.77 SUGGESTED',
    ]);
    assert.equal((await b.bill('B-000001')).allocated, '552.23');
    assert.equal(await balance('1002'), '1328.40');
    assert.equal(await balance('2241.02'), '-776.17', 'what waits lies in suspense');
  });

  it('books a line to suspense and from there to the bill', async () => {
    await b.importMoves([{ amount: money('552.23'), text: 'B-000001', on: '2026-11-03' }]);
    const [line] = await lines();
    const [receipt] = await journalEntries(b.books, line?.id ?? '');
    const [payment] = await b.query<{ id: string; channel: string; received_on: string }>('select * from payment');
    const [entry] = await journalEntries(b.books, payment?.id ?? '');
    assert.deepEqual([payment?.channel, payment?.received_on], ['BANK', '2026-11-03']);
    const sides = (each: typeof entry) =>
      each?.transfers.map(({ debitAccount, creditAccount, amount }) => [debitAccount, creditAccount, amount]);
    assert.deepEqual(sides(receipt), [['1002', '2241.02', '552.23']]);
    assert.deepEqual(sides(entry), [['2241.02', '2203', '552.23']]);
  });

  it('reads bills of WeChat Pay and Alipay into the accounts of these channels', async () => {
    await b.importFile(
      wechatBill(MERCHANT, [
        movement({ amount: money('552.23'), text: 'B-000004', reference: '4200002600000000000000000001' }),
      ]),
    );
    await b.importFile(
      alipayBill(ALIPAY, '2026-11-01', '2026-11-05', [
        movement({ amount: money('285'), text: 'B-000002', payerName: '李娜', reference: '2026110522001' }),
      ]),
    );
    assert.deepEqual(await statuses(), ['285.00 MATCHED', '552.23 MATCHED']);
    assert.deepEqual(
      [await balance('1012.01'), await balance('1012.02'), await balance('6603')],
      ['548.92', '283.29', '5.02'],
      'the channels keep 0.6 % of each',
    );
  });

  it('adds nothing when a file comes twice', async () => {
    const file = camtOf([
      { amount: money('552.23'), text: 'B-000001' },
      { amount: money('1') },
      { amount: money('1') },
    ]);
    await b.importFile(file);
    const before = await trialBalance(b.books);
    const again = await b.importFile(file);
    assert.equal(again.knownLines, 3);
    const [statement] = await listStatements(b.books, 10, again.statementIds);
    assert.deepEqual([statement?.lineCount, statement?.newLineCount], [3, 0]);
    assert.equal((await lines()).length, 3);
    assert.deepEqual(await trialBalance(b.books), before);
  });

  it('gives the same answer to the same key, and refuses the key for another file', async () => {
    const key = newId();
    const file = camtOf([{}]);
    const first = await b.importFile(file, { key });
    assert.deepEqual(await b.importFile(file, { key }), first);
    assert.equal((await listStatements(b.books, 10)).length, 1);
    await refused(b.importFile(camtOf([{}]), { key }), 'request.key_reused');
  });

  it('adds each line once when two operators import the same file at the same moment', async () => {
    const elsewhere = await b.elsewhere();
    const file = camtOf([{ amount: money('552.23'), text: 'B-000001' }, { amount: money('2') }]);
    const both = await Promise.all([b.importFile(file), b.importFile(file, {}, elsewhere)]);
    assert.deepEqual(new Set(both.map(({ knownLines }) => knownLines)), new Set([0, 2]));
    assert.equal((await lines()).length, 2);
  });

  it('adds what is new of files whose periods overlap', async () => {
    const shared = [
      movement({ on: '2026-11-02', amount: money('20') }),
      movement({ on: '2026-11-02', amount: money('20') }),
    ];
    await b.importFile(camtOf([movement({ on: '2026-11-01', amount: money('1') }), ...shared]));
    const { knownLines } = await b.importFile(camtOf([...shared, movement({ on: '2026-11-03', amount: money('3') })]));
    assert.equal(knownLines, 2);
    assert.deepEqual(await statuses(), ['1.00 UNMATCHED', '20.00 UNMATCHED', '20.00 UNMATCHED', '3.00 UNMATCHED']);
  });

  it('keeps two movements that look exactly alike', async () => {
    const twin = { amount: money('50'), reference: '', text: 'coffee' };
    const file = camtOf([twin, twin]).replaceAll('<AcctSvcrRef></AcctSvcrRef>', '');
    await b.importFile(file);
    await b.importFile(file);
    assert.deepEqual(await statuses(), ['50.00 UNMATCHED', '50.00 UNMATCHED']);
  });

  it('pays a bill once when two lines name it', async () => {
    await b.importMoves([
      { amount: money('285'), text: 'B-000002' },
      { amount: money('285'), text: 'B-000002 again', payerName: '李娜' },
    ]);
    assert.deepEqual(await statuses(), ['285.00 MATCHED', '285.00 SUGGESTED']);
    const paid = (await b.bills()).filter(({ allocated }) => allocated !== '0').map(({ number }) => number);
    assert.deepEqual(paid, ['B-000002'], 'the second is not put to a bill that it does not name');
  });

  it('lets what two statements of one file say of a bill meet in one decision', async () => {
    const two = camtOf([{ amount: money('285'), payerName: '李娜', payerAccount: '6222020200002' }]);
    const named = /<Stmt>[\s\S]*<\/Stmt>/.exec(
      camtOf([
        { amount: money('285'), text: 'B-000002' },
        { amount: money('285'), text: 'B-000005' },
      ]),
    )?.[0];
    const { statementIds } = await b.importFile(two.replace('</Stmt>', `</Stmt>\n${named}`));
    assert.equal(statementIds.length, 2);
    assert.deepEqual(await statuses(), ['285.00 MATCHED', '285.00 MATCHED', '285.00 MATCHED']);
    const paid = (await b.bills()).filter(({ customer }) => customer === 'C-2').map(({ allocated }) => allocated);
    assert.deepEqual(paid, ['285', '285', '285'], 'named bills first, the only one left to the payer of the first');
  });

  it('imports files of several statements beside payments of the same bills', async () => {
    const elsewhere = await b.elsewhere();
    const part = (names: readonly string[]) =>
      /<Stmt>[\s\S]*<\/Stmt>/.exec(camtOf(names.map((text) => ({ amount: money('3'), text }))))?.[0] ?? '';
    const file = (...parts: string[][]) =>
      camtOf([{ amount: money('1'), text: 'B-000009' }]).replace('</Stmt>', `</Stmt>\n${parts.map(part).join('\n')}`);
    for (let round = 0; round < 4; round += 1) {
      await Promise.all([
        b.importFile(file(['B-000008'], ['B-000002', 'B-000001'])),
        b.importFile(file(['B-000001'], ['B-000008', 'B-000005']), {}, elsewhere),
        b.pay({ customer: 'C-1', amount: '5' }),
        b.pay({ customer: 'C-2', amount: '5', bills: ['B-000008', 'B-000002'] }, elsewhere),
      ]);
    }
    const waiting = (await lines()).filter(({ status }) => status !== 'MATCHED');
    assert.deepEqual(waiting, []);
  });

  it('decides on bills as they are when one is paid at the counter at the same moment', async () => {
    const elsewhere = await b.elsewhere();
    for (const number of ['B-000001', 'B-000004', 'B-000007']) {
      await Promise.allSettled([
        b.importMoves([{ amount: money('552.23'), text: number }], elsewhere),
        b.pay({ customer: 'C-1', amount: '552.23', bills: [number] }),
      ]);
    }
    const paid = (await b.bills()).filter(({ customer }) => customer === 'C-1').map(({ allocated }) => allocated);
    assert.deepEqual(paid, ['552.23', '552.23', '552.23']);
    const [beside] = await b.query<{ n: string }>(
      `select count(*) as n from payment p join match m on m.payment_id = p.id where p.allocated < p.amount`,
    );
    assert.equal(beside?.n, '0', 'no line was applied to a bill that was paid already');
  });

  it('refuses a file of an account that is not ours, naming ours', async () => {
    const refusal = await refused(b.importFile(camtOf([{}], '999888777')), 'reconciliation.unknown_account');
    for (const part of ['999888777', 'ICBC', BANK, 'WX', MERCHANT]) assert.ok(refusal.message.includes(part), part);
    await refused(b.importFile(camtOf([{}]), { bankAccount: 'WX' }), 'reconciliation.unknown_account');
    const dollars = camt053(BANK, 'USD', money('0'), 'X', '2026-11-05', [movement()]);
    await refused(b.importFile(dollars), 'reconciliation.unknown_account', /USD/);
  });

  it('refuses a file with a movement in the future, naming the line', async () => {
    const refusal = await refused(
      b.importMoves([{ on: '2026-11-05' }, { on: '2026-11-06' }]),
      'reconciliation.in_the_future',
      /2026-11-06/,
    );
    assert.ok(refusal.line, 'the line of the file is named');
    assert.equal((await listStatements(b.books, 10)).length, 0);
  });

  it('refuses an amount that the currency does not have', async () => {
    const file = camtOf([{ amount: money('5.25') }]).replaceAll('>5.25<', '>5.255<');
    await refused(b.importFile(file), 'value.too_many_decimals', /5\.255/);
  });

  it('refuses a file that was cut, in every format, and writes nothing of it', async () => {
    const camt = Buffer.from(camtOf([{}, {}, {}]));
    const wechat = Buffer.from(wechatBill(MERCHANT, [movement(), movement({ reference: '42000026000002' })]));
    const alipay = alipayBill(ALIPAY, '2026-11-01', '2026-11-05', [movement(), movement()]);
    for (const file of [camt, wechat, alipay]) {
      const half = file.subarray(0, Math.floor(file.length / 2));
      const refusal = await b.importFile(half).then(
        () => assert.fail('a file cut in half was imported'),
        (error: unknown) => error as { name: string; code: string },
      );
      assert.equal(refusal.name, 'Refusal');
      assert.match(refusal.code, /^statement\./);
    }
    assert.equal((await listStatements(b.books, 10)).length, 0);
  });

  it('refuses a file in the wrong encoding, a picture, nothing and what is not base64', async () => {
    const broken = iconv.encode(camtOf([{ payerName: '李娜', text: '物业费' }]), 'gb18030');
    await refused(b.importFile(broken), 'statement.wrong_encoding');
    const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    await refused(b.importFile(picture), 'statement.not_a_statement', /PNG/);
    await assert.rejects(b.importFile(''), { name: 'Refusal' });
    await assert.rejects(b.importFile('\u0000\u0001\u0002'), { name: 'Refusal' });
  });
});
