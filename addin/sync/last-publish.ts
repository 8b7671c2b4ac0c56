/** What the last publish of a sheet changed, kept in the workbook so that it can be taken back. */
import type { CellInput } from '../workbook/port.ts';
import { type RowCodec, RowLog } from './row-log.ts';

/** More would make every save of a large publish heavy; whoever publishes more has a file to go back to. */
export const MOST_RECORDED = 20_000;

/** Cells as the sheet shows them: what the server had, and what it has since. By column id. */
export type Taken = Readonly<Record<string, readonly [before: CellInput, after: CellInput]>>;

/** A row of the last publish. */
export interface PublishedRow {
  kind: 'added' | 'changed' | 'archived';
  /** The version that it got. */
  version: number;
  cells: Taken;
}

const ROWS: RowCodec<PublishedRow> = {
  width: 3,
  encode: ({ kind, version, cells }) => [kind, version, cells],
  decode: (_id, [kind, version, cells]) => ({
    kind: kind as PublishedRow['kind'],
    version: version as number,
    cells: cells as Taken,
  }),
};

/** What is known of the record beside its rows. */
export interface RecordMeta {
  /** When the publish began, ISO 8601. */
  at: string;
  /** It was cut off; going on with it adds to the same record. */
  unfinished: boolean;
  /** Rows that found no place in the record. */
  dropped: number;
}

export class LastPublish {
  readonly rows = new Map<string, PublishedRow>();
  meta: RecordMeta | null;
  private readonly log: RowLog<PublishedRow>;
  private emptied = false;

  constructor(key: string, meta: RecordMeta | null) {
    this.log = new RowLog(key, ROWS);
    this.meta = meta;
  }

  /** Takes in a block of the workbook, the oldest first. */
  read(block: number, text: string, pieces: number): void {
    this.log.read(block, text, pieces, this.rows);
  }

  /** A publish begins: what is recorded is that of the one before, unless this one goes on with it. */
  begin(at: string): void {
    if (this.meta?.unfinished) return;
    this.rows.clear();
    this.emptied = true;
    this.meta = { at, unfinished: true, dropped: 0 };
  }

  /** A publish ends. @param waiting rows that were not answered */
  end(waiting: number): void {
    if (this.meta) this.meta = { ...this.meta, unfinished: waiting > 0 };
  }

  /** A row was taken in by the server. Of a row that was sent twice the oldest values count as those before. */
  record(id: string, row: PublishedRow): void {
    const known = this.rows.get(id);
    if (!known && this.rows.size >= MOST_RECORDED) {
      if (this.meta) this.meta = { ...this.meta, dropped: this.meta.dropped + 1 };
      return;
    }
    this.rows.set(id, known ? joined(known, row) : row);
    this.log.touch(id);
  }

  /** Puts what changed into the entries that are to be written, see `RowLog`. */
  save(entries: Map<string, string | null>, last: Map<string, string | null>): void {
    if (this.emptied) this.log.clear(last);
    this.emptied = false;
    this.log.save(this.rows, entries, last);
  }
}

function joined(first: PublishedRow, then: PublishedRow): PublishedRow {
  const cells: Record<string, readonly [CellInput, CellInput]> = { ...first.cells };
  for (const [column, [before, after]] of Object.entries(then.cells)) {
    const known = first.cells[column];
    cells[column] = [known ? known[0] : before, after];
  }
  return { kind: then.kind === 'archived' ? 'archived' : first.kind, version: then.version, cells };
}
