/**
 * Takes the last publish of a sheet back: the old values go into the sheet as edits and are published like any others, so
 * that checks, conflicts and keys are those of every publish, and an undo can be undone.
 */
import type { LongWork } from '../workbook/port.ts';
import { applyEdits } from './apply.ts';
import type { OpenedSheet, SyncContext } from './context.ts';
import { readRows } from './edits.ts';
import { SyncError } from './issues.ts';
import type { PublishReport } from './outcome.ts';
import { publish } from './publish.ts';
import { refresh } from './refresh.ts';
import { planUndo, type ShownRow, type UndoPlan } from './undo-plan.ts';

/** The last publish and what of it can be taken back. */
export interface UndoOffer extends UndoPlan {
  /** When it began, ISO 8601. */
  at: string;
  /** Rows that were too many to remember. */
  dropped: number;
}

/** Rows of the last publish that are remembered, and when it was; null when there is none. Asks nobody. */
export async function lastPublish(ctx: SyncContext, sheet: string): Promise<{ rows: number; at: string } | null> {
  const opened = await ctx.opened(sheet).catch(() => null);
  const { meta, rows } = opened?.state.last ?? { meta: null, rows: new Map() };
  return meta && rows.size > 0 ? { rows: rows.size, at: meta.at } : null;
}

/**
 * Brings the sheet up to the server and says what taking the last publish back would do.
 * @throws SyncError `sync.nothing_to_undo`; what the API throws when the server can't be reached
 */
export async function offerUndo(ctx: SyncContext, sheet: string, work: LongWork = {}): Promise<UndoOffer> {
  await refresh(ctx, sheet, work);
  const opened = await ctx.opened(sheet);
  const { meta, rows } = opened.state.last;
  if (!meta || rows.size === 0)
    throw new SyncError('sync.nothing_to_undo', 'nothing was published from this sheet yet');
  return { ...(await plan(ctx, opened)), at: meta.at, dropped: meta.dropped };
}

/**
 * Takes the last publish back as far as nothing else changed since.
 * @returns what publishing the old values came to
 */
export async function undo(ctx: SyncContext, sheet: string, work: LongWork = {}): Promise<PublishReport> {
  const { back, archive } = await offerUndo(ctx, sheet, work);
  work.signal?.throwIfAborted();
  const opened = await ctx.opened(sheet);
  // What is published now is another publish, even if the last one was cut off.
  opened.state.last.end(0);
  const edits = back.map(({ id, cells }) => ({ id, replace: cells }));
  await applyEdits(ctx.workbook, sheet, { rows: edits }, opened.places);
  const ids = new Set(back.map(({ id }) => id));
  const { rowOf } = await readRows(ctx, opened, ids);
  const rows = [...rowOf.keys()].flatMap((id) => opened.places.get(id) ?? []);
  return publish(ctx, sheet, { ...work, rows, archive });
}

async function plan(ctx: SyncContext, opened: OpenedSheet): Promise<UndoPlan> {
  const { dataset, state } = opened;
  const { table, rowOf } = await readRows(ctx, opened, new Set(state.last.rows.keys()));
  const at = dataset.columns.map(({ id }) => table.columns.indexOf(id));
  const shown = (id: string): ShownRow | null => {
    const row = rowOf.get(id);
    if (row === undefined) return null;
    const isFormula = (c: number) => table.formulas.has(row * table.columns.length + (at[c] as number));
    return {
      cells: at.map((i) => table.rows[row]?.[i] ?? null),
      formulas: new Set([...at.keys()].filter(isFormula)),
    };
  };
  return planUndo(dataset, state.last.rows, state.base, shown);
}
