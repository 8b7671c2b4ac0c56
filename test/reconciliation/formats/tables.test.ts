/** Tables of banks, wallets and processors, as text and as workbooks; each file here is of our own writing. */
import assert from 'node:assert/strict';
import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { Decimal } from '../../../server/kernel/money.ts';
import { parseStatementFile } from '../../../server/reconciliation/formats/parse.ts';
import { looseAmount, looseDate } from '../../../server/reconciliation/formats/tables/values.ts';
import { assertRefused, linesOf, parseText, short, warningCodes } from './support.ts';

const workbook = (rows: unknown[][], bookType: 'xlsx' | 'biff8' = 'xlsx'): Uint8Array => {
  const book = { SheetNames: ['明细'], Sheets: { 明细: utils.aoa_to_sheet(rows) } };
  return new Uint8Array(write(book, { type: 'buffer', bookType }) as Buffer);
};

describe('A table of a Chinese bank', () => {
  const CCB = [
    ['China Construction Bank'],
    ['账　　号：', '6217001234567890123'],
    ['记账日', '交易日期', '支出', '收入', '账户余额', '币种', '摘要', '对方账号', '对方户名'],
    ['20261008', '20261008', 0, 1200.1, 2200.1, '人民币', '转账', '6228480000000001', '王小明'],
    ['20261009', '20261009', 200.05, 0, 2000.05, '人民币', '手续费', '', ''],
    ['以上数据仅供参考'],
  ];

  for (const bookType of ['xlsx', 'biff8'] as const) {
    it(`is read from a workbook (${bookType}) to the cent, and proven by its running balance`, () => {
      const file = parseStatementFile(workbook(CCB, bookType));
      assert.deepEqual([file.format, file.encoding], ['cn_bank', 'workbook']);
      assert.deepEqual(linesOf(file).map(short), ['IN 1200.1 2026-10-08 PAYMENT', 'OUT 200.05 2026-10-09 PAYMENT']);
      const [statement] = file.statements;
      assert.deepEqual(
        [statement?.account, statement?.opening?.toString(), statement?.closing?.toString(), statement?.ties],
        ['6217001234567890123', '1000', '2000.05', true],
      );
      assert.equal(linesOf(file)[0]?.payerName, '王小明');
    });
  }

  it('is read by what its headings mean where no profile is known', () => {
    const file = parseText(
      '某农商银行交易明细\n账号：6230521234567890\n交易日期,摘要,借方发生额,贷方发生额,余额,对方户名\n2026/10/8,物业费,,285.00,"1,285.00",李娜\n2026/10/9,电费,85.00,,"1,200.00",供电公司\n合计,,85.00,285.00,,\n',
      'gb18030',
    );
    assert.deepEqual([file.format, file.encoding], ['cn_bank', 'GB18030']);
    assert.deepEqual(linesOf(file).map(short), ['IN 285 2026-10-08 PAYMENT', 'OUT 85 2026-10-09 PAYMENT']);
    assert.deepEqual([file.statements[0]?.account, file.statements[0]?.ties], ['6230521234567890', true]);
  });

  it('warns where the running balance breaks, because a row may be missing', () => {
    const broken = CCB.map((row) => (row[0] === '20261009' ? [...row.slice(0, 4), 1999.05, ...row.slice(5)] : row));
    assert.deepEqual(warningCodes(parseStatementFile(workbook(broken))), ['statement.running_balance_breaks']);
  });

  it('refuses an amount, a date and a direction that it cannot read, with row and heading', () => {
    const table = (row: string) => `交易日期,金额,借贷标志,摘要\n2026-10-01,5,贷,a\n${row}\n2026-10-03,5,借,b\n`;
    const amount = assertRefused(() => parseText(table('2026-10-02,five,贷,x')), 'statement.amount_invalid', 3);
    assert.equal(amount.field, '金额');
    assertRefused(() => parseText(table('2026-02-30,5,贷,x')), 'statement.date_invalid', 3);
    assertRefused(() => parseText(table('2026-10-02,5,?,x')), 'statement.direction_invalid', 3);
  });
});

describe('A table of a bank elsewhere', () => {
  it('takes the direction from its mark and not from the sign', () => {
    const file = parseText(
      'Date,Label,Amount,D/C,Balance\n10/15/2026,a,33.50,D,-23.50\n10/15/2026,b,"-1,533.50",C,"1,510.00"\n',
    );
    assert.deepEqual(linesOf(file).map(short), ['OUT 33.5 2026-10-15 PAYMENT', 'IN 1533.5 2026-10-15 PAYMENT']);
    assert.equal(file.statements[0]?.ties, true);
  });

  it('is read with semicolons, decimal commas and a text over two lines', () => {
    const file = parseText(
      'Buchungstag;Verwendungszweck;Betrag;Währung\n08.10.2026;"Rechnung\n7";1.234,56;EUR\n9.10.2026;b;-1.000;EUR\n',
    );
    assert.deepEqual(linesOf(file).map(short), ['IN 1234.56 2026-10-08 PAYMENT', 'OUT 1000 2026-10-09 PAYMENT']);
    assert.equal(linesOf(file)[0]?.text, 'Rechnung 7');
  });

  it('warns that day and month may be the other way round', () => {
    const file = parseText('Date,Description,Amount\n08/09/2026,a,5\n09/09/2026,b,6\n');
    assert.deepEqual(warningCodes(file), ['statement.date_order_guessed']);
  });

  it('falls into a statement for each currency', () => {
    const file = parseText(
      '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID","Balance"\n' +
        '"09/06/2026","07:19:50","PDT","P2","Website Payment","Completed","USD","1,653.75","-73.07","1,580.68","T4","1,580.68"\n' +
        '"22/06/2026","02:43:36","PDT","","Refund","Completed","EUR","-100.00","0.00","-100.00","T6","-100.00"\n' +
        '"22/06/2026","02:44:36","PDT","","Website Payment","Denied","EUR","7.00","0.00","7.00","T7","-100.00"\n',
    );
    assert.deepEqual(
      file.statements.map(({ currency, lines, otherEntries }) => [currency, lines.map(short), otherEntries]),
      [
        ['USD', ['IN 1653.75 2026-06-09 PAYMENT'], 1],
        ['EUR', ['OUT 100 2026-06-22 REFUND'], 0],
      ],
    );
    assert.equal(linesOf(file)[0]?.fee?.toString(), '73.07');
  });
});

describe('A fee', () => {
  const fees = (text: string) =>
    linesOf(parseText(text)).map(({ direction, fee }) => `${direction} ${fee?.toString()}`);

  it('is kept where Stripe writes it above zero and PayPal below, on money out as well as in', () => {
    const stripe =
      'balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,description\n' +
      'txn_1,2026-10-01 08:00:00,2026-10-03 00:00:00,usd,12.00,0.65,11.35,charge,\n' +
      'txn_2,2026-10-02 08:00:00,2026-10-04 00:00:00,usd,-12.00,15.00,-27.00,dispute,\n' +
      'txn_3,2026-10-02 09:00:00,2026-10-04 00:00:00,usd,-5.00,-0.30,-4.70,refund,\n';
    assert.deepEqual(fees(stripe), ['IN 0.65', 'OUT 15', 'OUT -0.3']);
    const paypal =
      '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","Transaction ID"\n' +
      '"22/06/2026","07:19:50","PDT","P","Payment","Completed","USD","84.00","-4.25","79.75","T1"\n' +
      '"23/06/2026","07:19:50","PDT","P","Refund","Completed","USD","-84.00","4.25","-79.75","T2"\n';
    assert.deepEqual(fees(paypal), ['IN 4.25', 'OUT -4.25']);
  });
});

describe('A wallet', () => {
  it('leaves out what moves between own accounts, and warns of closed trades that it counts', () => {
    const file = parseText(
      '支付宝账户：a@b.cn\n交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注,\n' +
        '2026-10-12 21:32:14 ,物业,李娜,/,十月物业费,收入,285.00,余额,交易成功,2026101\t,B-000007\t,,\n' +
        '2026-10-13 21:32:14 ,退款,店,/,退款,不计收支,50.00,余额,退款成功,2026102\t,S2\t,,\n' +
        '2026-10-13 21:31:14 ,购物,店,/,椅子,支出,50.00,余额,交易关闭,2026102\t,S2\t,,\n',
      'gb18030',
    );
    assert.deepEqual([file.format, file.statements[0]?.account], ['alipay_personal', 'a@b.cn']);
    assert.deepEqual(linesOf(file).map(short), ['IN 285 2026-10-12 PAYMENT', 'OUT 50 2026-10-13 PAYMENT']);
    assert.equal(linesOf(file)[0]?.reference, 'B-000007');
    assert.deepEqual(warningCodes(file), ['statement.not_booked', 'statement.closed_trade']);
  });
});

describe('Values of tables', () => {
  it('are amounts with any sign around them, and nothing else', () => {
    const shown = (text: string, comma = false) => {
      const found = looseAmount(text, comma);
      return found && [found.amount.toString(), found.currency];
    };
    assert.deepEqual(shown('- $220.00'), ['-220', 'USD']);
    assert.deepEqual(shown('CNY13.50'), ['13.5', 'CNY']);
    assert.deepEqual(shown('￥0.12'), ['0.12', 'CNY']);
    assert.deepEqual(shown('131.77(已退款89.84)'), ['131.77', null]);
    assert.deepEqual(shown('1.234,56-', true), ['-1234.56', null]);
    assert.deepEqual(shown("1'234.50 DR"), ['-1234.5', null]);
    for (const text of ['xx,yyyy.zz', '1.2.3', '', '-', '1e5', 'NaN', '2026-10-01'])
      assert.equal(shown(text), null, text);
  });

  it('keep every amount exactly, whatever separates its thousands', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.boolean(), (cents, comma) => {
        const exact = new Decimal(cents.toString()).div(100);
        const [whole, part] = exact.abs().toFixed(2).split('.') as [string, string];
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, comma ? '.' : ',');
        const text = `${cents < 0n ? '-' : ''}${grouped}${comma ? ',' : '.'}${part}`;
        assert.ok(looseAmount(text, comma)?.amount.eq(exact), text);
      }),
    );
  });

  it('are days in any order, and none that does not exist', () => {
    assert.equal(looseDate('31MAY13', 'YMD'), '2013-05-31');
    assert.equal(looseDate('20261008123456', 'YMD'), '2026-10-08');
    assert.equal(looseDate('2026年1月5日 12:00', 'YMD'), '2026-01-05');
    assert.equal(looseDate('5/1/26', 'DMY'), '2026-01-05');
    assert.equal(looseDate('5/1/2026', 'MDY'), '2026-05-01');
    for (const text of ['2026-02-30', '13/13/2026', 'tomorrow', '']) assert.equal(looseDate(text, 'DMY'), null, text);
  });

  it('of a workbook keep fifteen digits, and a damaged workbook is refused', () => {
    const rows = [
      ['交易日期', '金额', '摘要'],
      ['2026-10-01', 1234567890123.45, 'a'],
      ['2026-10-02', 0.1 + 0.2, 'b'],
    ];
    assert.deepEqual(
      linesOf(parseStatementFile(workbook(rows))).map(({ amount }) => amount.toString()),
      ['1234567890123.45', '0.3'],
    );
    const bytes = workbook(rows, 'biff8');
    assertRefused(() => parseStatementFile(bytes.subarray(0, 600)), 'statement.workbook_unreadable');
  });
});
