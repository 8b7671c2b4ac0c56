/** What is asked of real Excel beyond the contract: where our double of it can only guess. */
import assert from 'node:assert/strict';
import { layoutOf } from '../../../addin/datasets/layout.ts';
import { feeItems } from '../../../addin/datasets/masters.ts';
import type { CellInput } from '../../../addin/workbook/port.ts';
import type { Workplace } from '../../workbook/contract.ts';

const LAYOUT = layoutOf(feeItems, 'en');

const row = (cells: Record<string, CellInput>): CellInput[] => LAYOUT.columns.map(({ id }) => cells[id] ?? null);

export function beyondTheContract(factory: () => Promise<Workplace>): void {
  describe('Excel itself', () => {
    it('removes and writes the rows that are meant while a filter hides others', async () => {
      const { workbook } = await factory();
      const codes = ['A-1', 'B-1', 'A-2', 'B-2', 'A-3'];
      await workbook.openSheet(
        LAYOUT,
        codes.map((code) => row({ code, _id: code })),
      );
      const heading = LAYOUT.columns.find(({ id }) => id === 'code')?.heading ?? '';
      await Excel.run(async (context) => {
        const table = context.workbook.tables.getItem(`Suanpan_${LAYOUT.id}`);
        table.columns.getItem(heading).filter.applyValuesFilter(['A-1', 'A-2', 'A-3']);
        await context.sync();
      });
      await workbook.change(LAYOUT.id, { cells: [{ row: 3, column: 'note', value: 'hidden' }], remove: [1, 2] });
      assert.deepEqual((await workbook.read(LAYOUT.id, { columns: ['code', 'note', '_id'] })).rows, [
        ['A-1', null, 'A-1'],
        ['B-2', 'hidden', 'B-2'],
        ['A-3', null, 'A-3'],
      ]);
    });

    it('takes 5,000 rows of Chinese text and gives them back', async () => {
      const { workbook } = await factory();
      const rows = Array.from({ length: 5_000 }, (_, i) =>
        row({ code: `F-${i}`, nameZh: `物业管理费 ${i}`, _id: `id-${i}` }),
      );
      await workbook.openSheet(LAYOUT, rows);
      assert.deepEqual((await workbook.read(LAYOUT.id)).rows, rows);
    });
  });
}
