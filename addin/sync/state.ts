/**
 * What a bound sheet remembers in the workbook: the base copy, the idempotency keys of rows that are on their way, open
 * conflicts, the last publish, cursor and filter. Kept in entries of at most a cell's length; of the base copy only what changed is written.
 */
import type { DatasetName } from '../datasets/types.ts';
import type { CellInput, Locale, WorkbookPort } from '../workbook/port.ts';
import type { Filter, WireCells } from './api.ts';
import { newId } from './ids.ts';
import { LastPublish, type RecordMeta } from './last-publish.ts';
import { type BlockRange, type RowCodec, RowLog, writePieces } from './row-log.ts';
import type { BaseRow } from './rows.ts';

export interface SheetMeta {
  dataset: DatasetName;
  locale: Locale;
  /** Columns of the base rows' cells, in order. */
  columns: string[];
  filter: Filter;
  /** Where the next refresh starts; null when the dataset can only be loaded whole. */
  cursor: string | null;
  /** When the server read what the sheet shows, ISO 8601. */
  asOf: string;
  /** Rows of the base copy; tells a damaged copy from a whole one. */
  rows: number;
  /** Blocks in which it is kept, for the same; older workbooks don't have it. */
  blocks?: BlockRange | null;
  /** Of the last publish, when there was one. */
  last?: RecordMeta | null;
}

/** A row that was sent, or was about to be, and whose answer has not come yet. */
export interface Pending {
  key: string;
  version: number | null;
  cells: WireCells;
  archive: boolean;
  /** What was sent under earlier keys of this row, without an answer either: the server may show any of it. */
  earlier: SentValues;
}

/** Wire values by column that may have reached the server. */
export type SentValues = Readonly<Record<string, readonly (string | null)[]>>;

/** Adds an attempt to what was sent before. */
export function withSent(earlier: SentValues, cells: WireCells): SentValues {
  const sent: Record<string, readonly (string | null)[]> = { ...earlier };
  for (const [column, value] of Object.entries(cells)) sent[column] = [...(sent[column] ?? []), value];
  return sent;
}

/** A row whose server version collides with the sheet's edits. */
export interface Conflict {
  version: number;
  /** The server's cells as the sheet would show them, in the order of the meta's columns. */
  theirs: CellInput[];
  /** The server has archived the row. */
  archived: boolean;
}

const BASE_ROWS: RowCodec<BaseRow> = {
  width: 2,
  encode: ({ version, cells }) => [version, cells],
  decode: (id, [version, cells]) => ({ id, version: version as number, cells: cells as CellInput[] }),
};

export class SheetState {
  readonly sheet: string;
  readonly meta: SheetMeta;
  readonly base = new Map<string, BaseRow>();
  readonly pending = new Map<string, Pending>();
  readonly conflicts = new Map<string, Conflict>();
  readonly last: LastPublish;
  private readonly baseLog: RowLog<BaseRow>;
  private readonly pieces = new Map<string, number>();
  private loadedStamp: string | null = null;
  private readonly written = new Map<string, string>();

  private constructor(sheet: string, meta: SheetMeta) {
    this.sheet = sheet;
    this.meta = meta;
    this.baseLog = new RowLog(`s:${sheet}:base`, BASE_ROWS);
    this.last = new LastPublish(`s:${sheet}:last`, meta.last ?? null);
  }

  /** The state of a sheet as the workbook holds it, or null when there is none (or it is damaged). */
  static async load(workbook: WorkbookPort, sheet: string): Promise<SheetState | null> {
    const stamp = await workbook.setting(stampName(sheet));
    const texts = joinPieces(await workbook.readState(`s:${sheet}:`));
    const meta = parse(texts.get(`s:${sheet}:meta`)?.text) as SheetMeta | null;
    if (!meta) return null;
    const state = new SheetState(sheet, meta);
    state.loadedStamp = stamp;
    for (const [key, { text, count }] of texts) {
      const [, , kind, block] = key.split(':');
      if (kind === 'base') state.baseLog.read(Number(block), text, count, state.base);
      else if (kind === 'last') state.last.read(Number(block), text, count);
      else {
        state.written.set(key, text);
        state.pieces.set(key, count);
      }
    }
    state.baseLog.sort(state.base);
    readInto(state.pending, texts.get(`s:${sheet}:keys`)?.text);
    readInto(state.conflicts, texts.get(`s:${sheet}:conflicts`)?.text);
    // A base copy with holes would make known rows look new; better none.
    return state.base.size === meta.rows && state.baseLog.hasAll(meta.blocks ?? null) ? state : null;
  }

  /** A new state with these rows, for a sheet that has none (see `erase`); it is in the workbook once it is saved. */
  static create(sheet: string, meta: SheetMeta, rows: Iterable<BaseRow>): SheetState {
    const state = new SheetState(sheet, meta);
    for (const row of rows) state.put(row);
    return state;
  }

  /** Whether the workbook still holds what this state was loaded from or last saved. */
  async isCurrent(workbook: WorkbookPort): Promise<boolean> {
    return (await workbook.setting(stampName(this.sheet))) === this.loadedStamp;
  }

  /** What of a row may have reached the server without an answer, by column, oldest first. */
  sent(id: string): SentValues {
    const pending = this.pending.get(id);
    return pending ? withSent(pending.earlier, pending.cells) : {};
  }

  /**
   * By which values the server may know a row in a column (its index): what was sent and not answered, newest first, since
   * that is what the sheet showed last; then the base row's, then the other side of a conflict.
   */
  readonly known = (id: string, column: number): CellInput[] => {
    const sent = this.sent(id)[this.meta.columns[column] ?? ''] ?? [];
    const answered = [this.base.get(id)?.cells[column], this.conflicts.get(id)?.theirs[column]];
    return [...sent.toReversed(), ...answered].filter((value) => value != null);
  };

  /** Adds or replaces a base row. */
  put(row: BaseRow): void {
    this.base.set(row.id, row);
    this.baseLog.touch(row.id);
  }

  /** The row is no longer the sheet's: base, key and conflict go. */
  forget(id: string): void {
    this.base.delete(id);
    this.pending.delete(id);
    this.conflicts.delete(id);
    this.baseLog.touch(id);
  }

  /** Takes a sheet's whole state out of the workbook; until another is saved the sheet has no base copy. */
  static async erase(workbook: WorkbookPort, sheet: string): Promise<void> {
    const old = await workbook.readState(`s:${sheet}:`);
    await workbook.writeState(new Map([...old.keys()].map((key) => [key, null])));
    await workbook.setSetting(stampName(sheet), null);
  }

  /** Writes what changed since the last save. When it resolves, the workbook holds it. */
  async save(workbook: WorkbookPort): Promise<void> {
    const entries = new Map<string, string | null>();
    const last = new Map<string, string | null>();
    this.baseLog.save(this.base, entries, last);
    this.last.save(entries, last);
    this.meta.last = this.last.meta;
    this.meta.rows = this.base.size;
    this.meta.blocks = this.baseLog.range();
    this.writeText('meta', JSON.stringify(this.meta), entries);
    this.writeText('keys', this.pending.size > 0 ? JSON.stringify([...this.pending]) : '', entries);
    this.writeText('conflicts', this.conflicts.size > 0 ? JSON.stringify([...this.conflicts]) : '', entries);
    if (entries.size + last.size === 0) return;
    const stamp = newId();
    await workbook.writeState(new Map([...entries, ...last]));
    await workbook.setSetting(stampName(this.sheet), stamp);
    this.loadedStamp = stamp;
  }

  private writeText(kind: string, text: string, entries: Map<string, string | null>): void {
    const key = `s:${this.sheet}:${kind}`;
    if ((this.written.get(key) ?? '') === text) return;
    this.written.set(key, text);
    this.pieces.set(key, writePieces(key, text, this.pieces.get(key) ?? 0, entries));
  }
}

function stampName(sheet: string): string {
  return `stamp:${sheet}`;
}

function joinPieces(entries: ReadonlyMap<string, string>): Map<string, { text: string; count: number }> {
  const parts = new Map<string, string[]>();
  for (const [name, text] of entries) {
    const [key, index] = name.split('#') as [string, string];
    const list = parts.get(key) ?? [];
    list[Number(index)] = text;
    parts.set(key, list);
  }
  const ordered = [...parts].toSorted(([a], [b]) => blockNumber(a) - blockNumber(b));
  return new Map(ordered.map(([key, list]) => [key, { text: list.join(''), count: list.length }]));
}

function blockNumber(key: string): number {
  return Number(key.split(':')[3] ?? -1);
}

/** Null for what is no JSON: the user can reach these cells. */
function parse(text: string | undefined): unknown {
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readInto<T>(map: Map<string, T>, text: string | undefined): void {
  for (const [id, value] of (parse(text) as [string, T][] | null) ?? []) map.set(id, value);
}
