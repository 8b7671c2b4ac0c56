/** The queue of a publish goes out in batches, each with its keys in the workbook first. */
import type { PublishPayload, PublishRow } from './api.ts';
import { applyEdits } from './apply.ts';
import type { OpenedSheet, SyncContext } from './context.ts';
import { newId } from './ids.ts';
import { type Outcome, type Outgoing, statusCells } from './outcome.ts';
import type { PublishOptions } from './publish.ts';
import { Results } from './results.ts';
import { withSent } from './state.ts';

/** Most rows of one request. */
export const BATCH_LIMIT = 10_000;
const FIRST_BATCH = 200;
/** A batch should take about this long: feels alive, can be cancelled, wastes no round trips. */
const BATCH_MS = 1_000;

/** The batch size after a batch took so long: towards a second's worth, at most four times as many at once. */
export function nextBatchSize(size: number, elapsedMs: number): number {
  const ideal = Math.round((size * BATCH_MS) / Math.max(elapsedMs, 1));
  return Math.max(20, Math.min(ideal, size * 4, BATCH_LIMIT));
}

/** Sends the queue, takes in the answers batch by batch, and stops where the connection or the user does. */
export async function send(
  ctx: SyncContext,
  opened: OpenedSheet,
  queue: Outgoing[],
  options: PublishOptions,
  outcome: Outcome,
): Promise<void> {
  const mode = options.mode ?? 'PARTIAL';
  const dryRun = options.dryRun === true;
  const total = queue.length;
  let size = mode === 'ATOMIC' ? BATCH_LIMIT : FIRST_BATCH;
  while (queue.length > 0) {
    const batch = queue.splice(0, size);
    if (options.signal?.aborted) return stop(ctx, opened, [], [...batch, ...queue], outcome);
    const rows = await withKeys(ctx, opened, batch, dryRun);
    const started = ctx.now();
    let payload: PublishPayload;
    try {
      payload = await ctx.api.publish({ dataset: opened.dataset.name, mode, dryRun, rows }, options.signal);
    } catch (error) {
      if (options.signal?.aborted !== true) outcome.report.interruption = error;
      return stop(ctx, opened, batch, queue, outcome);
    }
    if (mode === 'PARTIAL') size = nextBatchSize(size, ctx.now() - started);
    const results = new Results(ctx, opened, outcome, { dryRun, atomic: mode === 'ATOMIC' });
    results.take(batch, payload.results);
    await applyEdits(ctx.workbook, opened.state.sheet, { rows: results.edits }, opened.places);
    await opened.state.save(ctx.workbook);
    queue.unshift(...results.again);
    options.progress?.(total - queue.length, total);
  }
}

/** Rows as they are sent. A row that was sent before, unchanged since, keeps its key; keys are saved before anything leaves. */
async function withKeys(
  ctx: SyncContext,
  opened: OpenedSheet,
  batch: readonly Outgoing[],
  dryRun: boolean,
): Promise<PublishRow[]> {
  const { state } = opened;
  const rows = batch.map(({ id, base, cells, archive }): PublishRow => {
    const version = base?.version ?? null;
    const before = state.pending.get(id);
    const again = before?.version === version && before.archive === archive && sameInput(before.cells, cells);
    if (dryRun) return { key: newId(), id, version, cells, archive };
    if (before && again) return { key: before.key, id, version, cells, archive };
    const key = newId();
    const earlier = before ? withSent(before.earlier, before.cells) : {};
    state.pending.set(id, { key, version, cells, archive, earlier });
    return { key, id, version, cells, archive };
  });
  if (!dryRun) await state.save(ctx.workbook);
  return rows;
}

function sameInput(a: Readonly<Record<string, string | null>>, b: Readonly<Record<string, string | null>>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && a[key] === b[key]);
}

/** The work ends early: what was not answered waits, and says so. */
async function stop(
  ctx: SyncContext,
  opened: OpenedSheet,
  inFlight: readonly Outgoing[],
  unsent: readonly Outgoing[],
  outcome: Outcome,
): Promise<void> {
  const { report } = outcome;
  report.waiting += inFlight.length + unsent.length;
  report.cancelled = report.interruption === null;
  const waiting = (code: string) => (row: Outgoing) => ({
    id: row.id,
    set: statusCells(ctx, 'waiting', code),
    clearMarks: true,
  });
  const rest = report.cancelled ? 'sync.cancelled' : 'sync.not_sent';
  const rows = [...inFlight.map(waiting('sync.interrupted')), ...unsent.map(waiting(rest))];
  await applyEdits(ctx.workbook, opened.state.sheet, { rows }, opened.places);
}
