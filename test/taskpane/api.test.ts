import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RowsDocument, ViewerDocument } from '../../addin/generated/operations.ts';
import { Api, ApiError } from '../../addin/taskpane/api.ts';

type Reply = { status?: number; body: string; hold?: boolean };

/** A server on loopback that speaks as it is told, and remembers what it was asked. */
class Double {
  readonly requests: { headers: IncomingMessage['headers']; body: { query: string; variables: unknown } }[] = [];
  reply: Reply = { body: '{"data":{"viewer":null}}' };
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => {
        this.requests.push({ headers: request.headers, body: JSON.parse(body) });
        const { status = 200, body: text, hold } = this.reply;
        if (!hold) response.writeHead(status, { 'content-type': 'application/json' }).end(text);
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((ready) => this.server.listen(0, '127.0.0.1', ready));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/graphql`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

const refusal = (code: string, extensions = {}) =>
  JSON.stringify({ data: null, errors: [{ message: `about ${code}`, extensions: { code, ...extensions } }] });

async function failure(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => assert.fail('it should not succeed'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ApiError, String(error));
  return error;
}

describe('the add-in’s client', () => {
  let double: Double;
  let endpoint: string;

  beforeEach(async () => {
    double = new Double();
    endpoint = await double.listen();
  });
  afterEach(() => double.close());

  it('sends the document as text, with the header that other sites cannot send', async () => {
    const api = new Api({ endpoint, token: null });
    assert.deepEqual(await api.request(ViewerDocument, {}), { viewer: null });
    const [request] = double.requests;
    assert.equal(request?.headers['apollo-require-preflight'], 'true');
    assert.match(request?.body.query ?? '', /query Viewer/);
    assert.equal(request?.headers.authorization, undefined);
  });

  it('brings the bearer token of the moment', async () => {
    let token: string | null = null;
    const store = {
      get: () => token,
      set: (next: string | null) => {
        token = next;
      },
    };
    const api = new Api({ endpoint, token: store });
    await api.request(ViewerDocument, {});
    api.keepToken('secret');
    await api.request(ViewerDocument, {});
    assert.deepEqual(
      double.requests.map(({ headers }) => headers.authorization),
      [undefined, 'Bearer secret'],
    );
  });

  it('tells a refusal, with its code, field and line', async () => {
    double.reply = { body: refusal('statement.cut_file', { field: 'content', line: 12 }) };
    const error = await failure(new Api({ endpoint, token: null }).request(ViewerDocument, {}));
    assert.deepEqual(
      [error.kind, error.code, error.field, error.line],
      ['refused', 'statement.cut_file', 'content', 12],
    );
    assert.equal(error.message, 'about statement.cut_file');
  });

  it('tells that the session has ended, to whoever listens as well', async () => {
    double.reply = { body: refusal('access.sign_in_required') };
    const api = new Api({ endpoint, token: null });
    let ended = 0;
    const stop = api.onSessionEnded(() => ended++);
    assert.equal((await failure(api.request(ViewerDocument, {}))).kind, 'session');
    stop();
    await failure(api.request(ViewerDocument, {}));
    assert.equal(ended, 1);
  });

  it('tells a defect of the server from a refusal', async () => {
    double.reply = { body: refusal('internal', { id: 'abc' }) };
    const api = new Api({ endpoint, token: null });
    assert.equal((await failure(api.request(ViewerDocument, {}))).kind, 'server');
    double.reply = { status: 500, body: '<html>' };
    assert.equal((await failure(api.request(ViewerDocument, {}))).code, 'server.bad_answer');
  });

  it('takes a proxy’s answer for a server that is away', async () => {
    double.reply = { status: 502, body: '<html>Bad gateway' };
    assert.equal((await failure(new Api({ endpoint, token: null }).request(ViewerDocument, {}))).kind, 'network');
  });

  it('tells that the server cannot be reached, and that it is back', async () => {
    const api = new Api({ endpoint, token: null });
    const seen: boolean[] = [];
    api.onReachable((reachable) => seen.push(reachable));
    await double.close();
    assert.equal((await failure(api.request(ViewerDocument, {}))).kind, 'network');
    double = new Double();
    const back = new Api({ endpoint: await double.listen(), token: null });
    back.onReachable((reachable) => seen.push(reachable));
    await back.request(ViewerDocument, {});
    assert.deepEqual(seen, [false, true]);
  });

  it('ends with the signal’s reason when it is aborted, and does not call that an outage', async () => {
    double.reply = { body: '', hold: true };
    const api = new Api({ endpoint, token: null });
    const seen: boolean[] = [];
    api.onReachable((reachable) => seen.push(reachable));
    const abort = new AbortController();
    const work = api.request(ViewerDocument, {}, abort.signal);
    abort.abort();
    await assert.rejects(work, { name: 'AbortError' });
    assert.deepEqual(seen, []);
  });

  it('reads rows and publishes for the sync engine', async () => {
    const page = { rows: [], cursor: '7', endCursor: null, hasMore: false, asOf: '2026-10-31T00:00:00Z' };
    double.reply = { body: JSON.stringify({ data: { rows: page } }) };
    const api = new Api({ endpoint, token: null });
    assert.deepEqual(await api.rows({ dataset: 'PRICES', since: '6' }), page);
    assert.deepEqual(double.requests[0]?.body, {
      query: RowsDocument.toString(),
      variables: { input: { dataset: 'PRICES', since: '6' } },
    });
    double.reply = { body: JSON.stringify({ data: { publish: { results: [], cursor: '8' } } }) };
    const input = { dataset: 'PRICES', mode: 'PARTIAL', dryRun: true, rows: [] } as const;
    assert.deepEqual(await api.publish({ ...input, rows: [] }), { results: [], cursor: '8' });
  });
});
