import assert from 'node:assert/strict';
import { nextBatchSize } from '../../addin/sync/send.ts';
import { createSync } from '../../addin/sync/sync.ts';
import { MemoryWorkbook } from '../../addin/workbook/memory.ts';
import { cells, FEES, feeItem, feePlace, typeFeeItem } from './place.ts';

describe('publishing a sheet', () => {
  it('sends only the changed cells of changed rows and shows what the server made of them', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    server.tidy = (c) => ({ ...c, status: c['effectiveTo'] ? 'ARCHIVED' : 'ACTIVE' });
    workbook.userTypes(FEES, 1, 'note', '每月五日前');
    workbook.userTypes(FEES, 1, 'effectiveTo', 46_388);
    workbook.userTypes(FEES, 2, 'cycle', 'Yearly');
    const report = await sync.publish(FEES);
    assert.equal(report.published, 2);
    assert.deepEqual(
      server.publishes.map((p) => p.rows.map(({ id, version, cells: c }) => ({ id, version, cells: c }))),
      [
        [
          { id: ids[1], version: 1, cells: { note: '每月五日前', effectiveTo: '2027-01-01' } },
          { id: ids[2], version: 1, cells: { cycle: 'YEARLY' } },
        ],
      ],
    );
    assert.deepEqual(await cells(workbook, '_status'), [null, 'Published', 'Published']);
    assert.deepEqual(await cells(workbook, '_version'), ['1', '2', '2']);
    assert.deepEqual(await cells(workbook, 'status'), ['Active', 'Archived', 'Active']);
    assert.equal((await sync.review(FEES)).changed.length, 0);
    assert.equal((await sync.publish(FEES)).published, 0, 'nothing is left to publish');
    assert.equal(server.publishes.length, 1);
  });

  it('creates rows that were typed or pasted anywhere, with an id of their own', async () => {
    const { server, workbook, sync } = await feePlace();
    workbook.userInsertsRow(FEES, 1);
    typeFeeItem(workbook, 1, 'FEE-A');
    typeFeeItem(workbook, 4, 'FEE-B');
    const report = await sync.publish(FEES);
    assert.equal(report.published, 2);
    assert.deepEqual([...server.by(FEES, 'code').keys()], ['FEE-1', 'FEE-2', 'FEE-3', 'FEE-A', 'FEE-B']);
    assert.equal(server.by(FEES, 'code').get('FEE-A')?.cells['effectiveFrom'], '2026-01-01');
    assert.equal(new Set(await cells(workbook, '_id')).size, 5);
  });

  it('makes a copied row a new row and leaves the original alone', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userCopiesRow(FEES, 0, 1);
    workbook.userTypes(FEES, 1, 'code', 'FEE-COPY');
    const diff = await sync.review(FEES);
    assert.deepEqual([diff.copies, diff.added.length, diff.changed.length], [1, 1, 0]);
    assert.equal((await sync.publish(FEES)).published, 1);
    assert.equal(server.row(FEES, ids[0] as string).cells['code'], 'FEE-1');
    assert.equal(server.live(FEES), 4);
  });

  it('refuses bad cells at the cell, in words, and publishes the other rows', async () => {
    const { server, workbook, sync } = await feePlace(6);
    workbook.userTypes(FEES, 0, 'effectiveFrom', '2026-02-30');
    workbook.userTypes(FEES, 1, 'cycle', 'fortnightly');
    workbook.userTypes(FEES, 2, 'nameZh', { error: '#N/A' });
    workbook.userTypes(FEES, 3, 'currency', null);
    workbook.userTypes(FEES, 4, 'status', 'Archived');
    workbook.userTypes(FEES, 5, 'note', 'fine');
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.invalid], [1, 5]);
    assert.deepEqual(
      (await workbook.marks(FEES)).map((m) => [m.row, m.column]),
      [
        [0, 'effectiveFrom'],
        [1, 'cycle'],
        [2, 'nameZh'],
        [3, 'currency'],
        [4, 'status'],
      ],
    );
    assert.deepEqual(
      report.issues.map((i) => i.code),
      ['value.not_a_date', 'value.not_in_list', 'value.cell_error', 'value.required', 'sheet.read_only_column'],
    );
    const messages = await cells(workbook, '_message');
    assert.equal(messages[0], 'Effective from: “2026-02-30” is not a date that exists; write it like 2026-10-31');
    assert.equal(messages[5], null);
    assert.equal(server.publishes[0]?.rows.length, 1);

    workbook.userTypes(FEES, 0, 'effectiveFrom', 46_023);
    await sync.publish(FEES);
    assert.deepEqual((await cells(workbook, '_status'))[0], null, 'a row put right by hand loses its old status');
    assert.ok((await workbook.marks(FEES)).every((m) => m.row !== 0));
  });

  it('refuses a code that stands twice in the sheet before anything is sent', async () => {
    const { server, workbook, sync } = await feePlace(2);
    typeFeeItem(workbook, 2, ' FEE-1 ');
    typeFeeItem(workbook, 3, 'FEE-9');
    typeFeeItem(workbook, 4, 'FEE-9');
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.invalid], [1, 2]);
    assert.deepEqual(
      report.issues.map((i) => [i.code, i.params['text'], i.params['row']]),
      [
        ['sheet.duplicate_key', 'FEE-1', '2'],
        ['sheet.duplicate_key', 'FEE-9', '5'],
      ],
    );
    assert.equal(server.live(FEES), 3);
  });

  it('shows the server’s refusals at the cells and publishes them once they are put right', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    server.rules = (_, row) =>
      row['taxCode'] === 'VAT99'
        ? [{ field: 'taxCode', code: 'catalog.unknown_tax_code', message: 'no tax code VAT99' }]
        : [];
    workbook.userTypes(FEES, 0, 'taxCode', 'VAT99');
    workbook.userTypes(FEES, 1, 'note', 'ok');
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.refused], [1, 1]);
    assert.deepEqual(await cells(workbook, '_status'), ['Refused', 'Published', null]);
    assert.deepEqual(await workbook.marks(FEES), [{ row: 0, column: 'taxCode', reason: 'no tax code VAT99' }]);
    assert.equal(await sync.showCell(FEES, ids[0] as string, 'taxCode'), true);
    assert.deepEqual(await workbook.selection(), { sheet: FEES, rows: [0], columns: ['taxCode'] });
    workbook.userTypes(FEES, 0, 'taxCode', 'VAT9');
    assert.equal((await sync.publish(FEES)).published, 1);
    assert.deepEqual(await workbook.marks(FEES), []);
  });

  it('publishes all or nothing when asked to', async () => {
    const { server, workbook, sync } = await feePlace();
    server.rules = (_, row) => (row['note'] === 'bad' ? [{ field: 'note', code: 'x.y', message: 'bad note' }] : []);
    workbook.userTypes(FEES, 0, 'note', 'good');
    workbook.userTypes(FEES, 1, 'note', 'bad');
    const report = await sync.publish(FEES, { mode: 'ATOMIC' });
    assert.deepEqual([report.published, report.refused, report.waiting], [0, 1, 1]);
    assert.deepEqual(await cells(workbook, '_status'), ['Waiting', 'Refused', null]);
    workbook.userTypes(FEES, 1, 'cycle', 'x');
    const held = await sync.publish(FEES, { mode: 'ATOMIC' });
    assert.deepEqual(
      [held.invalid, held.waiting, server.publishes.length],
      [1, 1, 1],
      'a bad cell keeps all from being sent',
    );
    workbook.userTypes(FEES, 1, 'note', 'also good');
    workbook.userTypes(FEES, 1, 'cycle', '每年');
    assert.equal((await sync.publish(FEES, { mode: 'ATOMIC' })).published, 2);
  });

  it('checks without changing anything, and says what would be refused', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    server.rules = (_, row) => (row['note'] === 'bad' ? [{ field: 'note', code: 'x.y', message: 'bad note' }] : []);
    workbook.userTypes(FEES, 0, 'note', 'good');
    workbook.userTypes(FEES, 1, 'note', 'bad');
    typeFeeItem(workbook, 3, 'FEE-4');
    const report = await sync.publish(FEES, { dryRun: true });
    assert.deepEqual([report.valid, report.refused, report.published], [2, 1, 0]);
    assert.deepEqual(await cells(workbook, '_status'), ['Valid', 'Refused', null, 'Valid']);
    assert.equal(server.row(FEES, ids[0] as string).version, 1);
    assert.equal(server.live(FEES), 3);
    assert.equal((await sync.publish(FEES)).published, 2);
  });

  it('publishes a selection only', async () => {
    const { workbook, sync, server } = await feePlace();
    for (const row of [0, 1, 2]) workbook.userTypes(FEES, row, 'note', 'n');
    workbook.userDeletesRow(FEES, 0);
    assert.equal((await sync.publish(FEES, { rows: [1] })).published, 1);
    assert.deepEqual(
      server.publishes[0]?.rows.map((r) => r.cells),
      [{ note: 'n' }],
    );
    assert.deepEqual(await cells(workbook, '_status'), [null, 'Published']);
    assert.equal((await sync.review(FEES)).changed.length, 1);
  });

  it('writes the answer to a selected row into that row, not into a copy that stands above it', async () => {
    const { server, workbook, sync } = await feePlace();
    server.tidy = (c) => ({ ...c, unit: 'tidied' });
    workbook.userCopiesRow(FEES, 0, 0);
    workbook.userTypes(FEES, 0, 'code', 'COPY');
    workbook.userTypes(FEES, 1, 'note', 'x');
    assert.equal((await sync.publish(FEES, { rows: [1] })).published, 1);
    assert.deepEqual(await cells(workbook, 'unit'), ['m2', 'tidied', 'm2', 'm2']);
    assert.deepEqual(await cells(workbook, '_status'), [null, 'Published', null, null]);
    assert.equal((await sync.publish(FEES)).published, 1);
    assert.deepEqual([...server.by(FEES, 'code').keys()], ['FEE-1', 'FEE-2', 'FEE-3', 'COPY']);
  });

  it('puts missing rows back by default and archives them only when asked to', async () => {
    const { server, workbook, sync, ids } = await feePlace(4);
    workbook.userDeletesRow(FEES, 1);
    for (const column of Object.keys(feeItem('x'))) workbook.userTypes(FEES, 2, column, null);
    const first = await sync.publish(FEES);
    assert.deepEqual([first.missing, first.restored, first.published], [2, 2, 0]);
    assert.deepEqual(await cells(workbook, 'code'), ['FEE-1', 'FEE-3', 'FEE-4', 'FEE-2']);
    assert.equal(server.live(FEES), 4);
    workbook.userDeletesRow(FEES, 0);
    const second = await sync.publish(FEES, { missing: 'archive' });
    assert.deepEqual([second.archived, server.live(FEES)], [1, 3]);
    assert.ok(server.row(FEES, ids[0] as string).archived);
    assert.equal((await sync.review(FEES)).missing.length, 0);
  });

  it('finishes after the connection broke, and doubles nothing: answer lost', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    typeFeeItem(workbook, 3, 'FEE-4');
    workbook.userTypes(FEES, 0, 'note', 'once');
    server.faults = ['after'];
    const broken = await sync.publish(FEES);
    assert.deepEqual([broken.published, broken.waiting], [0, 2]);
    assert.ok(broken.interruption instanceof TypeError);
    assert.deepEqual(await cells(workbook, '_status'), ['Waiting', null, null, 'Waiting']);
    // The laptop was closed: another session opens the saved workbook.
    const later = MemoryWorkbook.open(workbook.save());
    const again = createSync({ workbook: later, api: server, locale: 'en' });
    const report = await again.publish(FEES);
    assert.deepEqual([report.published, report.waiting], [2, 0]);
    assert.deepEqual(
      server.publishes[1]?.rows.map((r) => r.key),
      server.publishes[0]?.rows.map((r) => r.key),
      'the same keys were sent again',
    );
    assert.equal(server.row(FEES, ids[0] as string).version, 2, 'applied once');
    assert.equal(server.live(FEES), 4);
    assert.deepEqual(await cells(later, '_status'), ['Published', null, null, 'Published']);
    void sync;
  });

  it('has every key in the workbook before the request leaves', async () => {
    const { server, workbook, sync } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'x');
    let saved = '';
    server.meanwhile = () => {
      saved = workbook.save();
    };
    await sync.publish(FEES);
    assert.ok(saved.includes(server.publishes[0]?.rows[0]?.key ?? '?'));
    assert.ok(!workbook.save().includes(server.publishes[0]?.rows[0]?.key ?? '?'), 'and not for longer than needed');
  });

  it('says how many rows are published and how many wait when the server goes away in the middle', async () => {
    const { server, workbook, sync } = await feePlace(1_000);
    for (let row = 0; row < 1_000; row++) workbook.userTypes(FEES, row, 'note', `n${row}`);
    server.faults = [null, 'before'];
    const broken = await sync.publish(FEES);
    assert.deepEqual([broken.published, broken.waiting], [200, 800]);
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.waiting], [800, 0]);
    assert.ok([...server.by(FEES, 'code').values()].every((row) => row.version === 2));
  });

  it('edits made after a lost answer are published over one’s own earlier values', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'note', 'first');
    server.faults = ['after'];
    await sync.publish(FEES);
    workbook.userTypes(FEES, 0, 'note', 'second');
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.conflicts], [1, 0]);
    assert.equal(server.row(FEES, ids[0] as string).cells['note'], 'second');
  });

  it('keeps a row whose answer got lost apart from its copy, also when sorting puts the copy above it', async () => {
    const { server, workbook, sync } = await feePlace();
    typeFeeItem(workbook, 3, 'NEW');
    server.faults = ['after'];
    await sync.publish(FEES);
    const { id } = server.by(FEES, 'code').get('NEW') as { id: string };
    workbook.userCopiesRow(FEES, 3, 4);
    workbook.userTypes(FEES, 4, 'code', 'COPY');
    workbook.userSorts(FEES, 'code');
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.refused, report.conflicts], [2, 0, 0]);
    assert.equal(server.by(FEES, 'code').get('NEW')?.id, id, 'the original keeps its id');
    assert.deepEqual([...server.by(FEES, 'code').keys()], ['FEE-1', 'FEE-2', 'FEE-3', 'NEW', 'COPY']);
    const left = await sync.review(FEES);
    assert.deepEqual([left.added.length, left.changed.length, left.missing.length], [0, 0, 0]);
  });

  it('keeps a row whose renaming got lost apart from its copy', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    workbook.userTypes(FEES, 0, 'code', 'RENAMED');
    server.faults = ['after'];
    await sync.publish(FEES);
    workbook.userCopiesRow(FEES, 0, 1);
    workbook.userTypes(FEES, 1, 'code', 'COPY');
    workbook.userSorts(FEES, 'code');
    const report = await sync.publish(FEES);
    assert.deepEqual([report.published, report.refused, report.conflicts], [2, 0, 0]);
    assert.equal(server.row(FEES, ids[0] as string).cells['code'], 'RENAMED');
    assert.equal(server.live(FEES), 4);
  });

  it('stops between batches when cancelled, and goes on later', async () => {
    const { server, workbook, sync } = await feePlace(500);
    for (let row = 0; row < 500; row++) workbook.userTypes(FEES, row, 'note', `n${row}`);
    const stop = new AbortController();
    const seen: [number, number][] = [];
    const report = await sync.publish(FEES, {
      signal: stop.signal,
      progress: (done, total) => {
        seen.push([done, total]);
        stop.abort();
      },
    });
    assert.deepEqual(seen, [[200, 500]]);
    assert.deepEqual([report.published, report.waiting, report.cancelled, report.interruption], [200, 300, true, null]);
    assert.equal(server.publishes.length, 1);
    assert.equal((await sync.publish(FEES)).published, 300);
  });

  it('sends batches of about a second, growing from 200', async () => {
    assert.equal(nextBatchSize(200, 20), 800);
    assert.equal(nextBatchSize(800, 500), 1_600);
    assert.equal(nextBatchSize(1_600, 4_000), 400);
    assert.equal(nextBatchSize(5_000, 100), 10_000);
    assert.equal(nextBatchSize(200, 100_000), 20);
  });

  it('does not overwrite what was typed while the rows were on their way', async () => {
    const { server, workbook, sync } = await feePlace();
    server.tidy = (c) => ({ ...c, note: c['note']?.trim() ?? null, unit: 'tidied' });
    workbook.userTypes(FEES, 0, 'note', ' padded ');
    server.meanwhile = () => {
      workbook.userSorts(FEES, '_version');
      workbook.userInsertsRow(FEES, 0);
      workbook.userTypes(FEES, 0, 'code', 'FEE-0');
      workbook.userTypes(FEES, 1, 'unit', 'typed meanwhile');
    };
    await sync.publish(FEES);
    assert.deepEqual(await cells(workbook, 'code'), ['FEE-0', 'FEE-1', 'FEE-2', 'FEE-3']);
    assert.deepEqual(await cells(workbook, 'note'), [null, 'padded', null, null]);
    assert.deepEqual(await cells(workbook, 'unit'), [null, 'typed meanwhile', 'm2', 'm2']);
    assert.deepEqual(await cells(workbook, '_status'), [null, 'Published', null, null]);
    assert.equal((await sync.review(FEES)).changed.length, 1, 'what was typed meanwhile is an edit');
  });

  it('publishes the value of a formula and leaves the formula there', async () => {
    const { server, workbook, sync, ids } = await feePlace();
    server.tidy = (c) => ({ ...c, note: c['note']?.trim() ?? null });
    workbook.userEntersFormula(FEES, 0, 'note', '=A2&" "', 'FEE-1 ');
    await sync.publish(FEES);
    assert.equal(server.row(FEES, ids[0] as string).cells['note'], 'FEE-1');
    assert.equal((await workbook.read(FEES, { columns: ['note'], formulas: true })).formulas.size, 1);
  });

  it('passes over a column that the user has deleted', async () => {
    const { server, workbook, sync } = await feePlace();
    workbook.userDeletesColumn(FEES, 'nameEn');
    workbook.userTypes(FEES, 0, 'note', 'x');
    assert.equal((await sync.publish(FEES)).published, 1);
    assert.deepEqual(server.publishes[0]?.rows[0]?.cells, { note: 'x' });
  });

  it('says what to do when the hidden id column or the base copy is gone', async () => {
    const { workbook, sync, server } = await feePlace();
    workbook.userDeletesColumn(FEES, '_id');
    await assert.rejects(sync.publish(FEES), { name: 'SyncError', code: 'sheet.id_column_missing' });
    const other = createSync({ workbook: new MemoryWorkbook(), api: server, locale: 'en' });
    await assert.rejects(other.publish(FEES), { code: 'sheet.not_bound' });
    await workbook.writeState(new Map([[`s:${FEES}:base:0#0`, '[damaged']]));
    const next = createSync({ workbook, api: server, locale: 'en' });
    await assert.rejects(next.publish(FEES), { code: 'sheet.no_base' });
    assert.equal((await sync.open(FEES)).rows, 3);
    assert.equal((await sync.publish(FEES)).published, 0);
  });

  it('looks codes up again before it refuses an unknown reference', async () => {
    const { server, workbook, sync } = await feePlace();
    server.put('PRICES', {
      feeItem: 'FEE-1',
      effectiveFrom: '2026-01-01',
      model: 'FIXED',
      price: '300',
      effectiveTo: null,
    });
    await sync.open('PRICES');
    assert.deepEqual(workbook.list('codes_FEE_ITEMS'), ['FEE-1', 'FEE-2', 'FEE-3']);
    server.put(FEES, feeItem('FEE-NEW'));
    workbook.userTypes('PRICES', 0, 'feeItem', 'FEE-NEW');
    assert.equal((await sync.publish('PRICES')).published, 1);
    workbook.userTypes('PRICES', 0, 'feeItem', 'FEE-NONE');
    const report = await sync.publish('PRICES');
    assert.deepEqual(
      report.issues.map((i) => [i.column, i.code]),
      [['feeItem', 'value.unknown_reference']],
    );
  });

  it('offers the rounded value where a price has too many decimals', async () => {
    const { server, workbook, sync } = await feePlace();
    const id = server.put('PRICES', {
      feeItem: 'FEE-1',
      effectiveFrom: '2026-01-01',
      model: 'FIXED',
      price: '0.00012',
    });
    await sync.open('PRICES');
    assert.equal((await sync.review('PRICES')).changed.length, 0, 'the server may have more decimals than an edit');
    workbook.userTypes('PRICES', 0, 'price', 10 / 3);
    const issue = (await sync.publish('PRICES')).issues[0];
    assert.deepEqual([issue?.code, issue?.suggestion], ['value.too_many_decimals', 3.3333]);
    await sync.setCell('PRICES', id, 'price', issue?.suggestion ?? null);
    assert.equal((await sync.publish('PRICES')).published, 1);
    assert.equal(server.row('PRICES', id).cells['price'], '3.3333');
  });

  it('puts a suggested value into the row that it is for, not into a copy that stands above it', async () => {
    const { workbook, sync, ids } = await feePlace();
    workbook.userCopiesRow(FEES, 0, 0);
    workbook.userTypes(FEES, 0, 'code', 'COPY');
    await sync.setCell(FEES, ids[0] as string, 'note', 'suggested');
    assert.deepEqual(await cells(workbook, 'note'), [null, 'suggested', null, null]);
  });

  it('refuses to publish a computed dataset', async () => {
    const { sync } = await feePlace();
    await sync.open('BILLS');
    await assert.rejects(sync.publish('BILLS'), { code: 'sheet.read_only_dataset' });
  });

  it('speaks Chinese in a Chinese sheet', async () => {
    const { workbook, sync } = await feePlace(2, 'zh');
    assert.deepEqual(await cells(workbook, 'cycle'), ['每月', '每月']);
    workbook.userTypes(FEES, 0, 'cycle', '每旬');
    workbook.userTypes(FEES, 1, 'cycle', 'Yearly');
    await sync.publish(FEES);
    assert.deepEqual(await cells(workbook, '_status'), ['有误', '已发布']);
    assert.equal((await cells(workbook, '_message'))[0], '计费周期: “每旬”不在可选项中');
    assert.deepEqual(await cells(workbook, 'cycle'), ['每旬', '每年']);
  });
});
