/**
 * The whole table against its base copy. Events of the host get lost, so nothing else tells what was edited.
 */
import { ID_COLUMN, VERSION_COLUMN } from '../datasets/layout.ts';
import type { Column, Dataset } from '../datasets/types.ts';
import type { CellInput, CellValue, TableContent } from '../workbook/port.ts';
import type { WireCells } from './api.ts';
import { isId } from './ids.ts';
import { type Issue, SyncError } from './issues.ts';
import { type BaseRow, sameCell } from './rows.ts';
import { type Checks, checkCell } from './validate.ts';

/** A row that was edited or added. With issues it cannot be published, and `cells` holds only what is in order. */
export interface EditedRow {
  /** Row of the table as it was read. */
  row: number;
  /** Null for a new row that has no id of its own yet. */
  id: string | null;
  /** Null for a new row. */
  base: BaseRow | null;
  /** Changed columns, or all editable ones of a new row, as wire values. */
  cells: WireCells;
  issues: Issue[];
}

/** A row of the base copy that the sheet does not show any more. */
export interface MissingRow {
  base: BaseRow;
  /** The row that still carries its hidden id, when only its cells were emptied. */
  row: number | null;
}

export interface Diff {
  added: EditedRow[];
  changed: EditedRow[];
  missing: MissingRow[];
  unchanged: number;
  /** Rows that stand elsewhere than before, e.g. after sorting. */
  moved: number;
  /** Rows with a repeated `_id` (copied rows); they are among `added`. */
  copies: number;
  /** Emptied rows that still carry the hidden id of another row, or of none: the id has to go. */
  strays: number[];
}

/**
 * Values by which the server may know a row in a column (index in the dataset), the likeliest first; none when it has never
 * heard of the row. A row that was sent without an answer is known by what was sent, though it has no base row yet.
 */
export type KnownValues = (id: string, column: number) => readonly CellInput[];

/**
 * @param table everything that the sheet shows; columns that it has lost count as untouched
 * @param base rows by id, in the order in which they were loaded
 * @param known tells a copied row from its original; by default only the base rows are known
 * @throws SyncError `sheet.id_column_missing`
 */
export function diffTable(
  dataset: Dataset,
  table: TableContent,
  base: ReadonlyMap<string, BaseRow>,
  checks: Checks = {},
  known: KnownValues = (id, column) => knownCell(base.get(id), column),
): Diff {
  if (table.missing.includes(ID_COLUMN)) {
    throw new SyncError('sheet.id_column_missing', 'the hidden column _id was deleted; open the sheet anew');
  }
  const reader = new TableReader(dataset, table, known);
  const diff: Diff = { added: [], changed: [], missing: [], unchanged: 0, moved: 0, copies: 0, strays: [] };
  matchRows(reader, base, checks, diff);
  const own = reader.ownCodes(diff);
  for (const edited of diff.added) checkNew(reader, edited, { ...checks, ownCodes: own });
  for (const edited of diff.changed) checkChanged(reader, edited, { ...checks, ownCodes: own });
  refuseDuplicates(reader, diff);
  return diff;
}

/** The columns of the dataset where they stand in the table that was read. */
class TableReader {
  readonly dataset: Dataset;
  readonly rows: CellValue[][];
  readonly idAt: number;
  readonly versionAt: number;
  /** Index in the table by index in the dataset; -1 when the sheet has lost the column. */
  readonly at: number[];
  private readonly known: KnownValues;

  constructor(dataset: Dataset, table: TableContent, known: KnownValues) {
    const lost = new Set(table.missing);
    const place = (id: string) => (lost.has(id) ? -1 : table.columns.indexOf(id));
    this.dataset = dataset;
    this.known = known;
    this.rows = table.rows;
    this.idAt = place(ID_COLUMN);
    this.versionAt = place(VERSION_COLUMN);
    this.at = dataset.columns.map((c) => place(c.id));
  }

  cell(row: number, column: number): CellValue {
    const at = this.at[column] as number;
    return at < 0 ? null : (this.rows[row]?.[at] ?? null);
  }

  isBlank(row: CellValue[]): boolean {
    return this.at.every((at) => at < 0 || row[at] == null || row[at] === '');
  }

  /** Of two rows with one id, whether the later is the original: it has the likelier key of those the id is known by. */
  isOriginal(id: string, later: number, earlier: number): boolean {
    const key = this.dataset.columns.findIndex((c) => c.key);
    const column = this.dataset.columns[key];
    if (!column) return false;
    const keys = this.known(id, key);
    const rank = (row: number) => {
      const found = keys.findIndex((value) => sameCell(column, this.cell(row, key), value));
      return found < 0 ? keys.length : found;
    };
    return rank(later) < rank(earlier);
  }

  /** The codes that added and renamed rows bring, when other columns of the dataset refer to the dataset itself. */
  ownCodes(diff: Diff): Checks['ownCodes'] {
    const key = this.dataset.columns.findIndex((c) => c.key);
    if (key < 0 || !this.dataset.columns.some((c) => c.references === this.dataset.name)) return undefined;
    const codes = [...diff.added, ...diff.changed].map(({ row }) => trimmed(this.cell(row, key)));
    return { dataset: this.dataset.name, codes: new Set(codes) };
  }
}

function matchRows(reader: TableReader, base: ReadonlyMap<string, BaseRow>, checks: Checks, diff: Diff): void {
  const order = [...base.values()];
  const seen = new Uint8Array(order.length);
  const placeOf = lazyPlaces(order);
  const { rows, idAt, at } = reader;
  const columns = at.length;
  let next = 0;
  let furthest = -1;
  const emptied = new Map<string, number>();
  const own = new Map<string, EditedRow>();
  const rowAt = new Int32Array(order.length);
  for (let row = 0; row < rows.length; row++) {
    const cells = rows[row] as CellValue[];
    const id = cells[idAt] as string | null;
    // Most rows stand where they stood: look there first.
    let place = next;
    let before = order[place];
    if (before === undefined || before.id !== id) {
      place = id === null ? -1 : (placeOf().get(id) ?? -1);
      before = order[place];
    }
    if (before !== undefined && seen[place] === 1 && reader.isOriginal(before.id, row, rowAt[place] as number)) {
      // The copy stands above its original, e.g. after sorting.
      replaceOriginal(reader, diff, before, rowAt[place] as number, row);
      rowAt[place] = row;
      continue;
    }
    if (before === undefined || seen[place] === 1) {
      if (reader.isBlank(cells)) {
        if (id !== null) diff.strays.push(row);
        continue;
      }
      diff.added.push(newRow(reader, row, before !== undefined, own));
      if (before !== undefined) diff.copies++;
      continue;
    }
    let same = true;
    const old = before.cells;
    for (let c = 0; c < columns; c++) {
      const i = at[c] as number;
      if (i >= 0 && cells[i] !== old[c]) {
        same = false;
        break;
      }
    }
    if (!same && reader.isBlank(cells)) {
      if (emptied.has(before.id)) diff.strays.push(row);
      else emptied.set(before.id, row);
      continue;
    }
    seen[place] = 1;
    rowAt[place] = row;
    next = place + 1;
    if (place < furthest) diff.moved++;
    else furthest = place;
    if (same || !differs(reader, row, before)) diff.unchanged++;
    else diff.changed.push({ row, id: before.id, base: before, cells: {}, issues: [] });
  }
  order.forEach((row, place) => {
    const empty = emptied.get(row.id);
    if (seen[place] === 0) diff.missing.push({ base: row, row: empty ?? null });
    else if (empty !== undefined) diff.strays.push(empty);
  });
}

/** The row that was taken for the original becomes a copy, and the other one takes its place. */
function replaceOriginal(reader: TableReader, diff: Diff, base: BaseRow, copy: number, original: number): void {
  const index = diff.changed.findIndex((row) => row.row === copy);
  if (index >= 0) diff.changed.splice(index, 1);
  else diff.unchanged--;
  diff.added.push({ row: copy, id: null, base: null, cells: {}, issues: [] });
  diff.copies++;
  if (differs(reader, original, base)) {
    diff.changed.push({ row: original, id: base.id, base, cells: {}, issues: [] });
  } else diff.unchanged++;
}

/** Places by id, made only when a row is not where it was. */
function lazyPlaces(order: BaseRow[]): () => Map<string, number> {
  let places: Map<string, number> | null = null;
  return () => {
    places ??= new Map(order.map((row, place) => [row.id, place]));
    return places;
  };
}

/**
 * A row that no base row stands for. It keeps an id only when that was given to it by an earlier, unfinished publish: then
 * it has no version yet. A copied row, or one pasted from another sheet, gets an id of its own.
 * @param owners the new rows above, by the id that they keep; an original below its copy takes the id back
 */
function newRow(reader: TableReader, row: number, copy: boolean, owners: Map<string, EditedRow>): EditedRow {
  const cells = reader.rows[row] as CellValue[];
  const id = cells[reader.idAt];
  const edited: EditedRow = { row, id: null, base: null, cells: {}, issues: [] };
  if (copy || !isId(id) || cells[reader.versionAt] != null) return edited;
  const above = owners.get(id);
  if (above && !reader.isOriginal(id, row, above.row)) return edited;
  if (above) above.id = null;
  owners.set(id, edited);
  edited.id = id;
  return edited;
}

function knownCell(row: BaseRow | undefined, column: number): CellInput[] {
  const cell = row?.cells[column];
  return cell == null ? [] : [cell];
}

function differs(reader: TableReader, row: number, base: BaseRow): boolean {
  return reader.dataset.columns.some(
    (column, c) => (reader.at[c] as number) >= 0 && !sameCell(column, reader.cell(row, c), base.cells[c]),
  );
}

function checkNew(reader: TableReader, edited: EditedRow, checks: Checks): void {
  reader.dataset.columns.forEach((column, c) => {
    if (column.editable) take(column, reader.cell(edited.row, c), edited, checks);
  });
}

function checkChanged(reader: TableReader, edited: EditedRow, checks: Checks): void {
  const before = edited.base as BaseRow;
  reader.dataset.columns.forEach((column, c) => {
    if ((reader.at[c] as number) < 0) return;
    const cell = reader.cell(edited.row, c);
    if (sameCell(column, cell, before.cells[c])) return;
    if (column.editable) return take(column, cell, edited, checks);
    edited.issues.push({
      column: column.id,
      code: 'sheet.read_only_column',
      params: {},
      suggestion: before.cells[c] ?? null,
    });
  });
}

function take(column: Column, cell: CellValue, edited: EditedRow, checks: Checks): void {
  const { value, issue } = checkCell(column, cell, checks);
  if (issue) edited.issues.push(issue);
  else edited.cells[column.id] = value;
}

/** The same key twice in one sheet: the row that was there before keeps it, among new rows the upper one. */
function refuseDuplicates(reader: TableReader, diff: Diff): void {
  const key = reader.dataset.columns.findIndex((c) => c.key);
  const column = reader.dataset.columns[key];
  if (!column) return;
  const suspects = [...diff.changed, ...diff.added].filter((row) => row.cells[column.id] != null);
  if (suspects.length === 0) return;
  const owners = new Map<string, number>();
  const edited = new Set(suspects.map((s) => s.row));
  reader.rows.forEach((_, row) => {
    const code = edited.has(row) ? '' : trimmed(reader.cell(row, key));
    if (code !== '') owners.set(code, row);
  });
  for (const suspect of suspects) {
    const code = suspect.cells[column.id] as string;
    const owner = owners.get(code);
    if (owner === undefined) owners.set(code, suspect.row);
    else {
      // Table rows count from 0 below the heading; people count sheet rows from 1 with the heading in it.
      suspect.issues.push({
        column: column.id,
        code: 'sheet.duplicate_key',
        params: { text: code, row: String(owner + 2) },
      });
    }
  }
}

function trimmed(cell: CellValue): string {
  return cell === null || typeof cell === 'object' ? '' : String(cell).trim();
}
