/** The dataset of tiers: a price version as a block of rows, one a tier. */
import { Refusal } from '../kernel/errors.ts';
import { Decimal } from '../kernel/money.ts';
import { date, decimal, reference, text } from '../ledger/columns.ts';
import type { Candidate, EditableDataset } from '../ledger/editable-dataset.ts';
import { TIER_FIELD } from './price-cells.ts';
import { parseModel } from './pricing/parse.ts';
import { FEE_ITEM_CODE } from './references.ts';
import { pricesOfFeeItems, type TieredPrice, type TierRow, tierJson, writeModelsOfTiers } from './tier-rows.ts';

export const priceTiers: EditableDataset = {
  name: 'PRICE_TIERS',
  noun: 'PriceTier',
  table: 'price_tier',
  codeField: null,
  order: ['feeItem', 'effectiveFrom', 'from'],
  extra: ['price_version_id'],
  columns: [
    reference('feeItem', 'fee_item_id', FEE_ITEM_CODE, { required: true }),
    text('customerGroup', 'customer_group', { max: 100 }),
    text('region', 'region', { max: 100 }),
    date('effectiveFrom', 'effective_from', { required: true }),
    decimal('from', 'from_quantity', 6, { required: true }),
    decimal('upTo', 'up_to', 6),
    decimal('price', 'price', 12, { required: true }),
    decimal('packageSize', 'package_size', 6),
    decimal('flatFee', 'flat_fee', 12),
  ],
  queue: 'PRICES',
  extraValues: (row) => ({ price_version_id: row.found['price'] ?? row.stored?.extra['price_version_id'] }),
  async afterSave(work, written) {
    const before = new Map(written.flatMap((row) => blocksOf(row)).map((price) => [price.id, price]));
    await writeModelsOfTiers(work, [...before.values()]);
  },
  async prepare(db, books, rows) {
    const feeItems = new Set(rows.flatMap((row) => [row.ids['feeItem'], row.stored?.ids['feeItem']]));
    const named = [...feeItems].filter((id): id is string => !!id);
    const prices = await pricesOfFeeItems(db, books.tenant.id, named);
    const byId = new Map(prices.map((price) => [price.id, price]));
    const byKey = new Map(prices.map((price) => [keyOf(price), price]));
    return {
      check: (row) => findBlocks(row, byId, byKey),
      between: (candidates) => checkBlocks(candidates),
    };
  },
};

const keyOf = (price: Pick<TieredPrice, 'feeItemId' | 'customerGroup' | 'region' | 'effectiveFrom'>) =>
  [price.feeItemId, price.customerGroup, price.region, price.effectiveFrom].join('\n');

/** The price versions that a row touches: the one it belongs to, and the one it leaves. */
const blocksOf = (row: Candidate) => (row.found['blocks'] as TieredPrice[] | undefined) ?? [];

function findBlocks(row: Candidate, byId: Map<string, TieredPrice>, byKey: Map<string, TieredPrice>): void {
  const left = byId.get(row.stored?.extra['price_version_id'] as string);
  const named = row.archived || !row.has('feeItem', 'effectiveFrom') ? undefined : priceOf(row, byKey);
  row.found['price'] = named?.id;
  row.found['blocks'] = [...new Set([left, named])].filter((price) => price !== undefined);
  if (row.archived || named === undefined) return;
  if (row.has('from', 'upTo') && new Decimal(row.text('upTo')).lte(row.text('from'))) {
    row.refuse('upTo', 'catalog.tier_empty', `a tier from ${row.text('from')} must end above it; raise “up to”`);
  }
  const stairs = TIER_FIELD[named.model] === 'flatFee';
  if (stairs && (row.cells['flatFee'] ?? null) !== null) {
    const message = 'in this model the price of a tier is its flat price; clear the flat fee';
    row.refuse('flatFee', 'catalog.tier_fee_not_used', message);
  }
}

function priceOf(row: Candidate, byKey: Map<string, TieredPrice>): TieredPrice | undefined {
  const found = byKey.get(
    keyOf({
      feeItemId: row.ids['feeItem'] as string,
      customerGroup: row.cells['customerGroup'] ?? '',
      region: row.cells['region'] ?? '',
      effectiveFrom: row.text('effectiveFrom'),
    }),
  );
  if (found && TIER_FIELD[found.model] !== undefined) return found;
  const what = found ? `is ${found.model}, which has no tiers` : 'is not there';
  const message = `the price of ${row.text('feeItem')} from ${row.text('effectiveFrom')} in this price list ${what}; add or change it in the sheet Prices first`;
  row.refuse('effectiveFrom', 'catalog.tier_without_price', message);
  return undefined;
}

/** Every price version that this publish touches must be whole after it. */
function checkBlocks(rows: readonly Candidate[]): void {
  const touched = new Map<TieredPrice, Candidate[]>();
  for (const row of rows) {
    for (const price of blocksOf(row)) touched.set(price, [...(touched.get(price) ?? []), row]);
  }
  for (const [price, candidates] of touched) {
    const valid = candidates.filter((row) => !row.refused);
    if (valid.length > 0) checkBlock(price, valid);
  }
}

interface PlacedTier extends Omit<TierRow, 'id'> {
  candidate: Candidate | null;
}

function checkBlock(price: TieredPrice, candidates: readonly Candidate[]): void {
  const replaced = new Set(candidates.map(({ id }) => id));
  const kept = price.tiers.filter(({ id }) => !replaced.has(id)).map((tier) => ({ ...tier, candidate: null }));
  const sent = candidates.filter((row) => !row.archived && row.found['price'] === price.id).map(placed);
  const tiers: PlacedTier[] = [...kept, ...sent].toSorted((a, b) => new Decimal(a.from).cmp(b.from));
  const refuse = (tier: PlacedTier | undefined, field: string | null, code: string, message: string) => {
    if (tier?.candidate) tier.candidate.refuse(field, code, message);
    // What is wrong shows at a row that was not sent: whoever was sent made it so.
    else for (const row of candidates) row.refuse(row.archived ? null : field, code, message);
  };
  if (tiers.length === 0) {
    const message = 'a price with tiers needs one at least; to end the price, archive it in the sheet Prices';
    refuse(undefined, null, 'pricing.tiers_empty', message);
    return;
  }
  for (const [i, tier] of tiers.entries()) {
    const expected = i === 0 ? '0' : tiers[i - 1]?.upTo;
    if (expected !== null && expected !== undefined && new Decimal(tier.from).eq(expected)) continue;
    if (expected === null || expected === undefined) {
      const message = `the tier before has no end, so that none can follow; end it at ${tier.from}`;
      refuse(tier, 'from', 'pricing.tier_after_last', message);
    } else {
      const message = `a tier must begin at ${expected}, where ${i === 0 ? 'every price begins' : 'the one before ends'}; change “above” or the other tier`;
      refuse(tier, 'from', 'catalog.tiers_gap', message);
    }
    return;
  }
  refuseBadModel(price, tiers, refuse);
}

function placed(row: Candidate): PlacedTier {
  const cell = (field: string) => row.cells[field] ?? null;
  return {
    from: row.text('from'),
    upTo: cell('upTo'),
    price: row.text('price'),
    packageSize: cell('packageSize'),
    flatFee: cell('flatFee'),
    candidate: row,
  };
}

const FIELD_OF: Record<string, string> = { upTo: 'upTo', packageSize: 'packageSize', flatFee: 'flatFee' };

function refuseBadModel(
  price: TieredPrice,
  tiers: readonly PlacedTier[],
  refuse: (tier: PlacedTier | undefined, field: string | null, code: string, message: string) => void,
): void {
  try {
    parseModel({ ...price.json, tiers: tiers.map((tier) => tierJson(tier, price.model)) });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const [, index, name] = /^tiers\[(\d+)\](?:\.(\w+))?/.exec(error.field ?? '') ?? [];
    const field = index === undefined ? null : (FIELD_OF[name ?? ''] ?? 'price');
    refuse(index === undefined ? undefined : tiers[Number(index)], field, error.code, error.message);
  }
}
