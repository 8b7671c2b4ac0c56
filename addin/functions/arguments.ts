/** From what stands in a formula's arguments to a request. Pure. */
import type { Column, EnumValue } from '../datasets/types.ts';
import type { FigureRequest } from '../generated/operations.ts';
import type { CellValue } from '../workbook/port.ts';
import { dateOfSerial, decodeCell } from '../workbook/values.ts';
import type { FunctionDeclaration, FunctionParameter } from './declarations.ts';

/** Why arguments are no request; `params` fill the translated sentence. */
export interface ArgumentProblem {
  code: string;
  params: Readonly<Record<string, string>>;
}

export type Requested = { ok: true; request: FigureRequest } | { ok: false; problem: ArgumentProblem };

type Wire = { ok: true; value: string | null } | { ok: false; problem: ArgumentProblem };

/**
 * Makes a request of arguments as a spreadsheet passes them: numbers, texts, dates as serials, blanks as null or '', a range
 * as rows of cells.
 */
export function requestOf(declaration: FunctionDeclaration, args: readonly unknown[]): Requested {
  const request: FigureRequest = { function: declaration.name };
  for (const [i, parameter] of declaration.parameters.entries()) {
    const cell = singleCell(args[i]);
    if (cell === undefined) return refused('functions.one_cell', { name: parameter.name });
    const wire = wireOf(parameter, cell);
    if (!wire.ok) return wire;
    if (wire.value !== null) request[parameter.field] = wire.value;
    else if (!parameter.optional) return refused('functions.missing', { name: parameter.name });
  }
  return { ok: true, request };
}

const refused = (code: string, params: Readonly<Record<string, string>>) =>
  ({ ok: false, problem: { code, params } }) as const;

/** The cell of an argument; undefined for a range of several. */
function singleCell(argument: unknown): CellValue | undefined {
  const cells: unknown[] = Array.isArray(argument) ? argument.flat() : [argument];
  if (cells.length > 1) return undefined;
  const cell = (cells[0] ?? null) as CellValue;
  return typeof cell === 'string' && ERROR.test(cell) ? { error: cell } : cell;
}

/** An error in a cell that is referred to comes as its text. */
const ERROR = /^#(?:[A-Z/0]+[!?]|N\/A|GETTING_DATA)$/;

/** Codes are trimmed; a number is taken as its digits, so that a code like 1001 needs no quotes. */
const CODE = { kind: 'code' } as Column;
const DATE = { kind: 'date' } as Column;
const QUANTITY = { kind: 'decimal' } as Column;
const QUANTITY_SCALE = 12;

function wireOf(parameter: FunctionParameter, cell: CellValue): Wire {
  // Spreadsheets pass a blank cell as 0, which is neither a code nor a day.
  if (cell === 0 && parameter.kind !== 'quantity') return { ok: true, value: null };
  switch (parameter.kind) {
    case 'date':
      // A time of day, as NOW() has it, belongs to its day.
      return decodeCell(DATE, typeof cell === 'number' ? Math.floor(cell) : cell);
    case 'quantity':
      return decodeCell(QUANTITY, cell, QUANTITY_SCALE);
    case 'period':
      return periodOf(cell);
    case 'choice': {
      const wire = decodeCell(CODE, cell);
      return wire.ok && wire.value !== null ? { ok: true, value: codeOf(parameter.values ?? [], wire.value) } : wire;
    }
    default:
      return decodeCell(CODE, cell);
  }
}

/** The code of a label; what is neither goes to the server, which says what there is. */
function codeOf(values: readonly EnumValue[], text: string): string {
  const lower = text.toLowerCase();
  const found = values.find(({ code, zh, en }) => [code, zh, en].some((name) => name.toLowerCase() === lower));
  return found?.code ?? text;
}

const MONTH = /^(\d{4})[-/.年](\d{1,2})月?(?:[-/.]?(\d{1,2})日?)?$/;
const QUARTER = /^(\d{4})(?:[-/ ]?Q|年第?)([1-4])季?度?$/i;
const YEAR = /^((?:19|20|21)\d{2})年?$/;
const JOINED = /^((?:19|20|21)\d{2})(0[1-9]|1[0-2])$/;

/** `2026-10`, `2026-Q3` or `2026` from what people write for them; a date, or its serial, stands for its month. */
function periodOf(cell: CellValue): Wire {
  const wire = decodeCell(CODE, typeof cell === 'number' ? Math.floor(cell) : cell);
  if (!wire.ok || wire.value === null) return wire;
  return { ok: true, value: periodText(wire.value) };
}

function periodText(text: string): string {
  const year = YEAR.exec(text);
  if (year) return year[1] as string;
  const joined = JOINED.exec(text);
  if (joined) return `${joined[1]}-${joined[2]}`;
  if (/^\d{1,7}$/.test(text)) return dateOfSerial(Number(text))?.slice(0, 7) ?? text;
  const quarter = QUARTER.exec(text);
  if (quarter) return `${quarter[1]}-Q${quarter[2]}`;
  const month = MONTH.exec(text);
  return month ? `${month[1]}-${(month[2] as string).padStart(2, '0')}` : text;
}
