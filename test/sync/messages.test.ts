import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MESSAGE_CODES, sentence } from '../../addin/sync/messages.ts';

const FOLDERS = ['sync', 'workbook'].map((name) => fileURLToPath(new URL(`../../addin/${name}`, import.meta.url)));

describe('the sentences of the sync engine', () => {
  it('exist in both languages for every code that the add-in itself can raise', () => {
    const raised = FOLDERS.flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.endsWith('.ts'))
        .flatMap(
          (file) => readFileSync(`${folder}/${file}`, 'utf8').match(/'(?:value|sheet|sync|workbook)\.[a-z_]+'/g) ?? [],
        ),
    );
    const missing = [...new Set(raised)]
      .map((code) => code.slice(1, -1))
      .filter((code) => !MESSAGE_CODES.includes(code));
    assert.deepEqual(missing, []);
    assert.ok(raised.length > 30);
  });

  it('are filled in, in either language', () => {
    const params = { text: '7.12345', scale: '4', rounded: '7.1235' };
    assert.equal(sentence('zh', 'value.too_many_decimals', params), '7.12345 的小数超过 4 位；可舍入为 7.1235');
    assert.match(sentence('en', 'value.too_many_decimals', params), /7\.12345 has more than 4 decimals/);
    for (const code of MESSAGE_CODES) {
      assert.match(sentence('zh', code), /[\u4e00-\u9fff]/, code);
      assert.doesNotMatch(sentence('en', code), /[\u4e00-\u9fff]/, code);
    }
  });

  it('fall back to the server’s own words', () => {
    assert.equal(sentence('zh', 'billing.period_closed', {}, 'the period is closed'), 'the period is closed');
  });
});
