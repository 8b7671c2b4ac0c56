/** Before anything is sent: what cannot go is marked, missing rows are put back, the rest is queued. */
import { ID_COLUMN, STATUS_COLUMN } from '../datasets/layout.ts';
import type { CellInput, CellValue, TableContent } from '../workbook/port.ts';
import { applyEdits, type RowEdit } from './apply.ts';
import type { OpenedSheet, SyncContext } from './context.ts';
import type { Diff, EditedRow } from './diff.ts';
import { SyncError } from './issues.ts';
import { sheetRow } from './open.ts';
import { type Outcome, type Outgoing, refusedRow, statusCells } from './outcome.ts';
import type { PublishOptions } from './publish.ts';
import type { BaseRow } from './rows.ts';
import { BATCH_LIMIT } from './send.ts';

/** Marks what cannot go, puts back missing rows, and returns what is to be sent. */
export async function prepare(
  ctx: SyncContext,
  opened: OpenedSheet,
  table: TableContent,
  diff: Diff,
  options: PublishOptions,
  outcome: Outcome,
): Promise<Outgoing[]> {
  const { state } = opened;
  const queue: Outgoing[] = [];
  const edits: RowEdit[] = clearOldStatus(ctx, opened, table, diff, options);
  for (const row of [...diff.added, ...diff.changed]) {
    const id = row.id as string;
    if (state.conflicts.has(id)) {
      outcome.report.conflicts++;
      outcome.issue(id, { column: null, code: 'sheet.conflict', params: {} });
    } else if (row.issues.length > 0) {
      outcome.report.invalid++;
      for (const issue of row.issues) outcome.issue(id, issue);
      edits.push(refusedRow(ctx, opened, id, 'invalid', row.issues));
    } else {
      queue.push({ id, base: row.base, cells: row.cells, mine: mineOf(opened, table, row), archive: false, tries: 0 });
    }
  }
  const archiving = options.missing === 'archive' && !options.rows;
  if (archiving) for (const { base } of diff.missing) queue.push(archived(base));
  for (const id of options.archive ?? []) {
    const base = state.base.get(id);
    if (base) queue.push(archived(base));
  }
  const restoring = !archiving && options.missing !== 'leave' && !options.rows && !options.dryRun;
  const append = restoring ? restore(ctx, opened, diff, edits, outcome) : [];
  const atomic = options.mode === 'ATOMIC';
  if (atomic && queue.length > BATCH_LIMIT) {
    throw new SyncError(
      'sync.atomic_too_large',
      `all or nothing takes at most ${BATCH_LIMIT} rows, not ${queue.length}`,
    );
  }
  const blocked = atomic && outcome.report.invalid + outcome.report.conflicts > 0;
  if (blocked) {
    outcome.report.waiting += queue.length;
    for (const { id } of queue)
      edits.push({ id, set: statusCells(ctx, 'waiting', 'sync.batch_refused'), clearMarks: true });
  }
  await applyEdits(ctx.workbook, state.sheet, { rows: edits, append }, opened.places);
  return blocked ? [] : queue;
}

/** Rows that are in order again lose what an earlier attempt wrote beside them. */
function clearOldStatus(
  ctx: SyncContext,
  { places }: OpenedSheet,
  table: TableContent,
  diff: Diff,
  options: PublishOptions,
): RowEdit[] {
  if (options.rows) return [];
  const [idAt, statusAt] = [ID_COLUMN, STATUS_COLUMN].map((id) => table.columns.indexOf(id)) as [number, number];
  const busy = new Set([...diff.added, ...diff.changed].map((row) => row.row));
  const edits: RowEdit[] = [];
  table.rows.forEach((cells, row) => {
    const id = cells[idAt];
    if (cells[statusAt] === null || busy.has(row) || typeof id !== 'string') return;
    places.set(id, row);
    edits.push({ id, set: statusCells(ctx, null), clearMarks: true });
  });
  return edits;
}

function restore(ctx: SyncContext, opened: OpenedSheet, diff: Diff, edits: RowEdit[], outcome: Outcome): CellInput[][] {
  const { bound, dataset } = opened;
  const status = statusCells(ctx, 'restored', 'sheet.row_missing');
  outcome.report.restored = diff.missing.length;
  for (const { base, row } of diff.missing) {
    if (row === null) continue;
    opened.places.set(base.id, row);
    const data = Object.fromEntries(dataset.columns.map((c, i) => [c.id, base.cells[i] ?? null]));
    edits.push({ id: base.id, set: { ...data, ...status }, clearMarks: true });
  }
  return diff.missing.filter(({ row }) => row === null).map(({ base }) => sheetRow(bound.layout, base, status));
}

/** The sheet's cells of a row, in the order of the dataset's columns. */
function mineOf(opened: OpenedSheet, table: TableContent, row: EditedRow): CellValue[] {
  const lost = new Set(table.missing);
  return opened.dataset.columns.map((column, c) =>
    lost.has(column.id)
      ? (row.base?.cells[c] ?? null)
      : (table.rows[row.row]?.[table.columns.indexOf(column.id)] ?? null),
  );
}

function archived(base: BaseRow): Outgoing {
  return { id: base.id, base, cells: {}, mine: base.cells, archive: true, tries: 0 };
}
