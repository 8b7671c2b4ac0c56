/**
 * The sort command that Univer's table panel calls. Univer's own comes in a package of its own; this one keeps the empty rows
 * at the foot of a table where they are, and sorts Chinese by pronunciation.
 */
import {
  CommandType,
  type ICellData,
  type ICommand,
  ICommandService,
  type IRange,
  IUniverInstanceService,
  type Nullable,
  UniverInstanceType,
  type Workbook,
} from '@univerjs/core';

interface SortParams {
  unitId: string;
  subUnitId: string;
  range: IRange;
  orderRules: { type: string; colIndex: number }[];
  hasTitle: boolean;
}

const collator = new Intl.Collator(['zh-CN', 'en'], { numeric: true });

export const sortCommand: ICommand<SortParams> = {
  id: 'sheet.command.sort-range',
  type: CommandType.COMMAND,
  handler: (accessor, params) => {
    if (!params) return false;
    const { unitId, subUnitId, range, orderRules, hasTitle } = params;
    const workbook = accessor.get(IUniverInstanceService).getUnit<Workbook>(unitId, UniverInstanceType.UNIVER_SHEET);
    const sheet = workbook?.getSheetBySheetId(subUnitId);
    if (!sheet) return false;
    const places: number[] = [];
    for (let row = range.startRow + (hasTitle ? 1 : 0); row <= range.endRow; row++) {
      // Rows that a filter hides stay where they are, as in Excel.
      if (!sheet.getRowFiltered(row) && sheet.getRowRawVisible(row)) places.push(row);
    }
    const sorted = places.toSorted((a, b) => {
      for (const { type, colIndex } of orderRules) {
        const sign = type === 'desc' ? -1 : 1;
        const order = compareCells(sheet.getCellRaw(a, colIndex), sheet.getCellRaw(b, colIndex), sign);
        if (order !== 0) return order;
      }
      return a - b;
    });
    const order = Object.fromEntries(places.map((row, i) => [row, sorted[i]]));
    return accessor
      .get(ICommandService)
      .syncExecuteCommand('sheet.command.reorder-range', { unitId, subUnitId, range, order });
  },
};

/** Numbers before text, text by language, empty cells last whichever way is sorted. */
export function compareCells(a: Nullable<ICellData>, b: Nullable<ICellData>, sign: 1 | -1): number {
  const [left, right] = [a?.v ?? '', b?.v ?? ''];
  if (left === '' || right === '') return (left === '' ? 1 : 0) - (right === '' ? 1 : 0);
  if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
  if (typeof left === 'number' || typeof right === 'number') return sign * (typeof left === 'number' ? -1 : 1);
  return sign * collator.compare(String(left), String(right));
}
