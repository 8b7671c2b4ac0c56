/** The workbench in Chromium against the real server: the pane, the spreadsheet beside it, and what a network can do. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createOperator } from '../../server/access/operators.ts';
import { createApp } from '../../server/app.ts';
import type { Role } from '../../server/generated/schema.ts';
import { Refusal } from '../../server/kernel/errors.ts';
import { Decimal } from '../../server/kernel/money.ts';
import type { Action } from '../../server/schedules/actions.ts';
import { startSchedules } from '../../server/schedules/worker.ts';
import { PASSWORD } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { camtOf, movement, type SmallBooks, smallBooks } from '../support/small-books.ts';
import { buildPages, FIRST_CELL, PAGES, SHOTS, signInTo, violationsIn } from '../support/workbench.ts';

describe('the workbench', function () {
  this.timeout(120_000);
  let books: SmallBooks;
  let app: FastifyInstance;
  let address: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const outside: string[] = [];
  const complaints: string[] = [];

  before(async () => {
    await buildPages();
    books = await smallBooks();
    const operators: [string, Role[]][] = [
      ['clerk', ['FINANCE', 'PRICING']],
      ['finance', ['FINANCE']],
      ['admin', ['ADMIN']],
    ];
    for (const [login, roles] of operators) {
      await createOperator(books.books, { login, name: login, password: PASSWORD, roles });
    }
    app = await createApp({ orm: books.orm, addinFolder: PAGES, log: (line) => complaints.push(line) });
    await app.listen({ port: 0, host: '127.0.0.1' });
    address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await app?.close();
    await books?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext({
      locale: 'en-US',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 860 },
    });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) outside.push(request.url());
    });
    await page.goto(address);
  });
  afterEach(() => context.close());

  const signIn = (login = 'clerk') => signInTo(page, login);

  async function openSheet(name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('heading', { name, exact: true }).waitFor();
    await page.getByRole('button', { name: 'Refresh' }).and(page.locator(':enabled')).waitFor();
  }

  /** Types into the cell so many columns right of and rows below the first. */
  async function type(columns: number, rows: number, text: string): Promise<void> {
    // Two clicks in quick succession would be a double click, which opens the cell.
    await page.waitForTimeout(600);
    await page.mouse.click(FIRST_CELL.x, FIRST_CELL.y);
    for (let i = 0; i < columns; i++) await page.keyboard.press('ArrowRight');
    for (let i = 0; i < rows; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }

  const violations = () => violationsIn(page);

  it('makes a schedule, runs it and shows how it went; what was given up is run again', async () => {
    let broken = true;
    const run: Action['run'] = () => {
      if (broken) throw new Refusal('source.unreachable', 'the source does not answer');
      return Promise.resolve({ folded: 7 });
    };
    const stop = await startSchedules({
      orm: books.orm,
      serverUrl: books.serverUrl,
      log: () => undefined,
      mostAttempts: 1,
      actions: { FOLD_ROLLUPS: { check: () => ({}), run } },
    });
    try {
      await signIn('admin');
      await page.getByRole('tab', { name: 'Billing' }).click();
      await page.getByText('Nothing happens by itself yet').waitFor();
      await page.getByRole('button', { name: 'New schedule' }).click();
      await page.getByLabel('Code').fill('NIGHTLY');
      await page.getByLabel('What it does').selectOption('FOLD_ROLLUPS');
      await page.getByLabel('How often').selectOption('CRON');
      await page.getByLabel('Cron expression').fill('every night');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('write five fields').waitFor();
      await page.getByLabel('How often').selectOption('DAILY');
      await page.getByLabel('Time', { exact: true }).fill('03:15');
      assert.deepEqual(await violations(), []);
      await page.getByRole('button', { name: 'Save' }).click();
      const card = page.getByRole('listitem', { name: 'NIGHTLY' });
      await card.getByText('every day 03:15 · Asia/Shanghai').waitFor();
      await card.getByRole('button', { name: 'Run now' }).click();
      const open = page.getByRole('region', { name: 'Not done' });
      await open.getByText('the source does not answer').waitFor();
      await page.screenshot({ path: join(SHOTS, 'schedules.png') });
      broken = false;
      await open.getByRole('button', { name: 'Run again' }).click();
      await card.getByText('7 figures added up').waitFor();
      await open.waitFor({ state: 'detached' });
      assert.deepEqual(await violations(), []);
    } finally {
      await stop();
    }
  });

  it('signs in, opens a sheet, publishes an edit and refuses what is wrong at its cell', async () => {
    await signIn();
    await openSheet('Prices');
    await type(4, 0, '3.15');
    await type(4, 1, 'much');
    await page.getByText('2 unpublished').waitFor();
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByText('“much” is not a number', { exact: false }).waitFor();
    await page.screenshot({ path: join(SHOTS, 'pane-review.png') });
    await page.getByRole('button', { name: 'Publish 1 row' }).click();
    await page.getByText('1 published, 1 refused').waitFor();
    const [price] = await books.query<{ price: string }>(
      `select model->>'unitPrice' as price from price_version where fee_item_id = $1`,
      books.id('MGMT'),
    );
    assert.equal(price?.price, '3.15');
    assert.deepEqual(await violations(), []);
  });

  it('refuses a wrong password without saying which part was wrong', async () => {
    await page.getByLabel('Tenant').fill('test');
    await page.getByLabel('Login').fill('clerk');
    await page.getByLabel('Password').fill('guessed');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    assert.deepEqual(await violations(), []);
  });

  it('keeps an edit over a lost network and publishes it once afterwards', async () => {
    await signIn();
    await openSheet('Fee items');
    await type(1, 0, '综合管理费');
    await page.getByText('1 unpublished').waitFor();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByRole('button', { name: 'Publish 1 row' }).click();
    await page.getByText('1 waiting').waitFor();
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Publish the rest' }).click();
    await page.getByText('1 published').waitFor();
    const rows = await books.query(`select 1 from fee_item where name_zh = '综合管理费'`);
    assert.equal(rows.length, 1);
  });

  it('says at the sheet why a role may not edit it', async () => {
    await signIn('finance');
    await openSheet('Prices');
    await page.getByText('This needs the role Pricing.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Publish…' }).count(), 0);
  });

  it('previews a run with its exceptions, shows its charges in a sheet, posts it and opens the bills', async () => {
    await signIn();
    await page.getByRole('tab', { name: 'Billing' }).click();
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    await page.getByRole('button', { name: 'Post', exact: true }).waitFor();
    await page.screenshot({ path: join(SHOTS, 'pane-preview.png') });
    assert.deepEqual(await violations(), []);
    await page.getByRole('button', { name: 'Show charges in a sheet' }).click();
    await page
      .getByText(/^Billing run R-\d+$/)
      .first()
      .waitFor();
    const before = await books.query('select 1 from bill');
    await page.getByRole('button', { name: 'Post', exact: true }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Post', exact: true }).click();
    await page.getByText(/bills? written and booked/).waitFor();
    assert.ok((await books.query('select 1 from bill')).length > before.length);
    await page.screenshot({ path: join(SHOTS, 'pane-posted.png') });
  });

  it('finds a bill, explains a charge, credits a part of it and saves it as PDF', async () => {
    await signIn();
    const [bill] = await books.query<{ number: string }>(
      `select number from bill where status = 'LIVE' and allocated = 0 order by number limit 1`,
    );
    const number = bill?.number ?? '';
    await page.getByRole('tab', { name: 'Billing' }).click();
    await page.getByLabel('Bill (or payment) number').fill('B-999999');
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByText('There is no bill B-999999').waitFor();
    await page.getByLabel('Bill (or payment) number').fill(number);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
    await page.getByRole('button', { name: 'Explain' }).first().click();
    await page.getByText(/×|=/).first().waitFor();
    await page.getByLabel('An amount').check();
    await page.getByLabel(/Amount with tax/).fill('1.5');
    await page.getByLabel('Reason').fill('goodwill');
    await page.getByRole('button', { name: 'Credit', exact: true }).click();
    await page.getByText(/Credit note CN-\d+ over 1\.50 is posted/).waitFor();
    const [settled] = await books.query<{ credited: string }>('select credited from bill where number = $1', number);
    assert.equal(Number(settled?.credited), 1.5);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Bill as PDF' }).click();
    assert.equal((await download).suggestedFilename(), `${number}.pdf`);
    await page.screenshot({ path: join(SHOTS, 'pane-corrected.png') });
    assert.deepEqual(await violations(), []);
  });

  it('imports a statement, matches a line by hand and moves the collection rate', async () => {
    await signIn();
    await page.getByRole('tab', { name: 'Reports' }).click();
    const rate = page.getByText(/^\d+\.\d%$/).first();
    await rate.waitFor();
    const before = await rate.textContent();
    await page.getByRole('tab', { name: 'Reconcile' }).click();
    const file = camtOf([movement({ amount: new Decimal('100'), payerName: '李娜' })]);
    await page
      .locator('input[type=file][aria-label^="Choose"]')
      .setInputFiles({ name: 'bank.xml', mimeType: 'text/xml', buffer: Buffer.from(file) });
    await page.getByText('1 new line imported.').waitFor();
    await page.getByRole('button', { name: 'Match by hand…' }).click();
    await page.getByRole('list', { name: 'Customers found' }).getByRole('button').first().click();
    await page.getByRole('list', { name: 'Open bills' }).getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'Match 1 bill' }).click();
    await page.getByText('Nothing waits').waitFor();
    await page.getByRole('tab', { name: 'Reports' }).click();
    await rate.waitFor();
    assert.notEqual(await rate.textContent(), before);
    await page.screenshot({ path: join(SHOTS, 'pane-reports.png') });
    assert.deepEqual(await violations(), []);
  });

  it('makes a rule, tries it on past lines, switches it on, and sees a line carry its name', async () => {
    const fee = { direction: 'OUT' as const, payerName: 'Bank', text: 'Service charge November' };
    const past = camtOf([movement({ ...fee, amount: new Decimal('15') })]);
    await books.importFile(past);
    await signIn('admin');
    await page.getByRole('tab', { name: 'Reconcile' }).click();
    await page.getByRole('tab', { name: 'Rules' }).click();
    await page.getByText('1. Bills that the line names').waitFor();
    await page.getByRole('button', { name: 'New rule' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Charges of the bank');
    await page.getByLabel('Direction').selectOption('OUT');
    await page.getByLabel('Words in the text').fill('service charge, 手续费');
    await page.getByLabel('Pattern in the text').fill('(a+');
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByText('this is not a pattern that can be used: missing closing )').waitFor();
    await page.getByLabel('Pattern in the text').fill('');
    await page.getByRole('button', { name: 'Try', exact: true }).click();
    await page.getByText('Waiting lines that it would do').waitFor();
    await page.getByText('With the rule: booked · A fee of the bank or channel').waitFor();
    await page.screenshot({ path: join(SHOTS, 'pane-rule-tried.png') });
    assert.deepEqual(await violations(), []);
    assert.equal((await books.query('select 1 from line_booking')).length, 0, 'a trial changes nothing');
    await page.getByRole('switch', { name: 'Switched on' }).check();
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByText('1. Charges of the bank').waitFor();
    await page.getByRole('button', { name: 'Move down: Charges of the bank' }).press('Enter');
    await page.getByText('2. Charges of the bank').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('3. Charges of the bank').waitFor();
    await page.getByRole('button', { name: 'Move up: Charges of the bank' }).click();
    await page.getByText('Charges of the bank is number 2 of 9 now.').waitFor();
    await page.screenshot({ path: join(SHOTS, 'pane-rules.png') });
    assert.deepEqual(await violations(), []);

    await page.evaluate(() => localStorage.clear());
    await context.clearCookies();
    await page.reload();
    await signIn('clerk');
    await page.getByRole('tab', { name: 'Reconcile' }).click();
    const file = camtOf([movement({ ...fee, amount: new Decimal('16') })]);
    await page
      .locator('input[type=file][aria-label^="Choose"]')
      .setInputFiles({ name: 'bank.xml', mimeType: 'text/xml', buffer: Buffer.from(file) });
    await page.getByText('1 new line imported.').waitFor();
    await page.getByRole('tab', { name: 'Matched' }).click();
    await page.getByRole('switch', { name: /outgoing line/ }).check();
    await page.getByText('rule “Charges of the bank”').waitFor();
    await page.getByRole('button', { name: 'Comment…' }).click();
    await page.getByLabel('Comment').fill('as agreed');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Comment: as agreed').waitFor();
    await page.screenshot({ path: join(SHOTS, 'pane-rule-applied.png') });
  });

  it('reads a table that nobody knows by pointing at its columns, and knows the file of the next month', async () => {
    const table = (month: string) =>
      `County Bank\nTag;Wer;Zeichen;+/-;Summe;Stand\n0${month}.10.2026;;Vortrag;;;1.000,00\n02.${month}.2026;李娜;B-000005;+;285,00;1.285,00\n03.${month}.2026;Stadtwerke;Strom;-;85,50;1.199,50\n`.replace(
        /0\d\d\.10/,
        `01.${month}`,
      );
    const file = (month: string) => ({
      name: `county-${month}.csv`,
      mimeType: 'text/csv',
      buffer: Buffer.from(table(month)),
    });
    const choose = page.locator('input[type=file][aria-label^="Choose"]');
    await signIn();
    await page.getByRole('tab', { name: 'Reconcile' }).click();
    await choose.setInputFiles(file('10'));
    await page.getByText('This is not a statement in a known format.').waitFor();
    await page.getByRole('button', { name: 'Point at the columns…' }).click();
    const form = page.getByRole('region', { name: 'How to read this table' });
    await form.getByRole('radio', { name: 'Line 2 has the headings' }).check();
    for (const [column, kind] of [
      ['Tag', 'DATE'],
      ['Wer', 'PARTY_NAME'],
      ['Zeichen', 'TEXT'],
      ['+/-', 'DIRECTION'],
      ['Summe', 'AMOUNT'],
      ['Stand', 'BALANCE'],
    ]) {
      await form.getByLabel(`Column ${column} holds`).selectOption(kind as string);
    }
    assert.equal(await form.getByLabel('Money came in where the direction says').inputValue(), '+');
    await form.getByText('2 lines: 1 in, 285.00; 1 out, 85.50.').waitFor();
    await form.getByText('balances tie').waitFor();
    assert.deepEqual(await violations(), []);
    await form.getByLabel('Name of the profile').fill('County Bank');
    await page.screenshot({ path: join(SHOTS, 'pane-profile.png'), fullPage: true });
    await form.getByRole('button', { name: 'Save and import' }).click();
    await page.getByText('2 new lines imported.').waitFor();
    await page.getByText('read by the profile County Bank').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
    await choose.setInputFiles(file('11'));
    await page.getByText('2 new lines imported.').waitFor();
    await page.getByText('read by the profile County Bank').waitFor();
    await page.getByRole('button', { name: 'Own profiles of tables (1)' }).click();
    await page.getByRole('listitem', { name: 'County Bank' }).getByRole('button', { name: 'Put away' }).click();
    await page.getByRole('listitem', { name: 'County Bank' }).waitFor({ state: 'detached' });
    assert.deepEqual(await violations(), []);
  });

  it('speaks Chinese, in the dark, at 320 px', async () => {
    await signIn();
    await page.evaluate(() => {
      for (const [name, value] of Object.entries({ locale: 'zh', theme: 'dark', paneWidth: '320' })) {
        localStorage.setItem(`suanpan.${name}`, value);
      }
    });
    await page.reload();
    await page.getByRole('tab', { name: '出账' }).click();
    await page.getByRole('button', { name: '试算' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'zh-CN');
    const overflow = await page.locator('#pane main').evaluate((main) => main.scrollWidth - main.clientWidth);
    assert.equal(overflow, 0);
    assert.deepEqual(await violations(), []);
    await page.screenshot({ path: join(SHOTS, 'pane-zh-dark.png') });
  });

  it('asked nobody else and threw nothing', () => {
    assert.deepEqual({ outside, complaints }, { outside: [], complaints: [] });
  });
});
