/**
 * From the sheet to the server. Only changed cells of changed rows are sent; every row has an idempotency key that is in the
 * workbook before it leaves, so that publishing again after a crash or a dead network changes nothing twice.
 */
import { ID_COLUMN, VERSION_COLUMN } from '../datasets/layout.ts';
import type { LongWork, TableContent } from '../workbook/port.ts';
import type { PublishMode } from './api.ts';
import type { OpenedSheet, SyncContext } from './context.ts';
import { type Diff, diffTable, type EditedRow } from './diff.ts';
import { newId } from './ids.ts';
import { SyncError } from './issues.ts';
import { Outcome, type PublishReport } from './outcome.ts';
import { prepare } from './prepare.ts';
import { send } from './send.ts';

export interface PublishOptions extends LongWork {
  /** All or nothing, or every row for itself. */
  mode?: PublishMode | undefined;
  /** Check only: the server validates and changes nothing. */
  dryRun?: boolean | undefined;
  /** Table rows to publish (a selection); all by default. Missing rows are looked at only when all are published. */
  rows?: readonly number[] | undefined;
  /** What becomes of rows that were deleted in the sheet: put back (default), archived on the server, or left. */
  missing?: 'restore' | 'archive' | 'leave' | undefined;
}

/**
 * Publishes (or, with `dryRun`, checks) the edits of a sheet. Expected refusals are in the report and at the cells; a broken
 * connection or a cancel ends the work early and is in the report as well.
 * @throws SyncError, WorkbookError when the sheet itself cannot be worked with
 */
export async function publish(ctx: SyncContext, sheet: string, options: PublishOptions = {}): Promise<PublishReport> {
  const opened = await ctx.opened(sheet);
  if (!opened.dataset.editable) {
    throw new SyncError('sheet.read_only_dataset', `the dataset ${opened.dataset.name} cannot be edited`);
  }
  const { table, diff } = await readEdits(ctx, opened, options);
  const outcome = new Outcome(diff);
  try {
    const queue = await prepare(ctx, opened, table, diff, options, outcome);
    if (queue.length > 0) await send(ctx, opened, queue, options, outcome);
  } catch (error) {
    ctx.drop(sheet);
    throw error;
  }
  return outcome.report;
}

/** What publishing would do, without asking the server or touching the sheet. */
export async function review(ctx: SyncContext, sheet: string): Promise<Diff> {
  const opened = await ctx.opened(sheet);
  return diffTable(opened.dataset, await ctx.workbook.read(sheet), opened.state.base, ctx.checks(opened.dataset));
}

interface Edits {
  table: TableContent;
  diff: Diff;
}

/** Reads and compares the sheet, and gives new rows their ids. */
async function readEdits(ctx: SyncContext, opened: OpenedSheet, options: PublishOptions): Promise<Edits> {
  const { dataset, state } = opened;
  const chosen = options.rows && new Set(options.rows);
  // Rows are named by their number until they have an id, so a sheet that moves meanwhile must be read again.
  for (let attempt = 0; attempt < 3; attempt++) {
    const table = await ctx.workbook.read(state.sheet);
    let diff = diffTable(dataset, table, state.base, ctx.checks(dataset));
    if (hasIssue(diff, 'value.unknown_reference')) {
      // Someone may have added the code a moment ago.
      await ctx.references.update(dataset, options.signal);
      diff = diffTable(dataset, table, state.base, ctx.checks(dataset));
    }
    if (chosen) {
      diff.added = diff.added.filter((row) => chosen.has(row.row));
      diff.changed = diff.changed.filter((row) => chosen.has(row.row));
    }
    if (await giveIds(ctx, opened, table, diff.added)) return { table, diff };
  }
  throw new SyncError('sheet.keeps_changing', 'the sheet changed while it was being read');
}

function hasIssue(diff: Diff, code: string): boolean {
  return [...diff.added, ...diff.changed].some((row) => row.issues.some((issue) => issue.code === code));
}

/** Writes ids into new rows, when the sheet still stands as it was read. */
async function giveIds(
  ctx: SyncContext,
  opened: OpenedSheet,
  table: TableContent,
  added: EditedRow[],
): Promise<boolean> {
  const nameless = added.filter((row) => row.id === null);
  if (nameless.length === 0) return true;
  const columns = [ID_COLUMN, ...opened.dataset.columns.slice(0, 2).map((c) => c.id)];
  const now = await ctx.workbook.read(opened.state.sheet, { columns });
  if (!standsAsRead(table, now)) return false;
  const cells = nameless.flatMap((row) => {
    row.id = newId();
    return [
      { row: row.row, column: ID_COLUMN, value: row.id },
      { row: row.row, column: VERSION_COLUMN, value: null },
    ];
  });
  await ctx.workbook.change(opened.state.sheet, { cells });
  return true;
}

function standsAsRead(before: TableContent, now: TableContent): boolean {
  if (before.rows.length !== now.rows.length) return false;
  const at = now.columns.map((id) => before.columns.indexOf(id));
  return now.rows.every((cells, row) =>
    cells.every((cell, c) => cell === before.rows[row]?.[at[c] as number] || typeof cell === 'object'),
  );
}
