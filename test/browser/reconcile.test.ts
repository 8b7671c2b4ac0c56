/** Reconciling in the pane: lines that pay a bill together, offered or chosen by hand. */
import assert from 'node:assert/strict';
import { Decimal } from '../../server/kernel/money.ts';
import { openWorkbenches, type Workbenches } from '../support/workbench.ts';

describe('reconciling in the workbench', function () {
  this.timeout(180_000);
  let at: Workbenches;

  before(async () => {
    at = await openWorkbenches([['clerk', ['FINANCE']]]);
  });
  after(() => at?.close());
  afterEach(() => at.closeWindows());

  const allocated = async (number: string) => (await at.books.bill(number)).allocated;

  it('confirms two lines that come to a bill by one click, and undoes both by another', async () => {
    for (const bill of ['B-000002', 'B-000005']) await at.books.pay({ customer: 'C-2', amount: '285', bills: [bill] });
    const li = { payerName: '李娜', payerAccount: '6222020200002' };
    await at.books.importMoves([
      { ...li, on: '2026-11-01', amount: new Decimal('100') },
      { ...li, on: '2026-11-03', amount: new Decimal('185') },
    ]);
    const who = await at.open();
    await who.signIn('clerk');
    await who.page.getByRole('tab', { name: 'Reconcile' }).click();
    const card = who.page.getByRole('article', { name: '李娜 100.00' });
    await card.getByText('with the line of 2026-11-03 (185.00)').waitFor();
    await who.shot('reconcile-together.png');
    assert.deepEqual(await who.violations(), []);
    await card.getByRole('button', { name: 'Confirm' }).first().click();
    await who.page.getByText('Nothing waits').waitFor();
    assert.equal(await allocated('B-000008'), '285');
    await who.page.getByRole('tab', { name: 'Matched' }).click();
    await who.button('Undo all 2').first().click();
    await who.page.getByRole('tab', { name: 'Waiting' }).click();
    await card.waitFor();
    assert.equal(await allocated('B-000008'), '0');
  });

  it('puts lines that a person chose to one bill', async () => {
    await at.books.importMoves([
      { on: '2026-11-02', amount: new Decimal('300'), payerName: 'Grandma' },
      { on: '2026-11-04', amount: new Decimal('260'), payerName: 'Uncle' },
    ]);
    const who = await at.open();
    await who.signIn('clerk');
    await who.page.getByRole('tab', { name: 'Reconcile' }).click();
    await who.page.getByLabel('Choose Grandma, 300.00').check();
    await who.page.getByText('Choose another line').waitFor();
    await who.page.getByLabel('Choose Uncle, 260.00').check();
    const together = who.page.getByRole('region', { name: 'Lines that pay together' });
    await together.getByText('560.00').waitFor();
    await together.getByRole('button', { name: 'Match together…' }).click();
    await together.getByLabel('Bill number').fill('B-000001');
    await together.getByRole('button', { name: 'Find', exact: true }).click();
    await together.getByRole('checkbox', { name: /B-000001/ }).check();
    await together.getByText('552.23 settles these bills, 7.77 is left over.').waitFor();
    await who.shot('reconcile-by-hand.png');
    assert.deepEqual(await who.violations(), []);
    await together.getByRole('button', { name: 'Match 1 bill' }).click();
    await together.waitFor({ state: 'detached' });
    assert.equal(await allocated('B-000001'), '552.23');
  });

  it('complained of nothing', () => {
    assert.deepEqual(at.complaints, []);
  });
});
