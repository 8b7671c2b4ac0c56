/**
 * Rows by id, kept in the workbook as a log. What changed is written behind what stands there already, and the latest entry
 * of a row counts; so a save writes as much as has changed, however many rows there are and wherever in the sheet they
 * stand. The oldest blocks are cleaned a few at a time, before what is out of date outgrows what counts.
 */
import { STATE_ENTRY_LIMIT } from '../workbook/port.ts';

/** A block is begun anew when it has reached this length. */
const BLOCK_FILL = 24_000;
/** The log may be so many times as long as its rows, and a little longer where there are few. */
const MOST_STORED = 1.5;
const SPARE_ENTRIES = 200;
/** So many old entries are cleaned for each new one at most, so that no save takes much longer than another. */
const CLEANED_PER_ENTRY = 3;

/** How a row is written: a fixed number of JSON values. */
export interface RowCodec<T> {
  width: number;
  encode(row: T): unknown[];
  decode(id: string, values: unknown[]): T;
}

/** Where the entry of a row stands that counts, and its place in the order of rows; a row that is gone has no place. */
interface Slot {
  block: number;
  place: number;
}

interface Block {
  ids: string[];
  length: number;
  /** Entries of the workbook that its text is cut into. */
  pieces: number;
}

/** First and last, as the numbers of blocks have no gap between them. */
export type BlockRange = readonly [number, number];

const GONE = -1;

export class RowLog<T> {
  private readonly key: string;
  private readonly codec: RowCodec<T>;
  /** From the oldest to the newest. */
  private readonly blocks = new Map<number, Block>();
  private readonly slots = new Map<string, Slot>();
  /** Rows that were put or taken away since the last save. */
  private readonly touched = new Set<string>();
  private nextBlock = 0;
  private nextPlace = 0;
  private furthest = -1;
  private inOrder = true;
  /** Entries in the workbook, those out of date included. */
  private stored = 0;

  /** @param key of the workbook's entries, before the number of a block */
  constructor(key: string, codec: RowCodec<T>) {
    this.key = key;
    this.codec = codec;
  }

  /** Takes in a block of the workbook, the oldest first. */
  read(block: number, text: string, pieces: number, rows: Map<string, T>): void {
    const ids: string[] = [];
    for (const entry of parseEntries(text)) {
      const id = entry[0] as string;
      ids.push(id);
      if (entry.length === 1) {
        rows.delete(id);
        this.slots.set(id, { block, place: GONE });
      } else this.readRow(block, id, entry, rows);
    }
    if (ids.length > 0) this.blocks.set(block, { ids, length: text.length, pieces });
    this.stored += ids.length;
    this.nextBlock = block + 1;
  }

  /** Takes all blocks out of the workbook; what is put from now on begins anew. */
  clear(last: Map<string, string | null>): void {
    for (const [number, { pieces }] of this.blocks) writePieces(`${this.key}:${number}`, '', pieces, last);
    this.blocks.clear();
    this.slots.clear();
    this.stored = 0;
  }

  /** Numbers of the first and the last block, or null when there is none. */
  range(): BlockRange | null {
    const first = this.blocks.keys().next().value;
    return first === undefined ? null : [first, this.nextBlock - 1];
  }

  /** Whether none of these blocks is missing or unreadable: without the latest entries, old ones would pass for the rows. */
  hasAll(range: BlockRange | null): boolean {
    if (range === null) return true;
    for (let block = range[0]; block <= range[1]; block++) if (!this.blocks.has(block)) return false;
    return true;
  }

  private readRow(block: number, id: string, entry: unknown[], rows: Map<string, T>): void {
    const { width } = this.codec;
    const known = entry[width + 1];
    const place = typeof known === 'number' ? known : this.nextPlace;
    if (!rows.has(id)) {
      if (place < this.furthest) this.inOrder = false;
      else this.furthest = place;
    }
    rows.set(id, this.codec.decode(id, entry.slice(1, width + 1)));
    this.slots.set(id, { block, place });
    this.nextPlace = Math.max(this.nextPlace, place + 1);
  }

  /** Brings rows that were read into their order: cleaning has written some behind others. */
  sort(rows: Map<string, T>): void {
    if (this.inOrder) return;
    const place = (id: string) => this.slots.get(id)?.place ?? GONE;
    const sorted = [...rows].toSorted(([a], [b]) => place(a) - place(b));
    rows.clear();
    for (const [id, row] of sorted) rows.set(id, row);
    this.inOrder = true;
  }

  /** A row was added, changed or taken away; it is written with the next save. */
  touch(id: string): void {
    this.touched.add(id);
  }

  /**
   * Puts what changed since the last save into the entries that are to be written.
   * @param last entries that may go once the others, and what names the blocks, are written
   */
  save(rows: ReadonlyMap<string, T>, entries: Map<string, string | null>, last: Map<string, string | null>): void {
    if (this.touched.size === 0) return;
    const cleaned = this.clean(rows);
    const open = this.reopen();
    let block = open?.block ?? this.nextBlock;
    let lines: string[] = [];
    let ids: string[] = [];
    let length = 1;
    const close = () => {
      if (ids.length === 0) return;
      const text = `[${lines.join(',\n')}]`;
      const pieces = writePieces(`${this.key}:${block}`, text, this.blocks.get(block)?.pieces ?? 0, entries);
      this.blocks.set(block, { ids, length: text.length, pieces });
      this.stored += ids.length;
      this.nextBlock = block + 1;
    };
    for (const id of [...(open?.ids ?? []), ...this.touched]) {
      const line = this.line(id, rows);
      if (line === null) continue;
      if (lines.length > 0 && length + line.length > BLOCK_FILL) {
        close();
        block++;
        [lines, ids, length] = [[], [], 1];
      }
      (this.slots.get(id) as Slot).block = block;
      lines.push(line);
      ids.push(id);
      length += line.length + 2;
    }
    close();
    this.touched.clear();
    for (const { number, pieces } of cleaned) writePieces(`${this.key}:${number}`, '', pieces, last);
  }

  /** The entry of a row as it is now; null for one that is gone and of which nothing is stored. */
  private line(id: string, rows: ReadonlyMap<string, T>): string | null {
    const row = rows.get(id);
    let slot = this.slots.get(id);
    if (row === undefined) {
      if (!slot) return null;
      slot.place = GONE;
      return JSON.stringify([id]);
    }
    if (!slot) this.slots.set(id, (slot = { block: GONE, place: GONE }));
    if (slot.place === GONE) slot.place = this.nextPlace++;
    return JSON.stringify([id, ...this.codec.encode(row), slot.place]);
  }

  /** The newest block, when it has room left: it is written once more, without what is out of date in it. */
  private reopen(): { block: number; ids: string[] } | null {
    const block = this.nextBlock - 1;
    const newest = this.blocks.get(block);
    if (!newest || newest.length >= BLOCK_FILL) return null;
    this.stored -= newest.ids.length;
    const ids = newest.ids.filter((id) => this.slots.get(id)?.block === block && !this.touched.has(id));
    return { block, ids };
  }

  /** Takes the oldest blocks away while the log is too long; rows of theirs that still count are written anew. */
  private clean(rows: ReadonlyMap<string, T>): { number: number; pieces: number }[] {
    const cleaned: { number: number; pieces: number }[] = [];
    const most = rows.size * MOST_STORED + SPARE_ENTRIES;
    let budget = CLEANED_PER_ENTRY * this.touched.size + SPARE_ENTRIES;
    for (const [number, { ids, pieces }] of this.blocks) {
      if (this.stored + this.touched.size <= most || budget <= 0 || number === this.nextBlock - 1) break;
      for (const id of ids) {
        if (this.slots.get(id)?.block !== number) continue;
        // With the oldest block goes the last that was known of a row that is gone.
        if (rows.has(id)) this.touched.add(id);
        else this.slots.delete(id);
      }
      this.blocks.delete(number);
      this.stored -= ids.length;
      budget -= ids.length;
      cleaned.push({ number, pieces });
    }
    return cleaned;
  }
}

/**
 * Cuts a text into entries that fit a cell, and takes away those that a longer text has left behind.
 * @param before how many entries the text had until now
 * @returns how many it has
 */
export function writePieces(key: string, text: string, before: number, entries: Map<string, string | null>): number {
  let count = 0;
  for (let start = 0; start < text.length; count++) {
    let end = Math.min(start + STATE_ENTRY_LIMIT, text.length);
    // Half of an emoji would not survive in a cell.
    if (end < text.length && /[\ud800-\udbff]/.test(text[end - 1] as string)) end--;
    entries.set(`${key}#${count}`, text.slice(start, end));
    start = end;
  }
  for (let i = count; i < before; i++) entries.set(`${key}#${i}`, null);
  return count;
}

/** None of what is no JSON: the user can reach these cells. */
function parseEntries(text: string): unknown[][] {
  try {
    return JSON.parse(text) as unknown[][];
  } catch {
    return [];
  }
}
