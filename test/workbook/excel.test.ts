import assert from 'node:assert/strict';
import { enumLists, layoutOf } from '../../addin/datasets/layout.ts';
import { bindings, feeItems, prices } from '../../addin/datasets/masters.ts';
import { bills } from '../../addin/datasets/results.ts';
import { connectExcel } from '../../addin/workbook/excel.ts';
import type { CellInput, ChangeHint, SheetLayout, WorkbookPort } from '../../addin/workbook/port.ts';
import { OfficeHost } from '../support/office-host/host.ts';
import { User } from '../support/office-host/user.ts';
import type { Workbook } from '../support/office-host/workbook.ts';
import { type Hands, workbookContract } from './contract.ts';

const MEGABYTE = 1024 * 1024;
const LAYOUTS = [feeItems, prices, bindings, bills].flatMap((dataset) => [
  layoutOf(dataset, 'zh'),
  layoutOf(dataset, 'en'),
]);

function connect(host: OfficeHost): Promise<WorkbookPort> {
  const { Excel: excel, Office: office } = host.layer;
  return connectExcel({ excel, supports: (set, version) => office.context.requirements.isSetSupported(set, version) });
}

async function place(workbook?: Workbook): Promise<{ host: OfficeHost; user: User; port: WorkbookPort }> {
  const host = new OfficeHost(workbook);
  return { host, user: new User(host), port: await connect(host) };
}

/** Events come a little after what caused them. */
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 20));

const table = (sheet: string): string => `Suanpan_${sheet}`;

function hands(user: User, host: OfficeHost): Hands {
  const headingOf = (sheet: string, column: string): string => {
    const headings = user.table(table(sheet)).headings;
    const wanted = LAYOUTS.filter((layout) => layout.id === sheet)
      .flatMap((layout) => layout.columns)
      .filter(({ id }) => id === column)
      .map(({ heading }) => heading);
    return wanted.find((heading) => headings.includes(heading)) ?? '';
  };
  return {
    type: async (sheet, row, column, value) =>
      user.typeInto(table(sheet), row, headingOf(sheet, column), value === null ? '' : value),
    formula: async (sheet, row, column, formula, value) =>
      user.enterFormula(table(sheet), row, headingOf(sheet, column), formula, value as number),
    error: async (sheet, row, column, error) =>
      user.enterFormula(table(sheet), row, headingOf(sheet, column), '=NA()', error),
    insertRow: async (sheet, at) => user.insertRow(table(sheet), at),
    deleteRow: async (sheet, row) => user.deleteRow(table(sheet), row),
    moveColumn: async (sheet, column, to) => user.moveColumn(table(sheet), headingOf(sheet, column), to),
    deleteColumn: async (sheet, column) => user.deleteColumn(table(sheet), headingOf(sheet, column)),
    sort: async (sheet, column) => user.sort(table(sheet), headingOf(sheet, column)),
    rename: async (sheet, title) => {
      user.table(table(sheet)).sheet.Name = title;
    },
    look: async (title) => {
      const sheet = host.workbook.sheets.find(({ Name }) => Name === title);
      if (!sheet) return null;
      const used = sheet.GetUsedRangeOrNullObject();
      const values = (used?.Values ?? []) as CellInput[][];
      return {
        cells: values.map((row) => row.filter((cell) => cell !== '')).filter((row) => row.length > 0),
        formulas: (used?.Formulas ?? []).flat().some((cell, i) => cell !== values.flat()[i]),
        front: host.workbook.active === sheet,
      };
    },
    reopen: async () => (await place(host.workbook)).port,
  };
}

workbookContract("Office.js on Microsoft's Excel API layer", async () => {
  const { host, user, port } = await place();
  return { workbook: port, hands: hands(user, host) };
});

describe('the Office.js implementation', () => {
  const layout = layoutOf(feeItems, 'zh');
  const rowOf = (cells: Record<string, CellInput>): CellInput[] => layout.columns.map(({ id }) => cells[id] ?? null);
  const one = (code: string, note: CellInput = null): CellInput[] => rowOf({ code, nameZh: '物业费', note, _id: code });

  describe('with 20,000 rows of 15 columns, half of them Chinese', () => {
    const wide = bigLayout();
    const rows = bigRows(20_000);

    it('opens them in requests of at most a megabyte, one sync a piece', async () => {
      const { host, port } = await place();
      host.traffic.length = 0;
      const seen: number[] = [];
      await port.openSheet(wide, rows, { progress: (done) => seen.push(done) });
      const bytes = host.traffic.reduce((sum, { request }) => sum + request, 0);
      assert.ok(bytes > 5 * MEGABYTE, `${bytes} bytes in all are a real test`);
      assert.ok(host.largestRequest <= MEGABYTE, `${host.largestRequest} bytes`);
      assert.ok(host.syncs <= Math.ceil(bytes / MEGABYTE) * 1.5 + 5, `${host.syncs} syncs for ${bytes} bytes`);
      assert.equal(seen.at(-1), 20_000);
      assert.deepEqual(
        seen,
        seen.toSorted((a, b) => a - b),
      );
    });

    it('reads them back unchanged in responses of about a megabyte', async () => {
      const { host, port } = await place();
      await port.openSheet(wide, rows);
      host.traffic.length = 0;
      const content = await port.read(wide.id);
      assert.deepEqual(content.rows, rows);
      assert.ok(host.largestResponse <= 1.5 * MEGABYTE, `${host.largestResponse} bytes`);
      assert.ok(host.syncs <= 14, `${host.syncs} syncs`);
    });

    it('writes 5,000 scattered statuses without touching the other cells', async () => {
      const { host, port } = await place();
      await port.openSheet(wide, rows);
      host.traffic.length = 0;
      const cells = rows.flatMap((_, row) => (row % 4 === 1 ? [{ row, column: 'c2', value: `已发布 ${row}` }] : []));
      await port.change(wide.id, { cells });
      assert.ok(host.largestRequest <= MEGABYTE, `${host.largestRequest} bytes`);
      assert.ok(host.syncs <= 4, `${host.syncs} syncs`);
      const content = await port.read(wide.id, { columns: ['c2', 'c3'] });
      content.rows.forEach(([changed, beside], row) => {
        assert.equal(changed, row % 4 === 1 ? `已发布 ${row}` : rows[row]?.[2]);
        assert.equal(beside, rows[row]?.[3]);
      });
    });

    it('stops between two requests when it is cancelled, and leaves no half sheet', async () => {
      const { port } = await place();
      const stop = new AbortController();
      const opening = port.openSheet(wide, rows, { signal: stop.signal, progress: () => stop.abort() });
      await assert.rejects(opening, { name: 'AbortError' });
      assert.deepEqual(await port.sheets(), []);
      await port.openSheet(wide, rows.slice(0, 10));
      assert.equal((await port.read(wide.id)).rows.length, 10);
    });
  });

  describe('what it leaves in the workbook', () => {
    it('hides its own sheets so that no menu shows them, and keeps texts within a cell', async () => {
      const { host, port } = await place();
      await port.openSheet(layout, [one('A')]);
      await port.setLists(enumLists(feeItems, 'zh'));
      await port.writeState(new Map([['b:FEE_ITEMS:0', '缴'.repeat(30_000)]]));
      const hidden = host.workbook.sheets.filter((sheet) => sheet.Name.startsWith('_'));
      assert.deepEqual(
        hidden.map((sheet) => sheet.Visibility),
        ['VeryHidden', 'VeryHidden'],
      );
      assert.equal((await port.readState('b:')).get('b:FEE_ITEMS:0')?.length, 30_000);
    });

    it('offers the values of a list to its column, also when the list changes later', async () => {
      const { host, user, port } = await place();
      await port.openSheet(layout, [one('A')]);
      const { sheet, block } = user.table('Suanpan_FEE_ITEMS');
      const cycle = block.column + layout.columns.findIndex(({ id }) => id === 'cycle');
      const source = sheet.formats.validationAt(1, cycle)?.Rule?.list?.source ?? '';
      assert.ok(source.startsWith('=Suanpan_list_'), source);
      const lists = enumLists(feeItems, 'zh');
      await port.setLists(lists);
      const shown = host.workbook.namedRange(source.slice(1)).Values.flat();
      assert.deepEqual(shown, lists[source.slice('=Suanpan_list_'.length)]);
      await port.setLists({ [source.slice('=Suanpan_list_'.length)]: ['=1+1', '00123'] });
      assert.deepEqual(host.workbook.namedRange(source.slice(1)).Values.flat(), ['=1+1', '00123']);
      assert.deepEqual(sheet.formats.validationAt(5_000, cycle)?.ErrorAlert?.showAlert, false);
    });

    it('makes a list anew whose name somebody deleted', async () => {
      const { host, port } = await place();
      await port.openSheet(layout, [one('A')]);
      await port.setLists({ mine: ['a'] });
      host.workbook.deleteName('Suanpan_list_mine');
      await port.setLists({ mine: ['b', 'c'] });
      assert.deepEqual(host.workbook.namedRange('Suanpan_list_mine').Values.flat(), ['b', 'c']);
    });

    it('colours refused cells by one rule per visible column, however many rows there are', async () => {
      const { user, port } = await place();
      await port.openSheet(
        layout,
        Array.from({ length: 500 }, (_, i) => one(`F${i}`)),
      );
      const marks = Array.from({ length: 500 }, (_, row) => ({ row, column: 'code', reason: 'taken' }));
      await port.change('FEE_ITEMS', { marks });
      const { conditional } = user.table('Suanpan_FEE_ITEMS').sheet.formats;
      assert.equal(conditional.length, layout.columns.filter(({ hidden }) => !hidden).length);
      await port.openSheet(layout, [one('A')]);
      assert.equal(user.table('Suanpan_FEE_ITEMS').sheet.formats.conditional.length, conditional.length);
    });

    it('keeps the table itself when a sheet is opened again, so that pivots on it live on', async () => {
      const { user, port } = await place();
      await port.openSheet(layout, [one('A'), one('B'), one('C')]);
      const before = user.table('Suanpan_FEE_ITEMS');
      user.type(before.sheet.Name, `A${before.block.row + before.block.rows + 3}`, [['my own note']]);
      await port.openSheet(
        layoutOf(feeItems, 'en'),
        Array.from({ length: 12 }, (_, i) => one(`F${i}`)),
      );
      assert.equal(user.table('Suanpan_FEE_ITEMS'), before);
      assert.equal((await port.read('FEE_ITEMS')).rows.length, 12);
      const below = before.sheet.grid.used({
        row: before.block.row + before.block.rows,
        column: 0,
        rows: 99,
        columns: 1,
      });
      assert.ok(below !== null, 'the note below the table moved down instead of being overwritten');
    });

    it('moves what stands below a table down when rows are appended, and keeps the totals row', async () => {
      const { user, port } = await place();
      await port.openSheet(layout, [one('A')]);
      const stood = user.table('Suanpan_FEE_ITEMS');
      user.type(stood.sheet.Name, 'A6', [['my own note']]);
      stood.ShowTotals = true;
      await port.change('FEE_ITEMS', { append: Array.from({ length: 8 }, (_, i) => one(`N${i}`)) });
      const { rows } = await port.read('FEE_ITEMS', { columns: ['code'] });
      assert.deepEqual(rows.flat(), ['A', ...Array.from({ length: 8 }, (_, i) => `N${i}`)]);
      assert.equal(stood.ShowTotals, true);
      assert.equal(stood.body.rows, 9);
      const notes = stood.sheet.grid.used({ row: 11, column: 0, rows: 99, columns: 1 });
      assert.equal(stood.sheet.grid.cell(notes?.row ?? 0, 0)?.value, 'my own note');
    });

    it('writes text as text into a cell whose format somebody pasted over', async () => {
      const { user, port } = await place();
      await port.openSheet(layout, [one('A')]);
      const { sheet } = user.table('Suanpan_FEE_ITEMS');
      sheet.grid.touch(1, 0).format = 'General';
      await port.change('FEE_ITEMS', { cells: [{ row: 0, column: 'code', value: '00123' }] });
      assert.deepEqual((await port.read('FEE_ITEMS', { columns: ['code'] })).rows, [['00123']]);
    });

    it('makes titles that Excel takes', async () => {
      const { port } = await place();
      const title = "'a/b?[c]:*' " + '长'.repeat(40);
      const first = await port.openSheet({ ...layout, title }, []);
      const second = await port.openSheet({ ...layout, id: 'FEE_ITEMS__2', title }, []);
      assert.ok(first.title.length <= 31 && second.title.length <= 31);
      assert.notEqual(first.title, second.title);
    });
  });

  describe('events', () => {
    it('tells of people and co-authors, but not of itself nor of what stands beside the table', async () => {
      const { host, user, port } = await place();
      await port.openSheet(layout, [one('A'), one('B')]);
      await settled();
      const hints: ChangeHint[] = [];
      port.onChanged((hint) => hints.push(hint));
      await port.change('FEE_ITEMS', { cells: [{ row: 0, column: 'note', value: 'own' }] });
      user.type(user.table('Suanpan_FEE_ITEMS').sheet.Name, 'AZ7', [['beside']]);
      user.type('Sheet1', 'A1', [['elsewhere']]);
      await settled();
      assert.deepEqual(hints, []);
      user.typeInto('Suanpan_FEE_ITEMS', 0, layout.columns[0]?.heading ?? '', 'X');
      new User(host, 'co-author').typeInto('Suanpan_FEE_ITEMS', 1, layout.columns[0]?.heading ?? '', 'Y');
      await settled();
      assert.deepEqual(hints, [
        { sheet: 'FEE_ITEMS', remote: false },
        { sheet: 'FEE_ITEMS', remote: true },
      ]);
    });

    it('reads the truth when events get lost', async () => {
      const { host, user, port } = await place();
      await port.openSheet(layout, [one('A')]);
      host.faults.dropEvents = true;
      user.typeInto('Suanpan_FEE_ITEMS', 0, layout.columns[0]?.heading ?? '', 'B');
      assert.deepEqual((await port.read('FEE_ITEMS', { columns: ['code'] })).rows, [['B']]);
    });

    it('knows a selection of several blocks and whole columns, and none beside the table', async () => {
      const { user, port } = await place();
      const { title } = await port.openSheet(
        layout,
        Array.from({ length: 5 }, (_, i) => one(`F${i}`)),
      );
      const [first, second, third] = layout.columns.map(({ id }) => id);
      user.select(title, 'A2:B3,C6');
      assert.deepEqual(await port.selection(), {
        sheet: 'FEE_ITEMS',
        rows: [0, 1, 4],
        columns: [first, second, third],
      });
      user.select(title, 'B:B');
      assert.deepEqual(await port.selection(), { sheet: 'FEE_ITEMS', rows: [0, 1, 2, 3, 4], columns: [second] });
      user.select(title, 'A1');
      assert.equal(await port.selection(), null);
      user.select('Sheet1', 'A2');
      assert.equal(await port.selection(), null);
    });
  });

  describe('when Excel cannot', () => {
    it('waits until a cell is no longer edited', async () => {
      const { host, port } = await place();
      await port.openSheet(layout, [one('A')]);
      const done = host.editCell();
      const reading = port.read('FEE_ITEMS', { columns: ['code'] });
      setTimeout(done, 20);
      assert.deepEqual((await reading).rows, [['A']]);
    });

    it('says that a cell is being edited where Excel does not wait', async () => {
      const { host, port } = await place();
      host.faults.waitsForCellEdit = false;
      const done = host.editCell();
      await assert.rejects(port.openSheet(layout, []), { name: 'WorkbookError', code: 'workbook.cell_editing' });
      done();
      await port.openSheet(layout, [one('A')]);
      assert.equal((await port.read('FEE_ITEMS')).rows.length, 1);
    });

    it('says that a workbook is read-only, and reads it all the same', async () => {
      const { host, port } = await place();
      await port.openSheet(layout, [one('A')]);
      host.faults.readOnly = true;
      await assert.rejects(port.change('FEE_ITEMS', { append: [one('B')] }), { code: 'workbook.read_only' });
      await assert.rejects(port.writeState(new Map([['k', 'v']])), { code: 'workbook.read_only' });
      assert.equal((await port.read('FEE_ITEMS')).rows.length, 1);
    });

    it('refuses an Excel that is too old before it touches anything', async () => {
      const host = new OfficeHost();
      host.excelApi = '1.9';
      await assert.rejects(connect(host), { name: 'WorkbookError', code: 'workbook.unsupported' });
      assert.equal(host.traffic.length, 0);
    });

    it('reads on in smaller pieces when a response was too large or came back empty', async () => {
      const { host, port } = await place();
      const rows = Array.from({ length: 60 }, (_, i) => one(`F${i}`, '长'.repeat(i < 2 ? 10 : 3_000)));
      await port.openSheet(layout, rows);
      host.faults.payloadLimit = 200_000;
      assert.deepEqual(
        (await port.read('FEE_ITEMS', { columns: ['note'] })).rows.flat(),
        rows.map((row) => row[noteAt]),
      );
      host.faults.payloadLimit = null;
      host.faults.silentNullAbove = 10;
      assert.deepEqual(
        (await port.read('FEE_ITEMS', { columns: ['note'] })).rows.flat(),
        rows.map((row) => row[noteAt]),
      );
    });

    it('says so when one row alone is more than Excel hands over', async () => {
      const { host, port } = await place();
      await port.openSheet(layout, [one('A', '长'.repeat(20_000))]);
      host.faults.payloadLimit = 30_000;
      await assert.rejects(port.read('FEE_ITEMS'), { code: 'workbook.too_large' });
    });

    it('says what Excel said when it fails otherwise, and works again afterwards', async () => {
      const { host, port } = await place();
      await port.openSheet(layout, [one('A')]);
      host.faults.failAt = { request: 2, code: 'GeneralException' };
      await assert.rejects(port.change('FEE_ITEMS', { append: [one('B')] }), { code: 'workbook.failed' });
      await port.change('FEE_ITEMS', { append: [one('B')] });
      assert.deepEqual((await port.read('FEE_ITEMS', { columns: ['code'] })).rows, [['A'], ['B']]);
    });

    it('notices that the user deleted the sheet, and opens it anew', async () => {
      const { host, user, port } = await place();
      await port.openSheet(layout, [one('A')]);
      host.workbook.deleteSheet(user.table('Suanpan_FEE_ITEMS').sheet);
      await assert.rejects(port.read('FEE_ITEMS'), { code: 'workbook.sheet_missing' });
      assert.deepEqual(await port.sheets(), []);
      await port.openSheet(layout, [one('B')]);
      assert.equal((await port.read('FEE_ITEMS')).rows.length, 1);
    });

    it('takes the only visible sheet away', async () => {
      const { host, port } = await place();
      await port.openSheet(layout, [one('A')]);
      host.workbook.deleteSheet(host.workbook.sheet('Sheet1'));
      await port.closeSheet('FEE_ITEMS');
      assert.deepEqual(await port.sheets(), []);
    });
  });

  const noteAt = layout.columns.findIndex(({ id }) => id === 'note');
});

function bigLayout(): SheetLayout {
  const columns = Array.from({ length: 15 }, (_, i): SheetLayout['columns'][number] => ({
    id: `c${i}`,
    heading: `列 ${i}`,
    cell: i % 4 === 0 ? 'number' : 'text',
    numberFormat: i % 4 === 0 ? '0.00##' : '@',
    width: 12,
    hidden: false,
    readOnly: i === 3,
  }));
  return { id: 'BILLS', title: '账单', locale: 'zh', columns };
}

function bigRows(count: number): CellInput[][] {
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: 15 }, (_unused, i) => {
      if (i % 4 === 0) return row + i / 100;
      return i % 2 === 0 ? `翠湖花园一期${row}号楼的住户` : `FEE-${row}-${i}`;
    }),
  );
}
