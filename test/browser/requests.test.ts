/** Refunds and write-offs in the pane: one person asks, another one decides, and both see what became of it. */
import assert from 'node:assert/strict';
import { openWorkbenches, type Person, type Workbenches } from '../support/workbench.ts';

describe('a request that a second person decides', function () {
  this.timeout(120_000);
  let benches: Workbenches;
  let wang: Person;
  let li: Person;

  before(async () => {
    benches = await openWorkbenches([
      ['wang', ['FINANCE', 'APPROVER']],
      ['li', ['APPROVER']],
    ]);
    // 855 are owed: 145 wait.
    await benches.books.pay({ customer: 'C-2', amount: '1000' });
    wang = await benches.open();
    await wang.signIn('wang');
    li = await benches.open();
    await li.signIn('li');
  });
  after(() => benches?.close());

  async function show({ page }: Person, number: string): Promise<void> {
    await page.getByRole('tab', { name: 'Billing' }).click();
    await page.getByLabel('Bill (or payment) number').fill(number);
    await page.getByRole('button', { name: 'Find', exact: true }).click();
  }

  it('gives money back that waits, once it is approved', async () => {
    await show(wang, 'P-000001');
    const form = wang.page.getByRole('form', { name: 'Ask for a refund' });
    await form.getByLabel('In cash').click();
    await form.getByLabel('Reason').fill('paid too much');
    await form.getByRole('button', { name: 'Ask for a refund' }).click();
    await wang.page.getByText('You asked for it: somebody else decides.').waitFor();
    assert.deepEqual(await wang.violations(), []);
    await wang.shot('refund-asked.png');

    await li.page.getByRole('tab', { name: 'Billing' }).click();
    await li.page.getByText('RF-000001').first().waitFor();
    await li.shot('refund-to-decide.png');
    assert.equal(await li.button('Reject').isDisabled(), true, 'without a note');
    await li.button('Approve').click();
    await li.page.getByText('RF-000001').waitFor({ state: 'detached' });
    assert.deepEqual(await li.violations(), []);
    const [row] = await benches.books.query<{ status: string }>('select status from refund');
    assert.equal(row?.status, 'PAID');
  });

  it('puts money that waits to the oldest bill, or to the one that is named', async () => {
    const id = await benches.books.pay({ customer: 'C-3', amount: '500', bills: ['B-000003'] });
    const [payment] = await benches.books.query<{ number: string }>(`select number from payment where id = '${id}'`);
    await show(wang, payment?.number ?? '');
    const form = wang.page.getByRole('form', { name: 'Put to bills' });
    await form.getByLabel('7.43 wait').fill('B-000004');
    await form.getByRole('button').click();
    await wang.page.getByText('owed by another customer').or(wang.page.getByText('another customer')).first().waitFor();
    await form.getByLabel('7.43 wait').fill('');
    await form.getByRole('button').click();
    await form.waitFor({ state: 'detached' });
    assert.equal((await benches.books.bill('B-000006')).allocated, '7.43');
  });

  it('writes a customer’s statement into a sheet', async () => {
    await wang.page.keyboard.press('Control+Alt+f');
    await wang.page.getByRole('searchbox').fill('C-3');
    await wang.page.getByRole('button', { name: /C-3/ }).first().click();
    const part = wang.page.getByRole('region', { name: 'Statement' });
    await part.getByRole('button', { name: 'In a sheet' }).click();
    await wang.page.getByText('Customer statement').first().waitFor();
    await wang.page.waitForTimeout(500);
    await wang.shot('customer-statement.png');
    assert.deepEqual(await wang.violations(), []);
  });

  it('writes a bill off, and takes that back when the money comes after all', async () => {
    await show(wang, 'B-000001');
    await wang.button('Write off…').click();
    const form = wang.page.getByRole('form', { name: 'Ask for a write-off' });
    await form.getByLabel('Reason').fill('moved away');
    await form.getByRole('button', { name: 'Ask for a write-off' }).click();
    await wang.page.getByText(/WO-000001 · waits for approval/).waitFor();

    await li.page.reload();
    await li.page.getByRole('tab', { name: 'Billing' }).click();
    await li.button('Approve').click();
    await li.page.getByText('WO-000001').waitFor({ state: 'detached' });

    await wang.page.reload();
    await show(wang, 'B-000001');
    await wang.page.getByText(/WO-000001 · written off/).waitFor();
    await wang.button('Take back').click();
    const list = wang.page.getByRole('list', { name: 'Write-offs' });
    await list.getByLabel('Reason').fill('paid in court');
    await list.getByRole('button', { name: 'Take back' }).click();
    await wang.page.getByText(/WO-000001 · taken back/).waitFor();
    await wang.shot('write-off.png');
    assert.deepEqual(benches.complaints, []);
  });
});
