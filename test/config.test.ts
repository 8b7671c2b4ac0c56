import assert from 'node:assert/strict';
import { type Machine, readConfig } from '../server/config.ts';

const linux: Machine = { platform: 'linux', home: '/home/li', uid: 1000, isOpen: () => true };

function dataDirOf(env: NodeJS.ProcessEnv, machine: Partial<Machine> = {}): string {
  return readConfig(env, { ...linux, ...machine }).dataDir;
}

describe('The configuration', () => {
  it('needs nothing: port 4000, the embedded database, data in the user’s own folder', () => {
    assert.deepEqual(readConfig({}, linux), {
      port: 4000,
      dataDir: '/home/li/.local/share/suanpan',
      notes: [],
      databaseUrl: undefined,
      databaseOwnerUrl: undefined,
      statementLimit: 256 * 1024 * 1024,
      production: false,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    const { port, databaseUrl, dataDir } = readConfig({ PORT: '', DATABASE_URL: ' ', SUANPAN_DATA: '' }, linux);
    assert.deepEqual([port, databaseUrl, dataDir], [4000, undefined, '/home/li/.local/share/suanpan']);
  });

  it('takes a port and refuses what is none', () => {
    assert.equal(readConfig({ STATEMENT_LIMIT_MB: '512' }, linux).statementLimit, 512 * 1024 * 1024);
    for (const STATEMENT_LIMIT_MB of ['0', '-1', 'much', '1.5']) {
      assert.throws(() => readConfig({ STATEMENT_LIMIT_MB }, linux), { code: 'config.statement_limit_invalid' });
    }
    assert.equal(readConfig({ PORT: '8080' }, linux).port, 8080);
    assert.equal(readConfig({ PORT: '0' }, linux).port, 0);
    for (const PORT of ['65536', '-1', '80.5', '4e3', '0x10', 'http', '99999999']) {
      assert.throws(() => readConfig({ PORT }, linux), { name: 'Refusal', code: 'config.port_invalid' });
    }
  });

  it('puts data where each system keeps it, and where SUANPAN_DATA says', () => {
    assert.equal(dataDirOf({ XDG_DATA_HOME: '/data/li' }), '/data/li/suanpan');
    assert.equal(dataDirOf({ XDG_DATA_HOME: 'relative' }), '/home/li/.local/share/suanpan');
    assert.equal(
      dataDirOf({}, { platform: 'darwin', home: '/Users/li' }),
      '/Users/li/Library/Application Support/Suanpan',
    );
    assert.match(dataDirOf({ LOCALAPPDATA: 'C:\\Local' }, { platform: 'win32' }), /^C:\\Local.Suanpan$/);
    assert.equal(dataDirOf({ SUANPAN_DATA: '/srv/suanpan', XDG_DATA_HOME: '/data/li' }), '/srv/suanpan');
    assert.equal(dataDirOf({ SUANPAN_DATA: '~/books' }), '/home/li/books');
  });

  it('moves root’s data to a place that PostgreSQL’s user can reach, and says so', () => {
    const root = { ...linux, home: '/root', uid: 0, isOpen: (path: string) => !path.startsWith('/root') };
    const moved = readConfig({}, root);
    assert.equal(moved.dataDir, '/var/lib/suanpan');
    assert.match(moved.notes.join(), /\/root\/\.local\/share\/suanpan/);
    assert.equal(readConfig({}, { ...root, isOpen: () => true }).dataDir, '/root/.local/share/suanpan');
    assert.equal(readConfig({ DATABASE_URL: 'postgres://x' }, root).dataDir, '/root/.local/share/suanpan');
    assert.deepEqual(readConfig({ SUANPAN_DATA: '/root/books' }, root).notes, []);
  });

  it('refuses an owner’s login without a server’s', () => {
    assert.throws(() => readConfig({ DATABASE_OWNER_URL: 'postgres://x' }, linux), { code: 'config.owner_url_alone' });
  });
});
