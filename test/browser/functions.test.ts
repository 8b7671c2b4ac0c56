/** Worksheet functions in the workbench: typed as in Excel, answered by the real server. */
import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createOperator } from '../../server/access/operators.ts';
import { createApp } from '../../server/app.ts';
import { kpis } from '../../server/reports/kpis.ts';
import { PASSWORD } from '../support/app.ts';
import { launchBrowser } from '../support/browser.ts';
import { type SmallBooks, smallBooks } from '../support/small-books.ts';
import { buildPages, PAGES, SHOTS, signInTo } from '../support/workbench.ts';

/** The first cell of the sheet in the page. */
const FIRST_CELL = { x: 100, y: 140 };

describe('worksheet functions in the workbench', function () {
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
    await books.pay({ customer: 'C-1', amount: '600', receivedOn: '2026-10-20' });
    await createOperator(books.books, { login: 'clerk', name: 'clerk', password: PASSWORD, roles: ['FINANCE'] });
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
    context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 860 } });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    await signInTo(page, 'clerk');
    await page.locator('#spreadsheet canvas').first().waitFor();
  });
  afterEach(() => context.close());

  /** Types formulas, each below the other, from the first cell on. */
  async function type(...formulas: string[]): Promise<void> {
    await page.waitForTimeout(1500);
    await page.mouse.click(FIRST_CELL.x, FIRST_CELL.y);
    for (const formula of formulas) {
      await page.keyboard.type(formula);
      await page.keyboard.press('Enter');
      // A cell that is drawn anew meanwhile would lose what is typed into the next.
      await page.waitForTimeout(300);
    }
  }

  /** The first column as the browser has it stored, once its cells are what they should be. */
  async function cellsBecome(expected: unknown[]): Promise<void> {
    let found: unknown[] = [];
    for (let attempt = 0; attempt < 20 && !isDeepStrictEqual(found, expected); attempt++) {
      // Leaving the page stores the workbook at once.
      await page.evaluate(() => dispatchEvent(new Event('pagehide')));
      await page.waitForTimeout(500);
      found = await page.evaluate(storedColumn, expected.length);
    }
    assert.deepEqual(found, expected);
  }

  async function rateOf(month: string): Promise<number> {
    const [row] = await kpis(books.books, { fromMonth: month, toMonth: month });
    return Number(row?.collectionRate);
  }

  it('show the server’s figures, and new ones when something has changed', async () => {
    const before = await rateOf('2026-09');
    await type(
      '=SUANPAN.KPI("COLLECTION_RATE","2026-09")',
      '=SUANPAN.BALANCE("C-1")',
      '=SUANPAN.PRICE("MGMT",88.5)',
      '=SUANPAN.EXPLAIN("B-000001/1")',
      '=SUM(A2:A3)+SUANPAN.BILLED(2026)',
      '=SUANPAN.BALANCE("C-99")',
      '=suanpan.kpi("due",DATE(2026,9,30),C1,C2)',
    );
    const sentence = 'MGMT, 2026-08-01 to 2026-08-31: 88.5 × 2.85 = 252.225, rounded 252.23 CNY';
    await cellsBecome([before, 1056.69, 252.23, sentence, 1056.69 + 252.23 + 3989.4, '#N/A', 1329.8]);
    await page.screenshot({ path: join(SHOTS, 'functions.png') });
    await books.pay({ customer: 'C-2', amount: '285', receivedOn: '2026-11-05' });
    const after = await rateOf('2026-09');
    assert.notEqual(after, before);
    // The pane asks every quarter of a minute whether anything has changed.
    await page.waitForTimeout(15_000);
    await cellsBecome([after, 1056.69]);
    await books.pay({ customer: 'C-1', amount: '56.69', receivedOn: '2026-11-05' });
    await page.reload();
    await page.locator('#spreadsheet canvas').first().waitFor();
    await cellsBecome([await rateOf('2026-09'), 1000]);
  });

  it('are listed in the pane, which puts an example into an empty cell and says why a cell has no figure', async () => {
    await type('=SUANPAN.BALANCE("C-99")');
    await page.getByRole('tab', { name: 'Reports' }).click();
    const help = page.getByRole('region', { name: 'Worksheet functions' });
    await help.getByText('SUANPAN.BALANCE: there is no customer “C-99”').waitFor();
    await help.getByText('SUANPAN.KPI(kpi, period, [dimension], [member])').click();
    const insert = help.getByRole('button', { name: 'Insert =SUANPAN.KPI' });
    await insert.click();
    await cellsBecome(['#N/A', await rateOf('2026-10')]);
    await page.screenshot({ path: join(SHOTS, 'functions-help.png'), fullPage: true });
    await insert.click();
    await help.getByText('The selected cell is not empty', { exact: false }).waitFor();
    await help.getByRole('button', { name: 'Recalculate' }).click();
    await cellsBecome(['#N/A', await rateOf('2026-10')]);
  });

  it('threw nothing', () => assert.deepEqual(complaints, []));
});

/** Values of the first column of the sheet, from the browser's storage. Runs in the page. */
async function storedColumn(rows: number): Promise<unknown[]> {
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error('the storage failed')));
    });
  const database = await answer(indexedDB.open('suanpan-workbench-test', 1));
  const store = database.transaction('workbook').objectStore('workbook');
  const keys = (await answer(store.getAllKeys())) as string[];
  const key = keys.find((each) => each.startsWith('sheet:'));
  const text = key === undefined ? '{}' : String(await answer(store.get(key)));
  database.close();
  const { cellData = {} } = JSON.parse(text) as { cellData?: Record<string, Record<string, { v?: unknown }>> };
  return Array.from({ length: rows }, (_, row) => cellData[row]?.[0]?.v);
}
