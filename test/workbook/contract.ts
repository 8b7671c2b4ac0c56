/**
 * What every implementation of the workbook port must do. `factory` gives a fresh, empty workbook for each test, with
 * hands that do to it what a user does.
 */
import assert from 'node:assert/strict';
import { layoutOf } from '../../addin/datasets/layout.ts';
import { feeItems, prices } from '../../addin/datasets/masters.ts';
import { bills } from '../../addin/datasets/results.ts';
import type {
  CellError,
  CellInput,
  CellValue,
  PivotSpec,
  PlainSheet,
  TableContent,
  WorkbookPort,
} from '../../addin/workbook/port.ts';

/** What a user does to a bound sheet; rows count from 0 below the heading. */
export interface Hands {
  /** Types a value of the column's kind (dates as serials). */
  type(sheet: string, row: number, column: string, value: CellInput): Promise<void>;
  /**
   * Types as somebody whom the port does not take for itself. Without it `type` is that; null: nobody is there to do it, and
   * tests of hints are skipped.
   */
  typeAsPerson?: Hands['type'] | null;
  /** Enters a formula; hosts that do not calculate show `value`. */
  formula?(sheet: string, row: number, column: string, formula: string, value: CellValue): Promise<void>;
  /** Leaves an error in the cell. */
  error?(sheet: string, row: number, column: string, error: CellError): Promise<void>;
  insertRow(sheet: string, at: number): Promise<void>;
  deleteRow(sheet: string, row: number): Promise<void>;
  moveColumn(sheet: string, column: string, to: number): Promise<void>;
  deleteColumn(sheet: string, column: string): Promise<void>;
  sort?(sheet: string, column: string): Promise<void>;
  rename(sheet: string, title: string): Promise<void>;
  /** What the sheet with this title shows, its empty rows and cells left out; null when there is none. */
  look(title: string): Promise<{ cells: CellValue[][]; formulas: boolean; front: boolean } | null>;
  /** Saves, closes and opens the workbook again. */
  reopen?(): Promise<WorkbookPort>;
}

export interface Workplace {
  workbook: WorkbookPort;
  hands: Hands;
  close?(): Promise<void>;
}

const LAYOUT = layoutOf(feeItems, 'zh');
const ID = LAYOUT.id;

/** A row of the fee item sheet from a few named cells. */
function row(cells: Record<string, CellInput>): CellInput[] {
  return LAYOUT.columns.map((c) => cells[c.id] ?? null);
}
function column(table: TableContent, id: string): CellValue[] {
  const at = table.columns.indexOf(id);
  return table.rows.map((cells) => cells[at] ?? null);
}
async function read(workbook: WorkbookPort, id: string): Promise<CellValue[]> {
  return column(await workbook.read(ID, { columns: [id] }), id);
}
const three = () => [
  row({ code: 'FEE-1', nameZh: '物业费', effectiveFrom: 46_023, _id: 'id-1', _version: '1' }),
  row({ code: 'FEE-2', nameZh: '停车费', effectiveFrom: 46_024, _id: 'id-2', _version: '1' }),
  row({ code: 'FEE-3', nameZh: '水费', effectiveFrom: 46_025, _id: 'id-3', _version: '1' }),
];

export function workbookContract(name: string, factory: () => Promise<Workplace>): void {
  describe(`the workbook port: ${name}`, () => {
    let workbook: WorkbookPort;
    let hands: Hands;
    let place: Workplace;

    beforeEach(async () => {
      place = await factory();
      ({ workbook, hands } = place);
    });
    afterEach(() => place.close?.());

    describe('opening and reading', () => {
      it('reads back what a table was opened with', async () => {
        const sheet = await workbook.openSheet(LAYOUT, three());
        assert.deepEqual([sheet.id, sheet.title], ['FEE_ITEMS', '收费项目']);
        const table = await workbook.read(ID);
        assert.deepEqual(
          table.columns,
          LAYOUT.columns.map((c) => c.id),
        );
        assert.deepEqual(table.rows, three());
        assert.deepEqual(table.missing, []);
      });

      it('opens an empty table and lets rows be typed into it', async () => {
        await workbook.openSheet(LAYOUT, []);
        assert.deepEqual((await workbook.read(ID)).rows, []);
        await hands.type(ID, 0, 'code', 'FEE-9');
        await hands.type(ID, 1, 'code', 'FEE-10');
        assert.deepEqual(await read(workbook, 'code'), ['FEE-9', 'FEE-10']);
      });

      it('keeps text as text: formulas, leading zeros, error words, emoji, 30,000 characters', async () => {
        const texts = [
          '=1+1', '+86 10', '-5', '@SUM(A1)', '\tx', "'quoted", '00123', '1e5', 'TRUE', '2026-10-31', '6222020200112233445',
          '1/2', '50%', '￥12', 'NULL', '物业费 🧾', 'line one\nline two', ' padded ', '长'.repeat(30_000),
        ]; // biome-ignore format: a list reads better packed
        await workbook.openSheet(
          LAYOUT,
          texts.map((note) => row({ code: 'x', note })),
        );
        assert.deepEqual(await read(workbook, 'note'), texts);
        await workbook.change(ID, {
          cells: texts.map((_, i) => ({ row: i, column: 'nameEn', value: texts[i] as string })),
          append: texts.map((note) => row({ code: 'y', note })),
        });
        assert.deepEqual(await read(workbook, 'nameEn'), [...texts, ...texts.map(() => null)]);
        assert.deepEqual(await read(workbook, 'note'), [...texts, ...texts]);
        const formulas = (await workbook.read(ID, { formulas: true })).formulas;
        assert.equal(formulas.size, 0, 'nothing became a formula');
      });

      it('keeps numbers as numbers, and as text where a string was given', async () => {
        const layout = layoutOf(prices, 'en');
        const cells = [2.85, 0, -1.5, 0.000000000001, 999_999_999_999.999, '1234567890.123456', 0.1];
        const at = layout.columns.findIndex((c) => c.id === 'price');
        await workbook.openSheet(
          layout,
          cells.map((price) => layout.columns.map((_, i) => (i === at ? price : 'x'))),
        );
        const table = await workbook.read('PRICES', { columns: ['price'] });
        assert.deepEqual(column(table, 'price'), cells);
        await workbook.change('PRICES', {
          cells: [
            { row: 0, column: 'price', value: '1234567890.654321' },
            { row: 5, column: 'price', value: 7.25 },
          ],
        });
        const after = column(await workbook.read('PRICES', { columns: ['price'] }), 'price');
        assert.deepEqual(after, ['1234567890.654321', 0, -1.5, 0.000000000001, 999_999_999_999.999, 7.25, 0.1]);
      });

      it('gives dates as serials, typed ones too, and what is no date as it stands', async () => {
        await workbook.openSheet(LAYOUT, three());
        await hands.type(ID, 1, 'effectiveFrom', 46_326);
        await hands.type(ID, 2, 'effectiveFrom', '2026-02-30');
        assert.deepEqual(await read(workbook, 'effectiveFrom'), [46_023, 46_326, '2026-02-30']);
      });

      it('replaces the sheet when it is opened again', async () => {
        await workbook.openSheet(LAYOUT, three());
        await workbook.change(ID, { marks: [{ row: 0, column: 'code', reason: 'taken' }] });
        await workbook.openSheet(LAYOUT, three().slice(0, 1));
        assert.deepEqual(await read(workbook, 'code'), ['FEE-1']);
        assert.deepEqual(await workbook.marks(ID), []);
        assert.equal((await workbook.sheets()).length, 1);
      });

      it('holds several sheets of one dataset and finds each by its own id', async () => {
        await workbook.openSheet(LAYOUT, three());
        await workbook.openSheet({ ...LAYOUT, id: 'FEE_ITEMS__2' }, three().slice(0, 1));
        const sheets = await workbook.sheets();
        assert.deepEqual(new Set(sheets.map((s) => s.id)), new Set(['FEE_ITEMS', 'FEE_ITEMS__2']));
        assert.equal(new Set(sheets.map((s) => s.title)).size, 2, 'titles are unique');
        assert.equal((await workbook.read('FEE_ITEMS__2')).rows.length, 1);
        await workbook.closeSheet('FEE_ITEMS__2');
        assert.deepEqual(
          (await workbook.sheets()).map((s) => s.id),
          ['FEE_ITEMS'],
        );
      });

      it('says so when a sheet is not there', async () => {
        await assert.rejects(workbook.read('BILLS'), { name: 'WorkbookError', code: 'workbook.sheet_missing' });
        await assert.rejects(workbook.change('BILLS', {}), { code: 'workbook.sheet_missing' });
        await workbook.closeSheet('BILLS');
      });

      it('reports progress and stops before it starts when it was cancelled', async () => {
        const seen: number[] = [];
        await workbook.openSheet(LAYOUT, three(), { progress: (done) => seen.push(done) });
        assert.equal(seen.at(-1), 3);
        const signal = AbortSignal.abort();
        await assert.rejects(async () => workbook.openSheet(LAYOUT, [], { signal }), { name: 'AbortError' });
        assert.equal((await workbook.read(ID)).rows.length, 3);
      });
    });

    describe('what the user does to a sheet', () => {
      it('finds columns by their heading after one was moved', async () => {
        await workbook.openSheet(LAYOUT, three());
        await hands.moveColumn(ID, 'note', 0);
        await hands.moveColumn(ID, 'code', 3);
        await workbook.change(ID, { cells: [{ row: 1, column: 'note', value: 'here' }] });
        assert.deepEqual(
          (await workbook.read(ID)).rows.map((r) => r.slice(0, 2)),
          [
            ['FEE-1', '物业费'],
            ['FEE-2', '停车费'],
            ['FEE-3', '水费'],
          ],
        );
        assert.deepEqual(await read(workbook, 'note'), [null, 'here', null]);
        await workbook.change(ID, { append: [row({ code: 'FEE-4', note: 'new', _id: 'id-4' })] });
        assert.deepEqual((await read(workbook, 'code')).at(-1), 'FEE-4');
        assert.deepEqual((await read(workbook, '_id')).at(-1), 'id-4');
      });

      it('names a column that was deleted and goes on with the others', async () => {
        await workbook.openSheet(LAYOUT, three());
        await hands.deleteColumn(ID, 'nameEn');
        await workbook.change(ID, {
          cells: [
            { row: 0, column: 'nameEn', value: 'lost' },
            { row: 0, column: 'note', value: 'kept' },
          ],
        });
        const table = await workbook.read(ID);
        assert.deepEqual(table.missing, ['nameEn']);
        assert.deepEqual(column(table, 'nameEn'), [null, null, null]);
        assert.deepEqual(column(table, 'note'), ['kept', null, null]);
        assert.deepEqual(column(table, '_id'), ['id-1', 'id-2', 'id-3']);
      });

      it('reads rows that were inserted, deleted and typed below', async () => {
        await workbook.openSheet(LAYOUT, three());
        await hands.insertRow(ID, 1);
        await hands.type(ID, 1, 'code', 'FEE-1B');
        await hands.deleteRow(ID, 3);
        await hands.type(ID, 3, 'code', 'FEE-4');
        const table = await workbook.read(ID, { columns: ['_id', 'code'] });
        assert.deepEqual(table.rows, [
          ['id-1', 'FEE-1'],
          [null, 'FEE-1B'],
          ['id-2', 'FEE-2'],
          [null, 'FEE-4'],
        ]);
      });

      it('keeps an empty row between rows, and forgets empty rows at the end', async () => {
        await workbook.openSheet(LAYOUT, three());
        await hands.insertRow(ID, 1);
        assert.deepEqual(await read(workbook, 'code'), ['FEE-1', null, 'FEE-2', 'FEE-3']);
        for (const { id } of LAYOUT.columns) await hands.type(ID, 3, id, null);
        assert.deepEqual(await read(workbook, 'code'), ['FEE-1', null, 'FEE-2']);
      });

      it('finds a sheet that was renamed', async () => {
        await workbook.openSheet(LAYOUT, three());
        await hands.rename(ID, '我的项目');
        assert.deepEqual(
          (await workbook.sheets()).map((s) => [s.id, s.title]),
          [['FEE_ITEMS', '我的项目']],
        );
        assert.equal((await workbook.read(ID)).rows.length, 3);
      });

      it('reads only the rows that are asked for, in the order asked for', async () => {
        const many = Array.from({ length: 120 }, (_, i) =>
          row({ code: `F-${i}`, nameZh: `项目 ${i}`, _id: `id-${i}` }),
        );
        await workbook.openSheet(LAYOUT, many);
        await hands.formula?.(ID, 90, 'note', '="a"&"b"', 'ab');
        const table = await workbook.read(ID, { columns: ['_id', 'note'], rows: [90, 3, 4, 119, 500], formulas: true });
        const note = hands.formula ? 'ab' : null;
        assert.deepEqual(table.rows, [
          ['id-90', note],
          ['id-3', null],
          ['id-4', null],
          ['id-119', null],
          [null, null],
        ]);
        assert.deepEqual([...table.formulas], hands.formula ? [1] : []);
        assert.deepEqual((await workbook.read(ID, { rows: [] })).rows, []);
      });

      it('takes the value of a formula, says that it is one, and leaves it alone', async function () {
        if (!hands.formula) this.skip();
        await workbook.openSheet(layoutOf(prices, 'en'), [[null, null, null, null, 2]]);
        await hands.formula?.('PRICES', 0, 'price', '=1+1.5', 2.5);
        await workbook.change('PRICES', { cells: [{ row: 0, column: 'note', value: 'beside' }] });
        const table = await workbook.read('PRICES', { columns: ['note', 'price'], formulas: true });
        assert.deepEqual(table.rows, [['beside', 2.5]]);
        assert.deepEqual([...table.formulas], [1]);
        for (const changes of [{ marks: [{ row: 0, column: 'price', reason: 'too high' }] }, { clearMarks: [0] }]) {
          await workbook.change('PRICES', changes);
          const { rows, formulas } = await workbook.read('PRICES', { columns: ['price'], formulas: true });
          assert.deepEqual([rows, [...formulas]], [[[2.5]], [0]], 'marks leave it alone too');
        }
      });

      it('shows an error in a cell as an error, not as text', async function () {
        if (!hands.error) this.skip();
        await workbook.openSheet(layoutOf(prices, 'en'), [[null, null, null, null, 2]]);
        await hands.error?.('PRICES', 0, 'price', { error: '#N/A' });
        const table = await workbook.read('PRICES', { columns: ['price'] });
        assert.deepEqual(table.rows, [[{ error: '#N/A' }]]);
      });

      it('hints that something changed, until the listener is taken off', async function () {
        if (hands.typeAsPerson === null) this.skip();
        const type: Hands['type'] = (...cell) =>
          hands.typeAsPerson ? hands.typeAsPerson(...cell) : hands.type(...cell);
        await workbook.openSheet(LAYOUT, three());
        const seen: string[] = [];
        const stop = workbook.onChanged((hint) => seen.push(`${hint.sheet} ${hint.remote}`));
        await type(ID, 0, 'code', 'FEE-7');
        await until(() => seen.includes('FEE_ITEMS false'));
        assert.ok(seen.includes('FEE_ITEMS false'), seen.join());
        stop();
        seen.length = 0;
        await type(ID, 0, 'code', 'FEE-8');
        await settled();
        assert.deepEqual(seen, []);
      });
    });

    describe('changing', () => {
      it('writes cells, appends and removes in one batch, by the numbers before it', async () => {
        await workbook.openSheet(LAYOUT, three());
        await workbook.change(ID, {
          cells: [
            { row: 2, column: 'nameZh', value: '热水费' },
            { row: 0, column: 'nameZh', value: null },
            { row: 2, column: 'effectiveFrom', value: 46_100 },
          ],
          append: [row({ code: 'FEE-4', _id: 'id-4' }), row({ code: 'FEE-5', _id: 'id-5' })],
          remove: [1],
        });
        const table = await workbook.read(ID, { columns: ['_id', 'nameZh', 'effectiveFrom'] });
        assert.deepEqual(table.rows, [
          ['id-1', null, 46_023],
          ['id-3', '热水费', 46_100],
          ['id-4', null, null],
          ['id-5', null, null],
        ]);
      });

      it('removes many rows, first and last among them', async () => {
        await workbook.openSheet(
          LAYOUT,
          Array.from({ length: 50 }, (_, i) => row({ code: `F${i}`, _id: `${i}` })),
        );
        const remove = Array.from({ length: 50 }, (_, i) => i).filter((i) => i % 7 === 0 || i === 49 || i === 48);
        await workbook.change(ID, { remove });
        const left = Array.from({ length: 50 }, (_, i) => `F${i}`).filter((_, i) => !remove.includes(i));
        assert.deepEqual(await read(workbook, 'code'), left);
        await workbook.change(ID, { remove: left.map((_, i) => i) });
        assert.deepEqual((await workbook.read(ID)).rows, []);
        await workbook.change(ID, { append: [row({ code: 'again' })] });
        assert.deepEqual(await read(workbook, 'code'), ['again']);
      });

      it('writes many scattered cells', async () => {
        await workbook.openSheet(
          LAYOUT,
          Array.from({ length: 300 }, (_, i) => row({ code: `F${i}` })),
        );
        const cells = Array.from({ length: 300 }, (_, i) => i)
          .filter((i) => i % 3 !== 1)
          .flatMap((i) => [
            { row: i, column: '_status', value: `S${i}` },
            { row: i, column: '_version', value: String(i) },
          ]);
        await workbook.change(ID, { cells });
        const table = await workbook.read(ID, { columns: ['code', '_status', '_version'] });
        table.rows.forEach((cell, i) => {
          assert.deepEqual(cell, i % 3 === 1 ? [`F${i}`, null, null] : [`F${i}`, `S${i}`, String(i)]);
        });
      });

      it('marks cells with their reasons, replaces and clears them', async () => {
        await workbook.openSheet(LAYOUT, three());
        await workbook.change(ID, {
          marks: [
            { row: 0, column: 'code', reason: '=编码重复 🧾' },
            { row: 0, column: 'cycle', reason: 'not in the list' },
            { row: 2, column: 'effectiveFrom', reason: 'no date' },
          ],
        });
        assert.equal((await workbook.marks(ID)).length, 3);
        await workbook.change(ID, { clearMarks: [2], marks: [{ row: 0, column: 'code', reason: 'again' }] });
        assert.deepEqual(sorted(await workbook.marks(ID)), [
          { row: 0, column: 'code', reason: 'again' },
          { row: 0, column: 'cycle', reason: 'not in the list' },
        ]);
        await workbook.change(ID, { remove: [1] });
        await workbook.change(ID, { clearMarks: 'all', marks: [{ row: 1, column: 'code', reason: 'last' }] });
        assert.deepEqual(await workbook.marks(ID), [{ row: 1, column: 'code', reason: 'last' }]);
        assert.deepEqual(await read(workbook, 'code'), ['FEE-1', 'FEE-3']);
      });

      it('lets marks travel with their rows when the user sorts', async function () {
        if (!hands.sort) this.skip();
        await workbook.openSheet(LAYOUT, three().toReversed());
        await workbook.change(ID, { marks: [{ row: 0, column: 'code', reason: 'on FEE-3' }] });
        await hands.sort?.(ID, 'code');
        assert.deepEqual(await read(workbook, '_id'), ['id-1', 'id-2', 'id-3']);
        assert.deepEqual(await workbook.marks(ID), [{ row: 2, column: 'code', reason: 'on FEE-3' }]);
      });

      it('takes lists before and after the sheet that uses them', async () => {
        await workbook.setLists({ FEE_ITEMS_cycle_zh: ['每月', '每年'] });
        await workbook.openSheet(LAYOUT, three());
        await workbook.setLists({ FEE_ITEMS_timing_zh: ['预收'], codes_FEE_ITEMS: codes(3_000) });
        await hands.type(ID, 0, 'cycle', '每周');
        assert.deepEqual(await read(workbook, 'cycle'), ['每周', null, null]);
      });
    });

    describe('selection', () => {
      it('selects a cell and tells what is selected', async () => {
        await workbook.openSheet(LAYOUT, three());
        let told = 0;
        const stop = workbook.onSelectionChanged(() => told++);
        await workbook.select(ID, 2, 'cycle');
        assert.deepEqual(await workbook.selection(), { sheet: ID, rows: [2], columns: ['cycle'] });
        await until(() => told > 0);
        assert.ok(told > 0);
        stop();
      });
    });

    describe('plain sheets', () => {
      const texts = ['=1+1', '+86 10', '-5', '@SUM(A1)', "'quoted", '00123', '2026-10-31', '小区 🧾'];

      it('hold text as text, numbers as numbers, and nothing by which they would be bound', async () => {
        const title = await workbook.writePlain(plainOf(texts.map((text, i) => [text, i + 0.25])));
        const seen = await hands.look(title);
        assert.deepEqual(seen, {
          cells: [['=Title'], ['As of', '-2026'], ['Name', 'Amount'], ...texts.map((text, i) => [text, i + 0.25])],
          formulas: false,
          front: true,
        });
        assert.deepEqual(await workbook.sheets(), []);
        assert.deepEqual(await workbook.analyses(), []);
        assert.equal((await workbook.readState('')).size, 0);
      });

      it('hold an amount as text where a number would not be exact', async () => {
        const title = await workbook.writePlain(plainOf([['x', '12345678901234567.89']]));
        assert.deepEqual((await hands.look(title))?.cells.at(-1), ['x', '12345678901234567.89']);
      });

      it('without a name are new each time', async () => {
        const titles = [await workbook.writePlain(plainOf([])), await workbook.writePlain(plainOf([['x', 1]]))];
        assert.equal(new Set(titles).size, 2);
        assert.equal((await hands.look(titles[0] as string))?.cells.length, 3);
      });

      it('with a name are replaced where they are, and leave in front what was', async function () {
        if (workbook.hasPivots) this.skip();
        await workbook.openSheet(LAYOUT, three());
        const first = await workbook.writePlain(plainOf([['x', 1]]), 'AGEING');
        await workbook.select(ID);
        const second = await workbook.writePlain(plainOf([['y', 2]]), 'AGEING');
        assert.equal(second, first);
        assert.deepEqual((await hands.look(second))?.cells.at(-1), ['y', 2]);
        assert.equal((await hands.look(second))?.front, false);
        assert.deepEqual(await workbook.analyses(), ['AGEING']);
        assert.equal(await workbook.showAnalysis('AGEING'), true);
        assert.equal(await workbook.showAnalysis('RANKING'), false);
        assert.equal((await hands.look(second))?.front, true);
        assert.deepEqual(
          (await workbook.sheets()).map(({ id }) => id),
          [ID],
          'it is no bound sheet',
        );
      });

      it('stay named after the workbook was opened again', async function () {
        if (workbook.hasPivots || !hands.reopen) this.skip();
        await workbook.writePlain(plainOf([['x', 1]]), 'AGEING');
        assert.deepEqual(await (await hands.reopen?.())?.analyses(), ['AGEING']);
      });
    });

    describe('PivotTables', () => {
      it('are refused where the host has none', async function () {
        if (workbook.hasPivots) this.skip();
        await workbook.openSheet(BILLS, billRows());
        await assert.rejects(workbook.addPivot(PIVOT), { name: 'WorkbookError', code: 'workbook.no_pivots' });
      });

      it('sum the table by currency, row and column, and leave out what is to be left out', async function () {
        if (!workbook.hasPivots) this.skip();
        await workbook.openSheet(BILLS, billRows());
        await workbook.addPivot(PIVOT);
        assert.deepEqual(await workbook.analyses(), ['AGEING']);
        assert.deepEqual((await hands.look(PIVOT.title))?.cells.slice(0, 2), [[PIVOT.title], [PIVOT.note]]);
        assert.deepEqual((await hands.look(PIVOT.title))?.cells.slice(2), [
          ['币种', '小区', '未到期', '逾期1–30天', 'Grand Total'],
          ['CNY', '翠湖', 100.1, 0.2, 100.3],
          ['CNY', '雅苑', 50, 50],
          ['CNY Total', 150.1, 0.2, 150.3],
          ['USD', '翠湖', 7, 7],
          ['USD Total', 7, 7],
        ]);
      });

      it('are refreshed, not built again, and go to the front when they are asked for', async function () {
        if (!workbook.hasPivots) this.skip();
        await workbook.openSheet(BILLS, billRows());
        await workbook.addPivot(PIVOT);
        await workbook.change('BILLS', { cells: [{ row: 0, column: 'open', value: 1100.1 }] });
        await workbook.select('BILLS');
        await workbook.addPivot(PIVOT);
        const seen = await hands.look(PIVOT.title);
        assert.deepEqual(
          seen?.cells.find(([first]) => first === 'CNY Total'),
          ['CNY Total', 1150.1, 0.2, 1150.3],
        );
        assert.equal(seen?.front, false);
        assert.equal(await workbook.showAnalysis('AGEING'), true);
        assert.equal((await hands.look(PIVOT.title))?.front, true);
        assert.equal(await workbook.showAnalysis('RANKING'), false);
      });

      it('live on when the sheet is opened anew', async function () {
        if (!workbook.hasPivots) this.skip();
        await workbook.openSheet(BILLS, billRows());
        await workbook.addPivot(PIVOT);
        await workbook.openSheet(BILLS, billRows().slice(0, 1));
        await workbook.addPivot(PIVOT);
        const seen = await hands.look(PIVOT.title);
        assert.deepEqual(seen?.cells.at(-1), ['CNY Total', 100.1, 100.1]);
      });

      it('need their sheet and its columns, and leave nothing half-built behind', async function () {
        if (!workbook.hasPivots) this.skip();
        await assert.rejects(workbook.addPivot(PIVOT), { code: 'workbook.sheet_missing' });
        await workbook.openSheet(BILLS, billRows());
        await hands.deleteColumn('BILLS', 'community');
        await assert.rejects(workbook.addPivot(PIVOT), { code: 'workbook.sheet_missing', message: /小区/ });
        assert.deepEqual(await workbook.analyses(), []);
        assert.equal(await hands.look(PIVOT.title), null);
      });
    });

    describe('state', () => {
      it('keeps entries by key, replaces and removes them', async () => {
        const long = '{"a":"缴费🧾"}'.repeat(2_000);
        await workbook.writeState(
          new Map([
            ['b:FEE_ITEMS:0', long],
            ['b:FEE_ITEMS:1', '=1+1'],
            ['m:FEE_ITEMS', '{}'],
          ]),
        );
        await workbook.writeState(
          new Map([
            ['b:FEE_ITEMS:1', "'+x"],
            ['b:FEE_ITEMS:2', '00123'],
            ['m:FEE_ITEMS', null],
          ]),
        );
        assert.deepEqual(
          await workbook.readState('b:FEE_ITEMS'),
          new Map([
            ['b:FEE_ITEMS:0', long],
            ['b:FEE_ITEMS:1', "'+x"],
            ['b:FEE_ITEMS:2', '00123'],
          ]),
        );
        assert.equal((await workbook.readState('m:')).size, 0);
        assert.equal((await workbook.readState('none')).size, 0);
      });

      it('keeps hundreds of entries', async () => {
        const entries = new Map(Array.from({ length: 400 }, (_, i) => [`b:X:${i}`, `[${i}]`.padEnd(500, 'x')]));
        await workbook.writeState(entries);
        const removed = new Map([...entries.keys()].filter((_, i) => i % 2 === 0).map((key) => [key, null]));
        await workbook.writeState(removed);
        await workbook.writeState(new Map([['b:X:400', 'new']]));
        const left = await workbook.readState('b:X:');
        assert.equal(left.size, 201);
        assert.equal(left.get('b:X:399'), entries.get('b:X:399'));
      });

      it('refuses an entry that no cell could hold', async () => {
        await assert.rejects(workbook.writeState(new Map([['b:X:0', 'x'.repeat(30_001)]])), {
          code: 'workbook.too_large',
        });
      });

      it('keeps small settings', async () => {
        assert.equal(await workbook.setting('server'), null);
        await workbook.setSetting('server', 'http://localhost:4000');
        assert.equal(await workbook.setting('server'), 'http://localhost:4000');
        await workbook.setSetting('server', null);
        assert.equal(await workbook.setting('server'), null);
      });

      it('travels with the workbook: sheets, marks, state and settings are there after opening it again', async function () {
        if (!hands.reopen) this.skip();
        await workbook.openSheet(LAYOUT, three());
        await workbook.change(ID, { marks: [{ row: 1, column: 'code', reason: 'taken' }] });
        await workbook.writeState(new Map([['m:FEE_ITEMS', '{"cursor":"7"}']]));
        await workbook.setSetting('server', 'http://localhost:4000');
        const again = await hands.reopen?.();
        assert.ok(again);
        assert.deepEqual(plain(await again.sheets()), plain([{ id: ID, title: '收费项目', layout: LAYOUT }]));
        assert.deepEqual((await again.read(ID, { columns: ['code', 'effectiveFrom'] })).rows[1], ['FEE-2', 46_024]);
        assert.deepEqual(await again.marks(ID), [{ row: 1, column: 'code', reason: 'taken' }]);
        assert.equal((await again.readState('m:')).get('m:FEE_ITEMS'), '{"cursor":"7"}');
        assert.equal(await again.setting('server'), 'http://localhost:4000');
      });
    });
  });
}

const BILLS = layoutOf(bills, 'zh');
/** Two communities, two currencies, a bill that is settled, and one whose amount a cell cannot hold. */
const billRows = (): CellInput[][] =>
  (
    [
      ['CNY', '翠湖', '未到期', 100.1],
      ['CNY', '翠湖', '逾期1–30天', 0.2],
      ['CNY', '雅苑', '未到期', 50],
      ['CNY', '雅苑', '已结清', 0],
      ['USD', '翠湖', '未到期', 7],
    ] as const
  ).map(([currency, community, ageing, open], i) => {
    const cells: Record<string, CellInput> = { number: `B-${i}`, currency, community, ageing, open, _id: `id-${i}` };
    return BILLS.columns.map(({ id }) => cells[id] ?? null);
  });
const PIVOT: PivotSpec = {
  id: 'AGEING',
  title: '账龄分析',
  note: '数据来自“账单”表',
  sheet: 'BILLS',
  group: 'currency',
  rows: 'community',
  columns: 'ageing',
  values: [{ column: 'open', heading: '未收合计', numberFormat: '#,##0.00' }],
  without: { column: 'ageing', shown: '已结清' },
  order: 'label',
  chart: { kind: 'stacked', title: '账龄分析（截至 2026-11-05 14:03）' },
};

function plainOf(body: CellInput[][]): PlainSheet {
  return {
    title: '账龄',
    columns: [
      { width: 20, numberFormat: '@' },
      { width: 14, numberFormat: '#,##0.00' },
    ],
    rows: [
      { kind: 'title', cells: ['=Title'] },
      { kind: 'note', cells: ['As of', '-2026'] },
      { kind: 'note', cells: [] },
      { kind: 'heading', cells: ['Name', 'Amount'] },
      ...body.map((cells) => ({ kind: 'body' as const, cells })),
    ],
  };
}

/** Hosts tell of events a little later. */
const settled = () => new Promise((done) => setTimeout(done, 60));
/** Without keys that are undefined: some hosts keep layouts as JSON. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const codes = (count: number) => Array.from({ length: count }, (_, i) => `FEE-${i}`);

function sorted<T extends { row: number; column: string }>(marks: T[]): T[] {
  return marks.toSorted((a, b) => a.row - b.row || a.column.localeCompare(b.column));
}

/** Waits until something has happened; hints come when the host finds the time, at the latest after five seconds here. */
async function until(happened: () => boolean): Promise<void> {
  for (let tries = 0; tries < 250 && !happened(); tries += 1) await new Promise((done) => setTimeout(done, 20));
}
