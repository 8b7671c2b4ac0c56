import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATASETS } from '../../addin/datasets/datasets.ts';
import { en } from '../../addin/i18n/en.ts';
import { codeSentence, message, translator } from '../../addin/i18n/translate.ts';
import { zh } from '../../addin/i18n/zh.ts';
import { MESSAGE_CODES } from '../../addin/sync/messages.ts';
import { noteText } from '../../addin/taskpane/common/notes.ts';
import { WARNINGS, warning } from '../../server/reconciliation/formats/warnings.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Folders of the server whose refusals reach the add-in. */
const NOUNS = [
  'access', 'billing', 'catalog', 'closing', 'customers', 'http', 'kernel', 'ledger', 'metering', 'payments', 'reconciliation',
  'reports', 'schedules', 'sync',
]; // biome-ignore format: a list reads better packed

function sources(folder: string, ending: RegExp): { path: string; text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), 'utf8') }));
}

const places = (text: string) => [...text.matchAll(/\{(\w+)/g)].map((match) => String(match[1])).toSorted();

describe('the message catalogue', () => {
  it('has the same keys in both languages', () => {
    assert.deepEqual(Object.keys(zh).toSorted(), Object.keys(en).toSorted());
  });

  it('has a text for every key', () => {
    for (const catalogue of [en, zh]) {
      for (const [key, text] of Object.entries(catalogue)) assert.ok(text.trim() || key === 'common.comma', key);
    }
  });

  it('fills the same places in both languages', () => {
    const keys = Object.keys(en) as (keyof typeof en)[];
    const differing = keys.filter((key) => String(places(en[key])) !== String(places(zh[key])));
    assert.deepEqual(differing, []);
  });

  it('names every dataset as its sheet does in Chinese', () => {
    for (const { name, title } of DATASETS) assert.equal(zh[`dataset.${name}`], title.zh);
  });

  it('translates every refusal of the nouns', () => {
    const codes = NOUNS.flatMap((noun) =>
      sources(`server/${noun}`, /\.ts$/).flatMap(({ text }) =>
        [...text.matchAll(/(?:Refusal\(\s*|refuse\w*\(\s*|code: )'([a-z]+\.[a-z_]+)'/g)].map(
          (match) => match[1] as string,
        ),
      ),
    );
    assert.ok(codes.length > 100);
    const missing = codes.filter((code) => !(`errors.${code}` in en) && !MESSAGE_CODES.includes(code));
    assert.deepEqual([...new Set(missing)].toSorted(), []);
  });

  it('says every warning of a file as the server does, in both languages', () => {
    for (const [name, { says }] of Object.entries(WARNINGS)) {
      const key = `notes.${name}` as keyof typeof en;
      assert.equal(en[key], says, name);
      assert.deepEqual(places(zh[key]), places(says), name);
    }
  });

  it('has every word of the components: none is written into them', () => {
    const found = sources('addin/taskpane', /\.tsx$/).flatMap(({ path, text }) => {
      const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const chinese = code.match(/[\u4e00-\u9fff]/) ? [`${path}: Chinese`] : [];
      // Words between tags, and words in attributes that people read or hear.
      const english = [
        ...code.matchAll(/^\s*[A-Z][a-z]+(?: [a-z]+)+[.…]?$|(?:label|title|aria-label|placeholder)="[^"]*"/gm),
      ];
      return [...chinese, ...english.map((match) => `${path}: ${match[0].trim()}`)];
    });
    assert.deepEqual(found, []);
  });

  it('uses every key that it has', () => {
    const code = [...sources('addin/taskpane', /\.tsx?$/), ...sources('addin/workbench', /\.ts$/)]
      .map(({ text }) => text)
      .join('\n');
    // Keys that are made from a name: `t(`dataset.${name}`)`.
    const made = [...code.matchAll(/`([a-z.]+)\.\$\{/gi)].map((match) => `${match[1]}.`);
    const unused = Object.keys(en).filter(
      (key) =>
        !key.startsWith('errors.') && !code.includes(`'${key}'`) && !made.some((prefix) => key.startsWith(prefix)),
    );
    assert.deepEqual(unused, []);
  });
});

describe('a message', () => {
  it('takes its places from parameters', () => {
    assert.equal(message('en', 'sheets.rows', { count: 1 }), '1 row');
    assert.equal(message('en', 'sheets.rows', { count: '1,200' }), '1,200 rows');
    assert.equal(message('zh', 'sheets.rows', { count: 1 }), '1 行');
  });

  it('keeps a place for which nothing is given', () => {
    assert.equal(message('en', 'shell.asOf'), 'as of {time}');
  });
});

describe('a warning of a file', () => {
  const inChinese = translator('zh');

  it('is said in Chinese with the figures and the place', () => {
    const figures = { opening: '0', moved: '5', expected: '5', closing: '6', difference: '1' };
    assert.equal(
      noteText(warning('balances_differ', figures, 4), inChinese),
      '期初 0 加发生额 5 应为 5，而期末为 6：1 无法解释。 (文件第 4 行)',
    );
    const order = { chosen: 'DMY', other: 'MDY', text: '01/02/2026' } as const;
    assert.equal(
      noteText(warning('date_order_guessed', order, null), inChinese),
      '日期可按日-月-年或月-日-年理解，现按日-月-年读取。请核对第一笔：01/02/2026。',
    );
    assert.equal(
      noteText(warning('rows_neutral', { count: 2, line: 9 }, 9), inChinese),
      '2 行不计收支（本人转账、退款、未入账），未导入；第一行在第 9 行。',
    );
  });

  it('of an archive names the file; one that is older than its sentences is in English', () => {
    const told = { ...warning('no_end_record', { record: '88' }, 3), file: 'a.txt' };
    assert.equal(noteText(told, inChinese), 'a.txt: 文件没有结束记录（88），无法证明其完整。 (文件第 3 行)');
    const old = { name: '', params: {}, message: 'as it was', line: null, file: null };
    assert.equal(noteText(old, inChinese), 'as it was');
  });
});

describe('the sentence for a code', () => {
  it('is the catalogue’s in Chinese and the server’s own in English', () => {
    assert.equal(codeSentence('zh', 'ledger.period_closed', {}, 'the period 2026-09 is closed'), '会计期间已关闭。');
    assert.equal(
      codeSentence('en', 'ledger.period_closed', {}, 'the period 2026-09 is closed'),
      'the period 2026-09 is closed',
    );
  });

  it('is the sync engine’s where that has what to fill in', () => {
    assert.equal(codeSentence('en', 'value.not_an_integer', { text: '1.5' }), '“1.5” is not a whole number');
    assert.equal(codeSentence('zh', 'value.not_a_number', {}, 'x'), '不是数字。');
  });

  it('is the server’s for a code that nobody has heard of, and the code itself without one', () => {
    assert.equal(translator('zh').code('new.code', 'the server says so'), 'the server says so');
    assert.equal(translator('zh').code('new.code'), 'new.code');
  });
});
