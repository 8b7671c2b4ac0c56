/** The dataset of price versions. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import { type Claim, type ClaimingRow, type Claims, timeOf } from '../ledger/claims.ts';
import { date, decimal, enumOf, mapped, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { refuseReversedDates } from './dates.ts';
import { checkModel, modelCells, modelOf, SHEET_MODELS } from './price-cells.ts';
import { FEE_ITEM_CODE } from './references.ts';
import { formatTiers, parseTiers } from './tiers-text.ts';

export const prices: EditableDataset = {
  name: 'PRICES',
  noun: 'PriceVersion',
  table: 'price_version',
  codeField: null,
  order: ['feeItem', 'effectiveFrom'],
  extra: ['model'],
  columns: [
    reference('feeItem', 'fee_item_id', FEE_ITEM_CODE, { required: true }),
    date('effectiveFrom', 'effective_from', { required: true }),
    date('effectiveTo', 'effective_to'),
    mapped(enumOf('model', null, SHEET_MODELS, { required: true })),
    mapped(decimal('price', null, 12)),
    mapped({ ...text('tiers', '', { max: 2000 }), read: (cell) => formatTiers(parseTiers(cell)) ?? cell }),
    mapped(enumOf('reset', null, ['PERIOD', 'MONTH', 'YEAR'])),
    enumOf('proration', 'proration', ['ACTUAL_DAYS', 'THIRTY_360', 'NONE'], { initial: 'ACTUAL_DAYS' }),
    text('note', 'note', { max: 1000 }),
  ],
  computedCells: ({ extra }) => modelCells(extra['model'] as Record<string, unknown>),
  extraValues: (row) => ({ model: modelOf(row) }),
  deferred: ['price_version_no_overlap'],
  constraints: {
    price_version_no_overlap: {
      field: 'effectiveFrom',
      code: 'catalog.price_overlap',
      message: 'somebody has just added a price version for these dates; refresh and choose other dates',
    },
  },
  async prepare(db, books, rows) {
    return {
      check(row) {
        refuseReversedDates(row, 'effectiveFrom', 'effectiveTo');
        checkModel(row);
      },
      claims: [await priceTimes(db, books, rows)],
    };
  },
};

/** A fee item has one price at a time. */
async function priceTimes(db: Db, books: Books, rows: readonly Candidate[]): Promise<Claims> {
  const feeItems = [...new Set(rows.map((row) => row.ids['feeItem']))].filter((id) => id);
  const { rows: stored } = await sql<Claim>`
    select id, fee_item_id as key, effective_from as start, effective_to as end from price_version
    where tenant_id = ${books.tenant.id} and fee_item_id = any(${feeItems}::uuid[]) and not archived
    order by effective_from`.execute(db);
  return {
    stored,
    of: ({ id, archived, ids, cells }: ClaimingRow) =>
      archived || !ids['feeItem'] || !cells['effectiveFrom']
        ? null
        : { id, key: ids['feeItem'], start: cells['effectiveFrom'], end: cells['effectiveTo'] ?? null },
    refuse(row, holder) {
      const message = `${row.text('feeItem')} has another price ${timeOf(holder)}; end it before this one begins, or change these dates`;
      row.refuse('effectiveFrom', 'catalog.price_overlap', message);
    },
  };
}
