/** The door for large statement files, over HTTP. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { Decimal } from '../../server/kernel/money.ts';
import { addBankAccount } from '../../server/reconciliation/bank-accounts.ts';
import { listStatements } from '../../server/reconciliation/views.ts';
import { loginOf, openTestApp, operatorWithRole, ROLES, type TestApp } from '../support/app.ts';
import { BANK, camtOf } from '../support/small-books.ts';

const LIMIT = 1024 * 1024;

describe('The door for large statement files', () => {
  let test: TestApp;
  let finance: { authorization: string };

  before(async () => {
    test = await openTestApp({ statementLimit: LIMIT });
    for (const role of ROLES) await operatorWithRole(test.books, role);
    await addBankAccount(test.books, { code: 'B', name: 'B', channel: 'BANK', accountNumber: BANK, currency: 'CNY' });
    finance = await test.signIn(loginOf('FINANCE'));
  });
  after(() => test.close());

  const file = (amount = '5', on = '2020-11-04') => Buffer.from(camtOf([{ amount: new Decimal(amount), on }]));
  const send = async (payload: Buffer | string, headers: Record<string, string>, query = 'key=k&fileName=a.xml') => {
    const response = await test.inject({
      method: 'POST',
      url: `/statements?${query}`,
      headers: { 'content-type': 'application/octet-stream', ...headers },
      payload,
    });
    const body = response.json<{
      data?: { importStatement: { statementIds: string[]; knownLines: number } };
      errors?: { message: string; extensions: { code: string; line?: number; params?: object } }[];
    }>();
    return { status: response.statusCode, data: body.data?.importStatement, error: body.errors?.[0] };
  };
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('suanpan-statement-'));

  it('is open to those who may import, and to nobody else', async () => {
    assert.deepEqual((await send(file(), {})).error?.extensions.code, 'access.sign_in_required');
    for (const role of ROLES.filter((each) => each !== 'FINANCE')) {
      const { status, error } = await send(file(), await test.signIn(loginOf(role)));
      assert.deepEqual([status, error?.extensions.code], [403, 'access.not_allowed'], role);
    }
    assert.deepEqual(await listStatements(test.books, 10), []);
  });

  it('imports a file as the mutation does, once for each key, packed or not, and leaves nothing on the disk', async () => {
    const before = left();
    const bytes = file('7');
    const first = await send(bytes, finance, 'key=once&fileName=%E5%B7%A5%E8%A1%8C.xml');
    assert.deepEqual([first.status, first.data?.knownLines], [200, 0]);
    assert.deepEqual(await send(bytes, finance, 'key=once&fileName=x'), first);
    const packed = await send(gzipSync(bytes), finance, 'key=packed&fileName=x.gz');
    assert.equal(packed.data?.knownLines, 1);
    const [, statement] = await listStatements(test.books, 10);
    assert.deepEqual([statement?.fileName, statement?.format, statement?.lineCount], ['工行.xml', 'camt.053', 1]);
    assert.deepEqual(left(), before);
  });

  it('says what is wrong with a file as the mutation does', async () => {
    const cut = await send(file().subarray(0, 700), finance, 'key=cut&fileName=x');
    assert.deepEqual([cut.status, cut.error?.extensions.code], [422, 'statement.cut_file']);
    assert.ok((cut.error?.extensions.line ?? 0) > 1);
    const unknown = await send(file(), finance, 'key=p&fileName=x&profile=Nope');
    assert.deepEqual(unknown.error?.extensions.params, { profile: 'Nope' });
    const half = await send(gzipSync(file()).subarray(0, 60), finance, 'key=gz&fileName=x');
    assert.equal(half.error?.extensions.code, 'statement.cut_file');
  });

  it('takes no more than its limit, announced or not, packed or not, and reads none of it for a stranger', async () => {
    const large = Buffer.alloc(LIMIT + 1, 65);
    const announced = await send(large, finance);
    assert.deepEqual([announced.status, announced.error?.extensions.code], [413, 'statement.too_large']);
    assert.deepEqual(announced.error?.extensions.params, { size: '2', limit: '1' });
    const bomb = await send(gzipSync(large), finance, 'key=bomb&fileName=x');
    assert.deepEqual([bomb.status, bomb.error?.extensions.code], [413, 'statement.too_large']);
  });

  it('asks for a key and a name, and takes nothing that a form of another site could send', async () => {
    assert.equal((await send(file(), finance, 'fileName=x')).status, 400);
    const asForm = await send('x', { ...finance, 'content-type': 'text/plain' });
    assert.equal(asForm.error?.extensions.code, 'request.not_json');
  });

  it('takes one file of a tenant at a time', async () => {
    const before = left().length;
    const address = await test.app.listen({ port: 0, host: '127.0.0.1' });
    const bytes = file('9');
    const rest = Promise.withResolvers<void>();
    const slowly = async function* () {
      yield bytes.subarray(0, 100);
      await rest.promise;
      yield bytes.subarray(100);
    };
    const first = fetch(`${address}/statements?key=slow&fileName=x`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', ...finance },
      body: Readable.toWeb(Readable.from(slowly())) as ReadableStream,
      duplex: 'half',
    } as RequestInit);
    while (left().length === before) await new Promise((wait) => setTimeout(wait, 5));
    const second = await send(bytes, finance, 'key=b&fileName=x');
    assert.deepEqual([second.status, second.error?.extensions.code], [429, 'statement.import_under_way']);
    rest.resolve();
    assert.equal((await first).status, 200);
    assert.equal((await send(bytes, finance, 'key=c&fileName=x')).data?.knownLines, 1);
  });
});
