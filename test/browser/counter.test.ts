/** The counter in Chromium: money is taken by keyboard, a wrong payment taken back, the drawer counted and closed. */
import assert from 'node:assert/strict';
import { adding } from '../support/publishing.ts';
import { openWorkbenches, type Person, type Workbenches } from '../support/workbench.ts';

describe('the counter', function () {
  this.timeout(120_000);
  let at: Workbenches;

  before(async () => {
    at = await openWorkbenches([
      ['clerk', ['FINANCE']],
      ['approver', ['APPROVER']],
    ]);
  });
  after(() => at?.close());
  afterEach(() => at.closeWindows());

  async function counterOf(login: string): Promise<Person> {
    const who = await at.open();
    await who.signIn(login);
    await who.page.getByRole('tab', { name: 'Counter' }).click();
    return who;
  }

  /** Finds a customer with nothing but the keyboard. */
  async function find(who: Person, name: string): Promise<void> {
    await who.page.getByLabel('Customer: name, code, telephone or premise').focus();
    await who.page.keyboard.type(name);
    await who.page.keyboard.press('Enter');
    await who.page.locator('ul button:focus').waitFor();
    await who.page.keyboard.press('Enter');
    await who.page.getByLabel('Amount (CNY)').waitFor();
  }

  const drawer = (who: Person) => who.page.getByRole('region', { name: 'My drawers' });

  it('takes cash for the bills that are ticked, says what to give back, and goes on to the next customer', async () => {
    const who = await counterOf('clerk');
    await drawer(who).getByText('Nothing to close').waitFor();
    assert.deepEqual(await who.violations(), []);
    await find(who, '王伟');
    const amount = who.page.getByLabel('Amount (CNY)');
    assert.equal(await amount.inputValue(), '1656.69', 'all three bills');
    await who.page.getByLabel('B-000007').uncheck();
    assert.equal(await amount.inputValue(), '1104.46');
    await amount.fill('2000');
    await who.page.getByText('895.54 more than what is ticked').waitFor();
    await amount.fill('１,000');
    await who.page.getByText('104.46 of what is ticked stays open').waitFor();
    await who.page.getByLabel('Cash handed over').fill('900');
    await who.page.getByText('That is less than the amount.').waitFor();
    assert.ok(await who.button('Take payment').isDisabled());
    await who.page.getByLabel('Cash handed over').fill('1050');
    await who.page.getByText('Give back 50.00').waitFor();
    assert.deepEqual(await who.violations(), []);
    await who.shot('counter-payment.png');
    await who.page.keyboard.press('Enter');

    await who.page.getByText('P-000001: 1,000.00 CNY taken from 王伟.').waitFor();
    await who.page.getByText('Give back 50.00').waitFor();
    const [file] = await Promise.all([who.page.waitForEvent('download'), who.button('Receipt as PDF').click()]);
    assert.match(file.suggestedFilename(), /\.pdf$/);
    assert.deepEqual(
      (await at.books.bills()).filter(({ customer }) => customer === 'C-1').map(({ allocated }) => allocated),
      ['552.23', '447.77', '0'],
    );
    await who.button('Take another').press('Enter');
    // The keyboard is in the search again.
    await who.page.keyboard.type('李娜');
    await who.page.getByRole('button', { name: /李娜/ }).waitFor();
    await drawer(who).getByText('1 payment · never closed before').waitFor();
  });

  it('refuses a bill that somebody else paid meanwhile, and shows what is open now', async () => {
    const who = await counterOf('clerk');
    await find(who, '李娜');
    await at.books.pay({ customer: 'C-2', amount: '285', bills: ['B-000002'] });
    await who.button('Take payment').click();
    await who.page
      .getByRole('alert')
      .getByText(/B-000002 is paid/)
      .waitFor();
    await who.page.getByLabel('B-000002').waitFor({ state: 'detached' });
    await who.page.getByLabel('How it is paid').selectOption('POS');
    assert.equal(await who.page.getByLabel('Amount (CNY)').inputValue(), '570.00');
    await who.button('Take payment').click();
    await who.page.getByText(/570\.00 CNY taken from 李娜/).waitFor();
  });

  it('takes a wrong payment back before the drawer is counted', async () => {
    const who = await counterOf('clerk');
    await find(who, 'Acme');
    await who.page.getByLabel('Amount (CNY)').fill('77');
    await who.button('Take payment').click();
    await who.page.getByText(/77\.00 CNY taken from Acme/).waitFor();
    const list = who.page.getByRole('region', { name: 'Payments since the last close' });
    await list.getByRole('button', { name: /Acme[^]*77\.00/ }).click();
    await list.getByLabel('Why void it').fill('typed twice');
    await list.getByRole('button', { name: 'Void the payment' }).click();
    await who.page.getByRole('alertdialog').getByRole('button', { name: 'Void the payment' }).click();
    await drawer(who)
      .getByText(/P-0000\d\d is void\./)
      .waitFor();
    await list.getByRole('button', { name: /Acme/ }).waitFor({ state: 'detached' });
  });

  it('counts the drawer coin by coin, wants a difference explained, and closes it', async () => {
    const who = await counterOf('clerk');
    const cash = drawer(who).getByRole('listitem', { name: 'Cash' });
    await cash.getByText('1,000.00 CNY').waitFor();
    await cash.getByRole('button', { name: 'Count and close' }).click();
    await cash.getByLabel('Counted in the drawer (CNY)').fill('1000');
    await cash.getByText('Agrees').waitFor();
    await cash.getByLabel('Count notes and coins').check();
    await cash.getByLabel('100', { exact: true }).fill('9');
    await cash.getByLabel('50', { exact: true }).fill('1');
    await cash.getByLabel('0.50', { exact: true }).fill('x');
    await cash.getByText('no count').waitFor();
    await cash.getByLabel('0.50', { exact: true }).fill('97');
    await cash.getByText('−1.50').waitFor();
    assert.ok(await cash.getByRole('button', { name: 'Close the day' }).isDisabled());
    await cash.getByLabel('Why it differs').fill('change given wrongly');
    assert.deepEqual(await who.violations(), []);
    await who.shot('counter-close.png');
    await cash.getByLabel('Why it differs').press('Enter');
    const dialog = who.page.getByRole('alertdialog');
    await dialog.getByText('Booked 1,000.00, counted 998.50, difference −1.50.', { exact: false }).waitFor();
    await dialog.getByRole('button', { name: 'Close the day' }).click();
    await drawer(who).getByText('DC-000001: Cash closed with 998.50, difference −1.50.').waitFor();
    await cash.waitFor({ state: 'detached' });
    const closes = who.page.getByRole('region', { name: 'Day closes' });
    await closes.getByText('Difference −1.50. change given wrongly').waitFor();
    assert.equal(await closes.getByRole('button', { name: 'Take the close back' }).count(), 0, 'not for a cashier');
    await closes.getByRole('button', { name: 'Open the sheet of day closes' }).click();
    await who.page.getByRole('tab', { name: 'Sheets' }).click();
    await who.page.getByRole('heading', { name: 'Day closes', exact: true }).waitFor();
  });

  it('looks again where money came while it was counted', async () => {
    const who = await counterOf('clerk');
    const pos = drawer(who).getByRole('listitem', { name: 'Card terminal' });
    await pos.getByRole('button', { name: 'Count and close' }).click();
    await pos.getByLabel('Sum of the terminal (CNY)').fill('570');
    const other = await counterOf('clerk');
    await find(other, 'Acme');
    await other.page.getByLabel('Amount (CNY)').fill('10');
    await other.page.getByLabel('How it is paid').selectOption('POS');
    await other.button('Take payment').click();
    await other.page.getByText(/10\.00 CNY taken/).waitFor();
    await pos.getByRole('button', { name: 'Close the day' }).click();
    await who.page.getByRole('alertdialog').getByRole('button', { name: 'Close the day' }).click();
    await pos.getByText(/580\.00 is booked now/).waitFor();
    await pos.getByText('580.00 CNY').waitFor();
    await pos.getByText('−10.00').waitFor();
    await pos.getByText('the statement of the bank settles it', { exact: false }).waitFor();
  });

  it('lets somebody else take a close back, and the cashier counts again', async () => {
    const chief = await counterOf('approver');
    await chief.page.getByText('finance', { exact: false }).first().waitFor();
    const row = chief.page.getByRole('listitem', { name: 'DC-000001' });
    await row.getByRole('button', { name: 'Take the close back' }).click();
    await row.getByLabel('Reason').fill('a note lay below the drawer');
    assert.deepEqual(await chief.violations(), []);
    await row.getByRole('button', { name: 'Take the close back' }).click();
    await chief.page.getByText('DC-000002 takes DC-000001 back').waitFor();
    await row.getByText('Taken back by DC-000002').waitFor();
    await chief.shot('counter-reversed.png');

    const who = await counterOf('clerk');
    const cash = drawer(who).getByRole('listitem', { name: 'Cash' });
    await cash.getByText('1,000.00 CNY').waitFor();
    await cash.getByText('1 payment · never closed before').waitFor();
  });

  it('says what went wrong when the server is away, and goes on when it is back', async () => {
    const who = await counterOf('clerk');
    await find(who, 'Acme');
    await who.page.getByLabel('Amount (CNY)').fill('1');
    await who.page.route('**/graphql', (route) => route.abort());
    await who.button('Take payment').click();
    await who.page.getByRole('alert').first().waitFor();
    await who.page.unroute('**/graphql');
    await who.button('Take payment').click();
    await who.page.getByText(/1\.00 CNY taken from Acme/).waitFor();
    assert.deepEqual(at.complaints, []);
    await at.books.clean();
  });

  it('sells a prepayment package, whose price and bonus wait for the bills to come', async () => {
    await adding(at.books.books, 'PREPAYMENT_PACKAGES', {
      code: 'P500',
      name: 'Half a year',
      price: '500',
      bonus: '50',
    });
    const who = await counterOf('clerk');
    await find(who, '李娜');
    await who.page.getByLabel('Prepayment package').selectOption({ label: 'Half a year · 500.00 + 50.00' });
    assert.equal(await who.page.getByLabel('Amount (CNY)').inputValue(), '500.00');
    assert.equal(await who.page.getByRole('checkbox', { name: /B-0/ }).count(), 0);
    assert.deepEqual(await who.violations(), []);
    await who.shot('counter-package.png');
    await who.button('Take payment').click();
    await who.page.getByText(/500\.00 CNY taken from 李娜/).waitFor();
    const waits = await at.books.query<{ amount: string }>(
      `select trim_scale(amount - allocated)::text as amount from payment where package_id is not null order by number`,
    );
    assert.deepEqual(waits, [{ amount: '500' }, { amount: '50' }]);
  });
});
