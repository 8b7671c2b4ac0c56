import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createSync } from '../../addin/sync/sync.ts';
import type { SheetServer } from '../support/sheet-server.ts';
import { cells, FEES, feePlace, typeFeeItem } from './place.ts';

describe('undoing the last publish', () => {
  it('puts old values back and archives what was added, as a publish of its own', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'wrong');
    workbook.userTypes(FEES, 1, 'unit', 'm3');
    typeFeeItem(workbook, 3, 'FEE-NEW');
    await sync.publish(FEES);
    assert.deepEqual((await sync.lastPublish(FEES))?.rows, 3);
    const offer = await sync.offerUndo(FEES);
    assert.deepEqual([offer.back.length, offer.archive.length, offer.left.length], [2, 1, 0]);
    const report = await sync.undo(FEES);
    assert.deepEqual([report.published, report.archived, report.waiting], [3, 1, 0]);
    assert.equal(server.row(FEES, ids[0] as string).cells['note'], null);
    assert.equal(server.row(FEES, ids[1] as string).cells['unit'], 'm2');
    assert.equal(server.by(FEES, 'code').has('FEE-NEW'), false);
    assert.deepEqual(await cells(workbook, 'code'), ['FEE-1', 'FEE-2', 'FEE-3']);
    assert.deepEqual(await cells(workbook, 'note'), [null, null, null]);
    assert.equal(await sync.unpublished(FEES), 0);
  });

  it('leaves alone what somebody else changed since, and says so', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    for (const row of [0, 1]) workbook.userTypes(FEES, row, 'note', 'mine');
    await sync.publish(FEES);
    server.put(FEES, { note: 'theirs' }, ids[0]);
    // Another field is no reason to keep the row.
    server.put(FEES, { unit: 'kWh' }, ids[1]);
    const offer = await sync.offerUndo(FEES);
    assert.deepEqual(
      offer.left.map(({ label, why }) => [label, why]),
      [['FEE-1 · 项目 FEE-1', 'changed']],
    );
    await sync.undo(FEES);
    assert.equal(server.row(FEES, ids[0] as string).cells['note'], 'theirs');
    assert.deepEqual(
      [server.row(FEES, ids[1] as string).cells['note'], server.row(FEES, ids[1] as string).cells['unit']],
      [null, 'kWh'],
    );
  });

  it('keeps unpublished edits, formulas and rows that are gone', async () => {
    const { server, workbook, sync, ids } = await feePlace(4);
    for (const row of [0, 1, 2, 3]) workbook.userTypes(FEES, row, 'note', 'published');
    await sync.publish(FEES);
    workbook.userTypes(FEES, 0, 'note', 'not yet');
    workbook.userEntersFormula(FEES, 1, 'note', '="published"', 'published');
    server.archive(FEES, ids[2] as string);
    const { back, left } = await sync.offerUndo(FEES);
    assert.deepEqual(
      left.map(({ why }) => why),
      ['edited', 'formula', 'gone'],
    );
    assert.deepEqual(
      back.map(({ id }) => id),
      [ids[3]],
    );
    await sync.undo(FEES);
    assert.deepEqual(await cells(workbook, 'note'), ['not yet', 'published', null]);
    assert.equal(await sync.unpublished(FEES), 1);
  });

  it('can itself be undone', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'wanted after all');
    await sync.publish(FEES);
    await sync.undo(FEES);
    await sync.undo(FEES);
    assert.equal(server.row(FEES, ids[0] as string).cells['note'], 'wanted after all');
  });

  it('takes back a publish that was cut off and gone on with, as one', async () => {
    const { server, workbook, sync } = await feePlace(250);
    for (let row = 0; row < 250; row++) workbook.userTypes(FEES, row, 'note', `n${row}`);
    server.faults = [null, 'after'];
    assert.equal((await sync.publish(FEES)).waiting, 50);
    assert.equal((await sync.publish(FEES)).published, 50);
    assert.equal((await sync.lastPublish(FEES))?.rows, 250);
    assert.equal((await sync.undo(FEES)).published, 250);
    assert.deepEqual(
      [...server.by(FEES, 'code').values()].filter((row) => row.cells['note'] !== null),
      [],
    );
  });

  it('goes on like any publish when the connection breaks in the middle', async () => {
    const { server, workbook, sync } = await feePlace(250);
    for (let row = 0; row < 250; row++) workbook.userTypes(FEES, row, 'note', `n${row}`);
    await sync.publish(FEES);
    server.faults = [null, 'before'];
    assert.equal((await sync.undo(FEES)).waiting, 50);
    assert.equal((await sync.publish(FEES)).published, 50);
    assert.deepEqual(
      [...server.by(FEES, 'code').values()].filter((row) => row.cells['note'] !== null),
      [],
    );
  });

  it('is remembered in the workbook, for the next opening', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 2, 'note', 'wrong');
    await sync.publish(FEES);
    const later = createSync({ workbook, api: server, locale: 'en' });
    assert.equal((await later.lastPublish(FEES))?.rows, 1);
    await later.undo(FEES);
    assert.equal(server.row(FEES, ids[2] as string).cells['note'], null);
  });

  it('has nothing to offer before anything was published, nor after a mere check', async () => {
    const { workbook, sync } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'wrong');
    await sync.publish(FEES, { dryRun: true });
    assert.equal(await sync.lastPublish(FEES), null);
    await assert.rejects(sync.offerUndo(FEES), { code: 'sync.nothing_to_undo' });
  });

  it('brings everything back, whatever was edited, and never touches what others changed since', async () => {
    const edit = fc.record({
      row: fc.nat(7),
      column: fc.constantFrom('note', 'unit', 'nameEn'),
      value: fc.constantFrom('a', 'b', null),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(edit, { minLength: 1, maxLength: 12 }),
        fc.array(edit, { maxLength: 4 }),
        async (mine, theirs) => {
          const { server, workbook, sync, ids } = await feePlace(8);
          const before = snapshot(server);
          for (const { row, column, value } of mine) workbook.userTypes(FEES, row, column, value);
          await sync.publish(FEES);
          const published = snapshot(server);
          for (const { row, column, value } of theirs) server.put(FEES, { [column]: value }, ids[row]);
          const changed = snapshot(server);
          if ((await sync.lastPublish(FEES)) !== null) await sync.undo(FEES);
          const after = snapshot(server);
          ids.forEach((id, row) => {
            const was = before.get(id) as Cells;
            const sent = published.get(id) as Cells;
            const now = changed.get(id) as Cells;
            const wrote = Object.keys(was).filter((column) => was[column] !== sent[column]);
            const stands = wrote.every((column) => sent[column] === now[column]);
            const expected = stands
              ? { ...now, ...Object.fromEntries(wrote.map((column) => [column, was[column]])) }
              : now;
            assert.deepEqual(after.get(id), expected, `row ${row}`);
          });
          assert.equal(await sync.unpublished(FEES), 0);
        },
      ),
      { numRuns: 300 },
    );
  });
});

type Cells = Record<string, string | null>;

const snapshot = (server: SheetServer) =>
  new Map([...server.by(FEES, 'code').values()].map(({ id, cells: stored }) => [id, { ...stored }]));
