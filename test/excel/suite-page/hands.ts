/** What a user does to a bound sheet, done by Office.js in the Excel that shows the page. */
import { connectExcel } from '../../../addin/workbook/excel.ts';
import type { CellInput, CellValue, WorkbookPort } from '../../../addin/workbook/port.ts';
import type { Hands } from '../../workbook/contract.ts';

type Context = Excel.RequestContext;

/** A table of the workbook, with what is needed to find a cell. */
interface Place {
  context: Context;
  table: Excel.Table;
  body: Excel.Range;
  headings: string[];
}

/** How long a formula may take to be calculated, and a person to type. */
const CALCULATED_WITHIN_MS = 5_000;
const TYPED_WITHIN_MS = 120_000;

export const connect = (): Promise<WorkbookPort> =>
  connectExcel({ excel: Excel, supports: (set, version) => Office.context.requirements.isSetSupported(set, version) });

/**
 * @param port knows which heading a column has
 * @param ask asks the person at the machine to type; null when nobody is there
 */
export function excelHands(port: WorkbookPort, ask: ((text: string | null) => void) | null): Hands {
  const at = <T>(sheet: string, work: (place: Place) => Promise<T>): Promise<T> =>
    Excel.run(async (context) => {
      const table = context.workbook.tables.getItem(`Suanpan_${sheet}`);
      const heading = table.getHeaderRowRange().load('values');
      const body = table.getDataBodyRange().load('rowCount,columnCount');
      await context.sync();
      return work({ context, table, body, headings: (heading.values[0] ?? []).map(String) });
    });
  const headingOf = async (sheet: string, column: string): Promise<string> => {
    const bound = (await port.sheets()).find(({ id }) => id === sheet);
    return bound?.layout.columns.find(({ id }) => id === column)?.heading ?? '';
  };
  const enter = async (sheet: string, row: number, column: string, put: (cell: Excel.Range) => void): Promise<void> => {
    const heading = await headingOf(sheet, column);
    await at(sheet, async ({ context, table, body, headings }) => {
      // Excel makes a table longer for a person who types below it, and not for an add-in.
      if (row >= body.rowCount) table.resize(table.getRange().getResizedRange(row - body.rowCount + 1, 0));
      put(table.getDataBodyRange().getCell(row, headings.indexOf(heading)));
      await context.sync();
    });
  };
  const shown = async (sheet: string, row: number, column: string): Promise<CellValue> =>
    (await port.read(sheet, { columns: [column], rows: [row] })).rows[0]?.[0] ?? null;
  const untilShown = async (sheet: string, row: number, column: string, value: CellValue, withinMs: number) => {
    const end = Date.now() + withinMs;
    while (JSON.stringify(await shown(sheet, row, column)) !== JSON.stringify(value)) {
      if (Date.now() > end) throw new Error(`The cell did not come to show ${JSON.stringify(value)}.`);
      await new Promise((done) => setTimeout(done, 250));
    }
  };
  const formula: NonNullable<Hands['formula']> = async (sheet, row, column, text, value) => {
    await enter(sheet, row, column, (cell) => {
      // In a cell formatted as text a formula is text, for a person too.
      cell.numberFormat = [['General']];
      cell.formulas = [[text]];
    });
    await untilShown(sheet, row, column, value, CALCULATED_WITHIN_MS);
  };
  return {
    type: (sheet, row, column, value) =>
      enter(sheet, row, column, (cell) => {
        cell.values = [[value ?? '']];
      }),
    typeAsPerson: ask === null ? null : (sheet, row, column, value) => typedByPerson(ask, sheet, row, column, value),
    formula,
    error: (sheet, row, column, error) => formula(sheet, row, column, '=NA()', error),
    insertRow: (sheet, row) =>
      at(sheet, async ({ context, body }) => {
        body.getRow(row).insert('Down');
        await context.sync();
      }),
    deleteRow: (sheet, row) =>
      at(sheet, async ({ context, body }) => {
        body.getRow(row).delete('Up');
        await context.sync();
      }),
    moveColumn: async (sheet, column, to) => {
      const heading = await headingOf(sheet, column);
      await at(sheet, (place) => moveColumn(place, heading, to));
    },
    deleteColumn: async (sheet, column) => {
      const heading = await headingOf(sheet, column);
      await at(sheet, async ({ context, table }) => {
        table.columns.getItem(heading).delete();
        await context.sync();
      });
    },
    sort: async (sheet, column) => {
      const heading = await headingOf(sheet, column);
      await at(sheet, async ({ context, table, headings }) => {
        table.sort.apply([{ key: headings.indexOf(heading), ascending: true }]);
        await context.sync();
      });
    },
    rename: (sheet, title) =>
      at(sheet, async ({ context, table }) => {
        table.worksheet.name = title;
        await context.sync();
      }),
    look: (title) => Excel.run((context) => seen(context, title)),
    reopen: connect,
  };

  /** Selects the cell, asks, and waits until it shows what was asked for. */
  async function typedByPerson(
    say: (text: string | null) => void,
    sheet: string,
    row: number,
    column: string,
    value: CellInput,
  ): Promise<void> {
    await port.select(sheet, row, column);
    say(`Type ${String(value)} into the selected cell and press Enter.`);
    try {
      await untilShown(sheet, row, column, value, TYPED_WITHIN_MS);
    } finally {
      say(null);
    }
  }
}

/**
 * Puts a column elsewhere by writing all columns in their new order: an add-in cannot cut and insert a column of a table. The
 * outcome for whoever reads the table is the same; formats of the columns' heads and widths stay where they were.
 */
async function moveColumn({ context, table, body, headings }: Place, heading: string, to: number): Promise<void> {
  body.load('values,numberFormat');
  await context.sync();
  const order = headings.map((_, index) => index);
  order.splice(to, 0, ...order.splice(headings.indexOf(heading), 1));
  const ordered = (line: readonly unknown[]): unknown[] => order.map((index) => line[index]);
  const head = table.getHeaderRowRange();
  // Excel never lets two headings be alike, not even for a moment.
  head.values = [headings.map((_, index) => `moving ${index}`)];
  body.numberFormat = body.numberFormat.map(ordered);
  body.values = body.values.map((line) => ordered(line).map(escaped));
  head.values = [ordered(headings)];
  await context.sync();
}

const escaped = (value: unknown): unknown =>
  typeof value === 'string' && /^['=+@-]/.test(value) ? `'${value}` : value;

/** What the sheet of a title shows, its empty rows and cells left out. */
async function seen(context: Context, title: string): ReturnType<Hands['look']> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(title);
  const active = context.workbook.worksheets.getActiveWorksheet().load('name');
  const used = sheet.getUsedRangeOrNullObject(true).load('values,formulas');
  await context.sync();
  if (sheet.isNullObject) return null;
  const values = used.isNullObject ? [] : (used.values as CellValue[][]);
  const formulas = used.isNullObject ? [] : (used.formulas as unknown[][]);
  return {
    cells: values.map((row) => row.filter((cell) => cell !== '')).filter((row) => row.length > 0),
    formulas: formulas.flat().some((cell, i) => cell !== values.flat()[i]),
    front: active.name === title,
  };
}
