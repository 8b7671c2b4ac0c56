/** Formats that banks outside China send; each file here is of our own writing. */
import assert from 'node:assert/strict';
import { plain } from '../../../server/kernel/money.ts';
import { assertRefused, linesOf, parseText, short, warningCodes } from './support.ts';

const MT = (entries: string, closing = 'C261031EUR1100,00') =>
  `:20:STARTUMS\n:25:50880050/0194787400888\n:28C:00004/001\n:60F:C261001EUR1000,00\n${entries}:62F:${closing}\n-\n`;

describe('MT940', () => {
  it('books debits, credits and their reversals on the day of entry', () => {
    const file = parseText(
      MT(
        ':61:2610021003C150,50NTRFINV-1//BANK-1\n:86:166?00GUTSCHRIFT?20EREF+E2E-7?21SVWZ+Bill B-000\n007?32LI?33 NA?31DE02100100\n' +
          ':61:2610031003D20,NCHGNONREF\n:61:2610041004RC30,50NTRFX\n:61:261005RD0,00NTRFX\n',
      ),
    );
    const lines = linesOf(file);
    assert.deepEqual(lines.map(short), [
      'IN 150.5 2026-10-03 PAYMENT',
      'OUT 20 2026-10-03 FEE',
      'OUT 30.5 2026-10-04 REVERSAL',
    ]);
    assert.deepEqual(
      [lines[0]?.payerName, lines[0]?.payerAccount, lines[0]?.reference, lines[0]?.bankReference, lines[0]?.text],
      ['LI NA', 'DE02100100', 'E2E-7', 'BANK-1', 'Bill B-000007'],
    );
    assert.equal(file.statements[0]?.ties, true);
    assert.ok(warningCodes(file).includes('statement.zero_entries'));
  });

  it('reads what Dutch and Polish banks write behind an entry', () => {
    const [ing, mbank] = linesOf(
      parseText(
        MT(
          ':61:2610021002C60,NTRFEREF\n:86:/EREF/ORDER-5//CNTP/NL32INGB0000012345/INGBNL2A/J. Jansen///REMI/USTD//Invoice 7/\n' +
            ':61:2610021002CN40,NTRFNONREF//MB1\n911-TRANSAKCJA IPH\n:86:911 TRANSAKCJA; ID IPH: XX000000002409; Z RACH.: \n04105014611000002345271577; OD: GWARANT SP. Z O.O.; TYT.: 210F1163; TNR: 1\n',
        ),
      ),
    );
    assert.deepEqual(
      [ing?.payerName, ing?.payerAccount, ing?.reference, ing?.text],
      ['J. Jansen', 'NL32INGB0000012345', 'ORDER-5', 'Invoice 7'],
    );
    assert.deepEqual(
      [mbank?.payerName, mbank?.payerAccount, mbank?.reference],
      ['GWARANT SP. Z O.O.', '04105014611000002345271577', 'XX000000002409'],
    );
  });

  it('takes the day of booking where the value is dated 30 February, and across a New Year', () => {
    const lines = linesOf(parseText(MT(':61:2602300301C50,NTRFX\n:61:2512310102C50,NTRFX\n')));
    assert.deepEqual(lines.map(short), ['IN 50 2026-03-01 PAYMENT', 'IN 50 2026-01-02 PAYMENT']);
    assert.deepEqual(
      lines.map(({ valueOn }) => valueOn),
      [null, '2025-12-31'],
    );
  });

  it('warns by how much the balances differ', () => {
    const file = parseText(MT(':61:2610021002C50,NTRFX\n'));
    assert.equal(file.statements[0]?.ties, false);
    assert.match(file.warnings[0]?.message ?? '', /50 is not explained/);
  });

  it('keeps a hyphen that stands in a text', () => {
    const [line] = linesOf(parseText(MT(':61:2610021002C100,NTRFX\n:86:one\n-\ntwo\n')));
    assert.equal(line?.text, 'one - two');
  });

  it('refuses a file that was cut, and an entry that is none', () => {
    const whole = MT(':61:2610021002C100,NTRFX\n');
    assertRefused(() => parseText(whole.slice(0, whole.indexOf(':62F'))), 'statement.cut_file', 5);
    assertRefused(() => parseText(MT(':61:nonsense\n')), 'statement.line_invalid', 5);
  });

  it('adds nothing for two equal lines but a second line', () => {
    const lines = linesOf(parseText(MT(':61:2610021002C50,NTRFX\n:61:2610021002C50,NTRFX\n')));
    assert.equal(new Set(lines.map(({ fingerprint }) => fingerprint)).size, 2);
  });
});

describe('MT942', () => {
  const report = (count: string) =>
    `:20:R1\n:25:45050050/76198810\n:28C:13/37\n:34F:EURD0,\n:13D:2610091733+0100\n:61:261009C97,20FTRFNONREF\n:90D:0EUR0,00\n:90C:${count}EUR97,20\n-\n`;

  it('is proven by its counts and sums', () => {
    const file = parseText(report('1'));
    assert.deepEqual(
      [file.format, file.statements[0]?.ties, ...linesOf(file).map(short)],
      ['mt942', true, 'IN 97.2 2026-10-09 PAYMENT'],
    );
    assert.deepEqual(warningCodes(parseText(report('2'))), ['statement.does_not_tie']);
  });
});

const OFX = (entries: string, end = '</OFX>') =>
  `OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>brl<BANKACCTFROM><BANKID>1<ACCTID>77-1</BANKACCTFROM><BANKTRANLIST><DTSTART>20261001<DTEND>20261031\n${entries}</BANKTRANLIST><LEDGERBAL><BALAMT>10.00<DTASOF>20261031</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>${end}\n`;
const STMTTRN = (amount: string, more = '', date = '<DTPOSTED>20261005120000[-3:BRT]') =>
  `<STMTTRN><TRNTYPE>OTHER${date}<TRNAMT>${amount}<FITID>9${more}</STMTTRN>\n`;

describe('OFX', () => {
  it('is read from SGML without closing tags and from XML, with points and commas', () => {
    const sgml = OFX(STMTTRN('1.234,56', '<NAME>A &amp;amp; B<MEMO>') + STMTTRN('-0.50'));
    assert.deepEqual(linesOf(parseText(sgml)).map(short), [
      'IN 1234.56 2026-10-05 PAYMENT',
      'OUT 0.5 2026-10-05 PAYMENT',
    ]);
    assert.equal(linesOf(parseText(sgml))[0]?.payerName, 'A & B');
    const xml =
      '<?xml version="1.0"?><?OFX OFXHEADER="200"?><OFX><STMTRS><CURDEF>USD</CURDEF><BANKTRANLIST><STMTTRN><DTPOSTED>20261005</DTPOSTED><TRNAMT>5</TRNAMT><FITID>1</FITID><MEMO></MEMO></STMTTRN></BANKTRANLIST></STMTRS></OFX>';
    assert.deepEqual(linesOf(parseText(xml)).map(short), ['IN 5 2026-10-05 PAYMENT']);
  });

  it('keeps entries apart whose bank repeats an id', () => {
    const lines = linesOf(parseText(OFX(STMTTRN('5', '<NAME>A') + STMTTRN('5', '<NAME>B') + STMTTRN('5', '<NAME>B'))));
    assert.equal(new Set(lines.map(({ fingerprint }) => fingerprint)).size, 3);
  });

  it('leaves out what has no readable amount and says so, and gives a missing date the last day', () => {
    const file = parseText(OFX(STMTTRN('$120') + STMTTRN('7', '', '')));
    assert.deepEqual(linesOf(file).map(short), ['IN 7 2026-10-31 PAYMENT']);
    assert.equal(file.statements[0]?.otherEntries, 1);
    assert.deepEqual(warningCodes(file), ['statement.amount_unreadable', 'statement.date_replaced']);
  });

  it('tells of an error of the bank, and refuses a cut file', () => {
    const error = '<OFX><STMTTRNRS><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>General</STATUS></STMTTRNRS></OFX>';
    assert.deepEqual(warningCodes(parseText(error)), ['statement.bank_error']);
    assertRefused(() => parseText(OFX(STMTTRN('5'), '')), 'statement.cut_file');
  });
});

describe('QIF', () => {
  const qif = (...dates: string[]) =>
    `!Type:Bank\n${dates.map((date) => `D${date}\nT-1,000.00\nPDelta\n^\n`).join('')}`;
  const days = (...dates: string[]) => linesOf(parseText(qif(...dates))).map(({ bookedOn }) => bookedOn);

  it('finds the order of its dates: the one in which they exist and lie together', () => {
    assert.deepEqual(days('8/13/26', '8/1/26'), ['2026-08-13', '2026-08-01']);
    assert.deepEqual(days('13/8/26', '1/8/26'), ['2026-08-13', '2026-08-01']);
    assert.deepEqual(days('26/08/13', '26/8/1'), ['2026-08-13', '2026-08-01']);
    assert.deepEqual(days("8/13'26"), ['2026-08-13']);
  });

  it('warns where the order stays open, and takes its currency from the account', () => {
    const file = parseText(qif('8/9/26', '9/9/26'));
    assert.deepEqual(warningCodes(file), ['statement.date_order_guessed']);
    assert.equal(linesOf(file)[0]?.currency, 'XXX');
  });

  it('keeps splits as parts of their entry', () => {
    const [line] = linesOf(parseText('!Type:Bank\nD6/13/26\nT75.00\nSa\n$50\nSb\n$25.00\n^\n'));
    assert.deepEqual(
      line?.details.map(({ amount, text }) => `${amount && plain(amount)} ${text}`),
      ['50 a', '25 b'],
    );
  });

  it('refuses dates that exist in no order, and an entry without end', () => {
    assertRefused(() => parseText(qif('13/13/26')), 'statement.date_invalid', 2);
    assertRefused(() => parseText('!Type:Bank\nD6/13/26\nT75.00\n'), 'statement.cut_file', 2);
  });
});

describe('BAI2', () => {
  const bai = (
    total: string,
    records = '5',
    movement = '16,195,8325982,V,261002,,FED1,INV7,FROM,LI NA\n88,ORG:=LI NA LTD, BEIJING/',
  ) =>
    `01,121140399,3333333333,261001,1720,1,80,1,2/\n02,3333333333,121140399,1,261001,1720,USD,4/\n03,777,USD,010,100,,,015,8326082,,/\n${movement}\n49,${total},${records}/\n98,${total},1,${Number(records) + 2}/\n99,${total},1,${Number(records) + 4}/\n`;
  const control = String(8325982 + 100 + 8326082);

  it('is read with continued text, and proven by its control totals and balances', () => {
    const file = parseText(bai(control, '4'));
    const [line] = linesOf(file);
    assert.equal(line && short(line), 'IN 83259.82 2026-10-01 PAYMENT');
    assert.deepEqual(
      [line?.valueOn, line?.bankReference, line?.reference, line?.text, line?.payerName],
      ['2026-10-02', 'FED1', 'INV7', 'FROM,LI NA ORG:=LI NA LTD, BEIJING', 'LI NA LTD, BEIJING'],
    );
    assert.equal(file.statements[0]?.ties, true);
  });

  it('refuses totals and counts that do not tie, and a file without its trailer', () => {
    assertRefused(() => parseText(bai('1', '4')), 'statement.control_total', 6);
    assertRefused(() => parseText(bai(control, '9')), 'statement.control_total', 6);
    assertRefused(() => parseText(bai(control, '4').replace(/\n99,.*\n/, '\n')), 'statement.cut_file');
  });
});

/** A record of fixed columns: texts at places. */
const record = (width: number, ...parts: [number, string][]): string => {
  const chars = Array.from({ length: width }, () => ' ');
  for (const [at, text] of parts) for (let i = 0; i < text.length; i += 1) chars[at + i] = text.charAt(i);
  return chars.join('');
};

describe('CODA', () => {
  const file = (closing: string) =>
    [
      record(128, [0, '0000001102672505'], [127, '2']),
      record(128, [0, '12001'], [5, 'BE33737018595246'], [39, 'EUR'], [42, '0000000001000000'], [58, '011026']),
      record(
        128,
        [0, '2100010000BANKREF1'],
        [31, '0000000000150500'],
        [47, '021026'],
        [53, '00150000'],
        [61, '1101000103505082'],
        [115, '031026'],
      ),
      record(128, [0, '2300010000'], [10, 'BE41063012345610 EUR'], [47, 'JANSSENS']),
      record(128, [0, '8001'], [4, 'BE33737018595246'], [38, 'EUR'], [41, closing], [57, '031026']),
      record(128, [0, '9'], [16, '000004'], [22, '000000000000000'], [37, '000000000150500'], [127, '2']),
    ].join('\n');

  it('reads the structured communication as people know it, and ties', () => {
    const parsed = parseText(file('0000000001150500'));
    const [line] = linesOf(parsed);
    assert.equal(line && short(line), 'IN 150.5 2026-10-03 PAYMENT');
    assert.deepEqual(
      [line?.reference, line?.payerName, line?.payerAccount],
      ['+++000/1035/05082+++', 'JANSSENS', 'BE41063012345610'],
    );
    assert.equal(parsed.statements[0]?.ties, true);
  });

  it('warns of a closing balance that does not follow, and refuses a cut file', () => {
    assert.equal(parseText(file('0000000009999999')).statements[0]?.ties, false);
    assertRefused(() => parseText(file('0').split('\n').slice(0, 4).join('\n')), 'statement.cut_file', 4);
  });
});

describe('CFONB', () => {
  const row = (code: string, amount: string, more: [number, string][] = []) =>
    record(
      120,
      [0, `${code}15589`],
      [11, '00001'],
      [16, 'EUR2'],
      [21, '98765432100'],
      [34, '150926'],
      [90, amount],
      ...more,
    );
  const movement = row('04', '0000000000322J', [
    [42, '160926'],
    [48, 'PRLV SEPA'],
  ]);
  const detail = row('05', '', [[45, 'NPYINTERNET SFR']]);

  it('120 reads the sign from the last letter, and what records 05 add', () => {
    const file = parseText([row('01', '0000000001000{'), movement, detail, row('07', '0000000000677I')].join('\n'));
    const [line] = linesOf(file);
    assert.equal(line && short(line), 'OUT 32.21 2026-09-15 PAYMENT');
    assert.equal(line?.payeeName, 'INTERNET SFR');
    assert.equal(file.statements[0]?.ties, true);
  });

  it('120 refuses a statement without its new balance', () => {
    assertRefused(() => parseText([row('01', '0000000001000{'), movement].join('\n')), 'statement.cut_file', 2);
  });

  it('240 takes unpaid items back, and warns of another total', () => {
    const lines = [
      record(240, [0, '3100000120260920E'], [20, '300661077100020030401']),
      record(240, [0, '3400000220260921E'], [42, 'CHIC'], [228, '000000011760']),
      record(240, [0, '3900000320260921E'], [228, '000000011761']),
    ];
    const file = parseText(lines.join('\n'));
    assert.deepEqual(linesOf(file).map(short), ['OUT 117.6 2026-09-21 RETURN']);
    assert.deepEqual(warningCodes(file), ['statement.does_not_tie']);
  });
});

describe('Norma 43', () => {
  const norma = (end: string, count = '000004') =>
    [
      `11${'1'.repeat(18)}2610012610312${'0'.repeat(14)}9783ACME`,
      `22    0000261005261006020372${'0'.repeat(9)}15050${'0'.repeat(22)}REF-7`,
      '2301LI NA',
      `33${'1'.repeat(18)}${end}978`,
      `88${'9'.repeat(18)}${count}`,
    ].join('\r\n');
  const totals = `00000${'0'.repeat(14)}00001${'0'.repeat(9)}150502${'0'.repeat(9)}15050`;
  it('is proven by its totals, balance and count of records', () => {
    const file = parseText(norma(totals));
    assert.deepEqual(linesOf(file).map(short), ['IN 150.5 2026-10-05 PAYMENT']);
    assert.equal(linesOf(file)[0]?.text, 'LI NA REF-7');
    assert.equal(file.statements[0]?.ties, true);
  });

  it('refuses totals and counts that do not tie', () => {
    const good = norma(totals);
    assertRefused(
      () => parseText(good.replace(`00001${'0'.repeat(9)}15050`, `00002${'0'.repeat(9)}15050`)),
      'statement.control_total',
      4,
    );
    assertRefused(() => parseText(good.replace('9000004', '9000009')), 'statement.cut_file', 5);
  });
});

describe('Swiss ISR records', () => {
  const isr = (total: string) =>
    `0020101216272100000000031394714300090170000541500${'0'.repeat(10)}261016261017261017${'0'.repeat(9)}0${'0'.repeat(9)}0000\n` +
    `999010121627${'9'.repeat(27)}${total}000000000001261018${'0'.repeat(19)}\n`;

  it('give each payment its reference, and are proven by their total', () => {
    const file = parseText(isr('000000541500'));
    assert.deepEqual(linesOf(file).map(short), ['IN 5415 2026-10-17 PAYMENT']);
    assert.equal(linesOf(file)[0]?.reference, '210000000003139471430009017');
    assert.equal(file.statements[0]?.ties, true);
    assert.equal(parseText(isr('000000054150')).statements[0]?.ties, false);
  });
});

describe('pain.002', () => {
  it('moves nothing, and tells each refusal with its reason', () => {
    const status = (code: string) =>
      `<TxInfAndSts><OrgnlEndToEndId>R-7</OrgnlEndToEndId><TxSts>${code}</TxSts><StsRsnInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>closed</AddtlInf></StsRsnInf></TxInfAndSts>`;
    const file = parseText(
      `<Document><CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId></GrpHdr><OrgnlPmtInfAndSts>${status('RJCT')}${status('ACSP')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`,
    );
    assert.deepEqual([linesOf(file).length, file.statements[0]?.otherEntries], [0, 2]);
    assert.deepEqual(
      file.warnings.map(({ message }) => message),
      ['The payment R-7 was rejected: AC01 closed.'],
    );
  });
});
