/** The sync engine as the pane uses it: one object per workbook and server, commands queued per sheet. */
import type { DatasetName } from '../datasets/types.ts';
import type { CellInput, Locale, LongWork } from '../workbook/port.ts';
import { applyEdits, rowsById } from './apply.ts';
import { type ConflictView, conflicts, type Decision, resolveConflicts } from './conflicts.ts';
import { SyncContext, type SyncOptions } from './context.ts';
import type { Diff } from './diff.ts';
import { readNamed } from './edits.ts';
import { type OpenOptions, type OpenReport, openDataset } from './open.ts';
import type { PublishReport } from './outcome.ts';
import { type PublishOptions, publish, review } from './publish.ts';
import { type RefreshReport, refresh } from './refresh.ts';
import type { SheetMeta } from './state.ts';
import { lastPublish, offerUndo, type UndoOffer, undo } from './undo.ts';

export interface Sync {
  /** Loads a dataset into its sheet. Replaces the sheet that is there: ask `unpublished` first. */
  open(dataset: DatasetName, options?: OpenOptions): Promise<OpenReport>;
  /** New, changed, missing, invalid rows of a sheet as it stands; asks nobody, changes nothing. */
  review(sheet: string): Promise<Diff>;
  /** How many rows of a sheet have edits that are not published; 0 also when it isn't open or was never loaded. */
  unpublished(sheet: string): Promise<number>;
  refresh(sheet: string, options?: Parameters<typeof refresh>[2]): Promise<RefreshReport>;
  /** Publishes, or with `dryRun` checks. */
  publish(sheet: string, options?: PublishOptions): Promise<PublishReport>;
  /** How many rows the last publish changed and when; null when nothing was published or it is not remembered. */
  lastPublish(sheet: string): Promise<{ rows: number; at: string } | null>;
  /** What taking the last publish back would do; refreshes the sheet. */
  offerUndo(sheet: string, work?: LongWork): Promise<UndoOffer>;
  /** Takes the last publish back, where nothing else changed since. */
  undo(sheet: string, work?: LongWork): Promise<PublishReport>;
  conflicts(sheet: string): Promise<ConflictView[]>;
  resolve(sheet: string, decisions: readonly Decision[]): Promise<number>;
  /** Selects the cell of a row, wherever it stands now; false when the row is gone. */
  showCell(sheet: string, id: string, column: string | null): Promise<boolean>;
  /** Puts a suggested value (*Round*, *Put back*) into a cell. */
  setCell(sheet: string, id: string, column: string, value: CellInput): Promise<void>;
  /** Filter, cursor and "as of" of a sheet, or null when it has no state. */
  meta(sheet: string): Promise<Readonly<SheetMeta> | null>;
  setLocale(locale: Locale): void;
}

export function createSync(options: SyncOptions): Sync {
  const ctx = new SyncContext(options);
  const queued =
    <A extends [string, ...unknown[]], R>(command: (c: SyncContext, ...args: A) => Promise<R>) =>
    (...args: A): Promise<R> =>
      ctx.exclusively(args[0], () => command(ctx, ...args));
  return {
    open: (dataset, opts = {}) => {
      const sheet = opts.suffix ? `${dataset}__${opts.suffix}` : dataset;
      return ctx.exclusively(sheet, () => openDataset(ctx, dataset, opts));
    },
    review: queued(review),
    unpublished: queued(unpublished),
    refresh: queued(refresh),
    publish: queued(publish),
    lastPublish: queued(lastPublish),
    offerUndo: queued(offerUndo),
    undo: queued(undo),
    conflicts: queued(conflicts),
    resolve: queued(resolveConflicts),
    showCell: (sheet, id, column) => showCell(ctx, sheet, id, column),
    setCell: queued(setCell),
    meta: queued(async (c, sheet) => (await c.opened(sheet).catch(() => null))?.state.meta ?? null),
    setLocale: (locale) => {
      ctx.locale = locale;
    },
  };
}

async function unpublished(ctx: SyncContext, sheet: string): Promise<number> {
  const opened = await ctx.opened(sheet).catch(() => null);
  if (!opened?.dataset.editable) return 0;
  const diff = await review(ctx, sheet);
  return diff.added.length + diff.changed.length + diff.missing.length;
}

async function setCell(ctx: SyncContext, sheet: string, id: string, column: string, value: CellInput): Promise<void> {
  // The value is for the row itself, not for a copy that stands above it.
  await readNamed(ctx, await ctx.opened(sheet));
  await applyEdits(ctx.workbook, sheet, { rows: [{ id, set: { [column]: value } }] });
}

async function showCell(ctx: SyncContext, sheet: string, id: string, column: string | null): Promise<boolean> {
  const row = rowsById(await ctx.workbook.read(sheet, { columns: ['_id'] })).get(id);
  if (row === undefined) return false;
  await ctx.workbook.select(sheet, row, column ?? undefined);
  return true;
}
