import assert from 'node:assert/strict';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { postRun } from '../../server/billing/post.ts';
import { previewRun } from '../../server/billing/preview.ts';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { write } from '../../server/ledger/unit-of-work.ts';
import { creditBill } from '../../server/payments/credits/credit-note.ts';
import { reverseBill } from '../../server/payments/credits/reversal.ts';
import { billDocument } from '../../server/payments/documents/bill-document.ts';
import { capitalAmount } from '../../server/payments/documents/capital-amount.ts';
import { paymentReceipt } from '../../server/payments/documents/receipt.ts';
import { customerStatementDocument } from '../../server/payments/documents/statement-document.ts';
import { reversePayment } from '../../server/payments/reverse-payment.ts';
import { type SmallBooks, smallBooks } from '../support/small-books.ts';

/** The text of each page, in the order in which it was written. */
async function pagesOf(base64: string): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(Buffer.from(base64, 'base64')), verbosity: 0 });
  const pdf = await task.promise;
  const pages: string[] = [];
  for (let n = 1; n <= pdf.numPages; n += 1) {
    const { items } = await (await pdf.getPage(n)).getTextContent();
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join(' ')
        .replaceAll(/\s+/g, ' '),
    );
  }
  await task.destroy();
  return pages;
}

describe('Amounts in capital characters', () => {
  it('say zeros once between digits, and 整 where nothing smaller follows', () => {
    const cases: [string, string][] = [
      ['0', '人民币零元整'],
      ['0.05', '人民币伍分'],
      ['0.50', '人民币伍角整'],
      ['1.05', '人民币壹元零伍分'],
      ['10', '人民币壹拾元整'],
      ['1409.50', '人民币壹仟肆佰零玖元伍角整'],
      ['6007.14', '人民币陆仟零柒元壹角肆分'],
      ['1680.32', '人民币壹仟陆佰捌拾元叁角贰分'],
      ['107000.53', '人民币壹拾万零柒仟元伍角叁分'],
      ['16409.02', '人民币壹万陆仟肆佰零玖元零贰分'],
      ['100000000', '人民币壹亿元整'],
      ['100000005.10', '人民币壹亿零伍元壹角整'],
      ['20030000', '人民币贰仟零叁万元整'],
      ['-12.30', '负人民币壹拾贰元叁角整'],
    ];
    for (const [amount, text] of cases) assert.equal(capitalAmount(new Decimal(amount)), text, amount);
  });
});

describe('Documents for customers', () => {
  let f: SmallBooks;

  beforeEach(async () => {
    f = await smallBooks();
  });

  afterEach(() => f.close());

  it('show a bill with its lines, its tax, what was paid and credited, and what is to pay in all', async () => {
    const bill = await f.bill('B-000001');
    await f.pay({ customer: 'C-1', amount: '100', bills: [bill.number] });
    await creditBill(f.books, { key: newId(), billId: bill.id, reason: 'goodwill', amount: '52.23' });
    const file = await billDocument(f.books, bill.number, 'ZH');
    assert.deepEqual([file.fileName, file.mediaType], ['B-000001.pdf', 'application/pdf']);
    assert.ok(Buffer.from(file.content, 'base64').length < 200_000, 'fonts are embedded in part');
    const [page = '', ...more] = await pagesOf(file.content);
    assert.equal(more.length, 0);
    for (const text of [
      '账单',
      '王伟 (C-1)',
      'B-000001',
      '252.23',
      '300.00',
      '552.23',
      '-100.00',
      '-52.23',
      '400.00',
    ]) {
      assert.ok(page.includes(text), `${text} in ${page}`);
    }
    assert.match(
      await pagesOf((await billDocument(f.books, bill.number, 'EN')).content).then(String),
      /Bill .* Fee item .* Open on this bill 400\.00/,
    );
  });

  it('mark a void bill across the page, and say which bill is not there', async () => {
    const bill = await f.bill('B-000002');
    await reverseBill(f.books, { key: newId(), billId: bill.id, reason: 'wrong' });
    assert.match(String(await pagesOf((await billDocument(f.books, bill.number, 'EN')).content)), /VOID/);
    await assert.rejects(billDocument(f.books, 'B-999999', null), { code: 'value.unknown_code', field: 'number' });
  });

  it('repeat the head of a long bill on every page, say its total once, and say the same each time', async () => {
    await f.customer('C-L');
    await f.feeItem('LOT');
    await f.price('LOT', { model: 'FIXED', amount: '10' });
    for (let i = 1; i <= 60; i += 1) {
      await f.premise(`L-${i}`);
      await f.binding(`LOT-${i}`, 'C-L', 'LOT', {
        quantity: '1',
        premise_id: f.id(`L-${i}`),
        start_date: '2026-10-01',
        anchor: '2026-10-01',
      });
    }
    const run = await previewRun(f.books, { key: newId(), month: '2026-10', scope: { kind: 'CUSTOMER', code: 'C-L' } });
    await postRun(f.books, { key: newId(), runId: run.id, contentHash: run.contentHash ?? '' });
    const bill = (await f.bills()).find(({ customer }) => customer === 'C-L');
    const make = async () => pagesOf((await billDocument(f.books, bill?.number ?? '', 'EN')).content);
    const pages = await make();
    assert.ok(pages.length >= 2);
    assert.ok(pages.every((page) => page.includes('Fee item') || page.includes('Tax rate')));
    assert.equal(pages.join(' ').split('To pay in all').length - 1, 1);
    assert.deepEqual(await make(), pages);
  });

  it('write a statement of what was owed, billed and paid', async () => {
    await f.pay({ customer: 'C-2', amount: '100' });
    const order = { customer: 'C-2', from: '2026-10-01', to: '2026-11-30' };
    const [page = ''] = await pagesOf((await customerStatementDocument(f.books, order, 'ZH')).content);
    for (const text of ['客户对账函', '李娜', '收款 P-000001', '-100.00', '期末应付']) {
      assert.ok(page.includes(text), `${text} in ${page}`);
    }
  });

  it('give a receipt with the bills that were paid and what waits, and none for a payment that was taken back', async () => {
    const id = await f.pay({ customer: 'C-2', amount: '2000' });
    const [payment] = await f.query<{ number: string }>('select number from payment where id = $1', id);
    const number = payment?.number ?? '';
    const [page = ''] = await pagesOf((await paymentReceipt(f.books, number, 'ZH')).content);
    for (const text of ['收据', '李娜', '人民币贰仟元整', 'B-000002', '285.00', '待核销']) {
      assert.ok(page.includes(text), `${text} in ${page}`);
    }
    await write(f.books, 'test.reverse', (work) => reversePayment(work, id));
    await assert.rejects(paymentReceipt(f.books, number, null), { code: 'payments.no_receipt' });
  });
});
