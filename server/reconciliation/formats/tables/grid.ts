/** A table as rows of texts, from a text file with any usual separator or from a sheet. */
import type { StatementSource } from '../types.ts';

export interface GridRow {
  /** line of the file, or row of the sheet, counted from 1 */
  line: number;
  cells: string[];
}

/** Rows that hold something. Quoted cells may hold separators and line breaks; blanks around cells do not count. */
export function readGrid({ text, rows }: StatementSource): GridRow[] {
  if (rows) return rows.map((row) => ({ line: row.line, cells: row.cells.map(clean) }));
  return splitText(text, separatorOf(text)).filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** The separator that makes most lines of the beginning as wide as each other and wide. */
function separatorOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r\n|\r|\n/)
    .slice(0, 60);
  const score = (separator: string) => Math.max(0, ...lines.map((line) => line.split(separator).length - 1));
  return [',', ';', '\t', '|'].toSorted((a, b) => score(b) - score(a))[0] as string;
}

function splitText(text: string, separator: string): GridRow[] {
  const rows: GridRow[] = [];
  let [line, row] = [1, { line: 1, cells: [] as string[] }];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    row.cells.push(clean(cell));
    cell = '';
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] as string;
    if (char === '\n' || (char === '\r' && text[i + 1] !== '\n')) line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else if (closesHere(text, i + 1, separator)) quoted = false;
      else cell += char;
    } else if (char === '"' && cell.trim() === '') {
      // A quote that is never closed belongs to the text.
      quoted = hasEnd(text, i + 1, separator);
      cell = quoted ? '' : cell + char;
    } else if (char === separator) endCell();
    else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[i + 1] === '\n') continue;
      endCell();
      rows.push(row);
      row = { line, cells: [] };
    } else cell += char;
  }
  if (cell !== '' || row.cells.length > 0) {
    endCell();
    rows.push(row);
  }
  return rows;
}

/** Whether only blanks stand between a quote and the end of its cell. */
function closesHere(text: string, from: number, separator: string): boolean {
  for (let i = from; i < text.length; i += 1) {
    const char = text[i] as string;
    if (char === separator || char === '\n' || char === '\r') return true;
    if (char !== ' ' && char !== '\t') return false;
  }
  return true;
}

const LONGEST_CELL = 32_000;

function hasEnd(text: string, from: number, separator: string): boolean {
  for (let at = text.indexOf('"', from); at >= 0 && at - from < LONGEST_CELL; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] === '"') at += 1;
    else if (closesHere(text, at + 1, separator)) return true;
  }
  return false;
}

const clean = (cell: string) => cell.replace(/^[`\s]+|\s+$/g, '');

/** A heading as profiles write it: no blanks, half-width brackets, without the unit yuan, in lower case. */
export const heading = (cell: string): string =>
  cell
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replace(/\([+-]?元\)|\(rmb\)/gi, '')
    .replace(/[\s`"'﻿]/g, '')
    .toLowerCase();
