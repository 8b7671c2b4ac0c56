/** A table as rows of texts, from a text file with any usual separator or from a sheet. */
import type { StatementSource } from '../types.ts';

export interface GridRow {
  /** line of the file, or row of the sheet, counted from 1 */
  line: number;
  cells: string[];
  /** it ends with the file, without a line break: what comes last may have been cut off */
  open?: boolean;
}

/** Rows that hold something. Quoted cells may hold separators and line breaks; blanks around cells do not count. */
export function readGrid({ text, rows }: StatementSource): GridRow[] {
  if (rows) return rows.map((row) => ({ line: row.line, cells: row.cells.map(clean) }));
  const splitter = new GridSplitter(separatorOf(text));
  return [...splitter.push(text), ...splitter.end()];
}

/** The separator that makes most lines of the beginning as wide as each other and wide. @param text at least the beginning */
export function separatorOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .slice(0, 60)
    // What stands in quotes separates nothing.
    .map((line) => line.replace(/"[^"]*"/g, ''));
  const score = (separator: string) => Math.max(0, ...lines.map((line) => line.split(separator).length - 1));
  return [',', ';', '\t', '|'].toSorted((a, b) => score(b) - score(a))[0] as string;
}

const LONGEST_CELL = 32_000;
/** How far beyond a quote one must see to know whether it is closed. */
const LOOKAHEAD = LONGEST_CELL + 1_000;

const [QUOTE, LF, CR] = [0x22, 0x0a, 0x0d];

/** Splits a text that comes in parts; gives each row as soon as nothing behind it can change it. */
export class GridSplitter {
  readonly #separator: string;
  readonly #separatorCode: number;
  #rest = '';
  #line = 1;
  #row: GridRow = { line: 1, cells: [] };
  #cell = '';
  #quoted = false;

  constructor(separator: string) {
    this.#separator = separator;
    this.#separatorCode = separator.charCodeAt(0);
  }

  /** Takes the next part of the text. @returns rows that are whole now */
  push(text: string): GridRow[] {
    this.#rest += text;
    return this.#split(this.#rest.length - LOOKAHEAD);
  }

  /** @returns the rows that are left when the text is over */
  end(): GridRow[] {
    const rows = this.#split(this.#rest.length);
    if (this.#cell === '' && this.#row.cells.length === 0) return rows;
    this.#endCell();
    return [...rows, ...this.#endRow().map((row) => ({ ...row, open: true }))];
  }

  /** Splits up to a place, and keeps what lies behind it. */
  #split(limit: number): GridRow[] {
    const text = this.#rest;
    const rows: GridRow[] = [];
    let at = 0;
    while (at < limit) {
      const next = this.#quoted ? this.#inQuotes(text, at, limit) : this.#plain(text, at, limit);
      if (next.ends === 'row') for (const row of this.#endRow()) rows.push(row);
      at = next.at;
    }
    this.#rest = text.slice(at);
    return rows;
  }

  /** Reads on to the next sign that means something. */
  #plain(text: string, from: number, limit: number): { at: number; ends?: 'row' } {
    let at = from;
    let code = 0;
    for (; at < limit; at += 1) {
      code = text.charCodeAt(at);
      if (code === this.#separatorCode || code === LF || code === CR || code === QUOTE) break;
    }
    if (at > from) this.#cell += text.slice(from, at);
    if (at >= limit) return { at };
    if (code === QUOTE) {
      // A quote that is never closed, or that stands inside a text, belongs to the text.
      this.#quoted = this.#cell.trim() === '' && this.#hasEnd(text, at + 1);
      this.#cell = this.#quoted ? '' : `${this.#cell}"`;
    } else if (code === this.#separatorCode) this.#endCell();
    else if (code === CR && text.charCodeAt(at + 1) === LF) return { at: at + 1 };
    else {
      this.#line += 1;
      this.#endCell();
      return { at: at + 1, ends: 'row' };
    }
    return { at: at + 1 };
  }

  #inQuotes(text: string, from: number, limit: number): { at: number; ends?: 'row' } {
    let at = from;
    for (; at < limit; at += 1) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) break;
      if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) this.#line += 1;
    }
    this.#cell += text.slice(from, at);
    if (at >= limit) return { at };
    if (text.charCodeAt(at + 1) === QUOTE) {
      this.#cell += '"';
      return { at: at + 2 };
    }
    if (this.#closesHere(text, at + 1)) this.#quoted = false;
    else this.#cell += '"';
    return { at: at + 1 };
  }

  /** Whether only blanks stand between a quote and the end of its cell. */
  #closesHere(text: string, from: number): boolean {
    for (let i = from; i < text.length; i += 1) {
      const char = text[i] as string;
      if (char === this.#separator || char === '\n' || char === '\r') return true;
      if (char !== ' ' && char !== '\t') return false;
    }
    return true;
  }

  #hasEnd(text: string, from: number): boolean {
    for (let at = text.indexOf('"', from); at >= 0 && at - from < LONGEST_CELL; at = text.indexOf('"', at + 1)) {
      if (text[at + 1] === '"') at += 1;
      else if (this.#closesHere(text, at + 1)) return true;
    }
    return false;
  }

  #endCell(): void {
    this.#row.cells.push(clean(this.#cell));
    this.#cell = '';
  }

  /** The row that ends here, unless it holds nothing. */
  #endRow(): GridRow[] {
    const row = this.#row;
    this.#row = { line: this.#line, cells: [] };
    return row.cells.some((cell) => cell !== '') ? [row] : [];
  }
}

const BLANK_AROUND = /^[`\s]|\s$/;
const clean = (cell: string) => (BLANK_AROUND.test(cell) ? cell.replace(/^[`\s]+|\s+$/g, '') : cell);

/** A heading as profiles write it: no blanks, half-width brackets, without the unit yuan, in lower case. */
export const heading = (cell: string): string =>
  cell
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replace(/\([+-]?元\)|\(rmb\)/gi, '')
    .replace(/[\s`"'﻿]/g, '')
    .toLowerCase();

/**
 * Names by which the columns below some headings are known, each once: the heading as `heading` gives it, `金额#2` for the
 * second column of that heading, `#5` for the fifth column where that has none.
 */
export function columnNames(headings: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return headings.map((cell, i) => {
    const name = heading(cell);
    if (name === '') return `#${i + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

/** Place of a column by its name, counted from 0; null where the headings have none. */
export function placeOfColumn(names: readonly string[], name: string): number | null {
  const found = names.indexOf(heading(name));
  if (found >= 0) return found;
  const place = /^#(\d{1,3})$/.exec(name)?.[1];
  return place === undefined ? null : Number(place) - 1;
}
