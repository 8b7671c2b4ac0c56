/** A morning in the sheet, from opening it to the pivot: what one person does while a colleague works too. */
import assert from 'node:assert/strict';
import { COLLEAGUES, openWorkbenches, type Person, type Workbenches } from '../support/workbench.ts';

const COUNT = 500;
const CODES = Array.from({ length: COUNT }, (_, n) => `W-${String(n + 1).padStart(3, '0')}`);
/** In hundredths, each its own. */
const OLD = CODES.map((_, n) => 101 + n);
const RAISED = OLD.map((price) => (Math.round((price * 105) / 100) / 100).toFixed(2));
/** The sheets *Fee items* and *Prices* have these rows already. */
const BEFORE = 2;
const PRICE = 4;

describe('a walk through the workbench', function () {
  this.timeout(180_000);
  let at: Workbenches;

  before(async () => {
    at = await openWorkbenches(COLLEAGUES);
  });
  after(() => at?.close());
  afterEach(() => at.closeWindows());

  async function publish(who: Person, rows: number): Promise<void> {
    await who.button('Publish…').click();
    await who.button(`Publish ${rows} rows`).click();
    await who.page.getByText(`${rows} published`).waitFor();
  }

  /** Prices of the catalogue as the server has them, by code. */
  const published = async () => {
    const rows = await at.books.query<{ price: string }>(
      `select to_char((p.model ->> 'unitPrice')::numeric, 'FM990.00') as price from price_version p
       join fee_item i on i.tenant_id = p.tenant_id and i.id = p.fee_item_id where i.code like 'W-%' order by i.code`,
    );
    return rows.map(({ price }) => price);
  };

  it('enters a catalogue of 500 items and prices by pasting them', async () => {
    const who = await at.openSheet('clerk', 'Fee items');
    const rest = ['Basic', 'Monthly', 'In advance', '', '', 'CNY', '', '', '2026-01-01'];
    await who.paste(
      0,
      BEFORE,
      CODES.map((code) => [code, `项目 ${code}`, `Item ${code}`, ...rest]),
    );
    await publish(who, COUNT);
    await who.openSheet('Prices');
    const prices = OLD.map((price) => (price / 100).toFixed(2));
    await who.paste(
      0,
      BEFORE,
      CODES.map((code, n) => [code, '2026-01-01', '', 'Per unit', prices[n] ?? '']),
    );
    await publish(who, COUNT);
    assert.deepEqual(await published(), prices);
  });

  it('edits 500 prices by formula, checks and publishes them, decides two conflicts, and sums up what was billed', async () => {
    const mine = await at.openSheet('clerk', 'Prices');
    await mine.paste(
      PRICE,
      BEFORE,
      OLD.map((price) => [`=ROUND(${price}*105/100,0)/100`]),
    );
    await mine.page.getByText('500 unpublished').waitFor();
    const theirs = await at.openSheet('colleague', 'Prices');
    await theirs.paste(PRICE, BEFORE, [['9.90'], ['9.80']]);
    await publish(theirs, 2);

    await mine.button('Check').click();
    await mine.page.getByText('498 in order, 2 conflicts').waitFor();
    assert.deepEqual((await published()).slice(0, 3), ['9.90', '9.80', '1.03'], 'a check changes nothing');
    await mine.button('Publish…').click();
    await mine.button('Publish 500 rows').click();
    await mine.page.getByText('498 published, 2 conflicts').waitFor();
    await mine.button('Decide 2 conflicts').click();
    await mine.page.getByRole('radio', { name: 'Theirs: 9.9' }).check();
    await mine.page.getByRole('radio', { name: `Mine: ${RAISED[1]}` }).check();
    await mine.shot('walk-conflicts.png');
    await mine.button('Apply 2 decisions').click();
    await mine.button('Publish…').click();
    await mine.button('Publish 1 row').click();
    await mine.page.getByText('1 published').waitFor();
    assert.deepEqual(await published(), RAISED.with(0, '9.90'));

    await mine.page.getByRole('tab', { name: 'Reports' }).click();
    await mine.button('Billed by item and month').click();
    await mine.page.getByText('Billed by item and month · CNY').waitFor();
    await mine.shot('walk-pivot.png');
  });

  it('threw nothing', () => assert.deepEqual(at.complaints, []));
});
