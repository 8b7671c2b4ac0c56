/**
 * The page of the suite for real Excel, as it is built, in Chromium: Microsoft's layer in the page, our host behind it. It proves
 * that the page runs and reports; what Excel itself does, only Excel can say.
 */
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { layoutOf } from '../../addin/datasets/layout.ts';
import { feeItems } from '../../addin/datasets/masters.ts';
import type { Results } from '../excel/suite-page/results.ts';
import { launchBrowser, serveFolder } from '../support/browser.ts';
import type { OfficeHost } from '../support/office-host/host.ts';
import { hostPage } from '../support/office-host/page.ts';
import { User } from '../support/office-host/user.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = join(ROOT, 'test/excel/suite-page/vite.config.ts');
const OUTPUT = join(ROOT, 'test/output/excel-suite');
const SHOTS = join(ROOT, 'test/output/screenshots');
/** What Excel would calculate. */
const CALCULATED: Record<string, string | number | { error: string }> = {
  '=1+1.5': 2.5,
  '="a"&"b"': 'ab',
  '=NA()': { error: '#N/A' },
};

/** Tests of the contract for hosts that have no PivotTables. */
const ELSEWHERE = 3;

describe('the page of the suite for real Excel', function () {
  this.timeout(180_000);
  let server: { url: string; close(): Promise<void> };
  let browser: Browser;
  let page: Page;
  let host: OfficeHost;
  const complaints: string[] = [];

  before(async () => {
    await build({ configFile: PAGE, logLevel: 'error' });
    await mkdir(SHOTS, { recursive: true });
    server = await serveFolder(OUTPUT);
    browser = await launchBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 350, height: 700 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    host = await hostPage(page);
    host.workbook.calculate = (formula) => CALCULATED[formula] ?? { error: '#NAME?' };
    await page.goto(server.url);
    await page.getByText('Ready.').waitFor();
  });
  afterEach(() => page.close());

  async function results(): Promise<Results> {
    await page.getByRole('textbox', { name: 'Results as JSON' }).waitFor({ timeout: 150_000 });
    return JSON.parse(await page.getByRole('textbox').inputValue()) as Results;
  }

  it('runs the whole contract without a person, and says where and how each test ended', async () => {
    await page.getByRole('button', { name: 'Run' }).click();
    const found = await results();
    const failed = found.tests
      .filter(({ state }) => state === 'failed')
      .map(({ title, error }) => `${title}: ${error}`);
    assert.deepEqual(failed, []);
    assert.deepEqual(
      [found.failed, found.skipped],
      [0, ELSEWHERE + 1],
      'hints wait for a person, plain sheets with a name are for hosts without PivotTables',
    );
    const contract = await readFile(join(ROOT, 'test/workbook/contract.ts'), 'utf8');
    assert.equal(
      found.tests.length,
      [...contract.matchAll(/^ +it\(/gm)].length + 2,
      'every test of the contract, and two more',
    );
    assert.equal(found.passed, found.tests.length - ELSEWHERE - 1);
    assert.deepEqual([found.platform, found.requirementSets['ExcelApi'], found.attended], ['PC', '1.17', false]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as file' }).click();
    const file = await download;
    assert.match(file.suggestedFilename(), /^suanpan-excel-PC-[\dTZ-]+\.json$/);
    assert.deepEqual(JSON.parse(await readFile(await file.path(), 'utf8')), found);
    await page.screenshot({ path: join(SHOTS, 'excel-suite.png') });
  });

  it('asks the person who stays, and hears what is typed', async () => {
    await page.getByLabel('I stay here', { exact: false }).check();
    await page.getByRole('button', { name: 'Run' }).click();
    const heading = layoutOf(feeItems, 'zh').columns.find(({ id }) => id === 'code')?.heading ?? '';
    for (const text of ['FEE-7', 'FEE-8']) {
      await page.getByRole('alert').getByText(`Type ${text} into the selected cell`, { exact: false }).waitFor();
      new User(host).typeInto('Suanpan_FEE_ITEMS', 0, heading, text);
      await page.getByText(`Type ${text}`, { exact: false }).waitFor({ state: 'hidden' });
    }
    const found = await results();
    assert.deepEqual([found.failed, found.skipped, found.attended], [0, ELSEWHERE, true]);
  });

  it('refuses a workbook with somebody’s work in it, and leaves it as it is', async () => {
    new User(host).type('Sheet1', 'B2', [['my budget']]);
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('This workbook has contents', { exact: false }).waitFor();
    assert.deepEqual(
      host.workbook.sheets.map(({ Name }) => Name),
      ['Sheet1'],
    );
    assert.equal(host.workbook.sheet('Sheet1').GetRange('B2').Values[0]?.[0], 'my budget');
    assert.ok(await page.getByRole('button', { name: 'Run' }).isEnabled());
  });

  it('threw nothing', () => {
    assert.deepEqual(complaints, []);
  });
});
