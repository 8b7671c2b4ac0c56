/** The server's answers to a batch: what becomes of the base copy and of the rows in the sheet. */
import { VERSION_COLUMN } from '../datasets/layout.ts';
import type { CellInput, CellValue } from '../workbook/port.ts';
import type { RowResult, WireRow } from './api.ts';
import type { RowEdit } from './apply.ts';
import type { OpenedSheet, SyncContext } from './context.ts';
import type { Issue } from './issues.ts';
import type { PublishedRow } from './last-publish.ts';
import { commonBase, mergeRow } from './merge.ts';
import { type Outcome, type Outgoing, refusedRow, statusCells } from './outcome.ts';
import { encodeRow } from './rows.ts';

/** How often a row may be merged with the server's version and sent again within one publish. */
const TRIES = 3;

export class Results {
  readonly edits: RowEdit[] = [];
  /** Rows that merged by themselves and go out once more. */
  readonly again: Outgoing[] = [];
  private readonly ctx: SyncContext;
  private readonly opened: OpenedSheet;
  private readonly outcome: Outcome;
  private readonly dryRun: boolean;
  private readonly atomic: boolean;
  private readonly merged: Outgoing[] = [];
  private readonly skipped: Outgoing[] = [];

  constructor(
    ctx: SyncContext,
    opened: OpenedSheet,
    outcome: Outcome,
    { dryRun, atomic }: { dryRun: boolean; atomic: boolean },
  ) {
    this.ctx = ctx;
    this.opened = opened;
    this.outcome = outcome;
    this.dryRun = dryRun;
    this.atomic = atomic;
  }

  take(batch: readonly Outgoing[], results: readonly RowResult[]): void {
    const { report } = this.outcome;
    const stuckBefore = report.refused + report.conflicts;
    const byIndex = new Map(results.map((result) => [result.index, result]));
    batch.forEach((row, index) => {
      const result = byIndex.get(index);
      if (result) this.takeOne(row, result);
      else this.wait(row, 'sync.interrupted');
    });
    // All or nothing stays that: once the rest has merged, the whole batch goes again; with a row stuck, none does.
    const stuck = report.refused + report.conflicts > stuckBefore;
    for (const row of this.merged) this.sendAgain(row, this.atomic && stuck, 'sync.merged');
    for (const row of this.skipped) this.sendAgain(row, stuck || this.merged.length === 0, 'sync.batch_refused');
  }

  private sendAgain(row: Outgoing, held: boolean, reason: string): void {
    const tries = row.tries + 1;
    if (held || tries >= TRIES) this.wait(row, reason);
    else this.again.push({ ...row, tries });
  }

  private takeOne(row: Outgoing, result: RowResult): void {
    const { report } = this.outcome;
    switch (result.status) {
      case 'APPLIED':
      case 'UNCHANGED':
        if (this.dryRun) return this.valid(row);
        if (result.status === 'APPLIED') report.published++;
        else report.unchanged++;
        return this.applied(row, result.row);
      case 'VALID':
        return this.valid(row);
      case 'REFUSED':
        report.refused++;
        return this.refused(row, result);
      case 'CONFLICT':
        return this.conflict(row, result.row);
      default:
        this.opened.state.pending.delete(row.id);
        this.skipped.push(row);
    }
  }

  private valid(row: Outgoing): void {
    this.outcome.report.valid++;
    this.edits.push({ id: row.id, set: statusCells(this.ctx, 'valid'), clearMarks: true });
  }

  private wait(row: Outgoing, code: string): void {
    this.outcome.report.waiting++;
    this.edits.push({ id: row.id, set: statusCells(this.ctx, 'waiting', code), clearMarks: true });
  }

  private applied(row: Outgoing, answer: WireRow | null): void {
    const { dataset, state } = this.opened;
    state.pending.delete(row.id);
    state.conflicts.delete(row.id);
    if (row.archive) {
      this.record(row, 'archived', answer?.version ?? 0, row.base?.cells ?? []);
      state.forget(row.id);
      this.outcome.report.archived++;
      this.edits.push({ id: row.id, remove: true });
      return;
    }
    const theirs = answer ? encodeRow(dataset, answer.cells, state.meta.locale) : row.mine.map(written);
    const version = answer?.version ?? row.base?.version ?? 1;
    this.record(row, row.base ? 'changed' : 'added', version, theirs);
    state.put({ id: row.id, version, cells: theirs });
    this.edits.push({
      id: row.id,
      set: { [VERSION_COLUMN]: String(version), ...statusCells(this.ctx, 'published') },
      replace: this.replacements(row, theirs, theirs.keys()),
      clearMarks: true,
    });
  }

  /** For taking the publish back: the cells that were sent, as they were and as they are. */
  private record(row: Outgoing, kind: PublishedRow['kind'], version: number, after: readonly CellInput[]): void {
    const { dataset, state } = this.opened;
    const sent = dataset.columns.flatMap(({ id }, c) =>
      id in row.cells ? [[id, [row.base?.cells[c] ?? null, after[c] ?? null] as const] as const] : [],
    );
    state.last.record(row.id, { kind, version, cells: Object.fromEntries(sent) });
  }

  private refused(row: Outgoing, result: RowResult): void {
    // A refusal is not remembered by the server; the next attempt is a new request.
    this.opened.state.pending.delete(row.id);
    const issues: Issue[] = result.errors.map((error) => ({
      column: error.field,
      code: error.code,
      params: {},
      message: error.message,
    }));
    for (const issue of issues) this.outcome.issue(row.id, issue);
    this.edits.push(refusedRow(this.ctx, this.opened, row.id, 'refused', issues));
  }

  /** The row has another version on the server: merge what does not collide and send it again, list what does. */
  private conflict(row: Outgoing, answer: WireRow | null): void {
    const { dataset, state } = this.opened;
    const theirs = answer ? encodeRow(dataset, answer.cells, state.meta.locale) : [];
    if (!answer || answer.archived || row.archive) return this.collide(row, answer, theirs, []);
    // This attempt was not applied, but one whose answer got lost may have been.
    const sent = state.pending.get(row.id)?.earlier ?? {};
    const base = commonBase(dataset, row.base?.cells ?? [], sent, theirs);
    const { take, keep, collide } = mergeRow(dataset, base, row.mine, theirs);
    if (collide.length > 0) return this.collide(row, answer, theirs, collide);
    if (this.dryRun) return this.valid(row);
    state.pending.delete(row.id);
    const next = { id: row.id, version: answer.version, cells: theirs };
    state.put(next);
    const set = { [VERSION_COLUMN]: String(answer.version) };
    const replace = this.replacements(row, theirs, take);
    if (keep.length === 0) {
      // The server has it all already, an answer of an earlier attempt must have got lost.
      this.record(row, 'changed', answer.version, theirs);
      this.outcome.report.published++;
      this.edits.push({
        id: row.id,
        set: { ...set, ...statusCells(this.ctx, 'published') },
        replace,
        clearMarks: true,
      });
      return;
    }
    const mine = row.mine.map((cell, c) => (take.includes(c) ? (theirs[c] ?? null) : cell));
    const changed = keep.map((c) => dataset.columns[c]).filter((c) => c !== undefined);
    const cells = Object.fromEntries(changed.map((c) => [c.id, row.cells[c.id] ?? null]));
    this.edits.push({ id: row.id, set, replace });
    this.merged.push({ ...row, base: next, cells, mine });
  }

  private collide(row: Outgoing, answer: WireRow | null, theirs: CellInput[], columns: readonly number[]): void {
    const { dataset, state } = this.opened;
    const archived = !answer || answer.archived;
    this.outcome.report.conflicts++;
    const code = archived ? 'sheet.conflict_archived' : 'sheet.conflict';
    this.outcome.issue(row.id, { column: dataset.columns[columns[0] ?? -1]?.id ?? null, code, params: {} });
    if (!this.dryRun) {
      state.pending.delete(row.id);
      state.conflicts.set(row.id, { version: answer?.version ?? 0, theirs, archived });
    }
    const text = this.ctx.translate(this.ctx.locale, code);
    const marks = Object.fromEntries(columns.map((c) => [dataset.columns[c]?.id ?? '', text]));
    this.edits.push({ id: row.id, set: statusCells(this.ctx, 'conflict', code), clearMarks: true, marks });
  }

  /** Cells where the server's row differs from what the sheet showed, e.g. computed columns or a tidied code. */
  private replacements(row: Outgoing, theirs: readonly CellInput[], columns: Iterable<number>): RowEdit['replace'] {
    const replace: NonNullable<RowEdit['replace']> = [];
    for (const c of columns) {
      const column = this.opened.dataset.columns[c];
      const [was, value]: [CellValue, CellInput] = [row.mine[c] ?? null, theirs[c] ?? null];
      if (column && was !== value) replace.push({ column: column.id, was, value });
    }
    return replace;
  }
}

function written(cell: CellValue): CellInput {
  return typeof cell === 'object' ? null : cell;
}
