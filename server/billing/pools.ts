/**
 * Costs that a community shares (公摊), split for a run. A cost is split over everybody who shares it, whoever the run bills: a run
 * for one customer gives the same share as a run for all.
 */
import { sql } from 'kysely';
import type { PoolShare } from '../catalog/pricing/model.ts';
import { type Participant, type SharedTerms, splitPool } from '../catalog/pricing/shared.ts';
import type { Db } from '../database/orm.ts';
import { type BusinessDate, daysBetween, intersect, type Period } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, ZERO } from '../kernel/money.ts';
import type { Books } from '../ledger/books.ts';
import { consumptionOf, type Reading } from '../metering/consumption.ts';
import type { BindingFacts } from './price-binding.ts';
import { type Tariff, versionsOf } from './tariffs.ts';

const FOREVER = '9999-12-31';

interface Cost {
  id: string;
  feeItemId: string;
  communityId: string;
  period: Period;
  amount: Decimal;
}

/** A binding that shares costs, of any customer. */
interface Sharer {
  id: string;
  fee_item_id: string;
  premise_id: string;
  premise_code: string;
  community_id: string;
  kind: string;
  area: string | null;
  start_date: BusinessDate;
  end_date: BusinessDate | null;
  quantity_source: BindingFacts['quantitySource'];
  quantity: string | null;
  meter_id: string | null;
  meter_code: string | null;
  digits: number | null;
  multiplier: string | null;
  installed_on: BusinessDate | null;
}

/** A premise of a community, bound or not. */
interface Place {
  id: string;
  code: string;
  community_id: string;
  kind: string;
  area: string | null;
}

/** All that a run needs of shared costs. */
export class Pools {
  readonly #costs: readonly Cost[];
  readonly #sharers: ReadonlyMap<string, Sharer>;
  readonly #places: readonly Place[];
  readonly #readings: ReadonlyMap<string, readonly Reading[]>;
  /** Shares by binding, or why a cost cannot be split; each cost is split once a run. */
  readonly #splits = new Map<string, Map<string, PoolShare> | Refusal>();

  constructor(
    costs: readonly Cost[] = [],
    sharers: readonly Sharer[] = [],
    places: readonly Place[] = [],
    readings: ReadonlyMap<string, readonly Reading[]> = new Map(),
  ) {
    this.#costs = costs;
    this.#sharers = new Map(sharers.map((sharer) => [sharer.id, sharer]));
    this.#places = places;
    this.#readings = readings;
  }

  /**
   * The shares of a binding in the costs that a cycle settles: those that begin in the cycle, or before the binding did.
   * @throws Refusal `billing.no_shared_cost` naming the first days whose cost nobody entered, `billing.no_community`, and why a
   *   cost cannot be split
   */
  sharesOf(
    binding: BindingFacts,
    tariff: Tariff,
    { period, cyclePeriod }: { period: Period; cyclePeriod: Period },
  ): PoolShare[] {
    const sharer = this.#sharers.get(binding.id);
    if (sharer === undefined) {
      throw new Refusal(
        'billing.no_community',
        `binding ${binding.code} names no premise of a community, so it has no share in its costs`,
      );
    }
    const costs = this.#costs.filter(
      ({ feeItemId, communityId }) => feeItemId === tariff.feeItemId && communityId === sharer.community_id,
    );
    refuseMissing(costs, period, tariff.code);
    const first = binding.start > tariff.effectiveFrom ? binding.start : tariff.effectiveFrom;
    return costs
      .map((cost) => ({ cost, on: cost.period.start > first ? cost.period.start : first }))
      .filter(({ cost, on }) => on >= cyclePeriod.start && on < cyclePeriod.end && on < cost.period.end)
      .map(({ cost }) => this.#shareOf(cost, binding, tariff));
  }

  #shareOf(cost: Cost, binding: BindingFacts, tariff: Tariff): PoolShare {
    let split = this.#splits.get(cost.id);
    if (split === undefined) {
      split = this.#split(cost, tariff);
      this.#splits.set(cost.id, split);
    }
    if (split instanceof Refusal) throw split;
    const share = split.get(binding.id);
    if (share !== undefined) return { ...share, id: cost.id };
    const [{ weights, unit }] = [...split.values()] as [PoolShare];
    return { id: cost.id, cost: cost.amount, weight: ZERO, weights, amount: ZERO, unit };
  }

  #split(cost: Cost, tariff: Tariff): Map<string, PoolShare> | Refusal {
    try {
      const terms = termsOn(tariff, cost.period.start);
      return splitPool(cost.amount, terms.basis, this.#participants(cost, terms), tariff.currency);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }

  #participants(cost: Cost, terms: SharedTerms): Participant[] {
    const excluded = new Set(terms.excludedPremises);
    const bound = [...this.#sharers.values()]
      .filter(({ fee_item_id, community_id, premise_code }) => {
        return fee_item_id === cost.feeItemId && community_id === cost.communityId && !excluded.has(premise_code);
      })
      .map((sharer) => ({
        sharer,
        period: intersect(cost.period, { start: sharer.start_date, end: sharer.end_date ?? FOREVER }),
      }))
      .filter((each): each is { sharer: Sharer; period: Period } => each.period !== null);
    const participants = bound.map(({ sharer, period }) => ({
      key: sharer.id,
      measure: this.#measureOf(sharer, period, terms.basis),
      days: daysBetween(period.start, period.end),
    }));
    if (terms.vacant === 'EXCLUDED' || terms.basis === 'USAGE') return participants;
    return [...participants, ...this.#vacant(cost, terms, bound, excluded)];
  }

  /** Premises of the kinds that share, for the days on which nobody is bound. */
  #vacant(
    cost: Cost,
    { basis }: SharedTerms,
    bound: readonly { sharer: Sharer; period: Period }[],
    excluded: ReadonlySet<string>,
  ): Participant[] {
    const kinds = new Set(bound.map(({ sharer }) => sharer.kind));
    const boundDays = new Map<string, number>();
    for (const { sharer, period } of bound) {
      const days = boundDays.get(sharer.premise_id) ?? 0;
      boundDays.set(sharer.premise_id, days + daysBetween(period.start, period.end));
    }
    const all = daysBetween(cost.period.start, cost.period.end);
    return this.#places
      .filter(({ community_id, kind, code, area }) => {
        return (
          community_id === cost.communityId &&
          kinds.has(kind) &&
          !excluded.has(code) &&
          (basis === 'EQUAL' || area !== null)
        );
      })
      .map(({ id, area }) => ({
        key: `vacant ${id}`,
        measure: basis === 'EQUAL' ? new Decimal(1) : new Decimal(area as string),
        days: all - (boundDays.get(id) ?? 0),
      }))
      .filter(({ days }) => days > 0);
  }

  #measureOf(sharer: Sharer, period: Period, basis: SharedTerms['basis']): Decimal {
    if (basis === 'EQUAL') return new Decimal(1);
    if (basis === 'AREA' || sharer.quantity_source === 'AREA') {
      if (sharer.area !== null) return new Decimal(sharer.area);
      throw new Refusal('billing.no_area', `premise ${sharer.premise_code} shares the cost but has no area; enter it`, {
        field: 'area',
      });
    }
    if (sharer.quantity_source === 'FIXED') return new Decimal(sharer.quantity as string);
    const meter = {
      code: sharer.meter_code as string,
      digits: sharer.digits,
      multiplier: new Decimal(sharer.multiplier as string),
      installedOn: sharer.installed_on,
    };
    return consumptionOf(meter, this.#readings.get(sharer.meter_id as string) ?? [], period, null).quantity;
  }
}

function termsOn(tariff: Tariff, day: BusinessDate): SharedTerms {
  // A cost is split by one rule for all who share it: the price for everybody.
  const versions = versionsOf(tariff, { customerGroup: '', region: '' });
  const found = versions.find(({ period }) => period.start <= day && (period.end === null || day < period.end));
  if (found?.model.shared) return found.model.shared;
  throw new Refusal(
    'pricing.no_price',
    `${tariff.code} has no price on ${day} that says how to share its cost; add one`,
  );
}

function refuseMissing(costs: readonly Cost[], period: Period, feeItem: string): void {
  let covered = period.start;
  for (const { period: known } of costs) {
    if (known.start <= covered && known.end > covered) covered = known.end;
  }
  if (covered >= period.end) return;
  throw new Refusal(
    'billing.no_shared_cost',
    `the cost of ${feeItem} that the community shares is not entered from ${covered} on; enter it in the sheet Shared costs`,
  );
}

/** Loads the shared costs of a tenant, with all who share them. Nothing is read where no price shares a cost. */
export async function loadPools(
  db: Db,
  books: Books,
  tariffs: ReadonlyMap<string, Tariff>,
  upTo: BusinessDate,
): Promise<Pools> {
  const feeItems = [...tariffs.values()].filter(({ versions }) => versions.some(({ model }) => model.shared !== null));
  if (feeItems.length === 0) return new Pools();
  const tenant = books.tenant.id;
  const ids = feeItems.map(({ feeItemId }) => feeItemId);
  const { rows: costs } = await sql<
    Record<'id' | 'fee_item_id' | 'community_id' | 'period_start' | 'period_end' | 'amount', string>
  >`
    select id, fee_item_id, community_id, period_start, period_end, amount from shared_cost
    where tenant_id = ${tenant} and fee_item_id = any(${ids}::uuid[]) and not archived order by period_start`.execute(
    db,
  );
  // An archived binding that was billed had its share; without it the others would pay more than theirs.
  const { rows: sharers } = await sql<Sharer>`
    select b.id, b.fee_item_id, p.id as premise_id, p.code as premise_code, p.community_id, p.kind, p.area, b.start_date, b.end_date,
      b.quantity_source, b.quantity, b.meter_id, m.code as meter_code, m.digits, m.multiplier, m.installed_on
    from binding b
    join premise p on p.tenant_id = b.tenant_id and p.id = b.premise_id and p.community_id is not null
    left join meter m on m.tenant_id = b.tenant_id and m.id = b.meter_id
    where b.tenant_id = ${tenant} and b.fee_item_id = any(${ids}::uuid[]) and (not b.archived or exists (
      select 1 from charge c where c.tenant_id = b.tenant_id and c.binding_id = b.id and c.live))
    order by b.code`.execute(db);
  const { rows: places } = await sql<Place>`
    select id, code, community_id, kind, area from premise
    where tenant_id = ${tenant} and community_id = any(${[...new Set(sharers.map(({ community_id }) => community_id))]}::uuid[])
      and not archived order by code`.execute(db);
  return new Pools(
    costs.map((row) => ({
      id: row.id,
      feeItemId: row.fee_item_id,
      communityId: row.community_id,
      period: { start: row.period_start, end: row.period_end },
      amount: new Decimal(row.amount),
    })),
    sharers,
    places,
    await loadMeterReadings(db, books, sharers, upTo),
  );
}

async function loadMeterReadings(
  db: Db,
  books: Books,
  sharers: readonly Sharer[],
  upTo: BusinessDate,
): Promise<Map<string, Reading[]>> {
  const meters = [...new Set(sharers.map(({ meter_id }) => meter_id))].filter((id) => id !== null);
  if (meters.length === 0) return new Map();
  const { rows } = await sql<{ meter_id: string; read_on: string; value: string }>`
    select meter_id, read_on, value from meter_reading
    where tenant_id = ${books.tenant.id} and meter_id = any(${meters}::uuid[]) and not archived and read_on <= ${upTo}::date
    order by meter_id, read_on`.execute(db);
  const readings = Map.groupBy(rows, ({ meter_id }) => meter_id);
  return new Map(
    [...readings].map(([id, list]) => [id, list.map((r) => ({ on: r.read_on, value: new Decimal(r.value) }))]),
  );
}
