/** A sheet of plain cells as Univer loads it. Pure functions over plain objects. */
import type { ICellData, IStyleData, IWorksheetData } from '@univerjs/core';
import type { PlainRowKind, PlainSheet } from './port.ts';
import { snapshotCell } from './workbench-cells.ts';

const TEXT: IStyleData = { n: { pattern: '@' }, vt: 2 };
const LINE = { s: 1, cl: { rgb: '#8a8886' } };

/** Looks of rows whose cells are all text; heading and total rows are lined off as an accountant does it. */
const LOOKS: Record<PlainRowKind, IStyleData> = {
  title: { ...TEXT, bl: 1, fs: 14 },
  note: { ...TEXT, cl: { rgb: '#605e5c' } },
  heading: { ...TEXT, bl: 1, bd: { b: LINE } },
  body: { vt: 2 },
  total: { vt: 2, bl: 1, bd: { t: LINE } },
};

/** Styles of whole rows; those of amounts are made per column, see `plainSnapshot`. */
export const PLAIN_STYLES: Record<string, IStyleData> = Object.fromEntries(
  Object.entries(LOOKS).map(([kind, style]) => [`plain.${kind}`, style]),
);

/** @param character pixels of a character */
export function plainSnapshot({ columns, rows }: PlainSheet, character: number): Partial<IWorksheetData> {
  const cellData: Record<number, Record<number, ICellData>> = {};
  rows.forEach(({ kind, cells }, r) => {
    const line: Record<number, ICellData> = {};
    cells.forEach((value, c) => {
      line[c] = { ...snapshotCell(value, '', ''), s: styleOf(kind, columns[c]?.numberFormat ?? '@', value) };
    });
    cellData[r] = line;
  });
  const frozen = rows.findLastIndex(({ kind }) => kind === 'heading') + 1;
  return {
    cellData,
    columnData: Object.fromEntries(columns.map(({ width }, c) => [c, { w: Math.round(width * character) + 12 }])),
    freeze: { xSplit: 0, ySplit: frozen, startRow: frozen, startColumn: -1 },
  };
}

/** Text stays text in a column of numbers too; headings of numbers stand over them. */
function styleOf(kind: PlainRowKind, numberFormat: string, value: unknown): ICellData['s'] {
  if (kind === 'heading' && numberFormat !== '@') return { ...LOOKS.heading, ht: 3 };
  if (kind !== 'body' && kind !== 'total') return `plain.${kind}`;
  return { ...LOOKS[kind], n: { pattern: typeof value === 'string' ? '@' : numberFormat } };
}
