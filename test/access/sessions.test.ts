import assert from 'node:assert/strict';
import { Client } from 'pg';
import { createOperator } from '../../server/access/operators.ts';
import { resumeSession, signIn, signOut } from '../../server/access/sessions.ts';
import { readAs } from '../../server/ledger/books.ts';
import { createTenant, openBooks } from '../../server/ledger/tenants.ts';
import { openTestApp, PASSWORD, type TestApp } from '../support/app.ts';

const NOON = new Date('2026-10-20T04:00:00Z');
const later = (hours: number) => new Date(NOON.getTime() + hours * 3_600_000);

const credentials = (login: string, password = PASSWORD, tenant = 'cuihu') => ({ tenant, login, password });
const refusedWith = (code: string) => (error: unknown) => (error as { code: string }).code === code;

describe('Sessions', () => {
  let test: TestApp;

  before(async () => {
    test = await openTestApp();
    for (const login of ['clerk', 'other', 'gone', 'throttled', 'quick']) {
      await createOperator(test.books, { login, name: login, password: PASSWORD, roles: ['FINANCE', 'PRICING'] });
    }
  });
  after(() => test.close());

  it('opens the books of the tenant for the operator who signs in', async () => {
    const { token, books } = await signIn(test.orm, credentials('clerk'), NOON);
    assert.deepEqual(books.operator?.roles, ['FINANCE', 'PRICING']);
    const resumed = await resumeSession(test.orm, token, later(1));
    assert.equal(resumed?.books.tenant.code, 'cuihu');
    assert.equal(resumed?.books.operator?.name, 'clerk');
    assert.equal(resumed?.books.today, '2026-10-20');
  });

  it('takes tenant and login in any letter case and with blanks around them, and the password as it is', async () => {
    const { books } = await signIn(test.orm, credentials(' Clerk ', PASSWORD, ' CuiHu '), NOON);
    assert.equal(books.operator?.name, 'clerk');
    await assert.rejects(
      signIn(test.orm, credentials('clerk', ` ${PASSWORD}`), NOON),
      refusedWith('access.sign_in_refused'),
    );
  });

  it('keeps of a token nothing but its hash', async () => {
    const { token, sessionId } = await signIn(test.orm, credentials('clerk'), NOON);
    const row = await readAs(test.orm, test.books.tenant.id, (db) =>
      db.selectFrom('session').selectAll().where('id', '=', sessionId).executeTakeFirstOrThrow(),
    );
    assert.match(row.token_hash, /^[0-9a-f]{64}$/);
    assert.ok(!JSON.stringify(row).includes(token.split('.')[1] as string));
  });

  it('refuses a wrong tenant, a wrong login and a wrong password with the same words', async () => {
    const wrong = [
      credentials('clerk', PASSWORD, 'elsewhere'),
      credentials('nobody'),
      credentials('clerk', 'another password'),
      credentials('clerk', ''),
      credentials('', PASSWORD, ''),
    ];
    const words = new Set<string>();
    for (const attempt of wrong) {
      const error = await signIn(test.orm, attempt, NOON).then(
        () => assert.fail('signed in'),
        (e: Error) => e,
      );
      assert.ok(refusedWith('access.sign_in_refused')(error));
      words.add(error.message);
    }
    assert.equal(words.size, 1);
  });

  it('refuses an operator who is no longer active, and ends the open sessions', async () => {
    const { token } = await signIn(test.orm, credentials('gone'), NOON);
    const client = new Client({ connectionString: test.database.adminUrl });
    await client.connect();
    await client.query("update operator set active = false where login = 'gone'");
    await client.end();
    assert.equal(await resumeSession(test.orm, token, later(1)), null);
    await assert.rejects(signIn(test.orm, credentials('gone'), NOON), refusedWith('access.sign_in_refused'));
  });

  it('ends a session after twelve hours', async () => {
    const { token, expiresAt } = await signIn(test.orm, credentials('clerk'), NOON);
    assert.equal(expiresAt.toISOString(), later(12).toISOString());
    assert.ok(await resumeSession(test.orm, token, later(11.99)));
    assert.equal(await resumeSession(test.orm, token, later(12)), null);
  });

  it('ends a session at sign-out, and that one only', async () => {
    const first = await signIn(test.orm, credentials('clerk'), NOON);
    const second = await signIn(test.orm, credentials('clerk'), NOON);
    await signOut(first, later(1));
    await signOut(first, later(1));
    assert.equal(await resumeSession(test.orm, first.token, later(1)), null);
    assert.ok(await resumeSession(test.orm, second.token, later(1)));
  });

  it('knows no token that was changed, cut or moved to another tenant', async () => {
    const otherTenant = await createTenant(test.orm, {
      code: 'nimbus',
      name: 'Nimbus Cloud',
      currency: 'USD',
      timeZone: 'UTC',
    });
    const { token } = await signIn(test.orm, credentials('clerk'), NOON);
    const [, secret] = token.split('.') as [string, string];
    const last = secret.endsWith('A') ? 'B' : 'A';
    const forged = [
      `${otherTenant}.${secret}`,
      token.slice(0, -1),
      `${token.slice(0, -1)}${last}`,
      secret,
      '',
      `x${token}`,
    ];
    for (const each of forged) assert.equal(await resumeSession(test.orm, each, NOON), null, each);
  });

  it('writes sign-in and sign-out into the audit chain, without any secret', async () => {
    const session = await signIn(test.orm, credentials('other'), NOON);
    await signOut(session, later(1));
    const events = await readAs(test.orm, test.books.tenant.id, (db) =>
      db.selectFrom('audit_event').selectAll().where('row_id', '=', session.sessionId).execute(),
    );
    assert.deepEqual(events.map(({ action }) => action).toSorted(), ['SIGNED_IN', 'SIGNED_OUT']);
    const text = JSON.stringify(events);
    assert.ok(!text.includes(session.token.split('.')[1] as string) && !text.includes('argon2'));
  });

  it('stops trying after five failures, and says so to right and wrong passwords alike', async () => {
    for (let i = 0; i < 5; i++) {
      await assert.rejects(
        signIn(test.orm, credentials('throttled', `wrong password ${i}`), NOON),
        refusedWith('access.sign_in_refused'),
      );
    }
    await assert.rejects(signIn(test.orm, credentials('throttled'), NOON), refusedWith('access.too_many_attempts'));
    await assert.rejects(
      signIn(test.orm, credentials('throttled', 'wrong'), NOON),
      refusedWith('access.too_many_attempts'),
    );
    assert.ok(await signIn(test.orm, credentials('quick'), NOON));
    assert.ok(await signIn(test.orm, credentials('throttled'), later(1)));
  });

  it('throttles a login that does not exist in the same way', async () => {
    for (let i = 0; i < 5; i++) {
      await assert.rejects(signIn(test.orm, credentials('phantom'), NOON), refusedWith('access.sign_in_refused'));
    }
    await assert.rejects(signIn(test.orm, credentials('phantom'), NOON), refusedWith('access.too_many_attempts'));
  });

  it('counts attempts at the same moment too', async () => {
    const codes = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        signIn(test.orm, credentials('burst', `guess number ${i}`), NOON).then(
          () => 'in',
          (error: { code: string }) => error.code,
        ),
      ),
    );
    assert.equal(codes.filter((code) => code === 'access.sign_in_refused').length, 5);
    assert.equal(codes.filter((code) => code === 'access.too_many_attempts').length, 3);
  });

  it('does not let one tenant resume in the books of another', async () => {
    const nimbus = await openBooks(test.orm, 'nimbus');
    assert.ok(nimbus);
    await assert.rejects(
      signIn(test.orm, credentials('clerk', PASSWORD, 'nimbus'), NOON),
      refusedWith('access.sign_in_refused'),
    );
  });
});
