/** Importing a large file: the books are those that importing it whole makes, and of a file that is cut nothing is there. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Refusal } from '../../server/kernel/errors.ts';
import { newId, sha256 } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import type { Books } from '../../server/ledger/books.ts';
import { trialBalance } from '../../server/ledger/queries.ts';
import { addBankAccount } from '../../server/reconciliation/bank-accounts.ts';
import { bytesInMemory, bytesOfFile } from '../../server/reconciliation/formats/large/bytes.ts';
import { importFile } from '../../server/reconciliation/import-statement.ts';
import { BANK, camtOf, movement, refused, type SmallBooks, smallBooks } from '../support/small-books.ts';

const money = (text: string) => new Decimal(text);

/** Everything is read in parts, and no line is held. */
const IN_PARTS = { inParts: 0, whole: 1024 * 1024, linesHeld: 0 };

const MOVES = [
  { amount: money('552.23'), text: 'B-000001' },
  { amount: money('285'), payerName: '李娜', payerAccount: '6222020200002' },
  { amount: money('285'), text: 'B-000002' },
  { amount: money('492.57'), payerName: 'Acme' },
  { amount: money('7.77'), payerName: '王伟' },
  { amount: money('3.33'), text: 'nobody knows' },
  { amount: money('12.50'), direction: 'OUT' as const, text: 'fee' },
];
/** Two statements, the second of which names what the first only fits. */
const CAMT = camtOf(MOVES.slice(0, 2)).replace(
  '</Stmt>',
  `</Stmt>\n${/<Stmt>[\s\S]*<\/Stmt>/.exec(camtOf(MOVES.slice(2)))?.[0]}`,
);
const MT940 = `:20:A\n:25:${BANK}\n:28C:1\n:60F:C261101CNY0,00\n:61:2611021102C552,23NTRFB-000001//K1\n:86:?20SVWZ+B-000001?32Wang\n:61:2611031103D12,50NCHGX//K2\n:62F:C261103CNY539,73\n-\n`;
/** Two accounts whose lines stand between each other. */
const TABLE = `Date,Account,Amount,Currency,Description\n2026-11-01,${BANK},552.23,CNY,B-000001\n2026-11-01,999,5.00,CNY,a\n2026-11-02,${BANK},285.00,CNY,B-000002\n2026-11-02,999,-1.00,CNY,b\n2026-11-03,999,7.00,CNY,c\n`;

describe('Importing a large file', () => {
  let whole: SmallBooks;
  let parts: SmallBooks;

  beforeEach(async () => {
    [whole, parts] = [await smallBooks(), await smallBooks()];
    for (const b of [whole, parts]) {
      await addBankAccount(b.books, {
        code: 'OTHER',
        name: 'o',
        channel: 'BANK',
        accountNumber: '999',
        currency: 'CNY',
      });
    }
  });
  afterEach(async () => {
    try {
      await whole.clean();
      await parts.clean();
    } finally {
      await whole.close();
      await parts.close();
    }
  });

  const inParts = (bytes: Buffer, part = 100, books: Books = parts.books) =>
    importFile(books, { key: newId(), fileName: 'statement' }, bytesInMemory(bytes, part), sha256(bytes), IN_PARTS);
  /** What is in the books, but for ids and times. */
  const booksOf = async (b: SmallBooks) => ({
    statements: await b.query(
      `select number, format, encoding, profile, trim_scale(opening)::text as opening, trim_scale(closing)::text as closing, ties,
         line_count, new_line_count, warnings from statement order by number`,
    ),
    lines: await b.query(
      `select s.number, l.line_no, l.fingerprint, l.booked_on, l.direction, trim_scale(l.amount)::text as amount, l.payer_name,
         l.payer_account, l.reference, l.bank_reference, l.text, l.kind, l.status from statement_line l
       join statement s on s.id = l.statement_id order by s.number, l.line_no`,
    ),
    matches: await b.query(
      `select l.fingerprint, m.rule, m.score, m.state, m.reason from match m
       join statement_line l on l.id = m.statement_line_id order by 1, 2, 3, 5`,
    ),
    bills: await b.bills().then((bills) => bills.map(({ number, allocated }) => [number, allocated])),
    balance: await trialBalance(b.books),
  });

  for (const [name, text] of Object.entries({ 'camt.053': CAMT, MT940, 'a table of two accounts': TABLE })) {
    it(`makes the same books as importing it whole: ${name}`, async () => {
      await whole.importFile(text);
      await inParts(Buffer.from(text));
      assert.deepEqual(await booksOf(parts), await booksOf(whole));
      const again = await inParts(Buffer.from(text), 1000);
      assert.equal(again.knownLines, (await whole.query('select 1 from statement_line')).length);
    });
  }

  it('leaves nothing of a file that was cut, wherever, however much of it was read before', async () => {
    const before = await booksOf(parts);
    const cut = async (text: string, at: number) => {
      assert.ok(at > 0);
      const found = await inParts(Buffer.from(text.slice(0, at)), 50).catch((error: unknown) => error as Refusal);
      assert.ok(found instanceof Refusal, `cut at ${at}: ${text.slice(at - 20, at)}`);
      assert.ok((found.line ?? 0) > 0, found.message);
    };
    for (const place of [
      '<GrpHdr>',
      'CreDtTm>20',
      '<Bal>',
      '<Amt Ccy="CN',
      '<Ntry>',
      '<Ntry',
      'Ustrd>B-0',
      '</Ntry>',
      '</Nt',
      '</Stmt>',
      '</Stmt></BkTo',
    ]) {
      for (const at of [CAMT.indexOf(place), CAMT.lastIndexOf(place)]) await cut(CAMT, at + place.length);
    }
    for (const place of [':61:26110', 'NTRF', '//K1', ':86:?20', 'Wang', '\n:61:261103', 'NCHG', '//K2\n']) {
      await cut(MT940, MT940.lastIndexOf(place) + place.length);
    }
    // A table has no end that could be missing: what is wrong in its last row must be enough.
    await cut(TABLE.replace('7.00', '7.x'), TABLE.length);
    await cut(TABLE.replace('2026-11-03,999', '2026-11-31,999'), TABLE.length);
    assert.deepEqual(await booksOf(parts), before);
  });

  it('refuses a file whose last line cannot be booked, whole', async () => {
    const file = camtOf([...MOVES, { on: '2026-11-06' }]);
    const refusal = await refused(inParts(Buffer.from(file)), 'reconciliation.in_the_future');
    assert.ok((refusal.line ?? 0) > 20);
    const account = TABLE.replace(/999(?=,7)/, '998');
    await refused(inParts(Buffer.from(account)), 'reconciliation.unknown_account', /998/);
    assert.deepEqual((await booksOf(parts)).lines, []);
  });

  it('reads the file from the disk, and adds each line once when it is imported twice at the same moment', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suanpan-large-'));
    try {
      const bytes = Buffer.from(
        camtOf(Array.from({ length: 300 }, (_, i) => movement({ amount: new Decimal(i + 1) }))),
      );
      const path = join(folder, 'x.xml');
      writeFileSync(path, bytes);
      const elsewhere = await parts.elsewhere();
      const once = (books: Books) =>
        importFile(books, { key: newId(), fileName: 'x' }, bytesOfFile(path, bytes.length), sha256(bytes), IN_PARTS);
      const both = await Promise.all([once(parts.books), once(elsewhere)]);
      assert.deepEqual(new Set(both.map(({ knownLines }) => knownLines)), new Set([0, 300]));
      assert.equal((await booksOf(parts)).lines.length, 300);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
