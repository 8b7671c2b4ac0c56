/** Fee items with their parsed prices and tax rates: few rows, read once for a run and shared by all its charges. */
import { sql } from 'kysely';
import type { BillingCycle, BillingTiming, FeeCategory } from '../catalog/entities.ts';
import { type PriceList, versionsFor } from '../catalog/price-lists.ts';
import type { PricedVersion } from '../catalog/pricing/charge.ts';
import { parseModel } from '../catalog/pricing/parse.ts';
import type { Proration } from '../catalog/proration.ts';
import type { Db } from '../database/orm.ts';
import type { BusinessDate } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, ZERO } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';

/** A price version with the list that it belongs to. */
export type ListedVersion = PricedVersion & PriceList;

/** What pricing needs of a fee item. */
export interface Tariff {
  feeItemId: string;
  code: string;
  category: FeeCategory;
  cycle: BillingCycle;
  timing: BillingTiming;
  currency: string;
  archived: boolean;
  effectiveFrom: BusinessDate;
  effectiveTo: BusinessDate | null;
  /** Of all price lists; `versionsOf` picks those for a customer. */
  versions: ListedVersion[];
  /** Why a price of it cannot be used; the whole fee item waits then. */
  fault: Refusal | null;
  /** Whether a price counts what a meter measures; a flat price needs no reading. */
  measured: boolean;
  /** `MM-DD` on which the year of a yearly ladder begins; null where no price has one. */
  yearFrom: string | null;
  /** null: no tax code, no tax. */
  taxRates: { from: BusinessDate; to: BusinessDate | null; rate: Decimal }[] | null;
}

interface TariffRow {
  id: string;
  code: string;
  category: FeeCategory;
  cycle: BillingCycle;
  timing: BillingTiming;
  currency: string;
  archived: boolean;
  effective_from: string;
  effective_to: string | null;
  prices: {
    id: string;
    from: string;
    to: string | null;
    group: string;
    region: string;
    model: unknown;
    proration: Proration;
  }[];
  rates: { from: string; to: string | null; rate: string }[] | null;
}

/** All fee items of a tenant by id, archived ones included (a binding may still name one). */
export async function loadTariffs(db: Db, books: Books): Promise<Map<string, Tariff>> {
  const { rows } = await sql<TariffRow>`
    select f.id, f.code, f.category, f.cycle, f.timing, f.currency, f.archived, f.effective_from, f.effective_to,
      (select coalesce(json_agg(json_build_object('id', v.id, 'from', v.effective_from, 'to', v.effective_to,
          'group', v.customer_group, 'region', v.region,
          'model', v.model, 'proration', v.proration) order by v.effective_from), '[]')
        from price_version v where v.tenant_id = f.tenant_id and v.fee_item_id = f.id and not v.archived) as prices,
      case when f.tax_code_id is not null then
        (select coalesce(json_agg(json_build_object('from', r.valid_from, 'to', r.valid_to, 'rate', r.rate::text)), '[]')
          from tax_rate r where r.tenant_id = f.tenant_id and r.tax_code_id = f.tax_code_id) end as rates
    from fee_item f where f.tenant_id = ${books.tenant.id}`.execute(db);
  return new Map(rows.map((row) => [row.id, tariffOf(row)]));
}

function tariffOf(row: TariffRow): Tariff {
  const { versions, fault } = parsedPrices(row);
  return {
    feeItemId: row.id,
    code: row.code,
    category: row.category,
    cycle: row.cycle,
    timing: row.timing,
    currency: row.currency,
    archived: row.archived,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    versions,
    fault,
    measured: versions.some(({ model }) => model.measure !== 'NOTHING'),
    yearFrom: versions.findLast(({ model }) => model.reset === 'YEAR')?.model.resetFrom ?? null,
    taxRates: row.rates?.map(({ from, to, rate }) => ({ from, to, rate: new Decimal(rate) })) ?? null,
  };
}

function parsedPrices({ prices }: TariffRow): { versions: ListedVersion[]; fault: Refusal | null } {
  try {
    const versions = prices.map(({ id, from, to, group, region, model, proration }) => ({
      id,
      model: parseModel(model),
      period: { start: from, end: to },
      proration,
      customerGroup: group,
      region,
    }));
    return { versions, fault: null };
  } catch (error) {
    if (error instanceof Refusal) return { versions: [], fault: error };
    throw error;
  }
}

/** The versions that hold for a customer of a group and region, without overlap. */
export function versionsOf(tariff: Tariff, list: PriceList): readonly ListedVersion[] {
  const general = tariff.versions.every(({ customerGroup, region }) => customerGroup === '' && region === '');
  return general ? tariff.versions : versionsFor(tariff.versions, list);
}

/**
 * The rate of a fee item on a day, as a fraction; zero where it has no tax code.
 * @throws Refusal `catalog.no_tax_rate`
 */
export function taxRateOn(tariff: Tariff, day: BusinessDate): Decimal {
  if (tariff.taxRates === null) return ZERO;
  const found = tariff.taxRates.find(({ from, to }) => from <= day && (to === null || day < to));
  if (found) return found.rate;
  throw new Refusal(
    'catalog.no_tax_rate',
    `the tax code of ${tariff.code} has no rate on ${day}; add one or change the tax code`,
    { field: 'taxCode' },
  );
}
