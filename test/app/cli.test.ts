import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { openOrm } from '../../server/database/orm.ts';
import { createTenant } from '../../server/ledger/tenants.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const CLI = join(import.meta.dirname, '../../server/cli.ts');

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Starts the command line with these words, in an environment without any setting of whoever runs the tests. */
function begin(words: string[], env: Record<string, string> = {}): { child: ChildProcess; ended: Promise<Ended> } {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [CLI, ...words], { env: { PATH, HOME, ...env } });
  const read = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (read.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (read.err += chunk.toString()));
  return { child, ended: once(child, 'close').then(([code]) => ({ code: code as number | null, ...read })) };
}

const run = (words: string[], env?: Record<string, string>) => begin(words, env).ended;

/** Runs with `--json` and reads the one object. */
async function json(words: string[], env?: Record<string, string>): Promise<{ code: number | null; answer: unknown }> {
  const { code, out } = await run([...words, '--json'], env);
  assert.equal(out.trim().split('\n').length, 1, out);
  return { code, answer: JSON.parse(out) };
}

const codeOf = (answer: unknown) => (answer as { error: { code: string } }).error.code;

describe('The command line', () => {
  it('helps those who ask, and tells others that they did not', async () => {
    const asked = await run(['help']);
    assert.equal(asked.code, 0);
    for (const name of ['start', 'serve', 'migrate', 'seed', 'verify', 'price', 'statement']) {
      assert.match(asked.out, new RegExp(`^ {2}${name} `, 'm'));
    }
    assert.equal((await run([])).code, 2);
    assert.match((await run(['price', '--help'])).out, /--model/);
  });

  it('exits 2 for a command that is none, and for arguments that are none', async () => {
    for (const words of [['nonsense'], ['constructor'], ['verify', 'everything'], ['price'], ['statement']]) {
      const { code, answer } = await json(words);
      assert.equal(code, 2, words.join(' '));
      assert.equal(codeOf(answer), 'usage');
    }
    const spoken = await run(['verify', 'everything']);
    assert.equal(spoken.out, '');
    assert.match(spoken.err, /Usage: npm run -s suanpan -- verify/);
  });

  it('prices without a database', async () => {
    const model = '{"model":"GRADUATED","tiers":[{"upTo":"180","unitPrice":"5"},{"upTo":null,"unitPrice":"7"}]}';
    const { code, answer } = await json(['price', '--model', model, '--quantity', '181.5']);
    assert.equal(code, 0);
    assert.equal((answer as { amount: string }).amount, '910.50');
    const refused = await json(['price', '--model', '{"model":"NONE"}', '--quantity', '1']);
    assert.equal(refused.code, 1);
  });

  it('reads a statement without a database, and exits 1 with the reason for a file that is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suanpan-cli-'));
    writeFileSync(join(folder, 'picture.csv'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    const { code, answer } = await json(['statement', join(folder, 'picture.csv')]);
    assert.equal(code, 1);
    assert.ok((answer as { error: { message: string } }).error.message.length > 10);
    rmSync(folder, { recursive: true });
  });

  describe('with a database', () => {
    let database: TestDatabase;
    let folder: string;
    const env = (more: Record<string, string> = {}) => ({
      SUANPAN_DATA: folder,
      DATABASE_URL: database.serverUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      PORT: '0',
      ...more,
    });

    before(async () => {
      database = await freshDatabase();
      folder = mkdtempSync(join(tmpdir(), 'suanpan-cli-'));
      const orm = await openOrm(database.serverUrl);
      await createTenant(orm, { code: 'cuihu', name: '翠湖物业', currency: 'CNY', timeZone: 'Asia/Shanghai' });
      await orm.close(true);
    });
    after(async () => {
      await database.drop();
      rmSync(folder, { recursive: true });
    });

    it('migrates what is missing, and nothing the second time', async () => {
      assert.deepEqual(await json(['migrate'], env()), { code: 0, answer: { migrations: [] } });
    });

    it('verifies each law, for a person in rows and for a script in one object', async () => {
      const { code, answer } = await json(['verify'], env());
      assert.equal(code, 0);
      const { ok, laws } = answer as { ok: boolean; laws: { tenant: string; broken: number }[] };
      assert.ok(ok && laws.length > 5 && laws.every(({ tenant, broken }) => tenant === 'cuihu' && broken === 0));
      assert.match((await run(['verify'], env())).out, /All laws hold/);
    });

    it('exits 1 from verify when a law is broken, and names it', async () => {
      const client = new Client({ connectionString: database.adminUrl });
      await client.connect();
      await client.query("update change_feed set action = 'something.else'");
      const { code, out } = await run(['verify'], env());
      await client.query("update change_feed set action = 'tenant.create'");
      await client.end();
      assert.equal(code, 1);
      assert.match(out, /BROKEN {2}audit_chain/);
    });

    it('does not load the demo beside tenants that are there', async () => {
      const { code, answer } = await json(['seed'], env());
      assert.equal(code, 1);
      assert.equal(codeOf(answer), 'seed.not_empty');
    });

    it('refuses to serve or verify a database that was not migrated', async () => {
      const client = new Client({ connectionString: database.adminUrl });
      await client.connect();
      await client.query('create table kept as table migration; delete from migration');
      const results = [await json(['serve'], env()), await json(['verify'], env())];
      await client.query('insert into migration select * from kept; drop table kept');
      await client.end();
      for (const { code, answer } of results) {
        assert.equal(code, 1);
        assert.equal(codeOf(answer), 'database.migrations_pending');
      }
    });

    it('refuses to serve as superuser', async () => {
      const { code, answer } = await json(['serve'], env({ DATABASE_URL: database.adminUrl }));
      assert.equal(code, 1);
      assert.match(codeOf(answer), /^database\.(role_too_strong|superuser_refused)$/);
    });

    it('says which port is taken', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as { port: number };
      const { code, err, out } = await run(['serve'], env({ PORT: String(port) }));
      other.close();
      assert.equal(code, 1);
      assert.equal(out, '');
      assert.match(err, new RegExp(`^Port ${port} is taken .*PORT=.*\\n$`));
    });

    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      it(`serves until ${signal}, and ends with 0`, async () => {
        const { child, ended } = begin(['serve', '--json'], env());
        const [chunk] = (await once(child.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
        const { address } = JSON.parse(chunk.toString()) as { address: string };
        const health = await fetch(`${address.replace('localhost', '127.0.0.1')}/health`);
        assert.deepEqual(await health.json(), { status: 'ready' });
        child.kill(signal);
        const { code, out } = await ended;
        assert.equal(code, 0);
        assert.equal(out.trim().split('\n').length, 1, 'one object, not two');
      });
    }
  });
});
