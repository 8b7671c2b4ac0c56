import assert from 'node:assert/strict';
import { plain } from '../../../server/kernel/money.ts';
import { parseStatementFile } from '../../../server/reconciliation/formats/parse.ts';
import { assertRefused, fixture, fixtureText, linesOf, parseText, short, warningCodes } from './support.ts';

const BATCH = 'camt053-v2-batch.xml';
const PREFIXED = 'camt053-v8-prefixed.xml';

/** The batch file with one place changed is refused. */
const refuse = (from: string, to: string, code: string, line: number): void => {
  assertRefused(() => parseText(fixtureText(BATCH).replace(from, to)), code, line);
};

describe('camt statements', () => {
  it('read booked entries, a batch as one line with its parts, and leave pending ones out', () => {
    const file = parseStatementFile(fixture(BATCH));
    assert.equal(file.format, 'camt.053');
    const [statement] = file.statements;
    assert.equal(statement?.account, 'DE02100100100006820101');
    assert.equal(statement?.reference, 'STMT-2026-10-09');
    assert.deepEqual([statement?.opening, statement?.closing].map(String), ['1000', '1257.5']);
    assert.equal(statement?.ties, true);
    assert.deepEqual(linesOf(file).map(short), ['IN 300 2026-10-09 PAYMENT', 'OUT 42.5 2026-10-09 REVERSAL']);
    assert.deepEqual(warningCodes(file), ['statement.not_booked']);
    const [batch, reversal] = linesOf(file);
    assert.equal(batch?.valueOn, '2026-10-10');
    assert.equal(batch?.bankReference, 'BANK-0001');
    assert.equal(batch?.reference, 'BATCH-7');
    assert.equal(batch?.payerName, null);
    assert.deepEqual(
      batch?.details.map((detail) => [
        detail.amount && plain(detail.amount),
        detail.payerName,
        detail.payerAccount,
        detail.reference,
        detail.text,
      ]),
      [
        ['199.99', 'Müller & Söhne GmbH', 'DE75512108001245126199', 'NC-2026-10-0001', 'Plan Pro October'],
        ['100.01', 'Aalto Oy', null, 'NC-2026-10-0002', null],
      ],
    );
    assert.equal(reversal?.reference, null, 'NOTPROVIDED is no reference');
    assert.equal(batch?.sourceLine, 12);
  });

  it('read version 8 with a namespace prefix, two equal entries as two lines, and count one of 0.00', () => {
    const file = parseStatementFile(fixture(PREFIXED));
    const [first, second] = linesOf(file);
    assert.deepEqual(linesOf(file).map(short), ['IN 285 2026-10-20 PAYMENT', 'IN 285 2026-10-20 PAYMENT']);
    assert.deepEqual([first?.payerName, first?.payerAccount], ['王芳', '6222020200012345678']);
    assert.equal(first?.text, '物业费 CH-2026-10-00044');
    assert.notEqual(first?.fingerprint, second?.fingerprint);
    assert.deepEqual([first?.lineNo, second?.lineNo], [1, 2]);
    assert.equal(file.statements[0]?.zeroEntries, 1);
    assert.equal(file.statements[0]?.ties, true, 'an opening balance in debit is negative');
  });

  it('read a message without namespace and inside an envelope', () => {
    const bare = fixtureText(BATCH).replace(/ xmlns="[^"]*"/, '');
    const wrapped = bare
      .replace('<Document>', '<Envelope><AppHdr/><Document>')
      .replace('</Document>', '</Document></Envelope>');
    for (const text of [bare, wrapped]) assert.equal(linesOf(parseText(text)).length, 2);
  });

  it('tell by how much the balances do not tie', () => {
    const file = parseText(fixtureText(BATCH).replace('1257.50', '1257.51'));
    assert.equal(file.statements[0]?.ties, false);
    assert.match(
      file.warnings.find(({ code }) => code === 'statement.does_not_tie')?.message ?? '',
      /0\.01 is not explained/,
    );
  });

  it('do not judge a statement without an opening balance', () => {
    const file = parseText(fixtureText(BATCH).replace(/<Bal><Tp><CdOrPrtry><Cd>OPBD.*/, ''));
    assert.equal(file.statements[0]?.ties, null);
  });

  it('tell when the parts of a batch do not add up, and book what the bank booked', () => {
    const file = parseText(fixtureText(BATCH).replace('>100.01<', '>100.00<'));
    assert.ok(warningCodes(file).includes('statement.details_differ'));
    assert.equal(short(linesOf(file)[0] as never), 'IN 300 2026-10-09 PAYMENT');
  });

  it('take another date where the bank states no booking date', () => {
    const file = parseText(fixtureText(BATCH).replace('<BookgDt><Dt>2026-10-09</Dt></BookgDt>', ''));
    assert.equal(linesOf(file)[0]?.bookedOn, '2026-10-10');
  });

  it('keep an amount that no float holds, and many entities in one file', () => {
    const text = fixtureText(BATCH)
      .replace('>300.00<', '>90071992547409931.07<')
      .replace('October', '&amp;'.repeat(5000));
    assert.equal(plain(linesOf(parseText(text))[0]?.amount as never), '90071992547409931.07');
    assert.equal(linesOf(parseText(text))[0]?.details[0]?.text?.length, 'Plan Pro '.length + 5000);
  });

  it('refuse a file cut anywhere', () => {
    const bytes = fixture(BATCH);
    for (const part of [0.4, 0.5, 0.75, 0.9, 0.99]) {
      assertRefused(() => parseStatementFile(bytes.subarray(0, Math.floor(bytes.length * part))), 'statement.cut_file');
    }
  });

  it('refuse a non-numeric or negative amount, an unknown direction and a date that does not exist, at their line', () => {
    refuse('>300.00<', '>3OO.00<', 'statement.amount_invalid', 12);
    refuse('>300.00<', '>1e3<', 'statement.amount_invalid', 12);
    refuse('>300.00<', '>-300.00<', 'statement.amount_negative', 12);
    refuse('<CdtDbtInd>DBIT', '<CdtDbtInd>DEBIT', 'statement.direction_invalid', 34);
    refuse('<BookgDt><Dt>2026-10-09<', '<BookgDt><Dt>2026-02-30<', 'statement.date_invalid', 12);
  });

  it('drop a value date of 30 February with a warning', () => {
    const file = parseText(fixtureText(BATCH).replace('<ValDt><Dt>2026-10-10', '<ValDt><Dt>2026-02-30'));
    assert.equal(linesOf(file)[0]?.valueOn, null);
    assert.ok(warningCodes(file).includes('statement.value_date_invalid'));
  });

  it('refuse two documents in one file, two kinds of message in one document, and a DOCTYPE', () => {
    const text = fixtureText(BATCH);
    assertRefused(() => parseText(text + text.replace(/<\?xml.*\?>/, '')), 'statement.mixed_file');
    const two = text.replace('</BkToCstmrStmt>', '</BkToCstmrStmt><BkToCstmrAcctRpt><Rpt/></BkToCstmrAcctRpt>');
    assertRefused(() => parseText(two), 'statement.mixed_file');
    const attack = text.replace('<Document', '<!DOCTYPE x [<!ENTITY e "e">]>\n<Document');
    assertRefused(() => parseText(attack), 'statement.xml_invalid');
  });

  it('read reports and notifications with the same reader, without balances to check in the latter', () => {
    const as = (body: string, part: string): string =>
      fixtureText(BATCH)
        .replaceAll('BkToCstmrStmt', body)
        .replaceAll('<Stmt>', `<${part}>`)
        .replaceAll('</Stmt>', `</${part}>`);
    const report = parseText(as('BkToCstmrAcctRpt', 'Rpt'));
    const notification = parseText(as('BkToCstmrDbtCdtNtfctn', 'Ntfctn').replace(/<Bal>.*<\/Bal>/g, ''));
    assert.deepEqual([report.format, notification.format], ['camt.052', 'camt.054']);
    assert.deepEqual(
      [report, notification].map((file) => file.statements[0]?.ties),
      [true, null],
    );
    const statement = parseStatementFile(fixture(BATCH));
    assert.equal(
      linesOf(report)[0]?.fingerprint,
      linesOf(statement)[0]?.fingerprint,
      'the day comes again as a statement',
    );
  });
});
