import assert from 'node:assert/strict';
import { Client } from 'pg';
import { newId } from '../../server/kernel/ids.ts';
import type { Books } from '../../server/ledger/books.ts';
import type { DatasetRow } from '../../server/ledger/dataset.ts';
import { createTenant, openBooks } from '../../server/ledger/tenants.ts';
import { publish } from '../../server/sync/publish.ts';
import { type Fixture, fixture } from '../support/fixture.ts';
import { added, adding, allRows, archived, changed, publishing, summary, withRoles } from '../support/publishing.ts';

const customer = (code: string, more: Record<string, string | null> = {}) => ({
  code,
  name: `Name of ${code}`,
  kind: 'PERSON',
  ...more,
});

describe('Publishing', () => {
  let f: Fixture;
  let books: Books;
  beforeEach(async () => {
    f = await fixture('2026-10-31');
    books = f.books;
  });
  afterEach(() => f.close());

  const count = async (table: string): Promise<number> => {
    const [row] = await f.query<{ count: string }>(`select count(*) as count from ${table}`);
    return Number(row?.count);
  };

  const asAdmin = async (statement: string): Promise<void> => {
    const client = new Client({ connectionString: f.adminUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };

  it('adds a row with its initial values and answers it as stored', async () => {
    const [answer] = await publishing(books, 'CUSTOMERS', [added({ ...customer('C-1'), phone: ' 138 0000 ' })]);
    assert.equal(answer?.status, 'APPLIED');
    assert.equal(answer.row?.version, 1);
    assert.deepEqual(await allRows(books, 'CUSTOMERS'), [answer.row]);
    assert.equal(answer.row?.cells['phone'], '138 0000');
    assert.equal(answer.row?.cells['language'], 'ZH');
    assert.equal(answer.row?.cells['email'], null);
  });

  it('changes only the cells that are sent, counts the version up, and records before and after', async () => {
    const [row] = (await adding(books, 'CUSTOMERS', customer('C-1', { phone: '1', paymentDays: '30' }))) as [
      DatasetRow,
    ];
    const [answer] = await publishing(books, 'CUSTOMERS', [changed(row, { phone: '2' })]);
    assert.equal(answer?.status, 'APPLIED');
    assert.deepEqual(answer.row, { ...row, version: 2, cells: { ...row.cells, phone: '2' } });
    const events = await f.query(
      'select action, before, after from audit_event where row_id = $1 order by id desc limit 1',
      row.id,
    );
    assert.deepEqual(events, [{ action: 'CHANGED', before: { phone: '1' }, after: { phone: '2' } }]);
  });

  it('applies 9,500 of 10,000 rows when 500 are bad, each of these with its error at its field', async function () {
    this.timeout(120_000);
    const rows = Array.from({ length: 10_000 }, (_, i) =>
      added(customer(`C-${i}`, i % 20 === 0 ? { paymentDays: 'soon' } : { paymentDays: '30' })),
    );
    const answers = await publishing(books, 'CUSTOMERS', rows);
    assert.equal(answers.filter(({ status }) => status === 'APPLIED').length, 9_500);
    const refused = answers.filter(({ status }) => status === 'REFUSED');
    assert.equal(refused.length, 500);
    assert.deepEqual(new Set(refused.map(summary)), new Set(['REFUSED paymentDays: value.not_a_number']));
    assert.ok(refused.every(({ index }) => index % 20 === 0));
    assert.equal(await count('customer'), 9_500);
    assert.equal(await count("audit_event where noun = 'Customer'"), 9_500);
  });

  it('names every error of a row, not the first alone', async () => {
    const [answer] = await publishing(books, 'CUSTOMERS', [
      added({
        code: null,
        name: 'x'.repeat(300),
        kind: 'ROBOT',
        paymentDays: '1.5',
        email: 'nobody',
        favourite: 'tea',
      }),
    ]);
    assert.deepEqual(answer?.errors.map(({ field, code }) => `${field}: ${code}`).toSorted(), [
      'code: value.required',
      'email: value.not_an_email',
      'favourite: sync.unknown_column',
      'kind: value.unknown_option',
      'name: value.too_long',
      'paymentDays: value.not_whole',
    ]);
  });

  for (const [what, cells, error] of [
    ['text where a number belongs', { paymentDays: 'abc' }, 'paymentDays: value.not_a_number'],
    ['a formula error in a number', { paymentDays: '#N/A' }, 'paymentDays: value.formula_error'],
    ['a formula error in a text', { name: '#REF!' }, 'name: value.formula_error'],
    ['a number out of range', { paymentDays: '366' }, 'paymentDays: value.out_of_range'],
    ['an exponent', { paymentDays: '1e2' }, 'paymentDays: value.not_a_number'],
    ['a character that is only half there', { name: '\ud83d' }, 'name: value.control_character'],
    ['a NUL character', { name: 'a\u0000b' }, 'name: value.control_character'],
    ['a cell that is no text', { name: ['x'] }, 'name: value.not_text'],
  ] as const) {
    it(`refuses ${what} at its cell`, async () => {
      const [answer] = await publishing(books, 'CUSTOMERS', [added({ ...customer('C-1'), ...cells })]);
      assert.equal(summary(answer as never), `REFUSED ${error}`);
      assert.equal(await count('customer'), 0);
    });
  }

  it('refuses the second of two rows with the same code, and a code that is stored', async () => {
    await adding(books, 'CUSTOMERS', customer('C-1'));
    const answers = await publishing(
      books,
      'CUSTOMERS',
      ['C-1', 'C-2', 'C-2'].map((code) => added(customer(code))),
    );
    assert.deepEqual(answers.map(summary), [
      'REFUSED code: value.duplicate_code',
      'APPLIED',
      'REFUSED code: value.duplicate_code',
    ]);
  });

  it('lets two rows exchange their codes, and a new row take a code that is given up', async () => {
    const [a, b] = (await adding(books, 'CUSTOMERS', customer('A'), customer('B'))) as [DatasetRow, DatasetRow];
    const answers = await publishing(books, 'CUSTOMERS', [changed(a, { code: 'B' }), changed(b, { code: 'A' })]);
    assert.deepEqual(answers.map(summary), ['APPLIED', 'APPLIED']);
    const [a2] = answers.map(({ row }) => row) as [DatasetRow];
    const third = await publishing(books, 'CUSTOMERS', [added(customer('B')), changed(a2, { code: 'C' })]);
    assert.deepEqual(third.map(summary), ['APPLIED', 'APPLIED']);
    const codes = await f.query<{ code: string }>('select code from customer order by code');
    assert.deepEqual(
      codes.map(({ code }) => code),
      ['A', 'B', 'C'],
    );
  });

  it('refuses a row that counted on the code of a row that is refused', async () => {
    const [a] = (await adding(books, 'CUSTOMERS', customer('A'))) as [DatasetRow];
    const answers = await publishing(books, 'CUSTOMERS', [added(customer('A')), changed(a, { code: 'C', kind: 'x' })]);
    assert.deepEqual(answers.map(summary), [
      'REFUSED code: value.duplicate_code',
      'REFUSED kind: value.unknown_option',
    ]);
  });

  it('writes nothing of an ATOMIC publish with one bad row, and says which rows were good', async () => {
    const rows = [added(customer('C-1')), added(customer('C-2', { kind: 'x' })), added(customer('C-3'))];
    const answers = await publishing(books, 'CUSTOMERS', rows, { mode: 'ATOMIC' });
    assert.deepEqual(answers.map(summary), ['SKIPPED', 'REFUSED kind: value.unknown_option', 'SKIPPED']);
    assert.equal(await count('customer'), 0);
    assert.equal(await count('idempotency_key'), 0);
    const mended = [rows[0], added(customer('C-2')), rows[2]] as never;
    assert.deepEqual((await publishing(books, 'CUSTOMERS', mended, { mode: 'ATOMIC' })).map(summary), [
      'APPLIED',
      'APPLIED',
      'APPLIED',
    ]);
  });

  it('writes nothing in a dry run, and remembers nothing', async () => {
    const rows = [added(customer('C-1')), added(customer('C-2', { kind: 'x' }))];
    const answers = await publishing(books, 'CUSTOMERS', rows, { dryRun: true });
    assert.deepEqual(answers.map(summary), ['VALID', 'REFUSED kind: value.unknown_option']);
    assert.equal(await count('customer'), 0);
    assert.equal(await count('idempotency_key'), 0);
    const atomic = await publishing(books, 'CUSTOMERS', rows, { dryRun: true, mode: 'ATOMIC' });
    assert.deepEqual(atomic.map(summary), ['SKIPPED', 'REFUSED kind: value.unknown_option']);
  });

  it('answers a key as before, also after the row was changed again', async () => {
    const first = added(customer('C-1'));
    const [applied] = await publishing(books, 'CUSTOMERS', [first]);
    await publishing(books, 'CUSTOMERS', [changed(applied?.row as DatasetRow, { phone: '7' })]);
    const [again] = await publishing(books, 'CUSTOMERS', [first]);
    assert.deepEqual(again, applied);
    assert.equal((await allRows(books, 'CUSTOMERS'))[0]?.cells['phone'], '7');
  });

  it('refuses a key that is used for another change, in a later publish and in the same one', async () => {
    const first = added(customer('C-1'));
    await publishing(books, 'CUSTOMERS', [first]);
    const other = { ...first, cells: customer('C-9') };
    const twice = added(customer('C-2'));
    const answers = await publishing(books, 'CUSTOMERS', [
      other,
      twice,
      { ...twice, id: newId(), cells: customer('C-3') },
    ]);
    assert.deepEqual(answers.map(summary), ['REFUSED row: sync.key_reused', 'APPLIED', 'REFUSED row: sync.key_reused']);
  });

  it('forgets refusals: the same key may bring the row again once it can be taken', async () => {
    const row = added({ number: 'K-1', customer: 'C-1', startDate: '2026-01-01' });
    assert.deepEqual((await publishing(books, 'CONTRACTS', [row])).map(summary), [
      'REFUSED customer: value.unknown_code',
    ]);
    await adding(books, 'CUSTOMERS', customer('C-1'));
    assert.deepEqual((await publishing(books, 'CONTRACTS', [row])).map(summary), ['APPLIED']);
  });

  it('answers an old version with a CONFLICT and the row as it is now', async () => {
    const [row] = (await adding(books, 'CUSTOMERS', customer('C-1'))) as [DatasetRow];
    const [newer] = await publishing(books, 'CUSTOMERS', [changed(row, { phone: '1' })]);
    const [answer] = await publishing(books, 'CUSTOMERS', [changed(row, { note: 'mine' })]);
    assert.equal(answer?.status, 'CONFLICT');
    assert.deepEqual(answer.row, newer?.row);
    const [merged] = await publishing(books, 'CUSTOMERS', [changed(newer?.row as DatasetRow, { note: 'mine' })]);
    assert.equal(merged?.row?.cells['phone'], '1');
    assert.equal(merged?.row?.cells['note'], 'mine');
  });

  it('never overwrites a stored row that is sent as a new one', async () => {
    const [row] = (await adding(books, 'CUSTOMERS', customer('C-1'))) as [DatasetRow];
    const [answer] = await publishing(books, 'CUSTOMERS', [added(customer('C-2'), row.id)]);
    assert.equal(summary(answer as never), 'CONFLICT');
    assert.deepEqual(answer?.row, row);
  });

  it('leaves a row alone whose cells equal what is stored, however they are written', async () => {
    const [row] = (await adding(books, 'PREMISES', { code: 'R-1', name: 'Room', kind: 'ROOM', area: '88.50' })) as [
      DatasetRow,
    ];
    assert.equal(row.cells['area'], '88.5');
    const [answer] = await publishing(books, 'PREMISES', [changed(row, { area: ' 88.50', kind: 'room', note: '' })]);
    assert.equal(answer?.status, 'UNCHANGED');
    assert.equal(answer.row?.version, 1);
  });

  it('refuses unknown rows, repeated rows, wrong ids and empty keys, each by itself', async () => {
    const [row] = (await adding(books, 'CUSTOMERS', customer('C-1'))) as [DatasetRow];
    const answers = await publishing(books, 'CUSTOMERS', [
      changed({ id: newId(), version: 3 }, { phone: '1' }),
      changed(row, { phone: '1' }),
      changed(row, { phone: '2' }),
      added(customer('C-2'), 'no-id'),
      { ...added(customer('C-3')), key: ' ' },
    ]);
    assert.deepEqual(answers.map(summary), [
      'REFUSED row: sync.row_unknown',
      'APPLIED',
      'REFUSED row: sync.row_repeated',
      'REFUSED row: value.not_an_id',
      'REFUSED row: sync.bad_key',
    ]);
  });

  it('archives a row, once, and takes no change of it afterwards', async () => {
    const [row] = (await adding(books, 'CUSTOMERS', customer('C-1'))) as [DatasetRow];
    const [answer] = await publishing(books, 'CUSTOMERS', [archived(row)]);
    assert.equal(answer?.status, 'APPLIED');
    assert.equal(answer.row?.archived, true);
    assert.deepEqual(await allRows(books, 'CUSTOMERS'), []);
    const gone = answer.row;
    const later = await publishing(books, 'CUSTOMERS', [archived(row)]);
    assert.deepEqual(later.map(summary), ['UNCHANGED']);
    const change = await publishing(books, 'CUSTOMERS', [changed(gone, { phone: '1' })]);
    assert.deepEqual(change.map(summary), ['REFUSED row: sync.row_archived']);
    const taken = await publishing(books, 'CUSTOMERS', [added(customer('C-1'))]);
    assert.deepEqual(taken.map(summary), ['REFUSED code: value.duplicate_code']);
  });

  it('holds an operator to the columns of their roles, with the reason at the cell', async () => {
    const [row] = (await adding(books, 'CUSTOMERS', customer('C-1', { bankAccount: '622' }))) as [DatasetRow];
    const service = withRoles(books, 'SERVICE');
    const [good] = await publishing(service, 'CUSTOMERS', [changed(row, { phone: '1', name: row.cells['name'] })]);
    assert.equal(good?.status, 'APPLIED');
    assert.ok(!('bankAccount' in (good.row?.cells ?? {})));
    const [bad] = await publishing(service, 'CUSTOMERS', [changed(good.row as DatasetRow, { name: 'x', phone: '2' })]);
    assert.equal(summary(bad as never), 'REFUSED name: access.column_read_only');
    assert.match(bad?.errors[0]?.message ?? '', /FINANCE/);
    const rows = await publishing(service, 'CUSTOMERS', [added(customer('C-2')), archived(good.row as DatasetRow)]);
    assert.deepEqual(
      rows.map(({ status }) => status),
      ['REFUSED', 'REFUSED'],
    );
    await assert.rejects(publishing(service, 'PRICES', []), { code: 'access.dataset_not_readable' });
  });

  it('refuses columns that nobody may edit, but takes them where they are unchanged', async () => {
    const cells = {
      nameZh: '停车',
      category: 'BASIC',
      cycle: 'MONTHLY',
      timing: 'ADVANCE',
      currency: 'CNY',
      effectiveFrom: '2026-01-01',
    };
    const [row] = (await adding(books, 'FEE_ITEMS', { code: 'F', ...cells })) as [DatasetRow];
    const answers = await publishing(books, 'FEE_ITEMS', [changed(row, { status: 'ARCHIVED' })]);
    assert.deepEqual(answers.map(summary), ['REFUSED status: access.column_read_only']);
    const same = await publishing(books, 'FEE_ITEMS', [changed(row, { status: 'ACTIVE', unit: 'm²' })]);
    assert.deepEqual(same.map(summary), ['APPLIED']);
  });

  it('refuses computed datasets and more than 10,000 rows as a whole', async () => {
    await assert.rejects(publishing(books, 'BILLS', []), { code: 'sync.dataset_read_only' });
    const rows = Array.from({ length: 10_001 }, () => added({}));
    await assert.rejects(publishing(books, 'CUSTOMERS', rows), { code: 'sync.too_many_rows' });
  });

  it('keeps tenants apart: the id and the code of another tenant are unknown', async () => {
    const [row] = (await adding(books, 'CUSTOMERS', customer('C-1'))) as [DatasetRow];
    await createTenant(f.orm, { code: 'other', name: 'Other', currency: 'CNY', timeZone: 'Asia/Shanghai' });
    const other = (await openBooks(f.orm, 'other')) as Books;
    assert.deepEqual(await allRows(other, 'CUSTOMERS'), []);
    const change = await publishing(other, 'CUSTOMERS', [changed(row, { phone: '1' })]);
    assert.deepEqual(change.map(summary), ['REFUSED row: sync.row_unknown']);
    const contract = await publishing(other, 'CONTRACTS', [
      added({ number: 'K', customer: 'C-1', startDate: '2026-01-01' }),
    ]);
    assert.deepEqual(contract.map(summary), ['REFUSED customer: value.unknown_code']);
    const same = await publishing(other, 'CUSTOMERS', [added(customer('C-1'), row.id)]);
    assert.deepEqual(same.map(summary), ['APPLIED']);
    assert.equal((await allRows(books, 'CUSTOMERS'))[0]?.version, 1);
  });

  it('takes the same publish only once when it arrives twice at the same moment', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => added(customer(`C-${i}`)));
    const request = { dataset: 'CUSTOMERS', mode: 'PARTIAL', dryRun: false, rows } as const;
    const [one, two] = await Promise.all([publish(books, request), publish(await f.elsewhere(), request)]);
    assert.deepEqual(one.results, two.results);
    assert.equal(await count('customer'), 50);
    assert.equal(await count("audit_event where noun = 'Customer'"), 50);
  });

  it('gives one of two people who change the same row at once a conflict, never both', async () => {
    const rows = await adding(books, 'CUSTOMERS', ...Array.from({ length: 40 }, (_, i) => customer(`C-${i}`)));
    const mine = publishing(
      books,
      'CUSTOMERS',
      rows.map((row) => changed(row, { phone: 'mine' })),
    );
    const theirs = publishing(
      await f.elsewhere(),
      'CUSTOMERS',
      rows.toReversed().map((row) => changed(row, { phone: 'theirs' })),
    );
    const statuses = [...(await mine), ...(await theirs)].map(({ status }) => status);
    assert.equal(statuses.filter((status) => status === 'APPLIED').length, 40);
    assert.equal(statuses.filter((status) => status === 'CONFLICT').length, 40);
  });

  it('puts what only the database can see at its row, and writes the others', async () => {
    await adding(books, 'CUSTOMERS', customer('C-1'));
    // A rule of the database that the product does not know stands for a race that rules cannot see.
    await asAdmin("alter table premise add constraint odd check (name <> 'odd')");
    const rows = ['a', 'odd', 'b', 'c', 'odd', 'd'].map((name, i) => added({ code: `R-${i}`, name, kind: 'ROOM' }));
    const answers = await publishing(books, 'PREMISES', rows);
    const bad = 'REFUSED row: sync.row_not_storable';
    assert.deepEqual(answers.map(summary), ['APPLIED', bad, 'APPLIED', 'APPLIED', bad, 'APPLIED']);
    const atomic = await publishing(
      books,
      'PREMISES',
      [added({ code: 'X', name: 'x', kind: 'ROOM' }), rows[1] as never],
      { mode: 'ATOMIC' },
    );
    assert.deepEqual(atomic.map(summary), ['SKIPPED', bad]);
    assert.equal(await count('premise'), 4);
  });
});
