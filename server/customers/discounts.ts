/** The dataset of discounts: reductions for a binding, a customer, a group or a fee item, with dates and an order. */
import { sql } from 'kysely';
import { refuseReversedDates } from '../catalog/dates.ts';
import { FEE_ITEM_CODE } from '../catalog/references.ts';
import type { Db } from '../database/orm.ts';
import { Decimal } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { code, date, decimal, enumOf, int, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { BINDING_CODE, CUSTOMER_CODE } from './references.ts';

const KINDS = ['PERCENT', 'AMOUNT', 'PRICE_OVERRIDE', 'FREE_UNITS'];

/** The column that each scope needs; the others, but for the fee item, stay empty. */
const TARGETS = {
  BINDING: 'binding',
  CUSTOMER: 'customer',
  CUSTOMER_GROUP: 'customerGroup',
  FEE_ITEM: 'feeItem',
} as const;

const SEPARATOR = ' + ';

export const discounts: EditableDataset = {
  name: 'DISCOUNTS',
  noun: 'Discount',
  table: 'discount',
  codeField: 'code',
  order: ['code'],
  extra: ['package_item_ids'],
  columns: [
    code('code', 'code'),
    text('name', 'name', { required: true }),
    enumOf('scope', 'scope', Object.keys(TARGETS), { required: true }),
    reference('binding', 'binding_id', BINDING_CODE),
    reference('customer', 'customer_id', CUSTOMER_CODE),
    text('customerGroup', 'customer_group', { max: 100 }),
    reference('feeItem', 'fee_item_id', FEE_ITEM_CODE),
    enumOf('kind', 'kind', KINDS, { required: true }),
    decimal('value', 'value', 12, { required: true }),
    date('validFrom', 'valid_from', { required: true }),
    date('validTo', 'valid_to'),
    int('firstCycles', 'first_cycles', { min: 1, max: 1200 }),
    int('stackOrder', 'stack_order', { required: true, initial: '100', min: 0, max: 10_000 }),
    { ...text('packageItems', 'package_items', { max: 1000 }), read: (cell) => codesOf(cell).join(SEPARATOR) },
    text('note', 'note', { max: 1000 }),
  ],
  extraValues: (row) => ({
    package_item_ids: row.touches('packageItems') ? packageIds(row) : (row.stored?.extra['package_item_ids'] ?? '{}'),
  }),
  async prepare(db, books, rows) {
    const feeItems = await packageFeeItems(db, books, rows);
    return {
      check(row) {
        refuseReversedDates(row, 'validFrom', 'validTo');
        refuseWrongTarget(row);
        refuseWrongValue(row);
        namePackageItems(row, feeItems);
      },
    };
  },
};

/** `FEE-A + FEE-B`; commas, semicolons and line breaks do as well. */
const codesOf = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[+,;，；、\n]/)
      .map((each) => each.trim())
      .filter((each) => each !== ''),
  ),
];

function refuseWrongTarget(row: Candidate): void {
  if (!row.has('scope')) return;
  const scope = row.text('scope') as keyof typeof TARGETS;
  const needed = TARGETS[scope];
  const failed = new Set(row.errors.map(({ field }) => field));
  for (const field of Object.values(TARGETS)) {
    const filled = (row.cells[field] ?? null) !== null;
    if (field === needed && !filled && !failed.has(field)) {
      row.refuse(
        field,
        'customers.discount_target_missing',
        `a discount of scope ${scope} needs its ${field}; name it`,
      );
    }
    // A fee item beside a customer or a group narrows the discount to it.
    const narrows = field === 'feeItem' && scope !== 'BINDING';
    if (field !== needed && filled && !narrows) {
      const message = `a discount of scope ${scope} takes no ${field}; clear the cell, or choose another scope`;
      row.refuse(field, 'customers.discount_target_not_used', message);
    }
  }
}

function refuseWrongValue(row: Candidate): void {
  if (!row.has('kind', 'value')) return;
  const kind = row.text('kind');
  if (kind === 'PERCENT' && new Decimal(row.text('value')).gt(100)) {
    row.refuse('value', 'pricing.discount_too_large', 'a discount is at most 100 percent');
  }
  const priced = kind === 'PRICE_OVERRIDE' || kind === 'FREE_UNITS';
  if (priced && row.has('scope') && row.text('scope') !== 'BINDING' && row.cells['feeItem'] === null) {
    const message = `${kind} means a certain price; name the fee item, or choose scope BINDING`;
    row.refuse('feeItem', 'customers.discount_needs_fee_item', message);
  }
}

async function packageFeeItems(db: Db, books: Books, rows: readonly Candidate[]): Promise<Map<string, string>> {
  const codes = rows
    .filter((row) => row.touches('packageItems'))
    .flatMap((row) => codesOf(row.cells['packageItems'] ?? ''));
  if (codes.length === 0) return new Map();
  const found = await sql<{ id: string; code: string }>`
    select id, code from fee_item where tenant_id = ${books.tenant.id} and code = any(${codes}::text[])
      and not archived`.execute(db);
  return new Map(found.rows.map(({ id, code: feeItem }) => [feeItem, id]));
}

/** Ids behind the codes of a package go with the row: codes may change, what was agreed does not. */
function namePackageItems(row: Candidate, feeItems: ReadonlyMap<string, string>): void {
  if (!row.touches('packageItems') || row.archived) return;
  const codes = codesOf(row.cells['packageItems'] ?? '');
  if (codes.length === 1) {
    row.refuse(
      'packageItems',
      'customers.package_of_one',
      'a package has two fee items at least; name another, or clear',
    );
  }
  const unknown = codes.filter((each) => !feeItems.has(each));
  if (unknown.length > 0) {
    const message = `there is no “${unknown[0]}” in FEE_ITEMS; check the code, or add it there first`;
    row.refuse('packageItems', 'value.unknown_code', message);
  }
  row.ids['packageItems'] = `{${codes.map((each) => feeItems.get(each)).join(',')}}`;
}

const packageIds = (row: Candidate): string => row.ids['packageItems'] ?? '{}';
