/** Loss: what a parent meter measured less what the meters below it did. */
import { sql } from 'kysely';
import type { Db } from '../database/orm.ts';
import { monthPeriod, type Period } from '../kernel/dates.ts';
import { Refusal } from '../kernel/errors.ts';
import { Decimal, plain, ZERO } from '../kernel/money.ts';
import { type Books, read } from '../ledger/books.ts';
import { consumptionOf, type MeterFacts, type Reading } from './consumption.ts';

/** Loss of one parent meter in a month; decimal strings, in the unit of the counter times the multiplier. */
export interface MeterLoss {
  meter: string;
  /** null where it cannot be told: see `problems`. */
  use: string | null;
  childrenUse: string | null;
  loss: string | null;
  /** Loss ÷ use; null where nothing was used. */
  rate: string | null;
  children: number;
  /** Meters whose use cannot be told, and why. */
  problems: string[];
}

/** How many parents are told at most. */
export const MOST_LOSSES = 500;

/** Losses of a month for all meters with others below them, by code. A missing reading makes its loss unknown, not zero. */
export function meterLosses(books: Books, month: string): Promise<MeterLoss[]> {
  const period = monthPeriod(month, 'month');
  return read(books, async (db) => {
    const meters = await treeOf(db, books, period);
    const readings = await readingsOf(db, books, meters, period);
    const useOf = (point: Point) => useIn(point, readings.get(point.id) ?? [], period);
    const children = Map.groupBy(
      meters.filter(({ parent }) => parent !== null),
      ({ parent }) => parent as string,
    );
    return meters
      .filter(({ id }) => children.has(id))
      .slice(0, MOST_LOSSES)
      .map((meter) => lossOf(meter, children.get(meter.id) ?? [], useOf));
  });
}

/** A point of supply with all its devices, the newest one giving its code. */
interface Point {
  id: string;
  code: string;
  /** The parent's point. */
  parent: string | null;
  devices: MeterFacts[];
}

async function treeOf(db: Db, books: Books, { start, end }: Period): Promise<Point[]> {
  const { rows } = await sql<{
    id: string;
    code: string;
    parent: string | null;
    devices: (Omit<MeterFacts, 'multiplier'> & { multiplier: string })[];
  }>`
    with device as (
      select m.*, coalesce(m.point_id, m.id) as point, coalesce(p.point_id, p.id) as parent_point from meter m
      left join meter p on p.tenant_id = m.tenant_id and p.id = m.parent_id
      where m.tenant_id = ${books.tenant.id} and not m.archived
    )
    select point as id, (array_agg(code order by installed_on desc nulls last, id desc))[1] as code,
      (array_agg(parent_point order by installed_on desc nulls last, id desc))[1] as parent,
      json_agg(json_build_object('code', code, 'digits', digits, 'multiplier', multiplier::text, 'installedOn', installed_on)
        order by installed_on nulls first, id) as devices
    from device
    group by point
    having bool_or(parent_point is not null) or point in (select parent_point from device)
    order by 2`.execute(db);
  const there = ({ devices }: (typeof rows)[number]) =>
    devices.some(({ installedOn }) => installedOn === null || installedOn < end) && start < end;
  return rows.filter(there).map(({ devices, ...point }) => ({
    ...point,
    devices: devices.map((device) => ({ ...device, multiplier: new Decimal(device.multiplier) })),
  }));
}

async function readingsOf(
  db: Db,
  books: Books,
  points: readonly Point[],
  { end }: Period,
): Promise<Map<string, Reading[]>> {
  const { rows } = await sql<{
    point: string;
    device: string;
    on: string;
    value: string;
    flag: string | null;
    accepted: boolean;
  }>`
    select coalesce(m.point_id, m.id) as point, m.code as device, r.read_on as on, r.value, r.flag,
      r.accepted_reason <> '' as accepted
    from meter m join meter_reading r on r.tenant_id = m.tenant_id and r.meter_id = m.id and not r.archived
      and r.read_on <= ${end}::date
    where m.tenant_id = ${books.tenant.id} and coalesce(m.point_id, m.id) = any(${points.map(({ id }) => id)}::uuid[])
    order by r.read_on, m.installed_on nulls first, m.id`.execute(db);
  const groups = Map.groupBy(rows, ({ point }) => point);
  return new Map(
    [...groups].map(([point, own]) => [
      point,
      own.map(({ device, on, value, flag, accepted }) => ({
        on,
        value: new Decimal(value),
        device,
        ...(flag === null ? {} : accepted ? { accepted } : { inDoubt: true }),
      })),
    ]),
  );
}

/** Use of a point, or why it cannot be told. */
type Use = { quantity: Decimal; problem: null } | { quantity: null; problem: string };

function useIn({ devices }: Point, readings: readonly Reading[], period: Period): Use {
  try {
    const meter = { ...(devices.at(-1) as MeterFacts), devices };
    return { quantity: consumptionOf(meter, readings, period, null).quantity, problem: null };
  } catch (error) {
    if (error instanceof Refusal) return { quantity: null, problem: error.message };
    throw error;
  }
}

function lossOf(meter: Point, children: readonly Point[], useOf: (point: Point) => Use): MeterLoss {
  const own = useOf(meter);
  const others = children.map(useOf);
  const problems = [own, ...others].map(({ problem }) => problem).filter((problem) => problem !== null);
  const measured = others.map(({ quantity }) => quantity).filter((quantity) => quantity !== null);
  const childrenUse =
    measured.length < others.length ? null : measured.reduce((sum, quantity) => sum.plus(quantity), ZERO);
  const use = own.quantity;
  const loss = use && childrenUse ? use.minus(childrenUse) : null;
  return {
    meter: meter.code,
    use: use && plain(use),
    childrenUse: childrenUse && plain(childrenUse),
    loss: loss && plain(loss),
    rate: loss && use && !use.isZero() ? plain(loss.div(use).toDecimalPlaces(4)) : null,
    children: children.length,
    problems,
  };
}
