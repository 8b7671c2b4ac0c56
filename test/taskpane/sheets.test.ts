import assert from 'node:assert/strict';
import { datasetNamed } from '../../addin/datasets/datasets.ts';
import { layoutOf } from '../../addin/datasets/layout.ts';
import { translator } from '../../addin/i18n/translate.ts';
import type { ConflictView } from '../../addin/sync/conflicts.ts';
import type { Diff, EditedRow } from '../../addin/sync/diff.ts';
import type { PublishReport } from '../../addin/sync/outcome.ts';
import { decisionsOf, undecided } from '../../addin/taskpane/sheets/choices.ts';
import { countDiff, isEmpty } from '../../addin/taskpane/sheets/counts.ts';
import { type Flow, type FlowAction, flowReducer } from '../../addin/taskpane/sheets/flow.ts';
import { Places } from '../../addin/taskpane/sheets/places.ts';
import { publishSummary, refreshSummary } from '../../addin/taskpane/sheets/summaries.ts';
import { MemoryWorkbook } from '../../addin/workbook/memory.ts';

const row = (number: number, ...codes: string[]): EditedRow => ({
  row: number,
  id: null,
  base: null,
  cells: {},
  issues: codes.map((code) => ({ column: 'price', code, params: {} })),
});

const base = { id: 'x', version: 1, cells: [] };
const diff = (over: Partial<Diff>): Diff => ({
  added: [],
  changed: [],
  missing: [],
  unchanged: 0,
  moved: 0,
  copies: 0,
  strays: [],
  ...over,
});

const report = (over: Partial<PublishReport>): PublishReport => ({
  published: 0,
  unchanged: 0,
  valid: 0,
  refused: 0,
  conflicts: 0,
  invalid: 0,
  waiting: 0,
  archived: 0,
  restored: 0,
  missing: 0,
  issues: [],
  cancelled: false,
  interruption: null,
  ...over,
});

describe('the counts before publishing', () => {
  const edited = diff({
    added: [row(9), row(10, 'value.required')],
    changed: [row(2), row(4, 'value.not_a_number', 'value.required')],
    missing: [{ base, row: null }],
  });

  it('count a row once, as invalid or as what it is', () => {
    const { added, changed, invalid, missing } = countDiff(edited);
    assert.deepEqual({ added, changed, invalid, missing }, { added: 1, changed: 1, invalid: 2, missing: 1 });
  });

  it('list problems from top to bottom', () => {
    assert.deepEqual(
      countDiff(edited).problems.map((problem) => [problem.row, problem.code]),
      [
        [4, 'value.not_a_number'],
        [4, 'value.required'],
        [10, 'value.required'],
      ],
    );
  });

  it('of a selection leave out other rows, and rows that are missing', () => {
    const { added, changed, invalid, missing } = countDiff(edited, new Set([2, 10]));
    assert.deepEqual({ added, changed, invalid, missing }, { added: 0, changed: 1, invalid: 1, missing: 0 });
  });

  it('are empty when there is nothing to look at', () => {
    assert.equal(isEmpty(countDiff(diff({}))), true);
    assert.equal(isEmpty(countDiff(diff({ missing: [{ base, row: null }] }))), false);
  });
});

describe('the way from edits to a result', () => {
  const run = (...actions: FlowAction[]) => actions.reduce<Flow>(flowReducer, { step: 'idle' });

  it('goes from review to result', () => {
    const counts = countDiff(diff({}));
    assert.equal(
      run({ type: 'start', verb: 'review' }, { type: 'reviewed', counts, scope: 'all', selection: [] }).step,
      'reviewed',
    );
    assert.equal(
      run({ type: 'start', verb: 'publish' }, { type: 'published', verb: 'publish', report: report({}) }).step,
      'published',
    );
  });

  it('takes no second command while one is under way', () => {
    assert.deepEqual(run({ type: 'start', verb: 'publish' }, { type: 'start', verb: 'refresh' }), {
      step: 'working',
      verb: 'publish',
      activity: null,
    });
    assert.equal(run({ type: 'start', verb: 'publish' }, { type: 'dismiss' }).step, 'working');
  });

  it('ignores an answer that nobody waits for any more', () => {
    assert.equal(run({ type: 'failed', error: 'late' }).step, 'idle');
  });

  it('keeps an error with the verb that failed, and forgets it when dismissed', () => {
    assert.deepEqual(run({ type: 'start', verb: 'check' }, { type: 'failed', error: 'no' }), {
      step: 'failed',
      verb: 'check',
      error: 'no',
    });
    assert.equal(
      run({ type: 'start', verb: 'check' }, { type: 'failed', error: 'no' }, { type: 'dismiss' }).step,
      'idle',
    );
    assert.equal(run({ type: 'start', verb: 'check' }, { type: 'cancelled' }).step, 'idle');
  });
});

describe('decisions about conflicts', () => {
  const field = (column: string) => ({ column, base: 1, mine: 2, theirs: 3 });
  const conflicts: ConflictView[] = [
    { id: 'a', label: 'A', archived: false, fields: [field('price'), field('note')] },
    { id: 'b', label: 'B', archived: true, fields: [] },
  ];

  it('leave a row open until each of its fields is decided', () => {
    assert.equal(undecided(conflicts, { a: { price: 'mine' } }), 2);
    assert.equal(undecided(conflicts, { a: { price: 'mine', note: 'theirs' }, b: { '*': 'mine' } }), 0);
  });

  it('are carried out for decided rows only, field by field', () => {
    assert.deepEqual(decisionsOf(conflicts, { a: { price: 'mine', note: 'theirs' } }), [
      { id: 'a', choose: { price: 'mine', note: 'theirs' } },
    ]);
    assert.deepEqual(decisionsOf(conflicts, { b: { '*': 'theirs' } }), [{ id: 'b', choose: 'theirs' }]);
  });

  it('can be one side for all', () => {
    assert.deepEqual(decisionsOf(conflicts, {}, 'mine'), [
      { id: 'a', choose: 'mine' },
      { id: 'b', choose: 'mine' },
    ]);
  });
});

describe('a report in one line', () => {
  it('says how many were published, wait and were refused, and leaves out what is zero', () => {
    const summary = publishSummary(
      report({ published: 12, waiting: 3, refused: 1, invalid: 1 }),
      'publish',
      translator('en'),
    );
    assert.equal(summary, '12 published, 3 waiting, 2 refused');
    assert.equal(publishSummary(report({ valid: 2 }), 'check', translator('zh')), '2 行检查通过');
    assert.match(publishSummary(report({}), 'publish', translator('en')), /^Nothing/);
  });

  it('of a refresh says what came and went', () => {
    const refreshed = { added: 2, updated: 1, removed: 0, merged: 0, conflicts: 1, asOf: '' };
    assert.equal(refreshSummary(refreshed, translator('en')), '2 new, 1 updated, 1 conflict');
  });
});

describe('the places of problems', () => {
  it('are found by id and by position, and named as people name the row', async () => {
    const workbook = new MemoryWorkbook();
    const dataset = datasetNamed('FEE_ITEMS');
    const layout = layoutOf(dataset, 'en');
    const cells = (code: string, id: string) =>
      layout.columns.map((column) => (column.id === 'code' ? code : column.id === '_id' ? id : null));
    await workbook.openSheet(layout, [cells('FEE-A', 'one'), cells('FEE-B', 'two')]);
    const places = await Places.read(workbook, 'FEE_ITEMS', dataset);
    assert.deepEqual(places.ofId('two'), { row: 1, label: 'FEE-B' });
    assert.deepEqual(places.ofRow(0), { row: 0, label: 'FEE-A' });
    assert.equal(places.ofId('gone'), null);
  });
});
