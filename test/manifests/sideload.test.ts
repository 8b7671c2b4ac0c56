import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArguments } from '../../manifests/sideload/arguments.mjs';
import { openDoor, toServer, toSuite } from '../../manifests/sideload/door.mjs';
import { LOCAL_ADDRESS } from '../../manifests/source.ts';

const ROOT = join(import.meta.dirname, '../..');
const WINDOWS = { platform: 'win32', serverPort: 4000 };
const LINUX = { platform: 'linux', serverPort: 4000 };
const BOOK = 'https://contoso.sharepoint.com/book.xlsx';

describe('npm run excel', () => {
  it('takes the desktop where nothing is said, the web with a workbook, and the suite on either', () => {
    const asked = (...args: string[]) => readArguments(args, WINDOWS);
    assert.deepEqual(asked(), { where: 'desktop', document: undefined, suite: false });
    assert.deepEqual(asked('desktop', '--suite'), { where: 'desktop', document: undefined, suite: true });
    const web = ['web', '--document', BOOK, '--suite'];
    const expected = { where: 'web', document: `${BOOK}?web=1`, suite: true };
    assert.deepEqual([asked(...web), readArguments(web, LINUX)], [expected, expected]);
    assert.equal(asked('web', '--document', `${BOOK}?e=x`).document, `${BOOK}?e=x`);
  });

  it('refuses what cannot be done, and says what to do instead', () => {
    const cases: [string[], typeof WINDOWS, RegExp][] = [
      [['phone'], WINDOWS, /Say desktop or web, not phone/],
      [['desktop', 'web'], WINDOWS, /Say desktop or web, not desktop web/],
      [['web'], WINDOWS, /web --document <its address>/],
      [['web', '--document', 'book.xlsx'], WINDOWS, /begins with https:\/\/, not book\.xlsx.*Copy link/],
      [['--document'], WINDOWS, /Usage: npm run excel/],
      [['--fast'], WINDOWS, /'--fast'[^]*Usage: npm run excel/],
      [[], LINUX, /workbench at http:\/\/localhost:4000.*web --document/],
    ];
    for (const [args, machine, says] of cases) assert.throws(() => readArguments(args, machine), says, args.join(' '));
  });

  it('ends with one sentence and a code where no server runs', () => {
    const { status, stderr } = spawnSync(process.execPath, ['manifests/excel.mjs', 'web', '--document', BOOK], {
      cwd: ROOT,
      encoding: 'utf8',
      // Nothing listens at a port that only the system gives out.
      env: { ...process.env, PORT: '1' },
    });
    assert.equal(status, 1);
    assert.equal(stderr, 'Start the server first (npm start): nothing answers at http://localhost:1.\n');
  });

  it('opens its door where the manifests say', () => {
    assert.equal(LOCAL_ADDRESS, 'https://localhost:4443');
  });
});

describe('The door in front of the server', () => {
  const servers: Server[] = [];
  const open = async (listener: RequestListener): Promise<number> => {
    const server = createServer(listener);
    servers.push(server);
    await openDoor(server, 0);
    return (server.address() as AddressInfo).port;
  };
  const ask = (port: number, path: string, init?: RequestInit) => fetch(`http://localhost:${port}${path}`, init);
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  it('hands requests on with their bodies and says that they came by https', async () => {
    const server = await open((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        response.writeHead(201, {
          'x-seen': `${request.method} ${request.url} ${String(request.headers['x-forwarded-proto'])}`,
        });
        response.end(body);
      });
    });
    const answer = await ask(await open(toServer(server)), '/graphql?x=1', { method: 'POST', body: '{"算":1}' });
    assert.deepEqual(
      [answer.status, answer.headers.get('x-seen'), await answer.text()],
      [201, 'POST /graphql?x=1 https', '{"算":1}'],
    );
  });

  it('says so when the server is gone', async () => {
    const answer = await ask(await open(toServer(1)), '/');
    assert.equal(answer.status, 502);
    assert.match(await answer.text(), /Is npm start still running/);
  });

  it('names the port when it is taken', async () => {
    const port = await open(() => undefined);
    await assert.rejects(openDoor(createServer(), port), new RegExp(`Port ${port} is taken`));
  });

  it('serves the suite, nothing outside of its folders, and keeps results that are JSON', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suanpan-suite-'));
    try {
      writeFileSync(join(folder, 'index.html'), '<p>suite</p>');
      const kept: string[] = [];
      const keep = (text: string) => {
        kept.push(text);
        return 'somewhere';
      };
      const port = await open(toSuite({ '/suite/': folder, '/assets/': join(ROOT, 'addin/public/assets') }, keep));
      const page = await ask(port, '/suite/index.html');
      assert.deepEqual(
        [page.headers.get('content-type'), await page.text()],
        ['text/html; charset=utf-8', '<p>suite</p>'],
      );
      assert.equal((await ask(port, '/assets/suanpan-32.png')).status, 200);
      for (const path of [
        '/',
        '/suite/',
        '/suite/none.js',
        '/suite/..%2f..%2fetc%2fpasswd',
        '/assets/..%2fshortcuts.json',
      ]) {
        assert.equal((await ask(port, path)).status, 404, path);
      }
      const post = (body: string) => ask(port, '/suite/results', { method: 'POST', body });
      assert.equal(await (await post('{"passed":1}')).text(), 'somewhere');
      assert.equal((await post('no json')).status, 400);
      assert.deepEqual(kept, ['{"passed":1}']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
