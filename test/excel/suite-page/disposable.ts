/** A workbook that may be emptied: each test of the suite begins with nothing. */

const MARK = 'suanpan-suite.disposable';
const SCRATCH = 'Suite';

/** Whether nobody's work is in the workbook: it is new, or the suite was run in it before. */
export async function isDisposable(): Promise<boolean> {
  return Excel.run(async (context) => {
    const mark = context.workbook.settings.getItemOrNullObject(MARK).load('key');
    const sheets = context.workbook.worksheets.load('items/name');
    await context.sync();
    if (!mark.isNullObject) return true;
    const used = sheets.items.map((sheet) => sheet.getUsedRangeOrNullObject(true).load('rowCount'));
    await context.sync();
    if (used.some((range) => !range.isNullObject)) return false;
    context.workbook.settings.add(MARK, 'yes');
    await context.sync();
    return true;
  });
}

/** Takes every sheet, name and setting of the add-in out of the workbook, the very hidden ones too. */
export async function emptyWorkbook(): Promise<void> {
  await Excel.run(async (context) => {
    const { workbook } = context;
    const scratch = workbook.worksheets.getItemOrNullObject(SCRATCH).load('name');
    const sheets = workbook.worksheets.load('items/name,items/visibility');
    const names = workbook.names.load('items/name');
    const settings = workbook.settings.load('items/key');
    await context.sync();
    (scratch.isNullObject ? workbook.worksheets.add(SCRATCH) : scratch).activate();
    for (const name of names.items) name.delete();
    for (const setting of settings.items) if (setting.key.startsWith('suanpan.')) setting.delete();
    for (const sheet of sheets.items) {
      if (sheet.name === SCRATCH) continue;
      // Excel deletes no sheet that is very hidden.
      if (sheet.visibility === 'VeryHidden') sheet.visibility = 'Hidden';
      sheet.delete();
    }
    await context.sync();
  });
}
