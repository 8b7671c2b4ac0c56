/** Rules of one binding: its dates, what it is charged by, and what may change once it is billed. */
import { notApplicable } from '../catalog/applicability.ts';
import { refuseReversedDates } from '../catalog/dates.ts';
import { checkDiscount } from '../catalog/discounts.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal } from '../kernel/money.ts';
import type { Candidate } from '../ledger/editable-dataset.ts';
import type { BindingFacts } from './binding-facts.ts';

/** Records everything that is wrong with a binding at its cells. */
export function checkBinding(row: Candidate, facts: BindingFacts): void {
  const billedUntil = facts.billedUntil.get(row.id);
  if (billedUntil !== undefined) refuseChangeOfBilled(row, billedUntil);
  if (facts.cancelled.has(row.id) && row.touches('endDate')) {
    const message = 'it was cancelled, and its unused days were settled; make a new binding to go on';
    row.refuse('endDate', 'customers.binding_cancelled', message);
  }
  if (row.archived) return;
  refuseReversedDates(row, 'startDate', 'endDate');
  refuseWrongTrial(row);
  refuseOutsideFeeItem(row, facts);
  refuseOutsideContract(row, facts);
  refuseForeignCurrency(row, facts);
  refuseNotApplicable(row, facts);
  refuseWrongQuantity(row, facts);
  refuseWrongDiscount(row);
  if (row.cells['payer'] === 'OCCUPANT' && row.cells['premise'] === null) {
    row.refuse(
      'payer',
      'customers.occupant_without_premise',
      'occupants pay for a premise; name it, or choose CUSTOMER',
    );
  }
}

interface Dates {
  start: BusinessDate;
  end: BusinessDate | null;
}

/** Refuses dates of a binding that do not lie within others, each at the cell that is outside. */
function refuseOutside(row: Candidate, within: Dates, code: string, what: string): void {
  if (row.has('startDate') && row.text('startDate') < within.start) {
    row.refuse('startDate', code, `${what} begins on ${within.start}; start the binding on that day or later`);
  }
  if (within.end === null) return;
  if (row.has('startDate') && row.text('startDate') >= within.end) {
    row.refuse(
      'startDate',
      code,
      `${what} ends on ${within.end}, so nothing can be bound from ${row.text('startDate')} on`,
    );
  } else if (row.cells['endDate'] === null || (row.has('endDate') && row.text('endDate') > within.end)) {
    row.refuse('endDate', code, `${what} ends on ${within.end}; end the binding on that day or earlier`);
  }
}

/** A trial is the first days of a binding. */
function refuseWrongTrial(row: Candidate): void {
  if (!row.has('trialEnd', 'startDate')) return;
  const [start, trialEnd] = [row.text('startDate'), row.text('trialEnd')];
  if (trialEnd <= start) {
    const message = `the binding begins on ${start}; end its trial on a later day, or clear the cell`;
    row.refuse('trialEnd', 'customers.trial_outside', message);
  } else if (row.has('endDate') && trialEnd > row.text('endDate')) {
    const message = `the binding ends on ${row.text('endDate')}; end its trial on that day or earlier`;
    row.refuse('trialEnd', 'customers.trial_outside', message);
  }
}

function refuseOutsideFeeItem(row: Candidate, facts: BindingFacts): void {
  const feeItem = facts.feeItems.get(row.ids['feeItem'] ?? '');
  if (!feeItem || !row.has('feeItem')) return;
  refuseOutside(row, feeItem, 'customers.binding_outside_fee_item', `the fee item ${row.text('feeItem')}`);
}

function refuseOutsideContract(row: Candidate, facts: BindingFacts): void {
  const contract = facts.contracts.get(row.ids['contract'] ?? '');
  if (!contract || !row.has('contract')) return;
  if (row.has('customer') && contract.customerId !== row.ids['customer']) {
    const message = `the contract ${row.text('contract')} is not one of customer ${row.text('customer')}; name a contract of theirs`;
    row.refuse('contract', 'customers.contract_of_another_customer', message);
  }
  refuseOutside(row, contract, 'customers.binding_outside_contract', `the contract ${row.text('contract')}`);
}

function refuseForeignCurrency(row: Candidate, facts: BindingFacts): void {
  const feeItem = facts.feeItems.get(row.ids['feeItem'] ?? '');
  const customer = facts.customers.get(row.ids['customer'] ?? '');
  if (!feeItem || !customer || !row.has('feeItem', 'customer') || feeItem.currency === customer.currency) return;
  row.refuse(
    'feeItem',
    'customers.currency_differs',
    `${row.text('feeItem')} is charged in ${feeItem.currency}, but the account of ${row.text('customer')} is kept in ${customer.currency}`,
  );
}

/** A fee item is bound only to those it applies to; what was bound before it was limited stays. */
function refuseNotApplicable(row: Candidate, facts: BindingFacts): void {
  const feeItem = facts.feeItems.get(row.ids['feeItem'] ?? '');
  const customer = facts.customers.get(row.ids['customer'] ?? '');
  if (!feeItem || !customer || !row.has('feeItem', 'customer') || !row.touches('feeItem', 'customer', 'premise'))
    return;
  const premise = facts.premises.get(row.ids['premise'] ?? '');
  const problem = notApplicable(row.text('feeItem'), feeItem, customer, premise?.kind ?? null);
  if (problem)
    row.refuse(problem.field, 'customers.fee_item_not_applicable', `${problem.message}; choose another fee item`);
}

/** A quantity comes from one place: a number, the premise's area, or a meter of the premise. */
function refuseWrongQuantity(row: Candidate, facts: BindingFacts): void {
  if (!row.has('quantitySource')) return;
  const source = row.text('quantitySource');
  const filled = (field: string) => (row.cells[field] ?? null) !== null;
  if (source === 'FIXED' && row.cells['quantity'] === null) {
    row.refuse('quantity', 'customers.quantity_missing', 'a fixed quantity must be given; write 1 for a fixed price');
  }
  if (source !== 'FIXED' && filled('quantity')) {
    const from = SOURCES[source];
    row.refuse('quantity', 'customers.quantity_not_used', `the quantity comes from ${from}; clear the cell`);
  }
  if (source !== 'METER' && source !== 'USAGE' && filled('meter')) {
    row.refuse(
      'meter',
      'customers.meter_not_used',
      `the quantity source is ${source}; clear the meter, or choose METER`,
    );
  }
  if (source === 'PREMISES' && row.cells['payer'] === 'OCCUPANT') {
    const message = 'premises are counted for the customer of the binding, who then pays; choose CUSTOMER';
    row.refuse('payer', 'customers.premises_of_occupants', message);
  }
  if (source === 'AREA') refuseMissingArea(row, facts);
  if (source === 'METER') refuseWrongMeter(row, facts);
  refuseWrongMetric(row, source);
}

const SOURCES: Record<string, string> = {
  AREA: 'the area of the premise',
  METER: 'the meter',
  USAGE: 'usage events',
  PREMISES: 'the premises that the customer owns or rents',
};

/** Usage is measured in a metric; nothing else has one. */
function refuseWrongMetric(row: Candidate, source: string): void {
  const filled = (row.cells['metric'] ?? null) !== null;
  if (source === 'USAGE' && !filled) {
    row.refuse('metric', 'customers.metric_missing', 'usage is counted in a metric; name it');
  }
  if (source !== 'USAGE' && filled) {
    const message = `the quantity source is ${source}; clear the metric, or choose USAGE`;
    row.refuse('metric', 'customers.metric_not_used', message);
  }
}

function refuseMissingArea(row: Candidate, facts: BindingFacts): void {
  if (row.cells['premise'] === null) {
    row.refuse('premise', 'customers.premise_missing', 'an area can be charged only for a premise; name it');
    return;
  }
  const premise = facts.premises.get(row.ids['premise'] ?? '');
  if (row.has('premise') && premise?.area === null) {
    row.refuse(
      'premise',
      'customers.area_missing',
      `the premise ${row.text('premise')} has no area; enter it there first`,
    );
  }
}

function refuseWrongMeter(row: Candidate, facts: BindingFacts): void {
  if (row.cells['meter'] === null) {
    row.refuse('meter', 'customers.meter_missing', 'a metered quantity needs a meter; name it');
    return;
  }
  const meter = facts.meters.get(row.ids['meter'] ?? '');
  if (meter && row.has('meter', 'premise') && meter.premiseId !== row.ids['premise']) {
    const message = `the meter ${row.text('meter')} is not in the premise ${row.text('premise')}; name a meter of that premise`;
    row.refuse('meter', 'customers.meter_of_another_premise', message);
  }
}

function refuseWrongDiscount(row: Candidate): void {
  const [kind, value] = [row.cells['discountKind'] ?? null, row.cells['discountValue'] ?? null];
  if ((kind === null) !== (value === null)) {
    const empty = kind === null ? 'discountKind' : 'discountValue';
    if (!row.errors.some(({ field }) => field === 'discountKind' || field === 'discountValue')) {
      row.refuse(
        empty,
        'customers.discount_incomplete',
        'a discount needs both its kind and its value; fill or clear both',
      );
    }
    return;
  }
  if (!row.has('discountKind', 'discountValue')) return;
  try {
    checkDiscount({ kind: kind as 'PERCENT' | 'AMOUNT', value: new Decimal(value as string) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    row.refuse('discountValue', error.code, error.message);
  }
}

/** Fields by which a billed cycle is what it is. */
const IDENTITY = [
  'customer',
  'feeItem',
  'premise',
  'startDate',
  'trialEnd',
  'meter',
  'metric',
  'quantitySource',
] as const;

/** What is billed stays: cycles are counted from the start, and charges name the customer and the premise. */
function refuseChangeOfBilled(row: Candidate, until: BusinessDate): void {
  const refuse = (field: string | null, way: string) =>
    row.refuse(field, 'customers.binding_billed', `this binding is billed until ${until}; ${way}`);
  if (row.archived) {
    const end = row.stored?.cells['endDate'] ?? null;
    if (end === null || end > until) refuse(null, 'give it an end date, and archive it once it is billed until then');
    return;
  }
  for (const field of IDENTITY) {
    if (row.touches(field)) refuse(field, 'end it and make a new binding for what changes');
  }
  if (row.touches('endDate') && row.has('endDate') && row.text('endDate') < until) {
    refuse('endDate', 'end it on that day or later, or have the bill reversed first');
  }
}
