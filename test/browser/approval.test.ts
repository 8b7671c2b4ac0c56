/** Two people and a billing run: one makes it, the other approves it, as the company wants it. */
import assert from 'node:assert/strict';
import { openWorkbenches, type Person, type Workbenches } from '../support/workbench.ts';

describe('a billing run that a second person approves', function () {
  this.timeout(120_000);
  let benches: Workbenches;

  before(async () => {
    benches = await openWorkbenches([
      ['boss', ['ADMIN']],
      ['wang', ['FINANCE', 'APPROVER']],
      ['li', ['APPROVER']],
    ]);
  });
  after(() => benches?.close());

  const person = async (login: string): Promise<Person> => {
    const one = await benches.open();
    await one.signIn(login);
    return one;
  };
  const toBilling = ({ page }: Person) => page.getByRole('tab', { name: 'Billing' }).click();

  it('waits until somebody else has approved it, and is posted then', async () => {
    const boss = await person('boss');
    await boss.button('Menu of boss').click();
    await boss.page.getByRole('menuitem', { name: 'Settings' }).click();
    await boss.page.getByRole('switch', { name: /A second person approves/ }).click();
    await boss.button('Save').click();
    await boss.page.getByText('Saved. It holds from now on.').waitFor();
    assert.deepEqual(await boss.violations(), []);
    await boss.shot('company-settings.png');

    const wang = await person('wang');
    await toBilling(wang);
    await wang.button('Preview').click();
    await wang.page.getByText('You made this run: somebody else approves it').waitFor();
    assert.equal(await wang.button('Post').isDisabled(), true);
    assert.equal(await wang.button('Approve').count(), 0);

    const li = await person('li');
    await toBilling(li);
    await li.page.getByRole('button', { name: /R-00/ }).first().click();
    await li.shot('run-approval.png');
    await li.button('Approve').click();
    await li.page.getByText('Approved by li.').waitFor();
    assert.deepEqual(await li.violations(), []);

    await wang.page.reload();
    await toBilling(wang);
    await wang.page.getByRole('button', { name: /R-00/ }).first().click();
    await wang.page.getByText('Approved by li.').waitFor();
    await wang.button('Post').click();
    await wang.page.getByRole('alertdialog').getByRole('button', { name: 'Post', exact: true }).click();
    await wang.page.getByText(/bills? written and booked/).waitFor();
    assert.deepEqual(benches.complaints, []);
  });
});
