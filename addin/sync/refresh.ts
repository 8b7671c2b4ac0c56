import { MESSAGE_COLUMN, STATUS_COLUMN, VERSION_COLUMN } from '../datasets/layout.ts';
import type { Dataset } from '../datasets/types.ts';
import type { CellInput, CellValue, LongWork, TableContent } from '../workbook/port.ts';
import type { WireRow } from './api.ts';
import { applyEdits, type RowEdit } from './apply.ts';
import type { OpenedSheet, SyncContext } from './context.ts';
import { type NamedRows, readRows } from './edits.ts';
import { loadAll } from './load.ts';
import { commonBase, mergeRow } from './merge.ts';
import { STATUS } from './messages.ts';
import { sheetRow } from './open.ts';
import { type BaseRow, encodeRow } from './rows.ts';

export interface RefreshReport {
  added: number;
  updated: number;
  /** Archived by the server or no longer in the filter, and taken out of the sheet. */
  removed: number;
  /** Rows that changed on the server in other fields than here: both stand now. */
  merged: number;
  /** Rows where the same field changed on both sides; nothing was overwritten, see `conflicts`. */
  conflicts: number;
  asOf: string;
}

/**
 * Brings the sheet up to the server: only rows that changed since its cursor, or all when there is no cursor or `whole` is
 * asked for. Unpublished edits are never overwritten; filters, sorting and moved columns stay.
 */
export async function refresh(
  ctx: SyncContext,
  sheet: string,
  options: LongWork & { whole?: boolean | undefined } = {},
): Promise<RefreshReport> {
  const opened = await ctx.opened(sheet);
  const { dataset, state } = opened;
  const whole = options.whole === true || state.meta.cursor === null;
  const since = whole ? undefined : (state.meta.cursor ?? undefined);
  const loaded = await loadAll(ctx.api, { dataset: dataset.name, filter: state.meta.filter, since }, options);
  const report: RefreshReport = { added: 0, updated: 0, removed: 0, merged: 0, conflicts: 0, asOf: loaded.asOf };
  const ids = new Set(loaded.rows.map((row) => row.id));
  const found = await readRows(ctx, opened, whole ? new Set([...ids, ...state.base.keys()]) : ids);
  const merger = new Merger(ctx, opened, found, report);
  for (const row of loaded.rows) merger.take(row);
  if (whole) merger.leaveOnly(ids);
  options.signal?.throwIfAborted();
  if (dataset.editable) await ctx.references.update(dataset, options.signal);
  await ctx.workbook.setLists(ctx.references.lists(dataset, state.meta.locale));
  // From here to the end sheet and state change together; a failure in between is mended by reading the state again.
  try {
    await applyEdits(ctx.workbook, sheet, { rows: merger.edits, append: merger.append }, opened.places);
    state.meta.cursor = loaded.cursor;
    state.meta.asOf = loaded.asOf;
    await state.save(ctx.workbook);
  } catch (error) {
    ctx.drop(sheet);
    throw error;
  }
  return report;
}

/** Takes rows of the server one by one and works out what the sheet and the base copy become. */
class Merger {
  readonly edits: RowEdit[] = [];
  readonly append: CellInput[][] = [];
  private readonly ctx: SyncContext;
  private readonly opened: OpenedSheet;
  private readonly dataset: Dataset;
  private readonly table: TableContent;
  private readonly report: RefreshReport;
  private readonly rowOf: ReadonlyMap<string, number>;
  private readonly at: number[];

  constructor(ctx: SyncContext, opened: OpenedSheet, { table, rowOf }: NamedRows, report: RefreshReport) {
    this.ctx = ctx;
    this.opened = opened;
    this.dataset = opened.dataset;
    this.table = table;
    this.report = report;
    this.rowOf = rowOf;
    const lost = new Set(table.missing);
    this.at = this.dataset.columns.map((c) => (lost.has(c.id) ? -1 : table.columns.indexOf(c.id)));
  }

  take(row: WireRow): void {
    const { state, bound } = this.opened;
    const theirs = encodeRow(this.dataset, row.cells, state.meta.locale);
    const base = state.base.get(row.id);
    if (row.archived) return this.leave(row.id, row.version, theirs);
    const next: BaseRow = { id: row.id, version: row.version, cells: theirs };
    const mine = this.mine(row.id, base);
    if (mine === null) {
      // Not in the sheet: new to it, or deleted by the user (perhaps after it was sent), which publishing lists.
      const deleted = base !== undefined || state.pending.has(row.id);
      state.put(next);
      state.pending.delete(row.id);
      if (deleted) return;
      this.append.push(sheetRow(bound.layout, next));
      this.report.added++;
      return;
    }
    if (base && base.version === row.version && !state.conflicts.has(row.id)) {
      return this.followComputed(base, mine, theirs);
    }
    this.merge(next, base, mine, theirs);
  }

  /** For a whole load: everything else that the base copy holds is gone on the server. */
  leaveOnly(ids: ReadonlySet<string>): void {
    for (const base of this.opened.state.base.values()) {
      if (!ids.has(base.id)) this.leave(base.id, base.version, base.cells);
    }
  }

  private merge(next: BaseRow, base: BaseRow | undefined, mine: CellValue[], theirs: CellInput[]): void {
    const { state } = this.opened;
    // A new row whose publishing got lost: the server has it, and what differs are edits made since.
    const start = commonBase(this.dataset, base?.cells ?? theirs, state.sent(next.id), theirs);
    const { take, keep, collide } = mergeRow(this.dataset, start, mine, theirs);
    const formulas = take.filter((c) => this.isFormula(next.id, c) && this.dataset.columns[c]?.editable);
    if (collide.length > 0 || formulas.length > 0) {
      state.conflicts.set(next.id, { version: next.version, theirs, archived: false });
      this.report.conflicts++;
      const marks = [...collide, ...formulas].map((c) => [this.dataset.columns[c]?.id, this.text('sheet.conflict')]);
      this.edits.push({
        id: next.id,
        set: this.status('conflict', 'sheet.conflict'),
        marks: Object.fromEntries(marks),
      });
      return;
    }
    state.conflicts.delete(next.id);
    state.pending.delete(next.id);
    state.put(next);
    if (keep.length > 0) this.report.merged++;
    else this.report.updated++;
    this.edits.push({
      id: next.id,
      set: { [VERSION_COLUMN]: String(next.version), ...this.status(null) },
      replace: this.replacements(mine, theirs, take),
      clearMarks: keep.length === 0,
    });
  }

  /** The same version again: only figures that the server computes (an open amount, days overdue) can differ. */
  private followComputed(base: BaseRow, mine: CellValue[], theirs: CellInput[]): void {
    const { take } = mergeRow(this.dataset, base.cells, mine, theirs);
    if (take.length === 0) return;
    this.opened.state.put({ ...base, cells: theirs });
    this.edits.push({ id: base.id, replace: this.replacements(mine, theirs, take) });
    this.report.updated++;
  }

  private leave(id: string, version: number, theirs: CellInput[]): void {
    const { state } = this.opened;
    const base = state.base.get(id);
    if (!base) return;
    const mine = this.mine(id, base);
    if (mine !== null && this.isEdited(base, mine)) {
      state.conflicts.set(id, { version, theirs, archived: true });
      this.report.conflicts++;
      this.edits.push({ id, set: this.status('conflict', 'sheet.conflict_archived') });
      return;
    }
    state.forget(id);
    this.report.removed++;
    if (this.rowOf.has(id)) this.edits.push({ id, remove: true });
  }

  private isEdited(base: BaseRow, mine: CellValue[]): boolean {
    const { keep, collide } = mergeRow(this.dataset, base.cells, mine, base.cells);
    return keep.length + collide.length > 0;
  }

  /** The sheet's cells of a row; a column that the sheet has lost shows the base. Null when the row is not there. */
  private mine(id: string, base: BaseRow | undefined): CellValue[] | null {
    const row = this.rowOf.get(id);
    if (row === undefined) return null;
    const cells = this.table.rows[row] as CellValue[];
    if (this.at.every((at) => at < 0 || cells[at] === null)) return null;
    return this.at.map((at, c) => (at < 0 ? (base?.cells[c] ?? null) : (cells[at] ?? null)));
  }

  private isFormula(id: string, c: number): boolean {
    const row = this.rowOf.get(id) ?? -1;
    return this.table.formulas.has(row * this.table.columns.length + (this.at[c] as number));
  }

  private replacements(mine: CellValue[], theirs: CellInput[], columns: number[]): RowEdit['replace'] {
    return columns
      .filter((c) => (this.at[c] as number) >= 0)
      .map((c) => ({ column: this.dataset.columns[c]?.id ?? '', was: mine[c] ?? null, value: theirs[c] ?? null }));
  }

  private status(status: keyof typeof STATUS | null, code?: string): Record<string, CellInput> {
    if (!this.dataset.editable) return {};
    return {
      [STATUS_COLUMN]: status && STATUS[status][this.ctx.locale],
      [MESSAGE_COLUMN]: code ? this.text(code) : null,
    };
  }

  private text(code: string): string {
    return this.ctx.translate(this.ctx.locale, code);
  }
}
