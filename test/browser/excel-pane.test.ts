/**
 * The task pane as Excel shows it, in Chromium: its own page from the real server, Microsoft's layer in the page, our host behind
 * it. What the ribbon calls is called through the actions that the page has given to Office.
 */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Browser, Locator, Page } from 'playwright-core';
import { ALL_COMMANDS, actionOf } from '../../addin/commands/commands.ts';
import { columnOf } from '../../addin/datasets/datasets.ts';
import { prices } from '../../addin/datasets/masters.ts';
import { createOperator } from '../../server/access/operators.ts';
import { createApp } from '../../server/app.ts';
import { PASSWORD } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import type { OfficeHost } from '../support/office-host/host.ts';
import { hostPage } from '../support/office-host/page.ts';
import { User } from '../support/office-host/user.ts';
import { type SmallBooks, smallBooks } from '../support/small-books.ts';
import { buildPages, PAGES, SHOTS, signInTo } from '../support/workbench.ts';

describe('the task pane in Excel', function () {
  this.timeout(120_000);
  let books: SmallBooks;
  let app: FastifyInstance;
  let address: string;
  let browser: Browser;
  let page: Page;
  let host: OfficeHost;
  const complaints: string[] = [];

  before(async () => {
    await buildPages();
    books = await smallBooks();
    await createOperator(books.books, {
      login: 'clerk',
      name: 'clerk',
      password: PASSWORD,
      roles: ['FINANCE', 'PRICING'],
    });
    app = await createApp({ orm: books.orm, addinFolder: PAGES, log: (line) => complaints.push(line) });
    await app.listen({ port: 0, host: '127.0.0.1' });
    address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/taskpane.html`;
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await app?.close();
    await books?.close();
  });
  beforeEach(async () => {
    page = await browser.newPage({ locale: 'en-US', viewport: { width: 350, height: 760 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    host = await hostPage(page);
    await page.goto(address);
    await page.getByLabel('Tenant').waitFor();
  });
  afterEach(() => page.close());

  const signIn = () => signInTo(page, 'clerk');

  /** Presses a button of the ribbon, and waits until Office is told that it is done. */
  const press = (id: string) =>
    page.evaluate(
      (name) => (globalThis as unknown as { actionOfExcel(id: string): Promise<void> }).actionOfExcel(name),
      id,
    );

  /** Waits until an element stands inside of the pane, where a person sees it without scrolling. */
  async function inView(element: Locator): Promise<void> {
    const seen = async () => {
      const box = await element.boundingBox();
      return box !== null && box.y >= 0 && box.y + box.height <= 760;
    };
    for (let tries = 0; tries < 40 && !(await seen()); tries += 1) await page.waitForTimeout(50);
    assert.ok(await seen());
  }

  const heading = columnOf(prices, 'price')?.label.en ?? '';

  it('knows every action of the manifest, before anybody has signed in', async () => {
    const known = await page.evaluate(() => (globalThis as unknown as { knownToExcel(): string[] }).knownToExcel());
    assert.deepEqual(known.toSorted(), ALL_COMMANDS.map(actionOf).toSorted());
  });

  it('opens a sheet that was asked for on the ribbon before the sign-in, checks an edit and publishes it', async () => {
    await press('open_PRICES');
    await signIn();
    await page.getByRole('heading', { name: 'Prices', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Refresh' }).and(page.locator(':enabled')).waitFor();
    const user = new User(host);
    assert.equal(user.table('Suanpan_PRICES').body.rows, 2);
    user.typeInto('Suanpan_PRICES', 0, heading, 3.35);
    await page.getByText('1 unpublished').waitFor();
    const before = host.traffic.length;
    await press('check');
    await page.getByText('1 in order').waitFor();
    assert.ok(host.traffic.length > before, 'the sheet was read');
    await press('publish');
    await page.getByRole('button', { name: 'Publish 1 row' }).click();
    await page.getByText('1 published').waitFor();
    assert.equal((await books.query(`select 1 from price_version where model->>'unitPrice' = '3.35'`)).length, 1);
  });

  it('refreshes the sheet of a workbook that was opened before the pane, by the ribbon alone', async () => {
    await signIn();
    await press('open_PRICES');
    await page.getByRole('heading', { name: 'Prices', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Refresh' }).and(page.locator(':enabled')).waitFor();
    const { sheet, body } = new User(host).table('Suanpan_PRICES');
    new User(host).select(sheet.Name, `A${body.row + 1}`);
    // The pane is closed and started anew by the button, as Excel starts the runtime.
    await page.reload();
    await page.waitForFunction(() => 'actionOfExcel' in globalThis);
    await page.waitForFunction(() => (globalThis as unknown as { knownToExcel(): string[] }).knownToExcel().length > 0);
    await press('refresh');
    await page.getByText('Up to date.').waitFor();
  });

  it('explains the row that is selected in Excel, and says what is in conflict', async () => {
    await signIn();
    await press('open_CHARGES');
    await page.getByRole('dialog').getByRole('combobox').selectOption('');
    await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
    await page.getByRole('heading', { name: 'Charges', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Refresh' }).and(page.locator(':enabled')).waitFor();
    const { sheet, body } = new User(host).table('Suanpan_CHARGES');
    new User(host).select(sheet.Name, `C${body.row + 2}`);
    await press('explain');
    const explained = page.getByRole('button', { name: 'Explain', expanded: true });
    await explained.waitFor();
    await page.getByText(/×|=/).first().waitFor();
    await inView(page.getByText(/×|=/).first());
    await page.screenshot({ path: join(SHOTS, 'excel-explain.png') });
    await press('entries');
    await page.getByRole('table', { name: 'Ledger entries' }).waitFor();
    await inView(page.getByRole('table', { name: 'Ledger entries' }));
    await press('conflicts');
    await page.getByText('Nothing in this sheet is in conflict.').waitFor();
    await press('publish');
    await page.getByText('Nothing can be published from this sheet.', { exact: false }).waitFor();
    await press('customer');
    await page.getByRole('article', { name: '王伟' }).waitFor();
    for (const [id, tab] of [
      ['runs', 'Billing'],
      ['reconcile', 'Reconcile'],
      ['reports', 'Reports'],
    ] as const) {
      await press(id);
      await page.getByRole('tab', { name: tab, selected: true }).waitFor();
    }
  });

  it('threw nothing', () => {
    assert.deepEqual(complaints, []);
  });
});
