import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { feeItems } from '../../addin/datasets/masters.ts';
import { diffTable } from '../../addin/sync/diff.ts';
import { mergeRow } from '../../addin/sync/merge.ts';
import { encodeRow, wireOf } from '../../addin/sync/rows.ts';
import { type SheetMeta, SheetState } from '../../addin/sync/state.ts';
import { createSync } from '../../addin/sync/sync.ts';
import { MemoryWorkbook } from '../../addin/workbook/memory.ts';
import { STATE_ENTRY_LIMIT } from '../../addin/workbook/port.ts';
import type { SheetServer } from '../support/sheet-server.ts';
import { FEES, feePlace, typeFeeItem } from './place.ts';

const value = fc.constantFrom(null, 'a', 'b', 'c');
const EDITABLE = ['nameEn', 'note', 'unit'] as const;

type Step =
  | { kind: 'type'; row: number; column: (typeof EDITABLE)[number]; value: string | null }
  | { kind: 'copy' | 'delete' | 'insert' | 'new' | 'sort' | 'move' | 'blank'; row: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('type' as const),
      row: fc.nat(11),
      column: fc.constantFrom(...EDITABLE),
      value,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'copy' as const,
        'delete' as const,
        'insert' as const,
        'new' as const,
        'sort' as const,
        'move' as const,
        'blank' as const,
      ),
      row: fc.nat(11),
    }),
  },
);

let typed = 0;

const edits = (steps: Step[]) => steps.filter((s) => s.kind === 'type' || s.kind === 'new');

/** Does a step as a user would; steps on rows that are not there do nothing. */
async function act(workbook: MemoryWorkbook, s: Step): Promise<void> {
  const { rows } = await workbook.read(FEES, { columns: ['code'] });
  const row = rows.length === 0 ? 0 : s.row % rows.length;
  const filled = rows[row]?.[0] != null;
  switch (s.kind) {
    case 'type':
      if (filled) workbook.userTypes(FEES, row, s.column, s.value);
      return;
    case 'copy':
      if (!filled) return;
      workbook.userCopiesRow(FEES, row, row + 1);
      return workbook.userTypes(FEES, row + 1, 'code', `COPY-${++typed}`);
    case 'new':
      return typeFeeItem(workbook, rows.length, `NEW-${++typed}`);
    case 'insert':
      return workbook.userInsertsRow(FEES, row);
    case 'delete':
      return rows.length > 0 ? workbook.userDeletesRow(FEES, row) : undefined;
    case 'sort':
      return workbook.userSorts(FEES, 'code');
    case 'move':
      return workbook.userMovesColumn(FEES, 'note', s.row % 10);
    default:
      for (const { id } of feeItems.columns) workbook.userTypes(FEES, row, id, null);
  }
}

/** What the sheet says, by code, as wire values. */
async function sheetContent(workbook: MemoryWorkbook): Promise<Record<string, (string | null)[]>> {
  const columns = feeItems.columns.filter((c) => c.editable);
  const { rows } = await workbook.read(FEES, { columns: columns.map((c) => c.id) });
  const filled = rows.filter((cells) => cells.some((cell) => cell !== null));
  return Object.fromEntries(filled.map((cells) => [cells[0] as string, columns.map((c, i) => wireOf(c, cells[i]))]));
}

/** What was typed and is not on the server. */
async function unpublishedCells(workbook: MemoryWorkbook, server: SheetServer): Promise<Set<string | null>> {
  const { added, changed } = await createSync({ workbook, api: server, locale: 'en' }).review(FEES);
  return new Set([...added, ...changed].flatMap((row) => Object.values(row.cells)));
}

describe('the sync engine, whatever the user does', () => {
  it('makes the server equal to the sheet, even when the network breaks again and again', async () => {
    const faults = fc.array(fc.constantFrom('before' as const, 'after' as const, null), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        fc.array(step, { maxLength: 4 }),
        faults,
        async (first, second, broken) => {
          const { server, workbook, sync } = await feePlace(5);
          for (const s of first) await act(workbook, s);
          server.faults = [...broken];
          await sync.publish(FEES, { missing: 'archive' });
          for (const s of second) await act(workbook, s);
          // Another session goes on each time, as after a crash.
          let reopened = workbook;
          for (let tries = 0; tries < 6; tries++) {
            reopened = MemoryWorkbook.open(reopened.save());
            const report = await createSync({ workbook: reopened, api: server, locale: 'en' }).publish(FEES, {
              missing: 'archive',
            });
            assert.equal(report.conflicts + report.refused + report.invalid, 0, JSON.stringify(report));
            if (report.waiting === 0) break;
          }
          const onServer = Object.fromEntries(
            [...server.by(FEES, 'code')].map(([code, row]) => [
              code,
              feeItems.columns.filter((c) => c.editable).map((c) => row.cells[c.id] ?? null),
            ]),
          );
          assert.deepEqual(onServer, await sheetContent(reopened));
          const diff = await createSync({ workbook: reopened, api: server, locale: 'en' }).review(FEES);
          assert.deepEqual([diff.added.length, diff.changed.length, diff.missing.length], [0, 0, 0]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('brings two people’s sheets together without losing an edit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), fc.array(step, { maxLength: 8 }), async (mine, theirs) => {
        const { server, workbook, sync } = await feePlace(4);
        const other = MemoryWorkbook.open(workbook.save());
        const colleague = createSync({ workbook: other, api: server, locale: 'zh' });
        for (const s of edits(mine)) await act(workbook, s);
        for (const s of edits(theirs)) await act(other, s);
        await sync.publish(FEES);
        await colleague.publish(FEES);
        const open = await colleague.conflicts(FEES);
        for (const conflict of open) {
          assert.ok(conflict.fields.length > 0);
          for (const field of conflict.fields) {
            assert.notEqual(field.mine, field.theirs);
            assert.notEqual(field.mine, field.base);
            assert.notEqual(field.theirs, field.base);
          }
        }
        await colleague.resolve(
          FEES,
          open.map((c) => ({ id: c.id, choose: 'mine' as const })),
        );
        await colleague.publish(FEES);
        await colleague.refresh(FEES);
        await sync.refresh(FEES);
        assert.deepEqual(await sheetContent(workbook), await sheetContent(other));
      }),
      { numRuns: 100 },
    );
  });
});

/** What another person does on the server to the row with this number. */
type Change = { kind: 'note' | 'unit' | 'archive' | 'add'; row: number };
const theirChange: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('note' as const, 'unit' as const, 'archive' as const, 'add' as const),
  row: fc.nat(5),
});

describe('refreshing, whatever the user did before', () => {
  it('comes to the same as with every row named first, and overwrites no edit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 10 }),
        fc.array(theirChange, { maxLength: 4 }),
        async (steps, changes) => {
          const { server, workbook, sync, ids } = await feePlace(6);
          for (const s of steps) await act(workbook, s);
          for (const { kind, row } of changes) {
            const id = ids[row] as string;
            if (kind === 'add') server.put(FEES, { ...server.row(FEES, id).cells, code: `THEIRS-${++typed}` });
            else if (server.row(FEES, id).archived) continue;
            else if (kind === 'archive') server.archive(FEES, id);
            else server.put(FEES, { [kind]: `theirs ${++typed}` }, id);
          }
          const before = await unpublishedCells(workbook, server);
          const named = MemoryWorkbook.open(workbook.save());
          const careful = createSync({ workbook: named, api: server, locale: 'en' });
          // Deciding about nothing compares the whole table, and gives copied rows ids of their own.
          await careful.resolve(FEES, []);
          const [one, other] = [await sync.refresh(FEES), await careful.refresh(FEES)];
          assert.deepEqual(one, other);
          assert.deepEqual(await sheetContent(workbook), await sheetContent(named));
          const [mine, theirs] = [await sync.review(FEES), await careful.review(FEES)];
          assert.deepEqual(
            [mine.added.length, mine.changed.map((r) => r.cells), mine.missing.length],
            [theirs.added.length, theirs.changed.map((r) => r.cells), theirs.missing.length],
          );
          const shown = Object.values(await sheetContent(workbook)).flat();
          for (const cell of before) assert.ok(shown.includes(cell), `${cell} was overwritten`);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('merging a row', () => {
  const row = fc.array(value, { minLength: 14, maxLength: 14 });
  // Text columns only, so that any value is right.
  const dataset = {
    ...feeItems,
    columns: feeItems.columns.map((c) => ({ ...c, kind: 'text' as const, required: false, editable: true })),
  };

  it('takes each side’s own changes and asks only where both changed differently', () => {
    fc.assert(
      fc.property(row, row, row, (base, mine, theirs) => {
        const merge = mergeRow(dataset, base, mine, theirs);
        for (let c = 0; c < 14; c++) {
          const [b, m, t] = [base[c], mine[c], theirs[c]];
          const expected = m === t ? null : m === b ? 'take' : t === b ? 'keep' : 'collide';
          const found = (['take', 'keep', 'collide'] as const).filter((k) => merge[k].includes(c));
          assert.deepEqual(found, expected ? [expected] : []);
        }
      }),
    );
  });

  it('is the same from the other side', () => {
    fc.assert(
      fc.property(row, row, row, (base, mine, theirs) => {
        const here = mergeRow(dataset, base, mine, theirs);
        const there = mergeRow(dataset, base, theirs, mine);
        assert.deepEqual([here.take, here.keep, here.collide], [there.keep, there.take, there.collide]);
      }),
    );
  });
});

describe('the state in the workbook', () => {
  const META: SheetMeta = {
    dataset: 'FEE_ITEMS',
    locale: 'zh',
    columns: ['note'],
    filter: {},
    cursor: '1',
    asOf: '',
    rows: 0,
  };

  it('reads back what was saved, after any changes, in entries that fit a cell', async () => {
    const change = fc.record({
      id: fc.nat(30),
      gone: fc.boolean(),
      note: fc.string({ maxLength: 8 }),
      long: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 4 }), async (saves) => {
        const workbook = new MemoryWorkbook();
        const start = Array.from({ length: 400 }, (_, i) => ({
          id: `start-${i}`,
          version: 1,
          cells: ['x'.repeat(150)],
        }));
        let state: SheetState | null = SheetState.create(FEES, { ...META }, start);
        await state.save(workbook);
        const model = new Map(start.map((r) => [r.id, r]));
        for (const changes of saves) {
          for (const { id, gone, note, long } of changes) {
            const name = `row-${id}`;
            if (gone) {
              state.forget(name);
              model.delete(name);
            } else {
              const next = { id: name, version: id, cells: [long ? `${note}🧾`.repeat(9_000) : note] };
              state.put(next);
              model.set(name, next);
            }
          }
          await state.save(workbook);
          state = await SheetState.load(workbook, FEES);
          assert.ok(state);
          assert.deepEqual(state.base, model);
          for (const text of (await workbook.readState('')).values()) assert.ok(text.length <= STATE_ENTRY_LIMIT);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('writes as much as has changed, however far apart the rows stand', async () => {
    const { workbook, sync } = await feePlace(2_000);
    const before = await workbook.readState('');
    for (let row = 0; row < 2_000; row += 100) workbook.userTypes(FEES, row, 'note', 'x');
    await sync.publish(FEES);
    const after = await workbook.readState('');
    const blocks = (entries: ReadonlyMap<string, string>) => [...entries].filter(([key]) => key.includes(':base:'));
    const written = blocks(after).filter(([key, text]) => before.get(key) !== text);
    assert.ok(blocks(before).length > 10, `${before.size} entries`);
    assert.ok(written.length <= 2, written.map(([key]) => key).join());
  });

  it('stays within about twice its rows, in their order, and forgets for good what is gone', async () => {
    const workbook = new MemoryWorkbook();
    const named = (i: number, version: number) => ({ id: `row-${i}`, version, cells: ['x'.repeat(300)] });
    const start = Array.from({ length: 1_000 }, (_, i) => named(i, 1));
    const model = new Map(start.map((row) => [row.id, row]));
    let state: SheetState | null = SheetState.create(FEES, { ...META }, start);
    await state.save(workbook);
    const size = async () => [...(await workbook.readState('')).values()].reduce((sum, text) => sum + text.length, 0);
    const fresh = await size();
    for (let lap = 0; lap < 80; lap++) {
      for (let i = lap % 7; i < 900; i += 13) {
        model.set(`row-${i}`, named(i, lap));
        state.put(named(i, lap));
      }
      model.delete(`row-${900 + lap}`);
      state.forget(`row-${900 + lap}`);
      await state.save(workbook);
      assert.ok((await size()) < 2.2 * fresh, `${await size()} of ${fresh} in lap ${lap}`);
      if (lap % 3 === 0) continue;
      state = await SheetState.load(workbook, FEES);
      assert.ok(state);
      assert.deepEqual([...state.base], [...model]);
    }
  });

  it('is none at all when a block of it is missing or damaged', async () => {
    const { workbook, sync, server } = await feePlace(400);
    for (let row = 0; row < 400; row += 2)
      server.put(FEES, { note: 'theirs' }, server.by(FEES, 'code').get(`FEE-${row + 1}`)?.id);
    await sync.refresh(FEES);
    const keys = [...(await workbook.readState(`s:${FEES}:base:`)).keys()];
    assert.ok(keys.length > 3);
    for (const key of keys) {
      const copy = MemoryWorkbook.open(workbook.save());
      await copy.writeState(new Map([[key, '[damaged']]));
      assert.equal(await SheetState.load(copy, FEES), null, key);
      await copy.writeState(new Map([[key, null]]));
      assert.equal(await SheetState.load(copy, FEES), null, key);
    }
    assert.equal((await SheetState.load(workbook, FEES))?.base.size, 400);
  });

  it('rewrites only the blocks whose rows changed', async () => {
    const { workbook, sync } = await feePlace(2_000);
    const before = await workbook.readState('');
    workbook.userTypes(FEES, 1_500, 'note', 'x');
    await sync.publish(FEES);
    const after = await workbook.readState('');
    const changed = [...after].filter(([key, text]) => before.get(key) !== text).map(([key]) => key);
    assert.ok(before.size > 10, `${before.size} entries`);
    assert.deepEqual(new Set(changed.map((key) => key.split(/[:#]/)[2])), new Set(['base', 'last', 'meta']));
    assert.equal(changed.length, 3, changed.join());
  });
});

describe('comparing a table with its base copy', () => {
  it('finds nothing in what it has written itself, in either language', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 20 }),
        fc.constantFrom('zh' as const, 'en' as const),
        (notes, locale) => {
          const base = new Map(
            notes.map((note, i) => {
              const cells = encodeRow(
                feeItems,
                { code: `F${i}`, cycle: 'YEARLY', effectiveFrom: '2026-02-28', note, nameZh: note },
                locale,
              );
              return [`id-${i}`, { id: `id-${i}`, version: 1, cells }];
            }),
          );
          const columns = [...feeItems.columns.map((c) => c.id), '_id', '_version'];
          const rows = [...base.values()].map((row) => [...row.cells, row.id, '1']);
          const diff = diffTable(feeItems, { columns, rows, missing: [], formulas: new Set() }, base);
          assert.deepEqual(
            [diff.unchanged, diff.changed.length, diff.added.length, diff.missing.length, diff.moved],
            [notes.length, 0, 0, 0, 0],
          );
        },
      ),
    );
  });
});
