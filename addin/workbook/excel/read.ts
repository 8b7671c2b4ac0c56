import { type CellValue, type ReadOptions, type SheetLayout, type TableContent, WorkbookError } from '../port.ts';
import { bytesOf, TARGET_BYTES } from './payload.ts';
import { type Context, isTooLarge } from './session.ts';
import { positions, type TablePlace } from './tables.ts';

/** Adjacent columns that are read as one range: where they begin, and to which columns of the answer they go. */
interface Run {
  left: number;
  targets: number[];
}

type Matrix = unknown[][];

/** The first piece is small, so that the size of the following ones is known from measured bytes. */
const FIRST_ROWS = 500;

/** Reads the table's content, column by column id, in pieces that fit Excel's response limit. */
export async function readTable(
  context: Context,
  place: TablePlace,
  layout: SheetLayout,
  options: ReadOptions = {},
): Promise<TableContent> {
  const columns = [...(options.columns ?? layout.columns.map((column) => column.id))];
  const at = positions(place, layout);
  const content: TableContent = {
    columns,
    rows: [],
    missing: columns.filter((id) => !at.has(id)),
    formulas: new Set(),
  };
  const runs = runsOf(columns.map((id) => at.get(id)));
  const formulas = content.formulas as Set<number>;
  let size = FIRST_ROWS;
  for (let row = 0; row < place.contentRows; ) {
    const rows = Math.min(size, place.contentRows - row);
    const piece = await readPiece(context, place, runs, row, rows, options.formulas === true);
    if (piece === null) {
      if (rows === 1)
        throw new WorkbookError('workbook.too_large', `Row ${row + 1} is larger than Excel can hand over.`);
      size = Math.max(1, Math.floor(rows / 2));
      continue;
    }
    const bytes = take(piece, runs, columns.length, content.rows, formulas);
    row += rows;
    size = Math.max(1, Math.min(4 * rows, Math.floor((TARGET_BYTES * rows) / Math.max(bytes, 1))));
  }
  return content;
}

function runsOf(places: readonly (number | undefined)[]): Run[] {
  const wanted = places
    .map((place, target) => ({ place, target }))
    .filter((one): one is { place: number; target: number } => one.place !== undefined)
    .toSorted((a, b) => a.place - b.place);
  const runs: Run[] = [];
  for (const { place, target } of wanted) {
    const last = runs.at(-1);
    if (last !== undefined && last.left + last.targets.length === place) last.targets.push(target);
    else runs.push({ left: place, targets: [target] });
  }
  return runs;
}

/** One piece of each run, or null when Excel says, or shows by empty hands, that it was too much. */
async function readPiece(
  context: Context,
  place: TablePlace,
  runs: readonly Run[],
  row: number,
  rows: number,
  formulas: boolean,
): Promise<{ values: Matrix; types: Matrix | null; formulas: Matrix | null }[] | null> {
  const ranges = runs.map((run) => {
    const range = place.sheet.getRangeByIndexes(place.top + row, run.left, rows, run.targets.length);
    return range.load(formulas ? 'values,formulas' : 'values');
  });
  try {
    await context.sync();
    if (ranges.some((range) => (range.values as unknown) === null)) return null;
    const suspects = ranges.filter((range) => hasErrorWord(range.values));
    for (const range of suspects) range.load('valueTypes');
    if (suspects.length > 0) await context.sync();
    return ranges.map((range) => ({
      values: range.values as Matrix,
      types: suspects.includes(range) ? (range.valueTypes as Matrix) : null,
      formulas: formulas ? (range.formulas as Matrix) : null,
    }));
  } catch (error) {
    if (isTooLarge(error)) return null;
    throw error;
  } finally {
    for (const range of ranges) range.untrack();
  }
}

/** `#N/A` may be an error or text that somebody typed; only then are the value types worth asking for. */
function hasErrorWord(values: Matrix): boolean {
  return values.some((line) => line.some((cell) => typeof cell === 'string' && cell.startsWith('#')));
}

/** Puts a piece into the rows of the answer; returns its bytes. */
function take(
  piece: readonly { values: Matrix; types: Matrix | null; formulas: Matrix | null }[],
  runs: readonly Run[],
  width: number,
  rows: CellValue[][],
  formulas: Set<number>,
): number {
  const first = rows.length;
  const count = piece[0]?.values.length ?? 0;
  for (let i = 0; i < count; i++) rows.push(Array.from({ length: width }, () => null));
  let bytes = 0;
  piece.forEach((part, index) => {
    const targets = runs[index]?.targets ?? [];
    part.values.forEach((line, i) => {
      bytes += bytesOf(line);
      const row = rows[first + i] as CellValue[];
      targets.forEach((target, j) => {
        row[target] = fromExcel(line[j], part.types?.[i]?.[j]);
        const formula = part.formulas?.[i]?.[j];
        // Text that only looks like a formula reads the same both ways.
        if (typeof formula === 'string' && formula.startsWith('=') && formula !== line[j]) {
          formulas.add((first + i) * width + target);
        }
      });
    });
    if (part.formulas !== null) bytes *= 2;
  });
  return bytes;
}

function fromExcel(value: unknown, type: unknown): CellValue {
  if (value === '' || value === null || value === undefined) return null;
  if (type === 'Error') return { error: value as string };
  return value as CellValue;
}
