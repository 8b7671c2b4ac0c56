import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { statementCommand } from '../../server/reconciliation/statement-command.ts';

const path = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

describe('the statement command', () => {
  it('sums a file up as plain decimal strings', async () => {
    assert.deepEqual(await statementCommand([path('wechat-trade-v3.csv'), '--format', 'auto', '--json']), {
      exitCode: 0,
      output: {
        format: 'wechat_merchant',
        encoding: 'UTF-8',
        statements: [
          {
            account: '1600000001',
            currency: 'CNY',
            opening: null,
            closing: null,
            lines: 4,
            credits: '523.5',
            debits: '60',
            ties: true,
          },
        ],
        lines: 4,
        credits: '523.5',
        debits: '60',
        warnings: [],
      },
    });
  });

  it('reads a table by a profile that is asked for by name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suanpan-statement-'));
    try {
      const file = join(folder, 'x.csv');
      writeFileSync(file, 'Day,记账日,支出,收入\n1,20261008,0,5.00\n2,20261009,3.00,0\n');
      const { output } = await statementCommand([file, '--profile', 'ccb']);
      assert.deepEqual(
        { ...output, statements: undefined },
        {
          format: 'cn_bank',
          encoding: 'UTF-8',
          profile: 'ccb',
          statements: undefined,
          lines: 2,
          credits: '5',
          debits: '3',
          warnings: [],
        },
      );
      const refused = async (name: string) => {
        const { exitCode, output: answer } = await statementCommand([file, `--profile=${name}`]);
        return [exitCode, (answer as { error: { code: string } }).error.code];
      };
      assert.deepEqual(await refused('boc'), [1, 'statement.profile_does_not_fit']);
      assert.deepEqual(await refused('nobody'), [1, 'statement.unknown_profile']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('refuses with exit code 1, code, sentence and line', async () => {
    const { exitCode, output } = await statementCommand([fileURLToPath(import.meta.url)]);
    assert.equal(exitCode, 1);
    const { error } = output as { error: { code: string; message: string; line: number | null } };
    assert.deepEqual([error.code, error.line], ['statement.unknown_format', null]);
    assert.match(error.message, /Supported are camt\.053/);
  });

  it('answers wrong usage and a missing file with exit code 2 and how to use it', async () => {
    for (const args of [[], ['a', 'b'], ['a', '--format'], ['a', '--nope'], [path('missing.csv')], [path('.')]]) {
      const { exitCode, output } = await statementCommand(args);
      assert.equal(exitCode, 2, args.join(' '));
      assert.match(JSON.stringify(output), /Usage: statement <file>/);
    }
  });
});
