/** Copies of the sheet in front to give away: values only, as a sheet of the workbook or as a file. */
import { copiedColumns, sheetCopy } from '../../snapshot/copy.ts';
import type { Maker } from '../../snapshot/head.ts';
import type { BoundSheet, PlainSheet } from '../../workbook/port.ts';
import { saveArray } from '../common/save-file.ts';
import { useAction } from '../common/use-action.ts';
import { useViewer } from '../session/session.tsx';
import { useWorkspace } from '../shell/workspace.tsx';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** @returns what makes a copy of a sheet in the way that is asked for */
export function useSnapshot() {
  const { workbook, sync } = useWorkspace();
  const { operator, tenant } = useViewer();
  const copyOf = async (sheet: BoundSheet): Promise<[PlainSheet, Maker]> => {
    const { timeZone, name: company } = tenant;
    const maker = { company, operator: operator.name, now: new Date().toISOString(), timeZone };
    const meta = await sync.meta(sheet.id);
    if (!meta) throw new Error('the sheet has no state');
    const table = await workbook.read(sheet.id, { columns: copiedColumns(sheet).map(({ id }) => id) });
    return [sheetCopy(sheet, table, meta, await sync.unpublished(sheet.id), maker), maker];
  };
  return useAction(async (sheet: BoundSheet, as: 'sheet' | 'file') => {
    const [plain, { company, operator: author }] = await copyOf(sheet);
    if (as === 'sheet') {
      await workbook.writePlain(plain);
    } else {
      const { xlsxOf } = await import('../../snapshot/xlsx.ts');
      const content = xlsxOf(plain, { company, author });
      saveArray({ fileName: `${plain.title}.xlsx`, mediaType: XLSX, content });
    }
  });
}
