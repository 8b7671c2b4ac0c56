/** Sheets as people use them: two at once, with bad input, over a killed server, in bulk, without a mouse. */
import assert from 'node:assert/strict';
import { newId } from '../../server/kernel/ids.ts';
import { PASSWORD } from '../support/app.ts';
import { COLLEAGUES, openWorkbenches, type Person, type Workbenches } from '../support/workbench.ts';

/** Columns of the sheet *Customers*. */
const NAME = 1;
const PHONE = 5;

describe('sheets in the workbench', function () {
  this.timeout(180_000);
  let at: Workbenches;

  before(async () => {
    at = await openWorkbenches(COLLEAGUES);
  });
  after(() => at?.close());
  afterEach(() => at.closeWindows());

  async function publish(who: Person, rows: number): Promise<void> {
    await who.button('Publish…').click();
    await who.button(`Publish ${rows} ${rows === 1 ? 'row' : 'rows'}`).click();
  }

  /** Tabs on, or back, until a button or tab of this name has the focus. */
  async function tabTo({ page }: Person, name: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
    for (let presses = 0; presses < 60; presses++) {
      if ((await focused()) === name) return;
      await page.keyboard.press(key);
    }
    assert.fail(`no way by ${key} to ${name}`);
  }

  const customer = async (code: string) => {
    const [row] = await at.books.query<{ name: string; phone: string | null; version: number }>(
      'select name, phone, version from customer where code = $1',
      code,
    );
    return row;
  };

  it('merges what two people changed apart, and lets one decide what they changed both, knowing by whom', async () => {
    const mine = await at.openSheet('clerk', 'Customers');
    const theirs = await at.openSheet('colleague', 'Customers');
    await theirs.type(NAME, 0, 'Wang Wei (moved)');
    await theirs.type(NAME, 1, 'Li Na');
    await publish(theirs, 2);
    await theirs.page.getByText('2 published').waitFor();

    await mine.type(NAME, 0, 'Wang Wei jr');
    await mine.type(PHONE, 1, '13800001111');
    await publish(mine, 2);
    await mine.button(/^Decide 1 conflict$/).click();
    await mine.page.getByText(/^Changed by colleague, /).waitFor();
    await mine.page.getByRole('radio', { name: 'Theirs: Wang Wei (moved)' }).waitFor();
    assert.deepEqual(await mine.violations(), []);
    await mine.shot('conflict.png');
    await mine.page.getByRole('radio', { name: 'Mine: Wang Wei jr' }).check();
    await mine.button('Apply 1 decision').click();
    await publish(mine, 1);
    await mine.page.getByText('1 published').waitFor();

    assert.equal((await customer('C-1'))?.name, 'Wang Wei jr');
    const merged = await customer('C-2');
    assert.deepEqual([merged?.name, merged?.phone], ['Li Na', '13800001111']);
  });

  it('keeps unpublished edits over a reload without a network, and publishes them afterwards', async () => {
    const who = await at.openSheet('clerk', 'Customers');
    await who.context.setOffline(true);
    await who.type(PHONE, 2, '13911112222');
    await who.page.getByText('1 unpublished').waitFor();
    // The browser keeps the workbook a moment after the last edit.
    await who.page.waitForTimeout(1500);
    await who.context.setOffline(false);
    await who.page.reload();
    await who.page.getByText('1 unpublished').waitFor();
    await publish(who, 1);
    await who.page.getByText('1 published').waitFor();
    assert.equal((await customer('C-3'))?.phone, '13911112222');
  });

  it('names row, field and way out of every kind of wrong input, publishes the rest and loses nothing', async () => {
    const who = await at.openSheet('clerk', 'Customers');
    const rows = [
      ['C-90', 'Good one', 'Company', '', '', '0571-88001234'],
      ['', 'No code', 'Person'],
      ['C-91', '', 'Person'],
      ['C-92', 'Bad kind', 'Robot'],
      ['C-90', 'Twice', 'Person'],
      ['C-93', 'Bad days', 'Person', '', '', '', '', '', '', 'soon'],
      ['C-94', 'x'.repeat(30_000), 'Person'],
      ['C-95', '🏠 家', 'Person', '', '', '007'],
      ['C-96', 'Half of 1/2', 'Person'],
    ];
    await who.paste(0, 3, rows);
    await who.page.getByText(/^9 unpublished/).waitFor();
    await who.button('Publish…').click();
    const problems = who.page.getByRole('list', { name: 'Problems' });
    await problems.getByRole('listitem').first().waitFor();
    assert.deepEqual(await problems.getByRole('listitem').allInnerTexts(), [
      'Row 6 · No code · Code\nmust be filled in',
      'Row 7 · C-91 · Name\nmust be filled in',
      'Row 8 · C-92 · Kind\n“Robot” is not in the list',
      'Row 9 · C-90 · Code\nthe code “C-90” is already in row 5',
      'Row 10 · C-93 · Payment days\n“soon” is not a number; write it like 1234.56',
    ]);
    assert.deepEqual(await who.violations(), []);
    await who.shot('wrong-input.png');
    await who.button('Publish 4 rows').click();
    await who.page.getByText(/^\d published, \d refused/).waitFor();
    assert.match(
      (await problems.getByRole('listitem').last().innerText()) ?? '',
      /C-94 · Name\n30000 characters are too many/,
    );
    const stored = await at.books.query<{ code: string; name: string; phone: string }>(
      `select code, name, phone from customer where code like 'C-9%' order by code`,
    );
    assert.deepEqual(
      stored.map(({ code, name, phone }) => [code, name, phone]),
      [
        ['C-90', 'Good one', '0571-88001234'],
        ['C-95', '🏠 家', '007'],
        ['C-96', 'Half of 1/2', ''],
      ],
    );
    // What was refused is still there to be corrected.
    await who.goTo(NAME, 6);
    await who.page.keyboard.type('Right kind');
    await who.page.keyboard.press('Tab');
    await who.page.keyboard.type('Person');
    await who.page.keyboard.press('Enter');
    await who.shot('corrected.png');
    // The name that is too long is known to the server alone, so it is sent again.
    await publish(who, 2);
    await who.page.getByText(/^1 published, 5 refused/).waitFor();
    assert.equal((await customer('C-92'))?.name, 'Right kind');
  });

  it('takes the last publish back, leaving alone what a colleague changed since', async () => {
    const mine = await at.openSheet('clerk', 'Customers');
    await mine.paste(PHONE, 0, [['111'], ['222'], ['333']]);
    await publish(mine, 3);
    await mine.page.getByText('3 published').waitFor();
    const theirs = await at.openSheet('colleague', 'Customers');
    await theirs.type(PHONE, 1, '999');
    await publish(theirs, 1);
    await theirs.page.getByText('1 published').waitFor();

    await mine.button('More commands').click();
    await mine.page.getByRole('menuitem', { name: 'Undo the last publish…' }).click();
    const dialog = mine.page.getByRole('alertdialog');
    await dialog.getByText('2 rows get their old values back.').waitFor();
    await dialog.getByText('1 row stays as it is:').waitFor();
    await dialog.getByText(/^Changed by colleague, /).waitFor();
    assert.deepEqual(await mine.violations(), []);
    await mine.shot('undo.png');
    await dialog.getByRole('button', { name: 'Put back and publish' }).click();
    await mine.page.getByText('2 published').waitFor();
    const now = await Promise.all(['C-1', 'C-2', 'C-3'].map(async (code) => (await customer(code))?.phone));
    assert.deepEqual(now, ['', '999', '13911112222']);
  });

  it('shows who changed the row under the cursor, and what', async () => {
    const who = await at.openSheet('clerk', 'Customers');
    await who.goTo(NAME, 1);
    await who.button('More commands').click();
    await who.page.getByRole('menuitem', { name: 'History of a row' }).click();
    const history = who.page.getByRole('list', { name: 'History of the row' });
    const latest = history.getByRole('listitem').first();
    await latest.getByText('colleague').waitFor();
    assert.match(await latest.innerText(), /Phone\s+222\s+999/);
    assert.deepEqual(await who.violations(), []);
    await who.shot('history.png');
    await who.goTo(NAME, 0);
    await latest.getByText('clerk').waitFor();
    await who.button('Back').click();
    await who.button('Publish…').waitFor();
  });

  it('goes from signing in to a published cell by keyboard alone', async () => {
    const who = await at.open();
    const { keyboard } = who.page;
    await who.page.getByLabel('Tenant').focus();
    for (const text of ['test', 'clerk', PASSWORD]) {
      await keyboard.type(text);
      await keyboard.press('Tab');
    }
    await keyboard.press('Enter');
    await who.page.getByRole('tab', { name: 'Sheets' }).waitFor();
    // The spreadsheet takes the focus when it is there; F6 leaves it, as in Excel.
    await who.page.waitForFunction(() => document.activeElement?.closest('#spreadsheet') ?? null);
    await keyboard.press('F6');
    await tabTo(who, 'Customers');
    await keyboard.press('Enter');
    await who.button('Refresh').and(who.page.locator(':enabled')).waitFor();
    await keyboard.press('F6');
    await keyboard.press('Control+Home');
    for (const key of ['ArrowDown', 'ArrowRight']) await keyboard.press(key);
    await keyboard.type('By keyboard');
    await keyboard.press('Enter');
    await who.page.getByText('1 unpublished').waitFor();
    await keyboard.press('F6');
    await tabTo(who, 'Publish…', 'Shift+Tab');
    await keyboard.press('Enter');
    await who.button('Publish 1 row').waitFor();
    await tabTo(who, 'Publish 1 row');
    await keyboard.press('Enter');
    await who.page.getByText('1 published').waitFor();
    assert.equal((await customer('C-1'))?.name, 'By keyboard');
  });

  it('shows 20,000 rows, publishes thousands over a server that is killed meanwhile, and doubles nothing', async () => {
    const COUNT = 20_000;
    const PASTED = 6_000;
    const others = await at.books.query('select 1 from customer');
    await at.books.insert('customer', manyCustomers(COUNT));
    const who = await at.openSheet('clerk', 'Customers');
    await who.page.getByText(/^20,0\d\d rows/).waitFor();
    const pasted = Array.from({ length: PASTED }, (_, i) => [`1${String(3_000_000_000 + i)}`]);
    await who.paste(PHONE, others.length, pasted);
    await who.page.getByText(/^6,?000 unpublished/).waitFor();
    await who.button('Publish…').click();
    await who.button(/^Publish 6,?000 rows/).click();
    while ((await phones())?.changed === 0) await new Promise((done) => setTimeout(done, 5));
    await at.server.kill();
    await who.page
      .getByText(/waiting/)
      .first()
      .waitFor();
    const before = (await phones())?.changed ?? 0;
    assert.ok(before < PASTED, `the server was killed in the middle, after ${before} rows`);
    await at.restart();
    await who.button('Publish the rest').click();
    await who.page.getByText(/^[\d,]+ published$/).waitFor();
    assert.deepEqual(await phones(), { changed: PASTED, right: PASTED, twice: 0 });
    assert.equal(await who.page.getByText(/unpublished/).count(), 0);
  });

  it('asked nobody else and threw nothing', () => assert.deepEqual(at.complaints, []));

  /** Of the many customers: with a phone number, with the one pasted beside them, written more than once. */
  async function phones() {
    const [row] = await at.books.query<{ changed: number; right: number; twice: number }>(
      `select count(*)::int as changed, count(*) filter (where phone = (13000000000 + right(code, 6)::bigint)::text)::int as right,
         count(*) filter (where version > 2)::int as twice
       from customer where code like 'M-%' and phone <> ''`,
    );
    return row;
  }
});

const manyCustomers = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: newId(),
    code: `M-${String(i).padStart(6, '0')}`,
    name: `Customer ${i}`,
    kind: 'PERSON',
    currency: 'CNY',
    archived: false,
    version: 1,
    note: '',
  }));
