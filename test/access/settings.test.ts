import assert from 'node:assert/strict';
import { openTestApp, operatorWithRole, type TestApp } from '../support/app.ts';

const CHANGE = `mutation ($input: ChangeTenantSettingsInput!) {
  changeTenantSettings(input: $input) { viewer { tenant { paymentDays matchThreshold postingNeedsApproval } } }
}`;

describe('Settings of a tenant', () => {
  let test: TestApp;

  before(async () => {
    test = await openTestApp();
    await operatorWithRole(test.books, 'ADMIN');
    await operatorWithRole(test.books, 'FINANCE');
  });
  after(() => test.close());

  const change = async (login: string, input: object) =>
    test.ask(CHANGE, { variables: { input }, headers: await test.signIn(login) });
  const shown = async () => {
    const { data } = await test.ask('{ viewer { tenant { paymentDays matchThreshold postingNeedsApproval } } }', {
      headers: await test.signIn('finance'),
    });
    return (data as { viewer: { tenant: object } }).viewer.tenant;
  };

  it('are changed by an administrator, one at a time, and hold for everybody from then on', async () => {
    const answer = await change('admin', { key: 'a', matchThreshold: 95 });
    assert.deepEqual(answer.errors, []);
    assert.deepEqual(await shown(), { paymentDays: 15, matchThreshold: 95, postingNeedsApproval: false });
    await change('admin', { key: 'b', paymentDays: 30, postingNeedsApproval: true });
    assert.deepEqual(await shown(), { paymentDays: 30, matchThreshold: 95, postingNeedsApproval: true });
  });

  it('are changed by nobody else', async () => {
    const { errors } = await change('finance', { key: 'c', paymentDays: 1 });
    assert.equal(errors[0]?.extensions.code, 'access.not_allowed');
  });

  it('lie in their bounds, or the field is named', async () => {
    for (const [field, value] of [
      ['paymentDays', -1],
      ['paymentDays', 366],
      ['matchThreshold', 49],
      ['matchThreshold', 101],
    ] as const) {
      const { errors } = await change('admin', { key: `${field} ${value}`, [field]: value });
      assert.deepEqual([errors[0]?.extensions.code, errors[0]?.extensions.field], ['value.out_of_range', field]);
    }
  });
});
