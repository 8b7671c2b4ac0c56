/** The dataset of usage metrics: what events are counted in, and how they come to a quantity. */
import { code, enumOf, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { refuseArchiveOfUsed, usesOf } from './uses.ts';

export const usageMetrics: EditableDataset = {
  name: 'USAGE_METRICS',
  noun: 'UsageMetric',
  table: 'usage_metric',
  codeField: 'code',
  order: ['code'],
  extra: [],
  columns: [
    code('code', 'code'),
    text('name', 'name', { required: true }),
    enumOf('aggregation', 'aggregation', ['SUM', 'COUNT', 'MAX', 'LATEST', 'UNIQUE_COUNT', 'WEIGHTED_SUM'], {
      required: true,
    }),
    text('property', 'property', { max: 64 }),
    text('unit', 'unit', { max: 50 }),
    text('note', 'note', { max: 1000 }),
  ],
  async prepare(db, books, rows) {
    const uses = await usesOf(db, books, rows, [{ table: 'binding', column: 'metric_id', name: 'bindings' }]);
    return {
      check(row) {
        const use = uses.get(row.id);
        refuseArchiveOfUsed(row, use, 'customers.metric_bound');
        if (row.archived) return;
        for (const field of ['aggregation', 'property']) {
          if (use && row.stored && row.touches(field)) {
            const message = `${use['bindings']} bindings are charged by this metric as it is; make a new one`;
            row.refuse(field, 'customers.metric_bound', message);
          }
        }
        checkProperty(row);
      },
    };
  },
};

/** Different values are counted of a property; nothing else looks at one. */
function checkProperty(row: Candidate): void {
  if (!row.has('aggregation')) return;
  const counted = row.text('aggregation') === 'UNIQUE_COUNT';
  const named = (row.cells['property'] ?? null) !== null;
  if (counted && !named) {
    row.refuse('property', 'customers.property_missing', 'name the property whose different values are counted');
  }
  if (!counted && named) {
    row.refuse('property', 'customers.property_not_used', 'only UNIQUE_COUNT looks at a property; clear the cell');
  }
}
