import assert from 'node:assert/strict';
import { plain } from '../../../server/kernel/money.ts';
import { parseStatementFile } from '../../../server/reconciliation/formats/parse.ts';
import { assertRefused, fixture, fixtureText, linesOf, parseText, short, warningCodes, zip } from './support.ts';

const TRADES = 'alipay-trade.csv';
const ACCOUNT = 'alipay-account.csv';

describe('Alipay merchant bills', () => {
  it('read trades and refunds of 业务明细 in GB18030', () => {
    const file = parseStatementFile(fixture(TRADES));
    assert.deepEqual([file.format, file.encoding], ['alipay_merchant', 'GB18030']);
    assert.deepEqual(linesOf(file).map(short), [
      'IN 262.2 2026-10-09 PAYMENT',
      'IN 150 2026-10-09 PAYMENT',
      'OUT 45.6 2026-10-09 REFUND',
    ]);
    const [first, second, refund] = linesOf(file);
    assert.deepEqual([first?.payerName, first?.payerAccount], ['*小明', '139******01']);
    assert.equal(first?.reference, 'CH-2026-10-00031');
    assert.equal(second?.text, '"金桂苑"停车费,地下 十月', 'quotes and a comma in the goods');
    assert.deepEqual(
      [first?.fee, refund?.fee].map((fee) => fee && plain(fee)),
      ['1.57', '-0.27'],
    );
    assert.deepEqual([refund?.payeeName, refund?.refundReference], ['李*', 'RF-0009']);
    assert.equal(file.statements[0]?.account, '20880000000000010156');
    assert.equal(file.statements[0]?.ties, true);
  });

  it('know a refund by its type, whatever its sign', () => {
    const positive = parseText(
      fixtureText(TRADES).replaceAll('-45.60', '45.60').replace(',0.27,', ',-0.27,'),
      'gb18030',
    );
    const written = parseStatementFile(fixture(TRADES));
    assert.deepEqual(
      linesOf(positive).map(({ fingerprint, fee }) => [fingerprint, String(fee)]),
      linesOf(written).map(({ fingerprint, fee }) => [fingerprint, String(fee)]),
    );
    assert.equal(positive.statements[0]?.ties, true);
  });

  it('warn when the totals count a refund as a trade', () => {
    const file = parseText(fixtureText(TRADES).replace('2笔，商家实收共412.20', '3笔，商家实收共457.80'), 'gb18030');
    assert.equal(file.statements[0]?.ties, false);
    assert.match(file.warnings[1]?.message ?? '', /a difference of 45\.6\./);
  });

  it('read every movement of 账务明细, with the balances around them', () => {
    const file = parseStatementFile(fixture(ACCOUNT));
    assert.deepEqual(linesOf(file).map(short), [
      'IN 262.2 2026-10-09 PAYMENT',
      'OUT 1.57 2026-10-09 FEE',
      'OUT 1000 2026-10-09 PAYOUT',
    ]);
    assert.deepEqual([file.statements[0]?.opening, file.statements[0]?.closing].map(String), ['1000', '260.63']);
    assert.deepEqual(file.warnings, []);
  });

  it('read newest first, expenses without a sign, half-width brackets, and # lines padded with commas', () => {
    const lines = fixtureText(ACCOUNT)
      .replaceAll('-1.57', '1.57')
      .replaceAll('-1000.00', '1000.00')
      .replaceAll('（', '(')
      .replaceAll('）', ')')
      .split('\r\n');
    const [a, b, c] = lines.slice(5, 8);
    const text = [...lines.slice(0, 5), c, b, a, ...lines.slice(8).map((line) => line && `${line},,,,,,,`)].join('\n');
    const file = parseText(text, 'gb18030');
    assert.deepEqual(linesOf(file).map(short), [
      'OUT 1000 2026-10-09 PAYOUT',
      'OUT 1.57 2026-10-09 FEE',
      'IN 262.2 2026-10-09 PAYMENT',
    ]);
    assert.deepEqual([file.statements[0]?.opening, file.statements[0]?.ties].map(String), ['1000', 'true']);
  });

  it('leave the summary out that is packed beside the details', () => {
    const overview =
      '#支付宝业务汇总查询\r\n#账号：[20880000000000010156]\r\n门店编号,门店名称,交易订单总笔数\r\n,,2\r\n';
    const archive = zip({ 'a_业务明细.csv': fixture(TRADES), 'a_业务明细(汇总).csv': Buffer.from(overview) });
    const file = parseStatementFile(archive);
    assert.equal(linesOf(file).length, 3);
    assert.deepEqual(warningCodes(file), ['statement.member_skipped']);
  });

  it('refuse a bill cut at any character before its totals', () => {
    const bytes = fixture(TRADES);
    const whole = fixtureText(TRADES);
    const end = Buffer.byteLength(whole.slice(0, whole.indexOf('#交易合计')), 'latin1');
    for (let at = 300; at < end; at += 11) {
      assert.throws(() => parseStatementFile(bytes.subarray(0, at)), { name: 'Refusal' }, `cut at ${at}`);
    }
  });

  it('refuse a row with too few columns, a row with income and expense, and a bad amount, with their lines', () => {
    const trades = fixtureText(TRADES);
    assertRefused(() => parseText(trades.replace(',0.00,重复缴费', ''), 'gb18030'), 'statement.cut_row', 8);
    assertRefused(
      () => parseText(trades.replace(',-45.60,-45.60', ',-45.60,#N/A'), 'gb18030'),
      'statement.amount_invalid',
      8,
    );
    assertRefused(
      () => parseText(fixtureText(ACCOUNT).replace(',262.20,,', ',262.20,1.00,'), 'gb18030'),
      'statement.direction_invalid',
      6,
    );
  });

  it('refuse several bills in one file and lost line breaks', () => {
    const text = fixtureText(TRADES);
    assertRefused(() => parseText(text + text, 'gb18030'), 'statement.mixed_file');
    assertRefused(() => parseText(text + fixtureText(ACCOUNT), 'gb18030'), 'statement.mixed_file');
    assertRefused(() => parseText(text.replaceAll('\r\n', ''), 'gb18030'), 'statement.lost_line_breaks', 1);
  });
});
