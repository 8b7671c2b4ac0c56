import type { CellInput, ColumnLayout, LongWork } from '../port.ts';
import { CELL_TEXT_LIMIT, escapeText } from '../values.ts';
import type { Context } from './session.ts';

/** Excel on the web refuses requests and responses above 5 MB; a tenth of that keeps the pane lively as well. */
export const TARGET_BYTES = 900_000;

/** What an action weighs beside its values: paths, ids, names. */
const ACTION_BYTES = 400;

/**
 * A cell as Office.js must be told, so that it holds just this: text never becomes a formula, a number or a date. Null
 * clears the cell (in a matrix, null would leave it as it is).
 */
export function toExcel(
  value: CellInput | undefined,
  column: Pick<ColumnLayout, 'numberFormat'>,
): string | number | boolean {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string' || value === '') return value;
  const text = column.numberFormat === '@' ? escapeText(value) : `'${value}`;
  return text.length > CELL_TEXT_LIMIT ? text.slice(0, CELL_TEXT_LIMIT) : text;
}

/** UTF-8 bytes of the values as JSON, a little too high rather than too low. */
export function bytesOf(cells: readonly unknown[]): number {
  let bytes = 2;
  for (const cell of cells) bytes += typeof cell === 'string' ? textBytes(cell) + 3 : 22;
  return bytes;
}

function textBytes(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7ff) bytes += 2;
    else if (unit > 0x7f || unit === 0x22 || unit === 0x5c) bytes += 1;
    else if (unit < 0x20) bytes += 5;
  }
  return bytes;
}

/** Cuts rows into pieces of at most `limit` bytes (one row may be more): the index after each piece. */
export function cutRows(rows: readonly (readonly unknown[])[], limit = TARGET_BYTES): number[] {
  const ends: number[] = [];
  let bytes = 0;
  rows.forEach((row, index) => {
    const own = bytesOf(row);
    if (bytes > 0 && bytes + own > limit) {
      ends.push(index);
      bytes = 0;
    }
    bytes += own;
  });
  if (rows.length > 0) ends.push(rows.length);
  return ends;
}

/**
 * Sends actions in requests of about `TARGET_BYTES`: recalculation waits for the end of each request, and between two
 * requests work may be cancelled and reports how far it is.
 */
export class Sender {
  readonly #context: Context;
  readonly #work: LongWork | undefined;
  readonly #total: number;
  #bytes = 0;
  #rows = 0;
  #done = 0;

  /** @param total rows in all, for the progress */
  constructor(context: Context, total: number, work?: LongWork) {
    this.#context = context;
    this.#total = total;
    this.#work = work;
    work?.signal?.throwIfAborted();
    context.application.suspendScreenUpdatingUntilNextSync();
  }

  /**
   * Adds an action of this weight, after sending what waits where both would be too much.
   *
   * @param bytes the values it carries
   * @param rows how much of the progress it is
   */
  async add(bytes: number, rows: number, action: () => void): Promise<void> {
    if (this.#bytes > 0 && this.#bytes + bytes + ACTION_BYTES > TARGET_BYTES) await this.flush();
    if (this.#bytes === 0) this.#context.application.suspendApiCalculationUntilNextSync();
    action();
    this.#bytes += bytes + ACTION_BYTES;
    this.#rows += rows;
  }

  /** Sends what waits. */
  async flush(): Promise<void> {
    if (this.#bytes === 0) return;
    this.#work?.signal?.throwIfAborted();
    await this.#context.sync();
    this.#done += this.#rows;
    this.#bytes = 0;
    this.#rows = 0;
    if (this.#done > 0) this.#work?.progress?.(Math.min(this.#done, this.#total), this.#total);
  }
}
