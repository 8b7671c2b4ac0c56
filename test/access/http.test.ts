import assert from 'node:assert/strict';
import { Client } from 'pg';
import { createOperator } from '../../server/access/operators.ts';
import { openTestApp, PASSWORD, type TestApp } from '../support/app.ts';

const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { token expiresAt viewer { operator { login roles } datasets { dataset readable } } }
}`;
const VIEWER = '{ viewer { operator { login name roles language } tenant { code currency today } } }';

describe('Sessions over HTTP', () => {
  let test: TestApp;
  const signIn = (password = PASSWORD, headers = {}) =>
    test.ask(SIGN_IN, { variables: { input: { tenant: 'cuihu', login: 'clerk', password } }, headers });
  const loginSeenBy = async (headers: Record<string, string>) => {
    const { data } = await test.ask(VIEWER, { headers });
    return (data?.['viewer'] as { operator: { login: string } } | null)?.operator.login ?? null;
  };

  const make = (change: object) =>
    createOperator(test.books, { login: 'new', name: 'New', password: PASSWORD, roles: ['FINANCE'], ...change });

  before(async () => {
    test = await openTestApp();
    await createOperator(test.books, {
      login: 'clerk',
      name: '林会计',
      password: PASSWORD,
      roles: ['FINANCE', 'PRICING'],
      language: 'EN',
    });
  });
  after(() => test.close());

  it('answers a stranger with no viewer, and with no error', async () => {
    const answer = await test.ask(VIEWER);
    assert.deepEqual(answer.data, { viewer: null });
    assert.deepEqual(answer.errors, []);
  });

  it('gives a browser a cookie that scripts cannot read and other sites cannot send', async () => {
    const { cookies, data } = await signIn();
    const { token } = (data ?? {})['signIn'] as { token: string };
    const [cookie] = cookies;
    assert.equal(cookie?.name, 'suanpan_session');
    assert.equal(cookie?.value, token);
    assert.equal(cookie?.['httpOnly'], true);
    assert.equal(cookie?.['sameSite'], 'Lax');
    assert.equal(cookie?.['path'], '/');
    assert.equal(cookie?.['secure'], undefined, 'plain http on the own machine');
    assert.equal(await loginSeenBy({ cookie: `suanpan_session=${token}` }), 'clerk');
  });

  it('marks the cookie Secure behind a proxy that speaks https', async () => {
    const { cookies } = await signIn(PASSWORD, { 'x-forwarded-proto': 'https' });
    assert.equal(cookies[0]?.['secure'], true);
  });

  it('takes a bearer token from the add-in, and lets it go before the cookie', async () => {
    const { data } = await signIn();
    const { token } = (data ?? {})['signIn'] as { token: string };
    assert.equal(await loginSeenBy({ authorization: `Bearer ${token}` }), 'clerk');
    assert.equal(await loginSeenBy({ authorization: 'Bearer nonsense', cookie: `suanpan_session=${token}` }), null);
    assert.equal(await loginSeenBy({ authorization: `Basic ${token}`, cookie: `suanpan_session=${token}` }), null);
  });

  it('says who is signed in, where, and what they may do', async () => {
    const { data } = await signIn();
    const { viewer } = (data ?? {})['signIn'] as { viewer: { operator: object; datasets: { readable: boolean }[] } };
    assert.deepEqual(viewer.operator, { login: 'clerk', roles: ['FINANCE', 'PRICING'] });
    assert.equal(viewer.datasets.length, 39);
    assert.ok(viewer.datasets.every(({ readable }) => readable));
  });

  it('sets no cookie and gives no token for a wrong password', async () => {
    const { data, errors, cookies } = await signIn('wrong password');
    assert.equal(data, null);
    assert.equal(errors[0]?.extensions.code, 'access.sign_in_refused');
    assert.deepEqual(cookies, []);
  });

  it('ends the session at sign-out, takes the cookie away, and answers true without a session too', async () => {
    const { data } = await signIn();
    const { token } = (data ?? {})['signIn'] as { token: string };
    const out = await test.ask('mutation { signOut }', { headers: { cookie: `suanpan_session=${token}` } });
    assert.deepEqual(out.data, { signOut: true });
    assert.equal(out.cookies[0]?.value, '');
    assert.equal(await loginSeenBy({ authorization: `Bearer ${token}` }), null);
    assert.deepEqual((await test.ask('mutation { signOut }')).data, { signOut: true });
  });

  it('stores passwords as argon2id with salt, 19 MiB and two passes', async () => {
    const client = new Client({ connectionString: test.database.adminUrl });
    await client.connect();
    const { rows } = await client.query<{ password_hash: string }>('select password_hash from operator');
    const audit = await client.query<{ text: string }>('select after::text as text from audit_event');
    await client.end();
    assert.match(rows[0]?.password_hash ?? '', /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{22}\$[^$]{43}$/);
    assert.ok(audit.rows.every(({ text }) => !/argon2|password/i.test(text ?? '')));
  });

  it('refuses a second operator of the same login, a short password, an odd login and no role', async () => {
    await assert.rejects(make({ login: 'clerk' }), { code: 'access.login_taken' });
    await assert.rejects(make({ password: 'short' }), { code: 'access.password_too_short' });
    await assert.rejects(make({ password: 'x'.repeat(201) }), { code: 'access.password_too_long' });
    await assert.rejects(make({ login: 'Clerk One' }), { code: 'access.login_invalid' });
    await assert.rejects(make({ roles: [] }), { code: 'access.no_role' });
  });
});
