import { type Block, intersect } from './address.ts';

export type Scalar = string | number | boolean;

/** One cell: what it shows, the formula behind it, and its own number format where it has one. */
export interface Cell {
  value: Scalar;
  formula?: string;
  error?: boolean;
  format?: string;
}

/** How a formula gets its value; the host itself does not calculate. */
export type Calculator = (formula: string) => Scalar | { error: string };

const LONGEST_TEXT = 32_767;

/** The cells of a sheet, sparse, with the formats of large areas kept as areas. */
export class Grid {
  readonly #rows: (Cell | undefined)[][] = [];
  #areas: { block: Block; format: string }[] = [];

  cell(row: number, column: number): Cell | undefined {
    return this.#rows[row]?.[column];
  }

  /** The cell, made where it is missing. */
  touch(row: number, column: number): Cell {
    const cells = (this.#rows[row] ??= []);
    return (cells[column] ??= { value: '' });
  }

  formatAt(row: number, column: number): string {
    const own = this.cell(row, column)?.format;
    if (own !== undefined) return own;
    for (let i = this.#areas.length - 1; i >= 0; i--) {
      const area = this.#areas[i];
      if (area !== undefined && intersect(area.block, { row, column, rows: 1, columns: 1 })) return area.format;
    }
    return 'General';
  }

  /** One format for a whole area, be it a million rows tall. */
  formatArea(block: Block, format: string): void {
    this.each(block, (cell) => {
      delete cell.format;
    });
    const inside = (area: Block): boolean => {
      const shared = intersect(area, block);
      return shared !== null && shared.rows === area.rows && shared.columns === area.columns;
    };
    this.#areas = [...this.#areas.filter((area) => !inside(area.block)), { block, format }];
  }

  /** Visits the cells that exist in the block. */
  each(block: Block, visit: (cell: Cell, row: number, column: number) => void): void {
    const bottom = Math.min(block.row + block.rows, this.#rows.length);
    for (let row = block.row; row < bottom; row++) {
      const cells = this.#rows[row];
      if (cells === undefined) continue;
      const right = Math.min(block.column + block.columns, cells.length);
      for (let column = block.column; column < right; column++) {
        const cell = cells[column];
        if (cell !== undefined) visit(cell, row, column);
      }
    }
  }

  /** The smallest block that holds every cell with content inside the given one, or null. */
  used(block: Block): Block | null {
    let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
    this.each(block, (cell, row, column) => {
      if (cell.value === '' && cell.formula === undefined) return;
      top = Math.min(top, row);
      left = Math.min(left, column);
      bottom = Math.max(bottom, row);
      right = Math.max(right, column);
    });
    return bottom < 0 ? null : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  }

  /** Puts every column where `to` says, whole columns with their formats; null takes one out. */
  moveColumns(to: (column: number) => number | null): void {
    this.#rows.forEach((cells, row) => {
      const moved: (Cell | undefined)[] = [];
      cells.forEach((cell, column) => {
        const target = to(column);
        if (target !== null) moved[target] = cell;
      });
      this.#rows[row] = moved;
    });
    this.#areas = moveBlocks(this.#areas, to);
  }

  /** Puts the rows of a block into another order. */
  orderRows(block: Block, order: readonly number[]): void {
    const before = Array.from({ length: block.rows }, (_, i) =>
      this.#rows[block.row + i]?.slice(block.column, block.column + block.columns),
    );
    order.forEach((from, i) => {
      const cells = (this.#rows[block.row + i] ??= []);
      for (let j = 0; j < block.columns; j++) cells[block.column + j] = before[from]?.[j];
    });
  }

  /** Moves everything in the block's columns from its first row on, down (positive) or up over the block itself. */
  shift(block: Block, by: number): void {
    const { row: top, column: left, columns, rows } = block;
    const from = by > 0 ? top : top + rows;
    const moved: { row: number; cells: (Cell | undefined)[] }[] = [];
    for (let row = top; row < this.#rows.length; row++) {
      const cells = this.#rows[row];
      if (cells === undefined) continue;
      if (row >= from) moved.push({ row: row + by, cells: cells.slice(left, left + columns) });
      for (let column = left; column < Math.min(left + columns, cells.length); column++) cells[column] = undefined;
    }
    for (const { row, cells } of moved) {
      const target = (this.#rows[row] ??= []);
      cells.forEach((cell, offset) => {
        target[left + offset] = cell;
      });
    }
  }
}

/** The entries with their blocks moved; blocks of several columns stay where they are. */
export function moveBlocks<Entry extends { block: Block }>(
  entries: readonly Entry[],
  to: (column: number) => number | null,
): Entry[] {
  return entries.flatMap((entry) => {
    if (entry.block.columns > 1) return [entry];
    const column = to(entry.block.column);
    return column === null ? [] : [{ ...entry, block: { ...entry.block, column } }];
  });
}

/**
 * Puts what the API or a person enters into a cell, as Excel does: an apostrophe makes text and is dropped, `=` begins a
 * formula, a text format keeps text, and elsewhere what looks like a number, a boolean or a date is turned into one.
 */
export function enter(cell: Cell, input: unknown, format: string, calculate: Calculator): void {
  delete cell.formula;
  delete cell.error;
  if (typeof input === 'string') enterText(cell, input, format, calculate);
  else if (typeof input === 'number') cell.value = format === '@' ? String(input) : to15Digits(input);
  else cell.value = format === '@' ? String(input).toUpperCase() : Boolean(input);
}

function enterText(cell: Cell, input: string, format: string, calculate: Calculator): void {
  if (input.length > LONGEST_TEXT) throw new RangeError('A cell holds 32,767 characters.');
  if (input.startsWith("'")) cell.value = input.slice(1);
  else if (input.startsWith('=') && input.length > 1) enterFormula(cell, input, calculate);
  else if (format === '@') cell.value = input;
  else if (/^[+@-]./.test(input) && convert(input, cell) === undefined) enterFormula(cell, `=${input}`, calculate);
  else cell.value = convert(input, cell) ?? input;
}

function enterFormula(cell: Cell, formula: string, calculate: Calculator): void {
  cell.formula = formula;
  const result = calculate(formula);
  cell.error = typeof result === 'object';
  cell.value = typeof result === 'object' ? result.error : result;
}

function to15Digits(value: number): number {
  return Number(value.toPrecision(15));
}

function convert(input: string, cell: Cell): Scalar | undefined {
  const text = input.trim();
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  if (/^[+-]?(\d[\d,]*\.?\d*|\.\d+)(e[+-]?\d+)?%?$/i.test(text)) {
    const number = Number(text.replaceAll(',', '').replace('%', ''));
    return to15Digits(text.endsWith('%') ? number / 100 : number);
  }
  const date = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text);
  if (date === null) return undefined;
  const time = Date.UTC(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
  if (new Date(time).getUTCDate() !== Number(date[3])) return undefined;
  cell.format ??= 'yyyy/m/d';
  return time / 86_400_000 + 25_569;
}
