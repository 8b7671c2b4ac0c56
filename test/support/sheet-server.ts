/**
 * A server of sheets in memory that keeps the wire contract: versions, idempotency keys, all-or-nothing, dry runs, a change
 * feed. Tests of the sync engine run against it where the real server is beside the point, and make it fail on purpose.
 */

import { datasetNamed, keyColumn } from '../../addin/datasets/datasets.ts';
import type { DatasetName } from '../../addin/datasets/types.ts';
import type {
  FieldError,
  PublishInput,
  PublishPayload,
  PublishRow,
  RowResult,
  RowsInput,
  RowsPage,
  SheetApi,
  WireCells,
  WireRow,
} from '../../addin/sync/api.ts';

interface StoredRow extends WireRow {
  /** Place in the change feed. */
  change: number;
}

type Fault = 'before' | 'after' | null;

export class SheetServer implements SheetApi {
  readonly tables = new Map<DatasetName, Map<string, StoredRow>>();
  readonly publishes: PublishInput[] = [];
  readonly rowRequests: RowsInput[] = [];
  /** The server's own rules: what is wrong with a row, if anything. */
  rules: (row: PublishRow, merged: WireCells) => FieldError[] = () => [];
  /** What the server makes of cells that it accepts. */
  tidy: (cells: WireCells) => WireCells = (cells) => cells;
  /** Breaks the connection of the next publishes: before the work is done, or after. */
  faults: Fault[] = [];
  /** Runs while a publish is on its way. */
  meanwhile: (() => void | Promise<void>) | null = null;
  pageSize = 1_000;
  private feed = 0;
  private ids = 0;
  private readonly answers = new Map<string, { input: string; result: RowResult }>();

  /** Puts a row there, as another person would have; returns its id. */
  put(dataset: DatasetName, cells: WireCells, id = this.nextId()): string {
    const before = this.table(dataset).get(id);
    this.store(dataset, id, { ...before?.cells, ...cells });
    return id;
  }

  archive(dataset: DatasetName, id: string): void {
    this.store(dataset, id, this.row(dataset, id).cells, true);
  }

  row(dataset: DatasetName, id: string): StoredRow {
    const row = this.table(dataset).get(id);
    if (!row) throw new Error(`no row ${id}`);
    return row;
  }

  /** Live rows by the value of a column. */
  by(dataset: DatasetName, column: string): Map<string | null, StoredRow> {
    const live = [...this.table(dataset).values()].filter((row) => !row.archived);
    return new Map(live.map((row) => [row.cells[column] ?? null, row]));
  }

  live(dataset: DatasetName): number {
    return [...this.table(dataset).values()].filter((row) => !row.archived).length;
  }

  async rows(input: RowsInput): Promise<RowsPage> {
    this.rowRequests.push(input);
    const since = input.since === undefined ? null : Number(input.since);
    const all = [...this.table(input.dataset).values()].filter((row) =>
      since === null ? !row.archived : row.change > since,
    );
    const start = input.after === undefined ? 0 : Number(input.after);
    const size = Math.min(input.first ?? this.pageSize, this.pageSize);
    const rows = all.slice(start, start + size);
    return {
      rows: structuredClone(rows.map(({ id, version, archived, cells }) => ({ id, version, archived, cells }))),
      cursor: String(this.feed),
      endCursor: String(start + rows.length),
      hasMore: start + rows.length < all.length,
      asOf: `2026-10-31T00:00:00.${String(this.feed).padStart(3, '0')}Z`,
    };
  }

  async publish(input: PublishInput, signal?: AbortSignal): Promise<PublishPayload> {
    this.publishes.push(structuredClone(input));
    await this.meanwhile?.();
    const fault = this.faults.shift() ?? null;
    signal?.throwIfAborted();
    if (fault === 'before') throw new TypeError('fetch failed');
    const results = this.decide(input);
    if (fault === 'after') throw new TypeError('fetch failed');
    return { results, cursor: String(this.feed) };
  }

  private decide(input: PublishInput): RowResult[] {
    const judged = input.rows.map((row, index) => this.judge(input.dataset, row, index));
    const anyBad = judged.some(({ status }) => status !== 'VALID' && status !== 'APPLIED' && status !== 'UNCHANGED');
    return judged.map((result, index) => {
      if (result.status !== 'VALID' || input.dryRun) return result;
      if (input.mode === 'ATOMIC' && anyBad) return { ...result, status: 'SKIPPED' };
      return this.apply(input.dataset, input.rows[index] as PublishRow, index);
    });
  }

  private judge(dataset: DatasetName, row: PublishRow, index: number): RowResult {
    const seen = this.answers.get(row.key);
    if (seen) {
      if (seen.input === JSON.stringify(row)) return { ...seen.result, index };
      return refused(index, [
        { field: null, code: 'sync.key_reused', message: 'the key was used for another request' },
      ]);
    }
    const current = this.table(dataset).get(row.id);
    if ((current?.version ?? null) !== row.version || current?.archived) {
      return { index, status: 'CONFLICT', row: current ? structuredClone(current) : null, errors: [] };
    }
    const errors = this.rules(row, { ...current?.cells, ...row.cells });
    const key = keyColumn(datasetNamed(dataset))?.id;
    const twin = key && row.cells[key] ? this.by(dataset, key).get(row.cells[key]) : undefined;
    if (key && twin && twin.id !== row.id) {
      errors.push({ field: key, code: 'value.duplicate', message: `the code ${row.cells[key]} is taken` });
    }
    return errors.length > 0 ? refused(index, errors) : { index, status: 'VALID', row: null, errors: [] };
  }

  private apply(dataset: DatasetName, row: PublishRow, index: number): RowResult {
    const before = this.table(dataset).get(row.id);
    const stored = this.store(dataset, row.id, this.tidy({ ...before?.cells, ...row.cells }), row.archive);
    const result: RowResult = { index, status: 'APPLIED', row: structuredClone(stored), errors: [] };
    this.answers.set(row.key, { input: JSON.stringify(row), result });
    return result;
  }

  private store(dataset: DatasetName, id: string, cells: WireCells, archived = false): StoredRow {
    const table = this.table(dataset);
    const row = { id, version: (table.get(id)?.version ?? 0) + 1, archived, cells, change: ++this.feed };
    table.set(id, row);
    return row;
  }

  private table(dataset: DatasetName): Map<string, StoredRow> {
    const table = this.tables.get(dataset) ?? new Map<string, StoredRow>();
    this.tables.set(dataset, table);
    return table;
  }

  private nextId(): string {
    return `00000000-0000-7000-8000-${String(++this.ids).padStart(12, '0')}`;
  }
}

function refused(index: number, errors: FieldError[]): RowResult {
  return { index, status: 'REFUSED', row: null, errors };
}
