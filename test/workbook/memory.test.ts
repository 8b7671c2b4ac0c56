import { MemoryWorkbook } from '../../addin/workbook/memory.ts';
import { workbookContract } from './contract.ts';

workbookContract('in memory', async () => {
  const workbook = new MemoryWorkbook();
  return {
    workbook,
    hands: {
      type: async (sheet, row, column, value) => workbook.userTypes(sheet, row, column, value),
      formula: async (sheet, row, column, formula, value) =>
        workbook.userEntersFormula(sheet, row, column, formula, value),
      error: async (sheet, row, column, error) => workbook.userTypes(sheet, row, column, error),
      insertRow: async (sheet, at) => workbook.userInsertsRow(sheet, at),
      deleteRow: async (sheet, row) => workbook.userDeletesRow(sheet, row),
      moveColumn: async (sheet, column, to) => workbook.userMovesColumn(sheet, column, to),
      deleteColumn: async (sheet, column) => workbook.userDeletesColumn(sheet, column),
      sort: async (sheet, column) => workbook.userSorts(sheet, column),
      rename: async (sheet, title) => workbook.userRenamesSheet(sheet, title),
      look: async (title) => {
        const rows = workbook.plainRows(title);
        const cells = rows?.map((row) => row.filter((cell) => cell !== null)).filter((row) => row.length > 0);
        return cells ? { cells, formulas: false, front: workbook.front === title } : null;
      },
      reopen: async () => MemoryWorkbook.open(workbook.save()),
    },
  };
});
