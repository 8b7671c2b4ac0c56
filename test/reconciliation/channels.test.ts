/** UnionPay, PayPal and Adyen hold money as WeChat Pay does: on clearing accounts, less fees, until they pay out. */
import assert from 'node:assert/strict';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { trialBalance } from '../../server/ledger/queries.ts';
import { addBankAccount } from '../../server/reconciliation/bank-accounts.ts';
import { unmatchLine } from '../../server/reconciliation/decide-by-hand.ts';
import type { BankChannel } from '../../server/reconciliation/entities.ts';
import { bookingsOfLines, listLines } from '../../server/reconciliation/views.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

const PAYPAL_HEAD =
  '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID","Reference Txn ID","Invoice Number","Balance","Subject","Note"';
const paypal = (...rows: readonly string[][]) =>
  [PAYPAL_HEAD, ...rows.map((row) => row.map((cell) => `"${cell}"`).join(','))].join('\r\n');
const paypalRow = (day: string, type: string, gross: string, fee: string, id: string, subject = '') => {
  const net = new Decimal(gross).plus(fee).toFixed(2);
  return [`11/${day}/2026`, '10:00:00', 'CST', type === 'General Withdrawal' ? '' : 'ACME CO LTD', type, 'Completed', 'CNY', gross, fee, net, id, '', '', '', subject, '']; // biome-ignore format: a row as the file has it
};

const ADYEN_HEAD =
  'Company Account,Merchant Account,Psp Reference,Merchant Reference,Payment Method,Creation Date,TimeZone,Type,Modification Reference,Gross Currency,Gross Debit (GC),Gross Credit (GC),Exchange Rate,Net Currency,Net Debit (NC),Net Credit (NC),Commission (NC),Markup (NC),Scheme Fees (NC),Interchange (NC)';
const ADYEN = [
  ADYEN_HEAD,
  'Us,US_SHOP,P1,B-000002,visa,2026-11-01 10:00:00,CET,Settled,M1,CNY,,285,1,CNY,,283.1,,1,0.4,0.5',
  'Us,US_SHOP,P1,B-000002,ideal,2026-11-02 10:00:00,CET,Refunded,M2,CNY,40,,1,CNY,40.2,,,0.2,,',
  'Us,US_SHOP,,,,2026-11-02 11:00:00,CET,Fee,Transaction fees November 2026,,,,,CNY,3.1,,,,,',
  'Us,US_SHOP,,,,2026-11-02 11:00:00,CET,MerchantPayout,"TX1 batch 1, US_SHOP",,,,,CNY,239.8,,,,,',
].join('\n');

/** A trade of UnionPay's detail file: fixed columns, amounts in fen. */
function unionpay(day: string, amount: string, fee: string, settled: string, order: string): string {
  const row = Buffer.alloc(320, ' ');
  const put = (at: number, text: string) => row.write(text, at);
  put(0, 'S22 48021000    48021000    ');
  put(28, `000001 11${day}101010 `);
  put(46, '6226090000000048');
  put(66, amount);
  put(87, `202611${day}1010100000018`);
  put(112, order);
  put(166, fee);
  put(180, settled);
  put(293, '802310048993424');
  return row.toString();
}

describe('Channels with clearing accounts of their own', () => {
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

  const ours = (channel: BankChannel, accountNumber = '') =>
    addBankAccount(b.books, { code: channel, name: channel, channel, accountNumber, currency: 'CNY' });
  const balanceOf = async (code: string) => {
    const row = (await trialBalance(b.books, '2026-11-30')).find((each) => each.code === code);
    return row ? new Decimal(row.debit).minus(row.credit).toFixed() : '0';
  };
  const shown = async () => (await listLines(b.books, {}, 100, null)).nodes;
  const channelOf = (number: string) =>
    b.query<{ channel: string }>(`select channel from payment where number = $1`, number).then(([row]) => row?.channel);

  it('a file of PayPal goes to no account of a bank', async () => {
    const file = paypal(paypalRow('02', 'Website Payment', '492.57', '-4.57', 'T1'));
    await refused(b.importFile(file), 'reconciliation.unknown_account', /PAYPAL account/);
  });

  it('PayPal’s gross pays the bill, its fee is booked, and its withdrawal is the bank’s money once', async () => {
    await ours('PAYPAL');
    await b.importFile(
      paypal(
        paypalRow('02', 'Website Payment', '492.57', '-4.57', 'T1', 'Invoice B-000003'),
        paypalRow('03', 'Payment Refund', '-100.00', '1.00', 'T2'),
        paypalRow('04', 'General Withdrawal', '-389.00', '0.00', 'T3'),
      ),
    );
    assert.equal((await b.bill('B-000003')).allocated, '492.57');
    assert.equal(await channelOf('P-000001'), 'PAYPAL');
    assert.equal(await balanceOf('6603'), '3.57');
    // The withdrawal is on its way: PayPal owes it until the bank has it.
    assert.equal(await balanceOf('1012.05'), '389');
    const withdrawal = (await shown()).find(({ amount }) => amount === '389.00');
    const [booking] = await bookingsOfLines(b.books, [withdrawal?.id ?? '']);
    assert.equal(withdrawal?.status, 'MATCHED');
    assert.match(booking?.reason ?? '', /on its way between PAYPAL and the bank/);

    await b.importMoves([{ amount: new Decimal('389'), payerName: 'PayPal Europe', text: 'T3' }]);
    assert.equal(await balanceOf('1012.05'), '0');
    assert.equal(await balanceOf('1002'), '389');
    // Undone like any booking.
    await unmatchLine(b.books, { key: newId(), lineId: withdrawal?.id ?? '' });
    assert.equal((await shown()).find(({ id }) => id === withdrawal?.id)?.status, 'UNMATCHED');
  });

  it('Adyen’s amounts are after its fees: the bill is paid in full, and all four fees are booked', async () => {
    await ours('ADYEN', 'US_SHOP');
    await b.importFile(ADYEN);
    assert.equal((await b.bill('B-000002')).allocated, '285');
    assert.equal(await channelOf('P-000001'), 'ADYEN');
    // 1.90 of the trade, 0.20 of the refund, 3.10 of the month.
    assert.equal(await balanceOf('6603'), '5.2');
    assert.equal(await balanceOf('1012.06'), '239.8');
    assert.deepEqual(
      (await shown()).map(({ amount, kind }) => `${amount} ${kind}`),
      ['285.00 PAYMENT', '40.00 REFUND', '3.10 FEE', '239.80 PAYOUT'],
    );
    const again = await b.importFile(ADYEN);
    assert.equal(again.knownLines, 4);
  });

  it('UnionPay’s payout of whole days is known at the bank by its name', async () => {
    await ours('UNIONPAY', '802310048993424');
    const day = unionpay('02', '000000028500', 'D000000000171', 'C000000028329', 'B-000002');
    await b.importFile(`${day}\r\n`);
    assert.equal((await b.bill('B-000002')).allocated, '285');
    assert.equal(await balanceOf('1012.04'), '283.29');
    await b.importMoves([{ amount: new Decimal('283.29'), payerName: '银联商务股份有限公司', text: '商户清算' }]);
    const line = (await shown()).find(({ amount }) => amount === '283.29');
    const [booking] = await bookingsOfLines(b.books, [line?.id ?? '']);
    assert.deepEqual([booking?.kind, booking?.trades], ['PAYOUT', 1]);
    assert.equal(await balanceOf('1012.04'), '0');
  });
});
