/** The dataset of meters. */
import { code, date, decimal, enumOf, int, reference, text } from '../ledger/columns.ts';
import type { EditableDataset } from '../ledger/editable-dataset.ts';
import { parentRules } from './meter-parents.ts';
import { METER_CODE, PREMISE_CODE } from './references.ts';
import { refuseArchiveOfUsed, usesOf } from './uses.ts';

export const meters: EditableDataset = {
  name: 'METERS',
  noun: 'Meter',
  table: 'meter',
  codeField: 'code',
  order: ['code'],
  extra: [],
  columns: [
    code('code', 'code'),
    reference('premise', 'premise_id', PREMISE_CODE, { required: true }),
    enumOf('kind', 'kind', ['WATER', 'ELECTRICITY', 'GAS', 'USAGE'], { required: true }),
    int('digits', 'digits', { min: 3, max: 15 }),
    decimal('multiplier', 'multiplier', 4, { initial: '1', min: '0.0001', max: '1000000' }),
    reference('parent', 'parent_id', METER_CODE),
    date('installedOn', 'installed_on'),
    date('removedOn', 'removed_on'),
    text('note', 'note', { max: 1000 }),
  ],
  async prepare(db, books, rows) {
    const uses = await usesOf(db, books, rows, [
      { table: 'binding', column: 'meter_id', name: 'bindings' },
      { table: 'meter', column: 'parent_id', name: 'meters' },
    ]);
    const parents = await parentRules(db, books);
    return {
      check(row) {
        const use = uses.get(row.id);
        refuseArchiveOfUsed(row, use, 'customers.meter_bound');
        if (use?.['bindings'] && row.touches('premise')) {
          row.refuse(
            'premise',
            'customers.meter_bound',
            `${use['bindings']} bindings charge this meter where it is; end them first`,
          );
        }
        if (row.has('installedOn', 'removedOn') && row.text('removedOn') < row.text('installedOn')) {
          row.refuse(
            'removedOn',
            'value.dates_reversed',
            `it was installed on ${row.text('installedOn')}, so it cannot be removed before`,
          );
        }
      },
      between: parents,
    };
  },
};
