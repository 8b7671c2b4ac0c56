/** Pivots, charts and copies in the workbench: one click each. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { read, utils } from '@e965/xlsx';
import { openWorkbenches, type Person, type Workbenches } from '../support/workbench.ts';

describe('analyses in the workbench', function () {
  this.timeout(180_000);
  let at: Workbenches;

  before(async () => {
    at = await openWorkbenches([['clerk', ['FINANCE']]]);
    await at.books.pay({ customer: 'C-1', amount: '600', receivedOn: '2026-10-20' });
  });
  after(() => at?.close());
  afterEach(() => at.closeWindows());

  /** What the sheet in front shows, from its second column on: copied as a person copies. */
  async function copied({ page }: Person): Promise<string[][]> {
    await page.waitForTimeout(800);
    // Within the table: what is selected with all of it ends at empty rows.
    await page.mouse.click(100, 300);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.waitForTimeout(500);
    const text = await page.evaluate(() => navigator.clipboard.readText());
    return text.split('\n').map((line) => line.split('\t').map((cell) => cell.trim()));
  }

  it('builds a pivot with its chart by one click, and follows its sheet', async () => {
    const who = await at.open();
    await who.signIn('clerk');
    await who.page.getByRole('tab', { name: 'Reports' }).click();
    await who.button('Billed by item and month').click();
    await who.page.getByText('Billed by item and month · CNY').waitFor();
    const rows = await copied(who);
    const heading = rows.findIndex((cells) => cells.includes('PARK'));
    assert.ok(heading >= 0, JSON.stringify(rows));
    const months = rows.filter((cells) => cells.some((cell) => /^2026-\d\d$/.test(cell)));
    assert.equal(months.length, 3);
    const total = rows.find((cells) => cells.includes('Total'));
    assert.ok(
      total?.some((cell) => cell.replaceAll(',', '') === '3989.40' || cell.replaceAll(',', '') === '3989.4'),
      String(total),
    );
    assert.deepEqual(await who.violations(), []);
    await who.shot('analysis.png');
    await who.button('Collected by channel and month').click();
    await who.page.getByText('Collected by channel and month · CNY').waitFor();
    await who.shot('analysis-payments.png');
  });

  it('hands out a copy of values as an Excel file that says as of when, and knows no server', async () => {
    const who = await at.open();
    await who.signIn('clerk');
    await who.openSheet('Payments');
    await who.button('More commands').click();
    const download = who.page.waitForEvent('download');
    await who.page.getByRole('menuitem', { name: 'Copy of values as Excel file' }).click();
    const bytes = await readFile(await (await download).path());
    const book = read(bytes);
    assert.equal(book.SheetNames.length, 1);
    const rows = utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0] ?? ''] ?? {}, { header: 1 });
    const text = JSON.stringify(rows);
    assert.match(text, /P-000001/);
    assert.match(text, /Asia\/Shanghai/);
    assert.match(text, /clerk/);
    assert.doesNotMatch(bytes.toString('latin1'), /127\.0\.0\.1|suanpan/i);
    await who.button('More commands').click();
    await who.page.getByRole('menuitem', { name: 'Copy of values as a sheet' }).click();
    await who.page
      .getByText('Open a sheet to begin')
      .or(who.page.getByRole('heading', { name: 'Bills' }))
      .first()
      .waitFor();
    await who.shot('snapshot.png');
  });

  it('threw nothing', () => assert.deepEqual(at.complaints, []));
});
