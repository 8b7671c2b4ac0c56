import assert from 'node:assert/strict';
import { createSync } from '../../addin/sync/sync.ts';
import { MemoryWorkbook } from '../../addin/workbook/memory.ts';
import { cells, FEES, feeItem, feePlace, typeFeeItem } from './place.ts';

describe('refreshing a sheet', () => {
  it('brings only what changed: new, changed and archived rows', async () => {
    const { server, workbook, sync, ids } = await feePlace(4);
    workbook.userSorts(FEES, '_id');
    workbook.userMovesColumn(FEES, 'note', 0);
    server.put(FEES, { note: 'theirs', effectiveFrom: '2026-05-01' }, ids[1]);
    server.archive(FEES, ids[2] as string);
    server.put(FEES, feeItem('FEE-9'));
    const report = await sync.refresh(FEES);
    assert.deepEqual([report.added, report.updated, report.removed, report.conflicts], [1, 1, 1, 0]);
    assert.equal(server.rowRequests.at(-1)?.since, '4');
    assert.deepEqual(await cells(workbook, 'code'), ['FEE-1', 'FEE-2', 'FEE-4', 'FEE-9']);
    assert.deepEqual(await cells(workbook, 'note'), [null, 'theirs', null, null]);
    assert.deepEqual(await cells(workbook, 'effectiveFrom'), [46_023, 46_143, 46_023, 46_023]);
    const diff = await sync.review(FEES);
    assert.deepEqual([diff.changed.length, diff.added.length, diff.missing.length, diff.unchanged], [0, 0, 0, 4]);
    const again = await sync.refresh(FEES);
    assert.deepEqual([again.added, again.updated, again.removed], [0, 0, 0]);
  });

  it('reads many pages and loses nothing that changes in between', async () => {
    const { server, workbook, sync } = await feePlace(25);
    server.pageSize = 10;
    await sync.open(FEES);
    assert.equal((await cells(workbook, 'code')).length, 25);
    const rows = server.rows.bind(server);
    let pages = 0;
    server.rows = async (input) => {
      const page = await rows(input);
      if (input.dataset === FEES && ++pages === 1) server.put(FEES, feeItem('FEE-LATE'));
      return page;
    };
    await sync.refresh(FEES, { whole: true });
    await sync.refresh(FEES);
    assert.ok((await cells(workbook, 'code')).includes('FEE-LATE'));
  });

  it('never overwrites an unpublished edit, and merges other fields of the same row', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'mine');
    server.put(FEES, { unit: 'theirs' }, ids[0]);
    const report = await sync.refresh(FEES);
    assert.deepEqual([report.merged, report.conflicts], [1, 0]);
    assert.equal((await cells(workbook, 'note'))[0], 'mine');
    assert.equal((await cells(workbook, 'unit'))[0], 'theirs');
    assert.equal((await sync.publish(FEES)).published, 1);
    assert.deepEqual(
      [server.row(FEES, ids[0] as string).cells['note'], server.row(FEES, ids[0] as string).cells['unit']],
      ['mine', 'theirs'],
    );
  });

  it('keeps edits of a row that someone archived, as a conflict', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'mine');
    server.archive(FEES, ids[0] as string);
    const report = await sync.refresh(FEES);
    assert.deepEqual([report.conflicts, report.removed], [1, 0]);
    assert.deepEqual(
      (await sync.conflicts(FEES)).map((c) => [c.label, c.archived]),
      [['FEE-1 · 项目 FEE-1', true]],
    );
    assert.equal(await sync.resolve(FEES, [{ id: ids[0] as string, choose: 'theirs' }]), 0);
    assert.deepEqual(await cells(workbook, 'code'), ['FEE-2', 'FEE-3']);
  });

  it('makes a new row of edits in an archived row when they are kept', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'mine');
    server.archive(FEES, ids[0] as string);
    await sync.refresh(FEES);
    await sync.resolve(FEES, [{ id: ids[0] as string, choose: 'mine' }]);
    assert.equal((await sync.publish(FEES)).published, 1);
    assert.notEqual(server.by(FEES, 'code').get('FEE-1')?.id, ids[0]);
  });

  it('takes a row in whose creation was answered by nobody, without doubling it', async () => {
    const { server, workbook, sync } = await feePlace(1);
    typeFeeItem(workbook, 1, 'FEE-2');
    server.faults = ['after'];
    await sync.publish(FEES);
    const report = await sync.refresh(FEES);
    assert.equal(report.added, 0);
    assert.deepEqual(await cells(workbook, 'code'), ['FEE-1', 'FEE-2']);
    assert.equal((await sync.publish(FEES)).published, 0);
    assert.equal(server.live(FEES), 2);
  });

  it('does not take one’s own lost publish for someone else’s change', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'first');
    server.faults = ['after'];
    await sync.publish(FEES);
    workbook.userTypes(FEES, 0, 'note', 'second');
    const report = await sync.refresh(FEES);
    assert.deepEqual([report.conflicts, report.merged], [0, 1]);
    assert.equal((await sync.publish(FEES)).published, 1);
    assert.equal(server.row(FEES, ids[0] as string).cells['note'], 'second');
  });

  it('leaves rows alone that the user has deleted, but knows them', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userDeletesRow(FEES, 1);
    server.put(FEES, { note: 'theirs' }, ids[1]);
    await sync.refresh(FEES);
    assert.deepEqual(await cells(workbook, 'code'), ['FEE-1', 'FEE-3']);
    await sync.publish(FEES);
    assert.deepEqual(await cells(workbook, 'note'), [null, null, 'theirs'], 'it is put back as it is now');
  });

  it('reads the cells only of rows that changed, and writes only what is not there yet', async () => {
    const { server, workbook, sync, ids } = await feePlace(500);
    server.put(FEES, { note: 'theirs' }, ids[300]);
    server.archive(FEES, ids[400] as string);
    const read = workbook.read.bind(workbook);
    const reads: [number, number | undefined][] = [];
    workbook.read = (sheet, options) => {
      reads.push([options?.columns?.length ?? Number.NaN, options?.rows?.length]);
      return read(sheet, options);
    };
    const report = await sync.refresh(FEES);
    assert.deepEqual([report.updated, report.removed], [1, 1]);
    assert.deepEqual(reads, [
      [1, undefined],
      [Number.NaN, 2],
      [6, 2],
    ]);
  });

  it('leaves an archived row’s copy in the sheet, as a new row', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userCopiesRow(FEES, 1, 0);
    workbook.userTypes(FEES, 0, 'code', 'COPY');
    server.archive(FEES, ids[1] as string);
    const report = await sync.refresh(FEES);
    assert.deepEqual([report.removed, report.conflicts], [1, 0]);
    assert.deepEqual(await cells(workbook, 'code'), ['COPY', 'FEE-1', 'FEE-3']);
    assert.equal((await sync.publish(FEES)).published, 1);
    assert.equal(server.live(FEES), 3);
  });

  it('keeps a renamed copy apart from the emptied row above it that still carries the id', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userCopiesRow(FEES, 1, 2);
    workbook.userTypes(FEES, 2, 'code', 'RENAMED');
    for (const column of Object.keys(feeItem('x'))) workbook.userTypes(FEES, 1, column, null);
    server.put(FEES, { note: 'theirs' }, ids[1]);
    assert.equal((await sync.refresh(FEES)).merged, 1);
    assert.deepEqual(await cells(workbook, 'code'), ['FEE-1', null, 'RENAMED', 'FEE-3']);
    assert.deepEqual(await cells(workbook, 'note'), [null, null, 'theirs', null]);
  });

  it('adds a row of the server beside one that was pasted from another sheet with its hidden id', async () => {
    const { server, workbook, sync } = await feePlace(1);
    const id = server.put(FEES, feeItem('THEIRS'));
    typeFeeItem(workbook, 1, 'PASTED', { _id: id, _version: '1' });
    assert.equal((await sync.refresh(FEES)).added, 1);
    assert.deepEqual(await cells(workbook, 'code'), ['FEE-1', 'PASTED', 'THEIRS']);
    assert.equal(new Set(await cells(workbook, '_id')).size, 3);
  });

  it('writes to the right rows when the sheet is sorted and rows are deleted meanwhile', async () => {
    const { server, workbook, sync, ids } = await feePlace(4);
    server.put(FEES, { note: 'one' }, ids[0]);
    server.put(FEES, { note: 'two' }, ids[1]);
    server.archive(FEES, ids[2] as string);
    const setLists = workbook.setLists.bind(workbook);
    workbook.setLists = async (lists) => {
      await setLists(lists);
      workbook.userDeletesRow(FEES, 1);
      workbook.userInsertsRow(FEES, 0);
      workbook.userTypes(FEES, 0, 'code', 'TYPED');
    };
    await sync.refresh(FEES);
    assert.deepEqual(await cells(workbook, 'code'), ['TYPED', 'FEE-1', 'FEE-4']);
    assert.deepEqual(await cells(workbook, 'note'), [null, 'one', null]);
  });

  it('says so when the hidden id column is gone', async () => {
    const { workbook, sync } = await feePlace();
    workbook.userDeletesColumn(FEES, '_id');
    await assert.rejects(sync.refresh(FEES), { name: 'SyncError', code: 'sheet.id_column_missing' });
  });

  it('updates computed figures whose row kept its version', async () => {
    const { server, workbook, sync } = await feePlace();
    const id = server.put('BILLS', { number: 'B-1', total: '100.00', open: '100.00' });
    await sync.open('BILLS', { filter: { month: '2026-10' }, suffix: '2026_10', subtitle: '2026-10' });
    const row = server.row('BILLS', id);
    row.cells = { ...row.cells, open: '0.00' };
    const report = await sync.refresh('BILLS__2026_10', { whole: true });
    assert.equal(report.updated, 1);
    assert.deepEqual(await cells(workbook, 'open', 'BILLS__2026_10'), [0]);
    assert.deepEqual(server.rowRequests.at(-1)?.filter, { month: '2026-10' }, 'the filter belongs to the sheet');
  });

  it('takes out what a whole load no longer has', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    server.tables.get(FEES)?.delete(ids[0] as string);
    assert.equal((await sync.refresh(FEES, { whole: true })).removed, 1);
    assert.deepEqual(await cells(workbook, 'code'), ['FEE-2', 'FEE-3']);
  });

  it('goes on from the saved workbook in a later session', async () => {
    const { server, workbook, ids } = await feePlace();
    workbook.userTypes(FEES, 2, 'note', 'offline');
    const later = MemoryWorkbook.open(workbook.save());
    const sync = createSync({ workbook: later, api: server, locale: 'en' });
    server.put(FEES, { unit: 'theirs' }, ids[0]);
    const report = await sync.refresh(FEES);
    assert.equal(report.updated, 1);
    assert.equal(server.rowRequests.at(-1)?.since, '3');
    assert.equal(await sync.unpublished(FEES), 1);
    assert.equal((await sync.publish(FEES)).published, 1);
  });

  it('sees what a colleague’s pane did to the same workbook', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    const colleague = createSync({ workbook, api: server, locale: 'zh' });
    workbook.userTypes(FEES, 0, 'note', 'x');
    assert.equal((await colleague.publish(FEES)).published, 1);
    assert.equal((await sync.publish(FEES)).published, 0);
    assert.equal(server.row(FEES, ids[0] as string).version, 2);
  });
});

describe('conflicts', () => {
  it('publishes over someone else’s change of other fields without asking', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'mine');
    server.put(FEES, { unit: 'theirs' }, ids[0]);
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.conflicts], [1, 0]);
    const row = server.row(FEES, ids[0] as string);
    assert.deepEqual([row.cells['note'], row.cells['unit'], row.version], ['mine', 'theirs', 3]);
    assert.equal((await cells(workbook, 'unit'))[0], 'theirs');
  });

  it('holds a row whose same field was changed on both sides until someone chooses', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    const id = ids[0] as string;
    workbook.userTypes(FEES, 0, 'note', 'mine');
    workbook.userTypes(FEES, 0, 'unit', 'my unit');
    server.put(FEES, { note: 'theirs', taxCode: 'VAT9' }, id);
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.conflicts], [0, 1]);
    assert.equal(server.row(FEES, id).cells['note'], 'theirs', 'nothing was overwritten unseen');
    assert.deepEqual(await sync.conflicts(FEES), [
      {
        id,
        label: 'FEE-1 · 项目 FEE-1',
        archived: false,
        fields: [{ column: 'note', base: null, mine: 'mine', theirs: 'theirs' }],
      },
    ]);
    assert.deepEqual(
      (await workbook.marks(FEES)).map((m) => m.column),
      ['note'],
    );
    assert.equal((await sync.publish(FEES)).conflicts, 1, 'it is held, not sent');
    assert.equal(server.publishes.length, 1);
    assert.equal(await sync.resolve(FEES, [{ id, choose: { unit: 'mine' } }]), 1, 'not every field was decided');
    assert.equal(await sync.resolve(FEES, [{ id, choose: { note: 'mine' } }]), 0);
    assert.equal((await cells(workbook, 'taxCode'))[0], 'VAT9', 'what did not collide has merged');
    assert.equal((await sync.publish(FEES)).published, 1);
    const row = server.row(FEES, id);
    assert.deepEqual([row.cells['note'], row.cells['unit'], row.cells['taxCode']], ['mine', 'my unit', 'VAT9']);
  });

  it('takes theirs when that is chosen, and keeps one’s other edits', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    const id = ids[0] as string;
    workbook.userTypes(FEES, 0, 'note', 'mine');
    workbook.userTypes(FEES, 0, 'unit', 'my unit');
    server.put(FEES, { note: 'theirs' }, id);
    await sync.refresh(FEES);
    await sync.resolve(FEES, [{ id, choose: 'theirs' }]);
    assert.equal((await cells(workbook, 'note'))[0], 'theirs');
    assert.deepEqual(await workbook.marks(FEES), []);
    await sync.publish(FEES);
    assert.deepEqual(server.publishes.at(-1)?.rows[0]?.cells, { unit: 'my unit' });
  });

  it('is about the original when a copy of the row stands above it', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    const id = ids[0] as string;
    workbook.userTypes(FEES, 0, 'note', 'mine');
    server.put(FEES, { note: 'theirs' }, id);
    await sync.publish(FEES);
    workbook.userCopiesRow(FEES, 0, 0);
    workbook.userTypes(FEES, 0, 'code', 'COPY');
    assert.deepEqual(
      (await sync.conflicts(FEES)).map((c) => [c.id, c.label]),
      [[id, 'FEE-1 · 项目 FEE-1']],
    );
    assert.equal(await sync.resolve(FEES, [{ id, choose: 'theirs' }]), 0);
    assert.deepEqual(await cells(workbook, 'code'), ['COPY', 'FEE-1', 'FEE-2', 'FEE-3']);
    assert.deepEqual(await cells(workbook, 'note'), ['mine', 'theirs', null, null]);
    assert.equal((await sync.publish(FEES)).published, 1);
    const onServer = server.by(FEES, 'code');
    assert.deepEqual([onServer.get('COPY')?.cells['note'], onServer.get('FEE-1')?.cells['note']], ['mine', 'theirs']);
  });

  it('keeps a new row with a conflict apart from its copy', async () => {
    const { server, workbook, sync } = await feePlace();
    typeFeeItem(workbook, 3, 'NEW', { note: 'mine' });
    server.faults = ['after'];
    await sync.publish(FEES);
    const { id } = server.by(FEES, 'code').get('NEW') as { id: string };
    server.put(FEES, { note: 'theirs' }, id);
    workbook.userTypes(FEES, 3, 'note', 'mine again');
    assert.equal((await sync.publish(FEES)).conflicts, 1);
    workbook.userCopiesRow(FEES, 3, 3);
    workbook.userTypes(FEES, 3, 'code', 'COPY');
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.refused, report.conflicts], [1, 0, 1]);
    assert.deepEqual([server.row(FEES, id).cells['code'], server.row(FEES, id).cells['note']], ['NEW', 'theirs']);
  });

  it('keeps all-or-nothing together when a row merges', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    for (const row of [0, 1, 2]) workbook.userTypes(FEES, row, 'note', `mine ${row}`);
    server.put(FEES, { unit: 'theirs' }, ids[1]);
    const report = await sync.publish(FEES, { mode: 'ATOMIC' });
    assert.deepEqual([report.published, report.waiting], [3, 0]);
    assert.deepEqual(
      server.publishes.map((p) => p.rows.length),
      [3, 3],
    );
    for (const row of [0, 1, 2]) workbook.userTypes(FEES, row, 'note', `again ${row}`);
    server.put(FEES, { unit: 'x' }, ids[1]);
    server.put(FEES, { note: 'theirs' }, ids[2]);
    const stuck = await sync.publish(FEES, { mode: 'ATOMIC' });
    assert.deepEqual([stuck.published, stuck.conflicts, stuck.waiting], [0, 1, 2]);
  });

  it('survives closing the workbook', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'mine');
    server.put(FEES, { note: 'theirs' }, ids[0]);
    await sync.publish(FEES);
    const later = createSync({ workbook: MemoryWorkbook.open(workbook.save()), api: server, locale: 'en' });
    assert.equal((await later.conflicts(FEES)).length, 1);
    assert.equal((await later.publish(FEES)).conflicts, 1);
  });

  it('counts the same change on both sides as published', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'same');
    server.put(FEES, { note: 'same' }, ids[0]);
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.conflicts], [1, 0]);
    assert.equal(server.row(FEES, ids[0] as string).version, 2, 'nothing was written again');
  });
});
