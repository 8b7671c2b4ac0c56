/** Large files are read part by part; whatever the parts, the result is that of reading the whole. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { camt053 } from '../../../server/demo/statement-files.ts';
import { Refusal } from '../../../server/kernel/errors.ts';
import { Decimal } from '../../../server/kernel/money.ts';
import { bytesInMemory } from '../../../server/reconciliation/formats/large/bytes.ts';
import { readLarge } from '../../../server/reconciliation/formats/large/read.ts';
import { parseStatementFile } from '../../../server/reconciliation/formats/parse.ts';
import {
  readStatement,
  SIZE_LIMITS,
  type StatementPart,
} from '../../../server/reconciliation/formats/read-statement.ts';
import type { ParsedFile, ParsedStatement } from '../../../server/reconciliation/formats/types.ts';
import { statementCommand } from '../../../server/reconciliation/statement-command.ts';
import { movement } from '../../support/small-books.ts';

/** The file read part by part, put together again; null where its format is read whole alone. */
async function inParts(bytes: Buffer, part: number): Promise<ParsedFile | null> {
  if (!(await readLarge(bytesInMemory(bytes, part), undefined))) return null;
  const reading = await readStatement(bytesInMemory(bytes, part), undefined, { inParts: 0, whole: 0 });
  const parts: StatementPart[] = [];
  const end = await reading.read((some) => {
    parts.push(...some);
    return Promise.resolve();
  });
  let before = 0;
  const statements = end.statements.map(({ lineCount, ...facts }, i): ParsedStatement => {
    const lines = parts.filter(({ statement }) => statement === i).flatMap((each) => each.lines);
    assert.equal(lines.length, lineCount);
    const numbered = lines.map((line) => ({ ...line, lineNo: before + line.lineNo }));
    before += lineCount;
    return { ...facts, lines: numbered };
  });
  const { format, encoding, profile } = reading;
  return { format, encoding, profile, statements, warnings: end.warnings };
}

/** What comes of a file: all that was read, or why it is refused. */
async function outcome(read: () => ParsedFile | null | Promise<ParsedFile | null>): Promise<unknown> {
  try {
    // As text: amounts are compared by their digits.
    return JSON.parse(JSON.stringify(await read()));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, line: error.line ?? null };
  }
}

const whole = (bytes: Buffer) => outcome(() => parseStatementFile(bytes));

const MT940 = `:20:A\r\n:25:NL12BANK\r\n:28C:1\r\n:60F:C261001EUR100,00\r\n:61:2610011001C5,00NTRFREF//B1\r\n:86:one\r\n-\r\ntwo\r\n:61:2610021002D0,00NTRFREF//B2\r\n:61:2610031003D7,50NCHGX//B3\r\n:86:/CNTP/NL1/B/Name/T/REMI/USTD//fee/\r\n:62F:C261003EUR97,50\r\n:86:end\r\n-\r\n:20:B\r\n:25:NL34BANK\r\n:60F:C261001EUR1,00\r\n:62F:C261003EUR1,00\r\n-}\r\n`;
const CSV = `Account: 12345678\nDate,Account,Amount,Currency,Balance,Description\n15/10/2026,A1,"1,000.50",EUR,"1,000.50","x, ""y""\nz"\n16/10/2026,A2,-3.00,USD,,b\n17/10/2026,A1,-0.50,EUR,"1,000.00",c\n18/10/2026,A1,0.00,EUR,"1,000.00",d\nTotal,,997.00,,,\n`;
const camt = () =>
  camt053('NL12', 'EUR', new Decimal(5), 'S', '2026-10-31', [
    movement({ text: 'a <b> & c', payerName: '李娜' }),
    movement({ direction: 'OUT', amount: new Decimal('2.50') }),
  ]).replace(
    '</Stmt>',
    `<!-- <Ntry> is no entry --><Ntry><Amt Ccy="USD">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts>
<AddtlNtryInf><![CDATA[</Ntry>]]></AddtlNtryInf></Ntry><Ntry><Amt Ccy="USD">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-10-30</Dt></BookgDt></Ntry>
<TxsSummry><TtlNtries><NbOfNtries>9</NbOfNtries></TtlNtries></TxsSummry></Stmt><Stmt><Id>2</Id><Acct><Id><IBAN>X</IBAN></Id></Acct></Stmt>
<Stmt><Id>3</Id><Acct><Id><IBAN>Y</IBAN></Id></Acct><Ntry ><Amt Ccy="JPY">7</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2026-02-28</Dt></BookgDt><ValDt><Dt>2026-02-30</Dt></ValDt></Ntry></Stmt>`,
  );
const FILES: Record<string, () => Buffer> = {
  'camt.053': () => Buffer.from(camt()),
  'camt.053 with prefixes': () =>
    Buffer.from(
      camt()
        .replaceAll(/<(\/?)(?=[A-Z])/g, '<$1ns:')
        .replace('xmlns=', 'xmlns:ns='),
    ),
  'camt.053 in UTF-16': () => iconv.encode(camt().replace('UTF-8', 'UTF-16'), 'utf16le', { addBOM: true }),
  MT940: () => Buffer.from(MT940),
  'MT940 with other line breaks': () => Buffer.from(MT940.replaceAll('\r\n', '\r')),
  'a table': () => Buffer.from(CSV),
  'a table in GB18030': () =>
    iconv.encode(
      '账号：6230521234567890\n交易日期,摘要,借方发生额,贷方发生额,余额,对方户名\n2026/10/8,物业费,,285.00,"1,285.00",李娜\n2026/10/9,电费,85.00,,"1,200.00",供电公司\n合计,,85.00,285.00,,\n',
      'gb18030',
    ),
};

describe('A large file', () => {
  for (const [name, file] of Object.entries(FILES)) {
    it(`that is ${name} gives what the whole gives, whatever its parts`, async () => {
      const bytes = file();
      const expected = await whole(bytes);
      assert.ok((expected as ParsedFile).statements, JSON.stringify(expected));
      for (const part of [1, 2, 3, 7, 64, 1000, 1_000_000]) {
        assert.deepEqual(await outcome(() => inParts(bytes, part)), expected, `parts of ${part}`);
      }
    });

    it(`that is ${name} is refused as the whole is, wherever it was cut or damaged`, async () => {
      const bytes = file();
      const somewhere = fc.nat({ max: bytes.length - 1 });
      await fc.assert(
        fc.asyncProperty(somewhere, somewhere, fc.integer({ min: 1, max: 300 }), async (cut, at, part) => {
          const damaged = Buffer.from(bytes.subarray(0, cut));
          if (cut > 0 && at % 2 === 0) damaged[at % cut] = '<>:,"\n-5x'.charCodeAt(at % 9);
          const expected = await whole(damaged);
          const found = await outcome(() => inParts(damaged, part));
          // A format that no longer shows at the beginning is read whole.
          if (found !== null) assert.deepEqual(found, expected);
        }),
        { numRuns: 250 },
      );
    });
  }

  it('counts two movements that look alike, and finds the account of each statement', async () => {
    const twins = camt053('A', 'CNY', new Decimal(0), 'S', '2026-10-31', [
      movement({ reference: '' }),
      movement({ reference: '' }),
    ]).replaceAll('<AcctSvcrRef></AcctSvcrRef>', '');
    const file = (await inParts(Buffer.from(twins), 100)) as ParsedFile;
    assert.equal(new Set(file.statements[0]?.lines.map(({ fingerprint }) => fingerprint)).size, 2);
  });

  it('is summed up by the command, and refused at its line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suanpan-large-'));
    const path = join(folder, 'year.csv');
    try {
      const pair = `15/10/2026,A1,0.30,EUR,${'x'.repeat(50)}\n16/10/2026,A1,-0.10,EUR,${'y'.repeat(50)}\n`;
      writeFileSync(path, `Date,Account,Amount,Currency,Description\n${pair.repeat(30_000)}`);
      assert.ok(statSync(path).size > SIZE_LIMITS.inParts);
      const { exitCode, output } = await statementCommand([path]);
      assert.equal(exitCode, 0, JSON.stringify(output));
      const { lines, credits, debits } = output as { lines: number; credits: string; debits: string };
      assert.deepEqual([lines, credits, debits], [60_000, '9000', '3000']);
      writeFileSync(path, `Date,Account,Amount,Currency,Description\n${pair.repeat(30_000)}17/10/2026,A1,5x,EUR,z`);
      const wrong = await statementCommand([path]);
      assert.equal(wrong.exitCode, 1);
      assert.equal((wrong.output as { error: { line: number | null } }).error.line, 60_002);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('of a format that is read whole alone is refused above a size, with the way out', async () => {
    const bytes = Buffer.concat([Buffer.from('OFXHEADER:100\n<OFX>'), Buffer.alloc(3 * 1024 * 1024, 32)]);
    const limits = { inParts: 1024, whole: 2 * 1024 * 1024 };
    await assert.rejects(readStatement(bytesInMemory(bytes), undefined, limits), (error: Refusal) => {
      assert.equal(error.code, 'statement.too_large');
      assert.deepEqual(error.params, { size: '4', limit: '2' });
      assert.match(error.message, /Export a shorter period/);
      return true;
    });
  });
});

const CORPUS = fileURLToPath(new URL('../../../../shared/data/statements/', import.meta.url));

describe('published statement files, part by part', () => {
  if (!existsSync(CORPUS)) {
    it.skip('are not beside this checkout: skipped');
    return;
  }
  it('give what they give as a whole', async () => {
    const names = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(CORPUS, name)).isFile(),
    );
    let read = 0;
    for (const name of names) {
      const bytes = readFileSync(join(CORPUS, name));
      if (bytes.length === 0) continue;
      const found = await outcome(() => inParts(bytes, 999));
      if (found === null) continue;
      read += 1;
      assert.deepEqual(found, await whole(bytes), name);
    }
    assert.ok(read > 50, `${read} files can be read part by part`);
  });
});
