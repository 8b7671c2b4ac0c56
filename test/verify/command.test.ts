import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Client } from 'pg';
import type { Verification } from '../../server/verify/verify.ts';
import { type SmallBooks, smallBooks } from '../support/small-books.ts';

const cli = join(import.meta.dirname, '../../server/cli.ts');

describe('suanpan verify', () => {
  let b: SmallBooks;

  before(async () => {
    b = await smallBooks();
    await b.pay({ customer: 'C-1', amount: '600' });
  });

  after(() => b.close());

  function verify(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'verify', ...args], {
      env: { ...process.env, DATABASE_URL: b.serverUrl },
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  }

  it('prints a row for each law with what it counted, and a trial balance', () => {
    const { status, stdout, stderr } = verify();
    assert.equal(status, 0, stderr);
    for (const row of [
      /Tenant test/,
      /holds\s+balanced\s+\d+\s+every transfer/,
      /holds\s+billed_once\s+\d+/,
      /holds\s+audit_chain_whole\s+\d+/,
      /Trial balance/,
      /1001\s+CNY\s+600(\.00)?\s+0(\.00)?\s+库存现金 Cash/,
      /All laws hold \(15 looked at\)/,
    ]) {
      assert.match(stdout, row);
    }
  });

  it('gives one JSON object to a program, and ends with 1 and the sentences when a law is broken', async () => {
    const whole = JSON.parse(verify('--json').stdout) as Verification;
    assert.deepEqual([whole.ok, whole.laws.length], [true, 15]);
    const admin = new Client({ connectionString: b.adminUrl });
    await admin.connect();
    await admin.query(`update bill set allocated = allocated + 1 where number = 'B-000002'`);
    await admin.end();
    const { status, stdout } = verify('--json');
    assert.equal(status, 1);
    const broken = JSON.parse(stdout) as Verification;
    assert.equal(broken.ok, false);
    const law = broken.laws.find((one) => one.law === 'subledgers_equal');
    assert.ok(law?.problems.some((problem) => problem.startsWith('bill B-000002 is open with 284')));
    const text = verify();
    assert.equal(text.status, 1);
    assert.match(text.stdout, /BROKEN\s+subledgers_equal/);
    assert.match(text.stdout, /bill B-000002 says 1 allocated, its allocations say 0/);
    assert.match(text.stdout, /1 of 15 laws are BROKEN/);
  });

  it('takes no arguments', () => {
    assert.equal(verify('everything').status, 2);
  });
});
