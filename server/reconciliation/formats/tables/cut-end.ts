/** Whether a table was cut off in its last row, as far as its other rows tell. */
import { Refusal } from '../../../kernel/errors.ts';
import type { StatementWarning } from '../types.ts';
import { warning } from '../warnings.ts';
import type { TableHead } from './find.ts';
import type { GridRow } from './grid.ts';

/** A day, perhaps with a time, or what a cut left of it; a sentence that begins with a day is none. */
const BEGUN_DATE =
  /^(\d{4}[-/.年]\d{0,2}([-/.月]\d{0,2}日?)?|\d{5,8}|\d{1,2}[-/.]\d{1,2}([-/.]\d{0,4})?)([ T]\d{0,2}(:\d{0,2}){0,2})?$/;
const DECIMALS = /[.,](\d*)\D*$/;
const decimalsOf = (figure: string): number => DECIMALS.exec(figure)?.[1]?.length ?? 0;
/** So many figures with the same decimals make a rule of it. */
const ENOUGH_FIGURES = 2;

/** Looks at how wide rows are, one by one and in order. */
export class CutEnd {
  readonly #columns: number;
  readonly #datePlace: number;
  #narrowest = Number.POSITIVE_INFINITY;
  #widest = 0;
  #last: GridRow | null = null;
  /** Decimals that figures at the end of rows have, and how many figures there are. */
  readonly #decimals = new Set<number>();
  #figures = 0;
  readonly #figurePlaces: readonly number[];

  /**
   * @param datePlace where rows have their date
   * @param figurePlaces where they have amounts and balances
   */
  constructor({ head }: Pick<TableHead, 'head'>, datePlace: number | undefined, figurePlaces: readonly number[]) {
    this.#columns = head.cells.findLastIndex((cell) => cell !== '') + 1;
    this.#datePlace = datePlace ?? 0;
    this.#figurePlaces = figurePlaces;
  }

  /** @param isMovement whether the row counts as one; sums and notices behind the table may be narrow */
  add(row: GridRow, isMovement: boolean): void {
    if (row.open) this.#last = this.#isBegun(row, isMovement) ? row : null;
    else if (isMovement) {
      this.#narrowest = Math.min(this.#narrowest, row.cells.length);
      this.#widest = Math.max(this.#widest, row.cells.length);
      const figure = this.#figureAtEnd(row);
      if (figure === null) return;
      this.#figures += 1;
      this.#decimals.add(decimalsOf(figure));
    }
  }

  /**
   * @param warnings take that the last row may be cut where other rows are as narrow, or there are none
   * @throws Refusal `statement.cut_row` where it is narrower than all others and nothing ends it, or ends in a figure
   *   without the decimals of all others
   */
  check(warnings: StatementWarning[]): void {
    const row = this.#last;
    if (row === null) return;
    const width = row.cells.length;
    const others = this.#widest > 0;
    if (others && width < this.#narrowest) {
      const message = `The row has ${width} of ${this.#narrowest} columns and no end: the file was cut. Fetch it again.`;
      throw new Refusal('statement.cut_row', message, { line: row.line });
    }
    this.#refuseCutFigure(row);
    const columns = others ? this.#widest : this.#columns;
    if (width < columns) warnings.push(warning('last_row_may_be_cut', { count: width, columns }, row.line));
  }

  #figureAtEnd({ cells }: GridRow): string | null {
    const last = cells.length - 1;
    return this.#figurePlaces.includes(last) && cells[last] !== '' ? (cells[last] as string) : null;
  }

  #refuseCutFigure(row: GridRow): void {
    const figure = this.#figureAtEnd(row);
    const [decimals = 0, others] = this.#decimals;
    if (figure === null || others !== undefined || this.#figures < ENOUGH_FIGURES) return;
    if (decimalsOf(figure) >= decimals) return;
    const message = `The last figure “${figure.slice(0, 40)}” has no end and not the ${decimals} decimals of all others: the file was cut. Fetch it again.`;
    throw new Refusal('statement.cut_row', message, { line: row.line });
  }

  /** Whether the row at the end of the file is, or was to become, a movement: one or two cells may be all that is left. */
  #isBegun({ cells }: GridRow, isMovement: boolean): boolean {
    return isMovement || (cells.length <= 2 && BEGUN_DATE.test(cells[this.#datePlace] ?? ''));
  }
}
