import { type ColumnLayout, MARKS_COLUMN, type SheetLayout } from '../port.ts';
import { columnLetters, listName } from './lists.ts';
import { setFormat } from './state.ts';
import { MAX_ROWS } from './tables.ts';

/** Refused cells: red on light red, 7 : 1. Their reason stands in the Message column too, never in the colour alone. */
const REFUSED = { fill: '#FDE7E9', font: '#8A1414' };
const READ_ONLY_FILL = '#F3F2F1';
const PROMPT_TITLE = 32;
const PROMPT_TEXT = 255;

/**
 * Gives a sheet everything that is not content: formats for whole columns, so that rows pasted below have them too, widths,
 * hidden columns, drop-downs, hints, and one rule per column that colours refused cells, however many rows there are.
 *
 * @param heading row of the headings, zero-based
 */
export function dress(sheet: Excel.Worksheet, layout: SheetLayout, heading: number, left: number): void {
  const marks = left + layout.columns.findIndex((column) => column.id === MARKS_COLUMN);
  layout.columns.forEach((column, index) => {
    const at = left + index;
    const whole = sheet.getRangeByIndexes(0, at, MAX_ROWS, 1).untrack();
    setFormat(whole, column.numberFormat);
    whole.format.columnWidth = points(column.width);
    whole.columnHidden = column.hidden;
    if (column.hidden) return;
    const below = sheet.getRangeByIndexes(heading + 1, at, MAX_ROWS - heading - 1, 1).untrack();
    addRule(below, column);
    if (marks >= left) colourRefused(below, column.id, `$${columnLetters(marks)}${heading + 2}`);
  });
  sheet.freezePanes.freezeRows(heading + 1);
}

/** Tints the read-only columns of these rows. Columns are given by their position in the worksheet. */
export function tint(sheet: Excel.Worksheet, columns: readonly number[], top: number, rows: number): void {
  if (rows < 1) return;
  for (const column of columns) {
    sheet.getRangeByIndexes(top, column, rows, 1).untrack().format.fill.color = READ_ONLY_FILL;
  }
}

/** The positions of the visible read-only columns. */
export function tinted(layout: SheetLayout, at: ReadonlyMap<string, number>): number[] {
  return layout.columns
    .filter((column) => column.readOnly && !column.hidden)
    .map((column) => at.get(column.id))
    .filter((place) => place !== undefined);
}

/** Characters of the default font (7 pixels each, and 5 beside them) as points. */
export function points(characters: number): number {
  return (characters * 7 + 5) * 0.75;
}

function addRule(range: Excel.Range, column: ColumnLayout): void {
  if (column.list === undefined && column.hint === undefined) return;
  const { dataValidation } = range;
  dataValidation.rule =
    column.list === undefined
      ? { custom: { formula: '=TRUE' } }
      : { list: { inCellDropDown: true, source: `=${listName(column.list)}` } };
  // A list suggests; what is typed beside it is checked when it is published, with a reason that says more.
  dataValidation.errorAlert = { showAlert: false, style: 'Information', title: '', message: '' };
  if (column.hint !== undefined) {
    const title = column.heading.slice(0, PROMPT_TITLE);
    dataValidation.prompt = { showPrompt: true, title, message: column.hint.slice(0, PROMPT_TEXT) };
  }
}

function colourRefused(range: Excel.Range, column: string, marks: string): void {
  const { custom } = range.conditionalFormats.add('Custom');
  custom.rule.formula = `=ISNUMBER(FIND("""${column}"":",${marks}))`;
  custom.format.fill.color = REFUSED.fill;
  custom.format.font.color = REFUSED.font;
}
