import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { parseStatementFile } from '../../../server/reconciliation/formats/parse.ts';
import { STATEMENT_FORMATS } from '../../../server/reconciliation/formats/registry.ts';
import { assertRefused, fixture, fixtureText, linesOf, parseText, warningCodes, zip } from './support.ts';

const CAMT = 'camt053-v2-batch.xml';
const WECHAT = 'wechat-trade-v3.csv';
const FILES = [
  CAMT,
  'camt053-v8-prefixed.xml',
  WECHAT,
  'wechat-refund-v2.csv',
  'wechat-fund-flow.csv',
  'alipay-trade.csv',
  'alipay-account.csv',
];

function fingerprints(bytes: Uint8Array): string[] {
  return linesOf(parseStatementFile(bytes)).map(({ fingerprint }) => fingerprint);
}

/** An entry of one day, always of the same amount and without any id. */
const entry = (day: number): string =>
  `<Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-10-0${day}</Dt></BookgDt></Ntry>`;

/** Days `from` to `to`; on day i the same movement is booked `counts[i - 1]` times. */
const statement = (counts: readonly number[], from: number, to: number): string =>
  `<Document><BkToCstmrStmt><Stmt><Id>${from}-${to}</Id><Acct><Id><IBAN>DE1</IBAN></Id></Acct>${counts
    .map((count, i) => (i + 1 >= from && i + 1 <= to ? entry(i + 1).repeat(count) : ''))
    .join('')}</Stmt></BkToCstmrStmt></Document>`;

describe('reading a statement file', () => {
  it('finds encoding and format in the content', () => {
    const latin = fixtureText(CAMT).replace('UTF-8', 'ISO-8859-1');
    assert.equal(linesOf(parseText(latin, 'latin1'))[0]?.details[0]?.payerName, 'Müller & Söhne GmbH');
    const declaredUtf16 = fixtureText(CAMT).replace('UTF-8', 'UTF-16');
    assert.equal(parseText(declaredUtf16).encoding, 'UTF-8');
    assert.equal(parseText(declaredUtf16, 'utf-16').encoding, 'UTF-16LE');
  });

  it('reads a ZIP archive of several files, a file in it twice only once', () => {
    const file = parseStatementFile(
      zip({ 'a.xml': fixture(CAMT), 'b.xml': fixture('camt053-v8-prefixed.xml'), 'copy.xml': fixture(CAMT) }),
    );
    assert.deepEqual(
      file.statements.map(({ account }) => account),
      ['DE02100100100006820101', '0200001234567890123'],
    );
    assert.ok(warningCodes(file).includes('statement.member_skipped'));
    assert.deepEqual(
      linesOf(file).map(({ lineNo }) => lineNo),
      [1, 2, 3, 4],
    );
  });

  it('refuses an archive that is cut, mixed, empty, or holds a damaged file, naming it', () => {
    const archive = zip({ 'a.xml': fixture(CAMT) });
    assertRefused(() => parseStatementFile(archive.subarray(0, archive.length - 30)), 'statement.cut_file');
    assertRefused(
      () => parseStatementFile(zip({ 'a.xml': fixture(CAMT), 'b.csv': fixture(WECHAT) })),
      'statement.mixed_file',
    );
    assertRefused(() => parseStatementFile(zip({})), 'statement.empty_file');
    const damaged = zip({ 'a.xml': fixture(CAMT), 'half.xml': fixture(CAMT).subarray(0, 1500) });
    assert.match(assertRefused(() => parseStatementFile(damaged), 'statement.cut_file').message, /^half\.xml: /);
    assertRefused(
      () => parseStatementFile(zip({ '[Content_Types].xml': Buffer.from('<Types/>') })),
      'statement.unknown_format',
    );
  });

  it('refuses a picture and a PDF, whatever their names are', () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const refusal = assertRefused(() => parseStatementFile(png), 'statement.not_a_statement');
    assert.match(refusal.message, /PNG picture/);
    assertRefused(() => parseStatementFile(Buffer.from('%PDF-1.7\n')), 'statement.not_a_statement');
    assertRefused(() => parseStatementFile(Buffer.from([1, 0, 0, 7, 0, 0, 0, 200])), 'statement.not_text');
  });

  it('refuses an empty file and an unknown format, listing what is supported', () => {
    assertRefused(() => parseStatementFile(Buffer.alloc(0)), 'statement.empty_file');
    assertRefused(() => parseText(' \n \n'), 'statement.empty_file');
    const refusal = assertRefused(() => parseText('name,amount\nAnna,12.00\n'), 'statement.unknown_format');
    for (const { name } of STATEMENT_FORMATS) assert.ok(refusal.message.includes(name), name);
  });

  it('refuses a format that the file is not of, and one that does not exist', () => {
    assert.equal(parseStatementFile(fixture(CAMT), { format: 'camt.053' }).format, 'camt.053');
    assertRefused(() => parseStatementFile(fixture(CAMT), { format: 'wechat_merchant' }), 'statement.unknown_format');
    assertRefused(() => parseStatementFile(fixture(CAMT), { format: 'camt.999' }), 'statement.unknown_format');
  });

  it('refuses text that was garbled by a wrong encoding', () => {
    for (const [right, wrong] of [
      ['utf8', 'gb18030'],
      ['utf8', 'latin1'],
      ['gb18030', 'latin1'],
      ['gb18030', 'win1252'],
    ] as const) {
      const garbled = iconv.decode(iconv.encode(fixtureText(WECHAT).replace('\uFEFF', ''), right), wrong);
      assertRefused(() => parseText(garbled), 'statement.wrong_encoding');
    }
    const notUtf8 = iconv.encode(fixtureText(CAMT), 'latin1');
    assertRefused(() => parseStatementFile(notUtf8), 'statement.wrong_encoding', 24);
    assertRefused(() => parseText(fixtureText(WECHAT).replace('物业费', '锟斤拷')), 'statement.wrong_encoding', 2);
  });

  it('gives the same fingerprints when a file is read again', () => {
    for (const name of FILES) {
      const first = fingerprints(fixture(name));
      assert.deepEqual(fingerprints(fixture(name)), first, name);
      assert.equal(new Set(first).size, first.length, `${name}: no two lines share one`);
    }
  });

  it('gives the lines of overlapping periods the same fingerprints, and keeps equal real lines apart', () => {
    const days = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }), (counts, a, b) => {
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const imported = new Set(
          [statement(counts, 1, end), statement(counts, start, 6), statement(counts, 1, 6)].flatMap((text) =>
            fingerprints(Buffer.from(text)),
          ),
        );
        assert.equal(
          imported.size,
          counts.reduce((sum, count) => sum + count, 0),
        );
      }),
      { numRuns: 60 },
    );
  });
});
