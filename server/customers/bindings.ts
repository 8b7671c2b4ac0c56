/** The dataset of bindings. */

import { FEE_ITEM_CODE } from '../catalog/references.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { code, date, decimal, enumOf, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { anchorOf } from './anchor.ts';
import { bindingFacts } from './binding-facts.ts';
import { checkBinding } from './binding-rules.ts';
import { bindingTimes } from './binding-times.ts';
import { CONTRACT_NUMBER, CUSTOMER_CODE, METER_CODE, METRIC_CODE, PREMISE_CODE } from './references.ts';

/** Anchors of rows on their way through a publish: they depend on the fee item, which the rules have loaded. */
const anchors = new WeakMap<Candidate, BusinessDate>();

export const bindings: EditableDataset = {
  name: 'BINDINGS',
  noun: 'Binding',
  table: 'binding',
  codeField: 'code',
  order: ['code'],
  extra: ['anchor'],
  columns: [
    code('code', 'code'),
    reference('customer', 'customer_id', CUSTOMER_CODE, { required: true }),
    reference('feeItem', 'fee_item_id', FEE_ITEM_CODE, { required: true }),
    reference('premise', 'premise_id', PREMISE_CODE),
    reference('contract', 'contract_id', CONTRACT_NUMBER),
    date('startDate', 'start_date', { required: true }),
    date('endDate', 'end_date'),
    date('trialEnd', 'trial_end'),
    enumOf('quantitySource', 'quantity_source', ['FIXED', 'AREA', 'METER', 'USAGE', 'PREMISES'], { required: true }),
    decimal('quantity', 'quantity', 6),
    reference('meter', 'meter_id', METER_CODE),
    reference('metric', 'metric_id', METRIC_CODE),
    enumOf('discountKind', 'discount_kind', ['PERCENT', 'AMOUNT']),
    decimal('discountValue', 'discount_value', 4),
    enumOf('payer', 'payer', ['CUSTOMER', 'OCCUPANT'], { required: true, initial: 'CUSTOMER' }),
    text('note', 'note', { max: 1000 }),
  ],
  // The anchor never moves once cycles are billed: the start does not move then either (`customers.binding_billed`).
  extraValues: (row) => ({
    anchor: row.stored && !row.touches('startDate', 'feeItem') ? row.stored.extra['anchor'] : anchors.get(row),
  }),
  deferred: ['binding_no_overlap'],
  constraints: {
    binding_no_overlap: {
      field: 'startDate',
      code: 'customers.binding_overlap',
      message: 'somebody has just bound the same fee item for these dates; refresh and choose other dates',
    },
  },
  async prepare(db, books, rows) {
    const facts = await bindingFacts(db, books, rows);
    const check = (row: Candidate): void => {
      checkBinding(row, facts);
      const feeItem = facts.feeItems.get(row.ids['feeItem'] ?? '');
      const cycle = feeItem ? { unit: feeItem.cycle, anchorDay: feeItem.anchorDay } : null;
      if (row.has('startDate')) anchors.set(row, anchorOf(row.text('startDate'), cycle));
    };
    return { check, claims: [await bindingTimes(db, books, rows)] };
  },
};
