import assert from 'node:assert/strict';
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
