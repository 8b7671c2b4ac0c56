import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createApp } from '../../server/app.ts';
import { openOrm } from '../../server/database/orm.ts';
import { openTestApp, operatorWithRole, type TestApp } from '../support/app.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

/** A request of so many bytes that asks for next to nothing. */
const bodyOf = (bytes: number) => JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(bytes) } });

describe('The application', () => {
  let test: TestApp;
  let auditor: { authorization: string };
  const post = (payload: string | Buffer, headers: Record<string, string> = JSON_TYPE) =>
    test.inject({ method: 'POST', url: '/graphql', headers, payload });

  before(async () => {
    test = await openTestApp();
    await operatorWithRole(test.books, 'AUDITOR');
    auditor = await test.signIn('auditor');
  });
  after(() => test.close());

  it('answers { __typename } to a stranger', async () => {
    assert.deepEqual((await test.ask('{ __typename }')).data, { __typename: 'Query' });
  });

  it('says that the add-in is not built, where it is not', async () => {
    const app = await createApp({ orm: test.orm, addinFolder: '/nowhere' });
    const response = await app.inject('/');
    assert.equal(response.statusCode, 503);
    assert.match(response.body, /npm start/);
    await app.close();
  });

  describe('health', () => {
    it('is ready when the database answers and no migration is missing', async () => {
      const response = await test.inject({ url: '/health' });
      assert.equal(response.statusCode, 200);
      assert.deepEqual(response.json(), { status: 'ready' });
    });

    it('is not while a migration is missing, nor in a database that has none', async () => {
      const client = new Client({ connectionString: test.database.adminUrl });
      await client.connect();
      try {
        for (const [away, back] of [
          ['create table kept as table migration; delete from migration', 'insert into migration select * from kept'],
          ['alter table migration rename to m', 'alter table m rename to migration'],
        ] as const) {
          await client.query(away);
          const response = await test.inject({ url: '/health' });
          await client.query(back);
          assert.equal(response.statusCode, 503);
          assert.deepEqual(response.json(), { status: 'migrations_pending' });
        }
      } finally {
        await client.end();
      }
    });

    it('is not when the database is gone, and what is asked then is refused without details', async () => {
      const orm = await openOrm('postgres://somebody:secret@127.0.0.1:1/nowhere');
      const logged: string[] = [];
      const app = await createApp({ orm, log: (line) => logged.push(line) });
      const health = await app.inject('/health');
      assert.equal(health.statusCode, 503);
      assert.deepEqual(health.json(), { status: 'database_unreachable' });
      const asked = await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { ...JSON_TYPE, ...auditor },
        payload: '{"query":"{ viewer { operator { login } } }"}',
      });
      assert.equal(asked.json<{ errors: { extensions: { code: string } }[] }>().errors[0]?.extensions.code, 'internal');
      assert.ok(!/127\.0\.0\.1|secret|ECONN/.test(asked.body), asked.body);
      assert.match(logged.join('\n'), /ECONNREFUSED/);
      await app.close();
      await orm.close(true);
    });
  });

  describe('limits', () => {
    it('refuse a query that could return too much, sizes in variables included', async () => {
      const query = `query ($n: Int) { a: bills(first: $n) { nodes { charges { id } } } b: bills(first: $n) { nodes { id } } }`;
      const small = await test.ask(query, { variables: { n: 10 }, headers: auditor });
      assert.deepEqual(small.errors, []);
      const large = await test.ask(query, { variables: { n: 100_000 }, headers: auditor });
      assert.equal(large.status, 400);
      assert.equal(large.errors[0]?.extensions.code, 'request.too_costly');
    });

    it('refuse hundreds of changes at once and a document without end', async () => {
      const many = await test.ask(`mutation { ${Array.from({ length: 300 }, (_, i) => `a${i}: signOut`).join(' ')} }`);
      assert.equal(many.errors[0]?.extensions.code, 'request.too_costly');
      const endless = await test.ask(`{ ${'__typename '.repeat(100_000)} }`);
      assert.equal(endless.status, 400);
      const bottomless = await test.ask(`${'{a'.repeat(9_000)}${'}'.repeat(9_000)}`);
      assert.ok(bottomless.errors.length > 0);
      assert.equal((await test.ask('{ __typename }')).status, 200, 'the server goes on');
    });

    it('take a batch of 10 MB and refuse a body above 32 MiB with a sentence', async () => {
      assert.equal((await post(bodyOf(10_000_000))).statusCode, 200);
      const refused = await post(bodyOf(33 * 1024 * 1024));
      assert.equal(refused.statusCode, 413);
      assert.equal(
        refused.json<{ errors: { extensions: { code: string } }[] }>().errors[0]?.extensions.code,
        'request.too_large',
      );
    });
  });

  describe('requests from elsewhere', () => {
    it('refuse what a form of another site could send', async () => {
      const query = encodeURIComponent('{ __typename }');
      assert.equal((await test.inject({ url: `/graphql?query=${query}` })).statusCode, 400);
      const body = '{"query":"mutation { signOut }"}';
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
        const response = await post(body, { 'content-type': type });
        assert.ok([400, 415].includes(response.statusCode), `${type}: ${response.statusCode}`);
        assert.ok(!response.body.includes('"signOut":true'));
      }
    });

    it('do not let a change travel by GET', async () => {
      const query = encodeURIComponent('mutation { signOut }');
      const response = await test.inject({ url: `/graphql?query=${query}`, headers: JSON_TYPE });
      assert.ok(response.statusCode >= 400);
    });

    it('are told what is wrong with a body that is no JSON', async () => {
      for (const payload of ['{"query": ', '', 'nonsense']) {
        const response = await post(payload);
        assert.equal(response.statusCode, 400, payload);
        assert.ok(response.json<{ errors: unknown[] }>().errors.length > 0);
      }
    });

    it('get no permission for other origins, and headers that keep browsers strict', async () => {
      const response = await post('{"query":"{ __typename }"}', { ...JSON_TYPE, origin: 'https://evil.example' });
      assert.equal(response.headers['access-control-allow-origin'], undefined);
      assert.equal(response.headers['x-content-type-options'], 'nosniff');
      assert.equal(response.headers['cache-control'], 'no-store');
    });
  });

  describe('errors', () => {
    it('carry the code and the field of a refusal', async () => {
      const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }';
      const { errors } = await test.ask(query, { variables: { input: { tenant: 'x', login: 'x', password: 'x' } } });
      assert.deepEqual(errors[0]?.extensions, { code: 'access.sign_in_refused', field: null });
      assert.deepEqual(errors[0]?.path, ['signIn']);
    });

    it('say nothing of a defect but an id, under which the log has everything', async () => {
      const client = new Client({ connectionString: test.database.adminUrl });
      await client.connect();
      await client.query('alter table operator rename column language to lang');
      const answer = await test.ask('{ viewer { operator { login } } }', { headers: auditor });
      await client.query('alter table operator rename column lang to language');
      await client.end();
      const [error] = answer.errors as unknown as { message: string; extensions: { code: string; id: string } }[];
      assert.equal(error?.extensions.code, 'internal');
      assert.ok(!/column|language|select/i.test(error?.message ?? 'column'), error?.message);
      assert.deepEqual(Object.keys(error?.extensions ?? {}), ['code', 'id']);
      assert.ok(test.logged.some((line) => line.includes(error?.extensions.id ?? '-') && line.includes('column')));
    });

    it('name the mistake in a query', async () => {
      const { errors, status } = await test.ask('{ nonsense }');
      assert.equal(status, 400);
      assert.equal(errors[0]?.extensions.code, 'GRAPHQL_VALIDATION_FAILED');
      assert.match(errors[0]?.message ?? '', /nonsense/);
    });

    it('give a wrong date in a variable its own code', async () => {
      const query = 'query ($to: Date) { trialBalance(to: $to) { code } }';
      const { errors } = await test.ask(query, { variables: { to: '2026-02-30' }, headers: auditor });
      assert.equal(errors[0]?.extensions.code, 'value.not_a_date');
    });
  });

  it('shows its schema, except in production, where errors suggest no names either', async () => {
    const introspection =
      '{ __schema { types { name fields { name type { ofType { ofType { ofType { name } } } } } } } }';
    assert.equal((await test.ask(introspection)).status, 200);
    const app = await createApp({ orm: test.orm, production: true, log: () => {} });
    const ask = async (query: string) =>
      (
        await app.inject({ method: 'POST', url: '/graphql', headers: JSON_TYPE, payload: JSON.stringify({ query }) })
      ).json<{
        errors: { message: string }[];
      }>();
    assert.equal((await ask(introspection)).errors.length, 1);
    assert.ok(!(await ask('{ viewr { operator { id } } }')).errors[0]?.message.includes('viewer"'));
    await app.close();
  });

  describe('pages', () => {
    let folder: string;
    let built: TestApp['app'];

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'suanpan-pages-'));
      mkdirSync(join(folder, 'assets'));
      writeFileSync(join(folder, 'index.html'), '<title>Workbench</title>');
      writeFileSync(join(folder, 'taskpane.html'), '<title>Pane</title>');
      writeFileSync(join(folder, 'assets', 'main-1a2b3c.js'), 'export {};');
      writeFileSync(join(folder, 'assets', 'suanpan-32.png'), '');
      for (const name of ['functions-zh', 'shortcuts', 'shortcuts-words'])
        writeFileSync(join(folder, `${name}.json`), '{}');
      built = await createApp({ orm: test.orm, addinFolder: folder });
    });
    after(async () => {
      await built.close();
      rmSync(folder, { recursive: true });
    });

    it('serve the workbench at / with scripts of our own only, asked for anew each time', async () => {
      const page = await built.inject('/');
      assert.equal(page.statusCode, 200);
      assert.match(page.body, /Workbench/);
      assert.equal(page.headers['cache-control'], 'no-cache');
      const policy = String(page.headers['content-security-policy']);
      assert.match(policy, /script-src 'self';/);
      assert.match(policy, /frame-ancestors 'self'$/);
    });

    it('let Excel frame the task pane and Office.js load', async () => {
      const policy = String((await built.inject('/taskpane.html')).headers['content-security-policy']);
      assert.match(policy, /script-src 'self' https:\/\/appsforoffice\.microsoft\.com/);
      assert.match(policy, /frame-ancestors 'self' https:\/\/\*\.officeapps\.live\.com/);
    });

    it('let Excel on the web read what worksheet functions and shortcuts there are, and nothing else', async () => {
      for (const path of ['/functions-zh.json', '/shortcuts.json', '/shortcuts-words.json']) {
        assert.equal((await built.inject(path)).headers['access-control-allow-origin'], '*', path);
      }
      for (const path of ['/', '/taskpane.html', '/assets/main-1a2b3c.js']) {
        assert.equal((await built.inject(path)).headers['access-control-allow-origin'], undefined, path);
      }
    });

    it('keep hashed assets for a year, pictures of the ribbon an hour, and nothing outside the folder', async () => {
      const asset = await built.inject('/assets/main-1a2b3c.js');
      assert.match(String(asset.headers['cache-control']), /immutable/);
      assert.match(String(asset.headers['content-type']), /javascript/);
      const picture = await built.inject('/assets/suanpan-32.png');
      assert.equal(picture.headers['cache-control'], 'public, max-age=3600');
      for (const path of ['/../package.json', '/%2e%2e/package.json', '/assets/%2e%2e/%2e%2e/etc/passwd', '/.env']) {
        assert.ok((await built.inject(path)).statusCode >= 400, path);
      }
    });
  });
});
