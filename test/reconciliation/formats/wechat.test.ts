import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { plain } from '../../../server/kernel/money.ts';
import { parseStatementFile } from '../../../server/reconciliation/formats/parse.ts';
import { assertRefused, fixture, fixtureText, linesOf, parseText, short, warningCodes } from './support.ts';

const TRADES = 'wechat-trade-v3.csv';
const REFUNDS = 'wechat-refund-v2.csv';
const FUND_FLOW = 'wechat-fund-flow.csv';

describe('WeChat Pay merchant bills', () => {
  it('read payments and refunds of a trade bill behind a byte-order mark and backticks', () => {
    const file = parseStatementFile(fixture(TRADES));
    assert.equal(file.format, 'wechat_merchant');
    assert.equal(file.encoding, 'UTF-8');
    assert.deepEqual(linesOf(file).map(short), [
      'IN 285 2026-10-09 PAYMENT',
      'IN 150.5 2026-10-09 PAYMENT',
      'OUT 60 2026-10-09 REFUND',
      'IN 88 2026-10-09 PAYMENT',
    ]);
    const [first, , refund] = linesOf(file);
    assert.equal(first?.reference, 'CH-2026-10-00017');
    assert.equal(first?.bankReference, '4200002600202610090000000001');
    assert.equal(
      first?.text,
      '翠湖物业10月物业费, 3-2-501 bill=CH-2026-10-00017',
      'a comma in the goods is no new column',
    );
    assert.deepEqual(
      [first?.fee, refund?.fee].map((fee) => fee && plain(fee)),
      ['1.71', '-0.36'],
    );
    assert.deepEqual(
      [refund?.reference, refund?.bankReference, refund?.refundReference],
      ['CH-2026-10-00009', '50300000000020261009001', 'RF-0001'],
    );
    assert.deepEqual(
      [file.statements[0]?.account, file.statements[0]?.currency, file.statements[0]?.ties],
      ['1600000001', 'CNY', true],
    );
    assert.deepEqual(file.warnings, []);
  });

  it('know a refund by its status, whatever its sign', () => {
    const negative = parseText(fixtureText(TRADES).replace('`60.00,`0.00,`ORIGINAL', '`-60.00,`0.00,`ORIGINAL'));
    assert.deepEqual(linesOf(negative).map(short), linesOf(parseStatementFile(fixture(TRADES))).map(short));
  });

  it('give a refund the same fingerprint in the bill of all trades and in the bill of refunds', () => {
    const [, , inAll] = linesOf(parseStatementFile(fixture(TRADES)));
    const [inRefunds] = linesOf(parseStatementFile(fixture(REFUNDS)));
    assert.equal(inAll?.fingerprint, inRefunds?.fingerprint);
  });

  it('leave a refund out that is still on its way, and say so', () => {
    const file = parseStatementFile(fixture(REFUNDS));
    assert.deepEqual(linesOf(file).map(short), ['OUT 60 2026-10-09 REFUND']);
    assert.deepEqual(warningCodes(file), ['statement.not_booked']);
    assert.equal(file.statements[0]?.ties, true, 'the summary counts it already');
  });

  it('read every movement of a fund-flow bill, with the balances around them', () => {
    const file = parseStatementFile(fixture(FUND_FLOW));
    assert.deepEqual(linesOf(file).map(short), [
      'IN 285 2026-10-09 PAYMENT',
      'OUT 1.71 2026-10-09 FEE',
      'OUT 1000 2026-10-09 PAYOUT',
    ]);
    const [statement] = file.statements;
    assert.deepEqual([statement?.opening, statement?.closing].map(String), ['1000', '283.29']);
    assert.equal(statement?.ties, true);
  });

  it('tell that rows are missing when the running balance breaks', () => {
    const file = parseText(fixtureText(FUND_FLOW).replace('`1283.29', '`1283.30'));
    assert.deepEqual(warningCodes(file), ['statement.running_balance_breaks']);
    assert.equal(file.statements[0]?.opening, null);
  });

  it('tell by how much a summary contradicts the rows', () => {
    const file = parseText(fixtureText(TRADES).replace('`4,`523.50', '`5.0,`524.50'));
    assert.equal(file.statements[0]?.ties, false);
    assert.match(
      file.warnings.map(({ message }) => message).join('\n'),
      /总交易单数 5, the rows give 4: a difference of 1\.\n.*应结订单总金额 524\.5.*difference of 1\./,
    );
  });

  it('read full-width colons, a date run together with its time, and half-width brackets', () => {
    const trades = fixtureText(TRADES).replaceAll(/`2026-10-09 (\d\d):(\d\d):(\d\d)/g, '`2026-10-09$1：$2：$3');
    assert.equal(linesOf(parseText(trades))[0]?.bookedOn, '2026-10-09');
    assert.equal(linesOf(parseText(fixtureText(FUND_FLOW).replaceAll('（元）', '(元)'))).length, 3);
  });

  it('read a bill that a spreadsheet saved again: quotes instead of backticks', () => {
    const text = fixtureText(TRADES)
      .replaceAll('`翠湖物业10月物业费, 3-2-501', '"翠湖物业10月物业费, 3-2-501"')
      .replaceAll('`', '');
    assert.equal(linesOf(parseText(text))[0]?.text, '翠湖物业10月物业费, 3-2-501 bill=CH-2026-10-00017');
    const unquoted = fixtureText(TRADES).replaceAll('`', '');
    assert.equal(linesOf(parseText(unquoted))[0]?.text, '翠湖物业10月物业费,3-2-501 bill=CH-2026-10-00017');
  });

  it('read goods with a line break, GZIP, GB18030 and UTF-16', () => {
    assert.equal(linesOf(parseText(fixtureText(TRADES).replace('物业费, 3-2', '物业费\n3-2'))).length, 4);
    assert.equal(linesOf(parseStatementFile(gzipSync(fixture(TRADES)))).length, 4);
    for (const [encoding, name] of [
      ['gb18030', 'GB18030'],
      ['utf-16le', 'UTF-16LE'],
      ['utf-16be', 'UTF-16BE'],
    ] as const) {
      const file = parseText(fixtureText(TRADES).replace('\uFEFF', ''), encoding);
      assert.deepEqual([file.encoding, linesOf(file).length], [name, 4]);
    }
  });

  it('read a day without trades', () => {
    const [header, ...rest] = fixtureText(TRADES).split('\r\n');
    const file = parseText([header, rest.at(-3), '`0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00'].join('\n'));
    assert.deepEqual([linesOf(file).length, file.statements[0]?.ties], [0, true]);
  });

  it('refuse a bill cut at any character before its summary', () => {
    const text = fixtureText(TRADES);
    const end = text.indexOf('总交易单数');
    for (let at = text.indexOf('`2026') + 1; at < end + 40; at += 7) {
      assert.throws(() => parseText(text.slice(0, at)), { name: 'Refusal' }, `cut at ${at}`);
    }
  });

  it('refuse a cut row, a missing summary, and a bad amount, with their lines', () => {
    const text = fixtureText(TRADES);
    assertRefused(
      () => parseText(text.replace(',`10.00', '').replace(/,`0\.00,`\r\n/, '\r\n')),
      'statement.cut_row',
      2,
    );
    assertRefused(() => parseText(text.slice(0, text.indexOf('总交易单数'))), 'statement.cut_file');
    assertRefused(() => parseText(text.replace('`150.50', '`15O.50')), 'statement.amount_invalid', 3);
    assertRefused(() => parseText(text.replace('`SUCCESS', '`WHATEVER')), 'statement.status_unknown', 2);
  });

  it('refuse lost line breaks, between two rows and in the whole file', () => {
    const text = fixtureText(TRADES);
    assertRefused(() => parseText(text.replaceAll('\r\n', '')), 'statement.lost_line_breaks', 1);
    assertRefused(() => parseText(text.replaceAll('\r\n', '').replaceAll('`', '')), 'statement.lost_line_breaks', 1);
    assertRefused(
      () => parseText(text.replace('\r\n`2026-10-09 08:40', '`2026-10-09 08:40')),
      'statement.lost_line_breaks',
      2,
    );
  });

  it('refuse several bills in one file', () => {
    const text = fixtureText(TRADES);
    assertRefused(() => parseText(`${text}${text}`), 'statement.mixed_file', 8);
    assertRefused(() => parseText(text.slice(0, text.indexOf('总交易单数')) + text), 'statement.mixed_file', 6);
    assertRefused(() => parseText(`${text}${fixtureText('alipay-trade.csv')}`), 'statement.mixed_file');
    const headless = text.slice(text.indexOf('`2026'), text.indexOf('总交易单数')) + text;
    assertRefused(() => parseText(headless), 'statement.mixed_file', 1);
  });
});
