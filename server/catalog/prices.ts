/** The dataset of price versions. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import type { Books } from '../ledger/books.ts';
import { type Claim, type ClaimingRow, type Claims, timeOf } from '../ledger/claims.ts';
import { date, decimal, enumOf, mapped, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { refuseReversedDates } from './dates.ts';
import { checkModel, modelCells, modelOf } from './price-cells.ts';
import { MODEL_NAMES } from './pricing/parse.ts';
import { FEE_ITEM_CODE } from './references.ts';
import { canonicalTerms } from './terms-text.ts';
import { writeTiersOfPrices } from './tier-rows.ts';
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
    text('customerGroup', 'customer_group', { max: 100 }),
    text('region', 'region', { max: 100 }),
    date('effectiveFrom', 'effective_from', { required: true }),
    date('effectiveTo', 'effective_to'),
    mapped(enumOf('model', null, MODEL_NAMES, { required: true })),
    mapped(decimal('price', null, 12)),
    mapped({ ...text('tiers', '', { max: 2000 }), read: (cell) => formatTiers(parseTiers(cell)) ?? cell }),
    mapped(enumOf('reset', null, ['PERIOD', 'MONTH', 'YEAR'])),
    mapped({ ...text('terms', '', { max: 4000 }), read: canonicalTerms }),
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
  afterSave: writeTiersOfPrices,
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

/** A fee item has one price at a time in each price list. */
async function priceTimes(db: Db, books: Books, rows: readonly Candidate[]): Promise<Claims> {
  const feeItems = [...new Set(rows.map((row) => row.ids['feeItem']))].filter((id) => id);
  const { rows: stored } = await sql<Claim>`
    select id, concat_ws(' | ', fee_item_id, customer_group, region) as key, effective_from as start, effective_to as end from price_version
    where tenant_id = ${books.tenant.id} and fee_item_id = any(${feeItems}::uuid[]) and not archived
    order by effective_from`.execute(db);
  return {
    stored,
    of: ({ id, archived, ids, cells }: ClaimingRow) =>
      archived || !ids['feeItem'] || !cells['effectiveFrom']
        ? null
        : {
            id,
            key: [ids['feeItem'], cells['customerGroup'] ?? '', cells['region'] ?? ''].join(' | '),
            start: cells['effectiveFrom'],
            end: cells['effectiveTo'] ?? null,
          },
    refuse(row, holder) {
      const message = `${row.text('feeItem')} has another price ${timeOf(holder)}; end it before this one begins, or change these dates`;
      row.refuse('effectiveFrom', 'catalog.price_overlap', message);
    },
  };
}
