import { type CellValue, type ReadOptions, type SheetLayout, type TableContent, WorkbookError } from '../port.ts';
import { bytesOf, TARGET_BYTES } from './payload.ts';
import { type Context, isTooLarge } from './session.ts';
import { positions, type TablePlace } from './tables.ts';

/** Adjacent columns that are read as one range: where they begin, and to which columns of the answer they go. */
interface Run {
  left: number;
  targets: number[];
}

/** Neighbouring rows of the table. */
interface Span {
  first: number;
  rows: number;
}

type Matrix = unknown[][];
type Part = { values: Matrix; types: Matrix | null; formulas: Matrix | null };

/** The first piece is small, so that the size of the following ones is known from measured bytes. */
const FIRST_ROWS = 500;
/** Single rows that are no further apart are read in one: a range of its own costs more than the rows between. */
const BRIDGE = 24;
/** Most spans of one request. */
const MOST_SPANS = 500;

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
  const spans = options.rows
    ? spansOf(options.rows, place.contentRows)
    : [{ first: 0, rows: place.contentRows }].filter(({ rows }) => rows > 0);
  await readSpans(context, place, runs, spans, options.formulas === true, content);
  return options.rows ? picked(content, spans, options.rows) : content;
}

/** Puts all rows of the spans into the content, one after the other. */
async function readSpans(
  context: Context,
  place: TablePlace,
  runs: readonly Run[],
  spans: readonly Span[],
  formulas: boolean,
  content: TableContent,
): Promise<void> {
  const rest = [...spans];
  let size = FIRST_ROWS;
  while (rest.length > 0) {
    const piece = takeSpans(rest, size);
    const rows = piece.reduce((sum, span) => sum + span.rows, 0);
    const parts = await readPiece(context, place, runs, piece, formulas);
    if (parts === null) {
      if (rows === 1) {
        const row = (piece[0]?.first ?? 0) + 1;
        throw new WorkbookError('workbook.too_large', `Row ${row} is larger than Excel can hand over.`);
      }
      rest.unshift(...piece);
      size = Math.max(1, Math.floor(rows / 2));
      continue;
    }
    let bytes = 0;
    for (const part of parts) bytes += take(part, runs, content);
    size = Math.max(1, Math.min(4 * rows, Math.floor((TARGET_BYTES * rows) / Math.max(bytes, 1))));
  }
}

/** Takes so many rows off the front of the spans. */
function takeSpans(rest: Span[], size: number): Span[] {
  const piece: Span[] = [];
  let left = size;
  while (left > 0 && piece.length < MOST_SPANS) {
    const span = rest.shift();
    if (span === undefined) break;
    const rows = Math.min(span.rows, left);
    piece.push({ first: span.first, rows });
    if (rows < span.rows) rest.unshift({ first: span.first + rows, rows: span.rows - rows });
    left -= rows;
  }
  return piece;
}

/** Spans that have all of these rows, as far as the table goes. */
function spansOf(rows: readonly number[], contentRows: number): Span[] {
  const spans: Span[] = [];
  for (const row of rows.toSorted((a, b) => a - b)) {
    if (row >= contentRows) break;
    const last = spans.at(-1);
    if (last !== undefined && row - (last.first + last.rows) < BRIDGE) {
      last.rows = Math.max(last.rows, row - last.first + 1);
    } else spans.push({ first: row, rows: 1 });
  }
  return spans;
}

/** Of all rows of the spans, those that were asked for. */
function picked(content: TableContent, spans: readonly Span[], wanted: readonly number[]): TableContent {
  const width = content.columns.length;
  const indexOf = new Map<number, number>();
  for (const { first, rows } of spans) for (let i = 0; i < rows; i++) indexOf.set(first + i, indexOf.size);
  const formulas = new Set<number>();
  const rows = wanted.map((number, row) => {
    const index = indexOf.get(number);
    if (index === undefined) return Array.from({ length: width }, () => null);
    for (let c = 0; c < width; c++) if (content.formulas.has(index * width + c)) formulas.add(row * width + c);
    return content.rows[index] as CellValue[];
  });
  return { ...content, rows, formulas };
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

/** The spans, run by run, or null when Excel says, or shows by empty hands, that it was too much. */
async function readPiece(
  context: Context,
  place: TablePlace,
  runs: readonly Run[],
  spans: readonly Span[],
  formulas: boolean,
): Promise<Part[][] | null> {
  const ranges = spans.map(({ first, rows }) =>
    runs.map((run) => {
      const range = place.sheet.getRangeByIndexes(place.top + first, run.left, rows, run.targets.length);
      return range.load(formulas ? 'values,formulas' : 'values');
    }),
  );
  const all = ranges.flat();
  try {
    await context.sync();
    if (all.some((range) => (range.values as unknown) === null)) return null;
    const suspects = new Set(all.filter((range) => hasErrorWord(range.values)));
    for (const range of suspects) range.load('valueTypes');
    if (suspects.size > 0) await context.sync();
    return ranges.map((span) =>
      span.map((range) => ({
        values: range.values as Matrix,
        types: suspects.has(range) ? (range.valueTypes as Matrix) : null,
        formulas: formulas ? (range.formulas as Matrix) : null,
      })),
    );
  } catch (error) {
    if (isTooLarge(error)) return null;
    throw error;
  } finally {
    for (const range of all) range.untrack();
  }
}

/** `#N/A` may be an error or text that somebody typed; only then are the value types worth asking for. */
function hasErrorWord(values: Matrix): boolean {
  return values.some((line) => line.some((cell) => typeof cell === 'string' && cell.startsWith('#')));
}

/** Puts the parts of a span, one for each run, into the rows of the answer; returns its bytes. */
function take(parts: readonly Part[], runs: readonly Run[], { columns, rows, formulas }: TableContent): number {
  const width = columns.length;
  const first = rows.length;
  const count = parts[0]?.values.length ?? 0;
  for (let i = 0; i < count; i++) rows.push(Array.from({ length: width }, () => null));
  let bytes = 0;
  parts.forEach((part, index) => {
    const targets = runs[index]?.targets ?? [];
    part.values.forEach((line, i) => {
      bytes += bytesOf(line);
      const row = rows[first + i] as CellValue[];
      targets.forEach((target, j) => {
        row[target] = fromExcel(line[j], part.types?.[i]?.[j]);
        const formula = part.formulas?.[i]?.[j];
        // Text that only looks like a formula reads the same both ways.
        if (typeof formula === 'string' && formula.startsWith('=') && formula !== line[j]) {
          (formulas as Set<number>).add((first + i) * width + target);
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
