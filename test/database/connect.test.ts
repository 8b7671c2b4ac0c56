import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../server/config.ts';
import { type ResolvedDatabase, resolveDatabase, resolveServing } from '../../server/database/connect.ts';
import { refuseOld } from '../../server/database/dial.ts';
import { type EmbeddedServer, openEmbedded } from '../../server/database/embedded.ts';
import { withDatabase } from '../../server/database/server-url.ts';
import { oldPostgres } from '../support/old-postgres.ts';

async function run(url: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const sql of statements) rows = (await client.query<Record<string, unknown>>(sql)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

const SECRET = 'a-Secret-that-must-not-be-shown';

/** Asserts the refusal, that it is one sentence's worth, and that no password is in it. */
async function refuses(result: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  const error = await result.then(
    () => assert.fail(`Nothing was refused, ${code} was expected.`),
    (reason: Error & { code: string }) => reason,
  );
  assert.equal(error.code, code, error.message);
  assert.match(error.message, message);
  assert.ok(!error.message.includes(SECRET) && !error.message.includes('\n'), error.message);
}

describe('A real PostgreSQL named by DATABASE_URL', () => {
  /** A second embedded server, which the product takes for anybody's: it only ever sees its URL. */
  let real: EmbeddedServer;
  let realDir = '';
  let dataDir = '';

  const at = (database: string, name = 'postgres', password?: string) =>
    withDatabase(new URL(real.adminUrl), database, {
      name,
      password: password ?? decodeURIComponent(new URL(real.adminUrl).password),
    }).href;
  const config = (DATABASE_URL: string, DATABASE_OWNER_URL?: string) =>
    readConfig({ SUANPAN_DATA: dataDir, DATABASE_URL, DATABASE_OWNER_URL });
  const resolve = (url: string, ownerUrl?: string): Promise<ResolvedDatabase> => resolveDatabase(config(url, ownerUrl));
  before(async () => {
    realDir = mkdtempSync(join(tmpdir(), 'suanpan-real-'));
    real = await openEmbedded({ dataDir: realDir, fast: true });
    await run(
      real.adminUrl,
      `CREATE ROLE admin LOGIN CREATEROLE CREATEDB PASSWORD '${SECRET}'`,
      `CREATE ROLE plain LOGIN PASSWORD '${SECRET}'`,
    );
  });

  after(async () => {
    await real.leave();
    rmSync(realDir, { recursive: true, force: true });
  });

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'suanpan-connect-'));
  });

  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('gets its roles and database from one login that may make them, and keeps their passwords', async () => {
    const first = await resolve(at('books'));
    const who =
      'SELECT current_user AS role, current_database() AS database, pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = current_database()';
    assert.deepEqual(await run(first.serverUrl, who), [
      { role: 'suanpan_server', database: 'books', owner: 'suanpan_owner' },
    ]);
    assert.deepEqual(await run(first.ownerUrl, who), [
      { role: 'suanpan_owner', database: 'books', owner: 'suanpan_owner' },
    ]);
    await run(first.ownerUrl, 'CREATE TABLE mine (id int)', 'CREATE EXTENSION btree_gist');
    const second = await resolve(at('books'));
    assert.deepEqual([second.serverUrl, second.ownerUrl], [first.serverUrl, first.ownerUrl]);
    assert.ok(readFileSync(join(dataDir, 'secrets.json'), 'utf8').includes(new URL(first.serverUrl).password));
    if (process.platform !== 'win32') assert.equal(statSync(join(dataDir, 'secrets.json')).mode & 0o777, 0o600);
  });

  it('uses the database "suanpan" when the URL names only the one that every server has', async () => {
    const lines: string[] = [];
    const found = await resolveDatabase(config(at('postgres')), { log: (line) => lines.push(line) });
    assert.equal(new URL(found.serverUrl).pathname, '/suanpan');
    assert.match(lines.join(), /"suanpan"/);
  });

  it('sets the passwords anew when they were lost or changed on the server', async () => {
    const before = await resolve(at('books'));
    rmSync(join(dataDir, 'secrets.json'));
    const after = await resolve(at('books'));
    assert.notEqual(after.serverUrl, before.serverUrl);
    await run(real.adminUrl, "ALTER ROLE suanpan_server PASSWORD 'changed'");
    const again = await resolve(at('books'));
    assert.deepEqual(await run(again.serverUrl, 'SELECT 1 AS one'), [{ one: 1 }]);
  });

  it('is content with an administrator who is no superuser', async () => {
    await run(
      real.adminUrl,
      'DROP DATABASE IF EXISTS books',
      'DROP DATABASE IF EXISTS suanpan',
      'DROP ROLE IF EXISTS suanpan_owner, suanpan_server',
    );
    const found = await resolve(at('others', 'admin', SECRET));
    await run(
      found.ownerUrl,
      'CREATE TABLE mine (id int)',
      'CREATE EXTENSION btree_gist',
      'GRANT SELECT ON mine TO suanpan_server',
    );
    assert.deepEqual(await run(found.serverUrl, 'SELECT count(*)::int AS n FROM mine'), [{ n: 0 }]);
  });

  it('takes over an empty database, and leaves one alone that holds other tables', async () => {
    await run(real.adminUrl, 'CREATE DATABASE empty', 'CREATE DATABASE taken');
    await run(at('taken'), 'CREATE TABLE theirs (id int)');
    const found = await resolve(at('empty'));
    await run(found.ownerUrl, 'CREATE TABLE mine (id int)');
    await refuses(resolve(at('taken')), 'database.not_empty', /"taken" holds 1 tables.*another database/);
  });

  it('refuses a database that is not in UTF-8', async () => {
    await run(
      real.adminUrl,
      "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc",
    );
    await refuses(resolve(at('latin')), 'database.encoding', /LATIN1.*UTF8/);
  });

  it('serves by a login that may do nothing else, but migrates by none such', async () => {
    await run(real.adminUrl, 'CREATE DATABASE served');
    const found = await resolveServing(config(at('served', 'plain', SECRET)));
    assert.deepEqual([found.serverRole, found.ownerUrl], ['plain', undefined]);
    await refuses(resolve(at('served', 'plain', SECRET)), 'database.owner_missing', /"plain".*DATABASE_OWNER_URL/);
  });

  it('uses two given logins as they are, unless they are too much alike', async () => {
    await run(real.adminUrl, `CREATE ROLE holder LOGIN PASSWORD '${SECRET}'`, 'CREATE DATABASE paired OWNER holder');
    const [server, owner] = [at('paired', 'plain', SECRET), at('paired', 'holder', SECRET)];
    const found = await resolve(server, owner);
    assert.deepEqual([found.serverUrl, found.ownerUrl, found.serverRole], [server, owner, 'plain']);
    await refuses(resolve(at('paired'), owner), 'database.role_too_strong', /"postgres"/);
    await refuses(resolve(owner, owner), 'database.role_too_strong', /"holder"/);
    await run(real.adminUrl, `CREATE ROLE sly LOGIN BYPASSRLS PASSWORD '${SECRET}'`);
    await refuses(resolve(at('paired', 'sly', SECRET), owner), 'database.role_too_strong', /"sly"/);
    await refuses(resolveServing(config(at('paired', 'sly', SECRET))), 'database.role_too_strong', /"sly"/);
    await refuses(resolve(at('postgres', 'plain', SECRET), owner), 'database.urls_differ', /same one/);
  });

  it('refuses a URL that is none, and says how it should look', async () => {
    for (const [url, reason] of [
      ['books', /read as a URL/],
      ['mysql://root@localhost/books', /mysql:/],
      ['postgres:///books', /no host/],
      [`postgres://me:${SECRET}#1@localhost/books`, /read as a URL|%23/],
      [`postgres://me:${SECRET}%zz@localhost/books`, /%25/],
      [`postgres://me:${SECRET}@localhost:99999/books`, /read as a URL/],
      ['postgres://localhost/books/2026', /%2F/],
    ] as const) {
      await refuses(resolve(url), 'database.url_invalid', reason);
    }
    await refuses(resolve(at('books'), 'books'), 'database.url_invalid', /^DATABASE_OWNER_URL/);
  });

  it('says that a login is refused, and never its password', async () => {
    await refuses(
      resolve(at('postgres', 'postgres', SECRET)),
      'database.login_refused',
      /"postgres".*password is wrong/,
    );
    await refuses(resolve(at('postgres', 'nobody', SECRET)), 'database.login_refused', /"nobody"/);
    await refuses(
      resolve(`postgres://postgres@127.0.0.1:${real.port}/postgres`),
      'database.login_refused',
      /needs a password/,
    );
    await refuses(resolve(at('nowhere', 'plain', SECRET)), 'database.missing', /no database "nowhere"/);
  });

  it('says that nothing can be reached, or that it is no PostgreSQL', async () => {
    const closed = createTcpServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await refuses(
      resolve(`postgres://me:${SECRET}@127.0.0.1:${port}/x`),
      'database.unreachable',
      /127\.0\.0\.1:\d+.*nothing listens/,
    );
    await refuses(
      resolve(`postgres://me:${SECRET}@no-such-host.invalid/x`),
      'database.unreachable',
      /no-such-host\.invalid:5432.*host/,
    );
    const web = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    await once(web, 'listening');
    await refuses(
      resolve(`postgres://me:${SECRET}@127.0.0.1:${(web.address() as AddressInfo).port}/x`),
      'database.unreachable',
      /127\.0\.0\.1/,
    );
    web.closeAllConnections();
    web.close();
  });

  it('refuses a PostgreSQL older than 15', async () => {
    const { port, server } = await oldPostgres(140_011);
    await refuses(
      resolve(`postgres://me:${SECRET}@127.0.0.1:${port}/x`),
      'database.too_old',
      /PostgreSQL 14.*15 or newer/,
    );
    server.close();
    assert.doesNotThrow(() => refuseOld(150_000, 'here'));
    assert.throws(() => refuseOld(90_624, 'here'), /PostgreSQL 9,/);
  });
});
