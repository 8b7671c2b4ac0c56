/** Tables that were cut off: refused whole where their rows tell it, warned of where they only may be. */
import assert from 'node:assert/strict';
import { utils, write } from '@e965/xlsx';
import { Refusal } from '../../../server/kernel/errors.ts';
import { bytesInMemory } from '../../../server/reconciliation/formats/large/bytes.ts';
import { readStatement } from '../../../server/reconciliation/formats/read-statement.ts';
import { assertRefused, linesOf, parseText, short, warningCodes } from './support.ts';

const HEAD = '交易日期,对方户名,收入金额,支出金额,余额,摘要';
const ROWS = [
  '2026-10-08,李娜,285.00,,1285.00,物业费',
  '2026-10-09,供电公司,,85.00,1200.00,电费',
  '2026-10-10,王伟,1552.23,,2752.23,物业费',
];
const FILE = [HEAD, ...ROWS].join('\n');
const table = (...rows: string[]) => [HEAD, ...rows].join('\n');
const MAY_BE_CUT = 'statement.last_row_may_be_cut';

describe('A table that was cut off', () => {
  it('is refused with the line wherever its last row was cut before its last column', () => {
    const begin = FILE.lastIndexOf('\n') + 1;
    const lastColumn = FILE.lastIndexOf(',') + 1;
    // From where the date is to be seen as one.
    for (let end = begin + 5; end < lastColumn; end += 1) {
      assertRefused(() => parseText(FILE.slice(0, end)), 'statement.cut_row', 4);
    }
    assert.equal(linesOf(parseText(FILE)).length, 3, 'the whole file needs no line break at its end');
  });

  it('is refused where an amount at the end lacks decimals that all others have', () => {
    const bank = (last: string) =>
      `Date,Name,Text,Amount\n2026-10-08,A,x,285.00\n2026-10-09,B,y,-85.00\n2026-10-10,C,z,${last}`;
    for (const last of ['1', '15', '1552', '1552.', '1552.2'])
      assertRefused(() => parseText(bank(last)), 'statement.cut_row', 4);
    assert.equal(short(linesOf(parseText(bank('1552.23')))[2] as never), 'IN 1552.23 2026-10-10 PAYMENT');
    assert.deepEqual(warningCodes(parseText(`${bank('1552')}\n`)), [], 'a line break ends it');
    const uneven = bank('7').replace('285.00', '285.5');
    assert.deepEqual(warningCodes(parseText(uneven)), [], 'figures are not all alike');
  });

  it('is warned of where other rows are as narrow, or there are none', () => {
    const narrow = parseText(
      table(ROWS[0] as string, '2026-10-09,供电公司,,85.00,1200.00', '2026-10-10,王伟,1552.23,,2752.23'),
    );
    assert.deepEqual([linesOf(narrow).length, warningCodes(narrow)], [3, [MAY_BE_CUT]]);
    assert.match(narrow.warnings[0]?.message ?? '', /5 of 6 columns/);
    const alone = parseText(table('2026-10-10,王伟,1552.23'));
    assert.deepEqual([linesOf(alone).length, warningCodes(alone)], [1, [MAY_BE_CUT]]);
    const allNarrow = parseText(table('2026-10-09,供电公司,,85.00,1200.00', '2026-10-10,王伟,1552.23,,2752.23'));
    assert.deepEqual(warningCodes(allNarrow), [], 'all rows are like that');
  });

  it('is neither where the row ends, a note stands behind the table, or it is a workbook', () => {
    const short3 = ROWS.map((row, i) => (i === 2 ? row.slice(0, row.lastIndexOf(',')) : row));
    assert.deepEqual(warningCodes(parseText(`${table(...short3)}\r\n`)), []);
    assert.deepEqual(warningCodes(parseText(`${table(...ROWS)}\n合计,,1837.23,85.00`)), []);
    for (const note of ['以上数据仅供参考', '2026年11月1日打印', '1. 余额以银行为准', '共3笔'])
      assert.deepEqual(warningCodes(parseText(`${table(...ROWS)}\n${note}`)), [], note);
    const sheet = utils.aoa_to_sheet(
      table(...short3)
        .split('\n')
        .map((row) => row.split(',')),
    );
    const book = write({ SheetNames: ['a'], Sheets: { a: sheet } }, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
    assert.deepEqual(warningCodes(parseText(book.toString('latin1'), 'latin1')), []);
  });

  it('is told the same of when it is read part by part', async () => {
    const read = (text: string) =>
      readStatement(bytesInMemory(Buffer.from(text), 16), undefined, { inParts: 0, whole: 0 });
    const cut = FILE.slice(0, FILE.lastIndexOf(','));
    await assert.rejects(
      read(cut),
      (error: Refusal) => error instanceof Refusal && error.code === 'statement.cut_row' && error.line === 4,
    );
  });
});
