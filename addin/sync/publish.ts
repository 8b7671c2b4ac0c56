/**
 * From the sheet to the server. Only changed cells of changed rows are sent; every row has an idempotency key that is in the
 * workbook before it leaves, so that publishing again after a crash or a dead network changes nothing twice.
 */
import { type LongWork, WorkbookError } from '../workbook/port.ts';
import type { PublishMode } from './api.ts';
import type { OpenedSheet, SyncContext } from './context.ts';
import { type Diff, diffTable } from './diff.ts';
import { type Edits, readEdits } from './edits.ts';
import { SyncError } from './issues.ts';
import { Outcome, type Outgoing, type PublishReport } from './outcome.ts';
import { prepare } from './prepare.ts';
import { refresh } from './refresh.ts';
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
  /** Ids of rows to archive on the server although the sheet still shows them. */
  archive?: readonly string[] | undefined;
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
  let { table, diff } = await readChecked(ctx, opened, options);
  let outcome = new Outcome(diff);
  try {
    if (withdrawn(opened, diff, options).length > 0) {
      if (!(await settle(ctx, opened, diff, options, outcome))) return outcome.report;
      ({ table, diff } = await readChecked(ctx, opened, options));
      outcome = new Outcome(diff);
    }
    const queue = await prepare(ctx, opened, table, diff, options, outcome);
    if (queue.length > 0) await sendRecorded(ctx, opened, queue, options, outcome);
  } catch (error) {
    ctx.drop(sheet);
    throw error;
  }
  return outcome.report;
}

/** Sends, and keeps what becomes of it for taking it back. */
async function sendRecorded(
  ctx: SyncContext,
  opened: OpenedSheet,
  queue: Outgoing[],
  options: PublishOptions,
  outcome: Outcome,
): Promise<void> {
  if (options.dryRun) return send(ctx, opened, queue, options, outcome);
  const { last } = opened.state;
  last.begin(new Date().toISOString());
  await send(ctx, opened, queue, options, outcome);
  last.end(outcome.report.waiting);
  await opened.state.save(ctx.workbook);
}

/** Rows that were sent without an answer, and whose edits the user has taken back or deleted since. */
function withdrawn(opened: OpenedSheet, diff: Diff, options: PublishOptions): string[] {
  if (options.rows || options.dryRun) return [];
  const edited = new Set([...diff.added, ...diff.changed].map((row) => row.id));
  return [...opened.state.pending.keys()].filter((id) => !edited.has(id));
}

/**
 * Asks the server what became of withdrawn rows: what it has applied is in the base copy then, and the sheet differs from it.
 * @returns false when the server can't be reached; the report says so
 */
async function settle(
  ctx: SyncContext,
  opened: OpenedSheet,
  diff: Diff,
  options: PublishOptions,
  outcome: Outcome,
): Promise<boolean> {
  try {
    await refresh(ctx, opened.state.sheet, { signal: options.signal });
  } catch (error) {
    if (error instanceof WorkbookError || error instanceof SyncError) throw error;
    outcome.report.waiting = diff.added.length + diff.changed.length;
    if (options.signal?.aborted) outcome.report.cancelled = true;
    else outcome.report.interruption = error;
    return false;
  }
  for (const id of withdrawn(opened, diff, options)) opened.state.pending.delete(id);
  return true;
}

/** What publishing would do, without asking the server or touching the sheet. */
export async function review(ctx: SyncContext, sheet: string): Promise<Diff> {
  const { dataset, state } = await ctx.opened(sheet);
  return diffTable(dataset, await ctx.workbook.read(sheet), state.base, ctx.checks(dataset), state.known);
}

/** The edits; codes that nobody knows are looked up again first, someone may have added them a moment ago. */
async function readChecked(ctx: SyncContext, opened: OpenedSheet, options: PublishOptions): Promise<Edits> {
  const edits = await readEdits(ctx, opened, { chosen: options.rows });
  const unknown = [...edits.diff.added, ...edits.diff.changed].some((row) =>
    row.issues.some((issue) => issue.code === 'value.unknown_reference'),
  );
  if (!unknown) return edits;
  try {
    await ctx.references.update(opened.dataset, options.signal);
  } catch {
    // Offline: what was known must do.
    return edits;
  }
  return readEdits(ctx, opened, { chosen: options.rows });
}
