/** Tiers of a price version as rows (`price_tier`) and as its model: written together, whichever of the two was edited. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { newId } from '../kernel/ids.ts';
import { Decimal, plain } from '../kernel/money.ts';
import { insertRows, upsertRows } from '../ledger/bulk.ts';
import type { Candidate } from '../ledger/editable-dataset.ts';
import type { Work } from '../ledger/unit-of-work.ts';
import { modelOf, TIER_FIELD } from './price-cells.ts';
import type { TierJson } from './tiers-text.ts';

/** A tier as a row has it; decimals are plain texts. */
export interface TierRow {
  id: string;
  from: string;
  upTo: string | null;
  price: string;
  packageSize: string | null;
  flatFee: string | null;
}

/** A live price version of the kind that has tiers, with its rows in order. */
export interface TieredPrice {
  id: string;
  feeItemId: string;
  customerGroup: string;
  region: string;
  effectiveFrom: string;
  /** The name of its model, also of one without tiers. */
  model: string;
  tiers: TierRow[];
  json: Record<string, unknown>;
}

const text = (value: string | number | null | undefined) =>
  value === null || value === undefined ? null : plain(new Decimal(value));

/** The live price versions of these fee items, with their tiers. */
export async function pricesOfFeeItems(db: Db, tenantId: string, feeItems: readonly string[]): Promise<TieredPrice[]> {
  const { rows } = await sql<Omit<TieredPrice, 'tiers' | 'model'>>`
    select id, fee_item_id as "feeItemId", customer_group as "customerGroup", region, effective_from::text as "effectiveFrom",
      model as json
    from price_version where tenant_id = ${tenantId} and fee_item_id = any(${[...feeItems]}::uuid[]) and not archived`.execute(
    db,
  );
  const tiers = await tiersOf(
    db,
    tenantId,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, model: row.json['model'] as string, tiers: tiers.get(row.id) ?? [] }));
}

/** Live tiers in order, by price version. */
async function tiersOf(db: Db, tenantId: string, prices: readonly string[]): Promise<Map<string, TierRow[]>> {
  const { rows } = await sql<TierRow & { price_version_id: string }>`
    select price_version_id, id, from_quantity::text as "from", up_to::text as "upTo", price::text, package_size::text as "packageSize",
      flat_fee::text as "flatFee"
    from price_tier where tenant_id = ${tenantId} and price_version_id = any(${[...prices]}::uuid[]) and not archived
    order by price_version_id, from_quantity`.execute(db);
  const found = new Map<string, TierRow[]>();
  for (const { price_version_id: price, ...row } of rows) {
    const tier = { ...row, from: text(row.from) as string, upTo: text(row.upTo), price: text(row.price) as string };
    found.set(price, [
      ...(found.get(price) ?? []),
      { ...tier, packageSize: text(row.packageSize), flatFee: text(row.flatFee) },
    ]);
  }
  return found;
}

/** A tier of a model from its row. */
export function tierJson({ upTo, price, packageSize, flatFee }: Omit<TierRow, 'id'>, model: string): TierJson {
  return {
    upTo,
    [TIER_FIELD[model] as string]: price,
    ...(flatFee === null ? {} : { flatFee }),
    ...(packageSize === null ? {} : { packageSize }),
  };
}

/** The rows of a model's tiers, without ids; none where it has no tiers. */
export function tierRows(json: Readonly<Record<string, unknown>>): Omit<TierRow, 'id'>[] {
  const field = TIER_FIELD[json['model'] as string];
  if (field === undefined) return [];
  let from = '0';
  return (json['tiers'] as TierJson[]).map((tier) => {
    const flatFee = field === 'flatFee' ? null : text(tier.flatFee);
    const row = { from, upTo: text(tier.upTo), price: text(tier[field]) as string, flatFee };
    from = row.upTo ?? from;
    return { ...row, packageSize: text(tier.packageSize) };
  });
}

/** After price versions were written: their tiers as rows. A tier that stays at its place keeps its row. */
export async function writeTiersOfPrices(work: Work, written: readonly Candidate[]): Promise<void> {
  const stored = await tiersOf(
    work.db,
    work.tenantId,
    written.map(({ id }) => id),
  );
  const fresh: Record<string, unknown>[] = [];
  const known: Record<string, unknown>[] = [];
  for (const row of written) {
    const before = stored.get(row.id) ?? [];
    const after = row.archived ? [] : tierRows(modelOf(row));
    const moved = row.touches('feeItem', 'customerGroup', 'region', 'effectiveFrom');
    for (let i = 0; i < Math.max(before.length, after.length); i += 1) {
      const [old, tier] = [before[i], after[i]];
      if (old && tier && !moved && sameTier(old, tier)) continue;
      const values = tierColumns(work, row, (tier ?? old) as TierRow);
      (old ? known : fresh).push({ ...values, id: old?.id ?? newId(), archived: tier === undefined });
    }
  }
  if (fresh.length > 0) await insertRows(work.db, 'price_tier', fresh);
  if (known.length > 0) await upsertRows(work.db, 'price_tier', known);
}

const sameTier = (a: Omit<TierRow, 'id'>, b: Omit<TierRow, 'id'>) =>
  (['from', 'upTo', 'price', 'packageSize', 'flatFee'] as const).every((field) => a[field] === b[field]);

function tierColumns(work: Work, price: Candidate, tier: Omit<TierRow, 'id'>): Record<string, unknown> {
  return {
    tenant_id: work.tenantId,
    change_id: work.changeId,
    price_version_id: price.id,
    fee_item_id: price.ids['feeItem'],
    customer_group: price.cells['customerGroup'] ?? '',
    region: price.cells['region'] ?? '',
    effective_from: price.cells['effectiveFrom'],
    from_quantity: tier.from,
    up_to: tier.upTo,
    price: tier.price,
    package_size: tier.packageSize,
    flat_fee: tier.flatFee,
  };
}

/**
 * After tiers were written: the models of their price versions.
 * @param prices the versions as they were before
 */
export async function writeModelsOfTiers(work: Work, prices: readonly TieredPrice[]): Promise<void> {
  const tiers = await tiersOf(
    work.db,
    work.tenantId,
    prices.map(({ id }) => id),
  );
  const rows = prices.map(({ id, json, model }) => {
    const after = { ...json, tiers: (tiers.get(id) ?? []).map((tier) => tierJson(tier, model)) };
    work.audit({
      noun: 'PriceVersion',
      rowId: id,
      action: 'CHANGED',
      before: { model: json },
      after: { model: after },
    });
    return { id, model: after };
  });
  await sql`update price_version v set model = r.model, version = v.version + 1, change_id = ${work.changeId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, model jsonb)
    where v.tenant_id = ${work.tenantId} and v.id = r.id`.execute(work.db);
}
