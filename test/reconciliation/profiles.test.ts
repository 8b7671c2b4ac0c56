/** Profiles of tables: pointed out, kept, recognised, and read back to the cent. */
import assert from 'node:assert/strict';
import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { newId } from '../../server/kernel/ids.ts';
import { Decimal } from '../../server/kernel/money.ts';
import { parseStatementFile } from '../../server/reconciliation/formats/parse.ts';
import type { DateOrder, DecimalSign, TableProfile } from '../../server/reconciliation/formats/tables/profile.ts';
import { pointedTableOf, profileOf, type TableInput } from '../../server/reconciliation/profiles/definition.ts';
import { type PreviewInput, previewStatement } from '../../server/reconciliation/profiles/preview.ts';
import { archiveProfile, saveProfile } from '../../server/reconciliation/profiles/profiles.ts';
import { listProfiles } from '../../server/reconciliation/profiles/views.ts';
import { listLines, listStatements } from '../../server/reconciliation/views.ts';
import { refused, type SmallBooks, smallBooks } from '../support/small-books.ts';
import { assertRefused, linesOf } from './formats/support.ts';

/** A table of a bank that nobody knows: names that mean nothing, an opening row, sums in between, a footer. */
const UNKNOWN = `County Bank of Nowhere
Printed 31.10.2026
Tag;Wer;Konto;Wofür;Hin/Her;Summe;Stand
01.10.2026;;;Vortrag;;;1.000,00
02.10.2026;李娜;6222020200002;B-000002;+;285,00;1.285,00
Zwischensumme;;;;;285,00;
03.10.2026;Stadtwerke;DE02;Strom;-;1.085,50;199,50
Ende der Liste
`;
const POINTED: TableInput = {
  headings: ['Tag', 'Wer', 'Konto', 'Wofür', 'Hin/Her', 'Summe', 'Stand'],
  columns: [
    { kind: 'DATE', column: 'Tag' },
    { kind: 'PARTY_NAME', column: 'Wer' },
    { kind: 'PARTY_ACCOUNT', column: 'Konto' },
    { kind: 'TEXT', column: 'Wofür' },
    { kind: 'DIRECTION', column: 'Hin/Her' },
    { kind: 'AMOUNT', column: 'Summe' },
    { kind: 'BALANCE', column: 'Stand' },
  ],
  inWords: ['+'],
  outWords: ['-'],
  dates: 'DMY',
  decimal: 'COMMA',
  leaveOut: ['Zwischensumme'],
};
const short = (file: ReturnType<typeof parseStatementFile>) =>
  linesOf(file).map(({ direction, amount, bookedOn }) => `${direction} ${amount.toFixed()} ${bookedOn}`);
const readBy = (profile: TableProfile, bytes: Uint8Array | string) =>
  parseStatementFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, {
    profiles: { own: [profile], wanted: null },
  });

describe('A profile that was pointed out', () => {
  it('reads the table it was made from: rows left out, words for in and out, the balance as the proof', () => {
    assertRefused(() => parseStatementFile(Buffer.from(UNKNOWN)), 'statement.unknown_format');
    const file = readBy(profileOf('County', POINTED), UNKNOWN);
    assert.deepEqual([file.format, file.profile], ['bank_csv', 'County']);
    assert.deepEqual(short(file), ['IN 285 2026-10-02', 'OUT 1085.5 2026-10-03']);
    const [statement] = file.statements;
    assert.deepEqual([statement?.closing?.toString(), statement?.ties], ['199.5', true]);
    assert.deepEqual(
      file.warnings.map(({ name, line }) => [name, line]),
      [['rows_left_out', 6]],
    );
  });

  it('recognises the file of another month, in another encoding, as a workbook, and with a column more', () => {
    const profile = profileOf('County', POINTED);
    const next = UNKNOWN.replaceAll('.10.2026', '.11.2026').replace('Tag;', 'Neu;Tag;').replaceAll('\n0', '\nx;0');
    assert.deepEqual(short(readBy(profile, iconv.encode(next, 'win1252'))), [
      'IN 285 2026-11-02',
      'OUT 1085.5 2026-11-03',
    ]);
    const rows = UNKNOWN.trimEnd()
      .split('\n')
      .map((line) => line.split(';'));
    const book = { SheetNames: ['a'], Sheets: { a: utils.aoa_to_sheet(rows) } };
    const bytes = new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
    assert.deepEqual(short(readBy(profile, bytes)), ['IN 285 2026-10-02', 'OUT 1085.5 2026-10-03']);
  });

  it('goes before the formats that ship, and before what headings usually mean', () => {
    const text = 'Date,Amount,Fee,Description\n01/02/2026,5.00,1.00,a\n';
    const table: TableInput = {
      headings: ['Date', 'Amount', 'Fee', 'Description'],
      columns: [
        { kind: 'DATE', column: 'Date' },
        { kind: 'AMOUNT', column: 'Amount' },
      ],
      inverted: true,
      dates: 'DMY',
    };
    const file = readBy(profileOf('Card', table), text);
    assert.deepEqual(short(file), ['OUT 5 2026-02-01']);
    assert.equal(linesOf(file)[0]?.fee, null);
  });

  it('refuses what is written otherwise than it says, instead of reading it otherwise', () => {
    const profile = profileOf('County', POINTED);
    assertRefused(() => readBy(profile, UNKNOWN.replace('02.10.2026', '10/13/2026')), 'statement.date_invalid', 5);
    const amount = assertRefused(
      () => readBy(profile, UNKNOWN.replace('285,00;1', '1,285.00;1')),
      'statement.amount_invalid',
      5,
    );
    assert.deepEqual([amount.field, amount.params], ['Summe', { column: 'Summe', text: '1,285.00' }]);
    const word = assertRefused(() => readBy(profile, UNKNOWN.replace(';+;', ';?;')), 'statement.direction_invalid', 5);
    assert.equal(word.field, 'Hin/Her');
  });

  it('names columns of the same heading, and of none', () => {
    const text = 'Day,Money,Money,\n2026-10-01,5,,x\n2026-10-02,,7.50,y\n';
    const table: TableInput = {
      headings: ['Day', 'Money'],
      columns: [
        { kind: 'DATE', column: 'Day' },
        { kind: 'CREDIT', column: 'Money' },
        { kind: 'DEBIT', column: 'money#2' },
        { kind: 'TEXT', column: '#4' },
      ],
    };
    const file = readBy(profileOf('Twins', table), text);
    assert.deepEqual(short(file), ['IN 5 2026-10-01', 'OUT 7.5 2026-10-02']);
    assert.deepEqual(
      linesOf(file).map((line) => line.text),
      ['x', 'y'],
    );
  });

  it('reads a table without headings when it is asked for', () => {
    const table: TableInput = {
      headings: [],
      columns: [
        { kind: 'DATE', column: '#1' },
        { kind: 'AMOUNT', column: '#3' },
      ],
    };
    const wanted = profileOf('Bare', table);
    const bytes = Buffer.from('20261001,a,5.00\n20261002,b,-7.50\n');
    assert.deepEqual(short(parseStatementFile(bytes, { profiles: { own: [], wanted } })), [
      'IN 5 2026-10-01',
      'OUT 7.5 2026-10-02',
    ]);
    assertRefused(
      () => parseStatementFile(bytes, { profiles: { own: [wanted], wanted: null } }),
      'statement.unknown_format',
    );
  });

  it('says which columns are missing where it was asked for and does not fit', () => {
    const wanted = profileOf('County', POINTED);
    const bytes = Buffer.from('Bank\nTag;Wer;Betrag\n01.10.2026;a;5,00\n');
    const refusal = assertRefused(
      () => parseStatementFile(bytes, { profiles: { own: [], wanted } }),
      'statement.profile_does_not_fit',
      2,
    );
    assert.match(refusal.message, /“County” needs the columns Summe/);
    assert.match(refusal.message, /point at the columns anew/);
  });

  it('is refused while it says too little or two things', () => {
    const [date, , , , direction, amount] = POINTED.columns as [never, never, never, never, never, never];
    const columns = (...list: { kind: string; column: string }[]) => ({ ...POINTED, columns: list }) as TableInput;
    assertRefused(() => profileOf('x', columns(amount)), 'statement.profile_no_date');
    assertRefused(() => profileOf('x', columns(date)), 'statement.profile_no_amount');
    const credit = { kind: 'CREDIT', column: 'Summe' };
    assertRefused(() => profileOf('x', columns(date, credit)), 'statement.profile_no_amount');
    assertRefused(() => profileOf('x', columns(date, amount, credit)), 'statement.profile_two_amounts');
    assertRefused(
      () => profileOf('x', { ...columns(date, amount, direction), outWords: [] }),
      'statement.profile_no_words',
    );
    assertRefused(
      () => profileOf('x', columns(date, { kind: 'AMOUNT', column: 'Betrag' })),
      'statement.profile_unknown_column',
    );
    assertRefused(() => profileOf('x', { ...POINTED, currency: 'yuan' }), 'value.bad_currency');
  });

  it('takes words as they are: none is a pattern', () => {
    const word = '(a+)+|.*[x]\\d';
    const profile = profileOf('x', { ...POINTED, inWords: [word], outWords: ['out'], leaveOut: ['(sum)'] });
    assert.deepEqual(pointedTableOf(profile).inWords, [word]);
    assert.deepEqual(pointedTableOf(profile).leaveOut, ['(sum)']);
    assert.deepEqual(
      short(
        readBy(profile, UNKNOWN.replace(';+;', `;${word};`).replace(';-;', ';OUT;').replace('Zwischensumme', '(sum)')),
      ),
      ['IN 285 2026-10-02', 'OUT 1085.5 2026-10-03'],
    );
  });
});

/** A way to write a table, and what is in it. */
interface Written {
  order: DateOrder;
  decimal: DecimalSign;
  money: 'sign' | 'inverted' | 'word' | 'columns';
  separator: ',' | ';' | '\t' | '|';
  grouped: boolean;
  shuffle: number;
  rows: { day: Date; cents: bigint; name: string; text: string; reference: string }[];
}

const cellText = fc
  .string({ unit: fc.constantFrom(...'a b c X Y Z 0 9 , ; " | 李 娜 é -'.split(' '), ' '), maxLength: 12 })
  .map((text) => text.replace(/\s+/g, ' ').trim())
  .filter((text) => !/^[-–—/\s]*$/.test(text) && !/^sum/i.test(text));
const written: fc.Arbitrary<Written> = fc.record({
  order: fc.constantFrom<DateOrder>('YMD', 'DMY', 'MDY'),
  decimal: fc.constantFrom<DecimalSign>('POINT', 'COMMA'),
  money: fc.constantFrom<Written['money']>('sign', 'inverted', 'word', 'columns'),
  separator: fc.constantFrom<Written['separator']>(',', ';', '\t', '|'),
  grouped: fc.boolean(),
  shuffle: fc.nat(),
  rows: fc.array(
    fc.record({
      day: fc.date({ min: new Date('2001-01-01'), max: new Date('2098-12-31'), noInvalidDate: true }),
      cents: fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }).filter((cents) => cents !== 0n),
      name: cellText,
      text: cellText,
      reference: cellText,
    }),
    { minLength: 1, maxLength: 12 },
  ),
});

const quote = (cell: string) => (/["',;|\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

function dateText(day: Date, order: DateOrder): string {
  const [year, month, date] = day.toISOString().slice(0, 10).split('-') as [string, string, string];
  return { YMD: `${year}-${month}-${date}`, DMY: `${date}.${month}.${year}`, MDY: `${month}/${date}/${year}` }[order];
}

function figure(cents: bigint, { decimal, grouped }: Written): string {
  const [whole, part] = new Decimal((cents < 0n ? -cents : cents).toString()).div(100).toFixed(2).split('.') as [
    string,
    string,
  ];
  const [point, thousands] = decimal === 'COMMA' ? [',', '.'] : ['.', ','];
  const digits = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, thousands) : whole;
  return `${cents < 0n ? '-' : ''}${digits}${point}${part}`;
}

/** The file, and how a person would point at it. */
function writeTable(table: Written): { text: string; pointed: TableInput } {
  const { money, order, separator } = table;
  const columns: [string, TableInput['columns'][number]['kind'], (row: Written['rows'][number]) => string][] = [
    ['Tag der Buchung', 'DATE', ({ day }) => dateText(day, order)],
    ['Wer', 'PARTY_NAME', ({ name }) => name],
    ['Wofür', 'TEXT', ({ text }) => text],
    ['Zeichen', 'REFERENCE', ({ reference }) => reference],
  ];
  const abs = (cents: bigint) => (cents < 0n ? -cents : cents);
  if (money === 'columns') {
    columns.push(['Geld', 'CREDIT', ({ cents }) => (cents > 0n ? figure(cents, table) : '')]);
    columns.push(['Geld', 'DEBIT', ({ cents }) => (cents < 0n ? figure(-cents, table) : '')]);
  } else if (money === 'word') {
    columns.push(['Geld', 'AMOUNT', ({ cents }) => figure(abs(cents), table)]);
    columns.push(['Richtung', 'DIRECTION', ({ cents }) => (cents > 0n ? '+ (in)' : 'out.*')]);
  } else columns.push(['Geld', 'AMOUNT', ({ cents }) => figure(money === 'inverted' ? -cents : cents, table)]);
  const turned = columns.map((_, i) => columns[(i + table.shuffle) % columns.length] as (typeof columns)[number]);
  const line = (cells: string[]) => cells.map(quote).join(separator);
  const names = turned.map(([heading], i) =>
    turned.slice(0, i).some(([before]) => before === heading) ? `${heading}#2` : heading,
  );
  const text = [
    'A bank that nobody knows',
    line(turned.map(([heading]) => heading)),
    ...table.rows.map((row) => line(turned.map(([, , cell]) => cell(row)))),
    line(turned.map(([, kind]) => (kind === 'AMOUNT' ? figure(5n, table) : kind === 'TEXT' ? 'Sum' : ''))),
  ].join('\n');
  return {
    text,
    pointed: {
      headings: [...new Set(turned.map(([heading]) => heading))],
      columns: turned.map(([, kind], i) => ({ kind, column: names[i] as string })),
      inWords: ['+ (in)'],
      outWords: ['out.*'],
      inverted: money === 'inverted',
      dates: order,
      decimal: table.decimal,
      leaveOut: ['Sum'],
    },
  };
}

describe('Any table', () => {
  it('is read back exactly by the profile that was pointed out for it', () => {
    fc.assert(
      fc.property(written, (table) => {
        const { text, pointed } = writeTable(table);
        const file = readBy(profileOf('Any', pointed), text);
        assert.deepEqual(
          linesOf(file).map((line) => [
            line.bookedOn,
            line.direction,
            line.amount.times(100).toFixed(),
            line.payerName ?? line.payeeName,
            line.text,
            line.reference,
          ]),
          table.rows.map(({ day, cents, name, text: said, reference }) => [
            day.toISOString().slice(0, 10),
            cents > 0n ? 'IN' : 'OUT',
            (cents < 0n ? -cents : cents).toString(),
            name,
            said,
            reference,
          ]),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('Profiles of a tenant', () => {
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

  const save = (over: Partial<Parameters<typeof saveProfile>[1]> = {}) =>
    saveProfile(b.books, { key: newId(), name: 'County', table: POINTED, ...over });
  const preview = (text: string | Buffer, over: Partial<PreviewInput> = {}) =>
    previewStatement(b.books, { content: Buffer.from(text).toString('base64'), ...over });
  const importFile = (content: string) => b.importFile(content, { bankAccount: 'ICBC' });

  it('make a file readable that was not, and the next one like it, and match its lines', async () => {
    await refused(importFile(UNKNOWN), 'statement.unknown_format');
    await save();
    const first = await importFile(UNKNOWN);
    const [statement] = await listStatements(b.books, 10, first.statementIds);
    assert.deepEqual(
      [statement?.format, statement?.profile, statement?.lineCount, statement?.matchedCount],
      ['bank_csv', 'County', 2, 1],
    );
    assert.deepEqual(
      statement?.notices.map(({ name, params }) => [name, params]),
      [['rows_left_out', { count: '1', line: '6' }]],
    );
    assert.match(statement?.warnings[0] ?? '', /^1 rows begin as the profile says/);
    const next = await importFile(UNKNOWN.replaceAll('.10.2026', '.11.2026'));
    assert.equal(next.knownLines, 0);
    assert.equal((await listLines(b.books, {}, 50, null)).nodes.length, 4);
  });

  it('are named one by one, and there is one for each kind of file', async () => {
    const first = await save();
    await refused(
      save({ table: { ...POINTED, headings: [...POINTED.headings, 'Neu'] } }),
      'statement.profile_name_taken',
      /County/,
    );
    await refused(
      save({
        name: 'icbc',
        table: { ...POINTED, headings: ['Tag', 'Wer', 'Konto', 'Wofür', 'Hin/Her', 'Summe', 'Stand', 'a'] },
      }),
      'statement.profile_name_taken',
    );
    const turned = { ...POINTED, headings: POINTED.headings.toReversed() };
    await refused(
      save({ name: 'Other', table: turned }),
      'statement.profile_headings_taken',
      /“County” is for files with the same headings/,
    );
    await refused(save({ name: '  ' }), 'statement.profile_name');
    await archiveProfile(b.books, { key: newId(), id: first.id ?? '' });
    const second = await save({ name: 'Other', table: turned });
    await refused(
      archiveProfile(b.books, { key: newId(), id: first.id ?? '', archived: false }),
      'statement.profile_headings_taken',
    );
    assert.equal(second.version, 1);
  });

  it('are made once when two people make the same at the same moment', async () => {
    const elsewhere = await b.elsewhere();
    const both = await Promise.allSettled([
      save(),
      saveProfile(elsewhere, { key: newId(), name: 'County', table: POINTED }),
    ]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  });

  it('are changed by those who have seen them, put away and used again; every step leaves a trace', async () => {
    const made = await save();
    const changed = await save({
      id: made.id,
      version: made.version,
      name: 'County Bank',
      table: { ...POINTED, currency: 'cny' },
    });
    assert.deepEqual([changed.id, changed.version, changed.name, changed.currency], [made.id, 2, 'County Bank', 'CNY']);
    await refused(save({ id: made.id, version: 1 }), 'statement.profile_changed_meanwhile');
    await archiveProfile(b.books, { key: newId(), id: made.id ?? '' });
    await refused(importFile(UNKNOWN), 'statement.unknown_format');
    const own = async (archived: boolean) => (await listProfiles(b.books, archived)).filter(({ id }) => id !== null);
    assert.deepEqual([(await own(false)).length, (await own(true)).length], [0, 1]);
    const restored = await archiveProfile(b.books, { key: newId(), id: made.id ?? '', archived: false });
    assert.deepEqual([restored.archived, restored.version], [false, 4]);
    await importFile(UNKNOWN);
    const trail = await b.query<{ action: string }>(
      `select e.action from audit_event e join change_feed f on (f.tenant_id, f.id) = (e.tenant_id, e.change_id)
       where noun = 'StatementProfile' order by f.feed_no`,
    );
    assert.deepEqual(
      trail.map(({ action }) => action),
      ['CREATED', 'CHANGED', 'ARCHIVED', 'RESTORED'],
    );
  });

  it('are asked for by name, also those that ship, and an unknown name says which there are', async () => {
    const headless = await save({
      name: 'Bare',
      table: {
        headings: [],
        columns: [
          { kind: 'DATE', column: '#1' },
          { kind: 'AMOUNT', column: '#3' },
        ],
      },
    });
    assert.deepEqual(headless.headings, []);
    const content = Buffer.from('20261001,a,5.00\n20261002,b,7.50\n');
    const { importStatement } = await import('../../server/reconciliation/import-statement.ts');
    const input = { fileName: 'x.csv', content: content.toString('base64'), bankAccount: 'ICBC' };
    await refused(
      importStatement(b.books, { key: newId(), ...input, profile: 'Nope' }),
      'statement.unknown_profile',
      /Bare, icbc, cmb/,
    );
    await refused(
      importStatement(b.books, { key: newId(), ...input, profile: 'ccb' }),
      'statement.profile_does_not_fit',
    );
    await importStatement(b.books, { key: newId(), ...input, profile: 'Bare' });
    assert.equal((await listLines(b.books, {}, 50, null)).nodes.length, 2);
  });

  it('show the first rows of an unknown file, what its headings may mean, and what is missing', async () => {
    const shown = await preview(UNKNOWN);
    assert.deepEqual([shown.encoding, shown.separator, shown.headingLine], ['UTF-8', ';', 3]);
    assert.deepEqual(shown.rows[2]?.cells, ['Tag', 'Wer', 'Konto', 'Wofür', 'Hin/Her', 'Summe', 'Stand']);
    assert.deepEqual(shown.columns.map(({ name, heading }) => [name, heading]).slice(0, 2), [
      ['tag', 'Tag'],
      ['wer', 'Wer'],
    ]);
    assert.deepEqual([shown.result, shown.problem?.code], [null, 'statement.unknown_format']);
  });

  it('show live what comes of pointing, until it is all there', async () => {
    const step = (count: number, over: Partial<TableInput> = {}) =>
      preview(UNKNOWN, { headingLine: 3, table: { ...POINTED, columns: POINTED.columns.slice(0, count), ...over } });
    const early = await step(2);
    assert.deepEqual(
      [early.problem?.code, early.columns[0]?.kind, early.columns[1]?.kind],
      ['statement.profile_no_amount', 'DATE', 'PARTY_NAME'],
    );
    const wrong = await step(7, { inWords: ['x'] });
    assert.deepEqual(
      [wrong.problem?.code, wrong.problem?.line, wrong.problem?.field],
      ['statement.direction_invalid', 5, 'Hin/Her'],
    );
    const done = await step(7);
    assert.equal(done.problem, null);
    assert.deepEqual(
      done.result?.lines.map(({ line, direction, amount, partyName, text }) => [
        line,
        direction,
        amount,
        partyName,
        text,
      ]),
      [
        [5, 'IN', '285', '李娜', 'B-000002'],
        [7, 'OUT', '1085.5', 'Stadtwerke', 'Strom'],
      ],
    );
    const { count, countIn, sumIn, sumOut, closing, ties } = done.result ?? {};
    assert.deepEqual([count, countIn, sumIn, sumOut, closing, ties], [2, 1, '285', '1085.5', '199.5', true]);
    assert.equal((await listStatements(b.books, 10)).length, 0, 'nothing was imported');
  });

  it('name a file that they know, and let a known one be pointed at anew', async () => {
    await save();
    const known = await preview(UNKNOWN);
    assert.deepEqual([known.profile, known.result?.count, known.table?.inWords], ['County', 2, ['+']]);
    const ccb = 'x\n记账日,支出,收入,账户余额,摘要\n20261008,0,5.00,5.00,a\n';
    const shipped = await preview(ccb);
    assert.deepEqual([shipped.profile, shipped.result?.format, shipped.columns[2]?.kind], ['ccb', 'cn_bank', 'CREDIT']);
    const asked = await preview(ccb, { profile: 'County' });
    assert.deepEqual([asked.problem?.code, asked.problem?.line], ['statement.profile_does_not_fit', 1]);
  });

  it('need but the beginning of a large file, whatever its encoding', async () => {
    for (const encoding of ['utf8', 'utf16le', 'win1252']) {
      const text = encoding === 'win1252' ? UNKNOWN.replace('李娜', 'Li Na') : UNKNOWN;
      const whole = iconv.encode(text, encoding, { addBOM: encoding === 'utf16le' });
      const half = whole.subarray(0, whole.length - 45 * (encoding === 'utf16le' ? 2 : 1) - 1);
      const shown = await preview(half, { beginning: true, headingLine: 3, table: POINTED });
      assert.deepEqual([shown.problem, shown.result?.count], [null, 1], encoding);
    }
  });
});
