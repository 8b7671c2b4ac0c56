/** Commands from outside of the pane, in the workbench: keyboard, context menu of cells, and what they come to. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createOperator } from '../../server/access/operators.ts';
import { createApp } from '../../server/app.ts';
import type { Role } from '../../server/generated/schema.ts';
import { PASSWORD } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { type SmallBooks, smallBooks } from '../support/small-books.ts';
import { buildPages, FIRST_CELL, PAGES, SHOTS, signInTo, violationsIn } from '../support/workbench.ts';

describe('commands in the workbench', function () {
  this.timeout(120_000);
  let books: SmallBooks;
  let app: FastifyInstance;
  let address: string;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    await buildPages();
    books = await smallBooks();
    const operators: [string, Role[]][] = [
      ['clerk', ['FINANCE', 'PRICING']],
      ['desk', ['SERVICE']],
    ];
    for (const [login, roles] of operators) {
      await createOperator(books.books, { login, name: login, password: PASSWORD, roles });
    }
    await books.change('customer', books.id('C-2'), { phone: '139 1234 5678' });
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

  beforeEach(() => visit('en-US'));
  afterEach(() => context.close());

  async function visit(locale: string): Promise<void> {
    await context?.close();
    context = await browser.newContext({ locale, reducedMotion: 'reduce', viewport: { width: 1280, height: 860 } });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
  }

  const signIn = (login = 'clerk') => signInTo(page, login);

  async function openSheet(name: string): Promise<void> {
    await page.getByRole('button', { name, exact: true }).click();
    const month = page.getByRole('dialog').getByRole('combobox');
    if (['Bills', 'Charges', 'Payments'].includes(name)) {
      await month.selectOption('');
      await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
    }
    await page.getByRole('heading', { name, exact: true }).waitFor();
    await page.getByRole('button', { name: 'Refresh' }).and(page.locator(':enabled')).waitFor();
  }

  /** Clicks the cell so many rows below the first. */
  async function clickCell(rows = 0, button: 'left' | 'right' = 'left'): Promise<void> {
    // Two clicks in quick succession would be a double click, which opens the cell.
    await page.waitForTimeout(600);
    await page.mouse.click(FIRST_CELL.x, FIRST_CELL.y);
    for (let i = 0; i < rows; i++) await page.keyboard.press('ArrowDown');
    if (button === 'right') await page.mouse.click(FIRST_CELL.x, FIRST_CELL.y, { button });
  }

  const violations = () => violationsIn(page);

  it('refresh, check and review by keys, typed into the spreadsheet; without a sheet they say what is missing', async () => {
    await signIn();
    await page.keyboard.press('Control+Alt+r');
    await page.getByText('No sheet of Suanpan is in front.', { exact: false }).waitFor();
    assert.deepEqual(await violations(), []);
    await openSheet('Prices');
    await clickCell();
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('3.15');
    await page.keyboard.press('Enter');
    await page.getByText('1 unpublished').waitFor();
    await page.getByRole('tab', { name: 'Reports' }).click();
    await page.keyboard.press('Control+Alt+k');
    await page.getByText('1 in order').waitFor();
    assert.equal(await page.getByRole('tab', { name: 'Sheets' }).getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Control+Alt+u');
    await page.getByRole('button', { name: 'Publish 1 row' }).waitFor();
    await page.keyboard.press('Control+Alt+r');
    await page.getByText('Up to date.').waitFor();
    assert.equal((await books.query(`select 1 from price_version where model->>'unitPrice' = '3.15'`)).length, 0);
  });

  it('wait while nobody has signed in, and come then', async () => {
    await page.getByLabel('Tenant').waitFor();
    await page.keyboard.press('Control+Alt+f');
    await signIn();
    await page.getByRole('searchbox').waitFor();
    await page.getByRole('heading', { name: 'Find customer' }).waitFor();
  });

  it('explain the selected charge by keys, and show its entries from the context menu', async () => {
    await signIn();
    await openSheet('Charges');
    await clickCell(1);
    await page.keyboard.press('Control+Alt+i');
    const part = page.getByRole('region', { name: 'Corrections' });
    const explained = part.getByRole('button', { name: 'Explain', expanded: true });
    await explained.waitFor();
    assert.equal(await explained.count(), 1);
    await part.getByText(/×|=/).first().waitFor();
    await page.screenshot({ path: join(SHOTS, 'command-explain.png') });
    await clickCell(0, 'right');
    await page.getByText('Show ledger entries (Ctrl+Alt+J)').click();
    await part.getByRole('table', { name: 'Ledger entries' }).waitFor();
    await page.screenshot({ path: join(SHOTS, 'command-entries.png') });
    assert.deepEqual(await violations(), []);
  });

  it('say what a row must be to be explained', async () => {
    await signIn();
    await openSheet('Prices');
    await clickCell();
    await page.keyboard.press('Control+Alt+i');
    await page.getByText('The selected row names no bill. Select one in Bills', { exact: false }).waitFor();
  });

  it('find a customer by telephone and go to the rows of bills and customers, each in its sheet', async () => {
    await signIn();
    await openSheet('Bills');
    await page.keyboard.press('Control+Alt+f');
    await page.getByRole('searchbox').fill('1234 5678');
    await page.getByRole('list', { name: 'Customers found' }).getByRole('button', { name: /李娜/ }).click();
    const card = page.getByRole('article', { name: '李娜' });
    await card.getByText('139 1234 5678', { exact: false }).waitFor();
    const [owed] = await books.query<{ open: string }>(
      `select sum(total - allocated)::text as open from bill where customer_id = $1`,
      books.id('C-2'),
    );
    await card
      .getByText(Number(owed?.open).toLocaleString('en-US', { minimumFractionDigits: 2 }), { exact: true })
      .first()
      .waitFor();
    await page.screenshot({ path: join(SHOTS, 'find-customer.png') });
    assert.deepEqual(await violations(), []);
    // The bill is in the sheet that is open; its row is selected there, so it can be explained at once.
    const [, second] = (await books.bills()).filter(({ customer }) => customer === 'C-2');
    await card.getByRole('button', { name: second?.number ?? '' }).click();
    await page.waitForTimeout(500);
    await page.keyboard.press('Control+Alt+i');
    await page.getByText(`${second?.number} · 李娜`).waitFor();
    // Customers are in no sheet yet: it is opened.
    await page.keyboard.press('Control+Alt+f');
    await page.getByRole('searchbox').fill('李');
    await page.getByRole('list', { name: 'Customers found' }).getByRole('button').first().click();
    await card.getByRole('button', { name: /李娜/ }).click();
    await page.getByRole('tab', { name: 'Sheets' }).click();
    await page.getByRole('heading', { name: 'Customers', exact: true }).waitFor();
  });

  it('show the customer of a row from the context menu, and all bills of it in a sheet beside', async () => {
    await signIn();
    await openSheet('Bills');
    await clickCell(0, 'right');
    await page.getByText('Customer of this row').click();
    await page.getByRole('article', { name: '王伟' }).waitFor();
    await page.getByRole('button', { name: 'All bills in a sheet' }).click();
    await page.getByRole('tab', { name: 'Sheets' }).click();
    await page.getByRole('heading', { name: 'Bills C-1' }).waitFor();
  });

  it('show the customer without the account to those who see no money', async () => {
    await signIn('desk');
    await page.keyboard.press('Control+Alt+f');
    await page.getByRole('searchbox').fill('13912345678');
    await page.getByRole('list', { name: 'Customers found' }).getByRole('button').first().click();
    await page.getByRole('article', { name: '李娜' }).getByText('139 1234 5678', { exact: false }).waitFor();
    assert.equal(await page.getByRole('region', { name: 'Open bills' }).count(), 0);
    assert.equal(await page.getByRole('alert').count(), 0);
  });

  it('speak Chinese at 320 px', async () => {
    await signIn();
    await page.evaluate(() => {
      for (const [name, value] of Object.entries({ locale: 'zh', paneWidth: '320' })) {
        localStorage.setItem(`suanpan.${name}`, value);
      }
    });
    await page.reload();
    await page.getByRole('tab', { name: '出账' }).waitFor();
    await page.keyboard.press('Control+Alt+f');
    await page.getByRole('searchbox').fill('王');
    await page.screenshot({ path: join(SHOTS, 'find-customer-zh-search.png') });
    await page.getByRole('list', { name: '找到的客户' }).getByRole('button').first().click();
    await page.getByRole('article', { name: '王伟' }).getByText('未付账单').waitFor();
    await page.getByRole('button', { name: /B-\d+/ }).first().waitFor();
    const overflow = await page.locator('#pane main').evaluate((main) => main.scrollWidth - main.clientWidth);
    assert.equal(overflow, 0);
    assert.deepEqual(await violations(), []);
    await page.screenshot({ path: join(SHOTS, 'find-customer-zh.png') });
    await page.mouse.click(FIRST_CELL.x, FIRST_CELL.y, { button: 'right' });
    await page.getByText('解释这个数字').waitFor();
    await page.screenshot({ path: join(SHOTS, 'context-menu-zh.png') });
  });

  it('threw nothing', () => {
    assert.deepEqual(complaints, []);
  });
});
