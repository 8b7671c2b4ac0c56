/** Conflicts of a sheet: what collides, and what a person decided about it. */
import { ID_COLUMN, VERSION_COLUMN } from '../datasets/layout.ts';
import type { CellInput, CellValue, TableContent } from '../workbook/port.ts';
import { applyEdits, type RowEdit, rowsById } from './apply.ts';
import type { OpenedSheet, SyncContext } from './context.ts';
import { diffTable } from './diff.ts';
import { readNamed } from './edits.ts';
import { newId } from './ids.ts';
import { mergeRow } from './merge.ts';
import { statusCells } from './outcome.ts';
import { rowLabel } from './rows.ts';

export type Side = 'mine' | 'theirs';

export interface ConflictField {
  column: string;
  base: CellInput;
  mine: CellValue;
  theirs: CellInput;
}

export interface ConflictView {
  id: string;
  /** The row's first two cells, so that a person knows which it is. */
  label: string;
  /** Someone archived the row: `theirs` takes it out of the sheet, `mine` makes it a new row. */
  archived: boolean;
  fields: ConflictField[];
}

/** A decision about one row: one side for all of it, or a side per colliding column. */
export interface Decision {
  id: string;
  choose: Side | Readonly<Record<string, Side>>;
}

/** The open conflicts as they stand now. */
export async function conflicts(ctx: SyncContext, sheet: string): Promise<ConflictView[]> {
  const opened = await ctx.opened(sheet);
  if (opened.state.conflicts.size === 0) return [];
  const rows = currentRows(opened, await withoutCopies(ctx, opened));
  return [...opened.state.conflicts.keys()].flatMap((id) => {
    const mine = rows.get(id);
    return mine ? [view(opened, id, mine)] : [];
  });
}

/**
 * Carries out decisions. Columns that do not collide merge by themselves. After it, "mine" values are ordinary edits over the
 * server's version; nothing is sent. Rows whose columns are not all decided stay conflicts.
 * @returns conflicts left
 */
export async function resolveConflicts(
  ctx: SyncContext,
  sheet: string,
  decisions: readonly Decision[],
): Promise<number> {
  const opened = await ctx.opened(sheet);
  // Copied rows get ids of their own first, so that what was decided about a row is not written into its copy.
  const rows = currentRows(opened, await readNamed(ctx, opened));
  const edits = decisions.flatMap(({ id, choose }) => {
    const mine = rows.get(id);
    return mine && opened.state.conflicts.has(id) ? resolveRow(ctx, opened, id, mine, choose) : [];
  });
  // A conflict about a row that the user has deleted since is about nothing.
  for (const id of opened.state.conflicts.keys()) if (!rows.has(id)) opened.state.conflicts.delete(id);
  try {
    await applyEdits(ctx.workbook, sheet, { rows: edits }, opened.places);
    await opened.state.save(ctx.workbook);
  } catch (error) {
    ctx.drop(sheet);
    throw error;
  }
  return opened.state.conflicts.size;
}

function resolveRow(
  ctx: SyncContext,
  opened: OpenedSheet,
  id: string,
  mine: CellValue[],
  choose: Decision['choose'],
): RowEdit[] {
  const { dataset, state } = opened;
  const { version, theirs, archived } = state.conflicts.get(id) as NonNullable<ReturnType<typeof state.conflicts.get>>;
  if (archived) {
    if (typeof choose !== 'string') return [];
    state.forget(id);
    // Kept as mine, it has no past on the server: a new row with a new id.
    const fresh = { [ID_COLUMN]: newId(), [VERSION_COLUMN]: null, ...statusCells(ctx, null) };
    return [choose === 'theirs' ? { id, remove: true } : { id, set: fresh, clearMarks: true }];
  }
  const { take, collide } = merged(opened, id, mine);
  const side = (c: number) => (typeof choose === 'string' ? choose : choose[dataset.columns[c]?.id ?? '']);
  if (collide.some((c) => side(c) === undefined)) return [];
  const taken = [...take, ...collide.filter((c) => side(c) === 'theirs')];
  state.conflicts.delete(id);
  state.put({ id, version, cells: theirs });
  const cells = taken.map((c) => [dataset.columns[c]?.id ?? '', theirs[c] ?? null] as const);
  return [
    {
      id,
      set: { ...Object.fromEntries(cells), [VERSION_COLUMN]: String(version), ...statusCells(ctx, null) },
      clearMarks: true,
    },
  ];
}

function merged(opened: OpenedSheet, id: string, mine: readonly CellValue[]) {
  const { dataset, state } = opened;
  const theirs = state.conflicts.get(id)?.theirs ?? [];
  return mergeRow(dataset, state.base.get(id)?.cells ?? [], mine, theirs);
}

function view(opened: OpenedSheet, id: string, mine: CellValue[]): ConflictView {
  const { dataset, state } = opened;
  const conflict = state.conflicts.get(id);
  const base = state.base.get(id)?.cells ?? [];
  const collide = conflict?.archived ? [] : merged(opened, id, mine).collide;
  return {
    id,
    label: rowLabel(dataset, mine),
    archived: conflict?.archived ?? false,
    fields: collide.map((c) => ({
      column: dataset.columns[c]?.id ?? '',
      base: base[c] ?? null,
      mine: mine[c] ?? null,
      theirs: conflict?.theirs[c] ?? null,
    })),
  };
}

/** The table as it stands, with no id in rows that are copies; the sheet itself is left alone. */
async function withoutCopies(ctx: SyncContext, { dataset, state }: OpenedSheet): Promise<TableContent> {
  const table = await ctx.workbook.read(state.sheet);
  const { added } = diffTable(dataset, table, state.base, ctx.checks(dataset), state.known);
  const copies = new Set(added.filter((row) => row.id === null).map((row) => row.row));
  const idAt = table.columns.indexOf(ID_COLUMN);
  const rows = table.rows.map((cells, row) => (copies.has(row) ? cells.with(idAt, null) : cells));
  return { ...table, rows };
}

/** The sheet's cells by id, of rows with a conflict; a lost column shows the base. */
function currentRows({ dataset, state, places }: OpenedSheet, table: TableContent): Map<string, CellValue[]> {
  const lost = new Set(table.missing);
  const at = dataset.columns.map((c) => (lost.has(c.id) ? -1 : table.columns.indexOf(c.id)));
  const rows = new Map<string, CellValue[]>();
  for (const [id, row] of rowsById(table)) {
    if (!state.conflicts.has(id)) continue;
    places.set(id, row);
    const base = state.base.get(id)?.cells;
    rows.set(
      id,
      at.map((i, c) => (i < 0 ? (base?.[c] ?? null) : (table.rows[row]?.[i] ?? null))),
    );
  }
  return rows;
}
