import type { LongWork, PlainRowKind, PlainSheet } from '../port.ts';
import { points } from './dress.ts';
import { freeTitle } from './open.ts';
import { Sender } from './payload.ts';
import type { Context } from './session.ts';
import { setFormat } from './state.ts';
import { MAX_ROWS } from './tables.ts';
import { type Target, writeRows } from './write.ts';

const BOLD: ReadonlySet<PlainRowKind> = new Set(['title', 'heading', 'total']);

/**
 * Writes plain cells into a new worksheet, which is protected without a password: it can be sorted and filtered, and is not
 * changed by accident. Nothing of the product's own goes into it.
 *
 * @returns the tab's title
 */
export async function writePlainSheet(context: Context, plain: PlainSheet, work?: LongWork): Promise<string> {
  const tabs = context.workbook.worksheets.load('items/name');
  await context.sync();
  const title = freeTitle(
    plain.title,
    tabs.items.map((tab) => tab.name),
  );
  const sheet = context.workbook.worksheets.add(title);
  try {
    const sender = new Sender(context, plain.rows.length, work);
    await sender.add(2_000, 0, () => dressPlain(sheet, plain));
    await writeRows(
      sender,
      targetOf(sheet, plain),
      plain.rows.map(({ cells }) => cells),
    );
    await sender.add(1_000, 0, () => {
      sheet.protection.protect({ allowAutoFilter: true, allowSort: true, allowFormatColumns: true });
      sheet.activate();
    });
    await sender.flush();
  } catch (error) {
    sheet.delete();
    await context.sync().catch(() => undefined);
    throw error;
  }
  return title;
}

function targetOf(sheet: Excel.Worksheet, { columns }: PlainSheet): Target<PlainSheet['columns'][number]> {
  return {
    sheet,
    top: 0,
    left: 0,
    width: columns.length,
    columns: columns.map((column, index) => ({ column, from: index, at: index })),
  };
}

function dressPlain(sheet: Excel.Worksheet, { columns, rows }: PlainSheet): void {
  const frozen = rows.findLastIndex(({ kind }) => kind === 'heading') + 1;
  columns.forEach(({ numberFormat, width }, at) => {
    const whole = sheet.getRangeByIndexes(0, at, MAX_ROWS, 1).untrack();
    setFormat(whole, numberFormat);
    whole.format.columnWidth = points(width);
  });
  rows.forEach(({ kind }, row) => {
    if (BOLD.has(kind)) sheet.getRangeByIndexes(row, 0, 1, columns.length).untrack().format.font.bold = true;
  });
  if (frozen > 0) sheet.freezePanes.freezeRows(frozen);
}
